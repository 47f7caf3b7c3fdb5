"""Feasts and named days by year; Easter is computed, everything else is a rule of the calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta

_FIXED = re.compile(r"([0-9]{2})-([0-9]{2})$")
# The n-th (or last, -1) weekday of a month: "4.thursday.11" in numbers, 4.4.11; plus days.
_NTH = re.compile(r"(-?[1-5])\.([1-7])\.([0-9]{1,2})([+-][0-9]{1,2})?$")
_MOVING = re.compile(r"(easter|orthodox|passover)([+-][0-9]{1,3})?$")
_ISLAMIC = re.compile(r"islamic-([0-9]{2})-([0-9]{2})$")
_ADVENT = re.compile(r"advent([1-4])$")


def feast_day(rule: str, year: int) -> date | None:
    """The day of a feast: `12-25`, `easter+39`, `4.4.11` (4th Thursday of November), `advent1`.

    Also `orthodox+1`, `passover+163` (days after it) and `islamic-10-01` (month and day, which the
    moon may move by one day; the first such day that begins in the year). None where the rule is
    none of these.
    """
    if match := _FIXED.match(rule):
        return date(year, int(match[1]), int(match[2]))
    if match := _MOVING.match(rule):
        return _CALENDARS[match[1]](year) + timedelta(days=int(match[2] or 0))
    if match := _ISLAMIC.match(rule):
        return islamic_day(year, int(match[1]), int(match[2]))
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


def orthodox_easter(year: int) -> date:
    """Easter Sunday by the Julian calendar, as a Gregorian date (after Meeus)."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def passover(year: int) -> date:
    """15 Nisan, by the formula of Gauss for the Hebrew calendar."""
    hebrew = year + 3760
    cycle = (12 * hebrew + 17) % 19
    leap = hebrew % 4
    exact = 32 + 4343 / 98496 + cycle + cycle * (272953 / 492480) + leap / 4
    exact -= hebrew * (313 / 98496)
    day, fraction = int(exact), exact % 1
    weekday = (3 * hebrew + 5 * leap + day + 5) % 7
    if weekday in {2, 4, 6}:
        day += 1
    elif weekday == 1 and cycle > 6 and fraction > 1367 / 2160:
        day += 2
    elif weekday == 0 and cycle > 11 and fraction > 23269 / 25920:
        day += 1
    shift = year // 100 - year // 400 - 2  # from the Julian calendar
    return date(year, 3, 1) + timedelta(days=day - 1 + shift)


_CALENDARS = {"easter": easter, "orthodox": orthodox_easter, "passover": passover}
_ISLAMIC_EPOCH = date(622, 7, 18).toordinal()  # 16 July of the Julian calendar, made Gregorian


def islamic_day(year: int, month: int, day: int) -> date | None:
    """The first day of that name in a Gregorian year, by the tabular Islamic calendar."""
    first = int((year - 622) * 33 / 32)
    for hijri in range(max(1, first - 1), first + 3):
        days = (hijri - 1) * 354 + (3 + 11 * hijri) // 30 + (59 * (month - 1) + 1) // 2 + day
        found = date.fromordinal(_ISLAMIC_EPOCH + days)
        if found.year == year:
            return found
    return None
