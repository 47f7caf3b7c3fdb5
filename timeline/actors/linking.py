"""One actor across the corpus: gazetteer identity first, then equal names, then other spellings.

Ids of the gazetteer mean the same everywhere. A local actor joins a known one or another local
one whose name is another spelling of its own, if something supports it: a shared title, country or
co-actor. Candidates come from blocks of equal romanisation keys, so that the work grows with the
number of names and not with its square. Two known entities never become one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from timeline.actors.compare import known, same_organisation, similar, words_of
from timeline.actors.naming import from_entity
from timeline.gazetteer.index import Index, load
from timeline.gazetteer.romanise import keys, skeletons
from timeline.model import Actor, Attribution, Event, Mention, Reading, Role

_LONG = 6  # letters of a surname; shorter ones are alike by chance
_LARGEST_BLOCK = 250  # names; a larger block says nothing about its members
_LINKED_KINDS = frozenset({"person", "organisation", "place"})  # a group is its description
_LOCAL = "local:"


@dataclass(slots=True)
class _Profile:
    """What the corpus tells about one actor id."""

    actor: Actor
    count: int = 0
    titles: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)


def link(readings: Sequence[Reading]) -> tuple[list[Reading], tuple[Actor, ...]]:
    """The readings with corpus-wide actor ids, and every actor once, in order of appearance."""
    profiles = _profiles(readings)
    companions = _companions(readings)
    index = load()
    new_ids: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for old, new, reason in _merges(profiles, companions):
        new_ids[old] = new
        reasons[old] = reason
    new_ids = {old: _root(old, new_ids) for old in new_ids}
    merged: dict[str, Actor] = {}
    for profile in profiles.values():
        actor = profile.actor
        target = new_ids.get(actor.id, actor.id)
        if target not in merged:
            merged[target] = _base(target, profiles, index)
        if target != actor.id:
            merged[target] = join(merged[target], actor, reasons[actor.id])
    if not new_ids:
        return list(readings), tuple(merged.values())
    return [_renamed(reading, new_ids) for reading in readings], tuple(merged.values())


def join(one: Actor, other: Actor, reason: str = "") -> Actor:
    """Both records as one, under the first one's id and name."""
    aliases = dict.fromkeys([*one.aliases, *other.aliases, other.name])
    aliases.pop(one.name, None)
    reasons = dict.fromkeys([*one.merges, *other.merges, *([reason] if reason else [])])
    return replace(
        one,
        names={**other.names, **one.names},
        country=one.country or other.country,
        sector=one.sector or other.sector,
        aliases=tuple(aliases),
        merges=tuple(reasons),
    )


def _base(actor_id: str, profiles: Mapping[str, _Profile], index: Index) -> Actor:
    if actor_id in profiles:
        return profiles[actor_id].actor
    entity = index.by_id(actor_id)
    if entity is None:
        raise KeyError(actor_id)
    return from_entity(entity, "en")


def _profiles(readings: Sequence[Reading]) -> dict[str, _Profile]:
    """One profile for each id; local actors of equal ids are the same name and count as one."""
    profiles: dict[str, _Profile] = {}
    for reading in readings:
        for actor in reading.actors:
            profile = profiles.get(actor.id)
            if profile is None:
                profile = profiles[actor.id] = _Profile(actor)
            else:
                profile.actor = join(profile.actor, actor)
            profile.documents.add(reading.document.id)
        for mention in reading.mentions:
            if mention.actor is None or mention.actor not in profiles:
                continue
            profile = profiles[mention.actor]
            profile.count += 1
            if mention.title:
                profile.titles.add(skeletons(mention.title.split(" ")[-1])[0])
    return profiles


def _companions(readings: Sequence[Reading]) -> dict[str, set[str]]:
    """The other actors of each document, except those that half of all documents name."""
    spread = Counter(actor.id for reading in readings for actor in reading.actors)
    common = {actor_id for actor_id, count in spread.items() if 2 * count > len(readings) > 4}
    return {
        reading.document.id: {actor.id for actor in reading.actors} - common for reading in readings
    }


def _merges(
    profiles: Mapping[str, _Profile], companions: Mapping[str, set[str]]
) -> Iterable[tuple[str, str, str]]:
    """(local id, id it joins, reason); a local actor joins at most one other."""
    joined: dict[str, str] = {}
    namesakes = _namesakes(profiles)
    for one, two in _candidates(profiles):
        pair = _direction(one, two, profiles)
        if pair is None or pair[0] in joined:
            continue
        old, new = pair
        reason = _reason(profiles[old], profiles[new], companions, namesakes)
        if reason is not None and _root(new, joined) != old:
            joined[old] = new
            yield old, new, reason


