"""What a sentence counts, comparable across languages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.corpus.figures import compatible, figures

with (Path(__file__).parent / "figure_cases.toml").open("rb") as file:
    CASES: list[dict[str, Any]] = tomllib.load(file)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_figures(case: dict[str, Any]) -> None:
    found = figures(case["text"], case["language"])
    assert [f"{item.what} {item.said}" for item in found] == case["figures"]


@pytest.mark.parametrize(
    ("one", "two", "agree"),
    [
        ("rund 300 Soldaten", "280 soldiers", True),
        ("rund 300 Soldaten", "262 soldiers", False),
        ("mindestens 12 Soldaten", "14 soldiers", True),
        ("mindestens 12 Soldaten", "10 soldiers", False),
        ("bis zu 190.000 Soldaten", "about 150,000 soldiers", False),
        ("zwölf Soldaten", "12 soldiers", True),
        ("1.079 Soldaten", "1,079 soldiers", True),
        ("zwölf Soldaten", "12 ships", True),
    ],
)
def test_rough_figures_agree_with_what_they_leave_room_for(one: str, two: str, agree: bool) -> None:
    (ours,) = figures(one + " kamen", "de")
    (theirs,) = figures(two + " came", "en")
    assert compatible(ours, theirs) is agree
    assert compatible(theirs, ours) is agree


@given(st.text(max_size=200), st.sampled_from(["de", "en", "fr", None]))
def test_no_text_breaks_it(text: str, language: str | None) -> None:
    for figure in figures(text, language):
        assert figure.low <= figure.high


@given(st.integers(min_value=2, max_value=999_999))
def test_grouping_does_not_matter(number: int) -> None:
    plain, german, english = f"{number}", f"{number:,}".replace(",", "."), f"{number:,}"
    found = {figures(f"{text} Soldaten kamen", "de")[0].low for text in (plain, german)} | {
        figures(f"{english} soldiers came", "en")[0].low
    }
    assert found == {float(number)}
