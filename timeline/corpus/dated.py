"""An article as its dated sentences: what day salience and summaries are computed from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from timeline.model import Document, Layout, Sentence, Timex

_WORD = re.compile(r"[^\W\d_]{2,40}|\d{2,9}")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: its words without function words, and the days it names.

    `days` maps a day to whether it stands there as a calendar date ("March 19"), in text order.
    """

    text: str
    words: frozenset[str]
    days: dict[date, bool]


@dataclass(frozen=True, slots=True)
class Dated:
    """An article with its publication day and its sentences."""

    id: str
    published: date
    sentences: tuple[Said, ...]


def dated(document: Document, layout: Layout, timexes: Sequence[Timex]) -> Dated | None:
    """The article, or None where its publication date is not known."""
    if document.published is None:
        return None
    stop = function_words(document.language or "en")
    found = []
    for sentence, days in _days_of(layout, timexes):
        text = " ".join(document.text[sentence.start : sentence.end].split())
        found.append(Said(text, words_of(text) - stop, days))
    return Dated(document.id, document.published, tuple(found))


def days_named(document: Document, layout: Layout, timexes: Sequence[Timex]) -> Dated | None:
    """The same without any words, only the sentences that name a day: quick where no query asks."""
    if document.published is None:
        return None
    sentences = tuple(Said("", _NONE, days) for _, days in _days_of(layout, timexes) if days)
    return Dated(document.id, document.published, sentences)


def _days_of(
    layout: Layout, timexes: Sequence[Timex]
) -> Iterator[tuple[Sentence, dict[date, bool]]]:
    """Each sentence with the days it names, and whether as calendar dates."""
    place, count = 0, len(timexes)
    for sentence in layout.sentences:
        days: dict[date, bool] = {}
        while place < count and timexes[place].start < sentence.start:
            place += 1
        while place < count and timexes[place].start < sentence.end:
            day = _day(timexes[place])
            if day is not None:
                days[day] = days.get(day, False) or _is_calendar_date(timexes[place])
            place += 1
        yield sentence, days


def words_of(text: str) -> frozenset[str]:
    """The different words of a text in lower case."""
    return frozenset(_WORD.findall(text.lower()))


@cache
def function_words(language: str) -> frozenset[str]:
    """Words that say nothing about the matter, in the languages that have a list."""
    import stopwordsiso

    return frozenset(stopwordsiso.stopwords(language)) if stopwordsiso.has_lang(language) else _NONE


_NONE: frozenset[str] = frozenset()


def _day(timex: Timex) -> date | None:
    """The one day that the expression means; None for months, spans and what stayed open."""
    if timex.type not in ("DATE", "TIME") or timex.interval is None:
        return None
    first, last = timex.interval.first_day, timex.interval.last_day
    return first if first == last else None


def _is_calendar_date(timex: Timex) -> bool:
    """Whether day and month were said, not counted ("March 19", not "on Monday")."""
    figures = any(char.isdigit() for char in timex.text)
    return timex.basis == "explicit" or (figures and "T" not in timex.value)
