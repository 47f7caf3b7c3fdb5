"""The value of a number as it is written: "zwei", "twenty-four", "2 1/2", "mehrere"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from timeline.times.tokens import read_number

VAGUE = "X"


def count_value(words: Sequence[str], values: Mapping[str, Mapping[str, Any]]) -> float | str:
    """The number that the words say; "X" where they leave it open.

    Words are looked up in the classes number, one and vague; everything else ("and") is skipped.
    """
    words = [word for word in words if word != "-"]
    total: int | float = 0
    group: int | float = 0
    seen = False
    lookups = [values.get(name, {}) for name in ("number", "one", "vague")]
    position = 0
    while position < len(words):
        word = words[position].lower()
        position += 1
        value: Any = None
        if word[0].isdigit():
            value = read_number(word)
            if words[position : position + 1] == ["/"] and position + 1 < len(words):
                denominator = read_number(words[position + 1])
                value = value / denominator if denominator else 0
                position += 2
        else:
            value = next((table[word] for table in lookups if word in table), None)
        if value is None or _is_article(value, words[position : position + 1], lookups):
            continue
        if value == VAGUE:
            return VAGUE
        seen = True
        if value == 100:
            group = (group or 1) * 100
        elif value >= 1000 and not word[0].isdigit():
            total += (group or 1) * value
            group = 0
        else:
            group += value
    return total + group if seen else VAGUE


def _is_article(value: Any, following: Sequence[str], lookups: Sequence[Mapping[str, Any]]) -> bool:
    """ "a" in "a half" and "a couple" counts nothing; in "a hundred" neither changes it."""
    return value == 1 and bool(following) and following[0].lower() in lookups[0]


def year_value(words: Sequence[str], values: Mapping[str, Mapping[str, Any]]) -> int | None:
    """A year written in words or digits: "nineteen ninety-six", "two thousand", "1996"."""
    numbers = values.get("number", {})
    parts: list[int] = [
        int(word) if word.isdigit() else int(numbers[word.lower()])
        for word in words
        if word.isdigit() or word.lower() in numbers
    ]
    if not parts:
        return None
    if len(parts) > 1 and 10 <= parts[0] <= 20 and 100 not in parts:
        return parts[0] * 100 + sum(parts[1:])
    total = count_value(words, values)
    return int(total) if not isinstance(total, str) and 0 < total < 2200 else None
