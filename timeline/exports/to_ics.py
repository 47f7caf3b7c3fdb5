"""A Timeline as an iCalendar file: whole days, planned events tentative."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar
from icalendar import Event as Entry

from timeline.view.escape import readable

if TYPE_CHECKING:
    from timeline.model import Event, Timeline

_STATUS = {"planned": "TENTATIVE", "hypothetical": "TENTATIVE", "denied": "CANCELLED"}
# A stamp is required; a fixed one keeps two exports of one timeline equal.
_STAMP = datetime(2000, 1, 1)


def to_ics(timeline: Timeline) -> bytes:
    """The bytes of the file; undated events and those open at both ends are left out."""
    calendar = Calendar()
    calendar.add("prodid", "-//event-timeline//timeline//EN")
    calendar.add("version", "2.0")
    for event in timeline.events:
        entry = _entry(event)
        if entry is not None:
            calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entry(event: Event) -> Entry | None:
    if event.interval is None:
        return None
    first, last = event.interval.first_day, event.interval.last_day
    begin, end = first or last, last or first
    if begin is None or end is None:
        return None
    entry = Entry()
    entry.add("uid", f"{event.id}@event-timeline")
    entry.add("dtstamp", _STAMP)
    entry.add("dtstart", begin)
    try:
        entry.add("dtend", end + timedelta(days=1))
    except OverflowError:  # the last day of the calendar has no next one
        return None
    entry.add("summary", readable(event.title))
    entry.add("categories", [event.type, event.status])
    entry.add("status", _STATUS.get(event.status, "CONFIRMED"))
    entry.add("transp", "TRANSPARENT")
    sentences = "\n".join(readable(evidence.text) for evidence in event.evidence)
    entry.add("description", f"{readable(event.why)}\n\n{sentences}")
    if event.place is not None:
        entry.add("location", readable(event.place.name))
        if event.place.latitude is not None and event.place.longitude is not None:
            entry.add("geo", (event.place.latitude, event.place.longitude))
    return entry
