"""Merging: what is one event, what must stay apart, and what is kept of every report."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from timeline.events import in_order, merge
from timeline.interval import day
from timeline.model import Document, Event, Evidence, Place, Role


def report(
    name: str,
    *,
    when: date | None = date(2031, 3, 11),
    kind: str = "SANCTION",
    actor: str = "state:NOR",
    recipient: str = "state:CHL",
    text: str = "Norway expelled 4 Chilean diplomats on Tuesday.",
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
        **more,
    )


def documents(*names: str, source: str | None = None) -> tuple[Document, ...]:
    return tuple(Document(name, "text", source=source or name) for name in names)


def test_two_reports_of_one_event_are_one() -> None:
    text = "Four Chilean diplomats were expelled by Norway, 4 in all."
    found = merge([report("a"), report("b", text=text)], documents("a", "b"))
    assert len(found) == 1
    assert found[0].sources == 2
    assert {item.document for item in found[0].evidence} == {"a", "b"}
    assert found[0].merges


def test_one_outlet_is_one_source() -> None:
    found = merge([report("a"), report("b")], documents("a", "b", source="Daily"))
    assert [event.sources for event in found] == [1]


@pytest.mark.parametrize(
    "other",
    [
        report("b", when=date(2031, 3, 12)),
        report("b", kind="ACCUSE"),
        report("b", recipient="state:PER"),
        report("b", actor="state:PER"),
        report("b", status="denied"),
        report("b", status="hypothetical"),
        report("b", when=None),
    ],
    ids=["another day", "another class", "recipient", "actor", "denied", "hypothetical", "undated"],
)
def test_what_differs_stays_apart(other: Event) -> None:
    assert len(merge([report("a"), other], documents("a", "b"))) == 2


def test_places_in_two_countries_stay_apart() -> None:
    one = report("a", place=Place("Oslo", "NOR"))
    two = report("b", place=Place("Lima", "PER"))
    assert len(merge([one, two], documents("a", "b"))) == 2


def test_numbers_that_differ_are_a_conflict() -> None:
    other = report("b", text="Norway expelled 6 Chilean diplomats on Tuesday.")
    found = merge([report("a"), other], documents("a", "b"))
    assert len(found) == 1
    assert "number: 4 (a) / 6 (b)" in [str(conflict) for conflict in found[0].conflicts]


def test_order_of_reports_does_not_matter() -> None:
    reports = [report(name) for name in "abcd"] + [report("e", recipient="state:PER")]
    wanted = {tuple(sorted(e.document for e in x.evidence)) for x in merge(reports, documents())}
    for seed in range(5):
        shuffled = random.Random(seed).sample(reports, len(reports))
        got = {tuple(sorted(e.document for e in x.evidence)) for x in merge(shuffled, documents())}
        assert got == wanted


def test_order_is_by_date_and_undated_last() -> None:
    late = report("late", when=date(2031, 4, 1))
    undated = report("undated", when=None)
    early = replace(report("early"), interval=day(date(2031, 1, 1)))
    assert [event.id for event in in_order([undated, late, early])] == ["early", "late", "undated"]


def test_salience_grows_with_sources() -> None:
    reports = [report("a"), report("b"), report("c", recipient="state:PER", text="Oslo acted.")]
    found = merge(reports, documents("a", "b", "c"))
    assert found[0].salience > found[1].salience
    assert all(0 <= event.salience <= 1 for event in found)
