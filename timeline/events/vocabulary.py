"""Word lists of the language packs as sets, for what is asked at every clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from timeline.languages.loader import load_table

if TYPE_CHECKING:
    from timeline.events.clauses import Clause

Words = Mapping[str, frozenset[str]]


class Phrases:
    """Listed phrases, each of one or more words in small letters."""

    __slots__ = ("_first", "_spaced")

    def __init__(self, listed: Iterable[str]) -> None:
        self._spaced = [f" {phrase} " for phrase in listed]
        self._first = frozenset([phrase.split()[0] for phrase in self._spaced])

    def stand_in(self, clause: Clause) -> bool:
        """Whether one of them stands in the clause."""
        if self._first.isdisjoint(clause.lows):
            return False
        text = clause.text
        for phrase in self._spaced:
            if phrase in text:
                return True
        return False


@cache
def roles(language: str) -> Words:
    """Prepositions, articles and nouns that tell who has which part.

    What stands beside a place is a place, too.
    """
    words = _sets(load_table(language, "clauses")["roles"])
    bearings = words["directions"] | words["surroundings"] | words["distances"]
    beside = words["beside"] | bearings
    places = words["place"] | beside
    before_names = bearings | words["heading"]
    found = {"bearings": bearings, "beside": beside, "place": places, "before names": before_names}
    return {**words, **found}


@cache
def clause_words(language: str) -> Words:
    """Words that open clauses, and what else tells one clause from another."""
    words = _sets(load_table(language, "clauses")["clause"])
    return {**words, "openers": words["subordinators"] | words["relatives"]}


@cache
def auxiliaries(language: str) -> Words:
    """Auxiliaries by what they say: "plan", "must", "reported", "passive" …"""
    return _sets(load_table(language, "status")["auxiliary"])


def _sets(table: Mapping[str, Any]) -> Words:
    return {key: frozenset(words) for key, words in table.items()}
