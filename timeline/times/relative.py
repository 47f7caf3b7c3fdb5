"""Shapes that count from a day: "heute", "letzte Woche", "vor zwei Wochen", "am Tag darauf"."""

from __future__ import annotations

from datetime import date
from functools import partial

from timeline import interval as calendar
from timeline.interval import Interval, Precision
from timeline.model import TimexType
from timeline.times.anchors import IN_YEAR, ON_DAY, Context
from timeline.times.answer import NO_ANCHOR, Answer
from timeline.times.counts import VAGUE
from timeline.times.tag import Hit
from timeline.times.values import CLOCK_UNITS, OPEN, interval_of, period, shift, unit_value


def day(hit: Hit, context: Context) -> Answer | None:
    """Today, yesterday, tomorrow: slot or attribute `offset` in days; `value` for vague uses."""
    offset = int(hit.slots.get("offset", hit.rule.attributes.get("offset", 0)))
    reference, anchor = context.reference(spoken=True)
    said = OPEN["day"]
    if reference is None:
        return Answer("DATE", said, said, f"{_days(offset)}; {NO_ANCHOR}")
    return Answer("DATE", shift(reference, "day", offset).isoformat(), said, _days(offset), anchor)


def _days(offset: int) -> str:
    if offset == 0:
        return "the day itself"
    count = "one day" if abs(offset) == 1 else f"{abs(offset)} days"
    return f"{count} {'earlier' if offset < 0 else 'later'}"


def unit(hit: Hit, context: Context) -> Answer | None:
    """A calendar unit beside the current one: slots `direction`, `unit` (or attributes)."""
    attributes = hit.rule.attributes
    name = str(hit.slots.get("unit", attributes.get("unit", "year")))
    offset = int(hit.slots.get("direction", attributes.get("offset", 0)))
    mod = hit.slots.get("modifier", attributes.get("mod"))
    said = OPEN.get(name, "XXXX-XX-XX")
    kind = attributes.get("type", "DATE")
    reference, anchor = _reference(hit, context, name)
    how = f"the {name} {_side(offset)}"
    if reference is None:
        return Answer(kind, said, said, f"{how}; {NO_ANCHOR}", mod=mod)
    value = unit_value(shift(reference, name, offset), name)
    return Answer(kind, value, said, how, anchor, mod=mod)


def _side(offset: int) -> str:
    if offset == 0:
        return "that holds the day"
    return "before" if offset < 0 else "after"


def _reference(hit: Hit, context: Context, name: str) -> tuple[date | None, str]:
    """Publication date; the date named last where the rule says `anchor = "named"`."""
    if hit.rule.attributes.get("anchor") == "named":
        wanted = _COUNTED_FROM.get(name, IN_YEAR)
        # What was "two weeks earlier" is not counted from a day that is still to come.
        is_over = context.published if context.tense(hit) == "past" else None
        named = context.last_named(hit, precision=wanted, within=12, until=is_over)
        last = context.named[-1] if context.named else None
        if last is not None and last.interval.precision not in wanted and not last.aside:
            near = hit.line.number - last.line <= 1
            if near and last.explicit and (named is None or named.line < last.line):
                return None, ""  # "In 1951 it was signed. Two days later …": of a day not said
        if named is not None:
            return named.day, context.name_of(named)
    fine = name in ("day", "week", "month") and hit.rule.shape == "unit"
    return context.reference(spoken=hit.rule.shape == "ago", fine=fine)


# "The 1951 treaty … two weeks earlier": weeks and months are not counted from a whole year.
_COUNTED_FROM = {"day": ON_DAY, "week": IN_YEAR - {"year", "half"}, "month": IN_YEAR - {"year"}}


_CALENDAR = frozenset({"day", "week", "month", "year", "decade"})
_AGES = 500
_COMMA = 2  # characters: a comma and a blank


