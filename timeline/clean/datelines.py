"""Datelines: place, date and agency before the first sentence of an article.

A name before a dash or a full stop is more often a subject ("Petrow – ein General – schwieg") than
a place, so a bare place counts only where an article may begin and nothing speaks against it. An
agency or a date beside it is proof enough anywhere.
"""

from __future__ import annotations

import re
from functools import cache

from timeline.clean.words import agencies, listed, no_sentence_after, starters
from timeline.languages.loader import available, load_table
from timeline.model import Dateline

_WORD = r"[A-ZÀ-ÖØ-ÞŁŚŠŽČ][\w'’.-]{0,25}"
_PLACE = rf"{_WORD}(?:\s(?:(?:am|an|der|in|of|the|el|al|de|la)\s)?{_WORD}){{0,3}}"
_PLACES = rf"{_PLACE}(?:\s?/\s?{_PLACE}){{0,3}}(?:,\s{_PLACE}){{0,2}}"
_AGENCY = r"[A-Za-zÄÖÜäöü][\w.\-]{0,20}(?:\s[A-Z]\w{0,12}){0,2}(?:\s?[/,]\s?[\w.\-]{1,20}){0,4}"
_DATE = (
    r"(?:\d{1,2}\.?\s?[A-Za-zÄÖÜäöü]{3,9}\.?(?:\s\d{4})?"
    r"|[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,?\s\d{4})?"
    r"|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?|\d{4}-\d\d-\d\d)"
)
_DASH = r"(?:\s{0,2}[–—]|\s{1,2}--?)\s{1,3}"
_OPENER = r"[\"„“”»«‚‘'(]{0,2}"
# "WASHINGTON, Feb 21 (Reuters) -", "Wien (dpa) –", "Genf, 3. März –", "BAMAKO -"
_WITH_DASH = re.compile(
    rf"(?P<place>{_PLACES})(?:,?\s{{1,2}}(?P<date>{_DATE}))?(?:\s{{0,2}}\((?P<agency>{_AGENCY})\))?"
    rf"(?:,?\s{{1,2}}(?P<later>{_DATE}))?:?(?P<dash>{_DASH})(?=(?P<capital>{_OPENER}[A-ZÄÖÜ0-9])|\S)"
)
# "Moskau.", "Moskau/Kiew (dpa)." – only where an article's text begins.
_WITH_STOP = re.compile(
    rf"(?P<place>{_PLACES})(?:\s{{0,2}}\((?P<agency>{_AGENCY})\))?\.\s{{1,3}}(?=[\"„“»A-ZÄÖÜ])"
)
# "(CNN) --", "(dpa) –"
_AGENCY_ONLY = re.compile(rf"\((?P<agency>{_AGENCY})\)(?:{_DASH}|\s{{1,2}})(?=\S)")
# "BERLIN afp | Die Ministerin"
_WITH_BAR = re.compile(
    r"(?P<place>[A-ZÄÖÜ][A-ZÄÖÜ/-]{2,30}(?:\s[A-ZÄÖÜ][A-ZÄÖÜ/-]{1,20}){0,2})"
    r"\s(?P<agency>[\w/]{2,12})\s\|\s{1,2}(?=\S)"
)
_SECOND_DASH = re.compile(r"[^.!?–—]{1,200}?(?:\s[–—]\s|\s--?\s)")
_LONGEST = 110
_MOST_PLACE_WORDS = 5


def find(
    text: str, start: int, end: int, *, opening: bool, full_stop: bool = True
) -> Dateline | None:
    """The dateline at the head of a paragraph.

    `opening`: the article's text may begin here. `full_stop`: the language ends datelines with one.
    """
    stop = min(end, start + _LONGEST)
    head = text[start:stop]
    dash = "–" in head or "—" in head or "-" in head
    match = _WITH_DASH.match(text, start, stop) if dash else None
    if match is not None and _is_dateline(match, text, end, opening=opening):
        return _dateline(match, date_text=match["date"] or match["later"])
    if not opening:
        return None
    match = _AGENCY_ONLY.match(text, start, stop)
    if match is not None and _is_agency(match["agency"]):
        return Dateline(start, match.end(), agency=match["agency"])
    match = _WITH_BAR.match(text, start, stop)
    if match is not None and _is_agency(match["agency"]):
        return _dateline(match, date_text=None)
    match = _WITH_STOP.match(text, start, stop) if full_stop else None
    if match is not None and _may_stand_alone(match["place"]):
        return _dateline(match, date_text=None)
    return None


@cache
def end_with_full_stop(language: str | None) -> bool:
    """Whether datelines of the language may end with a full stop; any may where it is unknown."""
    if language not in available("boilerplate"):
        return True
    table = load_table(str(language), "boilerplate").get("datelines", {})
    return bool(table.get("with_full_stop", False))


def _dateline(match: re.Match[str], *, date_text: str | None) -> Dateline:
    return Dateline(
        match.start(),
        match.end(),
        place=match["place"],
        agency=match["agency"],
        date_text=date_text,
    )


def _is_dateline(match: re.Match[str], text: str, end: int, *, opening: bool) -> bool:
    """Whether what stands before the dash is a place rather than a subject."""
    place = match["place"]
    if _is_agency(match["agency"]):
        return True
    first = re.split(r"[ /,]", place, maxsplit=1)[0]
    if first.casefold() in starters() and place.casefold() not in listed("article_places"):
        return False
    if match["date"] or match["later"]:
        return match["capital"] is not None
    if not opening or match["capital"] is None or len(place.split()) > _MOST_PLACE_WORDS:
        return False
    if first.isupper() and len(first) > 2:
        return True
    # "Italien – einst Verbündeter – schweigt": a dash that is closed again is an aside.
    aside = _SECOND_DASH.match(text, match.end(), end) is not None
    return not aside and place.casefold() not in listed("no_places")


def _may_stand_alone(place: str) -> bool:
    """Whether the words before a full stop can be a place: "Moskau.", but not "Nein." or "Gen."."""
    words = place.replace("/", " ").split()
    if len(words) > 3 and "/" not in place:
        return False
    if place.casefold() in listed("article_places"):
        return True
    if any(word.casefold() in starters() | listed("no_places") for word in words):
        return False
    last = words[-1]
    return len(last) > 2 and "." not in last and last not in no_sentence_after()


def _is_agency(name: str | None) -> bool:
    if name is None:
        return False
    parts = re.split(r"\s?[/,]\s?", name.casefold())
    return any(part in agencies() for part in (*parts, name.casefold()))
