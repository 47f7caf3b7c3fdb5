"""Absolute dates for languages without a pack, by dateparser's locale data.

Only dates that state day, month and year are taken, and only their interval is claimed: no
weekdays, no durations, nothing relative. The rule's name says where the reading comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from timeline import interval as calendar
from timeline.interval import to_edtf
from timeline.model import Document, Layout, Timex

RULE = "dateparser"
# Day, month name and year within a few characters, or digits only; dateparser decides on the rest.
_NAMED = re.compile(
    r"(?<![\w.])(?:[0-3]?[0-9][.º°]?\s(?:(?:de|do|of)\s)?[^\W\d_]{3,14}\.?\s(?:(?:de|do|del)\s)?"
    r"|[^\W\d_]{3,14}\.?\s[0-3]?[0-9],?\s)(?:1[0-9]|20)[0-9]{2}(?![\w])"
)
_DIGITS = re.compile(r"(?<![\w.])(?:1[0-9]|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?![\w])")


def tag_absolute(document: Document, layout: Layout) -> tuple[Timex, ...]:
    """Dates with day, month and year in the document's sentences; empty for unknown locales."""
    language = document.language or ""
    if language not in _locales():
        return ()
    found = [
        timex
        for sentence in layout.sentences
        for timex in _in_sentence(document, sentence.start, sentence.end, language)
    ]
    return tuple(sorted(found, key=lambda timex: timex.start))


def _in_sentence(document: Document, start: int, end: int, language: str) -> Iterator[Timex]:
    for pattern in (_NAMED, _DIGITS):
        for match in pattern.finditer(document.text, start, end):
            day = _read(match[0], language)
            if day is not None:
                yield _timex(match, day, language)


def _timex(match: re.Match[str], day: date, language: str) -> Timex:
    covered = calendar.day(day)
    value = day.isoformat()
    why = (
        f"“{match[0]}” is a calendar date as dateparser reads it, for there is no language pack "
        f"for {language!r}: {value}."
    )
    return Timex(
        match.start(),
        match.end(),
        match[0],
        "DATE",
        value,
        value,
        RULE,
        interval=covered,
        edtf=to_edtf(covered),
        basis="explicit",
        why=why,
    )


@lru_cache(maxsize=4096)
def _read(text: str, language: str) -> date | None:
    import dateparser

    found = dateparser.parse(
        text,
        languages=[language],
        settings={"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True},
    )
    return None if found is None else found.date()


@lru_cache(maxsize=1)
def _locales() -> frozenset[str]:
    from dateparser.data.languages_info import language_order

    return frozenset(language_order)
