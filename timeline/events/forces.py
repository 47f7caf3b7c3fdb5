"""Troops, armies and their kind: whose they are, and when they are only means."""

from __future__ import annotations

from functools import cache

from timeline.languages.inflect import noun_forms
from timeline.languages.loader import load_table
from timeline.model import Mention


def is_force(mention: Mention, language: str, *, named: bool = True) -> bool:
    """Whether the words name a state's forces, `named`: with its adjective ("Georgian troops")."""
    words = mention.text.split()
    if mention.form != "description" or words[-1] not in _forces(language):
        return False
    return len(words) > 1 or not named


@cache
def _forces(language: str) -> frozenset[str]:
    listed = load_table(language, "groups")["forces"]
    return frozenset(form for noun in listed for form in noun_forms(language, noun))
