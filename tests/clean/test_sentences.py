"""Sentence boundaries: cases as data, offsets as properties."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.clean import lay_out, sentences
from timeline.model import Document

CASES = tomllib.loads((Path(__file__).parent / "sentence_cases.toml").read_text(encoding="utf-8"))

# Marks, gaps, openers, digits and words of both languages: where splitters go wrong.
MARKS = [". ", ".", "! ", "? ", "… ", "“ ", "„", '"', ") ", "(", ":", " – ", "\ufeff", "\0", "😀"]
GAPS = ["\n", "\n\n", " ", "\t", "\u00a0", "\u2028", "\r\n", "\f"]
NUMBERS = ["3", "28", "2022", "II", "z", "B", "Dr", "U.S", "usw", "Uhr"]
WORDS = [
    "Der ",
    "Rat",
    "tagte ",
    "+++",
    "Anzeige",
    "Moskau",
    "(dpa)",
    "Foto: ",
    "Mehr",
    "Cookies ",
    "Sie ",
]
PIECES = st.sampled_from([*MARKS, *GAPS, *NUMBERS, *WORDS])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))
LANGUAGES = st.sampled_from(["de", "en", "fr", None])


@pytest.mark.parametrize("case", CASES["case"], ids=[case["name"] for case in CASES["case"]])
def test_case(case: dict[str, Any]) -> None:
    text = " ".join(case["sentences"])
    found = sentences.split(text, 0, len(text), case["language"])
    assert [text[start:end] for start, end in found] == case["sentences"]


@given(TEXTS, LANGUAGES)
def test_raw_leaves_nothing_out(text: str, language: str | None) -> None:
    layout = lay_out(Document(id="x", text=text, language=language), raw=True)
    spans = [(item.start, item.end) for item in layout.sentences]
    assert_in_order(spans, text)
    covered = {offset for start, end in spans for offset in range(start, end)}
    for offset, char in enumerate(text):
        assert offset in covered or char.isspace() or char in "\ufeff\u200b"
    for start, end in spans:
        assert "\n" not in text[start:end]
    assert (layout.dropped, layout.datelines) == ((), ())


@given(TEXTS, LANGUAGES)
def test_every_word_is_kept_or_listed_as_dropped(text: str, language: str | None) -> None:
    layout = lay_out(Document(id="x", text=text, language=language))
    kept = [(item.start, item.end) for item in layout.sentences]
    dropped = [(item.start, item.end) for item in layout.dropped]
    assert_in_order(kept, text)
    assert_in_order(dropped, text)
    assert_in_order(sorted(kept + dropped), text)
    covered = {offset for start, end in kept + dropped for offset in range(start, end)}
    for offset, char in enumerate(text):
        assert offset in covered or char.isspace() or char in "\ufeff\u200b"
    assert all(item.reason for item in layout.dropped)
    paragraphs = [item.paragraph for item in layout.sentences]
    assert paragraphs == sorted(paragraphs)


def test_no_sentence_in_nothing() -> None:
    assert sentences.split("", 0, 0, "de") == []
    assert lay_out(Document(id="x", text=" \n\t\n")).sentences == ()


def test_only_the_asked_stretch_is_split() -> None:
    text = "Er kam. Sie ging. Es blieb."
    assert sentences.split(text, 8, 17, "de") == [(8, 17)]


def assert_in_order(spans: list[tuple[int, int]], text: str) -> None:
    """Sorted, disjoint, inside the text, not empty, without blanks at the ends."""
    end_before = 0
    for start, end in spans:
        assert end_before <= start < end <= len(text)
        end_before = end
