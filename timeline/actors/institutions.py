"""Ministries, governments, groups: actors that are named by what they are."""

from __future__ import annotations

from timeline.actors.draft import Draft
from timeline.actors.scene import Nouns, Scene, domain_of, draft_of, is_definite, nouns, owner_of
from timeline.gazetteer.index import Index, slug

_REACH = 12  # words between "its" and the state that it goes back to


def institution(first: int, last: int, meaning: str, scene: Scene, listed: Nouns) -> Draft | None:
    """A ministry, government or parliament, with its state or as the last one of its kind."""
    owner, begin = owner_of(first, last, scene)
    if owner is None:
        owner, begin = _seat(first, last, scene)
    if owner is not None and len(owner) == 3 and owner.isupper():
        actor = f"state:{owner}" if meaning == "government" else f"org:{owner.lower()}-{meaning}"
        scene.institutions[meaning] = actor
        if meaning.endswith("ministry"):
            scene.institutions["ministry"] = actor
        draft = draft_of(begin, last, scene, actor, f"{meaning.replace('-', ' ')} of {owner}")
        draft.country = f"state:{owner}"
        return draft
    known = scene.institutions.get(meaning)
    if known is None or not is_definite(first, scene, listed):
        return None
    return draft_of(first, last, scene, known, "named with its state before")


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
        return


def _state_named(word: str, index: Index) -> str | None:
    """The state whose adjective or name the word is."""
    for rest, flag, number, _ in index.entries.get(word, ()):
        if not rest and flag in "an":
            return domain_of(index.entity(number).id)
    return None


def group(first: int, last: int, sector: str, scene: Scene, listed: Nouns) -> Draft | None:
    """People without a name, of a state where an adjective says so, else as mentioned before."""
    named = scene.starting.get(last)
    if named is not None and named.kind == "ORG":
        return None  # "die Nato-Truppe KFOR"
    if last - first == 1 and not _is_head(first, scene, listed):
        return None
    owner, begin = owner_of(first, last, scene)
    noun = " ".join(scene.words.word[first:last])
    before = scene.ending.get(first)
    if owner is not None and (before is None or before.form == "adjective"):
        actor = _group_id(owner, noun, sector)
        scene.groups[noun] = actor
        draft = draft_of(begin, last, scene, actor, f"{noun} of {owner}")
        draft.country = f"state:{owner}"
        return draft
    possessor = _possessor(first, scene)
    if possessor is not None:
        actor = _group_id(possessor, noun, sector)
        draft = draft_of(first, last, scene, actor, f"{noun} of {possessor}, named before")
        draft.country = f"state:{possessor}"
        return draft
    actor = scene.groups.get(noun) or f"local:{slug(noun)}"
    return draft_of(first, last, scene, actor, "a group without a name")


def _group_id(owner: str, noun: str, sector: str) -> str:
    """Armed forces are their state; other groups have an id of their own."""
    state = len(owner) == 3 and owner.isupper()
    return f"state:{owner}" if state and sector == "STATE" else f"local:{slug(owner)}-{slug(noun)}"


def _possessor(first: int, scene: Scene) -> str | None:
    """The state that "its" in "its troops" goes back to: the last one named, close before."""
    if first == 0 or scene.words.word[first - 1].lower() not in nouns(scene.language).possessive:
        return None
    for place in range(first - 2, max(first - 2 - _REACH, -1), -1):
        named = scene.taken.get(place)
        if named is not None and named.kind == "LOC" and (named.actor or "").startswith("state:"):
            return domain_of(named.actor)
    return None


def _is_head(place: int, scene: Scene, listed: Nouns) -> bool:
    """Whether "military" is a noun here: "the military said", not "a military plane"."""
    words = scene.words
    if words.word[place] not in listed.adjectives:
        return True
    before = words.word[place - 1].lower() if place else ""
    after = words.word[place + 1] if place + 1 < len(words.word) else "."
    opens = before in listed.definite or before == "s" or place in scene.ending
    ends = not after[:1].isalpha() or after in listed.after_heads or after.endswith("ed")
    return opens and ends
