"""What the user corrected, as the page needs it: to show it, to take it back and to export it."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from timeline.view.escape import readable

if TYPE_CHECKING:
    from timeline.model import Timeline


def corpus_name(timeline: Timeline) -> str:
    """What tells these articles from others; the page keeps its edits under this name."""
    digest = sha256()
    for document in sorted(timeline.documents, key=lambda item: item.id):
        digest.update(f"{document.id}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def by_hand(timeline: Timeline) -> dict[str, list[Any]]:
    """The entries that the build applied, as the file has them, and the views in it."""
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
    }


def _plain(value: Any) -> Any:
    """The JSON value with every text in it made readable."""
    if isinstance(value, str):
        return readable(value)
    if isinstance(value, Mapping):
        return {readable(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
