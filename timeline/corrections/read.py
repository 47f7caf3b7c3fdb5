"""The corrections file: what it may say, and what is wrong with it where it says something else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from timeline import interval as calendar
from timeline.errors import InputError
from timeline.interval import Interval
from timeline.model import RoleName, Status
from timeline.plover import CLASSES

VERSION = 1
UNDATED = "undated"
_STATUSES = get_args(Status)
_ROLES = get_args(RoleName)
_FIELDS = ("event", "date", "type", "status", "hide", "note", "was")
_ADDED = ("title", "date", "type", "status", "note", "actors", "place")
_PAIR = ("actors", "same", "note")
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
class Added:
    """One entry that adds an event; `actors` are names or ids with their roles."""

    title: str
    number: int
    date: str | None = None
    type: str = "OTHER"
    status: Status = "happened"
    note: str = ""
    actors: tuple[tuple[str, RoleName], ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """One entry that says whether two names or ids are one actor."""

    names: tuple[str, str]
    same: bool
    number: int


@dataclass(frozen=True, slots=True)
class Corrections:
    """The file's content; `entries` are its objects as they stand there, numbers count them from 1.

    `views` are names with the part of the page's address that brings the view back.
    """

    where: str = ""
    changes: tuple[Change, ...] = ()
    added: tuple[Added, ...] = ()
    pairs: tuple[Pair, ...] = ()
    entries: tuple[Mapping[str, Any], ...] = ()
    views: tuple[tuple[str, str], ...] = ()

    @property
    def together(self) -> tuple[tuple[str, str], ...]:
        """Names or ids of two actors that are one."""
        return tuple(pair.names for pair in self.pairs if pair.same)

    @property
    def apart(self) -> tuple[tuple[str, str], ...]:
        """Names or ids of two actors that are not one."""
        return tuple(pair.names for pair in self.pairs if not pair.same)


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
    return parse_corrections(content, where)


def parse_corrections(content: bytes, where: str) -> Corrections:
    """The corrections of a file's content; InputError as for `read_corrections`."""
    if len(content) > _MOST_BYTES:
        raise InputError("too large for corrections", where=where, remedy="check the path")
    try:
        value = json.loads(content, parse_constant=_no_constant)
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
    added: list[Added] = []
    pairs: list[Pair] = []
    for number, entry in enumerate(entries, 1):
        place = f"{where}, correction {number}"
        if not isinstance(entry, dict):
            raise InputError("no JSON object", where=place, remedy="write { … }")
        if "add" in entry:
            _known(entry, ("add",), place)
            added.append(_added(entry["add"], number, place))
        elif "actors" in entry:
            _known(entry, _PAIR, place)
            same = _truth(entry.get("same"), "same", place)
            pairs.append(Pair(_pair(entry["actors"], place), same, number))
        else:
            changes.append(_change(entry, number, place))
    return Corrections(
        where,
        tuple(changes),
        tuple(added),
        tuple(pairs),
        tuple(entries),
        _views(value.get("views", []), where),
    )


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _known(entry: Mapping[str, Any], fields: tuple[str, ...], place: str) -> None:
    for unknown in sorted(set(entry) - set(fields)):
        raise InputError(
            f"unknown field {unknown!r}", where=place, remedy=f"use {', '.join(fields)}"
        )


def _views(value: Any, where: str) -> tuple[tuple[str, str], ...]:
    remedy = 'write {"name": …, "view": …}'
    if not isinstance(value, list):
        raise InputError("'views' is no list", where=where, remedy="export them again")
    views = []
    for number, entry in enumerate(value, 1):
        place = f"{where}, view {number}"
        if not isinstance(entry, dict) or not isinstance(entry.get("view"), str):
            raise InputError("no view", where=place, remedy=remedy)
        name = _text(entry.get("name"), "name", place) or _missing("name", place)
        views.append((name, entry["view"]))
    return tuple(views)


def _change(entry: dict[str, Any], number: int, place: str) -> Change:
    _known(entry, _FIELDS, place)
    was = entry.get("was")
    texts = isinstance(was, dict) and all(isinstance(text, str) for text in was.values())
    if was is not None and not texts:
        raise InputError(
            "'was' is no JSON object of texts", where=place, remedy='write {"date": …}'
        )
    return Change(
        event=_text(entry.get("event"), "event", place) or _missing("event", place),
        number=number,
        date=_date(entry, place),
        type=_one_of(entry.get("type"), "type", tuple(CLASSES), place),
        status=_one_of(entry.get("status"), "status", _STATUSES, place),  # type: ignore[arg-type]
        hide=_truth(entry["hide"], "hide", place) if "hide" in entry else False,
        note=_text(entry.get("note"), "note", place) or "",
        was=was,
    )


def _added(entry: Any, number: int, place: str) -> Added:
    if not isinstance(entry, dict):
        raise InputError("'add' is no JSON object", where=place, remedy="write { … }")
    _known(entry, _ADDED, place)
    stated = _date(entry, place)
    return Added(
        title=_text(entry.get("title"), "title", place) or _missing("title", place),
        number=number,
        date=None if stated == UNDATED else stated,
        type=_one_of(entry.get("type"), "type", tuple(CLASSES), place) or "OTHER",
        status=_one_of(entry.get("status"), "status", _STATUSES, place) or "happened",  # type: ignore[arg-type]
        note=_text(entry.get("note"), "note", place) or "",
        actors=_parts(entry.get("actors", []), place),
        place=_text(entry.get("place"), "place", place),
    )


def _parts(value: Any, place: str) -> tuple[tuple[str, RoleName], ...]:
    """Names with roles; a bare name acts."""
    remedy = 'write [{"name": …, "role": "actor"}]'
    if not isinstance(value, list):
        raise InputError("'actors' is no list", where=place, remedy=remedy)
    parts: list[tuple[str, RoleName]] = []
    for item in value:
        part = {"name": item} if isinstance(item, str) else item
        if not isinstance(part, dict):
            raise InputError("an actor is no JSON object", where=place, remedy=remedy)
        name = _text(part.get("name"), "name", place) or _missing("name", place)
        role = _one_of(part.get("role"), "role", _ROLES, place) or "actor"
        parts.append((name, role))  # type: ignore[arg-type]
    return tuple(parts)


def _date(entry: Mapping[str, Any], place: str) -> str | None:
    stated = _text(entry.get("date"), "date", place)
    if stated not in (None, UNDATED):
        parse_edtf(stated, place)
    return stated


def parse_edtf(stated: str, where: str) -> Interval:
    """A year, month or day, or two of them parted by `/`; InputError for anything else."""
    first, slash, last = stated.partition("/")
    begin = _unit(first)
    end = _unit(last) if slash else begin
    if begin is None or end is None:
        raise InputError(
            f"{stated!r} is no date",
            where=where,
            remedy="write 2022-02-24, 2022-02, 2022 or undated",
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
