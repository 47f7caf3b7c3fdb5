"""What the terminal says of a build."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from timeline import interval as calendar
from timeline.commands.writing import summary
from timeline.model import Event, Timeline

START = date(2011, 2, 15)


def told(*days: date) -> str:
    events = tuple(
        Event(f"e{number}", "", "OTHER", "happened", (), (), "explicit", calendar.day(day))
        for number, day in enumerate(days)
    )
    return summary(Timeline((), events=events))


@pytest.mark.parametrize(
    ("strays", "expected"),
    [
        ((), "2011-02-15 to 2011-05-25"),
        (
            (date(600, 1, 1),),
            "2011-02-15 to 2011-05-24 (a few dates from 0600-01-01 to 2011-05-25)",
        ),
        ((date(2011, 9, 1),), "2011-02-15 to 2011-09-01"),
    ],
    ids=["none", "a century", "near enough"],
)
def test_a_stray_date_is_not_the_time_of_the_corpus(
    strays: tuple[date, ...], expected: str
) -> None:
    days = [START + timedelta(days=number) for number in range(100)]
    assert f", {expected}, " in told(*days, *strays)


def test_of_few_events_every_date_counts() -> None:
    assert ", 0600-01-01 to 2011-02-15, " in told(START, date(600, 1, 1))
