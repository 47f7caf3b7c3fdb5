"""What reports of one event disagree on, and what only looks like a disagreement."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from timeline import pipeline
from timeline.corpus import merge
from timeline.interval import day
from timeline.model import Document, Event, Evidence, Layout, Reading, Role

TEXT = "Norwegian jets struck a Chilean harbour, and 12 people were killed there."


def told(name: str, text: str = TEXT, *, when: int = 11, **more: Any) -> Event:
    """A report that Norway struck Chile on that day of March 2031."""
    return Event(
        id=name,
        title=text,
        type="ASSAULT",
        status="happened",
        roles=(
            Role("state:NOR", "actor", "Norwegian"),
            Role("state:CHL", "recipient", "Chilean"),
        ),
        evidence=(Evidence(name, 0, len(text), text, rule="en:attack:strike"),),
        basis="relative",
        interval=day(date(2031, 3, when)),
        edtf=f"2031-03-{when}",
        language="en",
        time_expression=more.pop("said", f"{when} March"),
        **more,
    )


def disagreements(*reports: tuple[Event, int]) -> list[str]:
    """Conflicts of the one event that the reports, each with its day of printing, become."""
    events = [event for event, _ in reports]
    readings = [
        Reading(
            Document(
                event.id,
                event.evidence[0].text,
                language="en",
                source=event.id,
                published=date(2031, 3, printed),
            ),
            Layout(()),
        )
        for event, printed in reports
    ]
    (found,) = merge(events, readings)
    return [str(item) for item in found.conflicts]


def test_another_count_is_a_conflict() -> None:
    other = told("b", TEXT.replace("12", "19"))
    assert disagreements((told("a"), 12), (other, 12)) == ["number of killed: 12 (a) / 19 (b)"]


def test_a_higher_count_days_later_is_none() -> None:
    assert not disagreements((told("a"), 12), (told("b", TEXT.replace("12", "19")), 20))


def test_a_lower_count_days_later_is_a_conflict() -> None:
    assert disagreements((told("a", TEXT.replace("12", "19")), 12), (told("b"), 20))


@pytest.mark.parametrize("words", ["so far", "since the start of the raid"])
def test_a_running_count_is_none(words: str) -> None:
    other = told("b", TEXT.replace("12 people were killed", f"19 people were killed {words}"))
    assert not disagreements((told("a"), 12), (other, 12))


def test_parts_of_a_sum_are_none() -> None:
    text = "Norwegian jets struck a Chilean port; 5 people were killed, 7 people were killed later."
    parts = told("b", text)
    assert not disagreements((told("a"), 12), (parts, 12))


def test_another_day_is_a_conflict() -> None:
    assert disagreements((told("a"), 13), (told("b", when=12), 13))


def test_one_text_printed_on_another_day_is_none() -> None:
    assert not disagreements((told("a"), 11), (told("b", when=12), 12))
    monday = [told("a", said="Monday"), told("b", when=12, said="Monday")]
    assert not disagreements((monday[0], 14), (monday[1], 14))


def test_a_rough_day_is_none() -> None:
    rough = replace(told("b", when=12), edtf="2031-03-12~")
    assert not disagreements((told("a"), 13), (rough, 13))


@pytest.mark.parametrize(
    ("kind", "events"), [("ASSAULT", 1), ("ACCUSE", 2), ("REQUEST", 2), ("SUPPORT", 2)]
)
def test_what_another_says_is_another_event(kind: str, events: int) -> None:
    one = replace(told("a"), type=kind)
    other = (Role("state:PER", "actor", "Peruvian"), one.roles[1])
    reports = [one, replace(told("b"), type=kind, roles=other)]
    readings = [
        Reading(Document(r.id, TEXT, source=r.id, published=date(2031, 3, 12)), Layout(()))
        for r in reports
    ]
    found = merge(reports, readings)
    assert len(found) == events
    assert [str(c) for event in found for c in event.conflicts] == [
        "actor: Norwegian (a) / Peruvian (b)"
    ] * (events == 1)


@pytest.mark.parametrize(
    ("text", "when", "events"),
    [
        ("12 people were killed in the shelling of the town.", 11, 1),
        ("90 people were killed in a raid.", 11, 2),
        ("12 people were killed in a raid.", 12, 2),
    ],
    ids=["the same", "another count", "another day"],
)
def test_where_nobody_is_named_count_and_day_decide(text: str, when: int, events: int) -> None:
    one = told("a", "12 people were killed in the shelling of the town, a doctor said.")
    reports = [replace(one, roles=()), replace(told("b", text, when=when), roles=())]
    readings = [
        Reading(
            Document(r.id, r.title, language="en", source=r.id, published=date(2031, 3, 12)),
            Layout(()),
        )
        for r in reports
    ]
    assert len(merge(reports, readings)) == events


with (Path(__file__).parent / "disagreement_cases.toml").open("rb") as file:
    CASES: list[dict[str, Any]] = tomllib.load(file)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_articles_disagree_on(case: dict[str, Any]) -> None:
    documents = [
        Document(
            str(number),
            text,
            language,
            date.fromisoformat(day),
            "header",
            source=f"Outlet {number}",
        )
        for number, (day, language, text) in enumerate(case["articles"])
    ]
    built = pipeline.build_from(documents, problems=[])
    assert any(event.sources == len(documents) for event in built.events), "not one event"
    assert [str(item) for event in built.events for item in event.conflicts] == case["conflicts"]
