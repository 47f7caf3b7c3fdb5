"""Plans and what became of them, from articles to links."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from timeline import pipeline
from timeline.corrections import Corrections, read_corrections
from timeline.ingest import with_language
from timeline.model import Document, Timeline

PLAN_EN = "Envoys of Chile and Peru are to meet in Lima on Thursday."
PLAN_DE = "Am Donnerstag wollen Unterhändler Chiles und Perus in Lima zusammenkommen."


def build(*articles: tuple[str, str, str], corrections: Corrections | None = None) -> Timeline:
    """A timeline of articles as (day, language, text), each from its own outlet."""
    documents = [
        with_language(
            Document(
                f"{number}",
                text,
                language,
                date.fromisoformat(day),
                "header",
                source=f"Outlet {number}",
            )
        )
        for number, (day, language, text) in enumerate(articles)
    ]
    return pipeline.build_from(documents, problems=[], corrections=corrections)


def chains(timeline: Timeline) -> set[tuple[str, str, str]]:
    """Links from plans, as (plan's day, kind, day of the outcome)."""
    days = {event.id: event.edtf or "" for event in timeline.events}
    return {
        (event.edtf or "", link.kind, days[link.event])
        for event in timeline.events
        for link in event.links
        if link.kind != "planned in"
    }


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        (  # a meeting that day, but of others
            [
                ("2031-03-10", "en", "President Macron will meet President Erdogan on Thursday."),
                ("2031-03-14", "en", "President Macron met President Putin on Thursday."),
            ],
            set(),
        ),
        (  # "this year" is no day that a delay could be about
            [
                ("2031-03-10", "en", "President Erdogan will step down this year."),
                ("2031-03-14", "en", "President Erdogan delayed his visit to Peru on Thursday."),
            ],
            set(),
        ),
        (
            [
                ("2031-03-10", "en", PLAN_EN),
                ("2031-03-14", "en", "Envoys of Chile and Peru met in Lima on Thursday."),
            ],
            {("2031-03-13", "took place", "2031-03-13")},
        ),
        (
            [
                ("2031-03-10", "de", PLAN_DE),
                ("2031-03-14", "en", "Chilean and Peruvian envoys met in Lima on Thursday."),
            ],
            {("2031-03-13", "took place", "2031-03-13")},
        ),
        (
            [
                ("2031-03-10", "en", PLAN_EN),
                ("2031-03-14", "en", "Envoys of Chile and Bolivia met in La Paz on Thursday."),
            ],
            set(),
        ),
        (
            [
                ("2031-03-10", "en", PLAN_EN),
                ("2031-03-12", "en", "Chile called off the talks with Peru on Wednesday."),
            ],
            {("2031-03-13", "called off", "2031-03-12")},
        ),
        (
            [
                ("2031-03-10", "en", PLAN_EN),
                ("2031-03-12", "en", "Chile called off the talks with Bolivia on Wednesday."),
            ],
            set(),
        ),
        (  # who is to decide does so, however the deed is named
            [
                (
                    "2031-03-10",
                    "de",
                    "Die Nato will am Donnerstag über den Antrag Perus abstimmen.",
                ),
                ("2031-03-14", "en", "NATO rejected the Peruvian request on Thursday."),
            ],
            {("2031-03-13", "took place", "2031-03-13")},
        ),
        (  # somebody else decides
            [
                (
                    "2031-03-10",
                    "de",
                    "Die Nato will am Donnerstag über den Antrag Perus abstimmen.",
                ),
                ("2031-03-14", "en", "Chile rejected the Peruvian request on Thursday."),
            ],
            set(),
        ),
        (  # what is not going to be put off
            [
                ("2031-03-10", "en", PLAN_EN),
                ("2031-03-12", "en", "Chile is not going to postpone Thursday's talks with Peru."),
            ],
            set(),
        ),
        (  # what began on its day and was adjourned on the next
            [
                ("2031-03-10", "en", PLAN_EN),
                ("2031-03-13", "en", "Envoys of Chile and Peru met in Lima on Thursday."),
                (
                    "2031-03-14",
                    "de",
                    "Die Gespräche Chiles und Perus in Lima wurden am Freitag vertagt.",
                ),
            ],
            {("2031-03-13", "took place", "2031-03-13")},
        ),
        (  # the day it was set for is not the day it was called off
            [
                ("2031-03-10", "en", PLAN_EN),
                (
                    "2031-03-13",
                    "de",
                    "Chile hat am Mittwoch das für Donnerstag geplante Treffen mit Peru abgesagt.",
                ),
            ],
            {("2031-03-13", "called off", "2031-03-12")},
        ),
        (  # one politician, two journeys
            [
                ("2031-03-10", "en", "President Erdogan will visit Peru on Thursday."),
                (
                    "2031-03-12",
                    "en",
                    "President Erdogan cancelled a visit to a school on Wednesday.",
                ),
            ],
            set(),
        ),
        (  # the day on which it is said is not the planned one
            [
                ("2031-03-10", "en", "Envoys of Chile said on Thursday they would meet Peruvians."),
                ("2031-03-14", "en", "Envoys of Chile and Peru met in Lima on Thursday."),
            ],
            set(),
        ),
    ],
    ids=[
        "others met",
        "vague plan",
        "took place",
        "across languages",
        "another meeting",
        "called off",
        "other talks off",
        "decided",
        "another decides",
        "not put off",
        "adjourned",
        "called off the day before",
        "another journey",
        "said on that day",
    ],
)
def test_chains(articles: list[tuple[str, str, str]], expected: set[tuple[str, str, str]]) -> None:
    assert chains(build(*articles)) == expected


def test_what_was_postponed_took_place_on_the_new_day() -> None:
    timeline = build(
        ("2031-03-10", "en", PLAN_EN),
        ("2031-03-12", "en", "Chile postponed the talks with Peru in Lima to 17 March 2031."),
        ("2031-03-18", "de", "Unterhändler Chiles und Perus kamen am Montag in Lima zusammen."),
    )
    (plan,) = [event for event in timeline.events if event.status == "planned"]
    by_kind = {link.kind: link for link in plan.links}
    assert set(by_kind) == {"postponed", "took place"}
    assert by_kind["postponed"].why.endswith("put off to 2031-03-17")
    events = {event.id: event for event in timeline.events}
    # It was put off when that was reported, not on the day that it was put off to.
    assert events[by_kind["postponed"].event].edtf == "2031-03-12"
    for link in plan.links:
        assert [(back.event, back.kind) for back in events[link.event].links] == [
            (plan.id, "planned in")
        ]


def test_a_hidden_outcome_leaves_no_link(tmp_path: Path) -> None:
    articles = (
        ("2031-03-10", "en", PLAN_EN),
        ("2031-03-14", "en", "Envoys of Chile and Peru met in Lima on Thursday."),
    )
    (outcome,) = [event for event in build(*articles).events if event.status == "happened"]
    file = tmp_path / "corrections.json"
    entries = [{"event": outcome.id, "hide": True}]
    file.write_text(json.dumps({"version": 1, "corrections": entries}), encoding="utf-8")
    assert not chains(build(*articles, corrections=read_corrections(file)))
