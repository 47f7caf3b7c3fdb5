"""Places that are meant and not named: capitals of states, towns of palaces, towns of datelines."""

from __future__ import annotations

import re
from functools import cache

from timeline.gazetteer.index import (
    CAPITAL,
    NAME,
    SEAT,
    WEAK,
    Entity,
    Index,
    fold,
    load,
    split_tokens,
)

_SHORT = re.compile(r"(?<=[\s-])\w{1,3}(?=[\s-])")  # the small words inside "Port-au-Prince"
_EXTRA = "\tcapital="  # how the last cell of a capital's row begins


def capital_of(state: str) -> Entity | None:
    """The capital of a state by the state's id; None where several cities count as one."""
    cities = _capitals().get(state, ())
    return load().by_id(cities[0]) if len(cities) == 1 else None


def seat_in(name: str, state: str) -> Entity | None:
    """The capital where a building stands that names its state ("the Kremlin"), else None."""
    return capital_of(state) if _listed_as(name, SEAT, load()) == state else None


def town_named(name: str) -> Entity | None:
    """The town or region that the name has by itself, also in capitals ("KABUL"), else None."""
    index = load()
    title = name.title()
    forms = (title, _SHORT.sub(_small, title), name) if name.isupper() else (name,)
    for form in forms:
        for flag in (CAPITAL, NAME, WEAK):  # a dateline is company enough
            found = index.by_id(_listed_as(form, flag, index) or "")
            if found is not None and found.kind == "place":
                return found
    return None


def _small(match: re.Match[str]) -> str:
    return match[0].lower()


def _listed_as(name: str, flag: str, index: Index) -> str | None:
    """The id of the only entity that has the name with that flag."""
    tokens = split_tokens(fold(name))
    if not tokens:
        return None
    rest = " ".join(tokens[1:])
    numbers = {
        number
        for known, kind, number, _ in index.entries[tokens[0]]
        if kind == flag and known == rest
    }
    return index.entity(numbers.pop()).id if len(numbers) == 1 else None


@cache
def _capitals() -> dict[str, tuple[str, ...]]:
    """State → its capitals. A hundred thousand rows are searched, not split."""
    found: dict[str, tuple[str, ...]] = {}
    for row in load().rows:
        if _EXTRA in row:
            state = row[row.index(_EXTRA) + len(_EXTRA) :]
            found[state] = (*found.get(state, ()), row.partition("\t")[0])
    return found