def ago(hit: Hit, context: Context) -> Answer | None:
    """A number of units before or after: `count`, `unit`, attribute `sign`, `as` date or duration.

    The value is at the unit's grain ("two years ago" is a year) or that of the attribute `grain`.
    German gold marks only the duration ("vor [zwei Jahren]"), so there the value is the duration,
    the interval the time.
    """
    attributes = hit.rule.attributes
    count = hit.slots.get("count", attributes.get("count", VAGUE))
    name = str(hit.slots.get("unit", attributes.get("unit", "day")))
    sign = int(attributes.get("sign", hit.slots.get("sign", -1)))
    mod = hit.slots.get("modifier", attributes.get("mod"))
    if attributes.get("anchor") == "named":
        beside = _beside(hit, context, count, name, sign)
        if beside is not None:
            return beside
    reference, anchor = _reference(hit, context, name)
    if sign > 0 and attributes.get("anchor") == "named" and not _reached(anchor, context):
        reference = None
    as_duration = attributes.get("as") == "duration"
    if attributes.get("only") == "future" and context.tense(hit) != "future":
        reference = None  # "in two weeks" they built it: no time to come
    amount = period(count, name)
    side = "earlier" if sign < 0 else "later"
    missing = NO_ANCHOR if context.published is None else "no date was named before it"
    vague = amount.startswith(("PX", "PTX"))
    if vague and not as_duration and attributes.get("anchor") == "named":
        said = OPEN.get(name, "XXXX-XX-XX")
        return Answer("DATE", said, said, f"some {name}s {side}", mod=mod)
    if vague and not as_duration:
        value = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Answer("DATE", value, value, f"some {name}s {side}", mod=mod)
    if reference is None or count == VAGUE or name in CLOCK_UNITS:
        said = amount if as_duration else OPEN.get(name, "XXXX-XX-XX")
        kind: TimexType = "DURATION" if as_duration else "TIME" if name in CLOCK_UNITS else "DATE"
        how = f"{_plural(count, name)} {side}" + ("" if reference else f"; {missing}")
        return Answer(kind, said, said, how, mod=mod)
    target = shift(reference, name, sign * float(count))
    how = f"{_plural(count, name)} {side}"
    grain = str(attributes.get("grain", _grain(float(count), name)))
    value = unit_value(target, grain)
    if as_duration:
        return Answer("DURATION", amount, amount, how, anchor, mod=mod, interval=interval_of(value))
    said = OPEN.get(name, "XXXX-XX-XX")
    verb = context.verb(hit) if sign < 0 and anchor.startswith("timex") else None
    looks_back = verb is not None and verb.before_past  # "three years earlier he had …"
    return Answer("DATE", value, said, how, anchor, mod=mod, is_anchor=not looks_back)


def _beside(hit: Hit, context: Context, count: float | str, name: str, sign: int) -> Answer | None:
    """What a date right before it, or a year before Christ, makes of "two years later"."""
    if context.before_christ is not None:
        return _before_christ(context.before_christ, count, name, sign)
    named = context.named[-1] if context.named else None
    if named is None or named.line != hit.line.number:
        return None
    gap = hit.start - named.start - len(named.text)
    today = named.day == context.published and not named.text[0].isdigit()  # "today, ten years on"
    words = hit.line.words
    between = [*words[hit.first - 1 : hit.first], *words[hit.after : hit.after + 1]] == [",", ","]
    if gap > _COMMA or not (today or (named.explicit and between)):
        return None
    value = unit_value(named.day, name) if name in _CALENDAR else named.value
    how = f"another word for “{named.text}” beside it"
    return Answer("DATE", value, OPEN.get(name), how, context.name_of(named), is_anchor=False)


def _before_christ(year: int, count: float | str, name: str, sign: int) -> Answer:
    """So many units on from a year before Christ, or back."""
    said = OPEN.get(name, "XXXX-XX-XX")
    how = f"{_plural(count, name)} {'earlier' if sign < 0 else 'later'}"
    steps = 1 if name == "year" else 10 if name == "decade" else 0
    if not steps or isinstance(count, str) or year - sign * count * steps < 1:
        return Answer("DATE", said, said, how)
    return Answer("DATE", f"BC{round(year - sign * count * steps):04d}", said, how)


