"""Which of two mentions side by side only says more of the other: "French President X"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline.events import vocabulary
from timeline.events.tokens import Token

if TYPE_CHECKING:
    from timeline.events.phrases import Phrase


def without_modifiers(
    found: Sequence[Phrase], tokens: Sequence[Token], language: str
) -> list[Phrase]:
    """Of "French President Nicolas Sarkozy" only the person stays."""
    dropped: set[int] = set()
    for place in range(len(found) - 1):
        one, two = found[place], found[place + 1]
        between = tokens[one.last + 1 : two.first]
        if (one.first, one.last) == (two.first, two.last):
            continue
        if not between and language != "de" and _named_group(one, two):
            dropped.add(place + 1 if one.mention.kind == "ORG" else place)
            continue
        if _one_noun_phrase(one, two, between, language) or _in_brackets(tokens, two):
            weaker = place if _strength(two) >= _strength(one) else place + 1
            dropped.add(place + 1 if _in_brackets(tokens, two) else weaker)
        elif _is_title(one, two, between, tokens) or (
            not _where(one, language) and _apposition(one, two, between, tokens)
        ):
            dropped.add(place)
            if place and _describes(found[place - 1], one):
                dropped.add(place - 1)
        elif _late_apposition(one, two, between, tokens):
            dropped.add(place + 1)
            behind = found[place + 2 : place + 3]  # "X, the sister of Chile's leader, …"
            if behind and _late_apposition(
                one, behind[0], tokens[one.last + 1 : behind[0].first], tokens
            ):
                dropped.add(place + 2)
    return [phrase for place, phrase in enumerate(found) if place not in dropped]


def _describes(one: Phrase, owner: Phrase) -> bool:
    """ "the president of Chile, X": what belongs to the owner is the same person."""
    described = one.mention.form == "description"
    return described and owner.modifies and one.first <= owner.head <= one.last


def _is_title(one: Phrase, two: Phrase, between: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """ "Der Oppositionelle Rojas": behind an article it is said of whom the name follows."""
    described = one.mention.form == "description" and two.mention.kind == "PER"
    return described and not between and tokens[one.left].tag == "DET"


def _named_group(one: Phrase, two: Phrase) -> bool:
    """ "Lima police", "Rojas forces", "Nordrat troops": those of the name, and the body itself."""
    named = one.mention.form == "name" and one.mention.kind is not None
    return named and two.mention.form == "description" and two.mention.kind is None


def _where(phrase: Phrase, language: str) -> bool:
    """ "a court in X": a place, and no part of who is named behind the comma."""
    return phrase.mention.kind == "LOC" and phrase.prep in vocabulary.roles(language)["place"]


def _strength(phrase: Phrase) -> int:
    if phrase.mention.kind == "PER" or (phrase.mention.actor or "").startswith("person:"):
        return 3
    if phrase.mention.kind == "ORG":
        return 2
    return 1 if phrase.mention.form == "name" else 0


def _one_noun_phrase(one: Phrase, two: Phrase, between: Sequence[Token], language: str) -> bool:
    titled = two.mention.kind == "PER" and two.mention.title is not None
    if any(
        t.tag not in ("NOUN", "PROPN", "ADJ", "PART", "NUM")
        and t.text not in ("-", "'s")
        and not (titled and t.low in ("of", "for", "and", "und", "für"))
        for t in between
    ):
        return False
    if one.mention.kind == "PER":
        return False
    if language == "de" and one.mention.form != "adjective" and not one.modifies:
        return False
    if not between and one.mention.kind in ("LOC", "ORG") and not one.modifies:
        return two.mention.kind == "ORG"
    if two.mention.form == "adjective" and not (one.mention.form == "adjective" and two.noun):
        return False
    return not (one.mention.kind == "LOC" and two.mention.kind == "LOC" and not one.modifies)


def _in_brackets(tokens: Sequence[Token], phrase: Phrase) -> bool:
    return phrase.first > 0 and tokens[phrase.first - 1].text == "("


_APPOSED = ("NOUN", "PROPN", "ADJ", "DET", "PART")


def _apposition(
    one: Phrase, two: Phrase, between: Sequence[Token], tokens: Sequence[Token]
) -> bool:
    """ "the head of the guard, General X, …": the name after the comma is the same person."""
    described = one.mention.form == "description" and len(between) == 1
    if two.mention.kind != "PER" or not (one.modifies or described) or one.mention.kind == "PER":
        return False
    commas = [t for t in between if t.text == ","]
    rest = [t for t in between if t.text != "," and t.tag not in _APPOSED]
    if len(commas) != 1 or rest:
        return False
    after = tokens[two.last + 1] if two.last + 1 < len(tokens) else None
    return after is None or after.text in (",", ".", "(") or after.verbal


def _late_apposition(
    one: Phrase, two: Phrase, between: Sequence[Token], tokens: Sequence[Token]
) -> bool:
    """ "X, the spokesman of the ministry, …": the second mention only describes the first."""
    if one.mention.kind != "PER" or not two.modifies or two.mention.kind == "PER":
        return False
    if not between or between[0].text != "," or sum(t.text == "," for t in between) != 1:
        return False
    if any(t.verbal or t.tag in ("CCONJ", "PRON", "SCONJ") for t in between):
        return False
    after = tokens[two.last + 1 :]
    return any(t.text == "," for t in after[:3])
