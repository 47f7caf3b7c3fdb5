"""Nouns as triggers: which patterns a noun has, what stands before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from timeline.events.clauses import Clause
from timeline.events.lexicon import NOTHING, Lexicon, Pattern
from timeline.events.lexicon import lexicon as lexicon_of
from timeline.events.tokens import Token
from timeline.languages.loader import load_table
from timeline.languages.remembered import Remembered


def is_definite(tokens: Sequence[Token], place: int, language: str) -> bool:
    """Whether the noun stands right behind "the"."""
    if place == 0:
        return False
    articles = load_table(language, "titles")["articles"]["definite"]
    return tokens[place - 1].low in articles


def in_longer_name(tokens: Sequence[Token], place: int) -> bool:
    """ "The War Powers Resolution", "the Peace Prize": inside a name the noun tells nothing."""
    if not place or place + 1 >= len(tokens) or not tokens[place].text[:1].isupper():
        return False
    after = tokens[place + 1]
    return after.text[:1].isupper() and after.tag in ("NOUN", "PROPN") and after.low != after.text


def fits(pattern: Pattern, clause: Clause) -> bool:
    """Whether the clause has what the pattern asks for elsewhere in it, and nothing it forbids."""
    text, lows = clause.text, clause.lows
    if pattern.phrase and pattern.phrase not in text:
        return False
    if pattern.require is not NOTHING and not pattern.require.stand_in(lows, text):
        return False
    return pattern.forbid is NOTHING or not pattern.forbid.stand_in(lows, text)


def noun_pattern(clause: Clause, place: int, listed: Sequence[Sequence[Pattern]]) -> Pattern | None:
    """The most specific pattern that fits, of the longest noun that has one."""
    for patterns in listed:
        found: list[Pattern] = []
        for pattern in patterns:
            before = clause.lows[max(0, place - len(pattern.follow)) : place]
            if before == pattern.follow and fits(pattern, clause):
                found.append(pattern)
        if found:
            return max(found, key=lambda pattern: pattern.rank)
    return None


@cache
def nouns(language: str) -> Remembered[tuple[Sequence[Pattern], ...]]:
    """Word → the patterns of each noun that it may be or end in, the longest first."""
    known = lexicon_of(language)
    return Remembered(
        lambda word: tuple(
            known.nouns[head] for head in noun_heads(word, known) if head in known.nouns
        )
    )


def written(token: Token, language: str) -> str:
    """How the lexicon has a word: only German nouns keep their capital."""
    return token.text if language == "de" else token.low


def noun_heads(word: str, lexicon: Lexicon) -> Iterator[str]:
    """The word itself, and for German the nouns a compound may end in, longest first."""
    yield word
    if lexicon.language != "de":
        return
    tail = word.rpartition("-")[2]
    if tail != word:
        yield tail
    for at in range(max(2, len(tail) - lexicon.longest_noun), len(tail) - 4):
        yield tail[at].upper() + tail[at + 1 :]


def preposition_of(tokens: Sequence[Token], place: int) -> str | None:
    """The preposition that governs the noun, None for a subject or object."""
    index = tokens[place].index
    for token in reversed(tokens[:place]):
        if token.index < index - 1 and token.tag != "DET":  # a comma stands between
            return None
        index = token.index
        if token.tag == "ADP":
            return token.low
        if token.tag not in ("DET", "ADJ", "NUM", "ADV", "PROPN", "NOUN", "PRON", "PART"):
            return None
        if token.tag == "NOUN" and tokens[place].index - token.index > 3:
            return None
    return None
