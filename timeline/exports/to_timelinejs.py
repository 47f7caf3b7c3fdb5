"""A Timeline as the JSON that TimelineJS reads; its texts are HTML, so articles' words are escaped.

The format has days and no uncertainty: what the date rests on stands in the text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from timeline.view.escape import html

if TYPE_CHECKING:
    from datetime import date

    from timeline.model import Document, Event, Timeline


def to_timelinejs(timeline: Timeline) -> str:
    """One slide per dated event; undated events have no place in the format."""
    documents = {document.id: document for document in timeline.documents}
    slides = [_slide(event, documents) for event in timeline.events if _days(event) is not None]
    return json.dumps({"events": slides}, indent=1) + "\n"


def _days(event: Event) -> tuple[date, date] | None:
    if event.interval is None:
        return None
    first, last = event.interval.first_day, event.interval.last_day
    begin = first or last
    return None if begin is None else (begin, last or begin)


def _slide(event: Event, documents: dict[str, Document]) -> dict[str, Any]:
    days = _days(event)
    assert days is not None
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": _date(days[0]),
        "group": event.type,
        "display_date": html(event.edtf or ""),
        "text": {"headline": html(event.title), "text": _text(event, documents)},
    }
    if days[1] != days[0]:
        slide["end_date"] = _date(days[1])
    return slide


def _date(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _text(event: Event, documents: dict[str, Document]) -> str:
    paragraphs = [f"<p>{html(event.status)}. {html(event.why)}</p>"]
    for evidence in event.evidence:
        document = documents.get(evidence.document)
        source = (document.source if document else None) or evidence.document
        paragraphs.append(f"<blockquote>{html(evidence.text)} ({html(source)})</blockquote>")
    return "".join(paragraphs)
