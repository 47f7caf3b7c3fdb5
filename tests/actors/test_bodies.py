"""Bodies known by how their names are built; what only looks like one is none."""

from __future__ import annotations

import pytest

from timeline.actors.bodies import with_bodies
from timeline.actors.recognise import Span
from timeline.gazetteer.index import load
from timeline.model import Document, Layout, Sentence


def found(text: str, *spans: Span, language: str = "en") -> list[tuple[str, str]]:
    document = Document(id="case", text=text, language=language)
    layout = Layout((Sentence(0, len(text), 0),))
    both = with_bodies(spans, document, layout, index=load(language))
    return [(text[span.start : span.end], span.kind) for span in both]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "He works for the Granite County Housing Authority now.",
            "Granite County Housing Authority",
        ),
        ("She left the University of North Bergen last year.", "University of North Bergen"),
        (
            "It went to the Centers for Soil and Water Research.",
            "Centers for Soil and Water Research",
        ),
        ("The U.S. Tide Gauge Commission met in secret.", "U.S. Tide Gauge Commission"),
        ("An appeal to the Bank of Lesser Sumber failed.", "Bank of Lesser Sumber"),
    ],
)
def test_a_name_of_a_body_is_known_by_its_head(text: str, name: str) -> None:
    assert found(text) == [(name, "ORG")]


@pytest.mark.parametrize(
    "text",
    [
        "The Commission met in secret and the party went on.",  # no name before the head
        "They danced at the party of the year in a big house.",
        "The Russian Federation and the West Bank are places.",  # listed as places
        "NEW TAX AUTHORITY OPENS DOORS IN SPRING",  # capitals tell nothing
        "In January the University of March was no word of his.",  # a month is not what it is for
        "He arrived at the Centre and left the Bank.",
    ],
)
def test_other_words_are_no_body(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He joined the ZQRT last year.", ["ZQRT"]),
        ("In May ZQRT said nothing.", ["ZQRT"]),
        ("The GDP fell and the DNA was the CEO's.", []),  # letters of daily life
        ("He paid ZQRT and went home.", []),  # nothing says that it acts
        ("Beware of the CURSE in the old house.", []),  # a word in capitals
        ("THE ZQRT WAS SHUT", []),
    ],
)
def test_letters_name_a_body_where_they_stand_like_one(text: str, names: list[str]) -> None:
    assert found(text) == [(name, "ORG") for name in names]


def test_letters_replace_nothing_that_was_found() -> None:
    text = "In May ZQRT said nothing."
    assert found(text, Span(7, 11, "PER", 0.4)) == [("ZQRT", "PER")]


def test_a_body_replaces_what_lies_inside_it_and_nothing_else() -> None:
    text = "Lyra Holm of the Pew Center on Soil Change spoke."
    inside, person = Span(17, 27, "LOC", 0.9), Span(0, 9, "PER", 0.9)
    assert found(text, person, inside) == [
        ("Lyra Holm", "PER"),
        ("Pew Center on Soil Change", "ORG"),
    ]
    longer = Span(13, len(text) - 1, "ORG", 0.6)
    assert found(text, longer) == [(text[13 : len(text) - 1], "ORG")]


def test_languages_without_the_table_keep_their_spans() -> None:
    text = "Die Universität of Nowhere Party."
    assert found(text, Span(4, 15, "ORG"), language="de") == [("Universität", "ORG")]
