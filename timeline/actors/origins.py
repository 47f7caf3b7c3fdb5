"""The country of people and bodies that no list knows: what stands beside their names says it.

"Libyan rebel commander X", "X, a Libyan businessman,", "the German company Y", "Libyan Z Group".
Only adjectives of states, inhabitants and listed bodies of one state tell, and only right beside
the name; everything else leaves the country open.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from timeline.actors.draft import Draft
from timeline.actors.titles import TitleWords, ends_in_title, title_words
from timeline.actors.words import Words
from timeline.gazetteer.index import ADJECTIVE, NAME, Index, fold
from timeline.languages.loader import load_table

_BEFORE = 5  # words between an adjective and the name that it belongs to
_BEHIND = 10  # words of a description that stands behind the name, to its closing comma
_OPENING = frozenset({"a", "an", "the", "ein", "eine", "einer", "der", "die"})
_OF = frozenset({"of", "von", "aus"})
_POSSESSIVE = frozenset({"'", "s"})  # "Chile's ambassador X"
_CLOSING = frozenset({",", ".", ")", ";", "who", "-"})


class _Near(NamedTuple):
    """Words that may stand between an adjective and a name: titles, kinds of bodies, modifiers."""

    person: frozenset[str]
    body: frozenset[str]
    titles: TitleWords


@cache
def _near(language: str) -> _Near:
    table = load_table(language, "titles") if language else {}
    titles = title_words(language)
    modifiers = {fold(word) for word in table.get("heads", {}).get("modifiers", ())}
    groups = {fold(word) for words in table.get("groups", {}).values() for word in words}
    singular = {word.removesuffix("s") for word in groups}
    phrases = (phrase for several in titles.by_last.values() for phrase in several)
    person = {word for phrase in phrases for word in phrase} | modifiers | groups | singular
    body = {fold(word) for word in table.get("heads", {}).get("bodies", ())} | modifiers | singular
    return _Near(frozenset(person), frozenset(body), titles)


def add_countries(drafts: list[Draft], words: Words, *, language: str, index: Index) -> None:
    """Country and why, in place, for persons and organisations that the gazetteer does not know."""
    near = _near(language)
    ending = {draft.last: draft for draft in drafts}
    starting = {draft.first: draft for draft in drafts}
    for draft in drafts:
        if not (draft.actor or "").startswith("local:") or draft.kind not in ("PER", "ORG"):
            continue
        if draft.country is not None:
            draft.country_why = f"title “{draft.title}” of that country"
            continue
        found = (
            (_inside(draft, words, index) if draft.kind == "ORG" else None)
            or _before(draft, words, ending, near, index)
            or _behind(draft, words, starting, near, index)
        )
        if found is not None:
            draft.country, draft.country_why = found


def _inside(draft: Draft, words: Words, index: Index) -> tuple[str, str] | None:
    """ "Libyan Islamic Fighting Group", "Kenya Medical Union", "Miners' Union of Chile"."""
    if draft.last - draft.first < 2:
        return None
    opening = _state_at(words, draft.first, draft.last, index, (ADJECTIVE, NAME))
    if opening is not None:
        return opening
    for at in range(draft.last - 2, draft.first, -1):
        if words.word[at] in _OF:
            after = at + 2 if words.word[at + 1] in _OPENING else at + 1
            return _state_at(words, after, draft.last, index, (NAME,), whole=True)
    return None


def _state_at(
    words: Words,
    first: int,
    last: int,
    index: Index,
    flags: tuple[str, ...],
    *,
    whole: bool = False,
) -> tuple[str, str] | None:
    """The state that the words from `first` on name, all of them to `last` or only some."""
    if first >= last:
        return None
    for rest, flag, number, _ in index.entries[words.word[first]]:
        more = rest.split()
        after = first + 1 + len(more)
        if flag not in flags or words.word[first + 1 : after] != more:
            continue
        if after > last or (after == last) != whole:
            continue
        entity = index.entity(number)
        if entity.kind == "country":
            said = " ".join(words.word[first:after])
            return entity.id, f"“{said}” in the name"
    return None


def _before(
    draft: Draft, words: Words, ending: dict[int, Draft], near: _Near, index: Index
) -> tuple[str, str] | None:
    """ "Libyan rebel commander X", "Hamas spokesman Y": over titles back to who they are of."""
    allowed = near.person if draft.kind == "PER" else near.body
    at = draft.first
    while draft.first - at <= _BEFORE and not words.begins(at):
        other = ending.get(at)
        if other is not None:
            if other.form == "adjective" or (draft.kind == "PER" and at < draft.first):
                return _told_by(other, words, index, "before it")
            return None
        word = words.word[at - 1]
        if draft.kind == "PER" and word in _POSSESSIVE:
            at -= 1
            continue
        titled = draft.kind == "PER" and ends_in_title(word, near.titles)
        if word not in allowed and not titled and word != "-":
            return None
        at -= 1
    return None


def _behind(
    draft: Draft, words: Words, starting: dict[int, Draft], near: _Near, index: Index
) -> tuple[str, str] | None:
    """ "X, a Libyan businessman,": a description in commas that opens with an adjective."""
    word = words.word
    at = draft.last
    if draft.kind == "PER" and at + 1 < len(word) and word[at] in _OF:
        other = starting.get(at + 1)  # "King X of Morocco"
        return None if other is None else _told_by(other, words, index, "behind it")
    if at + 3 >= len(word) or word[at] not in (",", "("):
        return None
    at += 1
    if word[at] not in _OPENING:
        return None
    at += 1
    allowed = near.person if draft.kind == "PER" else near.body
    while word[at] in allowed and at not in starting and at + 1 < len(word):
        at += 1
    other = starting.get(at)
    if other is None or other.form != "adjective":
        return None
    for place in range(other.last + 1, min(other.last + _BEHIND, len(word))):
        if words.begins(place) or word[place] in _CLOSING:
            return _told_by(other, words, index, "behind it")
    return None


def _told_by(other: Draft, words: Words, index: Index, where: str) -> tuple[str, str] | None:
    """The country of what stands beside the name; bodies of several states have none."""
    entity = index.by_id(other.actor or "")
    if entity is None or entity.country in (None, "IGO"):
        return None
    said = " ".join(words.word[other.first : other.last])
    return entity.id, f"“{said}” {where}"
