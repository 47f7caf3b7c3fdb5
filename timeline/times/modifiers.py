"""TIMEX3 modifiers: "early", "Mitte", "more than", in the expression or right before it.

The pack's `[settings.modifiers]` maps the modifier to the words for it. A modifier narrows what is
meant without changing the value, so the interval stays that of the whole ("Mitte März" is March).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from timeline.model import Timex

# Modifiers of a length of time, and of a stretch of the calendar (TIMEX3 has them apart, too).
_OF_LENGTHS = frozenset(
    {"APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "EXACT"}
)
_OF_DATES = frozenset({"APPROX", "START", "MID", "END"})
_BEFORE = 24  # characters


def with_modifier(timex: Timex, text: str, settings: Mapping[str, Any]) -> Timex:
    """The expression with its `mod`, unless the rule that found it has given one."""
    table = settings.get("modifiers")
    if not table or timex.mod is not None or timex.type == "SET":
        return timex
    pattern, meaning = _compiled(tuple(table.items()))
    length = timex.type == "DURATION"
    found = pattern.search(timex.text)
    # "Over two years" is more than two, "over the past two years" is not.
    definite = timex.text.lower().split()[0] in settings.get("definite", ())
    if found is None and not (length and definite):
        *_, found = (None, *pattern.finditer(text, max(0, timex.start - _BEFORE), timex.start))
        if found is None or text[found.end() : timex.start].strip(" -"):
            return timex
    if found is None:
        return timex
    mod = meaning[" ".join(found[0].lower().split())]
    return replace(timex, mod=mod) if mod in (_OF_LENGTHS if length else _OF_DATES) else timex


@lru_cache(maxsize=32)
def _compiled(table: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Phrases are parted by commas; the longest one that fits counts."""
    listed = sorted(table)
    meaning = {phrase.strip(): mod for mod, words in listed for phrase in words.split(",")}
    phrases = sorted(meaning, key=len, reverse=True)
    choice = "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE), meaning
