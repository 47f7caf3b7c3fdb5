"""Exporters by file name ending: a Timeline as what other programs read.

A new exporter is a module here with one function from a Timeline to str or bytes, and one line in
`EXPORTERS`. Modules load on first use, because some need large libraries.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.model import Timeline


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: the ending that asks for it, the function that writes it, what it is."""

    name: str
    ending: str
    function: str
    about: str

    def load(self) -> Callable[[Timeline], str | bytes]:
        """The function; UsageError where a library it needs is not installed."""
        module, _, name = self.function.partition(":")
        try:
            found: Callable[[Timeline], str | bytes] = getattr(
                importlib.import_module(f"timeline.{module}"), name
            )
        except ImportError as error:
            raise UsageError(
                f"{self.ending} files need a package that is not installed ({error.name})",
                remedy="pip install 'event-timeline[formats]'",
            ) from None
        return found


EXPORTERS = (
    Exporter("html", ".html", "view.to_html:to_html", "the interactive page"),
    Exporter("timelinejs", ".timelinejs.json", "exports.to_timelinejs:to_timelinejs", "TimelineJS"),
    Exporter("ftm", ".ftm.json", "exports.to_ftm:to_ftm", "FollowTheMoney entities, one per line"),
    Exporter("json", ".json", "exports.to_json:to_json", "everything as one JSON document"),
    Exporter("jsonl", ".jsonl", "exports.to_jsonl:to_jsonl", "events, one JSON object per line"),
    Exporter("dyads", ".dyads.csv", "exports.to_dyads:to_dyads", "CAMEO-style dyads"),
    Exporter("csv", ".csv", "exports.to_csv:to_csv", "one row per event"),
    Exporter("excel", ".xlsx", "exports.to_excel:to_excel", "events, actors, sources as sheets"),
    Exporter("parquet", ".parquet", "exports.to_parquet:to_parquet", "one row per event, typed"),
    Exporter("ics", ".ics", "exports.to_ics:to_ics", "calendar"),
    Exporter("graphml", ".graphml", "exports.to_graph_files:to_graphml", "actors and events"),
    Exporter("gexf", ".gexf", "exports.to_graph_files:to_gexf", "the same over time, for Gephi"),
    Exporter("jsonld", ".jsonld", "exports.to_jsonld:to_jsonld", "schema.org events"),
    Exporter("timeml", ".timeml.zip", "exports.to_timeml:to_timeml", "articles with TIMEX3 tags"),
    Exporter("markdown", ".md", "exports.to_briefing:to_markdown", "briefing with sources"),
    Exporter("docx", ".docx", "exports.to_briefing_docx:to_docx", "the same briefing as DOCX"),
)
_PAGE = EXPORTERS[0]


def exporter_for(path: Path) -> Exporter:
    """The exporter that a file name asks for, the page where it has no ending.

    UsageError for an ending that is not known.
    """
    name = path.name.lower()
    fitting = [exporter for exporter in EXPORTERS if name.endswith(exporter.ending)]
    if fitting:
        return max(fitting, key=lambda exporter: len(exporter.ending))
    if path.suffix.lower() in ("", ".htm", ".xhtml"):
        return _PAGE
    known = ", ".join(exporter.ending for exporter in EXPORTERS)
    raise UsageError(
        f"no format has the ending {path.suffix!r}", where=str(path), remedy=f"one of {known}"
    )
