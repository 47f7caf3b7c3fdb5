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

_GAP = 24  # characters; longer stretches between two dates join nothing
_DAY_OF_YEAR = re.compile(r"XXXX-([0-9]{2})-([0-9]{2})$")
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
        if second.start - first.end > _GAP or not _comparable(first, second):
            continue
        between = _SPACE.sub(" ", text[first.end : second.start]).strip().lower()
        before = text[max(0, first.start - _GAP) : first.start].lower().split()
        if between in to or (before and (before[-1], between) in pairs):
            second = _agreeing(first, second)
            begin, end = first.start, second.start
            refined[index] = replace(first, begin=begin, end_point=end)
            refined[index + 1] = replace(second, begin=begin, end_point=end)
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


def _agreeing(first: Timex, second: Timex) -> Timex:
    """The second end, moved to what follows the first where neither says its week or year."""
    if first.interval is None or second.interval is None:
        return second
    begin, end = first.interval.first_day, second.interval.first_day
    if begin is None or end is None:
        return second
    day = _next_such_day(begin, first.said, second.said)
    if day is None or day == end:
        return second
    why = f"“{second.text}”: the first one after “{first.text}”, with which it makes a range; "
    return replace(
        second,
        value=day.isoformat(),
        interval=calendar.day(day),
        edtf=day.isoformat(),
        why=f"{why}gives {day.isoformat()}.",
    )


def _next_such_day(begin: date, first: str, second: str) -> date | None:
    """The first day from `begin` on that fits the underspecified value of the second end."""
    both = first + second
    if both.count("XXXX-WXX-") == 2 and both[-1].isdigit():
        return begin + timedelta(days=(int(second[-1]) - begin.isoweekday()) % 7)
    match = _DAY_OF_YEAR.match(second)
    if match is None or not _DAY_OF_YEAR.match(first):
        return None
    month, day = int(match[1]), int(match[2])
    try:
        return date(begin.year + ((month, day) < (begin.month, begin.day)), month, day)
    except ValueError:
        return None
