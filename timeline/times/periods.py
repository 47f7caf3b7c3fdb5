"""Shapes of seasons, quarters, half-years, decades, centuries and weekends."""

from __future__ import annotations

from datetime import date, timedelta
from math import inf

from timeline import interval as calendar
from timeline.times.anchors import IN_YEAR, Context, Named
from timeline.times.answer import NO_ANCHOR, Answer
from timeline.times.dates import calendar_date, short_year
from timeline.times.tag import Hit
from timeline.times.values import SEASONS, interval_of, iso_week, shift, unit_value

_AUTUMN = 9  # month
_HALF_A_QUARTER = timedelta(days=45)


def season(hit: Hit, context: Context) -> Answer | None:
    """A season, of a year that is said, pointed to, or chosen by tense."""
    name = str(hit.slots["season"])
    if "year_span" in hit.slots:  # "Winter 1941/42" begins in December 1941
        first = int(hit.slots["year_span"].split("/")[0])
        covered = calendar.months(first, SEASONS[name], 3, "season")
        how = "a season over two years"
        return Answer("DATE", f"{first}-{name}", None, how, basis="explicit", interval=covered)
    return _part_of_year(hit, context, name, "season")


def quarter(hit: Hit, context: Context) -> Answer | None:
    """A quarter: slot `number`."""
    number = int(hit.slots.get("number", hit.rule.attributes.get("number", 0)))
    if not 1 <= number <= 4:
        return None
    return _part_of_year(hit, context, f"Q{number}", "quarter")


def half(hit: Hit, context: Context) -> Answer | None:
    """A half-year: slot `number`."""
    number = int(hit.slots.get("number", hit.rule.attributes.get("number", 0)))
    if not 1 <= number <= 2:
        return None
    return _part_of_year(hit, context, f"H{number}", "half")


def _part_of_year(hit: Hit, context: Context, code: str, name: str) -> Answer | None:
    slots = hit.slots
    said = f"XXXX-{code}"
    mod = slots.get("modifier")
    year = slots.get("year")
    if year is None and slots.get("unit") != "year" and "two_digits" in slots:
        year = short_year(int(slots["two_digits"]), context)
    if year is not None:
        value = f"{int(year):04d}-{code}"
        return Answer("DATE", value, None, f"a {name} with its year", basis="explicit", mod=mod)
    direction = slots.get("direction", hit.rule.attributes.get("direction"))
    step = int(direction or 0)
    if context.before_christ is not None and abs(step) <= 1:
        value = f"BC{context.before_christ - step:04d}-{code}"
        return Answer("DATE", value, said, "in the year the story has reached", mod=mod)
    reference, anchor = _counted_from(hit, context)
    if reference is None:
        return Answer("DATE", said, said, f"a {name} without a year; {NO_ANCHOR}", mod=mod)
    story = context.narrative()
    if story is not None and direction is None:
        value = f"{story.year:04d}-{code}"
        covered = None
        if code == "WI" and story.day.month >= _AUTUMN:  # "that winter": the one to come
            covered = calendar.months(story.day.year, SEASONS[code], 3, "season")
        how = "in the year the story has reached"
        return Answer("DATE", value, said, how, anchor, mod=mod, interval=covered)
    named = direction == 0 and code != "WI"  # "this autumn" is one of this year, near or far
    if direction is not None and (slots.get("unit") == "year" or name != "season" or named):
        value = f"{reference.year + step:04d}-{code}"
        return Answer("DATE", value, said, "in the year the words point to", anchor, mod=mod)
    value = _nearest(reference, code, direction, _tense(hit, context, name, direction))
    return Answer("DATE", value, said, f"the nearest such {name}", anchor, mod=mod, by_tense=True)


def _counted_from(hit: Hit, context: Context) -> tuple[date | None, str]:
    """ "The following spring" comes after the date named last, other seasons are near the day."""
    if hit.rule.attributes.get("anchor") == "named":
        named = context.last_named(hit, precision=IN_YEAR, within=12)
        if named is not None:
            return named.day, context.name_of(named)
    return context.reference()


def _tense(hit: Hit, context: Context, name: str, direction: int | None) -> str | None:
    """On which side of the day it lies."""
    if direction is not None:
        return _TENSE_OF[(direction > 0) - (direction < 0)]
    tense = context.tense(hit)
    if name == "quarter" and tense != "future":
        return "past"  # reports look back
    if tense == "present":  # "sie treffen sich im Herbst"
        return context.grammar.settings.get("weekday_in_present")
    return tense


def _nearest(reference: date, code: str, direction: int | None, tense: str | None) -> str:
    """The nearest such part of a year; with a step of two ("vorletzten") the one beyond it."""
    best = min(
        (f"{reference.year + move:04d}-{code}" for move in (0, -1, 1)),
        key=lambda value: _distance(value, reference, tense, strict=direction is not None),
    )
    step = direction or 0
    beyond = step - (step > 0) + (step < 0)
    return f"{int(best[:4]) + beyond:04d}-{code}"


_TENSE_OF = {-1: "past", 0: "", 1: "future"}


def _distance(value: str, reference: date, tense: str | None, *, strict: bool) -> float:
    """Days between; a part of the year on the wrong side of the tense counts double (or is out)."""
    covered = interval_of(value)
    if covered is None:
        return inf
    ahead = ((covered.first_day or date.min) - reference).days
    behind = (reference - (covered.last_day or date.max)).days
    factor = inf if strict else 2.0
    if ahead > 0:
        return ahead * (factor * 4 if tense == "past" else 1.0)
    if behind > 0:
        return behind * (factor * 2 if tense == "future" else 1.0)
    return 1e6 if strict and tense else 0.0


