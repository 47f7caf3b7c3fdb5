"""People without a name: "Malian soldiers", "the rebels", "protesters in Tunis".

A group belongs to a state: the one said with it, the one of the place right behind it, else the
one that the document clearly tells of. Where none is clear it belongs to its document, so that the
"protesters" of two articles are not one actor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from timeline.actors.draft import Draft
from timeline.actors.scene import Nouns, Scene, domain_of, draft_of, is_definite, nouns, owner_of
from timeline.gazetteer.index import ADJECTIVE, NAME, Index, fold, slug, split_tokens
from timeline.model import Document

_LONGEST_TITLE, _LEAD = 300, 50  # characters
_NAMES = frozenset({NAME, ADJECTIVE})
_REACH = 12  # words between "its" and the state that it goes back to
_PLACE_AFTER = frozenset({"in", "of", "from", "aus", "von", "near", "bei", "outside"})
# The state of the story is named at least twice, and twice as often as any other.
_CLEAR = 2
_ARMS = "ARMS"
_NOBODY = frozenset({_ARMS, "BODY"})  # without anybody said or named before
_ARMED = frozenset({"STATE", _ARMS})
_PEOPLE = ""  # of no sector: a group that is not its state


def home_of(drafts: Iterable[Draft], document: Document, index: Index) -> str | None:
    """The state (ISO alpha-3) whose places and adjectives the document names most, if clear.

    Where none is, people count, too: a text on Tbilisi and a Georgian minister is about Georgia.
    """
    places = Counter(dict.fromkeys(_in_headline(document, index), _CLEAR))
    people: Counter[str] = Counter()
    for draft in drafts:
        country = _country_of(draft, index)
        if country is not None:
            (people if draft.kind == "PER" else places)[country] += 1
    return _clear(places) or _clear(places + people)


def _clear(counts: Counter[str]) -> str | None:
    if not counts:
        return None
    ranked = counts.most_common(2)
    if ranked[0][1] < _CLEAR:
        return None
    if len(ranked) > 1 and ranked[0][1] < _CLEAR * ranked[1][1]:
        return None
    return ranked[0][0]


def _in_headline(document: Document, index: Index) -> Iterator[str]:
    """The states named in a title that is no part of the text, by name or adjective."""
    title = document.title
    if title is None or title in document.text[: len(title) + _LEAD]:
        return
    tokens = split_tokens(fold(title[:_LONGEST_TITLE]))
    for place, token in enumerate(tokens):
        for rest, flag, number, _ in index.entries[token]:
            size = rest.count(" ") + 1 if rest else 0
            if flag in _NAMES and " ".join(tokens[place + 1 : place + 1 + size]) == rest:
                entity = index.entity(number)
                if entity.kind == "country" and entity.country not in (None, "IGO"):
                    yield entity.country
                break


def _country_of(draft: Draft, index: Index) -> str | None:
    """The state of a place, a person or an adjective; bodies of several states have none."""
    if draft.kind not in (None, "LOC", "PER") or draft.actor is None:
        return None
    entity = index.by_id(draft.city or draft.actor)
    if entity is None or entity.kind not in ("country", "place", "person"):
        return None
    return entity.country if entity.country != "IGO" else None


def group(first: int, last: int, sector: str, scene: Scene, listed: Nouns) -> Draft | None:
    """People without a name, of a state where an adjective says so, else as mentioned before.

    Arms ("warplanes") act for the state said with them; without one they are nobody.
    """
    named = scene.starting.get(last)
    if named is not None and named.kind == "ORG":
        return None  # "die Nato-Truppe KFOR"
    if last - first == 1 and not _is_head(first, scene, listed):
        return None
    owner, begin = owner_of(first, last, scene)
    noun = " ".join(scene.words.word[first:last])
    before = scene.ending.get(first) or _compounded(first, scene)
    if before is not None and (before.actor or "").startswith("org:"):
        return None  # "Taliban fighters", "RSF-Miliz": the body acts
    if before is not None and owner is None:
        owner, begin = domain_of(before.actor), before.first
    if before is not None and before.form == "name":
        begin = first  # "Lima police": the town keeps its own mention
    if owner is not None and (before is None or before.kind != "PER"):
        draft = draft_of(begin, last, scene, None, f"{noun} of {owner}")
        _of_state(draft, noun, sector, owner)
        scene.groups[noun] = draft.actor or ""
        scene.owners.setdefault(sector, set()).add(owner)
        return draft
    owned = _owned(first, last, noun, sector, scene) or _body(first, last, noun, sector, scene)
    if owned is not None or sector in _NOBODY:
        return owned
    return _nameless(first, last, noun, sector, scene)


def _owned(first: int, last: int, noun: str, sector: str, scene: Scene) -> Draft | None:
    """ "Its troops", "its fighters": those of a state or of an armed body named before."""
    body = _body_before(first, scene) if sector in _FIGHTING else None
    if body is not None:
        return draft_of(first, last, scene, body, f"{noun} of the body named before")
    at = first
    if first > 1 and scene.words.word[first - 2].lower() in nouns(scene.language).possessive:
        at = first - 1  # "its Apache helicopters"
    possessor = _possessor(at, scene)
    if possessor is None:
        return None
    draft = draft_of(first, last, scene, None, f"{noun} of {possessor}, named before")
    return _of_state(draft, noun, sector, possessor)


def _compounded(first: int, scene: Scene) -> Draft | None:
    """The name before a hyphen: "US" of "US-Soldaten"."""
    word = scene.words.word
    if first > 2 and word[first - 1] in nouns(scene.language).led:  # "Saudi-led forces"
        return scene.ending.get(first - 2) if word[first - 2] == "-" else None
    if first < 2 or word[first - 1] != "-" or not scene.words.joined(first):
        return None
    return scene.ending.get(first - 1)


def _nameless(first: int, last: int, noun: str, sector: str, scene: Scene) -> Draft:
    """A group of the place behind it, the one told of before, or one of the story's state."""
    country, why = _place_behind(last, scene), "a group of the place named with it"
    if country is None and noun in scene.groups:
        return draft_of(first, last, scene, scene.groups[noun], "the group told of before")
    forces = _owner_of_forces(first, sector, scene) if country is None else None
    here = _place_in_sentence(last, scene) if forces is not None else None
    if here is not None and here != forces:
        country, why = here, "a group of the place that the sentence names"
    elif forces is not None:
        draft = draft_of(first, last, scene, None, f"forces of {forces}")
        return _of_state(draft, noun, sector, forces)
    if country is None:
        country, why = scene.home, "a group without a name, of the state the text is about"
    if country is None:
        actor = f"group:{scene.document}:{slug(noun)}"
        return draft_of(first, last, scene, actor, "a group without a name, of this text only")
    return _of_state(draft_of(first, last, scene, None, why), noun, _PEOPLE, country)


