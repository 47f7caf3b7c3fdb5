"""Reading publication dates: ISO at once, everything else by dateparser with nothing filled in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from timeline.model import Document, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model import Layout

_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T\s].{0,40})?\s*", re.DOTALL)
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T.{0,20})?\s*")
# A date in words has a year of four figures or two after day and month, and no word for "ago".
_YEAR = re.compile(r"\b\d{4}\b|\b\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2}\b")
_LONGEST = 80
# dateparser fills gaps from this moment; the settings forbid gaps, so it never shows.
_UNUSED_BASE = datetime(1900, 1, 1)
REMEDY = "write the publication date as YYYY-MM-DD"


def parse_date(text: str, language: str | None = None) -> date | None:
    """The calendar date that a text states in full, or None.

    Nothing is filled in: "21 February" and "yesterday" are None. Day and month of `02.03.2022`
    are taken in the order of the language, day first where it is unknown.
    """
    for pattern in (_ISO, _COMPACT):
        match = pattern.fullmatch(text)
        if match is not None:
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                return None
    if len(text) > _LONGEST or not _YEAR.search(text):
        return None
    # Slow to import, and most dates are ISO.
    import dateparser

    # dateparser reads "21.02.2022, 14:35 Uhr" only without the unit of the clock time.
    cleaned = re.sub(r"\b(?:Uhr|Stand:?|updated:?|published:?|aktualisiert:?)\b", " ", text)
    parsed = dateparser.parse(
        " ".join(cleaned.split()),
        languages=[language] if language in ("de", "en") else ["de", "en"],
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RELATIVE_BASE": _UNUSED_BASE,
            "DATE_ORDER": "DMY",
            "PARSERS": ["absolute-time"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    return None if parsed is None else parsed.date()


def date_from_dateline(document: Document, layout: Layout) -> Document:
    """The document, dated by its dateline where nothing else dates it.

    A dateline without a year leaves the date unknown: the year would be a guess.
    """
    if document.published_from not in ("unknown", "argument"):
        return document
    if document.published is not None:
        return document
    for dateline in layout.datelines:
        if dateline.date_text is None:
            continue
        found = parse_date(dateline.date_text, document.language)
        if found is not None:
            return replace(document, published=found, published_from="dateline")
    return document


def undated(documents: Iterable[Document]) -> list[Problem]:
    """A warning for each document whose publication date nobody states."""
    return [
        Problem(
            where=document.path or document.id,
            message=(
                "no publication date: expressions such as 'on Monday' stay unresolved, only full"
                " calendar dates count"
            ),
            remedy="add a line 'published: YYYY-MM-DD' above the article, or use --published DATE",
            severity="warning",
        )
        for document in documents
        if document.published is None
    ]
