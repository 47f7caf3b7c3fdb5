"""Alternations of words."""

from __future__ import annotations

import re

from timeline.languages.patterns import either


def test_the_longest_word_wins_and_signs_mean_themselves() -> None:
    pattern = re.compile(either(["Jan", "January", "Jan.", "a|b"]))
    assert pattern.findall("January Jan. Jan a|b a b") == ["January", "Jan.", "Jan", "a|b"]


def test_no_words_match_nothing() -> None:
    assert re.search(either([]), "text or no text") is None
