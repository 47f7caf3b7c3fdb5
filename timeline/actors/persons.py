"""Titles before and after persons' names, and the country that a title tells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from timeline.actors.draft import Draft
from timeline.actors.titles import (
    TitleWords,
    offices_of,
    plural_ending_at,
    title_ending_at,
    title_words,
    titles_before,
)
from timeline.actors.words import Words

_ARTICLES = frozenset({"der", "die", "the", "a", "an", "ein", "eine"})
_BEFORE_SEVERAL = frozenset({"die", "Die", "den", "beiden"})
_APPOSITION = 8  # words of a title that stands between a comma and its name


def strip_titles(drafts: list[Draft], words: Words, *, language: str) -> None:
    """Leave titles out of persons' names ("Präsident Putin"), in place."""
    table = title_words(language)
    for draft in drafts:
        if draft.kind != "PER" or draft.sure:
            continue
        for place in range(draft.last - 2, draft.first - 1, -1):
            if titles_before(words, place + 1, table) == draft.first:
                draft.first = place + 1
                draft.start = words.start[draft.first]
                break


def add_titles(drafts: list[Draft], words: Words, text: str, *, languages: Sequence[str]) -> None:
    """Title, office and country of every person named, in place; a language for each sentence."""
    ending = {draft.last: draft for draft in drafts}
    starting = {draft.first: draft for draft in drafts}
    for draft in drafts:
        if draft.kind != "PER":
            continue
        table = title_words(languages[bisect_right(words.first, draft.first) - 1])
        first = titles_before(words, draft.first, table)
        if first is None and draft.title is None:
            first = plural_ending_at(words, draft.first - 1, table)
        if first is not None:
            last = draft.first
            draft.title = text[words.start[first] : words.end[last - 1]]
            _office(draft, first, last, words, table)
            draft.country = _country_around(first, last, ending, starting, words)
            if _of_several(first, last, words, table):
                _share(draft, starting, words)
        elif draft.title is None and not _apposition(draft, words, text, table):
            _behind(draft, words, text, table)


def _of_several(first: int, last: int, words: Words, table: TitleWords) -> bool:
    """Whether the title is that of several people: "Presidents", "die Präsidenten", "beide"."""
    if plural_ending_at(words, last - 1, table) is not None:
        return True
    before = words.word[first - 1] if first else ""
    return table.compounds and before in _BEFORE_SEVERAL and not words.word[last - 1].endswith("in")


def _share(draft: Draft, starting: dict[int, Draft], words: Words) -> None:
    """Give the title to those who are listed behind the first: "… Putin, Xi und Biden"."""
    last = draft
    while last.last + 1 < len(words.word):
        other = starting.get(last.last + 1)
        joint = words.word[last.last]
        if joint not in {",", "und", "and"} or other is None or other.kind != "PER":
            return
        other.title, other.office = draft.title, draft.office
        if joint != ",":
            return
        last = other


def _office(draft: Draft, first: int, last: int, words: Words, table: TitleWords) -> None:
    offices = offices_of(words, first, last, table)
    draft.office = offices[0] if offices else None


def _country_around(
    first: int, last: int, ending: dict[int, Draft], starting: dict[int, Draft], words: Words
) -> str | None:
    """The actor id of "Chinas" or "russische" before the title, of "US" at its head."""
    inside = starting.get(first)
    if inside is not None and inside.last <= last and inside.form == "adjective":
        return inside.actor
    place = first
    if place and words.word[place - 1] == "s" and place > 1 and words.word[place - 2] == "'":
        place -= 2  # "Mali's President"
    before = ending.get(place)
    if before is None or before.actor is None:
        return None
    return before.actor if before.kind in (None, "LOC") else None


def _behind(draft: Draft, words: Words, text: str, table: TitleWords) -> None:
    """ "Maria Holm, Sprecherin der Polizei, …": the title right behind a comma."""
    if draft.last + 2 >= len(words.word) or words.word[draft.last] != ",":
        return
    begin = draft.last + 1
    if words.word[begin] in _ARTICLES:
        begin += 1
    for place in range(begin, min(begin + 4, len(words.word))):
        first = title_ending_at(words, place, table)
        if first == begin:
            draft.title = text[words.start[first] : words.end[place]]
            _office(draft, first, place + 1, words, table)
            return


def _apposition(draft: Draft, words: Words, text: str, table: TitleWords) -> bool:
    """ "die Sprecherin des Außenministeriums, Maria Sacharowa": the title before the comma.

    False where there is none.
    """
    comma = draft.first - 1
    if comma < 2 or words.word[comma] != ",":
        return False
    for place in range(comma - 1, max(comma - 1 - _APPOSITION, -1), -1):
        word = words.word[place]
        if word in {",", ".", ";", ":"}:
            return False
        first = titles_before(words, place + 1, table)
        if first is not None:
            draft.title = text[words.start[first] : words.end[comma - 1]]
            _office(draft, first, place + 1, words, table)
            return True
    return False
