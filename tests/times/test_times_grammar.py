"""Ill-formed rules are refused with file and rule; well-formed ones match what they say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import LanguagePackError
from timeline.times.grammar import Grammar, compile_grammar
from timeline.times.lexicon import OTHER, UNKNOWN
from timeline.times.tokens import NUMBER_CLASSES, REPRESENTATIVES, TOKEN, number_classes

WORDS = {"month": {1: "Wintermond", 5: "Maimond"}, "unit": {"day": "tag/e"}}


def grammar_of(*rules: dict[str, Any], **sections: Any) -> Grammar:
    words = {name: {str(k): v for k, v in table.items()} for name, table in WORDS.items()}
    return compile_grammar("xx", {"timexes": {"words": words, "rule": list(rules), **sections}})


def rule(*templates: str, **more: Any) -> dict[str, Any]:
    return {"name": "test", "shape": "date", "templates": list(templates), **more}


def matched(grammar: Grammar, text: str) -> list[str]:
    words = TOKEN.findall(text)
    codes = "".join(map(grammar.lexicon.codes.__getitem__, words))
    return [
        " ".join(words[island.start() + match.begin : island.start() + match.end])
        for island in grammar.island.finditer(codes)
        for match in grammar.match(island[0])
    ]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (rule("{day}?"), "nothing at all"),
        (rule("({day}|)"), "nothing at all"),
        (rule("{day} ({month}"), "missing )"),
        (rule("{day} {month})"), "unmatched )"),
        (rule("[{day}] [{month}]"), "one pair of brackets"),
        (rule("{day} {nonsense}"), "nonsense"),
        (rule("{any} {month}"), "cannot begin with {any}"),
        (rule("? {month}"), "nothing before ?"),
        (rule("{day} {day}"), "ill-formed template"),
        (rule("{Day}"), "cannot read template"),
        ({"name": "test", "templates": ["{day}"]}, "'shape'"),
        ({"shape": "date", "templates": ["{day}"]}, "'name'"),
    ],
)
def test_an_ill_formed_rule_is_refused(broken: dict[str, Any], said: str) -> None:
    with pytest.raises(LanguagePackError) as caught:
        grammar_of(broken)
    assert said in str(caught.value)
    assert "languages/xx" in str(caught.value)


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(LanguagePackError, match="exists already"):
        grammar_of(rule("{day}"), rule("{month}"))


def test_a_word_with_two_values_is_refused() -> None:
    with pytest.raises(LanguagePackError, match="two values"):
        grammar_of(rule("{x}"), words={"x": {"1": "eins", "2": "eins"}})


def test_unknown_endings_are_refused() -> None:
    with pytest.raises(LanguagePackError, match="no endings named 'adj'"):
        grammar_of(rule("{x}"), words={"x": {"1": "klein+adj"}})


def test_context_is_matched_but_not_tagged() -> None:
    grammar = grammar_of(rule("vom [{day}] ."))
    assert matched(grammar, "vom 3. an") == ["3"]
    assert matched(grammar, "den 3. an") == []


def test_the_longest_alternative_wins_wherever_it_is_listed() -> None:
    grammar = grammar_of(rule("({:month}|{month} {year})"))
    assert matched(grammar, "im Maimond 1848 und im Wintermond") == ["Maimond 1848", "Wintermond"]


def test_a_veto_wins_over_a_rule_of_the_same_length() -> None:
    veto = {"name": "no", "shape": "none", "templates": ["{day} {unit}"]}
    grammar = grammar_of(rule("{day} {unit}"), veto)
    assert matched(grammar, "etwa 3 Tage lang") == []


def test_an_attribute_must_be_unknown_and_small() -> None:
    grammar = grammar_of(rule("{day} {any} {unit}"))
    assert matched(grammar, "etwa 3 schöne Tage") == ["3 schöne Tage"]
    assert matched(grammar, "etwa 3 Pariser Tage") == []


@given(st.from_regex(TOKEN, fullmatch=True))
def test_every_number_token_has_a_known_set_of_classes(token: str) -> None:
    if token[0] in "0123456789":
        found = number_classes(token)
        assert found <= NUMBER_CLASSES
        assert not found or found in {number_classes(known) for known in REPRESENTATIVES}


@given(st.text(max_size=200))
def test_tokens_cover_everything_but_white_space(text: str) -> None:
    spans = [match.span() for match in TOKEN.finditer(text)]
    left = "".join(c for i, c in enumerate(text) if not any(a <= i < b for a, b in spans))
    assert not left.strip()
    assert spans == sorted(spans)


def test_codes_of_rules_are_never_those_of_unknown_words() -> None:
    charsets = grammar_of(rule("{day} {month}")).lexicon.charsets
    assert all(UNKNOWN not in codes and OTHER not in codes for codes in charsets.values())
