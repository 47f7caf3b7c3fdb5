"""Word lists of the language packs as sets, for what is asked at every clause."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from timeline.languages.loader import load_table

Words = Mapping[str, frozenset[str]]


@cache
def roles(language: str) -> Words:
    """Prepositions, articles and nouns that tell who has which part."""
    return _sets(load_table(language, "clauses")["roles"])


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
