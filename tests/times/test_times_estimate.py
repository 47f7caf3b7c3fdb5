"""An estimate names its reasons, and stays open where the text does not tell."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from timeline.model import Document, Layout, Sentence
from timeline.times.estimate import Estimate, estimate_published

CHAIN = (
    "Die Minister wollen sich an diesem Donnerstag treffen. Das sagte eine Sprecherin am Dienstag. "
    "Der Präsident hatte am Montag einen Vertrag unterzeichnet. Zuletzt sprachen sie am "
    "2. Dezember 2021."
)


def estimate(text: str, *, url: str | None = None, neighbours: tuple[date, ...] = ()) -> Estimate:
    document = Document(id="d", text=text, language="de", url=url)
    stops = [i + 1 for i, c in enumerate(text) if c == "." and not text[i - 1].isdigit()]
    sentences = tuple(Sentence(a, b, 0) for a, b in pairwise([0, *stops, len(text)]) if a < b)
    return estimate_published(document, Layout(sentences), neighbours=neighbours)


def test_a_weekday_chain_gives_the_weekday_but_not_the_week() -> None:
    found = estimate(CHAIN)
    assert (found.day, found.confidence, found.weekday) == (None, 0.0, 2)
    assert found.earliest == date(2021, 12, 2)
    assert "Tuesday" in found.reasons[0]
    assert found.reasons[-1] == "nothing says which day it was"


def test_neighbours_of_the_same_event_give_the_week() -> None:
    found = estimate(CHAIN, neighbours=(date(2022, 2, 21), date(2022, 2, 22), date(2022, 2, 24)))
    assert found.day == date(2022, 2, 22)
    assert 0 < found.confidence < 1


def test_the_address_gives_the_day() -> None:
    found = estimate(CHAIN, url="https://zeitung.example/2022/02/22/treffen.html")
    assert found.day == date(2022, 2, 22)
    assert "2022/02/22" in found.reasons[0]


def test_an_address_that_contradicts_the_weekdays_counts_less() -> None:
    agreeing = estimate(CHAIN, url="https://zeitung.example/2022-02-22")
    other = estimate(CHAIN, url="https://zeitung.example/2022-02-26")
    assert other.day == date(2022, 2, 26)
    assert other.confidence < agreeing.confidence


def test_a_date_beside_yesterday_gives_the_day() -> None:
    found = estimate("Das geschah gestern, 21. Februar 2022, in der Stadt.")
    assert found.day == date(2022, 2, 22)


def test_no_evidence_leaves_it_open() -> None:
    assert estimate("Der Hund schläft.") == Estimate(None, 0.0, ("nothing says which day it was",))
