"""German deeds between article and noun: "das am Montag in Genf unterzeichnete Abkommen".

Such a stretch tells a deed with a date of its own, and its words say nothing of the clause around
it. It is read as the clause that it stands for ("das Abkommen wurde am Montag … unterzeichnet").
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from timeline.events import phrases
from timeline.events.clauses import Clause, clause_of, split, with_openers
from timeline.events.lexicon import lexicon
from timeline.events.phrases import Phrase
from timeline.events.tokens import Token
from timeline.model import Mention

_LONGEST = 12  # words between the article and the participle
_ENDINGS = ("e", "en", "er", "es", "em")


class Stretch(NamedTuple):
    """Indexes of the article, of the participle, and of the noun that it describes."""

    article: int
    participle: int
    noun: int

    def inner(self) -> range:
        """The words that say more of the participle."""
        return range(self.article + 1, self.participle)


def stretches(tokens: Sequence[Token], dated: frozenset[int]) -> list[Stretch]:
    """Those of a German sentence; `dated` are indexes of words in time expressions."""
    found: list[Stretch] = []
    for token, after in pairwise(tokens):
        # A day right behind the article is its own noun ("in der Nacht"), a year is none.
        inside = after.tag == "ADP" or (after.tag in ("ADV", "NUM") and after.index in dated)
        if token.tag == "DET" and inside:
            stretch = _stretch(tokens, token.index, dated)
            if stretch is not None:
                found.append(stretch)
    return found


def _stretch(tokens: Sequence[Token], article: int, dated: frozenset[int]) -> Stretch | None:
    last = min(len(tokens) - 1, article + 2 + _LONGEST)
    for index in range(article + 2, last):
        token, after = tokens[index], tokens[index + 1]
        if token.tag in ("PUNCT", "AUX"):
            return None
        if index in dated or not token.text[0].islower() or participle_of(token.low) is None:
            if token.finite:
                return None
            continue
        if after.tag not in ("NOUN", "PROPN", "ADJ") or after.index in dated:
            return None
        noun = index + 2 if after.tag == "ADJ" and index + 2 < len(tokens) else index + 1
        if tokens[noun].tag not in ("NOUN", "PROPN"):
            return None
        return Stretch(article, index, noun)
    return None


@cache
def participle_of(low: str) -> str | None:
    """The participle without its ending, if that is of a verb that makes an event by itself."""
    known = lexicon("de")
    for ending in _ENDINGS:
        form = low.removesuffix(ending)
        if form == low:
            continue
        for reading in known.verbs.get(form, ()):
            if reading.feature == "participle" and any(
                not pattern.entry.weak for pattern in known.patterns.get(reading.lemma, ())
            ):
                return form
    return None


class Outer(NamedTuple):
    """A sentence with its stretches read as clauses, which come last.

    In `tokens` all of a stretch are adjectives, so that a noun phrase reaches across it; `read` are
    the words as they were read, `inner` the indexes of those between article and participle, which
    stand in no other clause, `dated` those of words in time expressions outside of it.
    """

    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    read: tuple[Token, ...]
    dated: frozenset[int]
    inner: frozenset[int]


def split_around(tokens: tuple[Token, ...], dated: frozenset[int], language: str) -> Outer:
    """The clauses of a sentence; `dated` are indexes of words in time expressions."""
    several = stretches(tokens, dated) if language == "de" else []
    found = [one for one in several if not dated.isdisjoint(one.inner())]
    if len(found) < len(several):  # "das von ihm verhängte Kriegsrecht": no verb of the clause
        tokens = _described(tokens, {one.participle for one in several if one not in found})
    if not found:
        clauses = split(tokens, language)
        return Outer(with_openers(tokens, clauses), clauses, tokens, dated, frozenset())
    inner = frozenset(index for one in found for index in one.inner())
    inside = inner | {one.participle for one in found}
    plain = tuple(t.tagged("ADJ", "") if t.index in inside else t for t in tokens)
    rest = tuple(t for t in plain if t.index not in inner)
    clauses = (*split(rest, language), *(_clause(plain, tokens, one) for one in found))
    return Outer(with_openers(plain, clauses), clauses, tokens, dated - inner, inner)


def _described(tokens: tuple[Token, ...], participles: Collection[int]) -> tuple[Token, ...]:
    return tuple(t.tagged("ADJ", "") if t.index in participles and t.verbal else t for t in tokens)


def phrases_of(
    outer: Outer, mentions: Sequence[Mention], dated: frozenset[int], language: str
) -> tuple[Phrase, ...]:
    """The phrases of the sentence in order, those inside a stretch by the words as they stand."""
    found = phrases.find(outer.tokens, mentions, outer.dated, language)
    if not outer.inner:
        return found
    inside = phrases.find(outer.read, mentions, dated, language)
    both = [
        *(phrase for phrase in found if phrase.first not in outer.inner),
        *(phrase for phrase in inside if phrase.first in outer.inner),
    ]
    return tuple(sorted(both, key=attrgetter("first")))


def _clause(plain: Sequence[Token], tokens: Sequence[Token], one: Stretch) -> Clause:
    token = tokens[one.participle]
    low = participle_of(token.low) or token.low
    verb = replace(token.tagged("VERB", "Part"), low=low)
    word = "war" if _moves(low) else "wurde"
    auxiliary = replace(token.tagged("AUX", "Fin"), text=word, low=word)
    words = (
        *plain[one.article : one.participle],
        auxiliary,
        verb,
        *plain[one.participle + 1 : one.noun + 1],
    )
    return clause_of("rel", words, auxiliary, "")


@cache
def _moves(participle: str) -> bool:
    """Whether who is described did it: "der nach Oslo gereiste Minister"."""
    known = lexicon("de")
    frames = {
        pattern.entry.frame
        for reading in known.verbs.get(participle, ())
        for pattern in known.patterns.get(reading.lemma, ())
    }
    return frames <= {"visit", "self"}
