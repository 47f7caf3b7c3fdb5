"""Words compared across languages."""

from __future__ import annotations

import pytest

from timeline.corpus.concepts import content, skeleton


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Konvoi", "convoy"),
        ("Sanktionen", "sanctions"),
        ("Parlament", "parliament"),
        ("Tanker", "tanker"),
        ("Diplomaten", "diplomats"),
    ],
)
def test_words_that_are_spelt_alike(one: str, two: str) -> None:
    assert skeleton(one) == skeleton(two) is not None


@pytest.mark.parametrize(
    ("one", "two"), [("Gipfel", "summit"), ("Hafen", "haven't"), ("Gao", "Go")]
)
def test_words_that_are_not(one: str, two: str) -> None:
    assert skeleton(one) != skeleton(two)


@pytest.mark.parametrize(
    ("german", "english", "sense"),
    [
        (
            "Rebellen griffen den Konvoi an und beschossen ihn.",
            "Rebels shelled the convoy.",
            "shell",
        ),
        ("ein Gipfeltreffen und ein Gipfel", "a summit of the leaders", "meet"),
    ],
)
def test_senses_bridge_the_languages(german: str, english: str, sense: str) -> None:
    assert sense in content(german, "de")[2] & content(english, "en")[2]
