"""Shapes of clock times and parts of a day, put on the day they belong to."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.times.anchors import Context, Named
from timeline.times.answer import NO_ANCHOR, Answer
from timeline.times.dates import calendar_date, place_weekday
from timeline.times.tag import Hit
from timeline.times.values import OPEN, interval_of

# A bare time in a list of dates ("Turnhalle, 20 Uhr") belongs to no day named sentences before.
_DATED = frozenset({"day", "hour", "minute", "second"})


def clock(hit: Hit, context: Context) -> Answer | None:
    """A time of day: `clock`, or `hour` and `minute`; `half`, `ampm` or `part` shift it."""
    slots = hit.slots
    if "clock" in slots:
        hour, minute = slots["clock"]
    elif "hour" in slots:
        hour, minute = int(slots["hour"]), int(slots.get("minute", 0))
    else:
        fixed = str(hit.rule.attributes["time"])
        hour, minute = (int(part) for part in fixed.split(":"))
    shift = int(hit.rule.attributes.get("minutes", 0))
    if "half" in slots:
        shift -= 30
    total = hour * 60 + minute + shift
    hour, minute = divmod(total % (24 * 60) if total < 24 * 60 else 24 * 60, 60)
    ampm = slots.get("ampm")
    if ampm == "pm" and hour < 12:
        hour += 12
    elif ampm == "am" and hour == 12:
        hour = 0
    if slots.get("part") in {"AF", "EV"} and hour < 12:
        hour += 12
    zone = str(slots.get("zone", ""))
    time = f"T{hour:02d}:{minute:02d}{zone if zone.startswith(('Z', '+', '-')) else ''}"
    if hit.rule.attributes.get("open"):
        return Answer("TIME", time, None, "a time of every day that is meant")
    day, how, anchor, by_tense = day_for(hit, context)
    said = OPEN["day"] + time
    if day is None:
        return Answer("TIME", time, said, f"a time of day; {how}")
    return Answer("TIME", day.isoformat() + time, said, f"a time {how}", anchor, by_tense=by_tense)


def part(hit: Hit, context: Context) -> Answer | None:
    """A part of a day: `part`, with the day said beside it or taken from the text."""
    slots = hit.slots
    name = str(slots.get("part", hit.rule.attributes.get("part", "")))
    if "weekday_part" in slots:
        name = str(slots["weekday_part"][1])
    day, how, anchor, by_tense = day_for(hit, context)
    said = f"{OPEN['day']}T{name}"
    if day is None:
        return Answer("TIME", said, said, f"a part of a day; {how}")
    value = f"{day.isoformat()}T{name}"
    mod = slots.get("modifier", hit.rule.attributes.get("mod"))
    return Answer("TIME", value, said, f"a part of a day {how}", anchor, mod=mod, by_tense=by_tense)


def day_for(hit: Hit, context: Context) -> tuple[date | None, str, str, bool]:
    """The day a time of day belongs to: said with it, named before it, else the publication day."""
    slots = hit.slots
    reference, anchor = context.reference()
    offset = slots.get("offset", hit.rule.attributes.get("offset"))
    number = slots.get("weekday")
    if "weekday_part" in slots:
        number = slots["weekday_part"][0]
    move = int(hit.rule.attributes.get("move", 0))
    if offset is not None:
        if reference is None:
            return None, NO_ANCHOR, "", False
        return reference + timedelta(days=int(offset) + move), "counted from it", anchor, False
    if number is not None:
        if reference is None:
            return None, NO_ANCHOR, "", False
        found, how, by_tense = place_weekday(int(number), reference, hit, context)
        return found + timedelta(days=move), f"on {how}", anchor, by_tense
    if "month" in slots:
        answer = calendar_date(hit, context)
        covered = None if answer is None else interval_of(answer.value)
        if answer is None or covered is None or covered.first_day is None:
            return None, NO_ANCHOR, "", False
        day = covered.first_day + timedelta(days=move)
        return day, f"on a date that is {answer.how}", answer.anchor, answer.by_tense
    within = int(context.grammar.settings.get("clock_reach", 3)) if _introduced(hit, context) else 0
    named = context.last_named(hit, precision=_DATED, within=within)
    if named is not None and (within or _same_statement(named, hit)):
        where = f"timex {named.start}-{named.start + len(named.text)}"
        return named.day + timedelta(days=move), f"on the day of “{named.text}”", where, False
    if reference is None:
        return None, NO_ANCHOR, "", False
    return reference + timedelta(days=move), "on the day itself", anchor, False


def _same_statement(named: Named, hit: Hit) -> bool:
    """Whether no full stop after a word stands between them: lists of dates run on as one line."""
    if named.line != hit.line.number:
        return False
    words, spans = hit.line.words, hit.line.spans
    for index in range(hit.first - 1, 0, -1):
        if spans[index][0] <= named.start:
            return True
        if words[index] == "." and len(words[index - 1]) > 2 and words[index - 1].isalpha():
            return False
    return True


def _introduced(hit: Hit, context: Context) -> bool:
    """Whether a preposition ties the time of day to the sentence ("um 9 Uhr")."""
    words = context.grammar.settings.get("clock_prepositions")
    return words is None or (hit.first > 0 and hit.line.words[hit.first - 1].lower() in words)
