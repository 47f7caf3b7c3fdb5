"""One sentence on why an expression was read as it was."""

from __future__ import annotations

from timeline.interval import Interval
from timeline.times.anchors import Context
from timeline.times.answer import Answer
from timeline.times.tag import Hit


def explain(hit: Hit, answer: Answer, context: Context, covered: Interval | None) -> str:
    """Which words, which anchor, which tense, which result."""
    parts = [f"“{hit.text}” is {answer.how}"]
    if answer.anchor:
        parts.append(f"counted from the {_readable(answer.anchor, context)}")
    if answer.by_tense:
        verb = context.verb(hit)
        if verb is not None:
            parts.append(f"since “{verb.word}” is {verb.tense}")
    return ", ".join(parts) + _result(answer, covered) + "."


def _result(answer: Answer, covered: Interval | None) -> str:
    """The value; for a length that is counted from a day the days as well."""
    if covered is None:
        return "" if answer.value.startswith("XXXX") else f": {answer.value}"
    if answer.type != "DURATION":
        return f": {answer.value}"
    first, last = covered.first_day, covered.last_day
    span = " to ".join(str(day) for day in (first, last) if day is not None)
    return f": {span or answer.value}"


def _readable(anchor: str, context: Context) -> str:
    """The anchor in words: offsets are for programs."""
    if not anchor.startswith("timex"):
        return anchor
    for named in reversed(context.named[-100:]):
        if anchor == context.name_of(named):
            return f"date “{named.text}” named before"
    return anchor
