"""Ministries, governments, parliaments: actors that are named by what they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from timeline.actors.draft import Draft
from timeline.actors.scene import (
    Nouns,
    Scene,
    by_last,
    domain_of,
    draft_of,
    is_definite,
    owner_beside,
    owner_of,
)
from timeline.gazetteer.index import Index, fold
from timeline.languages.loader import available, load_section


def institution(first: int, last: int, meaning: str, scene: Scene, listed: Nouns) -> Draft | None:
    """A ministry, government or parliament, with its state or as the last one of its kind."""
    owner, begin = owner_of(first, last, scene)
    if owner is None:
        owner, begin = _seat(first, last, scene)
    if owner is not None and len(owner) == 3 and owner.isupper():
        draft = institution_of(begin, last, meaning, owner, scene)
        scene.institutions[meaning] = draft.actor or ""
        if meaning.endswith("ministry"):
            other = scene.institutions.setdefault("ministry", draft.actor or "")
            if other != draft.actor:
                scene.institutions["ministry"] = ""  # "the ministry" may be either
        return draft
    if not is_definite(first, scene, listed):
        return None
    subject = _opening_state(first, scene) if meaning == "government" else None
    if subject is not None:
        return draft_of(first, last, scene, subject, "of the state that the sentence is about")
    known = scene.institutions.get(meaning)
    return draft_of(first, last, scene, known, "named with its state before") if known else None


def _opening_state(first: int, scene: Scene) -> str | None:
    """The state that opens the sentence: "Hungary leaves, the government announced"."""
    begin = scene.words.beginning(first)
    named = scene.starting.get(begin) or scene.starting.get(begin + 1)
    if named is None or named.last >= first or named.kind != "LOC":
        return None
    return named.actor if (named.actor or "").startswith("state:") else None


def institution_of(first: int, last: int, meaning: str, owner: str, scene: Scene) -> Draft:
    """The institution of a state (ISO alpha-3); a government is its state."""
    actor = f"state:{owner}" if meaning == "government" else f"org:{owner.lower()}-{meaning}"
    draft = draft_of(first, last, scene, actor, f"{meaning.replace('-', ' ')} of {owner}")
    draft.country = f"state:{owner}"
    return draft


def _seat(first: int, last: int, scene: Scene) -> tuple[str | None, int]:
    """ "Regierung in Kiew", "government in Kyiv", "Moskauer Außenministerium"."""
    words = scene.words
    if last + 1 < len(words.word) and words.word[last] == "in":
        city = scene.starting.get(last + 1)
        if city is not None and city.city is not None:
            entity = scene.index.by_id(city.city)
            return domain_of(entity.capital_of if entity else None), first
    return None, first


def name_institution(draft: Draft, scene: Scene, listed: Nouns) -> None:
    """ "Russian Foreign Ministry" as a recognised name: the ministry of that state."""
    tokens = tuple(scene.words.word[draft.first : draft.last])
    for phrase, meaning in listed.institutions.get(tokens[-1], ()):
        begin = len(tokens) - len(phrase)
        if begin not in (0, 1) or tokens[begin:] != phrase or meaning == "ministry":
            continue
        owner = _state_named(tokens[0], scene.index) if begin else None
        if not begin:
            owner = owner_of(draft.first, draft.last, scene)[0]
        if owner is not None and len(owner) == 3 and owner.isupper():
            draft.actor = (
                f"state:{owner}" if meaning == "government" else f"org:{owner.lower()}-{meaning}"
            )
            draft.country, draft.why = f"state:{owner}", f"{meaning.replace('-', ' ')} of {owner}"
            scene.institutions[meaning] = draft.actor
        draft.kind = "ORG"  # a back end may take it for a place
        return


def at_home(draft: Draft, scene: Scene, drafts: Sequence[Draft]) -> None:
    """ "The Supreme Court" is that of the story's state, where nobody names the other one.

    In place; such a name is listed for the state whose body is known best.
    """
    prefix, _, meaning = (draft.actor or "").partition("-")
    if len(prefix) != 7 or not is_kind(scene.text[draft.start : draft.end]):
        return
    owner = owner_beside(draft.first, draft.last, scene)[0]
    if owner is not None and len(owner) == 3 and owner.isupper():
        draft.actor, draft.country = f"org:{owner.lower()}-{meaning}", f"state:{owner}"
        draft.why = f"{meaning.replace('-', ' ')} of {owner}"
        return
    home = scene.home
    if home is None or prefix == f"org:{home.lower()}":
        return
    other = prefix[4:].upper()
    rest = (scene.index.by_id(one.city or one.actor or "") for one in drafts if one is not draft)
    if not any(entity is not None and entity.country == other for entity in rest):
        draft.actor, draft.country = f"org:{home.lower()}-{meaning}", f"state:{home}"
        draft.why = f"{meaning.replace('-', ' ')} of {home}, the state the text is about"


def _state_named(word: str, index: Index) -> str | None:
    """The state whose adjective or name the word is."""
    for rest, flag, number, _ in index.entries[word]:
        if not rest and flag in "an":
            return domain_of(index.entity(number).id)
    return None


def is_kind(name: str) -> bool:
    """Whether a name says only what kind of body it is: "the Defence Ministry", "Parlament"."""
    return fold(name).casefold() in _kinds()


@cache
def _kinds() -> frozenset[str]:
    return frozenset(
        article + " ".join(phrase).casefold()
        for language in available("titles")
        for several in by_last(load_section(language, "titles", "institutions")).values()
        for phrase, _ in several
        for article in ("", "the ", "das ", "die ")
    )
