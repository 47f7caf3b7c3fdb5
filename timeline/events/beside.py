"""Where something is near a place: "south of X", "in der Nähe von X", "20 miles from X".

The tagger takes the word before "of" for a noun, or for an adverb. Here it is a preposition like
"near": X is neither who acts nor whom it is done to.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events import vocabulary
from timeline.events.phrases import Phrase
from timeline.events.tokens import Token


def with_directions(tokens: tuple[Token, ...], language: str) -> tuple[Token, ...]:
    """The words with those before "of" that say how near, or on which side, as prepositions."""
    roles = vocabulary.roles(language)
    listed = roles["before names"]
    if listed.isdisjoint([token.low for token in tokens]):
        return tokens
    return tuple(
        token.tagged("ADP", "") if token.low in listed and _governs(tokens, token, roles) else token
        for token in tokens
    )


def _governs(tokens: Sequence[Token], token: Token, roles: vocabulary.Words) -> bool:
    if token.index + 1 >= len(tokens) or token.tag == "ADP":
        return False
    before, after = tokens[: token.index], tokens[token.index + 1]
    tags = [t.tag for t in before[-3:]]
    if token.low in roles["heading"]:  # "in Richtung Lima"
        return after.tag in ("PROPN", "DET", "NOUN")
    if token.low in roles["distances"]:
        return after.low in roles["far"] and tags[-1:] == ["NUM"]
    bound = after.low in roles["of"] and after.tag == "ADP"
    if token.low in roles["surroundings"]:
        return bound and (tags[-2:] == ["ADP", "DET"] or tags == ["ADP", "DET", "ADJ"])
    named = bool(roles["apart"]) and after.tag in ("DET", "PROPN", "NOUN")
    inside = tags[-1:] == ["ADP"]
    if tags[-1:] == ["DET"]:  # "to the north of", but "in the north of"
        named, inside = False, len(before) < 2 or before[-2].low not in roles["towards"]
    return not inside and (bound or named)


def at_border(phrase: Phrase, tokens: Sequence[Token], roles: vocabulary.Words) -> bool:
    """ "at the border with X", "an der polnischen Grenze": where it was, and not whom it struck."""
    if phrase.modifies and phrase.prep is None and phrase.side in roles["surroundings"]:
        return True  # "vor der Küste des Libanon"
    if phrase.modifies and phrase.side in roles["border"]:
        return bool(roles["place"] & {phrase.prep, phrase.outer})
    if phrase.prep not in roles["bordering"]:
        return False
    border = before_preposition(phrase, tokens)
    if border is None or not border.index or border.low not in roles["border"]:
        return False
    before = next((t for t in tokens[border.index - 1 :: -1] if t.tag not in _INSIDE), None)
    return before is not None and before.tag == "ADP"


def attached(phrase: Phrase, tokens: Sequence[Token], roles: vocabulary.Words) -> bool:
    """ "gunmen loyal to X": said of somebody else; not "is opposed to X"."""
    tie = before_preposition(phrase, tokens)
    if tie is None or tie.low not in roles["attached"] or not tie.index:
        return False
    return tokens[tie.index - 1].tag in ("NOUN", "PROPN")


def in_title(phrase: Phrase, tokens: Sequence[Token], roles: vocabulary.Words) -> bool:
    """ "pulled out of the Lima accord": where it was signed is no party to it."""
    if not (phrase.mention.actor or "").startswith("city:"):
        return False
    words = tuple(roles["signed"])
    of_head = phrase.modifies and tokens[phrase.head].low.endswith(words)
    behind = tokens[phrase.last + 1 : phrase.last + 2]
    return of_head or any(token.low.endswith(words) for token in behind)


def before_preposition(phrase: Phrase, tokens: Sequence[Token]) -> Token | None:
    """The word before the preposition that is nearest to the mention."""
    if phrase.prep is None:
        return None
    at = phrase.first - 1
    while at > phrase.left and tokens[at].low != phrase.prep:
        at -= 1
    return tokens[at - 1] if at > 0 else None


_INSIDE = frozenset({"DET", "ADJ", "PRON", "PROPN", "PART"})
