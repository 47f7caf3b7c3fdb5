from __future__ import annotations

import json
from datetime import date

import pytest

from timeline import interval
from timeline.model import Document, Mention, Timeline, Timex
from timeline.tables import (
    EVENT_COLUMNS,
    event_records,
    events_frame,
    mention_record,
    timex_record,
)

# The stable interface: fields may be added, never dropped or renamed.
TIMEX_FIELDS = "document start end text type value mod interval edtf rule why"
MENTION_FIELDS = "document start end text kind actor name country"
EVENT_FIELDS = (
    "id title date end time_expression basis why type status attribution actors place evidence "
    "sources salience"
)


def test_event_records_have_the_stable_fields(small_timeline: Timeline) -> None:
    records = event_records(small_timeline)
    for record in records:
        assert set(EVENT_FIELDS.split()) <= set(record)
        assert json.loads(json.dumps(record)) == record
    recognition, attack, talks = records
    assert recognition["actors"][0] == {
        "id": "local:ruritania",
        "name": "Ruritania",
        "role": "actor",
        "country": "RUR",
        "mention": "Ruritania",
    }
    assert recognition["place"]["latitude"] == 45.0
    assert attack["attribution"] == "Syldavia"
    assert (talks["date"], talks["basis"], talks["place"]) == (None, "undated", None)


def test_timex_record() -> None:
    timex = Timex(
        start=3,
        end=9,
        text="Montag",
        type="DATE",
        value="2022-02-21",
        said="XXXX-WXX-1",
        rule="weekday",
        interval=interval.day(date(2022, 2, 21)),
        edtf="2022-02-21",
        why="because",
    )
    record = timex_record(Document("a", "am Montag"), timex)
    assert set(TIMEX_FIELDS.split()) <= set(record)
    assert record["interval"] == ["2022-02-21", "2022-02-22"]


def test_an_unlinked_mention_keeps_its_surface() -> None:
    record = mention_record(Document("a", "Zork"), Mention(0, 4, "Zork", "PER"), None)
    assert set(MENTION_FIELDS.split()) <= set(record)
    assert (record["name"], record["country"], record["actor"]) == ("Zork", None, None)


def test_frame(small_timeline: Timeline) -> None:
    frame = events_frame(small_timeline)
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == EVENT_COLUMNS
    assert frame["place_basis"].tolist()[0] == "said"
    assert list(frame["actors"]) == [["Ruritania"], ["Borduria"], ["Ruritania", "Borduria"]]
    assert frame["first"].isna().tolist() == [False, False, True]
    assert frame.set_index("id").loc["e1", "after_last"] == interval.midnight(date(2022, 2, 22))


def test_an_empty_frame_has_the_same_columns() -> None:
    frame = events_frame(Timeline())
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == EVENT_COLUMNS


@pytest.mark.parametrize("year", [1, 1066, 9999 - 1])
def test_dates_far_from_today_fit_the_frame(small_timeline: Timeline, year: int) -> None:
    from dataclasses import replace

    event = replace(small_timeline.events[0], interval=interval.year(year))
    frame = events_frame(replace(small_timeline, events=(event,)))
    assert frame["first"].iloc[0].year == year
