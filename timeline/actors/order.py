"""Offices and bodies in languages that name the state behind them: "le président russe".

What the tables of such a language hold is compiled here; `owners_behind` reads texts with it.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from timeline.actors.words import Words
from timeline.gazetteer.index import fold, split_tokens
from timeline.languages.loader import load_table

Kind = Literal["office", "title", "institution", "forces"]


class Phrase(NamedTuple):
    """What an office, title or body is called, in small letters without accents."""

    tokens: tuple[str, ...]
    kind: Kind
    meanings: tuple[str, ...]


class Order(NamedTuple):
    """The tables of one language; `starting` has the phrases by their first word, longest first."""

    genitive: frozenset[str]
    articles: frozenset[str]
    definite: frozenset[str]
    language_after: frozenset[str]
    starting: dict[str, tuple[Phrase, ...]]


@cache
def order(language: str) -> Order | None:
    """The tables, or None for a language that names the owner before the office."""
    table = load_table(language, "titles") if language else {}
    settings = table.get("order")
    if settings is None:
        return None
    meanings: dict[tuple[tuple[str, ...], Kind], list[str]] = {}
    sections: tuple[tuple[Kind, dict[str, list[str]]], ...] = (
        ("office", table.get("offices", {})),
        ("institution", table.get("institutions", {})),
        ("forces", {"": table.get("forces", {}).get("words", [])}),
        ("title", {"": table.get("titles", {}).get("words", [])}),
    )
    for kind, listed in sections:
        for meaning, phrases in listed.items():
            for phrase in phrases:
                tokens = tuple(split_tokens(fold(phrase).lower()))
                meanings.setdefault((tokens, kind), []).append(meaning)
    starting: dict[str, list[Phrase]] = {}
    for (tokens, kind), several in meanings.items():
        starting.setdefault(tokens[0], []).append(Phrase(tokens, kind, tuple(several)))
    return Order(
        genitive=frozenset(map(fold, settings["genitive"])),
        articles=frozenset(map(fold, settings["articles"])),
        definite=frozenset(map(fold, table["articles"]["definite"])),
        language_after=frozenset(map(fold, settings["language_after"])),
        starting={
            first: tuple(sorted(several, key=lambda phrase: -len(phrase.tokens)))
            for first, several in starting.items()
        },
    )


def phrase_at(words: Words, place: int, table: Order, *, gap: int = 0) -> Phrase | None:
    """The longest phrase whose words stand from `place` on.

    With `gap`, that many words stand between the first word of the phrase and the others.
    """
    for phrase in table.starting.get(words.word[place].lower(), ()):
        first = place + 1 + gap
        rest = words.word[first : first + len(phrase.tokens) - 1]
        if tuple(word.lower() for word in rest) == phrase.tokens[1:] and (rest or not gap):
            return phrase
    return None
