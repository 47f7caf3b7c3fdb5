"""Shapes of clock times and parts of a day, put on the day they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from timeline.times.anchors import ON_DAY, Context, Named
from timeline.times.answer import NO_ANCHOR, Answer
from timeline.times.dates import calendar_date
from timeline.times.tag import Hit
from timeline.times.values import OPEN, interval_of, shift, weekday_value
from timeline.times.weekdays import place_weekday, weekday

# A bare time in a list of dates ("Turnhalle, 20 Uhr") belongs to no day named sentences before.
_DAY = 24 * 60
_FARTHEST_ZONE = 14  # hours
_LOOK_BACK = 200  # tokens
_BETWEEN = 9  # tokens between a time and its day: "(1900 GMT) on"
_DAYS = {"date": calendar_date, "weekday": weekday}


def clock(hit: Hit, context: Context) -> Answer | None:
    """A time of day: `clock`, or `hour` and `minute`; `half`, `ampm` or `part` shift it."""
    figures = _hour_and_minute(hit)
    if figures is None:
        return None
    hour, minute = figures
    time = f"T{hour:02d}:{minute:02d}{_zone(hit)}"
    if hit.rule.attributes.get("open"):
        return Answer("TIME", time, None, "a time of every day that is meant")
    where = day_for(hit, context, hour=hour)
    said = _said_day(hit) + time
    if where.day is None:
        return Answer("TIME", time, said, f"a time of day; {NO_ANCHOR}")
    value = where.day.isoformat() + time
    how = f"a time {where.how}"
    return Answer("TIME", value, said, how, where.anchor, by_tense=where.by_tense)


def _said_day(hit: Hit) -> str:
    """The day as far as the words say it."""
    slots = hit.slots
    number = slots["weekday_part"][0] if "weekday_part" in slots else slots.get("weekday")
    return OPEN["day"] if number is None else weekday_value(number)


def _zone(hit: Hit) -> str:
    """ "Z", "+03:00", or nothing for a zone that goes by another name or is local."""
    slots = hit.slots
    for sign, label in (("+", "east"), ("-", "west")):
        if label in slots and int(slots[label]) <= _FARTHEST_ZONE:
            return f"{sign}{int(slots[label]):02d}:00"
    return "Z" if slots.get("zone") == "Z" else ""


def _hour_and_minute(hit: Hit) -> tuple[int, int] | None:
    """None for four figures that are no time ("2690")."""
    slots = hit.slots
    if "hhmm" in slots:
        hour, minute = divmod(int(slots["hhmm"]), 100)
        return (hour, minute) if hour <= 24 and minute <= 59 and hit.text[3].isdigit() else None
    figures = slots.get("clock", slots.get("clock_colon"))
    if figures is not None:
        hour, minute = figures
    elif "hour" in slots or "half" in slots:
        hour, minute = int(slots.get("hour", slots.get("half", 0))), int(slots.get("minute", 0))
    else:
        hour, minute = map(int, str(hit.rule.attributes["time"]).split(":"))
    minutes = hour * 60 + minute + int(hit.rule.attributes.get("minutes", 0))
    if "half" in slots:
        minutes -= 30  # "halb acht" is half an hour before eight
    hour, minute = (24, 0) if minutes == _DAY else divmod(minutes % _DAY, 60)
    afternoon = slots.get("ampm") == "pm" or slots.get("part") in {"AF", "EV"}
    if afternoon and hour < 12:
        hour += 12
    elif slots.get("ampm") == "am" and hour == 12:
        hour = 0
    return hour, minute


def part(hit: Hit, context: Context) -> Answer | None:
    """A part of a day: `part`, with the day said beside it or taken from the text."""
    slots = hit.slots
    name = str(slots.get("part", hit.rule.attributes.get("part", "")))
    if "weekday_part" in slots:
        name = str(slots["weekday_part"][1])
    said = f"{_said_day(hit)}T{name}"
    if hit.rule.attributes.get("anchor") == "story" and context.narrative() is None:
        context.untold = hit.line.number
        return Answer("TIME", said, said, "a part of a day that is not said")
    where = day_for(hit, context)
    if where.day is None:
        return Answer("TIME", said, said, f"a part of a day; {NO_ANCHOR}")
    value = f"{where.day.isoformat()}T{name}"
    mod = slots.get("modifier", hit.rule.attributes.get("mod"))
    how = f"a part of a day {where.how}"
    return Answer("TIME", value, said, how, where.anchor, mod=mod, by_tense=where.by_tense)


@dataclass(frozen=True, slots=True)
class Where:
    """The day a time belongs to, and why; `day` is None where nothing tells it."""

    day: date | None = None
    how: str = ""
    anchor: str = ""
    by_tense: bool = False


def day_for(hit: Hit, context: Context, *, hour: int = 12) -> Where:
    """The day a time of day belongs to: said with it, named before it, else the publication day."""
    slots = hit.slots
    found = (
        _calendar_day(hit, context)
        if "month" in slots or "day" in slots
        else _counted_day(hit, context)
    )
    if found is None:
        found = _day_after(hit, context) or _named_day(hit, context, hour)
    move = int(hit.rule.attributes.get("move", 0))
    if found.day is None or not move:
        return found
    return Where(shift(found.day, "day", move), found.how, found.anchor, found.by_tense)


def _counted_day(hit: Hit, context: Context) -> Where | None:
    """By a word beside it: "gestern", a weekday; None where there is none."""
    slots = hit.slots
    offset = slots.get("offset", hit.rule.attributes.get("offset"))
    number = slots["weekday_part"][0] if "weekday_part" in slots else slots.get("weekday")
    if offset is None and number is None:
        return None
    reference, anchor = context.reference(fine=number is not None)
    if reference is None:
        return Where()
    if number is None:
        return Where(shift(reference, "day", int(offset or 0)), "counted from it", anchor)
    day, how, by_tense = place_weekday(int(number), reference, hit, context)
    return Where(day, f"on {how}", anchor, by_tense)


def _day_after(hit: Hit, context: Context) -> Where | None:
    """ "9 p.m. (1900 GMT) on Tuesday", "noon on 3 March": the day that follows the time.

    The pack's setting `before_day` lists what may stand between ("on").
    """
    between = context.grammar.settings.get("before_day", ())
    after = hit.after
    for later in context.ahead:
        read = _DAYS.get(later.rule.shape)
        words = hit.line.words[after : later.first]
        if later.line.number != hit.line.number or len(words) > _BETWEEN:
            return None
        if later.rule.shape == "clock" and len(words) == 1 and words[0] != "(":
            # "14 und 16 Uhr am Freitag": both are on Friday.
            if "weekday" in later.slots:
                return _counted_day(later, context)
            after = later.after
        if read is None:
            continue
        bracketed = words[:1] == ["("] and ")" in words
        if bracketed:
            words = words[words.index(")") + 1 :]
        if " ".join(words).lower() not in between and not (bracketed and not words):
            return None
        answer = read(later, context)
        covered = None if answer is None else interval_of(answer.value)
        if answer is None or covered is None or covered.precision != "day":
            return None
        how = f"on the day of “{later.text}”: {answer.how}"
        return Where(covered.first_day, how, answer.anchor, answer.by_tense)
    return None


def _calendar_day(hit: Hit, context: Context) -> Where:
    answer = calendar_date(hit, context)
    covered = None if answer is None else interval_of(answer.value)
    if answer is None or covered is None:
        return Where()
    how = f"on a date that is {answer.how}"
    return Where(covered.first_day, how, answer.anchor, answer.by_tense)


def _named_day(hit: Hit, context: Context, hour: int) -> Where:
    if context.is_untold(hit):
        return Where(how="of a day that is not said")
    reach = int(context.grammar.settings.get("clock_reach", 3)) if _introduced(hit, context) else 0
    named = context.last_named(hit, precision=ON_DAY, within=reach)
    if named is not None and (_is_over(named, hit, context) or _is_aside(named, hit, context)):
        named = None
    if named is not None and (reach or _same_statement(named, hit)):
        # The small hours of a night belong to the day after the one it is called by.
        day = shift(named.day, "day", 1) if named.value.endswith("TNI") and hour < 12 else named.day
        return Where(day, f"on the day of “{named.text}”", context.name_of(named))
    if context.long_past(hit) is not None:
        return Where(how="of a day long past that is not said")
    reference, anchor = context.reference()
    return Where(reference, "on the day itself", anchor)


def _is_aside(named: Named, hit: Hit, context: Context) -> bool:
    """ "Monday's bombings killed two. At 5 a.m. police came": not on Monday.

    "The next morning" can still be the one after that.
    """
    counted = "move" in hit.rule.attributes
    elsewhere = named.line != hit.line.number and not context.retrospective
    return named.aside and elsewhere and not counted


def _is_over(named: Named, hit: Hit, context: Context) -> bool:
    """ "It began on Sunday. The curfew runs from 9 p.m.": what goes on is not of a day gone by."""
    if named.line == hit.line.number or context.published is None or context.retrospective:
        return False
    return named.day < context.published and context.tense(hit) in {"present", "future"}


def _same_statement(named: Named, hit: Hit) -> bool:
    """Whether no full stop after a word stands between them: lists of dates run on as one line."""
    if named.line != hit.line.number:
        return False
    words, spans = hit.line.words, hit.line.spans
    for index in range(hit.first - 1, max(0, hit.first - _LOOK_BACK), -1):
        if spans[index][0] <= named.start:
            return True
        if words[index] == "." and len(words[index - 1]) > 2 and words[index - 1].isalpha():
            return False
    return True


def _introduced(hit: Hit, context: Context) -> bool:
    """Whether a preposition ties the time of day to the sentence ("um 9 Uhr")."""
    words = context.grammar.settings.get("clock_prepositions")
    return words is None or (hit.first > 0 and hit.line.words[hit.first - 1].lower() in words)
