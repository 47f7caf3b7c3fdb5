"""Who held which office when: "foreign minister" of RUS on a day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from timeline.gazetteer.index import Entity, load

_FAR_PAST, _FAR_FUTURE = date(1900, 1, 1), date(2100, 1, 1)


def holder(office: str, domain: str, day: date) -> Entity | None:
    """The person in office on that day; the one who came last where two terms touch.

    `domain` is an ISO alpha-3 code or the key of an organisation ("nato").
    """
    best: tuple[date, str] | None = None
    for entry, person in _terms().get((office, domain), ()):
        _, _, first, last = _parse(entry)
        if first <= day <= last and (best is None or first > best[0]):
            best = (first, person)
    return None if best is None else load().by_id(best[1])


def holds(entity: Entity, office: str) -> bool:
    """Whether the person ever held an office of that name, anywhere."""
    return any(_parse(entry)[0] == office for entry in entity.offices)


def held(entity: Entity, office: str, day: date) -> bool:
    """Whether the person held an office of that name on that day, anywhere."""
    return any(
        name == office and first <= day <= last
        for name, _, first, last in map(_parse, entity.offices)
    )


@cache
def _terms() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Office and domain → the entries and whose they are; their days are read when asked for."""
    terms: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in load().rows:
        if not row.startswith("person:"):
            continue
        person, _, _, _, _, country, *_, extra = row.split("\t")
        for entry in extra.split("|")[1:]:
            office, _, domain = entry.rpartition(" ")[0].partition("@")
            terms.setdefault((office, domain or country), []).append((entry, person))
    return terms


@cache
def _parse(entry: str) -> tuple[str, str, date, date]:
    """ "leader@hamas 2017-05..2024-07-31" → office, domain or "", first day, last day."""
    name, _, term = entry.rpartition(" ")
    office, _, domain = name.partition("@")
    first, _, last = term.partition("..")
    return office, domain, _first_day(first), _last_day(last)


def _first_day(text: str) -> date:
    if not text:
        return _FAR_PAST
    year, month, day = (*text.split("-"), "1", "1")[:3]
    return date(int(year), int(month), int(day))


def _last_day(text: str) -> date:
    if not text:
        return _FAR_FUTURE
    parts = text.split("-")
    if len(parts) == 3:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    if len(parts) == 1:
        return date(int(parts[0]), 12, 31)
    after = date(int(parts[0]), int(parts[1]), 28) + timedelta(days=4)
    return after.replace(day=1) - timedelta(days=1)
