"""Key dates: days that articles come back to, told in sentences that several of them share."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from timeline.cli import cli
from timeline.corpus import KeyDate, summarize
from timeline.corpus.dated import Dated, Said, words_of
from timeline.corpus.day_salience import day_salience

START = date(2021, 3, 1)
STORM = "Heavy storms flooded the harbour of Lutz and cut the rail line to the northern valleys"
FERRY = "The ferry company of Lutz opened a new terminal beside the old customs house downtown"


def said(text: str, *days: date, calendar: bool = False) -> Said:
    return Said(text, words_of(text), dict.fromkeys(days, calendar))


def article(number: int, published: date, *sentences: Said) -> Dated:
    return Dated(f"a{number}", published, sentences)


def corpus() -> list[Dated]:
    """A storm that later articles come back to, a terminal that only its own day tells of."""
    storm, terminal = START, START + timedelta(days=10)
    reports = [article(n, storm, said(STORM, storm)) for n in range(3)]
    later = [
        article(n, storm + timedelta(20 + n), said(f"{STORM} {n} weeks ago", storm, calendar=True))
        for n in range(3, 7)
    ]  # fmt: skip
    small = [article(n, terminal, said(FERRY, terminal)) for n in range(7, 10)]
    return [*reports, *small, *later]


def test_the_day_that_articles_come_back_to_is_first() -> None:
    found = summarize(corpus())
    assert found[0].day == START
    assert "storms" in found[0].sentences[0]
    assert set(found[0].articles) <= {item.id for item in corpus()}


def test_no_sentence_twice() -> None:
    for item in summarize(corpus()):
        assert len(set(item.sentences)) == len(item.sentences)


def test_the_query_moves_its_subject_up() -> None:
    ranks = [
        [item.day for item in summarize(corpus(), query=query)].index(START + timedelta(days=10))
        for query in ("", "ferry terminal")
    ]
    assert ranks[1] <= ranks[0]
    scores = {
        query: {item.day: item.score for item in summarize(corpus(), query=query)}
        for query in ("", "ferry terminal")
    }
    assert scores["ferry terminal"][START] < scores[""][START]


@given(st.integers(0, 12), st.integers(2, 30))
def test_another_article_that_looks_back_never_makes_a_day_matter_less(
    extra: int, lag: int
) -> None:
    def salience(number: int) -> float:
        base = corpus()
        more = [
            article(100 + n, START + timedelta(days=lag), said(STORM, START)) for n in range(number)
        ]
        return day_salience([*base, *more])[START]

    assert salience(extra + 1) >= salience(extra)


@given(st.lists(st.integers(-3, 40), max_size=8), st.integers(1, 5))
def test_at_most_so_many_dates_best_first(days: list[int], most: int) -> None:
    articles = [
        article(n, START + timedelta(days=40), said(STORM, START + timedelta(days=day)))
        for n, day in enumerate(days)
    ]
    found = summarize(articles, max_dates=most)
    assert len(found) <= most
    assert [item.score for item in found] == sorted((i.score for i in found), reverse=True)


def test_nothing_comes_of_nothing() -> None:
    assert summarize([]) == ()


def test_days_at_the_ends_of_the_calendar() -> None:
    ends = [article(1, date.min, said(STORM, date.min)), article(2, date.max, said(STORM))]
    assert all(isinstance(item, KeyDate) for item in summarize(ends))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        {"id": f"s{n}", "published": day, "language": "en", "text": text}
        for n, (day, text) in enumerate(
            [
                ("2021-03-02", f"{STORM} on Monday. Crews worked through the night."),
                ("2021-03-20", f"{STORM} on March 1. Repairs will take a year."),
                ("2021-04-02", f"{STORM} on March 1. The mayor has thanked the crews."),
            ]
        )
    ]
    path = tmp_path / "wire.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_command_prints_json_for_programs_and_lines_for_readers(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["summarize", "--json", "--query", "storms", str(folder)])
    assert done.exit_code == 0
    events = json.loads(done.stdout)["events"]
    assert events[0]["date"] == "2021-03-01"
    assert set(events[0]) >= {"date", "text", "score"}
    done = CliRunner().invoke(cli, ["summarize", "--max-dates", "1", str(folder)])
    assert done.stdout.startswith("2021-03-01  Heavy storms")
    assert len(done.stdout.splitlines()) == 1
