"""Shapes that count from a day they name: "a week from Monday", "zwei Tage vor Weihnachten"."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.times.anchors import Context
from timeline.times.answer import NO_ANCHOR, Answer
from timeline.times.dates import calendar_date
from timeline.times.feasts import nth_weekday
from timeline.times.named_days import feast
from timeline.times.tag import Hit
from timeline.times.values import OPEN, interval_of, iso_week, shift, unit_value
from timeline.times.weekdays import WEEKDAYS

_MOST = 5  # weeks of a month
_NEAR = 2  # sentences back to the day that "the same day" means
_SIZES = {"day": 1, "week": 7, "fortnight": 14}


def day_sum(hit: Hit, context: Context) -> Answer | None:
    """`count` and `unit` on from (attribute `sign` -1: back from) the day of its other slots.

    That day is a `weekday` (the coming one, or by `direction`), an `offset` from today, a feast
    (attribute or slot `feast`) or a calendar date. The sum is a day, too.
    """
    slots, attributes = hit.slots, hit.rule.attributes
    count = slots.get("count", attributes.get("count", 1))
    unit = str(slots.get("unit", attributes.get("unit", "week")))
    if isinstance(count, str) or unit not in {*_SIZES, "month", "year", "quarter"}:
        return None
    sign = int(attributes.get("sign", 1))
    reference, anchor = context.reference(spoken=True)
    if reference is None and not {"year", "day_month_year"} & set(slots):
        return Answer("DATE", OPEN["day"], None, f"counted from a day; {NO_ANCHOR}")
    start = _start(hit, context, reference)
    if start is None:
        return None
    target = shift(start, unit, sign * float(count))
    if "weekday" in slots and unit == "day":  # "Freitag in acht Tagen" is a Friday, too
        target -= timedelta(days=sign * (int(count) % 7))
    plural = f"one {unit}" if count == 1 else f"{count:g} {unit}s"
    how = f"{plural} {'after' if sign > 0 else 'before'} {start.isoformat()}"
    return Answer("DATE", target.isoformat(), OPEN["day"], how, anchor)


def _start(hit: Hit, context: Context, reference: date | None) -> date | None:
    slots, attributes = hit.slots, hit.rule.attributes
    if {"month", "day_month_year", "feast"} & {*slots, *attributes}:
        read = feast if "feast" in {*slots, *attributes} else calendar_date
        answer = read(hit, context)
        covered = None if answer is None else interval_of(answer.value)
        whole = covered is not None and covered.precision == "day"
        return covered.first_day if covered is not None and whole else None
    if reference is None:
        return None
    if "weekday" not in slots:
        return shift(reference, "day", int(slots.get("offset", 0)))
    ahead = (int(slots["weekday"]) - reference.isoweekday()) % 7
    return reference + timedelta(days=ahead - 7 if "direction" in attributes else ahead)


def nth(hit: Hit, context: Context) -> Answer | None:
    """The n-th (or last, -1) weekday of a month: slots `number`, `weekday`, and `month`.

    Instead of a month a `direction` ("of next month"); attribute `unit` "week": its n-th week.
    """
    slots = hit.slots
    number = int(slots.get("number", hit.rule.attributes.get("number", -1)))
    if number > _MOST:
        return None
    if "month" in slots or "month_week" in slots:
        month = calendar_date(hit, context)
    else:
        reference, anchor = context.reference()
        if reference is None:
            return Answer("DATE", OPEN["day"], None, f"a weekday of a month; {NO_ANCHOR}")
        moved = shift(reference, "month", int(slots["direction"]))
        month = Answer("DATE", unit_value(moved, "month"), anchor=anchor)
    covered = None if month is None else interval_of(month.value)
    if month is None or covered is None or covered.first_day is None:
        return month
    first = covered.first_day
    if hit.rule.attributes.get("unit") == "week":
        middle = first + timedelta(days=7 * number - 4)
        how = f"week {number} of {month.value}"
        return Answer("DATE", iso_week(middle), OPEN["week"], how, month.anchor, basis=month.basis)
    weekday = int(slots["weekday"])
    found = nth_weekday(first.year, first.month, weekday, number)
    if found.month != first.month:
        return None
    which = "last" if number < 0 else f"{number}."
    how = f"the {which} {WEEKDAYS[weekday - 1]} of {month.value}"
    return Answer("DATE", found.isoformat(), OPEN["day"], how, month.anchor, basis=month.basis)


def same_day_in(hit: Hit, context: Context) -> Answer | None:
    """ "On this day in 1989": the day of the year that the text has reached, in another year."""
    named = context.last_named(hit, precision=frozenset({"day"}), within=_NEAR)
    reference, anchor = context.reference()
    if named is not None:
        reference, anchor = named.day, context.name_of(named)
    year = int(hit.slots["year"])
    if reference is None:
        return Answer("DATE", f"{year:04d}", None, f"a day of that year; {NO_ANCHOR}")
    day = shift(reference, "year", year - reference.year)
    how = "the same day of another year"
    return Answer("DATE", day.isoformat(), f"{year:04d}-XX-XX", how, anchor)
