"""What expressions mean in their text: the tables in tests/cases."""

from __future__ import annotations

import itertools
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.interval import to_edtf
from timeline.model import Document, Layout, Sentence, Timex
from timeline.times import tag

CASES = Path(__file__).parents[1] / "cases"
SENTENCE_END = re.compile(r"(?<=[a-zäöüß0-9]{3}\.) (?=[A-ZÄÖÜ0-9])")


def cases() -> list[tuple[str, dict[str, Any]]]:
    return [
        (path.parent.name, case)
        for path in sorted(CASES.glob("*/times*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def tagged(text: str, language: str, published: str | None) -> tuple[Timex, ...]:
    day = None if published is None else date.fromisoformat(published)
    bounds = [0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
    sentences = tuple(Sentence(a, b, 0) for a, b in itertools.pairwise(bounds) if a < b)
    return tag(Document("d", text, language, day), Layout(sentences))


@pytest.mark.parametrize(
    ("language", "case"),
    cases(),
    ids=lambda value: value.get("about", value["text"]) if isinstance(value, dict) else value,
)
def test_case(language: str, case: dict[str, Any]) -> None:
    found = tagged(case["text"], language, case.get("published"))
    assert {timex.text: timex.value for timex in found} == case["found"]


def test_an_open_expression_says_why() -> None:
    (monday,) = tagged("Am Montag kam er.", "de", None)
    assert monday.interval is None
    assert monday.edtf is None
    assert "publication date is not known" in monday.why


def test_the_reason_names_words_anchor_verb_and_result() -> None:
    (monday,) = tagged("Am Montag kam er.", "de", "2022-02-22")
    for part in ("“Montag”", "publication date 2022-02-22", "“kam”", "past", "2022-02-21"):
        assert part in monday.why
    assert (monday.said, monday.basis) == ("XXXX-WXX-1", "relative")
    assert monday.why.count(".") == 1


def test_the_ends_of_a_range_know_each_other() -> None:
    first, second = tagged("Er blieb von 1991 bis 1995 dort.", "de", "2022-02-22")
    assert (first.begin, first.end_point) == (second.begin, second.end_point)
    assert (first.begin, first.end_point) == (first.start, second.start)


def test_a_range_may_be_open() -> None:
    (since,) = tagged("Sie lebt seit 2014 dort.", "de", "2022-02-22")
    assert (since.begin, since.end_point) == (since.start, None)
    (until,) = tagged("Er bleibt bis zum 3. März dort.", "de", "2022-02-22")
    assert (until.begin, until.end_point) == (None, until.start)
    (plain,) = tagged("Er kam am 3. März 2021 an.", "de", "2022-02-22")
    assert (plain.begin, plain.end_point) == (None, None)


def test_nothing_outside_the_sentences_is_tagged() -> None:
    text = "Gestern war es kalt. Heute auch."
    found = tag(Document("d", text, "de", date(2022, 2, 22)), Layout((Sentence(21, 32, 0),)))
    assert [timex.text for timex in found] == ["Heute"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "pl",
            "Umowę podpisano 15 stycznia 2020 roku. W poniedziałek wrócił. Trwało to 20 dni.",
            {"15 stycznia 2020": "2020-01-15"},
        ),
        (
            "pt",
            "A ponte abriu a 1 de abril de 2019. Na segunda-feira choveu, há 3 anos também.",
            {"1 de abril de 2019": "2019-04-01"},
        ),
        (
            "uk",
            "Завод відкрили 5 травня 2019 року. У понеділок він стояв. Їх було 2019.",
            {"5 травня 2019": "2019-05-05"},
        ),
    ],
)
def test_a_language_without_a_pack_has_absolute_dates_only(
    language: str, text: str, found: dict[str, str]
) -> None:
    timexes = tagged(text, language, "2022-02-22")
    assert {timex.text: timex.value for timex in timexes} == found
    assert {timex.rule for timex in timexes} == {"dateparser"}
    assert all(f"no language pack for '{language}'" in timex.why for timex in timexes)


def test_an_unknown_language_has_no_times() -> None:
    assert tagged("2 December 2021", "xx", None) == ()


PIECES = st.sampled_from(
    [
        "am",
        "Montag",
        "3.",
        "Mai",
        "2014",
        "bis",
        "vor",
        "zwei",
        "Jahren",
        ",",
        ".",
        "-",
        "/",
        "Uhr",
        "20.30",
        "31",
        "12",
        "0",
        "9999",
        "24.12.",
        "heute",
        "Ende",
        "der",
        "letzten",
        "Woche",
        "Jahres",
        "im",
        "Sommer",
        "jeden",
        "Nacht",
        "auf",
        "den",
        "Jahrhundert",
        "30.02.2020",
        "er",
        "’",
        "'",
        "€",
    ]
)


@settings(deadline=None)  # the first example of a language loads its pack
@given(st.lists(PIECES, max_size=30), st.sampled_from(["de", "en", "fr", "es", "it"]), st.dates())
def test_whatever_stands_there_offsets_and_values_are_sound(
    pieces: list[str], language: str, published: date
) -> None:
    text = " ".join(pieces)
    found = tagged(text, language, published.isoformat())
    assert all(text[timex.start : timex.end] == timex.text for timex in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for timex in found:
        assert timex.value
        assert (timex.edtf is None) == (timex.interval is None)
        if timex.interval is not None:
            assert timex.edtf == to_edtf(timex.interval)


def test_a_length_ahead_is_a_time_only_where_the_clause_looks_ahead() -> None:
    (ahead,) = tagged("The vote will be held in two weeks.", "en", "2022-02-22")
    (behind,) = tagged("They built it in two weeks.", "en", "2022-02-22")
    assert (ahead.value, ahead.interval and ahead.edtf) == ("P2W", "2022-03-07/2022-03-13")
    assert (behind.value, behind.interval) == ("P2W", None)


def test_between_two_days_of_a_month_is_a_range() -> None:
    first, second = tagged("Zwischen dem 10. und 20. Februar wurde geübt.", "de", "2022-02-22")
    assert (first.begin, first.end_point) == (first.start, second.start)
    assert (second.begin, second.end_point) == (first.start, second.start)


def test_between_two_weekdays_is_a_range_and_a_list_of_two_is_none() -> None:
    first, second = tagged("Between Monday and Wednesday nothing moved.", "en", "2022-02-22")
    assert (first.begin, second.end_point) == (first.start, second.start)
    first, second = tagged("Nothing moved on Monday and Tuesday.", "en", "2022-02-22")
    assert (first.begin, second.end_point) == (None, None)
