from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.interval import Interval
from timeline.model import Timeline
from timeline.view.island import build_island, in_order, minutes, shortest

Core = dict[str, Any]


def island(timeline: Timeline) -> tuple[Core, list[Any]]:
    """As the page reads it: every column with its values."""
    core, passages = build_island(timeline)
    for name in ("events", "roles", "reports", "notes"):
        core[name] = {column: values(written) for column, written in core[name].items()}
    return core, passages


def values(written: list[Any] | dict[str, list[int | None]]) -> list[Any]:
    if isinstance(written, list):
        return written
    out: list[int | None] = []
    last = 0
    for step in written["steps"]:
        last = last if step is None else last + step
        out.append(None if step is None else last)
    return out


@given(st.lists(st.none() | st.integers(-(2**31), 2**31), max_size=30))
def test_steps_give_the_column_back(column: list[int | None]) -> None:
    assert values(shortest(column)) == column


def test_steps_are_used_where_they_are_shorter() -> None:
    assert isinstance(shortest(list(range(10000, 10100))), dict)
    assert shortest([1, 2, 1, 2]) == [1, 2, 1, 2]
    assert shortest([0.5, 0.25]) == [0.5, 0.25]


def span(reports: dict[str, list[int]], start: str, length: str, report: int) -> tuple[int, int]:
    return reports[start][report], reports[start][report] + reports[length][report]


def test_columns_are_of_one_length(timeline_of: Callable[..., Timeline]) -> None:
    core, passages = island(timeline_of(120))
    assert {len(column) for column in core["events"].values()} == {120}
    for name in ("roles", "reports", "notes"):
        flat = dict(core[name])
        at = flat.pop("at")
        assert len(at) == 121
        assert at == sorted(at)
        assert {len(column) for column in flat.values()} == {at[-1]}
    assert max(core["reports"]["passage"]) == len(passages) - 1


def test_a_paragraph_is_kept_once(timeline_of: Callable[..., Timeline]) -> None:
    core, passages = island(timeline_of(120))
    assert len(passages) < len(core["reports"]["passage"])
    texts = [passage[0] for passage in passages]
    assert len(set(texts)) == len(texts)


def test_marks_lie_on_their_words(timeline_of: Callable[..., Timeline]) -> None:
    timeline = timeline_of(80)
    core, passages = island(timeline)
    reports = core["reports"]
    by_id = {event.id: event for event in timeline.events}
    for event in range(80):
        found = by_id[core["strings"][core["events"]["id"][event]]]
        for offset, evidence in enumerate(found.evidence):
            report = reports["at"][event] + offset
            text, actors, _ = passages[reports["passage"][report]]
            # The page counts UTF-16 units.
            units = text.encode("utf-16-le")

            def cut(start: int, end: int, units: bytes = units) -> str:
                return units[2 * start : 2 * end].decode("utf-16-le")

            assert cut(*span(reports, "start", "length", report)) == evidence.text
            said = cut(*span(reports, "timex", "timexLength", report))
            if not offset:
                assert said == found.time_expression
            names = {cut(actors[i], actors[i + 1]) for i in range(0, len(actors), 3)}
            assert {role.mention for role in found.roles} <= names or offset


def test_events_are_in_date_order_and_undated_last(small_timeline: Timeline) -> None:
    first, second, undated = small_timeline.events
    year = replace(
        first, id="year", interval=Interval(datetime(2022, 1, 1), datetime(2023, 1, 1), "year")
    )
    since = replace(first, id="since", interval=Interval(datetime(2022, 2, 21), None, "day"))
    until = replace(first, id="until", interval=Interval(None, datetime(2021, 1, 1), "day"))
    ordered = in_order([undated, second, since, year, first, until])
    assert [event.id for event in ordered] == ["until", "year", "e2", "e1", "since", "e3"]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(1970, 1, 1), 0),
        (datetime(1970, 1, 2), 1440),
        (datetime(1969, 12, 31, 23, 59, 30), -1),
        (datetime(1, 1, 1), -1035593280),
    ],
)
def test_minutes(moment: datetime, expected: int) -> None:
    assert minutes(moment) == expected


def test_an_evidence_without_its_document_still_shows(small_timeline: Timeline) -> None:
    core, passages = island(replace(small_timeline, documents=(), readings=()))
    assert core["reports"]["document"] == [-1, -1, -1]
    assert passages[0][0] == "Ruritania recognised Syldavia on Monday."


def test_a_huge_paragraph_is_cut_around_its_evidence(small_timeline: Timeline) -> None:
    document = small_timeline.documents[0]
    long = replace(
        document, text="word " * 2000 + document.text.replace("\n", " ") + " word" * 2000
    )
    moved = tuple(
        replace(
            event,
            evidence=tuple(
                replace(item, start=item.start + 10000, end=item.end + 10000)
                for item in event.evidence
            ),
        )
        for event in small_timeline.events
    )
    core, passages = island(replace(small_timeline, documents=(long,), events=moved, readings=()))
    text = passages[core["reports"]["passage"][0]][0]
    assert len(text) < 2500
    start, end = span(core["reports"], "start", "length", 0)
    assert text[start:end] == "Ruritania recognised Syldavia on Monday."


def test_an_empty_timeline_has_an_island() -> None:
    core, passages = island(Timeline())
    assert passages == []
    assert core["events"]["id"] == []
    assert core["roles"]["at"] == [0]


def test_former_ids_lead_to_the_event_that_they_are_part_of(small_timeline: Timeline) -> None:
    first, second, third = small_timeline.events
    whole = replace(first, id="whole", evidence=first.evidence + second.evidence)
    core, _ = build_island(replace(small_timeline, events=(third, whole)))
    assert core["byHand"]["aliases"] == {"e1": 0, "e2": 0}
    assert build_island(small_timeline)[0]["byHand"]["aliases"] == {}
