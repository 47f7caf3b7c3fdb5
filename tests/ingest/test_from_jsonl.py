"""JSON Lines: one article per line, and what is wrong with the others."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.ingest.formats import format_of
from timeline.ingest.from_jsonl import read_jsonl
from timeline.ingest.source import Article
from timeline.model import Problem

GOOD = '{"id": "a", "text": "The envoys met."}'


def rows(content: str) -> list[Article | Problem]:
    return list(read_jsonl(content.encode("utf-8", "surrogatepass"), "x.jsonl"))


def test_all_fields() -> None:
    row = {
        "id": 7,
        "text": "Der Gesandte kam.\n\nEr blieb.",
        "published": "22. Februar 2022",
        "language": "de",
        "title": "Ankunft",
        "source": "Kurier",
        "url": "https://kurier.example/7",
        "author": "A. Beispiel",
        "other": [1],
    }
    (article,) = rows(json.dumps(row) + "\n")
    assert article == Article(
        text="Der Gesandte kam.\n\nEr blieb.",
        id="7",
        language="de",
        published=date(2022, 2, 22),
        published_from="header",
        title="Ankunft",
        source="Kurier",
        url="https://kurier.example/7",
        author="A. Beispiel",
    )


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("not json", "not valid JSON"),
        ('{"text": "cut', "not valid JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("[1]", "no JSON object"),
        ("null", "no JSON object"),
        ("{}", "no text"),
        ('{"text": "  "}', "no text"),
        ('{"text": 5}', "no text"),
        ('{"text": "Fine.", "published": "2022-02-30"}', "2022-02-30"),
        ('{"text": "Fine.", "published": 1645540200}', "1645540200"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_read(line: str, word: str) -> None:
    found = rows(f"{GOOD}\n\n{line}\n{GOOD}\n")
    assert [type(row).__name__ for row in found] == ["Article", "Problem", "Article"]
    problem = found[1]
    assert isinstance(problem, Problem)
    assert problem.where == "x.jsonl, line 3"
    assert word in problem.message
    assert problem.remedy


@pytest.mark.parametrize(
    "content",
    [
        f"[{GOOD}, {GOOD}]",
        json.dumps([json.loads(GOOD)] * 2, indent=2),
        f"{GOOD}\r\n{GOOD}\r\n",
        f"\ufeff{GOOD}\n{GOOD}",
    ],
)
def test_lists_and_lines_give_the_same(content: str) -> None:
    assert [row.text for row in rows(content) if isinstance(row, Article)] == [
        "The envoys met."
    ] * 2


def test_one_object_over_several_lines() -> None:
    (article,) = rows(json.dumps(json.loads(GOOD), indent=4))
    assert isinstance(article, Article)


def test_lone_surrogates_are_kept() -> None:
    (article,) = rows('{"text": "\\ud800 met \\u0000."}')
    assert isinstance(article, Article)
    assert article.text == "\ud800 met \0."


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (GOOD.encode(), True),
        (b"\xef\xbb\xbf\n " + GOOD.encode(), True),
        (b"[{}]", True),
        (b'{ "a": 1}', True),
        (b"{draft} The envoys met.", False),
        (b"[Update] The envoys met.", False),
        (b"The envoys met.", False),
        (b"", False),
    ],
)
def test_json_is_known_by_content(content: bytes, expected: bool) -> None:
    assert (format_of("", content).name == "jsonl") is expected


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_texts_come_back_as_they_were(texts: list[str]) -> None:
    content = "\n".join(json.dumps({"text": text}) for text in texts)
    assert [row.text for row in rows(content) if isinstance(row, Article)] == texts
