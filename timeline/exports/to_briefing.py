"""The briefing as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.exports.briefing import briefing
from timeline.view.escape import readable

if TYPE_CHECKING:
    from timeline.model import Timeline

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+!|~&-])")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|javascript|data|www)([:.])")


def to_markdown(timeline: Timeline) -> str:
    """Days as headings, events as list items, sources numbered at the end.

    Articles' words are escaped: they make no links, no HTML, no headings.
    """
    brief = briefing(timeline)
    lines = ["# Timeline", ""]
    for day in brief.days:
        lines += [f"## {_plain(day.date)}", ""]
        for item in day.items:
            cited = "".join(f"[{number}]" for number in item.sources)
            lines.append(f"- **{_plain(item.title)}** {cited}  ")
            lines.append(f"  {_plain(item.note)}  ")
            lines.append(f"  > {_plain(item.sentence)}")
            lines += [f"  - reports differ: {_plain(conflict)}" for conflict in item.conflicts]
            lines += [f"  - {_plain(outcome)}" for outcome in item.outcomes]
            lines.append("")
    lines += ["## Sources", ""]
    lines += [f"{number}. {_plain(text)}" for number, text in enumerate(brief.sources, 1)]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text in which no sign means anything to Markdown."""
    folded = _SIGNS.sub(r"\\\1", " ".join(readable(text).split()))
    # An address in the open becomes a link in many readers; a joiner of no width parts it.
    return _ADDRESS.sub("\\1\u2060\\2", folded)
