from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from timeline.clean.boilerplate import reason
from timeline.clean.cues import fold, is_plain
from timeline.languages.loader import available, load_table

CASES = tomllib.loads(
    (Path(__file__).parent / "boilerplate_cases.toml").read_text(encoding="utf-8")
)["case"]


def why(text: str, language: str) -> str | None:
    headline = not text.strip().endswith((".", "!", "?"))
    return reason(text, language, headline=headline, below_title=True)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [(text, case["language"], case["reason"]) for case in CASES for text in case["texts"]],
)
def test_left_out(text: str, language: str, expected: str) -> None:
    assert why(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [(text, case["language"]) for case in CASES for text in case["counterexamples"]],
)
def test_kept(text: str, language: str) -> None:
    assert why(text, language) is None


def cue_words() -> list[str]:
    """Every phrase of the packs that the cues compare with, from any depth of their tables."""
    found: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, dict):
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            found.extend(value)

    sections = ("lines", "list_headings", "stock", "furniture", "captions", "agencies", "consent")
    for code in available("boilerplate"):
        for section in sections:
            collect(load_table(code, "boilerplate").get(section, {}))
    return found


# Alone they prove nothing: somebody has to be spoken to as well, or a subject named.
HALVES = {
    phrase
    for code in available("boilerplate")
    for key in ("address", "weak_subjects", "unless")
    for phrase in load_table(code, "boilerplate").get("consent", {}).get(key, ())
}


@pytest.mark.parametrize("language", ["de", "en", None])
def test_no_cue_is_plain(language: str | None) -> None:
    words = [phrase for phrase in cue_words() if phrase not in HALVES]
    assert len(words) > 500
    prefixes = {
        phrase
        for code in available("boilerplate")
        for key in ("prefixes", "credits")  # a colon or a full stop has to stand beside them
        for phrase in load_table(code, "boilerplate").get("captions", {}).get(key, ())
    }
    plain = [phrase for phrase in words if is_plain(phrase, fold(phrase), language)]
    assert not set(plain) - prefixes


def test_words_without_cues_are_plain() -> None:
    for text in ("Rain fell on the harbour", "abcde"):
        assert is_plain(text, fold(text), "en")
    for text in ("Rain: more", "rain  now", "24 dead", "Video", "By Ann Lee"):
        assert not is_plain(text, fold(text), "en")
