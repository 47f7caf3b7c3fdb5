"""Shapes of lengths, repetitions and vague times."""

from __future__ import annotations

from timeline import interval as calendar
from timeline.times.anchors import Context
from timeline.times.answer import Answer
from timeline.times.counts import VAGUE
from timeline.times.tag import Hit
from timeline.times.values import period, period_and_half, weekday_value


def duration(hit: Hit, context: Context) -> Answer | None:
    """A length of time: `count` and `unit`; attribute `value` for those said in one word."""
    attributes = hit.rule.attributes
    count = hit.slots.get("count", attributes.get("count", VAGUE))
    unit = str(hit.slots.get("unit", attributes.get("unit", "day")))
    if "count_unit" in hit.slots:  # a compound: "dreijährig"
        count, unit = hit.slots["count_unit"]
    if unit == attributes.get("noun_is") and _is_noun(hit):
        return None
    if unit == attributes.get("not_unit"):  # "35-jährig" is an age
        return None
    length = period_and_half if "more" in hit.slots else period
    value = str(attributes.get("value", length(count, unit)))
    kind = attributes.get("type", "DURATION")
    return Answer(kind, value, None, "a length of time", mod=hit.slots.get("modifier"))


def _is_noun(hit: Hit) -> bool:
    """Whether a German attribute stands for whom it describes: by its capital, without a noun."""
    following = hit.line.words[hit.after : hit.after + 1]
    return hit.text[0].isupper() and (hit.first > 0 or not "".join(following)[:1].isupper())


def repeated(hit: Hit, context: Context) -> Answer | None:
    """A set: every `unit`, every `weekday`, or attribute `value`."""
    attributes = hit.rule.attributes
    slots = hit.slots
    quant = attributes.get("quant")
    freq = slots.get("freq", attributes.get("freq"))
    if "times" in slots and not isinstance(slots["times"], str):
        freq = f"{slots['times']:g}X"
    if "value" in attributes:
        value = str(attributes["value"])
    elif "weekday" in slots:
        value = weekday_value(slots["weekday"])
        value += f"T{slots['part']}" if "part" in slots else ""
    elif "weekday_part" in slots:
        day, part = slots["weekday_part"]
        value = f"{weekday_value(day)}T{part}"
    elif "month" in slots:
        value = f"XXXX-{slots['month']:02d}"
        value += f"-{slots['day']:02d}" if "day" in slots else ""
    elif "season" in slots:
        value = f"XXXX-{slots['season']}"
    elif "rate" in slots:
        value = str(slots["rate"])
    elif "part" in slots:
        value = f"XXXX-XX-XXT{slots['part']}"
    else:
        unit = str(slots.get("unit", attributes.get("unit", "day")))
        value = period(slots.get("count", attributes.get("count", 1)), unit)
    return Answer("SET", value, None, "something that repeats", quant=quant, freq=freq)


def vague(hit: Hit, context: Context) -> Answer | None:
    """A vague time: attribute `value` is PAST_REF, PRESENT_REF or FUTURE_REF."""
    value = str(hit.slots.get("ref", hit.rule.attributes.get("value", "PRESENT_REF")))
    names = {"PAST_REF": "a time in the past", "FUTURE_REF": "a time to come"}
    how = names.get(value, "the present of the text")
    if value == "PRESENT_REF" and context.published is not None:
        now = calendar.day(context.published)
        near = calendar.Interval(now.start, now.end, "day", approximate=True)
        anchor = context.reference()[1]
        return Answer("DATE", value, None, how, anchor, interval=near)
    return Answer("DATE", value, None, how)


def fixed(hit: Hit, context: Context) -> Answer | None:
    """A value that the rule states: attributes `type` and `value`."""
    attributes = hit.rule.attributes
    return Answer(attributes.get("type", "DATE"), str(attributes["value"]), None, "a named time")
