"""The words of a document's sentences as the gazetteer spells them, with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from timeline.gazetteer.index import fold
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
        low, high = 0, len(self.start)
        while low < high:
            middle = (low + high) // 2
            if self.end[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def joined(self, place: int) -> bool:
        """Whether no space stands between the word and the one before it."""
        return place > 0 and self.end[place - 1] == self.start[place]


def cut(text: str, layout: Layout) -> Words:
    """The words of all sentences, in order."""
    words = Words()
    for sentence in layout.sentences:
        words.first.append(len(words.word))
        spans = [match.span() for match in _WORD.finditer(text, sentence.start, sentence.end)]
        words.start.extend([span[0] for span in spans])
        words.end.extend([span[1] for span in spans])
        words.word.extend([_plain(text[start:end]) for start, end in spans])
    words.first.append(len(words.word))
    return words


def _plain(token: str) -> str:
    return token if token.isascii() else fold(token)


def sentence_starts(words: Words) -> frozenset[int]:
    """Numbers of words that open a sentence, opening quotation marks skipped."""
    found = set()
    for place in words.first[:-1]:
        while place < len(words.word) and not words.word[place][:1].isalnum():
            place += 1  # noqa: PLW2901 the sentence opens behind its quotation mark
        found.add(place)
    return frozenset(found)
