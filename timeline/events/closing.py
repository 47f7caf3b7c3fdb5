"""German participles at the end of their clause that the tagger took for adjectives.

"Er hat das Kriegsrecht wieder aufgehoben": behind "hat" or "wurde" no adjective stands there.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from timeline.events.lexicon import lexicon
from timeline.languages.loader import load_table

if TYPE_CHECKING:
    from timeline.events.tokens import Token

_VERBAL_FORMS = frozenset({"Part", "Inf", "Izu"})


def with_closing_participles(tokens: list[Token]) -> list[Token]:
    """The words, with such adjectives as participles."""
    for place, token in enumerate(tokens):
        if token.tag != "ADJ" or token.low not in _participles():
            continue
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if after is not None and after.tag not in ("PUNCT", "CCONJ"):
            continue
        if _is_opened(tokens, place):
            tokens[place] = token.tagged("VERB", "Part")
    return tokens


def _is_opened(tokens: list[Token], place: int) -> bool:
    """Whether the auxiliary of a perfect or a passive waits for its verb."""
    words = _opening()
    after = tokens[place]
    for before in reversed(tokens[:place]):
        if before.tag == "PUNCT" or before.form in _VERBAL_FORMS:
            return False
        if before.tag == "AUX":
            return before.low in words
        if before.tag == "VERB" and after.tag not in ("NOUN", "ADJ"):
            return False  # and no attribute: "das von ihm verhängte Kriegsrecht"
        after = before
    return False


@cache
def _opening() -> frozenset[str]:
    return frozenset(load_table("de", "status")["closed_by_participle"]["words"])


@cache
def _participles() -> frozenset[str]:
    known = lexicon("de").verbs.items()
    return frozenset(
        form for form, several in known if any(r.feature == "participle" for r in several)
    )
