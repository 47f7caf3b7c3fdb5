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
    """The clear winner, and the leader if there is one.

    Where none is clear, one may be among the languages with a whole pack: a long quotation in
    another one does not change what language an article is written in.
    """
    counts = _counted(folded)
    (best, hits), runner_up = _first_two(counts)
    clear = _is_clear(best, hits, runner_up, len(folded))
    if clear is None:
        whole = Counter({code: counts[code] for code in available("events")})
        (own, found), second = _first_two(whole)
        clear = _is_clear(own, found, second, len(folded))
    return clear, best if hits > runner_up else None


def _is_clear(best: str, hits: int, runner_up: int, words_read: int) -> str | None:
    enough = hits > 0 and hits >= _ENOUGH * words_read and hits >= _CLEAR * runner_up
    return best if enough else None


def clearly(text: str) -> str | None:
    """The language with a pack that the text is beyond doubt written in; None otherwise."""
    return by_function_words(words(text))[0]


def departs(text: str, language: str | None) -> str | None:
    """The other language of a paragraph inside an article in `language`; None where it is the same.

    Photo agencies caption in English, whatever the article is written in.
    """
    (best, hits), runner_up = _first_two(_counted(words(text)))
    if best == language or hits < _FEW or hits < _LEAD * runner_up:
        return None
    return best


def _counted(folded: list[str]) -> Counter[str]:
    return Counter({code: sum(word in known for word in folded) for code, known in _known()})


def _first_two(counts: Counter[str]) -> tuple[tuple[str, int], int]:
    first, *others = counts.most_common() or [("", 0)]
    return first, others[0][1] if others else 0


@cache
def _known() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(
        (code, frozenset(load_table(code, "sentences").get("function_words", ())))
        for code in available()
    )
