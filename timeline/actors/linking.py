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

from timeline.actors.by_hand import Pair, parted, resolve
from timeline.actors.compare import (
    is_common,
    known,
    same_organisation,
    similar,
    similar_word,
    words_of,
)
from timeline.actors.institutions import is_kind
from timeline.actors.naming import from_entity
from timeline.actors.renaming import renamed
from timeline.gazetteer.index import Index, load, slug
from timeline.gazetteer.romanise import keys, skeletons
from timeline.model import Actor, Reading

_LONG = 6  # letters of a surname; shorter ones are alike by chance
_FAMILY = 2  # people of one surname; above it a left out middle name may tell them apart
_LARGEST_BLOCK = 250  # names; a larger block says nothing about its members
_LINKED_KINDS = frozenset({"person", "organisation", "place"})  # a group is its description
_LOCAL = "local:"
# Forms of address that stand before a given name, as `words_of` gives them.
_ADDRESS = frozenset(
    {"sheikh", "sheik", "scheich", "prince", "prinz", "king", "koenig", "emir", "imam"}
)


@dataclass(slots=True)
class _Profile:
    """What the corpus tells about one actor id."""

    actor: Actor
    count: int = 0
    titles: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)


def link(
    readings: Sequence[Reading], *, together: Sequence[Pair] = (), apart: Sequence[Pair] = ()
) -> tuple[list[Reading], tuple[Actor, ...]]:
    """The readings with corpus-wide actor ids, and every actor once, in order of appearance.

    `together` and `apart` are pairs of names or ids that a user says are one, or are not; they
    outweigh everything found here. A pair apart that names one actor by two of its names parts
    the mentions of the first name from it. Names that nobody bears are passed over.
    """
    readings = parted([_with_own_namesakes(reading) for reading in readings], apart)
    profiles = _profiles(readings)
    everyone = [profile.actor for profile in profiles.values()]
    index = load()
    groups = _Groups(resolve(apart, everyone))
    for one, two in resolve(together, everyone):
        one, two = groups.root(one), groups.root(two)  # noqa: PLW2901 what they are by now
        local = one.startswith(_LOCAL) and not two.startswith(_LOCAL)
        old, new = (one, two) if local else (two, one)
        names = profiles[old].actor.name, profiles[new].actor.name
        groups.add(old, new, f"“{names[0]}” and “{names[1]}” were joined by hand")
    for old, new, reason in _merges(profiles, _companions(readings), groups):
        groups.add(old, new, reason)
    new_ids = {old: groups.root(old) for old in groups.joined}
    merged: dict[str, Actor] = {}
    for profile in profiles.values():
        actor = profile.actor
        target = new_ids.get(actor.id, actor.id)
        if target not in merged:
            merged[target] = _base(target, profiles, index)
        if target != actor.id:
            merged[target] = join(merged[target], actor, groups.reasons[actor.id])
    if not new_ids:
        return list(readings), tuple(merged.values())
    return [renamed(reading, new_ids) for reading in readings], tuple(merged.values())


def _with_own_namesakes(reading: Reading) -> Reading:
    """The reading with ids of its own for names that tell nobody apart beyond one document.

    A lone "Mohammed", a bare "Defence Ministry" of two articles are two actors.
    """
    own = {
        actor.id: f"{actor.id}@{slug(reading.document.id)}"
        for actor in reading.actors
        if actor.id.startswith(_LOCAL) and _tells_nobody(actor)
    }
    return renamed(reading, own) if own else reading


def _tells_nobody(actor: Actor) -> bool:
    names = dict.fromkeys([actor.name, *actor.aliases])
    if actor.kind == "person":
        return all(len(words := words_of(name)) == 1 and is_common(words[0]) for name in names)
    return actor.kind == "organisation" and all(map(is_kind, names))


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


class _Groups:
    """Who has joined whom: old id → new id, with a reason each, and who must stay apart."""

    def __init__(self, apart: Iterable[tuple[str, str]]) -> None:
        self.joined: dict[str, str] = {}
        self.reasons: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, two in apart:
            self._apart[one].add(two)
            self._apart[two].add(one)

    def root(self, actor_id: str) -> str:
        """Whom the actor has become."""
        while actor_id in self.joined:
            actor_id = self.joined[actor_id]
        return actor_id

    def members(self, actor_id: str) -> set[str]:
        """All who have become the same."""
        root = self.root(actor_id)
        return self._members.get(root, {root})

    def may_join(self, one: str, two: str) -> bool:
        """Whether nobody on one side was told apart from somebody on the other."""
        theirs = self.members(two)
        return not any(self._apart[member] & theirs for member in self.members(one))

    def add(self, old: str, new: str, reason: str) -> None:
        """Let `old` and all who joined it become what `new` is."""
        old, new = self.root(old), self.root(new)
        if old == new:
            return
        self._members[new] = self.members(new) | self.members(old)
        self.joined[old] = new
        self.reasons[old] = reason


