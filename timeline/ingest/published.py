"""Reading publication dates: ISO at once, everything else by dateparser with nothing filled in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from timeline.languages.loader import available, load_table
from timeline.languages.patterns import either
from timeline.model import Document, Problem
from timeline.own import current

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model import Layout

_CLOCK = r"(?:[T\s]\s?[\d:.,+\-−Z]{0,30}(?:\s?[A-Z]{2,5})?)?"
_ISO = re.compile(rf"(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}}){_CLOCK}")
_COMPACT = re.compile(rf"(?P<year>[0-9]{{4}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}}){_CLOCK}")
# "03/04/2022" is April in London and March in New York.
_SLASHED = re.compile(r"(?<!\d)(?P<first>\d{1,2})/(?P<second>\d{1,2})/\d{2,4}(?!\d)")
# A date in words has a year of four figures or two after day and month, and no word for "ago".
_YEAR = re.compile(r"\b\d{4}\b|\b\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2}\b")
_LONGEST = 80
_EARLIEST, _LATEST = 1600, 2200
# dateparser fills gaps from this moment; the settings forbid gaps, so it never shows.
_UNUSED_BASE = datetime(1900, 1, 1)
REMEDY = "write the publication date as YYYY-MM-DD"


def no_date(stated: str) -> str:
    """The message for a publication date that is none."""
    shown = stated if len(stated) <= _LONGEST else stated[:_LONGEST] + "…"
    return f"{shown!r} is no date"


def parse_date(text: str, language: str | None = None) -> date | None:
    """The calendar date that a text states in full, or None.

    Nothing is filled in or guessed: "21 February", "yesterday" and "03/04/2022" are None. Day
    and month of "02.03.2022" stand in this order. A time with its offset is counted in the time
    zone that the user names, if one is named; otherwise the day is the one that is written.
    """
    text = " ".join(text[: _LONGEST + 1].split())
    if current().zone is not None:
        moment = _moment(text)
        if moment is not None and moment.tzinfo is not None:
            text = day_of(moment).isoformat()
    for pattern in (_ISO, _COMPACT):
        match = pattern.fullmatch(text)
        if match is not None:
            return _date(int(match["year"]), int(match["month"]), int(match["day"]))
    if len(text) > _LONGEST or not _YEAR.search(text) or _ranges().search(text):
        return None
    slashed = _SLASHED.search(text)
    if slashed is not None and _is_ambiguous(slashed) and not _day_first(language):
        return None
    # Slow to import, and most dates are ISO.
    import dateparser

    parsed = dateparser.parse(
        _labels().sub(" ", text).strip(" :,|·"),
        # The article's own language first; agencies and content systems use English anyway.
        languages=sorted(available(), key=lambda code: code != language),
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RELATIVE_BASE": _UNUSED_BASE,
            "DATE_ORDER": "DMY",
            "PARSERS": ["absolute-time"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    return None if parsed is None else _date(parsed.year, parsed.month, parsed.day)


def day_of(moment: datetime) -> date:
    """The calendar day of a moment: in the user's time zone if both have one, else as written."""
    zone = current().zone
    if zone is None or moment.tzinfo is None:
        return moment.date()
    try:
        return moment.astimezone(zone).date()
    except (ValueError, OverflowError):  # at the ends of the calendar
        return moment.date()


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.replace("\u2212", "-"))
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    # Newspapers begin in the 17th century; the upper bound keeps calendar sums inside `date`.
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(_words('labels'))})\b:?", re.IGNORECASE)


@cache
def _ranges() -> re.Pattern[str]:
    between = either(_words("between"))
    return re.compile(rf"\d\s?(?:[–—-]|\b(?:{between})\b)\s?\d{{1,2}}\.?\s[^\W\d]")


def _words(key: str) -> set[str]:
    """The words of all packs."""
    return {word for code in available() for word in load_table(code, "publication").get(key, ())}


def _day_first(language: str | None) -> bool:
    return language in available() and bool(
        load_table(language, "publication").get("slashes_are_day_first", False)
    )


def _is_ambiguous(slashed: re.Match[str]) -> bool:
    first, second = int(slashed["first"]), int(slashed["second"])
    return first != second and max(first, second) <= 12


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
            where=_place(document),
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


def _place(document: Document) -> str:
    """The file, and the article in it where the file's name does not tell."""
    if document.path is None:
        return document.id
    named = document.id.rsplit("/", 1)[-1] == PurePath(document.path).stem
    return document.path if named else f"{document.path}, article {document.id}"
