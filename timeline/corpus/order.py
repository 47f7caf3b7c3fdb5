"""Events in the order of their dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from timeline.model import Event


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """By date (first day, then last day), undated events last; ties by class, title and id."""
    return tuple(sorted(events, key=_order))


def _order(event: Event) -> tuple[date, date, str, str, str]:
    first = event.interval.first_day if event.interval is not None else None
    last = event.interval.last_day if event.interval is not None else None
    if event.interval is None:
        return date.max, date.max, event.type, event.title, event.id
    return first or last or date.max, last or first or date.max, event.type, event.title, event.id
