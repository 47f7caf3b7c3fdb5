"""The briefing as a DOCX file, by python-docx."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx

from timeline.exports.briefing import briefing
from timeline.view.escape import readable

if TYPE_CHECKING:
    from timeline.model import Timeline


def to_docx(timeline: Timeline) -> bytes:
    """The bytes of the file: a heading per day, a paragraph per event, numbered sources."""
    brief = briefing(timeline)
    document = docx.Document()
    document.add_heading("Timeline", 0)
    for day in brief.days:
        document.add_heading(readable(day.date), 1)
        for item in day.items:
            paragraph = document.add_paragraph(style="List Bullet")
            paragraph.add_run(readable(item.title)).bold = True
            paragraph.add_run(" " + "".join(f"[{number}]" for number in item.sources))
            paragraph.add_run("\n" + readable(item.note))
            document.add_paragraph(readable(item.sentence), style="Quote")
            for conflict in item.conflicts:
                document.add_paragraph(f"Reports differ: {readable(conflict)}")
            for outcome in item.outcomes:
                document.add_paragraph(readable(outcome[:1].upper() + outcome[1:]))
    document.add_heading("Sources", 1)
    for number, text in enumerate(brief.sources, 1):
        document.add_paragraph(f"[{number}] {readable(text)}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
