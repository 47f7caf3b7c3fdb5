"""Named days of several calendars, against published tables."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.times.feasts import feast_day

EXACT = [
    ("easter+0", 2022, "2022-04-17"),
    ("easter+39", 2021, "2021-05-13"),
    ("orthodox+0", 2021, "2021-05-02"),
    ("orthodox+0", 2022, "2022-04-24"),
    ("orthodox+1", 2024, "2024-05-06"),
    ("passover+0", 2019, "2019-04-20"),
    ("passover+0", 2020, "2020-04-09"),
    ("passover+163", 2021, "2021-09-07"),
    ("passover+172", 1973, "1973-10-06"),
    ("4.4.11", 2021, "2021-11-25"),
    ("advent1", 2022, "2022-11-27"),
]
# As the moon was seen in Mecca; the tabular calendar may be a day off.
BY_THE_MOON = [
    ("islamic-09-01", 2022, "2022-04-02"),
    ("islamic-10-01", 2020, "2020-05-24"),
    ("islamic-10-01", 2023, "2023-04-21"),
    ("islamic-12-10", 2021, "2021-07-20"),
    ("islamic-01-10", 2019, "2019-09-10"),
]


@pytest.mark.parametrize(("rule", "year", "expected"), EXACT)
def test_day(rule: str, year: int, expected: str) -> None:
    assert feast_day(rule, year) == date.fromisoformat(expected)


@pytest.mark.parametrize(("rule", "year", "expected"), BY_THE_MOON)
def test_day_by_the_moon(rule: str, year: int, expected: str) -> None:
    found = feast_day(rule, year)
    assert found is not None
    assert abs((found - date.fromisoformat(expected)).days) <= 1


@pytest.mark.parametrize("rule", ["", "12-25x", "easters", "islamic-13", "someday"])
def test_what_is_no_rule(rule: str) -> None:
    assert feast_day(rule, 2022) is None


def test_every_day_of_a_year_is_found_once() -> None:
    for year in range(1900, 2100):
        for rule in ("easter", "orthodox", "passover", "islamic-09-01"):
            found = feast_day(rule, year)
            assert found is not None
            assert found.year == year