def _of_state(draft: Draft, noun: str, sector: str, owner: str) -> Draft:
    """The draft as a group of the owner; armed forces are their state."""
    state = len(owner) == 3 and owner.isupper()
    armed = state and sector in _ARMED
    draft.actor = f"state:{owner}" if armed else f"group:{owner}:{slug(noun)}"
    draft.country = f"state:{owner}"
    return draft


def _place_behind(last: int, scene: Scene) -> str | None:
    """The state of "in Benghazi" in "rebels in Benghazi"."""
    words = scene.words.word
    if last < len(words) and words[last] in nouns(scene.language).collective:
        last += 1  # "opposition leaders in X"
    if last >= len(words) or words[last] not in _PLACE_AFTER:
        return None
    for place in (last + 1, last + 2):
        named = scene.starting.get(place)
        if named is not None:
            return _country_of(named, scene.index) if named.kind == "LOC" else None
    return None


def _place_in_sentence(last: int, scene: Scene) -> str | None:
    """The state of "in Gabon" in "the military seized power in Gabon"."""
    words = scene.words
    for place in range(last, min(last + _REACH, len(words.word) - 1)):
        if words.begins(place):
            return None
        named = scene.starting.get(place + 1)
        if words.word[place] == "in" and named is not None and named.kind == "LOC":
            return _country_of(named, scene.index)
    return None


