"""Organisations known by how their names are built, which the back end overlooked or cut short.

"Survivors Network" says little; "Centers for Disease Control" ends in nothing but a body. What
heads such names is data of the language (`bodies.toml`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from timeline.actors.clusters import paths
from timeline.actors.recognise import Span
from timeline.actors.words import calendar_words, is_headline
from timeline.gazetteer.index import NAME, Index, fold, split_tokens
from timeline.languages.loader import load_table
from timeline.languages.reading import Reading, reading
from timeline.model import Document, Layout

_LONGEST = 12  # words of a name
_LETTERS = 6  # of an acronym
_SURE, _UNSURE = 0.8, 0.6


class _Build(NamedTuple):
    heads: frozenset[str]
    heads_of: frozenset[str]
    first_links: frozenset[str]
    links: frozenset[str]
    article: str
    skip: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    never: frozenset[str]


@cache
def _build(language: str) -> _Build | None:
    table = load_table(language, "bodies") if language else {}
    if not table:
        return None
    return _Build(
        heads=frozenset(table["heads"]),
        heads_of=frozenset(table["heads_of"]),
        first_links=frozenset(table["first_links"]),
        links=frozenset(table["links"]),
        article=table["article"],
        skip=frozenset(table["skip"]),
        before=frozenset(table["acronyms"]["before"]),
        after=frozenset(table["acronyms"]["after"]),
        never=frozenset(table["acronyms"]["never"]),
    )


def with_bodies(
    spans: Sequence[Span], document: Document, layout: Layout, *, index: Index
) -> list[Span]:
    """The spans and the bodies known by their build, which replace what lies inside them."""
    language = document.language or ""
    build = _build(language)
    if build is None:
        return list(spans)
    letters: list[Span] = []
    built: list[Span] = []
    for sentence in layout.sentences:
        one = reading(document.text, sentence.start, sentence.end, language)
        # Most sentences have no capitals but "I", and a look at them is cheap.
        if any([len(word) > 2 for word in filter(str.isupper, one.words)]):  # noqa: C419 faster
            for place in _acronyms(one.words, build, language):
                letters.append(Span(*one.spans[place], "ORG", _UNSURE))
        if build.heads.isdisjoint(one.words) and build.heads_of.isdisjoint(one.words):
            continue
        for first, last in _built(one, build, language):
            if not _is_place(one.words[first:last], index):
                start, end = one.spans[first][0], one.spans[last - 1][1]
                built.append(Span(start, end, "ORG", _SURE))
    return _with(_with(spans, built), letters)


def _with(spans: Sequence[Span], bodies: Sequence[Span]) -> list[Span]:
    """The spans and the bodies, each in text order; what gives way to a body is left out."""
    if not bodies:
        return sorted(spans, key=_start)
    starts = [span.start for span in spans]
    dropped: set[int] = set()
    added: list[Span] = []
    for body in bodies:
        first = max(bisect_right(starts, body.start) - 1, 0)
        after = bisect_left(starts, body.end)
        beside = [at for at in range(first, after) if spans[at].end > body.start]
        if all(_gives_way(spans[at], body) for at in beside):
            dropped.update(beside)
            added.append(body)
    kept = [span for at, span in enumerate(spans) if at not in dropped]
    return sorted([*kept, *added], key=_start)


def _start(span: Span) -> int:
    return span.start


def _acronyms(words: Sequence[str], build: _Build, language: str) -> Iterator[int]:
    """Words of three to six capitals that stand like the name of a body, in no shouted sentence."""
    capitals = [
        place
        for place, word in enumerate(words)
        if 3 <= len(word) <= _LETTERS and word.isupper() and word.isalpha()
    ]
    if not capitals or 3 * len(capitals) > sum(map(str.isalpha, words)):
        return
    for place in capitals:
        before = words[place - 1] if place else ""
        after = words[place + 1] if place + 1 < len(words) else ""
        if before not in build.before and after not in build.after:
            continue
        if words[place] not in build.never and not paths(language)(words[place].lower()):
            yield place


def _gives_way(span: Span, body: Span) -> bool:
    """Whether the body replaces what the back end found: it holds it and says more."""
    if body.score < _SURE:
        return False  # letters alone replace nothing
    inside = body.start <= span.start and span.end <= body.end
    same = (span.start, span.end) == (body.start, body.end)
    return inside and not (same and span.kind == "ORG")


def _built(one: Reading, build: _Build, language: str) -> Iterator[tuple[int, int]]:
    """First word and the word after the last of each name that the sentence builds."""
    words = one.words
    if is_headline(words):
        return
    place = told = 0
    while place < len(words):
        word = words[place]
        if word in build.heads or word in build.heads_of:
            first = max(told, _before(words, place, build))  # no word is in two names
            last = _behind(words, place, build, language)
            listed = build.heads_of if last > place + 1 else build.heads
            if word in listed and 1 < last - first <= _LONGEST:
                yield first, last
                place = told = last
                continue
        place += 1


def _before(words: Sequence[str], place: int, build: _Build) -> int:
    """The first of the capitalised words before the head, function words left out."""
    first = place
    while max(0, place - _LONGEST) < first and (
        _is_capital(words[first - 1]) or _joins(words, first - 1)
    ):
        first -= 1
    while first < place and (words[first] in build.skip or not words[first][:1].isalpha()):
        first += 1
    return first


def _joins(words: Sequence[str], place: int) -> bool:
    """A hyphen or an ampersand between two capitalised words."""
    return words[place] in ("-", "&") and place > 0 and _is_capital(words[place - 1])


def _behind(words: Sequence[str], place: int, build: _Build, language: str) -> int:
    """The word after what a head is for: "of Texas", "for Disease Control and Prevention"."""
    calendar = calendar_words(language)
    last = place + 1
    while last < min(len(words), place + 1 + _LONGEST):
        at = last
        if words[at] in (build.first_links if last == place + 1 else build.links):
            at += 1
            if at < len(words) and words[at] == build.article:
                at += 1
        elif last == place + 1:
            break
        if at == len(words) or not _is_capital(words[at]) or words[at].lower() in calendar:
            break
        last = at + 1
    return last


def _is_capital(word: str) -> bool:
    return word[:1].isupper() and word != "I"


def _is_place(words: Sequence[str], index: Index) -> bool:
    """Whether the list has the words as a place: "Russian Federation", "West Bank"."""
    first, _, rest = " ".join(split_tokens(fold(" ".join(words)))).partition(" ")
    return any(
        entry[0] == rest and entry[1] == NAME and index.entity(entry[2]).mention == "LOC"
        for entry in index.entries[first]
    )
