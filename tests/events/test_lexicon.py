"""Every entry of the trigger lexicons brings its own examples and counterexamples."""

from __future__ import annotations

import pytest

from timeline.events.clauses import split
from timeline.events.lexicon import Entry, lexicon
from timeline.events.tokens import read
from timeline.events.triggers import find
from timeline.languages.inflect import noun_forms, verb_forms

ENTRIES = [(language, entry) for language in ("de", "en") for entry in lexicon(language).entries]


def chosen(text: str, language: str) -> set[str]:
    """Ids of the entries that win in one of the clauses."""
    found = set()
    for clause in split(read(text, 0, len(text), language), language):
        hits = [hit for hit in find(clause, lexicon(language)) if hit.score >= 1.5]
        found.update(hit.entry.id for hit in hits[:1])
    return found


@pytest.mark.parametrize(
    ("language", "entry", "text"),
    [
        pytest.param(language, entry, text, id=f"{language}-{entry.id}-{number}")
        for language, entry in ENTRIES
        for number, text in enumerate(entry.examples)
    ],
)
def test_example_is_found(language: str, entry: Entry, text: str) -> None:
    assert entry.id in chosen(text, language)


@pytest.mark.parametrize(
    ("language", "entry", "text"),
    [
        pytest.param(language, entry, text, id=f"{language}-{entry.id}-{number}")
        for language, entry in ENTRIES
        for number, text in enumerate(entry.counterexamples)
    ],
)
def test_counterexample_is_not(language: str, entry: Entry, text: str) -> None:
    assert entry.id not in chosen(text, language)


def test_ids_are_unique() -> None:
    for language in ("de", "en"):
        ids = [entry.id for entry in lexicon(language).entries]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("language", "lemma", "forms"),
    [
        ("de", "an|greifen", {"angreifen", "greift", "griff", "angegriffen", "anzugreifen"}),
        ("de", "verurteilen", {"verurteilt", "verurteilte", "verurteilten"}),
        ("de", "beschießen", {"beschießt", "beschoss", "beschossen"}),
        ("de", "an|ordnen", {"ordnete", "angeordnet", "anzuordnen"}),
        ("de", "ratifizieren", {"ratifiziert", "ratifizierte"}),
        ("de", "verhängen", {"verhängt", "verhängte"}),
        ("en", "ban", {"bans", "banned", "banning"}),
        ("en", "deny", {"denies", "denied", "denying"}),
        ("en", "shell", {"shells", "shelled", "shelling"}),
        ("en", "withdraw", {"withdraws", "withdrew", "withdrawn", "withdrawing"}),
        ("en", "visit", {"visits", "visited", "visiting"}),
    ],
)
def test_verb_forms(language: str, lemma: str, forms: set[str]) -> None:
    assert forms <= {form.text for form in verb_forms(language, lemma)}


def test_separated_forms_name_their_particle() -> None:
    separated = {
        form.text: form.particle for form in verb_forms("de", "ab|lehnen") if form.particle
    }
    assert separated["lehnte"] == "ab"
    assert "abgelehnt" not in separated


@pytest.mark.parametrize(
    ("language", "lemma", "form"),
    [
        ("de", "Angriff", "Angriffe"),
        ("de", "Drohung", "Drohungen"),
        ("en", "sanction", "sanctions"),
    ],
)
def test_noun_forms(language: str, lemma: str, form: str) -> None:
    assert form in noun_forms(language, lemma)
