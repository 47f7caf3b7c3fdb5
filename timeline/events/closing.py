"""German participles and preterites that the tagger took for adjectives or for each other.

"Er hat das Kriegsrecht wieder aufgehoben", "sie wird am Freitag erwartet": behind "hat" or "wird"
neither an adjective nor a second finite verb stands there.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from timeline.events.lexicon import lexicon, past_forms
from timeline.languages.loader import load_table

if TYPE_CHECKING:
    from timeline.events.tokens import Token

_OBJECTS = frozenset({"NUM", "DET", "PRON", "PROPN"})
_VERBAL_FORMS = frozenset({"Part", "Inf", "Izu"})


def with_closing_participles(tokens: list[Token]) -> list[Token]:
    """The words, with such adjectives and finite verbs as participles."""
    for place, token in enumerate(tokens):
        adjective = token.tag == "ADJ"
        if not (adjective or token.finite) or token.low not in _participles():
            continue
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if adjective and after is not None and after.tag in _OBJECTS and _goes_on(tokens, place):
            tokens[place] = token.tagged("VERB", "Fin")
            continue
        if after is not None and after.tag not in ("PUNCT", "CCONJ"):
            continue
        if _is_opened(tokens, place):
            tokens[place] = token.tagged("VERB", "Part")
    return tokens


def _goes_on(tokens: list[Token], place: int) -> bool:
    """ "… und erschossen zwei Männer": a preterite that looks like its participle."""
    if not place or tokens[place - 1].tag != "CCONJ" or tokens[place].low not in past_forms("de"):
        return False
    return any(before.finite for before in tokens[:place])


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
