from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import interval
from timeline.interval import Interval, to_edtf

DAYS = st.dates(date(1600, 1, 1), date(2400, 12, 31))


@pytest.mark.parametrize(
    ("value", "edtf", "iso"),
    [
        (interval.day(date(2022, 2, 21)), "2022-02-21", ["2022-02-21", "2022-02-22"]),
        (interval.month(2021, 12), "2021-12", ["2021-12-01", "2022-01-01"]),
        (interval.month(2024, 2), "2024-02", ["2024-02-01", "2024-03-01"]),
        (interval.year(843), "0843", ["0843-01-01", "0844-01-01"]),
        (interval.year(2014), "2014", ["2014-01-01", "2015-01-01"]),
        (
            interval.week(date(2022, 2, 27)),
            "2022-02-21/2022-02-27",
            ["2022-02-21", "2022-02-28"],
        ),
        (
            interval.months(2021, 12, 3, "season"),
            "2021-12-01/2022-02-28",
            ["2021-12-01", "2022-03-01"],
        ),
        (
            interval.days(date(1990, 1, 1), date(1999, 12, 31), "decade"),
            "199X",
            ["1990-01-01", "2000-01-01"],
        ),
        (
            interval.days(date(1900, 1, 1), date(1999, 12, 31), "century"),
            "19XX",
            ["1900-01-01", "2000-01-01"],
        ),
        (Interval(datetime(2014, 1, 1), None, "range"), "2014-01-01/..", ["2014-01-01", None]),
        (Interval(None, datetime(2015, 9, 16), "range"), "../2015-09-15", [None, "2015-09-16"]),
        (
            Interval(datetime(2022, 2, 21, 20, 30), datetime(2022, 2, 21, 20, 31), "minute"),
            "2022-02-21",
            ["2022-02-21T20:30:00", "2022-02-21T20:31:00"],
        ),
        (
            Interval(datetime(2020, 8, 1), datetime(2020, 9, 1), "month", approximate=True),
            "2020-08~",
            ["2020-08-01", "2020-09-01"],
        ),
    ],
)
def test_spelling(value: Interval, edtf: str, iso: list[str | None]) -> None:
    assert to_edtf(value) == edtf
    assert value.to_iso() == iso


def test_a_day_is_not_midnight() -> None:
    day = interval.day(date(2022, 2, 21))
    assert (day.start, day.end) == (datetime(2022, 2, 21), datetime(2022, 2, 22))
    assert (day.first_day, day.last_day) == (date(2022, 2, 21), date(2022, 2, 21))


@pytest.mark.parametrize("start", [datetime(2022, 2, 22), datetime(2022, 2, 23)])
def test_an_empty_interval_is_refused(start: datetime) -> None:
    with pytest.raises(ValueError, match="empty interval"):
        Interval(start, datetime(2022, 2, 22), "day")


@given(DAYS, st.integers(-600, 600))
def test_adding_months_lands_in_the_right_month(value: date, count: int) -> None:
    moved = interval.add_months(value, count)
    assert (moved.year * 12 + moved.month) - (value.year * 12 + value.month) == count
    assert moved.day == value.day or (moved + timedelta(days=1)).day == 1


@given(DAYS)
def test_the_week_holds_its_day(value: date) -> None:
    week = interval.week(value)
    assert week.first_day is not None
    assert week.last_day is not None
    assert week.first_day.weekday() == 0
    assert week.first_day <= value <= week.last_day
    assert (week.last_day - week.first_day).days == 6
