import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.languages.words import tokens, words

CASES = tomllib.loads(Path(__file__).with_name("words_cases.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["text"][:30])
def test_words_are_cut_like_the_corpora(case):
    assert words(case["text"], language=case["language"]) == case["tokens"].split(" ")


@given(st.text(max_size=200), st.sampled_from(["de", "en", "fr"]))
def test_every_visible_character_lies_in_exactly_one_token(text, language):
    spans = tokens(text, language=language)
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert covered == "".join(text.split())


def test_offsets_of_a_part_count_in_the_whole_text():
    text = "Erstens. Am 5. Mai kam Rom."
    assert [text[a:b] for a, b in tokens(text, 9, 18)] == ["Am", "5.", "Mai"]
    assert tokens(text, 9, 18)[0] == (9, 11)


def test_the_end_of_the_range_ends_the_sentence():
    text = "Es waren 28. Februar folgte."
    assert [text[a:b] for a, b in tokens(text, 0, 12)] == ["Es", "waren", "28", "."]
