"""The stages in their order; this file is the architecture on one screen.

    ingest   path → Document            what was read, and who said when it was published
    clean    Document → Layout          sentences, and everything that is no content
    times    + Layout → Timex           what the text says, then what it means
    actors   + Layout → Mention, Actor  who is named, linked inside the document
    events   all of it → Event          who did what to whom, whether, who says so
    ------   one document up to here, the corpus from here on  ------
    actors.link, events.merge           one actor, one event, however often reported
    graph, view                         Timeline → networkx, HTML, CSV, JSON

Imports point one way: model ← languages ← stages ← pipeline ← cli. Stages never import each other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline import actors, clean, events, ingest, times
from timeline.model import Document, Problem, Reading, Timeline, Timex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path
    from typing import BinaryIO

    Progress = Callable[[str, int], None]


def build(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    language: str | None = None,
    raw: bool = False,
    merge: bool = True,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Timeline:
    """Articles in, a Timeline out; what could not be read is in `Timeline.problems`.

    `published` and `language` serve articles that bring none. `progress` is called with the id of
    each finished article and the number of articles so far.
    """
    readings: list[Reading] = []
    problems: list[Problem] = []
    for item in ingest.read(paths, published=published, language=language, stdin=stdin):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        readings.append(read_document(item, raw=raw))
        if progress is not None:
            progress(item.id, len(readings))
    linked, everyone = actors.link(readings)
    found = tuple(event for reading in linked for event in reading.events)
    documents = tuple(reading.document for reading in linked)
    if merge:
        found = events.merge(found, documents)
    problems.extend(ingest.undated(documents))
    return Timeline(documents, everyone, events.in_order(found), tuple(problems), tuple(linked))


def read_document(document: Document, *, raw: bool = False) -> Reading:
    """All stages that need one document only."""
    layout = clean.lay_out(document, raw=raw)
    document = ingest.date_from_dateline(document, layout)
    timexes = times.tag(document, layout)
    mentions, named = actors.find(document, layout)
    found = events.extract(document, layout, timexes, mentions, named)
    return Reading(document, layout, timexes, mentions, named, found)


def tag_times(
    text: str, *, published: date | None = None, language: str | None = None
) -> list[Timex]:
    """The time expressions of a text, resolved against its publication date."""
    document = ingest.with_language(Document(id="text", text=text, language=language))
    if published is not None:
        document = replace(document, published=published, published_from="argument")
    return list(times.tag(document, clean.lay_out(document, raw=True)))
