"""Which language a text is written in: function words of the packs first, then a classifier."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from timeline.languages.detect import by_function_words, clearly, words

if TYPE_CHECKING:
    from timeline.model import Document

__all__ = ["clearly", "code", "detect", "with_language"]

_SAMPLE = 4_000
_TAG = re.compile(r"(?P<code>[A-Za-z]{2})(?:[-_][A-Za-z0-9_-]{1,20})?")


def with_language(document: Document) -> Document:
    """The document with its language; None stays where nothing can be told from the text."""
    if document.language is not None:
        return document
    return replace(document, language=detect(document.text))


@lru_cache(maxsize=100)  # all articles of a file say the same
def code(stated: str | None) -> str | None:
    """The ISO 639-1 code in a language tag (`de-AT`, `de_DE`, `DE`); None where it is no tag."""
    match = _TAG.fullmatch((stated or "").strip())
    return match["code"].lower() if match else None


def detect(text: str) -> str | None:
    """ISO 639-1 code of the language of a text, or None without words to tell it from."""
    found = words(text)
    clear, best = by_function_words(found)
    if clear is not None or len(found) < 4:
        return clear or best
    # Loads a model; only odd texts get here.
    import py3langid

    return str(py3langid.classify(text[:_SAMPLE])[0])