def _candidates(profiles: Mapping[str, _Profile]) -> Iterable[tuple[str, str]]:
    """Pairs of ids that share a block."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for actor_id, profile in profiles.items():
        keys = {
            block for name in _names(profile.actor) for block in _blocks(name, profile.actor.kind)
        }
        for block in keys:
            blocks[block].append(actor_id)
    for block in sorted(blocks):
        members = blocks[block]
        if len(members) <= _LARGEST_BLOCK:
            for place, one in enumerate(members):
                for two in members[place + 1 :]:
                    yield one, two


def _direction(one: str, two: str, profiles: Mapping[str, _Profile]) -> tuple[str, str] | None:
    """(joins, is joined): a known actor is joined, else the more frequent of two local ones."""
    first, second = profiles[one], profiles[two]
    if first.actor.kind != second.actor.kind or first.actor.kind not in _LINKED_KINDS:
        return None
    if one.startswith(_LOCAL) and two.startswith(_LOCAL):
        if (first.count, len(first.actor.name)) >= (second.count, len(second.actor.name)):
            return two, one
        return one, two
    if one.startswith(_LOCAL):
        return one, two
    return (two, one) if two.startswith(_LOCAL) else None


def _namesakes(profiles: Mapping[str, _Profile]) -> dict[str, set[str]]:
    """Surname → ids of the persons whom the corpus names in full with it."""
    found: dict[str, set[str]] = defaultdict(set)
    for actor_id, profile in profiles.items():
        if profile.actor.kind == "person":
            for name in _names(profile.actor):
                if len(words := words_of(name)) > 1:
                    found[words[-1]].add(actor_id)
    return found


def _reason(
    old: _Profile,
    new: _Profile,
    companions: Mapping[str, set[str]],
    namesakes: Mapping[str, set[str]],
) -> str | None:
    """Why the two are one actor, or None."""
    pair = _similar_names(old.actor, new.actor, namesakes)
    if pair is None:
        return None
    mine, other = pair
    support = _support(old, new, companions)
    if support is None:
        return None
    return f"“{mine}” is another spelling of “{other}”; {support}"


def _similar_names(
    one: Actor, two: Actor, namesakes: Mapping[str, set[str]]
) -> tuple[str, str] | None:
    """A name of each that are spellings of one.

    A person's lone name, which dozens may bear, is compared with known surnames only.
    """
    person = one.kind == "person"
    for mine in _names(one):
        lone = person and len(words_of(mine)) == 1
        for other in _surnames(two, namesakes) if lone else _names(two):
            same = same_organisation if one.kind == "organisation" else similar
            if (not person or lone or len(words_of(other)) > 1) and same(mine, other):
                return mine, other
    return None


def _surnames(actor: Actor, namesakes: Mapping[str, set[str]]) -> list[str]:
    """Surnames that the corpus and the gazetteer take for this person without more."""
    if actor.id.startswith(_LOCAL):
        return []
    lone = {name for name in actor.aliases if " " not in name and len(name) >= _LONG}
    return sorted(
        word
        for word in lone
        if known(word) == {actor.id} and namesakes.get(words_of(word)[-1], set()) <= {actor.id}
    )


def _support(one: _Profile, two: _Profile, companions: Mapping[str, set[str]]) -> str | None:
    """What else speaks for a merge: document, country, title, other actors."""
    if one.documents & two.documents:
        return "both stand in one article"
    if one.actor.country is not None and one.actor.country == two.actor.country:
        return f"both are of {one.actor.country}"
    if one.actor.country and two.actor.country:
        return None
    if one.titles & two.titles:
        return "both bear the same title"
    ours = {other for document in one.documents for other in companions[document]}
    theirs = {other for document in two.documents for other in companions[document]}
    shared = sorted((ours & theirs) - {one.actor.id, two.actor.id})
    if shared:
        return f"both are named beside {shared[0].partition(':')[2]}"
    return None


def _names(actor: Actor) -> list[str]:
    """The whole names: those of one word only where the actor has no other."""
    names = dict.fromkeys([actor.name, *actor.names.values(), *actor.aliases])
    longer = [name for name in names if " " in name]
    return longer if longer and actor.kind == "person" else list(names)


def _blocks(name: str, kind: str) -> set[str]:
    """Keys under which spellings of a name meet; letters swapped or not."""
    words = words_of(name)
    if not words:
        return set()
    spellings = skeletons(words[-1]) if kind == "person" else keys(name)
    found = set()
    for spelling in spellings:
        whole = spelling.replace(" ", "")
        if len(whole) > (1 if kind == "person" else 2):
            found |= {f"{kind} {whole}", f"{kind} {''.join(sorted(whole))}"}
    return found


def _root(actor_id: str, joined: Mapping[str, str]) -> str:
    seen = {actor_id}
    while actor_id in joined and joined[actor_id] not in seen:
        actor_id = joined[actor_id]
        seen.add(actor_id)
    return actor_id


def _renamed(reading: Reading, new_ids: Mapping[str, str]) -> Reading:
    """The reading with the new ids wherever an actor is named."""
    if not any(actor.id in new_ids for actor in reading.actors):
        return reading
    return replace(
        reading,
        mentions=tuple(_mention(mention, new_ids) for mention in reading.mentions),
        actors=tuple(
            replace(actor, id=new_ids.get(actor.id, actor.id)) for actor in reading.actors
        ),
        events=tuple(_event(event, new_ids) for event in reading.events),
    )


def _mention(mention: Mention, new_ids: Mapping[str, str]) -> Mention:
    new = new_ids.get(mention.actor or "")
    return mention if new is None else replace(mention, actor=new)


def _event(event: Event, new_ids: Mapping[str, str]) -> Event:
    roles = tuple(_role(role, new_ids) for role in event.roles)
    attribution, place = event.attribution, event.place
    if attribution is not None and attribution.actor is not None:
        actor = new_ids.get(attribution.actor, attribution.actor)
        attribution = Attribution(attribution.text, actor)
    if place is not None and place.actor is not None:
        place = replace(place, actor=new_ids.get(place.actor, place.actor))
    return replace(event, roles=roles, attribution=attribution, place=place)


def _role(role: Role, new_ids: Mapping[str, str]) -> Role:
    return replace(role, actor=new_ids.get(role.actor, role.actor))
