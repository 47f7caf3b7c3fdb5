"""Reports that a plan was postponed or called off, by the words of the language packs."""

from __future__ import annotations

from functools import cache
from typing import Literal

from timeline.languages.loader import load_table
from timeline.model import Evidence

Change = Literal["postponed", "called off"]

_SENSE = "call-off"
_KINDS: tuple[tuple[Change, str], ...] = (("postponed", "postponed"), ("called off", "called_off"))


def change_of(evidence: Evidence, language: str) -> Change | None:
    """What the act in the evidence does to a plan; None for acts that are none of that.

    To suspend one's participation, or to pull out, calls nothing off.
    """
    if f":{_SENSE}:" not in evidence.rule:
        return None
    lemma = evidence.rule.rpartition(":")[2]
    for kind, name in _KINDS:
        if lemma in _listed(language, f"{name}_rules"):
            return kind
    return told_change(evidence.text, language)


def told_change(text: str, language: str) -> Change | None:
    """What the words of a sentence say became of a plan."""
    spaced = f" {' '.join(text.lower().replace(',', ' ').replace('.', ' ').split())} "
    for kind, name in _KINDS:
        if any(f" {words} " in spaced for words in _listed(language, f"{name}_words")):
            return kind
    return None


def is_decision(evidence: Evidence, language: str) -> bool:
    """Whether the act is to decide or to vote, of which the sentence may not say how."""
    return evidence.rule.rpartition(":")[2] in _listed(language, "decision_rules")


def new_date_words(language: str) -> frozenset[str]:
    """Words before the date that something is put off to."""
    return _listed(language, "to")


@cache
def _listed(language: str, name: str) -> frozenset[str]:
    return frozenset(load_table(language, "outcomes").get(name, ()))
