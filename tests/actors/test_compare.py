"""Names: what is one name and what only looks so."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.actors import same_name
from timeline.actors.compare import slip

PAIRS = tomllib.loads((Path(__file__).parent / "name_pairs.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("one", "two"), PAIRS["same"])
def test_spellings_of_one_name(one: str, two: str) -> None:
    assert same_name(one, two)


@pytest.mark.parametrize(("one", "two"), PAIRS["different"])
def test_names_that_only_look_alike(one: str, two: str) -> None:
    assert not same_name(one, two)


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_order_does_not_matter_and_nothing_crashes(one: str, two: str) -> None:
    assert same_name(one, two) == same_name(two, one)


@given(st.text(alphabet="абвгдїєالعربית中文한국", min_size=1, max_size=12))
def test_other_scripts_equal_themselves(name: str) -> None:
    assert same_name(name, name)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("donezk", "donzek", True),
        ("misrata", "misratta", True),
        ("kiel", "keil", False),  # too short to tell
        ("hansen", "jansen", False),  # the first letter tells names apart
        ("lindberg", "lindgren", False),
    ],
)
def test_typing_slips(one: str, two: str, expected: bool) -> None:
    assert slip(one, two) is expected
