"""What an analyst corrects by hand: read from a file, applied on every rebuild, shown as such.

    {"version": 1, "corrections": [
      {"event": "5f0c…", "date": "2022-02-24", "was": {"date": "2022-02-17"}, "note": "minutes"},
      {"event": "5f0c…", "type": "AID", "status": "denied"},
      {"event": "77ab…", "hide": true},
      {"actors": ["Lawrow", "Sergei Lavrov"], "same": true},
      {"actors": ["Kim Yong Nam", "Kim Jong Un"], "same": false},
      {"add": {"title": "Talks in Geneva", "date": "2022-02-24", "type": "CONSULT"}}]}

A correction whose event is gone, or whose event says something else than it did then (`was`), is
reported as stale and left out: it was made for another state of the articles.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from timeline import interval as calendar
from timeline.errors import InputError
from timeline.interval import Interval
from timeline.model import Event, Problem, Status
from timeline.plover import CLASSES

VERSION = 1
_STATUSES = get_args(Status)
_FIELDS = {"event", "date", "type", "status", "hide", "note", "was"}
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """One entry about an event; None where it leaves a field alone."""

    event: str
    number: int
    date: str | None = None
    type: str | None = None
    status: Status | None = None
    hide: bool = False
    note: str = ""
    was: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """The file's content: changes in its order, events added, pairs of actors."""

    where: str = ""
    changes: tuple[Change, ...] = ()
    added: tuple[Event, ...] = ()
    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


def read_corrections(path: Path) -> Corrections:
    """The corrections of a file; InputError names the entry that cannot be used and the remedy."""
    where = str(path)
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}", where=where, remedy="check the path"
        ) from error
    if len(content) > _MOST_BYTES:
        raise InputError("too large for corrections", where=where, remedy="check the path")
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"not valid JSON: {error}", where=where, remedy="export the corrections again"
        ) from None
    if not isinstance(value, dict) or value.get("version") != VERSION:
        raise InputError(
            f"no corrections of version {VERSION}",
            where=where,
            remedy=f'begin with {{"version": {VERSION}, "corrections": [ … ]}}',
        )
    entries = value.get("corrections")
    if not isinstance(entries, list):
        raise InputError("'corrections' is no list", where=where, remedy="export them again")
    changes: list[Change] = []
    added: list[Event] = []
    pairs: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for number, entry in enumerate(entries, 1):
        place = f"{where}, correction {number}"
        if not isinstance(entry, dict):
            raise InputError("no JSON object", where=place, remedy="write { … }")
        if "add" in entry:
            added.append(_added(entry["add"], place))
        elif "actors" in entry:
            pairs[_truth(entry.get("same"), "same", place)].append(_pair(entry["actors"], place))
        else:
            changes.append(_change(entry, number, place))
    return Corrections(where, tuple(changes), tuple(added), tuple(pairs[True]), tuple(pairs[False]))


def _change(entry: dict[str, Any], number: int, place: str) -> Change:
    unknown = sorted(set(entry) - _FIELDS)
    if unknown:
        known = ", ".join(sorted(_FIELDS))
        raise InputError(f"unknown field {unknown[0]!r}", where=place, remedy=f"use {known}")
    was = entry.get("was")
    if was is not None and not isinstance(was, dict):
        raise InputError("'was' is no JSON object", where=place, remedy='write {"date": …}')
    stated = _text(entry.get("date"), "date", place)
    if stated is not None:
        parse_edtf(stated, place)
    return Change(
        event=_text(entry.get("event"), "event", place) or _missing("event", place),
        number=number,
        date=stated,
        type=_one_of(entry.get("type"), "type", tuple(CLASSES), place),
        status=_one_of(entry.get("status"), "status", _STATUSES, place),  # type: ignore[arg-type]
        hide=_truth(entry["hide"], "hide", place) if "hide" in entry else False,
        note=_text(entry.get("note"), "note", place) or "",
        was=was,
    )


