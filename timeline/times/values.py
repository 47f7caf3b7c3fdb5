"""TIMEX3 values: write them for a day and a unit, read them as intervals.

Units are named in English throughout: second, minute, hour, day, week, weekend, month, quarter,
half, season, year, decade, century.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache

from timeline import interval as calendar
from timeline.interval import Interval, Precision

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# First and last hour of a part of day; a night runs into the next day.
DAYPARTS = {
    "MO": (6, 12),
    "MI": (11, 14),
    "AF": (12, 18),
    "EV": (18, 24),
    "NI": (20, 30),
    "DT": (8, 18),
}

_CODES = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M"}
_CODES |= {
    "fortnight": "W",
    "quarter": "Q",
    "half": "H",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "weekend": "WE",
}
_CODES |= {"night": "NI", "evening": "EV", "morning": "MO", "season": "SE", "millennium": "ML"}
CLOCK_UNITS = frozenset({"second", "minute", "hour", "night", "evening", "morning"})
OPEN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}
OPEN |= {
    "fortnight": "XXXX-WXX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}
OPEN |= {"hour": "XXXX-XX-XXTXX", "minute": "XXXX-XX-XXTXX:XX", "second": "XXXX-XX-XXTXX:XX:XX"}

_VALUE = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-(?:(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?"
    r"|W(?P<week>[0-9]{2})(?:-(?P<weekday>[1-7]|WE))?"
    r"|(?P<season>SP|SU|FA|WI)|Q(?P<quarter>[1-4])|H(?P<half>[12])))?"
    r"(?:T(?P<time>[0-9]{2}(?::[0-9]{2}){0,2}|MO|MI|AF|EV|NI|DT)[A-Z0-9:+-]{0,6})?$"
)


_HALVES = {"minute": "PT30S", "hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y"}


def period(count: float | str, unit: str) -> str:
    """A duration: P3D, PT20M, P2.5Y, PXW; half a unit in whole smaller ones, PT30M."""
    if count == 0.5 and unit in _HALVES:
        return _HALVES[unit]
    if unit == "fortnight" and not isinstance(count, str):
        count *= 2
    amount = count if isinstance(count, str) else f"{count:g}" if count < 1e15 else "X"
    if unit == "decade" and isinstance(count, str):
        return f"P{count}Y"
    if unit in {"decade", "century"} and not isinstance(count, str):
        return f"P{count * (10 if unit == 'decade' else 100):g}Y"
    return ("PT" if unit in CLOCK_UNITS else "P") + amount + _CODES[unit]


def period_and_half(count: float | str, unit: str) -> str:
    """So many units and half a one: "eight years and a half" is P8Y6M."""
    whole, half = period(count, unit), _HALVES.get(unit)
    if half is None or isinstance(count, str) or unit == "decade":
        return whole if isinstance(count, str) else period(count + 0.5, unit)
    return whole + (half[2:] if unit in CLOCK_UNITS else half[1:])


def iso_week(day: date) -> str:
    """The ISO week that holds the day, as 2014-W08."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def season_value(day: date) -> str:
    """The season that holds the day; a winter has the year of its January."""
    name = ("WI", "SP", "SU", "FA")[day.month % 12 // 3]
    return f"{day.year + (day.month == 12):04d}-{name}"


def unit_value(day: date, unit: str) -> str:
    """The calendar unit that holds the day."""
    write = _WRITERS.get(unit)
    return day.isoformat() if write is None else write(day)


_WRITERS: dict[str, Callable[[date], str]] = {
    "week": iso_week,
    "fortnight": iso_week,
    "weekend": lambda day: iso_week(day) + "-WE",
    "month": lambda day: f"{day.year:04d}-{day.month:02d}",
    "quarter": lambda day: f"{day.year:04d}-Q{(day.month + 2) // 3}",
    "half": lambda day: f"{day.year:04d}-H{1 if day.month < 7 else 2}",
    "season": season_value,
    "year": lambda day: f"{day.year:04d}",
    "decade": lambda day: f"{day.year // 10:03d}",
    "century": lambda day: f"{day.year // 100:02d}",
}


def shift(day: date, unit: str, count: float) -> date:
    """`count` units on (or back); a date out of the calendar stays at its edge."""
    try:
        if unit in {"month", "quarter", "half", "season"}:
            factor = {"month": 1, "quarter": 3, "half": 6, "season": 3}[unit]
            return calendar.add_months(day, round(count * factor))
        if unit in {"year", "decade", "century", "millennium"}:
            factor = {"year": 12, "decade": 120, "century": 1200, "millennium": 12000}[unit]
            return calendar.add_months(day, round(count * factor))
        size = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit, 0)
        return day + timedelta(days=round(count * size))
    except (ValueError, OverflowError):
        return date.max if count > 0 else date.min


def weekday_value(number: int | str) -> str:
    """A weekday without its week: XXXX-WXX-1."""
    return f"XXXX-WXX-{number}"


@lru_cache(maxsize=8192)
def interval_of(value: str) -> Interval | None:
    """What a resolved DATE or TIME value covers; None for open, vague and impossible values."""
    if len(value) == 3 and value.isdigit():
        return _span(int(value) * 10, 10, "decade")
    if len(value) == 2 and value.isdigit():
        return _span(int(value) * 100, 100, "century")
    match = _VALUE.match(value)
    if match is None:
        return None
    try:
        whole = _date_part(match)
        return _within(whole, match["time"]) if match["time"] else whole
    except (ValueError, OverflowError):
        return None


def _span(first: int, years: int, precision: Precision) -> Interval | None:
    if first < 1 or first + years > 9999:
        return None
    return Interval(datetime(first, 1, 1), datetime(first + years, 1, 1), precision)


def _date_part(match: re.Match[str]) -> Interval:
    year = int(match["year"])
    if match["day"]:
        return calendar.day(date(year, int(match["month"]), int(match["day"])))
    if match["month"]:
        return calendar.month(year, int(match["month"]))
    if match["week"]:
        return _week_part(date.fromisocalendar(year, int(match["week"]), 1), match["weekday"])
    if match["season"]:
        first = SEASONS[match["season"]]
        return calendar.months(year - 1 if first == 12 else year, first, 3, "season")
    if match["quarter"]:
        return calendar.months(year, int(match["quarter"]) * 3 - 2, 3, "quarter")
    first_half = 1 if match["half"] == "1" else 7
    return calendar.months(year, first_half, 6, "half") if match["half"] else calendar.year(year)


def _week_part(monday: date, weekday: str | None) -> Interval:
    if weekday is None:
        return calendar.week(monday)
    if weekday == "WE":
        return calendar.days(monday + timedelta(days=5), monday + timedelta(days=6), "range")
    return calendar.day(monday + timedelta(days=int(weekday) - 1))


def _within(whole: Interval, time: str) -> Interval:
    start = whole.start
    if start is None or whole.precision != "day":
        return whole
    if time in DAYPARTS:
        first, last = DAYPARTS[time]
        return Interval(start + timedelta(hours=first), start + timedelta(hours=last), "hour")
    parts = [int(part) for part in time.split(":")]
    sizes: tuple[tuple[Precision, timedelta], ...] = (
        ("hour", timedelta(hours=1)),
        ("minute", timedelta(minutes=1)),
        ("second", timedelta(seconds=1)),
    )
    precision, size = sizes[len(parts) - 1]
    hours, minutes, seconds = (*parts, 0, 0)[:3]
    begin = start + timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return Interval(begin, begin + size, precision)
