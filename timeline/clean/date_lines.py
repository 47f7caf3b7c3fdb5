"""Lines above an article's text that say when it appeared and who wrote it."""

from __future__ import annotations

import re
from functools import cache

from timeline.clean.words import listed, months, weekdays
from timeline.languages.patterns import either
from timeline.model import Dateline

_LONGEST = 160
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|\s?[+-]\d\d:?\d\d)?\b")
_WORD = re.compile(r"[^\W\d]{1,40}")
_NUMBER = re.compile(r"\d{1,9}")
_PART = r"[A-ZÀ-ÖØ-Þ][\w.'’-]{0,25}"
_NAME = rf"{_PART}(?:\s(?:(?:von|van|de|der|den|al|el|bin|di|da)\s)?{_PART}){{1,3}}"


def find(text: str, start: int, end: int) -> Dateline | None:
    """The date that makes up a whole line: "22.02.2022, 14:35 Uhr", "Published: 21 May 2022".

    `date_text` is None where the line tells only when the text was changed.
    """
    if end - start > _LONGEST:
        return None
    line = text[start:end]
    if _NUMBER.search(line) is None:
        return None
    date_pattern, byline = _patterns()
    dates = list(date_pattern.finditer(line))
    if not dates or dates[-1].end() - dates[0].start() == 0:
        return None
    rest = date_pattern.sub(" ", byline.sub(" ", line))
    rest = _CLOCK.sub(" ", rest)
    allowed = listed("line_words") | listed("updated_words") | weekdays()
    if any(word.casefold() not in allowed for word in _WORD.findall(rest)):
        return None
    if any(len(number) > 2 for number in _NUMBER.findall(rest)):
        return None
    return Dateline(start, end, date_text=_stated(line, dates))


def is_byline(paragraph: str) -> bool:
    """Whether the paragraph only names its authors: "Von Anna Holm und Jan Brandt, Kiew"."""
    return len(paragraph) <= _LONGEST and _patterns()[1].fullmatch(paragraph.strip()) is not None


def _stated(line: str, dates: list[re.Match[str]]) -> str | None:
    """The first date that is not one of a change."""
    before = 0
    for match in dates:
        words = {word.casefold() for word in _WORD.findall(line, before, match.start())}
        if not words & listed("updated_words"):
            return match.group()
        before = match.end()
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A date as such lines have it, and a byline."""
    month = either(months())
    date = (
        rf"\b(?:\d{{1,2}}\.?\s(?:{month})\b\.?,?(?:\s\d{{4}})?"
        rf"|(?:{month})\b\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s\d{{4}})?"
        r"|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d(?=\b|T))T?"
    )
    byline = (
        rf"\b(?:{either(listed('byline_words'))}):?\s(?:the\s)?{_NAME}"
        rf"(?:(?:,|\s(?:{either(listed('byline_joiners'))}))\s{_NAME}){{0,5}}"
        rf"(?:,?\s(?:in\s|aus\s|from\s)?[A-ZÀ-ÖØ-Þ][\w-]{{1,25}}){{0,2}}"
    )
    return re.compile(date, re.IGNORECASE), re.compile(byline)
