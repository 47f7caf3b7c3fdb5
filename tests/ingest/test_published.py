"""Publication dates: what states one in full, and what must stay unknown."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import clean, ingest
from timeline.ingest.published import parse_date
from timeline.model import Dateline, Document, Layout

CASES = tomllib.loads(Path(__file__).with_name("date_cases.toml").read_text(encoding="utf-8"))
DATES = [
    (text, group.get("language"), group.get("is"))
    for group in CASES["dates"]
    for text in group["texts"]
]


@pytest.mark.parametrize(("text", "language", "expected"), DATES)
def test_date(text: str, language: str | None, expected: str | None) -> None:
    found = parse_date(text, language)
    assert (None if found is None else found.isoformat()) == expected


@given(st.dates(date(1600, 1, 1), date(2200, 12, 31)))
def test_every_iso_date_is_read_as_itself(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.isoformat()}T23:59:59Z") == day


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = parse_date(text)
    assert found is None or type(found) is date


def test_iso_dates_need_no_slow_import() -> None:
    code = (
        "import sys\nfrom timeline.ingest.published import parse_date\n"
        "parse_date('2022-02-22'), parse_date('2022-02-22T10:00:00Z'), parse_date('Monday')\n"
        "print('dateparser' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def dated(text: str | None, document: Document) -> Document:
    layout = Layout((), (), (Dateline(0, 10, "Genf", date_text=text),))
    return ingest.date_from_dateline(document, layout)


def test_a_full_dateline_dates_an_article_that_nothing_else_dates() -> None:
    found = dated("3. März 2021", Document("a", "text", "de"))
    assert (found.published, found.published_from) == (date(2021, 3, 3), "dateline")


@pytest.mark.parametrize("text", [None, "3. März", "March 3", "Montag"])
def test_a_dateline_without_a_year_dates_nothing(text: str | None) -> None:
    document = Document("a", "text", "de")
    assert dated(text, document) == document


@pytest.mark.parametrize("origin", ["argument", "header", "metadata", "url"])
def test_whoever_states_the_date_goes_before_the_dateline(origin: str) -> None:
    document = Document("a", "text", "de", date(2020, 1, 1), origin)  # type: ignore[arg-type]
    assert dated("3. März 2021", document) == document


def test_the_dateline_is_taken_from_the_text() -> None:
    document = Document("a", "GENEVA, March 3, 2021 (Ostpress) - The envoys met again.\n", "en")
    found = ingest.date_from_dateline(document, clean.lay_out(document))
    assert found.published == date(2021, 3, 3)


def test_undated_articles_are_named_with_the_remedy() -> None:
    documents = [
        Document("a", "text", published=date(2020, 1, 1)),
        Document("b", "text", path="folder/b.txt"),
        Document("c", "text"),
        Document("folder/d", "text", path="folder/d.txt"),
        Document("e-7", "text", path="many.jsonl"),
    ]
    problems = ingest.undated(documents)
    assert [problem.where for problem in problems] == [
        "folder/b.txt",
        "c",
        "folder/d.txt",
        "many.jsonl, article e-7",
    ]
    for problem in problems:
        assert problem.severity == "warning"
        assert "unresolved" in problem.message
        assert "published:" in problem.remedy
        assert "--published" in problem.remedy
