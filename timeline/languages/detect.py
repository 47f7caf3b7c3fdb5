"""Which of the languages with a pack a text is written in, by its function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from timeline.languages.loader import available, load_table

_WORD = re.compile(r"[^\W\d_]{1,30}")
_SAMPLE = 4_000
# Running text has every third to fourth word among the function words of its language.
_ENOUGH = 0.15
_CLEAR = 2.0
# A paragraph in another language than its article needs more of a lead, but captions are so full
# of names that the share of function words says little.
_FEW = 3
_LEAD = 4.0


def words(text: str) -> list[str]:
    """The words of the text's beginning, folded."""
    return [word.casefold() for word in _WORD.findall(text[:_SAMPLE])]


def by_function_words(folded: list[str]) -> tuple[str | None, str | None]:
    """The clear winner, and the leader if there is one."""
    (best, hits), runner_up = _ranked(folded)
    clear = hits > 0 and hits >= _ENOUGH * len(folded) and hits >= _CLEAR * runner_up
    return best if clear else None, best if hits > runner_up else None


def clearly(text: str) -> str | None:
    """The language with a pack that the text is beyond doubt written in; None otherwise."""
    return by_function_words(words(text))[0]


def departs(text: str, language: str | None) -> str | None:
    """The other language of a paragraph inside an article in `language`; None where it is the same.

    Photo agencies caption in English, whatever the article is written in.
    """
    (best, hits), runner_up = _ranked(words(text))
    if best == language or hits < _FEW or hits < _LEAD * runner_up:
        return None
    return best


def _ranked(folded: list[str]) -> tuple[tuple[str, int], int]:
    counts = Counter({code: sum(word in known for word in folded) for code, known in _known()})
    first, *others = counts.most_common() or [("", 0)]
    return first, others[0][1] if others else 0


@cache
def _known() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(
        (code, frozenset(load_table(code, "sentences").get("function_words", ())))
        for code in available()
    )
