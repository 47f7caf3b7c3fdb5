"""Listed names that the back end took for one: "A und B", or subject and object in German."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.actors.draft import Draft
from timeline.actors.overlay import Hit
from timeline.actors.words import Words
from timeline.gazetteer import index as gazetteer
from timeline.gazetteer.index import Index

_WHOLE_NAMES = frozenset({gazetteer.NAME, gazetteer.CAPITAL, gazetteer.SEAT})
_BESIDE = _WHOLE_NAMES | {gazetteer.SURNAME}
_CONNECTIVES = frozenset({"und", "and", "oder", "or", ",", "&", "et", "y", "e", "ou", "o"})


def told_apart(
    drafts: Sequence[Draft], hits: Sequence[Hit], words: Words, *, language: str, index: Index
) -> Iterator[Draft]:
    """The drafts without lists of listed names, which the gazetteer finds one by one.

    "Am Montag besuchte Macron Ungarn" has two names side by side; they become two drafts, because
    a surname alone is only taken for its bearer where the back end, too, sees a name.
    """
    starting = _by_start(hits)
    for draft in drafts:
        if draft.last - draft.first < 2:
            yield draft
            continue
        inside = [
            hit
            for place in range(draft.first, draft.last)
            for hit in starting.get(place, ())
            if hit.last <= draft.last and hit.flag in _BESIDE
        ]
        if language == "de" and _tile(draft, inside):
            yield from (_part(draft, hit, words, index) for hit in inside)
        elif not _is_list(draft, inside, words):
            yield draft


def _by_start(hits: Sequence[Hit]) -> dict[int, list[Hit]]:
    """The hits by their first word: a long document has too many to look at for each draft."""
    starting: dict[int, list[Hit]] = {}
    for hit in hits:
        starting.setdefault(hit.first, []).append(hit)
    return starting


def _is_list(draft: Draft, inside: Sequence[Hit], words: Words) -> bool:
    whole = [hit for hit in inside if hit.flag in _WHOLE_NAMES]
    if len(whole) < 2:
        return False
    covered = {place for hit in whole for place in range(hit.first, hit.last)}
    rest = {words.word[place] for place in range(draft.first, draft.last) if place not in covered}
    return bool(rest) and rest <= _CONNECTIVES


def _tile(draft: Draft, inside: Sequence[Hit]) -> bool:
    """Whether two names of different bearers make up the whole draft, and not one of two words."""
    if len(inside) != 2:
        return False
    one, two = inside
    tiles = one.first == draft.first and one.last == two.first and two.last == draft.last
    known = len(one.entities) == len(two.entities) == 1 and one.entities != two.entities
    # "Siemens Deutschland" is one body.
    return tiles and known and (draft.kind != "ORG" or one.flag == gazetteer.SURNAME)


def _part(draft: Draft, hit: Hit, words: Words, index: Index) -> Draft:
    return replace(
        draft,
        first=hit.first,
        last=hit.last,
        start=words.start[hit.first],
        end=words.end[hit.last - 1],
        kind=index.entity(hit.entities[0]).mention,
    )
