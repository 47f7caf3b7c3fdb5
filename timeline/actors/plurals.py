"""Several actors in one description: "the Russian and Ukrainian foreign ministers".

Each gets a mention of its own over the same words: the holder of the office on the day of the
article, or the state itself where nobody is known.
"""

from __future__ import annotations

from timeline.actors.draft import Draft
from timeline.actors.institutions import institution_of
from timeline.actors.scene import Nouns, Scene, domain_of, draft_of
from timeline.actors.titles import TitleWords, offices_of, plural_ending_at, title_ending_at
from timeline.gazetteer.offices import holder

_JOINTS = frozenset({",", "und", "and", "sowie", "oder", "or", "&"})
_ARTICLES = frozenset({"der", "die", "das", "des", "den", "dem", "the"})
_OWNED_BY = frozenset({"of", "von", "aus", "from", "der", "des"})
_MOST = 8  # owners in one list


def several(place: int, scene: Scene, table: TitleWords, listed: Nouns) -> list[Draft]:
    """A description for each owner of the office or institution that ends in word `place`.

    Empty where fewer than two owners are named with it.
    """
    words = scene.words
    for phrase, meaning in listed.plural.get(words.word[place], ()):
        first = place - len(phrase) + 1
        if first >= 0 and tuple(words.word[first : place + 1]) == phrase:
            owners, begin = _owners(first, place + 1, scene)
            return [
                institution_of(begin, place + 1, meaning, owner, scene)
                for owner in owners
                if len(owner) == 3 and owner.isupper()
            ]
    first_title = plural_ending_at(words, place, table)
    if first_title is None and table.compounds:  # German plurals mostly look like singulars
        first_title = title_ending_at(words, place, table)
    if first_title is None:
        return []
    offices = offices_of(words, first_title, place + 1, table)
    if not offices:
        return []
    owners, begin = _owners(first_title, place + 1, scene)
    return [_officer(begin, place + 1, offices, owner, scene) for owner in owners]


def _officer(first: int, last: int, offices: tuple[str, ...], owner: str, scene: Scene) -> Draft:
    for office in offices if scene.day is not None else ():
        person = holder(office, owner, scene.day) if scene.day is not None else None
        if person is not None:
            why = f"{office} of {owner} on {scene.day}"
            draft = draft_of(first, last, scene, person.id, why)
            draft.office = office
            return draft
    kind = "state" if len(owner) == 3 and owner.isupper() else "org"
    why = f"{offices[0]} of {owner}, whom nobody names: {owner} itself"
    return draft_of(first, last, scene, f"{kind}:{owner}", why)


def _owners(first: int, last: int, scene: Scene) -> tuple[list[str], int]:
    """The owners before the noun, else behind it, and where the description begins."""
    before, begin = _before(first, scene)
    if len(before) > 1:
        return before, begin
    behind = _behind(last, scene)
    return (behind, first) if len(behind) > 1 else ([], first)


def _before(first: int, scene: Scene) -> tuple[list[str], int]:
    """ "Russian and Ukrainian" before "foreign ministers", "der russische und der ukrainische"."""
    words = scene.words.word
    found: list[str] = []
    begin = at = first
    while len(found) < _MOST:
        draft = scene.ending.get(at)
        owner = domain_of(draft.actor) if draft is not None else None
        if draft is None or owner is None or (not found and draft.form != "adjective"):
            break
        found.insert(0, owner)
        begin = at = draft.first
        if at > 1 and words[at - 1] in _ARTICLES and words[at - 2] in _JOINTS:
            at -= 1
        joint = at
        while at and words[at - 1] in _JOINTS:
            at -= 1
        if at == joint:
            break
    return list(dict.fromkeys(found)), begin


def _behind(last: int, scene: Scene) -> list[str]:
    """ "of France and Germany", "Russlands und der USA" behind the noun."""
    words = scene.words.word
    at = last
    if at < len(words) and words[at] in _OWNED_BY:
        at += 1
    elif at not in scene.starting or not words[at].endswith("s"):
        return []
    found: list[str] = []
    while len(found) < _MOST:
        if at < len(words) and words[at] in _ARTICLES:
            at += 1
        draft = scene.starting.get(at)
        owner = domain_of(draft.actor) if draft is not None else None
        if draft is None or owner is None or draft.kind not in ("LOC", "ORG"):
            break
        if words[draft.last : draft.last + 2] == ["'", "s"]:
            break  # "the presidents of France and Germany's envoy"
        found.append(owner)
        at = joint = draft.last
        while at < len(words) and words[at] in _JOINTS:
            at += 1
        if at == joint:
            break
        if at < len(words) and words[at] in ("von", "of", "aus"):
            at += 1
    return list(dict.fromkeys(found))