_FORCES = frozenset({"STATE", "MIL"})


def _owner_of_forces(first: int, sector: str, scene: Scene) -> str | None:
    """The only state whose forces were named so far: "the army" after "Myanmar's military"."""
    if sector not in _FORCES or not is_definite(first, scene, nouns(scene.language)):
        return None
    owners = {owner for kind in _FORCES for owner in scene.owners.get(kind, ())}
    return owners.pop() if len(owners) == 1 else None


_FIGHTING = frozenset({"REB", "MIL"})


def _body(first: int, last: int, noun: str, sector: str, scene: Scene) -> Draft | None:
    """ "The group", "die Miliz": the armed body that the text named last, if it is not far."""
    listed = nouns(scene.language)
    if sector not in ("BODY", "REB") or noun not in listed.single:
        return None
    if not is_definite(first, scene, listed):
        return None
    for place in range(first - 2, max(first - 2 - _FAR, -1), -1):
        named = scene.taken.get(place)
        entity = scene.index.by_id(named.actor or "") if named is not None else None
        if entity is not None and entity.sector == "REB" and entity.kind != "person":
            return draft_of(first, last, scene, entity.id, f"{entity.en}, named before")
    return None


_FAR = 60  # words, about three sentences


def _body_before(first: int, scene: Scene) -> str | None:
    """The armed body that "its" in "its fighters" goes back to: named last, close before."""
    if not first or scene.words.word[first - 1].lower() not in nouns(scene.language).of_states:
        return None
    for place in range(first - 2, max(first - 2 - _REACH, -1), -1):
        named = scene.taken.get(place)
        if named is not None and named.actor is not None:
            entity = scene.index.by_id(named.actor)
            armed = entity is not None and entity.sector == "REB" and named.kind != "PER"
            return named.actor if armed else None
    return None


def _possessor(first: int, scene: Scene) -> str | None:
    """The state that "its" in "its troops" goes back to, or that of the officer behind "his".

    The one named last counts, close before; "its" is never a person's, "his" never a state's.
    """
    listed = nouns(scene.language)
    word = scene.words.word[first - 1].lower() if first else ""
    if word not in listed.possessive:
        return None
    nearest = max(first - 2 - _REACH, -1)
    found = None
    officer = scene.persons[-1] if scene.persons and word not in listed.of_states else None
    if officer is not None and nearest < officer.first < first - 1:
        known = scene.index.by_id(officer.actor or "")
        if known is not None and known.sector == "GOV" and known.country != "IGO":
            nearest, found = officer.first, known.country
    if word in listed.of_persons:
        return found
    for place in range(first - 2, nearest, -1):
        named = scene.taken.get(place)
        if named is not None and named.kind == "LOC" and (named.actor or "").startswith("state:"):
            return domain_of(named.actor)
    return found


def _is_head(place: int, scene: Scene, listed: Nouns) -> bool:
    """Whether "military" is a noun here: "the military said", not "a military plane"."""
    words = scene.words
    if scene.language == "de" and words.begins(place) and words.word[place].endswith("e"):
        behind = words.word[place + 1 : place + 2]  # "Bewaffnete Anhänger": an adjective
        return not (behind and behind[0][:1].isupper() and place + 1 not in scene.starting)
    if words.word[place] not in listed.adjectives:
        return True
    before = words.word[place - 1].lower() if place else ""
    after = words.word[place + 1] if place + 1 < len(words.word) else "."
    owned = before in listed.possessive or before == "s" or place in scene.ending
    alone = words.word[place] in listed.bare and not before[-1:].isalpha()
    opens = owned or alone or before in listed.definite or before in listed.indefinite
    ends = not after[:1].isalpha() or after in listed.after_heads or after.endswith("ed")
    return opens and ends
