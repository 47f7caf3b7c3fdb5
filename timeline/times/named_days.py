"""Shapes of named days: feasts and days of remembrance, in the year that is said or meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import MAXYEAR, date
from typing import Literal

from timeline.times.anchors import Context
from timeline.times.answer import NO_ANCHOR, Answer
from timeline.times.dates import years_around
from timeline.times.feasts import feast_day
from timeline.times.tag import Hit
from timeline.times.values import OPEN, interval_of, unit_value

_AT_HAND = 10  # days to a feast, within which no tense speaks against it


def feast(hit: Hit, context: Context) -> Answer | None:
    """A named day, in its said or nearest year; attribute `as`: its "week" or "weekend"."""
    rule = str(hit.slots.get("feast", hit.rule.attributes.get("feast", "")))
    said = "XXXX-" + rule if len(rule) == 5 and rule[2] == "-" else OPEN["day"]
    if feast_day(rule, 2000) is None or (hit.rule.attributes.get("national") and _of_a_state(hit)):
        return Answer("DATE", said, said, "a named day")
    year = hit.slots.get("year")
    if year is not None:
        found = feast_day(rule, int(year))
        if found is not None:
            return _feast_answer(found, rule, hit, said, "a feast of that year", explicit=True)
        return Answer("DATE", f"{int(year):04d}", None, "a named time of that year")
    reference, anchor = context.reference()
    if reference is None:
        return Answer("DATE", said, said, f"a named day; {NO_ANCHOR}")
    found, how = _nearest_feast(rule, reference, hit, context)
    return _feast_answer(found, rule, hit, said, how, anchor=anchor)


def _nearest_feast(rule: str, reference: date, hit: Hit, context: Context) -> tuple[date, str]:
    direction = hit.slots.get("direction")
    past = None if direction or "feast" not in hit.slots else context.long_past(hit)
    reference = reference if past is None else past.day
    days = [day for year in years_around(reference) if (day := feast_day(rule, year))]
    if direction:
        side = [day for day in days if (day < reference) == (direction < 0)]
        found = min(side or days, key=lambda day: abs((day - reference).days))
        return found, "the nearest such day in the direction of the words"
    if past is not None or context.narrative() is not None:  # a story moves forward
        found = min(days, key=lambda day: _gap(day, reference))
        return found, "next to the date the story has reached"
    tense = context.tense(hit)

    def distance(day: date) -> float:
        gap = (day - reference).days
        wrong_side = gap > 0 if tense == "past" else gap < 0 and tense == "future"
        # "They prayed as Easter began", told on Maundy Thursday.
        return abs(gap) + (MAXYEAR if wrong_side and abs(gap) > _AT_HAND else 0)

    how = "the nearest such day" + (f" ({tense} preferred)" if tense else "")
    return min(days, key=distance), how


def _gap(day: date, reference: date) -> int:
    """Days on to it; those back count more."""
    gap = (day - reference).days
    return gap if gap >= 0 else -4 * gap


def _feast_answer(
    found: date,
    rule: str,
    hit: Hit,
    said: str,
    how: str,
    *,
    anchor: str = "",
    explicit: bool = False,
) -> Answer:
    whole = hit.rule.attributes.get("as")
    value = unit_value(found, whole) if whole else found.isoformat()
    covered = interval_of(value)
    if rule.startswith("islamic") and covered is not None:  # the sighting of the moon decides
        covered = replace(covered, approximate=True)
    basis: Literal["explicit", "relative"] = "explicit" if explicit else "relative"
    return Answer("DATE", value, said, how, anchor, basis, interval=covered, by_tense=not explicit)


def _of_a_state(hit: Hit) -> bool:
    """ "Ukraine's Independence Day", "the Polish Independence Day": not that of the pack."""
    before = hit.line.words[max(0, hit.first - 2) : hit.first]
    return before[-1:] == ["s"] or (len(before) == 2 and before[-1][0].isupper())