def _added(entry: Any, place: str) -> Event:
    if not isinstance(entry, dict):
        raise InputError("'add' is no JSON object", where=place, remedy="write { … }")
    title = _text(entry.get("title"), "title", place) or _missing("title", place)
    stated = _text(entry.get("date"), "date", place)
    covered = None if stated is None else parse_edtf(stated, place)
    first, _, last = (stated or "").partition("/")
    digest = sha256(f"{title}\n{stated}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    note = _text(entry.get("note"), "note", place)
    return Event(
        id=f"added-{digest}",
        title=title,
        type=_one_of(entry.get("type"), "type", tuple(CLASSES), place) or "OTHER",
        status=_one_of(entry.get("status"), "status", _STATUSES, place) or "happened",  # type: ignore[arg-type]
        roles=(),
        evidence=(),
        basis="undated" if covered is None else "explicit",
        interval=covered,
        edtf=first or None,
        edtf_end=last or None,
        why="added by hand",
        sources=0,
        corrections=("added by hand" + (f": {note}" if note else ""),),
    )


def apply_changes(
    found: Sequence[Event], corrections: Corrections, problems: list[Problem]
) -> tuple[Event, ...]:
    """The events as corrected, hidden ones left out, added ones put in; stale ones reported."""
    by_event: dict[str, list[Change]] = {}
    for change in corrections.changes:
        by_event.setdefault(change.event, []).append(change)
    kept: list[Event] = []
    for event in found:
        hidden = False
        for change in by_event.pop(event.id, ()):
            stale = _stale(event, change)
            if stale is not None:
                problems.append(_problem(corrections, change, stale))
                continue
            event = _changed(event, change)  # noqa: PLW2901 corrections follow one another
            hidden = hidden or change.hide
        if not hidden:
            kept.append(event)
    for changes in by_event.values():
        problems.extend(
            _problem(corrections, change, "its event is no longer there") for change in changes
        )
    return (*kept, *corrections.added)


def _stale(event: Event, change: Change) -> str | None:
    now = {"date": event.edtf or "", "type": event.type, "status": event.status}
    for field, value in (change.was or {}).items():
        wanted = {"date": change.date, "type": change.type, "status": change.status}.get(field)
        if field in now and now[field] not in (value, wanted):
            return f"its event now has the {field} {now[field]!r}, it was {value!r} then"
    return None


def _changed(event: Event, change: Change) -> Event:
    said = []
    if change.date is not None:
        first, _, last = change.date.partition("/")
        said.append(f"date corrected from {event.edtf or 'undated'} to {change.date}")
        event = replace(
            event,
            interval=parse_edtf(change.date, ""),
            edtf=first,
            edtf_end=last or None,
            basis="explicit",
            why=f"corrected by hand; before: {event.why}",
        )
    if change.type is not None:
        said.append(f"class corrected from {event.type} to {change.type}")
        event = replace(event, type=change.type, mode=None)
    if change.status is not None:
        said.append(f"status corrected from {event.status} to {change.status}")
        event = replace(event, status=change.status)
    if change.note:
        said.append(f"note: {change.note}")
    return replace(event, corrections=(*event.corrections, *said))


def _problem(corrections: Corrections, change: Change, what: str) -> Problem:
    return Problem(
        f"{corrections.where}, correction {change.number}",
        f"stale: {what}",
        "look at the event again and renew or delete the correction",
        "warning",
    )


def parse_edtf(stated: str, where: str) -> Interval:
    """A year, month or day, or two of them parted by `/`; InputError for anything else."""
    first, slash, last = stated.partition("/")
    begin = _unit(first)
    end = _unit(last) if slash else begin
    if begin is None or end is None:
        raise InputError(
            f"{stated!r} is no date", where=where, remedy="write 2022-02-24, 2022-02 or 2022"
        )
    if not slash:
        return begin
    days = begin.first_day, end.last_day
    if days[0] is None or days[1] is None or days[0] > days[1]:
        raise InputError(f"{stated!r} ends before it begins", where=where, remedy="turn it round")
    return calendar.days(days[0], days[1])


def _unit(text: str) -> Interval | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        if match["day"]:
            return calendar.day(date.fromisoformat(text))
        year = int(match["year"])
        return calendar.month(year, int(match["month"])) if match["month"] else calendar.year(year)
    except (ValueError, OverflowError):
        return None


def _text(value: Any, field: str, place: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{field!r} is no text", where=place, remedy="put it in quotes")
    return value.strip()


def _truth(value: Any, field: str, place: str) -> bool:
    if not isinstance(value, bool):
        raise InputError(f"{field!r} is neither true nor false", where=place, remedy="write true")
    return value


def _one_of(value: Any, field: str, known: Iterable[str], place: str) -> str | None:
    if value is None:
        return None
    names = tuple(known)
    if value not in names:
        raise InputError(
            f"{value!r} is no {field}", where=place, remedy=f"one of {', '.join(names)}"
        )
    return str(value)


def _pair(value: Any, place: str) -> tuple[str, str]:
    if (
        not isinstance(value, list)
        or len(value) != 2
        or not all(isinstance(name, str) and name.strip() for name in value)
    ):
        raise InputError(
            "'actors' must name two", where=place, remedy='write ["one name", "another"]'
        )
    return value[0], value[1]


def _missing(field: str, place: str) -> str:
    raise InputError(f"there is no {field!r}", where=place, remedy="add it or delete the entry")