def _merges(
    profiles: Mapping[str, _Profile], companions: Mapping[str, set[str]], groups: _Groups
) -> Iterable[tuple[str, str, str]]:
    """(local id, id it joins, reason); a local actor joins at most one other.

    `groups` is what was joined so far; whoever reads on has added what was given before.
    """
    namesakes = _namesakes(profiles)
    for one, two in _candidates(profiles):
        pair = _direction(one, two, profiles)
        if pair is None or pair[0] in groups.joined:
            continue
        old, new = pair
        if groups.root(new) == old or not groups.may_join(old, new):
            continue
        reason = _reason(profiles[old], profiles[new], companions, namesakes)
        if reason is not None:
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
    support = _support(old, new)
    if support is None and not _needs_proof(mine, other, old.actor, namesakes):
        support = _company(old, new, companions)
    if support is None:
        return None
    return f"“{mine}” is another spelling of “{other}”; {support}"


def _needs_proof(mine: str, other: str, actor: Actor, namesakes: Mapping[str, set[str]]) -> bool:
    """Whether others of the same name are likely: being named beside the same actors is too little.

    So for names of common words only ("Mohamed Hassan"), for short forms of given names ("Bob",
    "Robert"), and where a middle name is left out in a family of which the corpus names several.
    """
    one, two = words_of(mine), words_of(other)
    if actor.kind == "place" and len(one) == len(two) == 1:
        return is_common(one[0]) or is_common(two[0])  # a person taken for a town
    if actor.kind != "person":
        return False
    if all(map(is_common, one)) and all(map(is_common, two)):
        return True
    whole = min(len(one), len(two)) > 1 and min(len(one[0]), len(two[0])) > 1
    if whole and not similar_word(one[0], two[0]):
        return True
    dropped = {len(word) > 1 for word in set(one) ^ set(two)} if len(one) != len(two) else set()
    family = namesakes.get(one[-1], set()) | namesakes.get(two[-1], set())
    return True in dropped and len(family) > _FAMILY


def _similar_names(
    one: Actor, two: Actor, namesakes: Mapping[str, set[str]]
) -> tuple[str, str] | None:
    """A name of each that are spellings of one.

    A person's lone name, which dozens may bear, is compared with known surnames only.
    """
    person = one.kind == "person"
    for mine in _names(one):
        lone = person and _is_lone(mine)
        for other in _surnames(two, namesakes) if lone else _names(two):
            same = same_organisation if one.kind == "organisation" else similar
            if (not person or lone or len(words_of(other)) > 1) and same(mine, other):
                return mine, other
    return None


def _is_lone(name: str) -> bool:
    """One word, or one behind a form of address: "Sheikh Khalifa" may be any Khalifa."""
    words = words_of(name)
    return len(words) == 1 or (len(words) == 2 and words[0] in _ADDRESS)


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


def _support(one: _Profile, two: _Profile) -> str | None:
    """What speaks strongly for a merge: document, country, title."""
    if one.documents & two.documents:
        return "both stand in one article"
    if one.actor.country is not None and one.actor.country == two.actor.country:
        return f"both are of {one.actor.country}"
    if one.actor.country and two.actor.country:
        return None
    if one.titles & two.titles:
        return "both bear the same title"
    return None


def _company(one: _Profile, two: _Profile, companions: Mapping[str, set[str]]) -> str | None:
    """Another actor named beside both; none where they are of two countries."""
    if one.actor.country and two.actor.country:
        return None
    ours = {other for document in one.documents for other in companions[document]}
    theirs = {other for document in two.documents for other in companions[document]}
    shared = sorted((ours & theirs) - {one.actor.id, two.actor.id})
    return f"both are named beside {shared[0].partition(':')[2]}" if shared else None


def _names(actor: Actor) -> list[str]:
    """The whole names: those of one word only where the actor has no other.

    "Defence Ministry" is no name: every state has one.
    """
    names = dict.fromkeys([actor.name, *actor.names.values(), *actor.aliases])
    if actor.kind == "organisation":
        return [name for name in names if not is_kind(name)]
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
