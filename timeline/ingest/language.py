"""Which language a text is written in: function words of the packs first, then a classifier."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from timeline.languages.loader import available, load_table

if TYPE_CHECKING:
    from timeline.model import Document

_WORD = re.compile(r"[^\W\d_]{1,30}")
_SAMPLE = 4_000
_TAG = re.compile(r"(?P<code>[A-Za-z]{2})(?:[-_][A-Za-z0-9_-]{1,20})?")
# Running text has every third to fourth word among the function words of its language. Below this
# share, or where two languages are close, the classifier decides.
_ENOUGH = 0.15
_CLEAR = 2.0


def with_language(document: Document) -> Document:
    """The document with its language; None stays where nothing can be told from the text."""
    if document.language is not None:
        return document
    return replace(document, language=detect(document.text))


def code(stated: str | None) -> str | None:
    """The ISO 639-1 code in a language tag (`de-AT`, `de_DE`, `DE`); None where it is no tag."""
    match = _TAG.fullmatch((stated or "").strip())
    return match["code"].lower() if match else None


def clearly(text: str) -> str | None:
    """The language with a pack that the text is beyond doubt written in; None otherwise."""
    return _by_function_words(_words(text))[0]


def detect(text: str) -> str | None:
    """ISO 639-1 code of the language of a text, or None without words to tell it from."""
    words = _words(text)
    clear, best = _by_function_words(words)
    if clear is not None or len(words) < 4:
        return clear or best
    # Loads a model; only odd texts get here.
    import py3langid

    return str(py3langid.classify(text[:_SAMPLE])[0])


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text[:_SAMPLE])]


def _by_function_words(words: list[str]) -> tuple[str | None, str | None]:
    """The clear winner, and the leader if there is one."""
    counts = Counter(
        {code: sum(word in known for word in words) for code, known in _known().items()}
    )
    (best, hits), *others = counts.most_common() or [("", 0)]
    runner_up = others[0][1] if others else 0
    clear = hits > 0 and hits >= _ENOUGH * len(words) and hits >= _CLEAR * runner_up
    return best if clear else None, best if hits > runner_up else None


@cache
def _known() -> dict[str, frozenset[str]]:
    return {
        code: frozenset(load_table(code, "sentences").get("function_words", ()))
        for code in available()
    }
