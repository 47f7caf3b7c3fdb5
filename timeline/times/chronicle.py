"""Chronologies: lists whose lines begin with a day, each in the year that the list has reached.

"15 March 2011: … / 18 March: … / 2012 / 4 February: …". The year is said once and goes on until the
days begin anew, upwards or, in lists with the latest first, downwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from timeline.times.tag import Hit

_LEAST = 3  # lines that make a list
_MARKS = frozenset(":–—-")
_Day = tuple[int, int]  # month and day


def years(hits: Sequence[Hit], published: date | None) -> dict[int, int]:
    """The years of the lines' days that name none, by the offsets where they begin."""
    entries = [*_entries(hits)]
    days = [day for _, day, _ in entries if day is not None]
    if len(days) < _LEAST:
        return {}
    upwards = _forward(entries) or _backward(entries, published)
    falls = sum(two < one for one, two in pairwise(days))
    over = published is None or all(
        date(upwards[start], *day) <= published
        for start, day, _ in entries
        if day is not None and day != _LEAP and start in upwards
    )
    headed = any(day is None for _, day, _ in entries)
    if headed or (over and 2 * falls <= len(days)):
        return upwards
    downwards = entries[::-1]
    return _forward(downwards) or _backward(downwards, published)


_LEAP = (2, 29)
_Entry = tuple[int, _Day | None, int | None]  # offset, day (None for a heading), year if said


def _entries(hits: Sequence[Hit]) -> Iterator[_Entry]:
    for hit in hits:
        slots, words = hit.slots, hit.line.words
        if hit.first > 0:
            continue
        year = slots.get("year", slots.get("modern_year"))
        if "day" in slots and "month" in slots and hit.rule.shape == "date":
            if words[hit.after : hit.after + 1] and words[hit.after] in _MARKS:
                yield hit.start, (int(slots["month"]), int(slots["day"])), year
        elif isinstance(year, int) and hit.after >= len(words) - 1 and hit.rule.shape == "year":
            yield hit.start, None, year


def _forward(entries: Sequence[_Entry]) -> dict[int, int]:
    """From the first year that is said on; nothing where the first lines name none."""
    found: dict[int, int] = {}
    year, last = None, (0, 0)
    for start, day, said in entries:
        if said is not None:
            year = said
        elif year is None or day is None:
            return {}
        else:
            year += day < last
            found[start] = year
        last = day or (0, 0)
    return found


def _backward(entries: Sequence[_Entry], published: date | None) -> dict[int, int]:
    """From the last line, which is told after it was over, back."""
    found: dict[int, int] = {}
    year: int | None = None
    following: _Day = (12, 31)
    for start, day, said in reversed(entries):
        if day is None:
            return {}
        if said is not None:
            year = said
        elif year is None and published is not None:
            year = published.year - (day > (published.month, published.day))
        elif year is not None:
            year -= day > following
        if said is None and year is not None:
            found[start] = year
        following = day
    return found