def _reached(anchor: str, context: Context) -> bool:
    """Whether "two years later" has a date of the text to count from.

    It is not counted from today, nor over a decade that was named last: "in the early 1990s".
    """
    vague = bool(context.named) and context.named[-1].interval.precision in _VAGUE_DATE
    return anchor.startswith("timex") and not vague


_VAGUE_DATE = frozenset({"decade", "century"})


def _grain(count: float, name: str) -> str:
    """How exact a date is that lies so many units away."""
    if name in _VAGUE_DATE:
        return "year"  # "a decade ago" is ten years ago, not some time in the last decade
    if name != "year":
        return name
    if count % 1:
        return "month"  # "half a year ago" is closer than a year
    return "century" if count >= _AGES and count % 100 == 0 else "year"  # "2,000 years ago"


def _plural(count: float | str, name: str) -> str:
    if count == 1:
        return f"one {name}"
    return f"{'some' if isinstance(count, str) else f'{count:g}'} {name}s"


def span(hit: Hit, context: Context) -> Answer | None:
    """A stretch that ends or begins with the day: "die letzten zwei Jahre", "seit drei Tagen"."""
    attributes = hit.rule.attributes
    count = hit.slots.get("count", attributes.get("count", VAGUE))
    name = str(hit.slots.get("unit", attributes.get("unit", "day")))
    sign = int(hit.slots.get("direction", attributes.get("sign", -1)))
    mod = hit.slots.get("modifier", attributes.get("mod"))
    value = str(attributes.get("value", period(count, name)))
    if count == VAGUE and sign > 0 and "count" not in hit.slots:
        value = "FUTURE_REF"  # nobody knows how long "the next years" are
    kind: TimexType = "DATE" if value.endswith("_REF") else "DURATION"
    side = "up to" if sign < 0 else "from"
    how = f"{_plural(count, name)} {side} the day"
    reference, anchor = context.reference()
    covered = None
    if reference is not None and count != VAGUE and name not in CLOCK_UNITS and sign:
        covered = _covered(reference, name, sign * float(count))
    return Answer(kind, value, value, how, anchor if covered else "", mod=mod, interval=covered)


def _covered(reference: date, name: str, count: float) -> Interval | None:
    far = shift(reference, name, count)
    if far in (reference, date.min, date.max):
        return None
    first, last = min(far, reference), max(far, reference)
    precision: Precision = "range"
    return calendar.days(first, last, precision)


def same(hit: Hit, context: Context, *, offset: int = 0) -> Answer | None:
    """The day (or `unit`) of the date named last, moved by attribute `offset`."""
    attributes = hit.rule.attributes
    name = str(hit.slots.get("unit", attributes.get("unit", "day")))
    step = int(hit.slots.get("direction", attributes.get("offset", offset)))
    said = OPEN.get(name, "XXXX-XX-XX")
    if context.before_christ is not None:
        value = f"BC{context.before_christ - step:04d}" if name == "year" else said
        return Answer("DATE", value, said, f"the {name} {_side(step)} of the story")
    wanted = ON_DAY if name == "day" else IN_YEAR
    named = context.last_named(hit, precision=wanted, within=12)
    if named is not None:
        target = shift(named.day, name, step)
        how = f"the {name} {_side(step)} of “{named.text}”"
        return Answer("DATE", unit_value(target, name), said, how, context.name_of(named))
    reference, anchor = context.reference()
    fallback = attributes.get("otherwise")
    if fallback is not None:
        return Answer("DATE", str(fallback), said, "no date was named before it")
    if reference is None:
        return Answer("DATE", said, said, f"no date was named before it, and {NO_ANCHOR}")
    value = unit_value(shift(reference, name, step), name)
    return Answer("DATE", value, said, f"the {name} {_side(step)}", anchor)


def following(hit: Hit, context: Context) -> Answer | None:
    """The unit after the one named last."""
    return partial(same, offset=1)(hit, context)
