"""One sentence on why an expression was read as it was."""

from __future__ import annotations

from timeline.interval import Interval
from timeline.times.anchors import Context
from timeline.times.answer import Answer
from timeline.times.tag import Hit

_KINDS = {"DATE": "a date", "TIME": "a time", "DURATION": "a length of time", "SET": "a repetition"}


def explain(hit: Hit, answer: Answer, context: Context, covered: Interval | None) -> str:
    """Which words, which anchor, which tense, which result."""
    parts = [f"“{hit.text}”: {answer.how or _KINDS[answer.type]}"]
    if answer.anchor:
        parts.append(f"counted from {answer.anchor}")
    if answer.by_tense:
        verb = context.verb(hit)
        if verb is not None:
            parts.append(f"{verb.tense} by the verb “{verb.word}”")
    if covered is None or answer.value.startswith(("P", "FUTURE")):
        result = f"gives {answer.value}"
    else:
        result = f"gives {answer.value}"
    return ", ".join(parts) + f"; {result}."
