"""Scores on the gold stories may rise, never silently fall: the ratchet of `floors.json`.

Figures are per cent over all stories. After a real gain raise the floor to just below the new
score (`python tests/gold/test_gold_stories.py` prints the figures); a lower floor needs a reason
in the commit that lowers it.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import timeline
from timeline.interval import add_months

HERE = Path(__file__).parent
STORIES = HERE / "stories"
FLOORS: dict[str, float] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["stories"]
Days = tuple[date, date]


def test_the_gold_is_sound() -> None:
    for path in sorted(STORIES.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = " ".join((STORIES / f"{gold['id']}.txt").read_text(encoding="utf-8").split())
        declared = {actor["name"] for actor in gold["actors"]}
        for event in gold["events"]:
            assert event["evidence"] in text, (path.name, event["id"])
            assert {actor["name"] for actor in event["actors"]} <= declared, path.name
            for value in (event["date"], *event.get("date_alt", [])):
                assert days(value, event["end"] if value == event["date"] else None), path.name


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_scores_do_not_fall(measure: str) -> None:
    assert figures()[measure] >= FLOORS[measure]


def test_floors_are_close_to_the_scores() -> None:
    """A floor far below the score guards nothing."""
    slack = {name: figures()[name] - floor for name, floor in FLOORS.items()}
    assert max(slack.values()) < 5, slack


@pytest.mark.parametrize(
    ("value", "end", "expected"),
    [
        ("2022-02", None, ("2022-02-01", "2022-02-28")),
        ("2022-02-21~", None, ("2022-02-21", "2022-02-21")),
        ("2022-W08", None, ("2022-02-21", "2022-02-27")),
        ("2022-02-21", "2022-02-23", ("2022-02-21", "2022-02-23")),
        ("2020-22", None, ("2020-06-01", "2020-08-31")),
        ("../2022-02-21", None, ("0001-01-01", "2022-02-21")),
    ],
)
def test_reading_gold_dates(value: str, end: str | None, expected: tuple[str, str]) -> None:
    assert days(value, end) == tuple(map(date.fromisoformat, expected))


@cache
def figures() -> dict[str, float]:
    """Event precision, recall, F1, and accuracies over the matched events."""
    counts: Counter[str] = Counter()
    for path in sorted(STORIES.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        result = timeline.build([STORIES / f"{gold['id']}.txt"], merge=False)
        names = {actor.id: {actor.name, *actor.aliases} for actor in result.actors}
        found = [(event, " ".join(event.evidence[0].text.split())) for event in result.events]
        _count(gold, found, names, counts)
    precision = 100 * counts["hit"] / (counts["hit"] + counts["extra"])
    recall = 100 * counts["hit"] / (counts["hit"] + counts["missed"])
    actor_precision = 100 * counts["actor hit"] / max(counts["actor found"], 1)
    actor_recall = 100 * counts["actor hit"] / counts["actor gold"]
    return {
        "event precision": precision,
        "event recall": recall,
        "event f1": 2 * precision * recall / (precision + recall),
        "actor f1": 2 * actor_precision * actor_recall / (actor_precision + actor_recall),
        **{
            f"{name} right": 100 * counts[name] / counts["hit"]
            for name in ("date", "type", "status")
        },
        "place found": 100 * counts["place"] / counts["place gold"],
    }


def _count(
    gold: dict[str, Any],
    found: list[tuple[Any, str]],
    names: dict[str, set[str]],
    counts: Counter[str],
) -> None:
    canonical = {
        spelling.casefold(): actor["name"]
        for actor in gold["actors"]
        for spelling in (actor["name"], *actor["aliases"])
    }
    taken: set[int] = set()
    # Optional events come last, so that they take only what no required one wants.
    for want in sorted(gold["events"], key=lambda event: bool(event.get("optional"))):
        same = [
            (sum(_agrees(want, event).values()), -index, event)
            for index, (event, text) in enumerate(found)
            if index not in taken and text == want["evidence"]
        ]
        if not same:
            counts["missed"] += not want.get("optional")
            continue
        _, index, event = max(same, key=lambda item: item[:2])
        taken.add(-index)
        if want.get("optional"):
            continue
        counts["hit"] += 1
        counts.update({name: int(right) for name, right in _agrees(want, event).items()})
        if want.get("place"):
            counts["place gold"] += 1
            counts["place"] += _is_there(want["place"], event.place, names)
        wanted = {actor["name"] for actor in want["actors"] if actor["role"] != "mentioned"}
        mentioned = {actor["name"] for actor in want["actors"]} - wanted
        got = {
            next((canonical[n.casefold()] for n in spellings if n.casefold() in canonical), actor)
            for actor, spellings in ((role.actor, names[role.actor]) for role in event.roles)
        } - mentioned
        counts["actor hit"] += len(wanted & got)
        counts["actor gold"] += len(wanted)
        counts["actor found"] += len(got)
    counts["extra"] += len(found) - len(taken)


def _is_there(wanted: str, place: Any, names: dict[str, set[str]]) -> bool:
    """Whether a name of the place has a word in common with the one of the gold."""
    known = {place.name, *names.get(place.actor, ())} if place is not None else set()
    words = {word for name in known for word in name.casefold().split()}
    return not words.isdisjoint(wanted.casefold().split())


def _agrees(want: dict[str, Any], event: Any) -> dict[str, bool]:
    spans = [days(want["date"], want["end"]), *(days(value) for value in want.get("date_alt", []))]
    got = None if event.edtf is None else days(event.edtf, event.edtf_end)
    return {
        "date": got in spans,
        "type": event.type in {want["type"], *want.get("type_alt", [])},
        "status": event.status in {want["status"], *want.get("status_alt", [])},
    }


def days(value: str, end: str | None = None) -> Days:
    """First and last day of an EDTF value."""
    left, _, right = value.partition("/")
    first = date.min if left == ".." else _point(left)[0]
    last = right or end or left
    return first, date.max if last == ".." else _point(last)[1]


def _point(value: str) -> Days:
    plain = value.rstrip("~?%").partition("T")[0]
    if "-W" in plain:
        year, _, week = plain.partition("-W")
        monday = date.fromisocalendar(int(year), int(week), 1)
        return monday, monday + timedelta(days=6)
    parts = [int(part) for part in plain.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    year, unit = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 0)
    if unit == 0:
        return date(year, 1, 1), date(year, 12, 31)
    first_month, months = (unit, 1) if unit <= 12 else (3 * (unit - 20), 3)  # 21 to 24: seasons
    first = date(year, first_month, 1)
    return first, add_months(first, months) - timedelta(days=1)


if __name__ == "__main__":
    for measure, score in figures().items():
        print(f"{measure:16} {score:6.1f}")
