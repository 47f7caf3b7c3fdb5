"""Chronologies: the year of a line is the one that the list has reached."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.clean import lay_out
from timeline.model import Document
from timeline.times import tag

FIRST = "15 March 2011: Hundreds march in Aldo."
CASES = {
    "a year goes on": (
        [FIRST, "18 March: Four are shot.", "4 October: The council is blocked."],
        ["2011-03-15", "2011-03-18", "2011-10-04"],
    ),
    "days that begin anew are of the next year": (
        [
            FIRST,
            "4 October: The council is blocked.",
            "4 February: Homes burn.",
            "12 April: Truce.",
        ],
        ["2011-03-15", "2011-10-04", "2012-02-04", "2012-04-12"],
    ),
    "a heading tells the year": (
        ["2010", "18 March: Four are shot.", "21 April: It rains.", "2012", "4 October: A vote."],
        ["2010", "2010-03-18", "2010-04-21", "2012", "2012-10-04"],
    ),
    "the latest first": (
        ["4 February 2012: Homes burn.", "4 October: The council is blocked.", "18 March: Shots."],
        ["2012-02-04", "2011-10-04", "2011-03-18"],
    ),
    "no year at all: back from the publication": (
        ["Oct. 4 - The council is blocked.", "Feb. 4 - Homes burn.", "July 18 - A bomb."],
        ["2011-10-04", "2012-02-04", "2012-07-18"],
    ),
    "two lines are no list": (
        [FIRST, "18 November: Four are shot."],
        ["2011-03-15", "2012-11-18"],
    ),
    "days inside sentences are no lines": (
        [FIRST, "On 18 July four were shot.", "On 21 July it rained.", "On 25 July he left."],
        ["2011-03-15", "2012-07-18", "2012-07-21", "2012-07-25"],
    ),
}


@pytest.mark.parametrize(("lines", "values"), CASES.values(), ids=CASES.keys())
def test_years_of_a_list(lines: list[str], values: list[str]) -> None:
    text = "The most important steps of the crisis in the south were these.\n" + "\n".join(lines)
    document = Document("x", text, "en", date(2012, 8, 2))
    assert [timex.value for timex in tag(document, lay_out(document))] == values


def test_a_german_list() -> None:
    text = "15. März 2011: Hunderte gehen.\n18. März: Schüsse.\n21. April: Er hebt es auf."
    document = Document("x", text, "de", date(2012, 8, 2))
    found = tag(document, lay_out(document))
    assert [timex.value for timex in found] == ["2011-03-15", "2011-03-18", "2011-04-21"]
    assert "the year that the list has reached" in found[1].why
