from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from timeline.exports.to_csv import COLUMNS, guard, to_csv
from timeline.model import Timeline

HOSTILE = json.loads((Path(__file__).parents[1] / "support/hostile.json").read_text("utf-8"))
STARTERS = tuple("=+-@\t\r\n")


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def test_one_row_per_event(small_timeline: Timeline) -> None:
    rows = read(to_csv(small_timeline))
    assert [row["id"] for row in rows] == ["e1", "e2", "e3"]
    assert list(rows[0]) == list(COLUMNS)
    assert rows[1]["actors"] == "Borduria"
    assert rows[1]["recipients"] == "Syldavia"
    assert (rows[0]["latitude"], rows[0]["place_basis"]) == ("45.0", "said")
    assert rows[2]["date"] == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_starts_a_formula(small_timeline: Timeline, text: str) -> None:
    events = tuple(
        replace(event, title=text, time_expression=text, why=text)
        for event in small_timeline.events
    )
    out = to_csv(replace(small_timeline, events=events))
    out.encode("utf-8")
    for row in csv.reader(StringIO(out, newline="")):
        assert not [cell for cell in row if cell.startswith(STARTERS)]


def test_numbers_stay_numbers() -> None:
    assert guard(-3.5) == "-3.5"
    assert guard("-3.5") == "'-3.5"
    assert guard(" =1") == "' =1"
    assert guard("a=1") == "a=1"
