"""Feasts and named days by year; Easter is computed, everything else is a rule of the calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta

_FIXED = re.compile(r"([0-9]{2})-([0-9]{2})$")
_EASTER = re.compile(r"easter([+-][0-9]{1,3})?$")
# The n-th (or last, -1) weekday of a month: "4.thursday.11" in numbers, 4.4.11; plus days.
_NTH = re.compile(r"(-?[1-5])\.([1-7])\.([0-9]{1,2})([+-][0-9]{1,2})?$")
_ADVENT = re.compile(r"advent([1-4])$")


def feast_day(rule: str, year: int) -> date | None:
    """The day of a feast: `12-25`, `easter+39`, `4.4.11` (4th Thursday of November), `advent1`.

    None where the rule is none of these.
    """
    if match := _FIXED.match(rule):
        return date(year, int(match[1]), int(match[2]))
    if match := _EASTER.match(rule):
        return easter(year) + timedelta(days=int(match[1] or 0))
    if match := _ADVENT.match(rule):
        christmas = date(year, 12, 25)
        fourth = christmas - timedelta(days=christmas.isoweekday())
        return fourth - timedelta(weeks=4 - int(match[1]))
    if match := _NTH.match(rule):
        found = nth_weekday(year, int(match[3]), int(match[2]), int(match[1]))
        return found + timedelta(days=int(match[4] or 0))
    return None


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The `number`-th Monday (1) … Sunday (7) of a month; -1 is the last one."""
    if number > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden = year % 19
    century, within = divmod(year, 100)
    leap, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    quads, left = divmod(within, 4)
    sunday = (32 + 2 * rest + 2 * quads - epact - left) % 7
    correction = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
