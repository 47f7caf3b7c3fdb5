"""What the user corrected, as the page needs it: to show it, to take it back and to export it."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from timeline.view.escape import readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.model import Event, Timeline


def corpus_name(timeline: Timeline) -> str:
    """What tells these articles from others; the page keeps its edits under this name."""
    digest = sha256()
    for document in sorted(timeline.documents, key=lambda item: item.id):
        digest.update(f"{document.id}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def by_hand(timeline: Timeline, events: Sequence[Event]) -> dict[str, Any]:
    """The entries that the build applied, as the file has them, and the views in it.

    `aliases` are ids of reports that were merged into others, with the number of their event in
    `events`: links and corrections may still name them.
    """
    return {
        "entries": [
            {
                "entry": _plain(item.entry),
                "stale": None if item.stale is None else readable(item.stale),
                "event": None if item.event is None else readable(item.event),
                "was": _plain(item.was),
            }
            for item in timeline.by_hand.entries
        ],
        "views": [
            {"name": readable(name), "view": readable(view)}
            for name, view in timeline.by_hand.views
        ],
        "aliases": _aliases(timeline, events),
    }


def _aliases(timeline: Timeline, events: Sequence[Event]) -> dict[str, int]:
    known = {event.id for event in events}
    gone = [one for reading in timeline.readings for one in reading.events if one.id not in known]
    if not gone:
        return {}
    owners = {item: number for number, event in enumerate(events) for item in event.evidence}
    return {
        readable(one.id): owners[one.evidence[0]]
        for one in gone
        if one.evidence and one.evidence[0] in owners
    }


def _plain(value: Any) -> Any:
    """The JSON value with every text in it made readable."""
    if isinstance(value, str):
        return readable(value)
    if isinstance(value, Mapping):
        return {readable(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
