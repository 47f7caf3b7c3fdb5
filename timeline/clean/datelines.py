"""Datelines: place, date and agency before the first sentence of an article."""

from __future__ import annotations

import re
from functools import cache

from timeline.languages.loader import available, load_table
from timeline.model import Dateline

_WORD = r"[A-ZÄÖÜÉÎ][\wäöüßéèáíóúçñ'’.-]{0,25}"
_PLACE = rf"{_WORD}(?:\s(?:(?:am|an|der|in|of|the|el|al|de|la)\s)?{_WORD}){{0,3}}"
_PLACES = rf"{_PLACE}(?:\s?/\s?{_PLACE}){{0,3}}(?:,\s{_PLACE}){{0,2}}"
_AGENCY = r"[A-Za-zÄÖÜäöü][\w.\-]{0,20}(?:\s[A-Z]\w{0,12}){0,2}(?:\s?[/,]\s?[\w.\-]{1,20}){0,4}"
_DATE = (
    r"(?:\d{1,2}\.?\s?[A-Za-zÄÖÜäöü]{3,9}\.?(?:\s\d{4})?"
    r"|[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,?\s\d{4})?"
    r"|\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?|\d{4}-\d\d-\d\d)"
)
_DASH = r"(?:\s{0,2}[–—]|\s{1,2}--?)\s{1,3}"
# "WASHINGTON, Feb 21 (Reuters) -", "Wien (dpa) –", "Genf, 3. März –", "BAMAKO -"
_WITH_DASH = re.compile(
    rf"(?P<place>{_PLACES})(?:,?\s{{1,2}}(?P<date>{_DATE}))?(?:\s{{0,2}}\((?P<agency>{_AGENCY})\))?"
    rf"(?:,?\s{{1,2}}(?P<later>{_DATE}))?:?{_DASH}(?=\S)"
)
# "Moskau.", "Moskau/Kiew (dpa)." – only where an article's text begins.
_WITH_STOP = re.compile(
    rf"(?P<place>{_PLACES})(?:\s{{0,2}}\((?P<agency>{_AGENCY})\))?\.\s{{1,3}}(?=[\"„“»A-ZÄÖÜ])"
)
# "(CNN) --", "(dpa) –"
_AGENCY_ONLY = re.compile(rf"\((?P<agency>{_AGENCY})\)(?:{_DASH}|\s{{1,2}})(?=\S)")
_LONGEST = 110
# A line of its own above the text: "22.02.2022, 14:35 Uhr", "Published: 21 February 2022, 9 a.m."
_MONTH_DATE = r"\d{1,2}\.?\s[A-Za-zÄÖÜäöü]{3,9}\.?,?\s\d{4}|[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4}"
_DATE_LINE = re.compile(
    rf"(?:\w[\w\s]{{0,30}}:\s?|\w{{2,10}}[,.]?\s)?(?:(?:am|on|vom)\s)?"
    rf"(?P<date>{_MONTH_DATE}|\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}|\d{{4}}-\d\d-\d\d)"
    r"(?:[\s,–|-]{1,4}(?:um\s|at\s)?\d{1,2}(?:[:.]\d\d)?(?:\s?(?:Uhr|[ap]\.?m\.?|[A-Z]{2,4}))?){0,2}\.?"
)


def find(text: str, start: int, end: int, *, opening: bool) -> Dateline | None:
    """The dateline at the head of a paragraph; `opening` where the article's text may begin."""
    stop = min(end, start + _LONGEST)
    match = _WITH_DASH.match(text, start, stop)
    if match is not None and _is_plausible(match["place"], dated=match["date"] or match["agency"]):
        return _dateline(match, date_text=match["date"] or match["later"])
    if not opening:
        return None
    match = _AGENCY_ONLY.match(text, start, stop)
    if match is not None:
        return Dateline(start, match.end(), agency=match["agency"])
    match = _WITH_STOP.match(text, start, stop)
    if match is not None and _is_plausible(match["place"], dated=match["agency"], stop=True):
        return _dateline(match, date_text=None)
    return None


def date_line(text: str, start: int, end: int) -> Dateline | None:
    """The date that makes up a whole line above the text, as pasted pages have it."""
    match = _DATE_LINE.fullmatch(text, start, end)
    return None if match is None else Dateline(start, end, date_text=match["date"])


def _dateline(match: re.Match[str], *, date_text: str | None) -> Dateline:
    return Dateline(
        match.start(),
        match.end(),
        place=match["place"],
        agency=match["agency"],
        date_text=date_text,
    )


def _is_plausible(place: str, *, dated: str | None, stop: bool = False) -> bool:
    """A place has few words; "Ja." or "Er kam –" are none."""
    words = place.replace("/", " ").split()
    if dated is not None:
        return True
    if stop and (len(words) > 3 or len(place) < 3):
        return False
    if len(words) == 1 and place.casefold() in _no_places():
        return False
    return len(words) <= 5


@cache
def _no_places() -> frozenset[str]:
    """Words that stand alone before a dash or a full stop and are no place."""
    return frozenset(
        word.casefold()
        for language in available()
        for section, key in (("sentences", "starters"), ("boilerplate", "no_places"))
        for word in load_table(language, section).get(key, ())
    )
