"""Names in languages without trained weights: persons by given names and titles, and acronyms.

What the gazetteer lists needs no recogniser; this finds a few of those whom it does not know, and
rather none than a wrong one.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from timeline.actors.order import Order, order, phrase_at
from timeline.actors.recognise import Span
from timeline.actors.words import Words, cut
from timeline.gazetteer.index import ADJECTIVE, NAME, Index, fold, load
from timeline.languages.loader import load_table
from timeline.model import Document, Layout

# Below what a listed place of the same words outweighs.
_GIVEN, _TITLED, _ACRONYM = 0.75, 0.7, 0.6
_LONGEST = 5  # words of a name
_ROMAN = frozenset("IVXLCDM")
_ARABIC = frozenset({"al", "el"})


class Lists(NamedTuple):
    """Words of a language that begin, join or end names, without accents."""

    given: frozenset[str]
    articles: frozenset[str]
    particles: frozenset[str]
    no_names: frozenset[str]
    ends: frozenset[str]
    inner: frozenset[str]


@cache
def lists_of(language: str) -> Lists:
    """Those of the pack; empty where it has none."""
    table = load_table(language, "names")
    given = [*table.get("m", ()), *table.get("f", ())]
    ends = [*table.get("ends", ()), *load_table(language, "sentences").get("function_words", ())]
    return Lists(
        given=frozenset(map(fold, given)),
        articles=frozenset(map(fold, table.get("articles", ()))),
        particles=(particles := frozenset(map(fold, table.get("particles", ())))),
        no_names=frozenset(map(fold, table.get("no_names", ()))),
        ends=frozenset(fold(word).lower() for word in ends) - particles,
        inner=frozenset(map(fold, table.get("inner", ()))),
    )


def recognise(document: Document, layout: Layout) -> list[Span]:
    """Persons and acronyms in the sentences; none for a language without lists or with weights."""
    language = document.language or ""
    table = order(language)
    if table is None:
        return []
    lists, words, index = lists_of(language), cut(document.text, layout), load(language)
    found: list[Span] = []
    for sentence in range(len(words.first) - 1):
        place, stop = words.first[sentence], words.first[sentence + 1]
        shouted = _is_shouted(words.word[place:stop])
        while place < stop and not shouted:
            first = _title_end(words, place, table, index)
            titled = first > place
            last = name_end(words, first, stop, lists, index=index, titled=titled)
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


def _title_end(words: Words, place: int, table: Order, index: Index) -> int:
    """The word after the office or title that begins at `place`, its adjective with it, or `place`.

    The adjective stands behind ("président russe") or inside ("ministre russe de la Défense").
    """
    phrase = phrase_at(words, place, table)
    parted = None
    if _is_adjective(words, place + 1, index):
        parted = phrase_at(words, place, table, gap=1)
    if parted is not None and (phrase is None or len(parted.tokens) > len(phrase.tokens)):
        return place + 1 + len(parted.tokens) if parted.kind in ("office", "title") else place
    if phrase is None or phrase.kind not in ("office", "title"):
        return place
    end = place + len(phrase.tokens)
    return end + 1 if _is_adjective(words, end, index) else end


def _is_adjective(words: Words, place: int, index: Index) -> bool:
    """Whether the word is an adjective of nationality in small letters."""
    if place >= len(words.word) or not words.word[place].islower():
        return False
    return any(not entry[0] and entry[1] == ADJECTIVE for entry in index.entries[words.word[place]])


def _is_shouted(sentence: list[str]) -> bool:
    """A sentence in capitals tells nothing by them."""
    letters = [word for word in sentence if word.isalpha() and len(word) > 1]
    return bool(letters) and 2 * sum(word.isupper() for word in letters) > len(letters)


def _given(words: Words, place: int, lists: Lists) -> int:
    """How many words the given name at `place` has: "Jean-Luc" has three; 0 for none."""
    if place >= len(words.word) or words.word[place] not in lists.given:
        return 0
    if place + 2 < len(words.word) and words.word[place + 1] == "-" and words.joined(place + 2):
        return 3
    return 1


def name_end(
    words: Words, place: int, stop: int, lists: Lists, *, index: Index, titled: bool
) -> int:
    """The word after the capitalised ones from `place` on, with particles between them.

    The Arabic article is one behind a title only: elsewhere it may be a Spanish one.
    """
    last = at = place
    if place < stop and words.word[place].lower() in lists.articles:
        return place
    while at < stop and at - place < _LONGEST:
        word = words.word[at]
        if last > place and word in lists.inner:
            at += 1  # "Ignazio La Russa", if more follows
        elif word[:1].isupper() and word.isalpha() and not _ends_name(word, lists):
            if words.word[at - 1].islower() and at > last and _is_country(word, index):
                break  # "Idris I de Libia"
            last = at = at + 1
        elif last > place and word in ("-", "'"):
            if not words.joined(at) or at + 1 == stop or not words.joined(at + 1):
                break
            at += 1
        elif last > place and word.lower() in lists.particles:
            if word.lower() in _ARABIC and not titled:
                break
            at += 1
        else:
            break
    return last


def _is_country(word: str, index: Index) -> bool:
    return any(
        not entry[0] and entry[1] == NAME and index.rows[entry[2]].startswith("state:")
        for entry in index.entries[word]
    )


def _ends_name(word: str, lists: Lists) -> bool:
    """Acronyms, and words that open what stands behind a name ("Publié", "En", "Par")."""
    return (len(word) > 1 and word.isupper()) or word.lower() in lists.ends


def _is_acronym(words: Words, place: int, lists: Lists) -> bool:
    """ "la CFDT": capitals behind an article, that are no number and no word of daily life."""
    word = words.word[place]
    if not (word.isalpha() and word.isupper() and 3 <= len(word) <= 6) or set(word) <= _ROMAN:
        return False
    at = place - 2 if place > 1 and words.word[place - 1] == "'" else place - 1
    article = words.word[at] if at >= 0 else ""
    shouted = len(article) > 1 and article.isupper()  # "LA PAZ" in a sentence of small letters
    return article.lower() in lists.articles and not shouted and word not in lists.no_names
