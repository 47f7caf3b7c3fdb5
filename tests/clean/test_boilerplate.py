from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from timeline.clean.boilerplate import reason

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
