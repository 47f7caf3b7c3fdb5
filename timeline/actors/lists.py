"""Names in languages without trained weights: persons by given names and titles, and acronyms.

What the gazetteer lists needs no recogniser; this finds a few of those whom it does not know, and
rather none than a wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from timeline.actors.order import order, phrase_at
from timeline.actors.recognise import Span
from timeline.actors.words import Words, cut
from timeline.gazetteer.index import fold
from timeline.languages.loader import load_table
from timeline.model import Document, Layout

# Below what a listed place of the same words outweighs.
_GIVEN, _TITLED, _ACRONYM = 0.75, 0.7, 0.6
_LONGEST = 5  # words of a name
_ROMAN = frozenset("IVXLCDM")


@dataclass(frozen=True, slots=True)
class _Lists:
    given: frozenset[str]
    articles: frozenset[str]
    particles: frozenset[str]
    no_names: frozenset[str]


@cache
def _lists(language: str) -> _Lists:
    table = load_table(language, "names")
    given = [*table.get("m", ()), *table.get("f", ())]
    return _Lists(
        frozenset(map(fold, given)),
        *(
            frozenset(map(fold, table.get(key, ())))
            for key in ("articles", "particles", "no_names")
        ),
    )


def recognise(document: Document, layout: Layout) -> list[Span]:
    """Persons and acronyms in the sentences; none for a language without lists or with weights."""
    language = document.language or ""
    table = order(language)
    if table is None:
        return []
    lists, words = _lists(language), cut(document.text, layout)
    found: list[Span] = []
    for sentence in range(len(words.first) - 1):
        place, stop = words.first[sentence], words.first[sentence + 1]
        shouted = _is_shouted(words.word[place:stop])
        while place < stop and not shouted:
            phrase = phrase_at(words, place, table)
            titled = phrase is not None and phrase.kind in ("office", "title")
            first = place + len(phrase.tokens) if phrase is not None and titled else place
            last = _name_end(words, first, stop, lists)
            given = _given(words, first, lists)
            if last > first and (titled or (given and last - first > given)):
                score = _TITLED if titled else _GIVEN
                found.append(Span(words.start[first], words.end[last - 1], "PER", score))
                place = last
                continue
            if _is_acronym(words, place, lists):
                found.append(Span(words.start[place], words.end[place], "ORG", _ACRONYM))
            place = max(first, place + 1)
    return found


def _is_shouted(sentence: list[str]) -> bool:
    """A sentence in capitals tells nothing by them."""
    letters = [word for word in sentence if word.isalpha() and len(word) > 1]
    return bool(letters) and 2 * sum(word.isupper() for word in letters) > len(letters)


def _given(words: Words, place: int, lists: _Lists) -> int:
    """How many words the given name at `place` has: "Jean-Luc" has three; 0 for none."""
    if words.word[place] not in lists.given:
        return 0
    if place + 2 < len(words.word) and words.word[place + 1] == "-" and words.joined(place + 2):
        return 3
    return 1


def _name_end(words: Words, place: int, stop: int, lists: _Lists) -> int:
    """The word after the capitalised ones from `place` on, with particles between them."""
    last = at = place
    while at < stop and at - place < _LONGEST:
        word = words.word[at]
        if word[:1].isupper() and word.isalpha() and not _is_acronym_form(word):
            last = at = at + 1
        elif last > place and (word.lower() in lists.particles or word in ("-", "'")):
            at += 1
        else:
            break
    return last


def _is_acronym_form(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_acronym(words: Words, place: int, lists: _Lists) -> bool:
    """ "la CFDT": capitals behind an article, that are no number and no word of daily life."""
    word = words.word[place]
    if not (word.isalpha() and word.isupper() and 3 <= len(word) <= 6) or set(word) <= _ROMAN:
        return False
    at = place - 2 if place > 1 and words.word[place - 1] == "'" else place - 1
    return at >= 0 and words.word[at].lower() in lists.articles and word not in lists.no_names
