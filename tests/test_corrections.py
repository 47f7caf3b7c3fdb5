"""Corrections by hand: read with care, applied on every rebuild, stale ones reported."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from timeline.cli import cli
from timeline.corrections import Corrections, apply_changes, parse_edtf, read_corrections
from timeline.errors import InputError
from timeline.model import Event, Problem, Timeline

Write = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(*entries: Any, version: int = 1) -> Path:
        path = tmp_path / "corrections.json"
        path.write_text(json.dumps({"version": version, "corrections": entries}), encoding="utf-8")
        return path

    return write


def applied(timeline: Timeline, corrections: Corrections) -> tuple[dict[str, Event], list[Problem]]:
    problems: list[Problem] = []
    done = apply_changes(timeline.events, timeline.actors, corrections, problems)
    return {event.id: event for event in done.events}, problems


def test_date_class_and_status_are_changed_and_say_so(
    small_timeline: Timeline, written: Write
) -> None:
    path = written(
        {"event": "e1", "date": "2022-02-24", "type": "AID", "status": "denied", "note": "minutes"}
    )
    events, problems = applied(small_timeline, read_corrections(path))
    event = events["e1"]
    assert (event.edtf, event.type, event.status) == ("2022-02-24", "AID", "denied")
    assert event.interval is not None
    assert event.interval.first_day == date(2022, 2, 24)
    assert event.basis == "explicit"
    assert "by hand" in event.why
    assert len(event.corrections) == 4
    assert not problems


def test_hidden_events_go_and_added_ones_come(small_timeline: Timeline, written: Write) -> None:
    path = written(
        {"event": "e2", "hide": True},
        {"add": {"title": "Talks in Klow", "date": "2022-02-26/2022-02-27", "type": "CONSULT"}},
    )
    events, _ = applied(small_timeline, read_corrections(path))
    assert "e2" not in events
    (added,) = (event for event in events.values() if event.id.startswith("added-"))
    assert (added.edtf, added.edtf_end, added.sources) == ("2022-02-26", "2022-02-27", 0)
    assert added.corrections == ("added by hand",)


def test_an_added_event_names_its_actors_and_place(
    small_timeline: Timeline, written: Write
) -> None:
    part = {"name": "The Mediator", "role": "mentioned"}
    entry = {"title": "Talks", "actors": ["RURITANIA", part], "place": "Klow", "date": "undated"}
    problems: list[Problem] = []
    done = apply_changes(
        small_timeline.events,
        small_timeline.actors,
        read_corrections(written({"add": entry})),
        problems,
    )
    added = done.events[-1]
    assert [(role.actor, role.role) for role in added.roles] == [
        ("local:ruritania", "actor"),
        ("by-hand:the-mediator", "mentioned"),
    ]
    assert [actor.name for actor in done.actors[len(small_timeline.actors) :]] == ["The Mediator"]
    assert added.place is not None
    assert (added.place.name, added.basis, added.interval) == ("Klow", "undated", None)


def test_a_date_can_be_taken_away(small_timeline: Timeline, written: Write) -> None:
    path = written({"event": "e1", "date": "undated", "was": {"date": "2022-02-21"}})
    events, problems = applied(small_timeline, read_corrections(path))
    event = events["e1"]
    assert (event.basis, event.interval, event.edtf) == ("undated", None, None)
    assert not problems


def test_a_correction_follows_its_report_into_the_event_it_became_part_of(
    small_timeline: Timeline, written: Write
) -> None:
    first, second, third = small_timeline.events
    merged = replace(first, id="whole", evidence=first.evidence + second.evidence)
    path = written(
        {"event": "e2", "status": "denied"},
        {"event": "whole", "type": "AID"},
        {"event": "e1", "status": "planned", "was": {"status": "denied"}},
        {"event": "gone", "hide": True},
    )
    problems: list[Problem] = []
    done = apply_changes(
        (merged, third),
        small_timeline.actors,
        read_corrections(path),
        problems,
        reports=small_timeline.events,
    )
    assert (done.events[0].type, done.events[0].status) == ("AID", "planned")
    assert [entry.event for entry in done.by_hand.entries] == ["whole"] * 3 + ["gone"]
    assert len(problems) == 1


def test_every_entry_is_kept_with_what_became_of_it(
    small_timeline: Timeline, written: Write
) -> None:
    entries = [
        {"event": "gone", "hide": True},
        {"event": "e1", "date": "2022-02-24", "type": "AID", "status": "denied"},
        {"actors": ["Ruritania", "Nobody"], "same": True},
        {"actors": ["RURITANIA", "local:syldavia"], "same": False},
        {"add": {"title": "Talks"}},
    ]
    path = written(*entries)
    path.write_text(
        json.dumps(
            {"version": 1, "corrections": entries, "views": [{"name": "A", "view": "q=talks"}]}
        ),
        encoding="utf-8",
    )
    problems: list[Problem] = []
    done = apply_changes(
        small_timeline.events, small_timeline.actors, read_corrections(path), problems
    ).by_hand
    assert [dict(item.entry) for item in done.entries] == entries
    assert [item.stale for item in done.entries] == [
        "its event is no longer there",
        None,
        "nobody is called 'Nobody'",
        None,
        None,
    ]
    assert done.entries[1].was == {"date": "2022-02-21", "type": "SUPPORT", "status": "happened"}
    assert done.views == (("A", "q=talks"),)
    assert [problem.where[-1] for problem in problems] == ["1", "3"]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"event": "gone", "hide": True}, "no longer there"),
        ({"event": "e1", "status": "denied", "was": {"status": "planned"}}, "'happened'"),
        ({"event": "e1", "date": "2022-02-24", "was": {"date": "2022-01-01"}}, "'2022-02-21'"),
    ],
)
def test_stale_corrections_are_reported_and_left_out(
    small_timeline: Timeline, written: Write, entry: dict[str, Any], why: str
) -> None:
    events, (problem,) = applied(small_timeline, read_corrections(written(entry)))
    assert list(events.values()) == list(small_timeline.events)
    assert why in problem.message
    assert problem.severity == "warning"
    assert problem.where.endswith("correction 1")


def test_a_correction_that_the_rules_have_caught_up_with_is_not_stale(
    small_timeline: Timeline, written: Write
) -> None:
    entry = {"event": "e1", "date": "2022-02-21", "was": {"date": "2022-02-14"}}
    _, problems = applied(small_timeline, read_corrections(written(entry)))
    assert not problems


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ({"event": "e1", "date": "tomorrow"}, "no date"),
        ({"event": "e1", "date": "2022-02-31"}, "no date"),
        ({"event": "e1", "date": "2022-03/2022-01"}, "before it begins"),
        ({"event": "e1", "type": "WAR"}, "no type"),
        ({"event": "e1", "status": "maybe"}, "no status"),
        ({"event": "e1", "hide": "yes"}, "neither true nor false"),
        ({"event": "e1", "was": {"date": 1}}, "JSON object of texts"),
        ({"event": "e1", "dat": "2022-02-24"}, "unknown field 'dat'"),
        ({"date": "2022-02-24"}, "no 'event'"),
        ({"actors": ["one"], "same": True}, "must name two"),
        ({"actors": ["one", "two"]}, "neither true nor false"),
        ({"add": {"date": "2022-02-24"}}, "no 'title'"),
        ({"add": {"title": "x", "actors": "one"}}, "is no list"),
        ({"add": {"title": "x", "actors": [{"name": "one", "role": "victim"}]}}, "no role"),
        ({"add": {"title": "x", "whom": "one"}}, "unknown field 'whom'"),
        ("e1", "no JSON object"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_place(written: Write, entry: Any, what: str) -> None:
    with pytest.raises(InputError, match=what) as error:
        read_corrections(written({"event": "e9", "hide": True}, entry))
    assert error.value.where is not None
    assert error.value.where.endswith("correction 2")
    assert error.value.remedy


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"version": 2, "corrections": []}', "{", "NaN"]
)
def test_a_file_that_holds_no_corrections(tmp_path: Path, content: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        read_corrections(path)


@pytest.mark.parametrize("views", ["x", [1], [{"name": "x"}], [{"view": "q=x"}]])
def test_views_that_are_none(tmp_path: Path, views: Any) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"version": 1, "corrections": [], "views": views}), encoding="utf-8")
    with pytest.raises(InputError, match="view"):
        read_corrections(path)


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["event", "date", "type", "status", "hide", "was", "add", "actors", "same",
                         "title", "note"]), inner, max_size=4), max_leaves=12))  # fmt: skip
def test_nothing_in_the_file_makes_it_crash(tmp_path_factory: Any, entry: Any) -> None:
    path = tmp_path_factory.mktemp("c") / "c.json"
    path.write_text(json.dumps({"version": 1, "corrections": [entry]}), encoding="utf-8")
    remedy: str | None = "none needed"
    try:
        read_corrections(path)
    except InputError as error:
        remedy = error.remedy
    assert remedy


@given(st.dates())
def test_days_months_and_years_cover_themselves(day: date) -> None:
    if day.year > 9998:
        return
    text = day.isoformat()
    for stated in (text, text[:7], text[:4]):
        covered = parse_edtf(stated, "")
        assert covered.first_day is not None
        assert covered.last_day is not None
        assert covered.first_day <= day <= covered.last_day


def test_a_rebuild_applies_the_file_and_joins_actors(tmp_path: Path, written: Write) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "published: 2022-02-22\nlanguage: en\n\nRussia attacked Kharkiv on Monday. "
        "Anton Petrenko met Tony Petrenkow in Kyiv on Monday.",
        encoding="utf-8",
    )
    out = tmp_path / "t.json"

    def build(*options: str) -> dict[str, Any]:
        done = CliRunner().invoke(cli, ["build", str(article), "-o", str(out), *options])
        assert done.exit_code == 0, done.output
        value: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return value

    before = build()
    first = before["events"][0]
    names = ["Anton Petrenko", "Tony Petrenkow"]
    path = written(
        {"event": first["id"], "status": "denied"},
        {"actors": names, "same": True},
        {"add": {"title": "Added <b>talks</b>", "date": "2022-02-23"}},
    )
    after = build("--corrections", str(path))
    event = next(item for item in after["events"] if item["id"] == first["id"])
    assert event["status"] == "denied"
    assert event["corrections"] == [f"status corrected from {first['status']} to denied"]
    assert any(item["title"] == "Added <b>talks</b>" for item in after["events"])
    assert len(after["actors"]) == len(before["actors"]) - 1
    page = tmp_path / "t.html"
    done = CliRunner().invoke(
        cli, ["build", str(article), "-o", str(page), "--corrections", str(path)]
    )
    assert done.exit_code == 0
    assert "<b>talks</b>" not in page.read_text(encoding="utf-8")


def test_corrections_of_no_use_stop_the_build(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        cli, ["build", str(tmp_path), "--corrections", str(tmp_path / "none.json")]
    )
    assert done.exit_code != 0
