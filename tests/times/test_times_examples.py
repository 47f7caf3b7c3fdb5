"""Every rule's examples and counterexamples, run as they stand in the language packs.

An example marks its expressions with brackets and gives their values after " = ", in order. The
publication date is Tuesday, 22 February 2022.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from timeline.languages.loader import available
from timeline.model import Document, Layout, Sentence, Timex
from timeline.times import tag
from timeline.times.grammar import VETO, Rule, grammar
from timeline.times.resolve import SHAPES

PUBLISHED = date(2022, 2, 22)
LANGUAGES = [code for code in available() if grammar(code).rules]


def tagged(text: str, language: str) -> tuple[Timex, ...]:
    document = Document(id="d", text=text, language=language, published=PUBLISHED)
    return tag(document, Layout((Sentence(0, len(text), 0),)))


def examples() -> list[tuple[str, Rule, str]]:
    return [
        (code, rule, line)
        for code in LANGUAGES
        for rule in grammar(code).rules
        for line in rule.examples
    ]


def counterexamples() -> list[tuple[str, Rule, str]]:
    return [
        (code, rule, line)
        for code in LANGUAGES
        for rule in grammar(code).rules
        for line in rule.counterexamples
    ]


def name(value: object) -> str:
    return value.name if isinstance(value, Rule) else str(value)


@pytest.mark.parametrize(("code", "rule", "line"), examples(), ids=name)
def test_example(code: str, rule: Rule, line: str) -> None:
    marked, _, values = line.rpartition(" = ")
    expected = re.findall(r"\[([^\]]*)\]", marked)
    text = marked.replace("[", "").replace("]", "")
    found = tagged(text, code)
    assert [timex.text for timex in found] == expected
    assert [timex.value for timex in found] == values.split()
    assert rule.name in {timex.rule for timex in found}


@pytest.mark.parametrize(("code", "rule", "line"), counterexamples(), ids=name)
def test_counterexample(code: str, rule: Rule, line: str) -> None:
    found = tagged(line, code)
    if rule.shape == VETO:  # what it forbids must not come back under another name
        assert found == ()
    assert rule.name not in {timex.rule for timex in found}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_rule_has_a_known_shape_an_example_and_a_counterexample(code: str) -> None:
    for rule in grammar(code).rules:
        assert rule.shape in {*SHAPES, VETO}, rule.name
        assert rule.examples or rule.shape == VETO, f"{code}: {rule.name} has no example"
        assert rule.counterexamples, f"{code}: {rule.name} has no counterexample"