def reported(hit: Hit, context: Context) -> Answer | None:
    """The period a business report is about, or the same one a year before (attribute `back`).

    It is the quarter named last; without one, the quarter that ended last before the publication.
    """
    slots, attributes = hit.slots, hit.rule.attributes
    back = int(attributes.get("back", 0))
    reference, anchor = context.reference()
    ended = calendar_date(hit, context) if "month" in slots else None
    if ended is not None and (covered := interval_of(ended.value)) and covered.first_day:
        # Business quarters end where they like; the quarter is the one their middle lies in.
        value = unit_value(covered.first_day - _HALF_A_QUARTER, "quarter")
        return Answer("DATE", value, "XXXX-QX", "the quarter that ends then", ended.anchor)
    named = _quarter_reported(hit, context)
    by_year = attributes.get("unit") == "year"
    if _is_compared_year(named, context) and back and "number" not in slots:
        named, by_year = None, True
    said = "XXXX" if by_year else "XXXX-QX"
    how = f"the reported period{' a year before' if back else ''}"
    if "number" in slots and reference is not None:
        value = f"{reference.year - back:04d}-Q{slots['number']}"
    elif "year" in slots:
        quarter = "" if named is None else f"-Q{(named.day.month + 2) // 3}"
        value = f"{slots['year']:04d}{quarter}"
    elif named is not None:
        value = f"{named.day.year - back:04d}-Q{(named.day.month + 2) // 3}"
        anchor = context.name_of(named)
    elif reference is None:
        return Answer("DATE", said, said, f"{how}; {NO_ANCHOR}")
    elif by_year:
        value = f"{reference.year - back:04d}"
    else:
        last = shift(reference, "quarter", -1)
        value = unit_value(shift(last, "year", -back), "quarter")
    return Answer("DATE", value, said, how, anchor, is_anchor=not back and "year" not in slots)


def _is_compared_year(named: Named | None, context: Context) -> bool:
    """After "in the first nine months", what is compared is no quarter but so much of a year."""
    where = context.long_period
    return where is not None and (named is None or named.start < where)


def _quarter_reported(hit: Hit, context: Context) -> Named | None:
    """The quarter named last that was over when the report appeared."""
    named = context.last_named(hit, precision=frozenset({"quarter"}), within=8)
    if named is None or context.published is None or named.interval.end is None:
        return named
    return named if named.interval.end.date() <= context.published else None


def decade(hit: Hit, context: Context) -> Answer | None:
    """A decade: `year` ("1980s"), `two_digits` ("80er"), or slot `decade` in words."""
    slots = hit.slots
    mod = slots.get("modifier")
    year = slots.get("year")
    if year is None:
        short = int(slots.get("two_digits", slots.get("decade", 0)))
        if short % 10:
            return None  # "the 16s" are aeroplanes or sizes
        year = 1900 + short if short >= 20 or short == 0 else 2000 + short
    if int(year) == 1000:
        return None  # "1000s of people"
    value = f"{int(year) // 10:03d}"
    return Answer("DATE", value, None, "a decade", basis="explicit", mod=mod)


def century(hit: Hit, context: Context) -> Answer | None:
    """A century: `number` is its ordinal, so the 20th has the value 19."""
    number = int(hit.slots["number"])
    if not 1 <= number <= 30:
        return None
    mod = hit.slots.get("modifier")
    era = "BC" if hit.rule.attributes.get("sign") == -1 else ""
    return Answer("DATE", f"{era}{number - 1:02d}", None, "a century", basis="explicit", mod=mod)


def weekend(hit: Hit, context: Context) -> Answer | None:
    """A weekend by direction or tense."""
    said = "XXXX-WXX-WE"
    reference, anchor = context.reference(fine=True)
    if reference is None:
        return Answer("DATE", said, said, f"a weekend; {NO_ANCHOR}")
    direction = hit.slots.get("direction", hit.rule.attributes.get("direction"))
    if direction is not None:
        step = int(direction)
        if step < 0 and reference.isoweekday() == 7:
            step = -1
        day = reference + timedelta(weeks=step)
        return Answer("DATE", iso_week(day) + "-WE", said, "the one the words point to", anchor)
    tense = context.tense(hit)
    if tense is None:
        tense = context.grammar.settings.get("weekday_without_verb", "past")
    elif tense == "present":
        tense = context.grammar.settings.get("weekday_in_present", "future")
    day = reference
    if tense == "past" and reference.isoweekday() < 6:
        day = reference - timedelta(weeks=1)
    return Answer("DATE", iso_week(day) + "-WE", said, "by tense", anchor, by_tense=True)


def week_number(hit: Hit, context: Context) -> Answer | None:
    """The week that holds a date: slots as for a calendar date are read by its own rule."""
    number = int(hit.slots["number"])
    reference, anchor = context.reference()
    year = hit.slots.get("year", None if reference is None else reference.year)
    if not 1 <= number <= 53:
        return None
    if year is None:
        return Answer("DATE", f"XXXX-W{number:02d}", None, f"a calendar week; {NO_ANCHOR}")
    return Answer(
        "DATE", f"{int(year)}-W{number:02d}", f"XXXX-W{number:02d}", "a calendar week", anchor
    )


def week_of(hit: Hit, context: Context) -> Answer | None:
    """The week that holds a calendar date: slots as for `date`."""
    answer = calendar_date(hit, context)
    covered = None if answer is None else interval_of(answer.value)
    if answer is None or covered is None or covered.first_day is None:
        return answer
    value = iso_week(covered.first_day)
    how = f"the week of a date that is {answer.how}"
    return Answer("DATE", value, "XXXX-WXX", how, answer.anchor, by_tense=answer.by_tense)
