"""Half-open calendar intervals with a precision, and their EDTF spelling.

A day is `[00:00, 00:00 of the next day)`, never midnight pretending to be a day. Either end may be
open (`None`). Times are local wall-clock times without a zone; a zone that was said stays in the
TIMEX3 value.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

Precision = Literal[
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "range",
]

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interval:
    """`[start, end)` as naive datetimes; `None` is an open end.

    `precision` is the unit that was meant ("month" for "im März"), "range" where two ends were
    given. `approximate` is what EDTF writes as `~`.
    """

    start: datetime | None
    end: datetime | None
    precision: Precision
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError(f"empty interval: {self.start} .. {self.end}")

    @property
    def first_day(self) -> date | None:
        """The first day touched, or None for an open start."""
        return None if self.start is None else self.start.date()

    @property
    def last_day(self) -> date | None:
        """The last day touched (inclusive), or None for an open end."""
        return None if self.end is None else (self.end - timedelta(microseconds=1)).date()

    def to_iso(self) -> list[str | None]:
        """`[first, after last]`; dates only where both ends are midnights."""
        whole = all(end is None or end.time() == time.min for end in (self.start, self.end))
        return [
            None if end is None else (end.date().isoformat() if whole else end.isoformat())
            for end in (self.start, self.end)
        ]


def day(value: date) -> Interval:
    """The whole calendar day."""
    start = midnight(value)
    return Interval(start, start + DAY, "day")


def days(first: date, last: date, precision: Precision = "range") -> Interval:
    """From the first day to the last, both included."""
    return Interval(midnight(first), midnight(last) + DAY, precision)


def week(value: date) -> Interval:
    """The ISO week (Monday to Sunday) that holds the day."""
    monday = value - timedelta(days=value.weekday())
    return days(monday, monday + timedelta(days=6), "week")


def month(year: int, number: int) -> Interval:
    """The calendar month; `number` 1 to 12."""
    return days(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def months(year: int, first: int, count: int, precision: Precision) -> Interval:
    """`count` months from the month `first`, which may run into the next year."""
    start = date(year, first, 1)
    return Interval(midnight(start), midnight(add_months(start, count)), precision)


def year(value: int) -> Interval:
    """The calendar year."""
    return Interval(datetime(value, 1, 1), datetime(value + 1, 1, 1), "year")


def midnight(value: date) -> datetime:
    """The first moment of the day."""
    return datetime(value.year, value.month, value.day)


def add_months(value: date, count: int) -> date:
    """The same day `count` months on; 31 January + 1 month = 28 February."""
    index = value.year * 12 + value.month - 1 + count
    target_year, target_month = divmod(index, 12)
    target_month += 1
    return date(target_year, target_month, min(value.day, monthrange(target_year, target_month)[1]))


def to_edtf(interval: Interval) -> str:
    """The interval in EDTF: `2022-02-21`, `2022-02`, `2015-07-20/2015-07-26`, `../2015-09-15`.

    Clock times are cut to the day: EDTF level 1 dates are what the page and the scorers compare.
    """
    start, last = interval.first_day, interval.last_day
    mark = "~" if interval.approximate else ""
    if start is not None and last is not None:
        short = _one_unit(start, last)
        if short is not None:
            return short + mark
    left = ".." if start is None else start.isoformat() + mark
    right = ".." if last is None else last.isoformat() + mark
    return f"{left}/{right}"


def _one_unit(start: date, last: date) -> str | None:
    if start == last:
        return start.isoformat()
    if start.day == 1 and last == date(last.year, last.month, monthrange(last.year, last.month)[1]):
        if (start.year, start.month) == (last.year, last.month):
            return start.isoformat()[:7]
        if (start.month, last.month) == (1, 12):
            if start.year == last.year:
                return start.isoformat()[:4]
            if start.year % 10 == 0 and last.year == start.year + 9:
                return f"{start.year // 10:03d}X"
            if start.year % 100 == 0 and last.year == start.year + 99:
                return f"{start.year // 100:02d}XX"
    return None
