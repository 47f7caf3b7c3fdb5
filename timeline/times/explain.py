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
    result = "" if covered is None and answer.value.startswith("XXXX") else f": {answer.value}"
    return ", ".join(parts) + result + "."


def _readable(anchor: str, context: Context) -> str:
    """The anchor in words: offsets are for programs."""
    if not anchor.startswith("timex"):
        return anchor
    for named in reversed(context.named[-100:]):
        if anchor == context.name_of(named):
            return f"date “{named.text}” named before"
    return anchor
