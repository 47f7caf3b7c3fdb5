"""An estimate names its reasons, and stays open where the text does not tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from timeline.extraction import read_document
from timeline.model import Document, Layout, Problem, Sentence
from timeline.pipeline import with_estimates
from timeline.times.estimate import Estimate, estimate_published
from timeline.times.neighbours import Neighbours

DAY, NEXT = date(2022, 2, 22), date(2022, 2, 23)

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


def test_neighbours_share_rare_names_and_lie_within_a_week() -> None:
    dated = [
        Document(
            "a", "Ministers Orlova and Brandt met in Bergen on the Ostrava pipeline.", published=DAY
        ),
        Document(
            "b", "Orlova left Bergen; Brandt called the Ostrava talks a start.", published=NEXT
        ),
        Document(
            "c", "The harbour of Porto reopened after the strike.", published=date(2019, 5, 1)
        ),
        Document("d", "Lisbon and Porto signed for a new railway.", published=date(2020, 5, 1)),
    ]
    found = Neighbours(dated)
    same = Document("e", "Brandt and Orlova agree in Bergen on Ostrava.")
    assert found.of(same) == (DAY, NEXT)
    assert found.of(Document("f", "A quiet day in Porto.")) == ()
    assert found.of(Document("g", "Nobody knows.")) == ()
    far = [replace(dated[0], published=date(2011, 1, 1)), *dated[1:]]
    assert Neighbours(far).of(same) == ()


def test_an_estimate_is_marked_reported_and_named_in_every_reason() -> None:
    url = "https://zeitung.example/2022-02-22"
    problems: list[Problem] = []
    (document,) = with_estimates(
        [Document("d", "Am Montag brannte es.", "de", url=url)], problems=problems
    )
    assert (document.published, document.published_from) == (date(2022, 2, 22), "estimate")
    assert "90% sure" in document.notes[-1]
    assert [problem.severity for problem in problems] == ["warning"]
    reading = read_document(document)
    assert "the estimated publication date 2022-02-22" in reading.timexes[0].why
    assert reading.timexes[0].value == "2022-02-21"


def test_no_evidence_leaves_the_date_open_and_says_so() -> None:
    problems: list[Problem] = []
    (document,) = with_estimates([Document("d", "Am Montag brannte es.", "de")], problems=problems)
    assert (document.published, document.published_from) == (None, "unknown")
    assert "nothing says which day it was" in problems[0].message


def test_a_date_that_is_stated_is_never_estimated() -> None:
    url = "https://zeitung.example/2022-02-22"
    stated = Document("d", "Am Montag brannte es.", "de", date(2021, 1, 4), "header", url=url)
    problems: list[Problem] = []
    assert list(with_estimates([stated], problems=problems)) == [stated]
    assert not problems


def test_neighbours_date_an_article_of_a_corpus() -> None:
    text = "Brandt und Orlowa einigten sich in Bergen. Am Montag hatten sie begonnen. "
    text += "Am Donnerstag wollen sie nach Ostrava reisen. So Orlowa am Dienstag."
    corpus = [
        Document(
            "a", "Brandt reist zu Orlowa nach Bergen, dann nach Ostrava.", "de", date(2022, 2, 21)
        ),
        Document("b", "Orlowa dankt Brandt in Bergen. Ostrava hofft.", "de", date(2022, 2, 23)),
        Document("c", "Kiel baut einen Hafen.", "de", date(2021, 3, 1)),
        Document("d", text, "de"),
    ]
    problems: list[Problem] = []
    found = {each.id: each for each in with_estimates(corpus, problems=problems)}
    assert found["d"].published == date(2022, 2, 22)
    assert "same event" in problems[0].message
