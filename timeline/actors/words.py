"""The words of a document's sentences as the gazetteer spells them, with their offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from timeline.gazetteer.index import fold
from timeline.languages.loader import available, load_table
from timeline.model import Layout

_WORD = re.compile(r"\w{1,80}|[^\w\s]")


@dataclass(slots=True)
class Words:
    """Parallel lists: word without accents, its start, its end, and whether a sentence begins.

    `first` holds the number of the first word of each sentence, in order, and one after the last.
    """

    word: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)

    def at(self, offset: int) -> int:
        """The number of the word that holds the offset or comes next after it."""
        return bisect_right(self.end, offset)

    def begins(self, place: int) -> bool:
        """Whether a sentence begins with the word (or the text ends before it)."""
        found = bisect_left(self.first, place)
        return found < len(self.first) and self.first[found] == place

    def beginning(self, place: int) -> int:
        """The first word of the sentence that holds the word."""
        return self.first[bisect_right(self.first, place) - 1]

    def joined(self, place: int) -> bool:
        """Whether no space stands between the word and the one before it."""
        return place > 0 and self.end[place - 1] == self.start[place]


def cut(text: str, layout: Layout) -> Words:
    """The words of all sentences, in order."""
    word: list[str] = []
    start: list[int] = []
    end: list[int] = []
    first: list[int] = []
    for sentence in layout.sentences:
        first.append(len(word))
        matches = list(_WORD.finditer(text, sentence.start, sentence.end))
        word += [match[0] for match in matches]
        start += [match.start() for match in matches]
        end += [match.end() for match in matches]
    first.append(len(word))
    if not text.isascii():
        word = [one if one.isascii() else fold(one) for one in word]
    return Words(word, start, end, first)


def sentence_starts(words: Words) -> frozenset[int]:
    """Numbers of words that open a sentence, opening quotation marks skipped."""
    found = set()
    for place in words.first[:-1]:
        while place < len(words.word) and not words.word[place][:1].isalnum():
            place += 1  # noqa: PLW2901 the sentence opens behind its quotation mark
        found.add(place)
    return frozenset(found)


def sentence_languages(words: Words, language: str) -> list[str]:
    """The language of each sentence: the document's, but for those clearly in another one.

    German articles carry English captions. A sentence counts as foreign that has two function
    words of another language and none of the document's.
    """
    function_words = _function_words()
    own = function_words.get(language)
    count = len(words.first) - 1
    if own is None:
        return [language] * count
    return [
        language
        if not own.isdisjoint(words.word[words.first[n] : words.first[n + 1]])
        else _foreign(set(words.word[words.first[n] : words.first[n + 1]])) or language
        for n in range(count)
    ]


def _foreign(present: set[str]) -> str | None:
    """The language that two of the words are function words of."""
    for other, listed in _function_words().items():
        if len(present & listed) >= 2:
            return other
    return None


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {
        language: frozenset(load_table(language, "names").get("function_words", ()))
        for language in available()
    }


_CALENDAR = ("month", "month_english", "weekday", "weekdays", "part", "unit", "units")


_HEADLINE = 0.75  # share of capitalised words above which capitals tell nothing


def is_headline(sentence: Sequence[str]) -> bool:
    """Whether a sentence of these words is printed with capitals throughout, as headlines are."""
    letters = [word for word in sentence if word[:1].isalpha()]
    return sum(word[:1].isupper() for word in letters) > _HEADLINE * len(letters)


@cache
def calendar_words(language: str) -> frozenset[str]:
    """Months, weekdays, parts of the day and units, lower case: "JANUARY" names nobody."""
    table = load_table(language, "calendar").get("words", {}) if language else {}
    found: set[str] = set()
    for section in _CALENDAR:
        for value, forms in table.get(section, {}).items():
            if value == "case" or not isinstance(forms, str) or "+" in forms:
                continue
            for word in forms.split(" "):
                stem, *endings = word.split("/")
                found |= {fold(stem + ending).lower() for ending in ("", *endings)}
    return frozenset(found)
