"""Text files: header and body."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import InputError
from timeline.ingest.from_text import read_text, split_header
from timeline.ingest.source import Article
from timeline.model import Problem

BODY = "The envoys met in Geneva.\n\nThey will meet again.\n"


def only(content: str) -> Article:
    (article,) = read_text(content.encode(), "x.txt")
    assert not isinstance(article, Problem)
    return article


def test_header_and_body() -> None:
    article = only(
        "published: 2022-02-22\nlanguage: en\ntitle: Talks: the third round\nsource: Courier\n"
        f"url: https://courier.example/talks\nauthor: Ann Example\n\n{BODY}"
    )
    assert article.text == BODY
    assert (article.published, article.published_from) == (date(2022, 2, 22), "header")
    assert article.title == "Talks: the third round"
    assert (article.language, article.source, article.author) == ("en", "Courier", "Ann Example")
    assert article.url == "https://courier.example/talks"


@pytest.mark.parametrize(
    ("content", "title", "body"),
    [
        # Without a header the first line is the title and stays in the text.
        (f"Talks go on\n\n{BODY}", "Talks go on", f"Talks go on\n\n{BODY}"),
        (f"\n\n  Talks go on\n\n{BODY}", "Talks go on", f"\n\n  Talks go on\n\n{BODY}"),
        # Only known fields begin a header.
        (f"Geneva: talks go on\n\n{BODY}", "Geneva: talks go on", f"Geneva: talks go on\n\n{BODY}"),
        # Others may stand in it.
        (f"title: Talks\ncategory: world\n\n{BODY}", "Talks", BODY),
        # A line that only looks like a header.
        (f"Title: more than a word\nBut a text.\n\n{BODY}", "Title: more than a word", None),
        (f"\n\nTITLE : Talks\r\n\r\n{BODY}", "Talks", BODY),
        (f"\ufefftitle: Talks\n\n{BODY}", "Talks", BODY),
        # A second empty line belongs to the body.
        (f"title: Talks\n\n\n{BODY}", "Talks", f"\n{BODY}"),
    ],
)
def test_what_counts_as_header(content: str, title: str, body: str | None) -> None:
    article = only(content)
    assert article.title == title
    assert article.text == (content if body is None else body)


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("Title: Talks\nDate: 2022-02-22", date(2022, 2, 22)),
        ("Datum: 22. Februar 2022\nTitel: Talks", date(2022, 2, 22)),
        ("published: 2022-02-22\ndate: 2020-01-01\ntitle: Talks", date(2022, 2, 22)),
        ("Title: Talks\nDate: last week", None),
    ],
)
def test_other_words_for_the_same(header: str, day: date | None) -> None:
    article = only(f"{header}\n\n{BODY}")
    assert (article.title, article.published, article.text) == ("Talks", day, BODY)


def test_a_text_that_begins_with_a_vague_date_keeps_it() -> None:
    assert only(f"Date: some day soon\n\n{BODY}").text == f"Date: some day soon\n\n{BODY}"


def test_a_forgotten_empty_line_is_noted() -> None:
    article = only(f"published: 2022-02-22\n{BODY}")
    assert article.published == date(2022, 2, 22)
    assert article.text == BODY
    assert "empty line" in article.notes[0]


@pytest.mark.parametrize("stated", ["31.02.2022", "yesterday", "3 May", "Monday", "2022"])
def test_a_date_that_is_none_is_refused(stated: str) -> None:
    with pytest.raises(InputError, match="is no date") as caught:
        list(read_text(f"published: {stated}\n\n{BODY}".encode(), "x.txt"))
    assert stated in caught.value.message
    assert caught.value.where is not None
    assert caught.value.where.startswith("x.txt")
    assert "YYYY-MM-DD" in (caught.value.remedy or "")


def test_a_message_stays_short() -> None:
    with pytest.raises(InputError) as caught:
        list(read_text(f"published: {'2022 ' * 10_000}\n\n{BODY}".encode(), "x.txt"))
    assert len(caught.value.message) < 200


def test_an_empty_date_is_unknown() -> None:
    assert only(f"published:\nlanguage: en\n\n{BODY}").published is None


def test_a_header_alone_is_no_article() -> None:
    with pytest.raises(InputError, match="no text"):
        list(read_text(b"published: 2022-02-22\n\n", "x.txt"))


VALUES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)


@given(
    title=VALUES,
    source=VALUES,
    day=st.dates(date(1600, 1, 1), date(2200, 1, 1)),
    body=st.text(max_size=200),
)
def test_a_header_round_trips(title: str, source: str, day: date, body: str) -> None:
    header = {"published": day.isoformat(), "title": title, "source": source}
    written = "".join(f"{name}: {value}\n" for name, value in header.items())
    assert split_header(f"{written}\n{body}") == (header, body, True)


@given(st.text(max_size=300))
def test_the_body_is_always_the_end_of_the_text(text: str) -> None:
    fields, body, _ = split_header(text)
    assert text.endswith(body)
    assert fields or body == text
