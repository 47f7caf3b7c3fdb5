"""Join what belongs together: the two ends of a range know each other, and agree.

"Von Freitag bis Sonntag" is two weekdays, but the second one is the Sunday after that Friday,
whatever its own clause would make of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from timeline import interval as calendar
from timeline.model import Timex
from timeline.times.modifiers import with_modifier
from timeline.times.values import interval_of, unit_value

_GAP = 24  # characters; longer stretches between two dates join nothing
_DAY_OF_YEAR = re.compile(r"XXXX-([0-9]{2})-([0-9]{2})$")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T|$)")
_YEARLESS = re.compile(r"XXXX-([0-9]{2})(?:-([0-9]{2}))?$")
_WEEK = timedelta(weeks=1)
_BACKWARDS = timedelta(days=3)  # "Friday and Thursday" are told from the last one back
_DATE_LENGTH = 10  # of "2022-02-22" in "2022-02-22T21:00"
_BESIDE = 10  # characters between a date counted from another one and the date it is
# What an open value counts in, and how exactly a date must be known to tell which one is meant.
_UNITS = {
    "XXXX-XX-XX": ("day", frozenset({"day"})),
    "XXXX-XX": ("month", frozenset({"day", "month"})),
    "XXXX": ("year", frozenset({"day", "month", "year"})),
}
_SPACE = re.compile(r"[\s.]{1,24}")


def refine(found: tuple[Timex, ...], text: str, settings: Mapping[str, Any]) -> tuple[Timex, ...]:
    """The expressions in text order, ranges linked by `begin` and `end_point`.

    The pack's setting `range_to` lists what stands between two ends ("bis", "-"), `range_pairs`
    what stands before the first and between both ("zwischen … und"), `open_begin` and `open_end`
    what makes a date a begin or an end alone ("seit", "bis zum").
    """
    to = frozenset(settings.get("range_to", ()))
    pairs = {tuple(pair) for pair in settings.get("range_pairs", ())}
    refined = [with_modifier(_open_range(timex, text, settings), text, settings) for timex in found]
    for index in range(len(refined) - 1):
        first, second = refined[index], refined[index + 1]
        if _is_apposition(first, second, text, settings):
            refined[index] = _same_as(first, second)
            continue
        if second.start - first.end > _GAP or not _comparable(first, second):
            continue
        if _names_day_of(first, second, text, settings):
            refined[index + 1] = _in_year_beside(first, second)
            continue
        between = _SPACE.sub(" ", text[first.end : second.start]).strip().lower()
        before = text[max(0, first.start - _GAP) : first.start].lower().split()
        opened = {(" ".join(before[-size:]), between) for size in (1, 2) if before}
        if between in to or opened & pairs:
            first = _in_year_of(first, second)
            second = _agreeing(first, second)
            begin, end = first.start, second.start
            refined[index] = replace(first, begin=begin, end_point=end)
            refined[index + 1] = replace(second, begin=begin, end_point=end)
        elif between in settings.get("and_words", ()):
            refined[index : index + 2] = _in_one_week(first, second)
    return tuple(refined)


def _open_range(timex: Timex, text: str, settings: Mapping[str, Any]) -> Timex:
    """ "Seit 2014" has a begin and no end, "until Friday" an end and no begin."""
    if timex.type not in {"DATE", "TIME"} or not timex.start:
        return timex
    before = text[max(0, timex.start - _GAP) : timex.start].lower().split()[-2:]
    if not before or timex.value.endswith("_REF"):
        return timex
    if before[-1] in settings.get("open_begin", ()):
        return replace(timex, begin=timex.start)
    if before[-1] in settings.get("open_end", ()) or " ".join(before) in settings.get(
        "open_end", ()
    ):
        return replace(timex, end_point=timex.start)
    return timex


def _comparable(first: Timex, second: Timex) -> bool:
    dated = {"DATE", "TIME"}
    return first.type in dated and second.type in dated and "_REF" not in first.value + second.value


def _is_apposition(first: Timex, second: Timex, text: str, settings: Mapping[str, Any]) -> bool:
    """ "Two days later, on 4 May 1921": the second says which day the first is."""
    if first.said not in _UNITS or second.basis != "explicit":
        return False
    if first.rule not in settings.get("counted_from_text", ()):  # "today" has its own anchor
        return False
    between = text[first.end : second.start]
    if len(between) > _BESIDE or not between.startswith(","):
        return False
    words = between[1:].lower().split()
    return not words or (len(words) == 1 and words[0] in settings.get("apposition", ()))


def _names_day_of(first: Timex, second: Timex, text: str, settings: Mapping[str, Any]) -> bool:
    """ "A year ago, on Feb. 1": the first says which year the second is in."""
    if first.interval is None or first.interval.precision != "year" or first.type != "DATE":
        return False
    between = text[first.end : second.start]
    words = between[1:].lower().split()
    beside = between.startswith(",") and words in [
        [word] for word in settings.get("apposition", ())
    ]
    return beside and _YEARLESS.match(second.said) is not None


def _in_year_beside(first: Timex, second: Timex) -> Timex:
    year = first.interval.start.year if first.interval and first.interval.start else 0
    value = f"{year:04d}{second.said[4:]}"
    if value == second.value or interval_of(value) is None:
        return second
    return _moved(second, value, f"“{second.text}”: in the year of “{first.text}” beside it; ")


def _same_as(first: Timex, second: Timex) -> Timex:
    unit, exact = _UNITS[first.said]
    covered = second.interval
    if covered is None or covered.first_day is None or covered.precision not in exact:
        return first
    why = f"“{first.text}”: the {unit} of “{second.text}” beside it; "
    return _moved(first, unit_value(covered.first_day, unit), why)


def _in_year_of(first: Timex, second: Timex) -> Timex:
    """ "From 3 May to 9 June 1921": the first end has the year of the second, or the one before."""
    match = _YEARLESS.match(first.said)
    if match is None or second.interval is None or first.interval is None:
        return first
    end, begin = second.interval.first_day, first.interval.first_day
    if end is None or begin is None or second.interval.precision not in {"day", "month"}:
        return first
    if second.basis != "explicit" and begin <= end:  # "from January to June of last year"
        return first
    month, day = int(match[1]), int(match[2] or 1)
    year = end.year - ((month, day) > (end.month, end.day))
    value = f"{year:04d}{first.said[4:]}"
    if value == first.value or interval_of(value) is None:
        return first
    return _moved(first, value, f"“{first.text}”: in the year of “{second.text}”, its end; ")


def _moved(timex: Timex, value: str, why: str) -> Timex:
    """The expression with another value, and the reason for it."""
    covered = interval_of(value)
    edtf = None if covered is None else calendar.to_edtf(covered)
    return replace(timex, value=value, interval=covered, edtf=edtf, why=f"{why}gives {value}.")


def _agreeing(first: Timex, second: Timex) -> Timex:
    """The second end, moved to what follows the first where neither says its week or year."""
    if first.interval is None or second.interval is None:
        return second
    begin, end = first.interval.first_day, second.interval.first_day
    if begin is None or end is None:
        return second
    if first.type == second.type == "TIME" and _is_backwards(first, second):
        value = (end + timedelta(days=1)).isoformat() + second.value[_DATE_LENGTH:]
        why = f"“{second.text}”: on the day after “{first.text}”, with which it makes a range; "
        return _moved(second, value, why)
    day = _next_such_day(begin, first.said, second.said)
    if day is None or day == end:
        return second
    why = f"“{second.text}”: the first one after “{first.text}”, with which it makes a range; "
    return _moved(second, day.isoformat() + second.value[_DATE_LENGTH:], why)


def _in_one_week(first: Timex, second: Timex) -> tuple[Timex, Timex]:
    """ "Tuesday and Wednesday", told on a Tuesday of days gone by: the first is a week back."""
    days = [timex.interval.first_day for timex in (first, second) if timex.interval is not None]
    if not (_WEEKDAY.match(first.said) and _WEEKDAY.match(second.said)) or len(days) < 2:
        return first, second
    begin, end = days
    if begin is None or end is None or not _BACKWARDS < begin - end < _WEEK:
        return first, second
    moved, to = (first, begin) if str(begin) in (first.anchor or "") else (second, end)
    if str(to) not in (moved.anchor or ""):
        return first, second
    day = to - _WEEK if moved is first else to + _WEEK
    other = second if moved is first else first
    why = f"“{moved.text}”: in one week with “{other.text}”; "
    changed = _moved(moved, day.isoformat() + moved.value[_DATE_LENGTH:], why)
    return (changed, second) if moved is first else (first, changed)


def _is_backwards(first: Timex, second: Timex) -> bool:
    """ "From 9 p.m. to 5 a.m.", both put on one day."""
    if not first.value[_DATE_LENGTH + 1 :][:1].isdigit():
        return False
    one_day = first.value[:_DATE_LENGTH] == second.value[:_DATE_LENGTH]
    return one_day and second.value[_DATE_LENGTH:][:6] < first.value[_DATE_LENGTH:][:6]


def _next_such_day(begin: date, first: str, second: str) -> date | None:
    """The first day from `begin` on that fits the underspecified value of the second end."""
    weekday = _WEEKDAY.match(second)
    if weekday is not None and _WEEKDAY.match(first):
        return begin + timedelta(days=(int(weekday[1]) - begin.isoweekday()) % 7)
    match = _DAY_OF_YEAR.match(second)
    if match is None or not _DAY_OF_YEAR.match(first):
        return None
    month, day = int(match[1]), int(match[2])
    try:
        return date(begin.year + ((month, day) < (begin.month, begin.day)), month, day)
    except ValueError:
        return None
