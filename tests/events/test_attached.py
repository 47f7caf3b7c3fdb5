"""Years that belong to a noun of the clause, and deeds that they do not date."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.extraction import read_document
from timeline.model import Document

TODAY = "2031-03-03"


def dates(text: str, language: str) -> list[str | None]:
    """EDTF dates of the events of a text published on `TODAY`."""
    day = date.fromisoformat(TODAY)
    document = Document("d", text, language, day, "header")
    return [event.edtf for event in read_document(document).events]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Peru rejected the treaty of 1929 with Chile.", TODAY),
        ("en", "Peru rejected in 1984 the treaty of 1929 with Chile.", "1984"),
        ("en", "Peru rejected the treaty with Chile in 1984.", "1984"),
        ("en", "The general ordered troops to mark the 2003 invasion of Tacna.", TODAY),
        ("en", "The invasion of Peru in 1879 by Chile led to war.", "1879"),
        ("en", "The 1979 invasion of Peru killed thousands.", "1979"),
        ("en", "Rebels attacked Arica in the 1979 war.", "1979"),
        ("en", "Chile bombed the 19th-century fort of Arica.", TODAY),
        ("de", "Peru lehnte den Vertrag von 1929 mit Chile ab.", TODAY),
        ("de", "Chile griff im Krieg von 1879 Peru an.", "1879"),
        ("de", "Chile unterzeichnete 1929 den Vertrag von Lima mit Peru.", "1929"),
    ],
)
def test_whose_year_it_is(language: str, text: str, expected: str) -> None:
    assert dates(text, language)[:1] == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Peru cut its aid to Chile to the lowest level since 2008."),
        ("de", "Peru senkte seine Hilfe für Chile auf den niedrigsten Stand seit 2008."),
    ],
)
def test_a_record_is_not_of_the_year_that_it_goes_back_to(language: str, text: str) -> None:
    assert "2008" not in dates(text, language)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Lawmakers debated for hours about the War Powers Resolution.", 0),
        ("The diplomat was told of the Peace Prize and of the Iraq War.", 0),
        ("The Iraq War began in March 2003.", 1),
    ],
)
def test_a_noun_inside_a_longer_name_tells_nothing(text: str, count: int) -> None:
    assert len(dates(text, "en")) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police in Chile have arrested 40 people since 24 February.", ("2031-02-24", TODAY)),
        ("Police in Chile arrested 40 people on 24 February.", ("2031-02-24", None)),
        ("Students in Chile have protested since 24 February.", ("2031-02-24", None)),
    ],
    ids=["adds up", "one day", "goes on"],
)
def test_what_has_come_together_since_a_day(text: str, expected: tuple[str, str | None]) -> None:
    document = Document("d", text, "en", date.fromisoformat(TODAY), "header")
    (event,) = read_document(document).events
    assert (event.edtf, event.edtf_end) == expected
