"""Merging: what is one event, what must stay apart, and what is kept of every report."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from timeline import pipeline
from timeline.corpus import in_order, merge, with_salience
from timeline.interval import day, month
from timeline.model import Document, Event, Evidence, Layout, Place, Reading, Role

TEXT = "Norway expelled 4 Chilean diplomats on Tuesday."


def report(
    name: str,
    *,
    when: date | None = date(2031, 3, 11),
    kind: str = "SANCTION",
    actor: str = "state:NOR",
    recipient: str = "state:CHL",
    text: str = TEXT,
    **more: Any,
) -> Event:
    """One report of an event in document `name`."""
    return Event(
        id=name,
        title=text,
        type=kind,
        status=more.pop("status", "happened"),
        roles=(Role(actor, "actor", actor), Role(recipient, "recipient", recipient)),
        evidence=(Evidence(name, 0, len(text), text),),
        basis="relative" if when is not None else "undated",
        interval=day(when) if when is not None else None,
        edtf=when.isoformat() if when is not None else None,
        time_expression=when.isoformat() if when is not None else None,
        **more,
    )


def together(*reports: Event, source: str | None = None) -> tuple[Event, ...]:
    """The reports merged, each from a document that says what it says."""
    return merge(reports, readings(*reports, source=source))


def readings(*reports: Event, source: str | None = None) -> tuple[Reading, ...]:
    """One reading per report, published the day after the event."""
    return tuple(
        Reading(
            Document(
                report.id,
                report.evidence[0].text,
                source=source or report.id,
                published=date(2031, 3, 12),
            ),
            Layout(()),
        )
        for report in reports
    )


def test_two_reports_of_one_event_are_one() -> None:
    text = "Four Chilean diplomats were expelled by Norway, 4 in all."
    found = together(report("a"), report("b", text=text))
    assert len(found) == 1
    assert found[0].sources == 2
    assert {item.document for item in found[0].evidence} == {"a", "b"}
    assert found[0].merges


def test_one_outlet_is_one_source() -> None:
    found = together(report("a"), report("b"), source="Daily")
    assert [event.sources for event in found] == [1]


@pytest.mark.parametrize(
    "other",
    [
        report("b", when=date(2031, 3, 13)),
        report("b", kind="CONSULT", text="Norway and Chile held talks on fisheries on Tuesday."),
        report("b", recipient="state:PER", text="Norway closed two Peruvian consulates."),
        report("b", actor="state:CHL", recipient="state:NOR", text="Chile expelled Norwegians."),
        report("b", status="planned"),
        report("b", status="hypothetical"),
        report("b", when=None),
    ],
    ids=["another day", "class", "recipient", "other way round", "plan", "hypothetical", "undated"],
)
def test_what_differs_stays_apart(other: Event) -> None:
    assert len(together(report("a"), other)) == 2


@pytest.mark.parametrize(
    ("other", "conflict"),
    [
        (report("b", when=date(2031, 3, 12)), "date: 2031-03-11 (a) / 2031-03-12 (b)"),
        (report("b", status="denied"), "status: denied (b) / happened (a)"),
        (report("b", actor="state:PER"), "actor: state:NOR (a) / state:PER (b)"),
        (
            report("b", text="Norway expelled 6 Chilean diplomats on Tuesday."),
            "number of diplomats: 4 (a) / 6 (b)",
        ),
        (
            report("b", text="Norway expelled about 20 Chilean diplomats on Tuesday."),
            "number of diplomats: 4 (a) / ≈ 20 (b)",
        ),
    ],
    ids=["date", "status", "actor", "number", "rough number"],
)
def test_one_contradiction_between_like_reports_is_a_conflict(other: Event, conflict: str) -> None:
    (found,) = together(report("a"), other)
    assert [str(item) for item in found.conflicts] == [conflict]


@pytest.mark.parametrize(
    "text",
    [
        "Norway expelled at least 3 Chilean diplomats on Tuesday.",
        "Norway expelled up to 4 Chilean diplomats on Tuesday.",
        "Norway expelled Chilean diplomats on Tuesday.",
    ],
)
def test_numbers_that_leave_room_for_each_other_are_no_conflict(text: str) -> None:
    (found,) = together(report("a"), report("b", text=text))
    assert not found.conflicts


def test_two_contradictions_are_two_events() -> None:
    other = report("b", when=date(2031, 3, 12), actor="state:PER")
    assert len(together(report("a"), other)) == 2


def test_places_in_two_countries_stay_apart() -> None:
    one = report("a", place=Place("Oslo", "NOR"))
    two = report("b", place=Place("Lima", "PER"))
    assert len(together(one, two)) == 2


def test_the_first_report_stands_first() -> None:
    early = Reading(Document("b", TEXT, source="b", published=date(2031, 3, 11)), Layout(()))
    (found,) = merge([report("a"), report("b")], (*readings(report("a")), early))
    assert found.first_report == date(2031, 3, 11)
    assert [item.document for item in found.evidence] == ["b", "a"]


def test_a_month_does_not_swallow_its_days() -> None:
    days = [report(f"d{number}", when=date(2031, 3, number)) for number in (3, 9, 17, 25)]
    whole = replace(report("m"), interval=month(2031, 3), edtf="2031-03")
    found = together(whole, *days)
    assert len(found) >= len(days)


@pytest.mark.parametrize(
    ("texts", "edtf"),
    [
        (["on Monday", "on Tuesday", "on Tuesday"], "2031-03-11"),
        (["on Tuesday", "on Monday", "on Monday"], "2031-03-10"),
        (["last week", "on 5 March"], "2031-03-05"),
    ],
    ids=["two against one", "one against two", "a day before a week"],
)
def test_the_date_is_that_of_most_reports(texts: list[str], edtf: str) -> None:
    told = [f"Norway expelled four Chilean diplomats {when}." for when in texts]
    documents = [
        Document(f"{number}", text, "en", date(2031, 3, 13), "header", source=f"{number}")
        for number, text in enumerate(told)
    ]
    (found,) = pipeline.build_from(documents, problems=[]).events
    assert found.edtf == edtf


def test_order_of_reports_does_not_matter() -> None:
    reports = [report(name) for name in "abcd"] + [report("e", recipient="state:PER")]
    wanted = {tuple(sorted(e.document for e in x.evidence)) for x in together(*reports)}
    for seed in range(5):
        shuffled = random.Random(seed).sample(reports, len(reports))
        got = {tuple(sorted(e.document for e in x.evidence)) for x in together(*shuffled)}
        assert got == wanted


def test_order_is_by_date_and_undated_last() -> None:
    late = report("late", when=date(2031, 4, 1))
    undated = report("undated", when=None)
    early = replace(report("early"), interval=day(date(2031, 1, 1)))
    assert [event.id for event in in_order([undated, late, early])] == ["early", "late", "undated"]


def test_salience_grows_with_sources() -> None:
    reports = [report("a"), report("b"), report("c", recipient="state:PER", text="Oslo acted.")]
    found = with_salience(together(*reports), readings(*reports))
    assert found[0].salience > found[1].salience
    assert all(0 <= event.salience <= 1 for event in found)


with (Path(__file__).parent / "merge_cases.toml").open("rb") as file:
    CASES: list[dict[str, Any]] = tomllib.load(file)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_articles_that_tell_one_event_or_two(case: dict[str, Any]) -> None:
    others = [
        ("2031-03-12", "en", case["busy"].format(number=number))
        for number in range(24 if "busy" in case else 0)
    ]
    documents = [
        Document(f"{number}", text, language, date.fromisoformat(day), "header", source=f"{number}")
        for number, (day, language, text) in enumerate([*case["articles"], *others])
    ]
    built = pipeline.build_from(documents, problems=[])
    told = [{item.document for item in event.evidence} for event in built.events]
    assert set().union(*told) >= {"0", "1"}, "an article without an event"
    assert any({"0", "1"} <= names for names in told) == case["one"]


def test_what_is_not_looked_at_to_its_end_is_no_event() -> None:
    """Of all pairs of the sample reports, those are one that are when all signs are counted."""
    from timeline.corpus.likeness import likeness, likeness_if_one
    from timeline.corpus.merge import scale_of
    from timeline.corpus.profile import Who, profiles
    from timeline.corpus.signs import excluded, possible

    timeline = pipeline.build([Path(__file__).parents[2] / "sample_articles"], merge=False)
    who = Who(timeline.actors)
    by_id = {reading.document.id: reading for reading in timeline.readings}
    items = profiles(timeline.events, by_id, who)
    scale = scale_of(items)
    pairs = [(one, two) for one in range(len(items)) for two in range(one)]
    may_be = possible(items, *np.array(pairs).T).tolist()
    ones = 0
    for (one, two), possibly in zip(pairs, may_be, strict=True):
        assert possibly != excluded(items[one], items[two])
        found = likeness_if_one(items[one], items[two], who, scale)
        whole = likeness(items[one], items[two], who, scale)
        assert found == (whole if whole.is_one else None)
        ones += possibly and whole.is_one
    assert ones > 5


def test_other_times_matter_less_than_the_story() -> None:
    texts = [
        "Norway expelled four Chilean diplomats on Tuesday.",
        "In 1995 Norway bombed the port of Arica.",
        "In 1995 Norway bombed the port of Arica, a museum says.",
        "The port of Arica was bombed by Norway in 1995.",
        "Norway will withdraw its troops from Arica in 2044.",
    ]
    documents = [
        Document(f"{number}", text, "en", date(2031, 3, 13), "header", source=f"{number}")
        for number, text in enumerate(texts)
    ]
    events = pipeline.build_from(documents, problems=[]).events
    assert [event.edtf for event in events] == ["1995", "2031-03-11", "2044"]
    assert max(events, key=lambda event: event.salience).edtf == "2031-03-11"


def test_the_headline_agrees_with_the_date_beside_it() -> None:
    texts = [
        ("2031-03-13", "Norway expelled four Chilean diplomats on Tuesday."),
        ("2031-03-20", "Last week, Norway expelled four Chilean diplomats over the port of Arica."),
    ]
    documents = [
        Document(f"{number}", text, "en", date.fromisoformat(day), "header", source=f"{number}")
        for number, (day, text) in enumerate(texts)
    ]
    (found,) = pipeline.build_from(documents, problems=[]).events
    assert (found.edtf, found.sources) == ("2031-03-11", 2)
    assert "Last week" not in found.title


def test_what_is_so_now_matters_less_than_what_was_done() -> None:
    one = report("a", text="Norway now blocks a Chilean port.")
    done, now = with_salience([one, replace(one, edtf="2031-03-11~")], readings(one))
    assert now.salience < done.salience
