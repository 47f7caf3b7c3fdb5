""" "three days after Oslo had …": how far a subordinate clause lies from the deed it hangs on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from timeline import interval as calendar
from timeline.events.clauses import Clause
from timeline.events.dates import Dating
from timeline.languages.loader import load_table
from timeline.model import Timex

_LENGTH = re.compile(r"P(\d{1,3})([DWMY])$")
_SAME_DAY = re.compile(r"PT\w")
_DAYS = {"D": 1, "W": 7}
_GAP = 2  # characters between the length and the conjunction: a blank, and a comma in German


@dataclass(frozen=True, slots=True)
class Step:
    """`count` units (D, W, M or Y) back in time, or forth where it is negative; `text` says it."""

    count: int
    unit: str
    text: str


def step(clause: Clause, timexes: Sequence[Timex], text: str, language: str) -> Step | None:
    """The length of time in front of "after" or "before"; None where the clause has none."""
    words = load_table(language, "clauses")["dates"]
    if clause.marker not in words["later"] and clause.marker not in words["earlier"]:
        return None
    sign = 1 if clause.marker in words["later"] else -1
    at = clause.tokens[0].start
    for timex in timexes:
        if timex.type == "DURATION" and 0 < at - timex.end <= _GAP:
            found = _LENGTH.match(timex.value)
            if found is not None:
                return Step(sign * int(found[1]), found[2], timex.text)
            return Step(0, "D", timex.text) if _SAME_DAY.match(timex.value) else None
    before = text[max(0, at - 20) : at].lower().rstrip(" ,")
    return next((Step(0, "D", w) for w in _soon(language) if before.endswith(" " + w)), None)


@cache
def _soon(language: str) -> tuple[str, ...]:
    """What stands for a few hours."""
    return tuple(load_table(language, "clauses")["dates"]["soon"])


def stepped(length: Step, base: Dating) -> Dating:
    """The date that lies so far from that of the deed; undated where the deed has no day."""
    first = base.interval.first_day if base.interval is not None else None
    if first is None or base.interval is None or base.interval.last_day != first:
        return Dating(None, "undated", f"“{length.text}”: counted from a deed of no known day.")
    if length.unit in _DAYS:
        day = first - timedelta(days=length.count * _DAYS[length.unit])
        span, edtf = calendar.day(day), day.isoformat()
    elif length.unit == "M":
        day = calendar.add_months(first.replace(day=1), -length.count)
        span, edtf = calendar.month(day.year, day.month), f"{day:%Y-%m}"
    else:
        span, edtf = calendar.year(first.year - length.count), f"{first.year - length.count:04d}"
    way = "after" if length.count >= 0 else "before"
    why = f"“{length.text}”: counted from {base.edtf}, which came that much {way} it; {edtf}."
    # Counted from a day that is itself assumed it is no better than assumed.
    return Dating(span, "implicit" if base.basis == "implicit" else "relative", why, edtf)
