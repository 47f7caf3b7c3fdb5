"""One actor across the corpus: gazetteer identity first, then equal names, then other spellings.

Ids of the gazetteer mean the same everywhere. A local actor joins a known one or another local
one whose name is another spelling of its own, if something supports it: a shared title, country or
co-actor. Candidates come from blocks of equal romanisation keys, so that the work grows with the
number of names and not with its square. Two known entities never become one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from timeline.actors.by_hand import Pair, parted, resolve
from timeline.actors.compare import (
    is_common,
    known,
    similar_word,
    words_of,
)
from timeline.actors.institutions import is_kind
from timeline.actors.naming import from_entity
from timeline.actors.profiles import Profile, join, profiles_of
from timeline.actors.renaming import renamed
from timeline.actors.spellings import Spellings
from timeline.gazetteer.index import Index, load, slug
from timeline.gazetteer.romanise import keys, skeletons
from timeline.model import Actor, Reading

_LONG = 6  # letters of a surname; shorter ones are alike by chance
_FAMILY = 2  # people of one surname; above it a left out middle name may tell them apart
_LARGEST_BLOCK = 250  # names; a larger block says nothing about its members
_LOCAL = "local:"
_NOBODY: frozenset[str] = frozenset()


def link(
    readings: Sequence[Reading],
    *,
    together: Sequence[Pair] = (),
    apart: Sequence[Pair] = (),
    spellings: Spellings | None = None,
) -> tuple[list[Reading], tuple[Actor, ...]]:
    """The readings with corpus-wide actor ids, and every actor once, in order of appearance.

    `together` and `apart` are pairs of names or ids that a user says are one, or are not; they
    outweigh everything found here. A pair apart that names one actor by two of its names parts
    the mentions of the first name from it. Names that nobody bears are passed over. `spellings`
    may know what earlier runs found out about pairs of names.
    """
    readings = parted([_with_own_namesakes(reading) for reading in readings], apart)
    profiles = profiles_of(readings)
    everyone = [profile.actor for profile in profiles.values()]
    index = load()
    groups = _Groups(resolve(apart, everyone))
    for one, two in resolve(together, everyone):
        one, two = groups.root(one), groups.root(two)  # noqa: PLW2901 what they are by now
        local = one.startswith(_LOCAL) and not two.startswith(_LOCAL)
        old, new = (one, two) if local else (two, one)
        names = profiles[old].actor.name, profiles[new].actor.name
        groups.add(old, new, f"“{names[0]}” and “{names[1]}” were joined by hand")
    compared = _Names(_namesakes(profiles), spellings or Spellings())
    for old, new, reason in _merges(profiles, _companions(readings), groups, compared):
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


def _base(actor_id: str, profiles: Mapping[str, Profile], index: Index) -> Actor:
    if actor_id in profiles:
        return profiles[actor_id].actor
    entity = index.by_id(actor_id)
    if entity is None:
        raise KeyError(actor_id)
    return from_entity(entity, "en")


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
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
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
        if not self._apart:
            return True
        theirs = self.members(two)
        return not any(self._apart.get(member, _NOBODY) & theirs for member in self.members(one))

    def add(self, old: str, new: str, reason: str) -> None:
        """Let `old` and all who joined it become what `new` is."""
        old, new = self.root(old), self.root(new)
        if old == new:
            return
        self._members[new] = self.members(new) | self.members(old)
        self.joined[old] = new
        self.reasons[old] = reason


class _Names:
    """Compares the names of actors; `namesakes` as `_namesakes` gives them."""

    def __init__(self, namesakes: Mapping[str, set[str]], spellings: Spellings) -> None:
        self.namesakes = namesakes
        self._spellings = spellings
        self._surnames: dict[str, list[str]] = {}

    def alike(self, one: Profile, two: Profile) -> tuple[str, str] | None:
        """A name of each that are spellings of one.

        A person's lone name, which dozens may bear, is compared with known surnames only.
        """
        person = one.actor.kind == "person"
        body = one.actor.kind == "organisation"
        same = self._spellings.same
        for mine in one.names:
            if person and mine.lone:
                for surname in self._surnames_of(two.actor):
                    if same(mine.text, surname, organisation=False):
                        return mine.text, surname
                continue
            for other in two.names:
                if (not person or other.words > 1) and same(
                    mine.text, other.text, organisation=body
                ):
                    return mine.text, other.text
        return None

    def _surnames_of(self, actor: Actor) -> list[str]:
        """Surnames that the corpus and the gazetteer take for this person without more."""
        if actor.id.startswith(_LOCAL):
            return []
        found = self._surnames.get(actor.id)
        if found is None:
            lone = {name for name in actor.aliases if " " not in name and len(name) >= _LONG}
            found = self._surnames[actor.id] = sorted(
                word
                for word in lone
                if self.namesakes.get(words_of(word)[-1], set()) <= {actor.id}
                and known(word) == {actor.id}
            )
        return found


def _merges(
    profiles: Mapping[str, Profile],
    companions: Mapping[str, set[str]],
    groups: _Groups,
    names: _Names,
) -> Iterable[tuple[str, str, str]]:
    """(local id, id it joins, reason); a local actor joins at most one other.

    `groups` is what was joined so far; whoever reads on has added what was given before.
    """
    strangers: set[tuple[str, str]] = set()
    for pair in _candidates(profiles):
        old, new = pair
        if old in groups.joined or pair in strangers:
            continue
        if groups.root(new) == old or not groups.may_join(old, new):
            continue
        reason = _reason(profiles[old], profiles[new], companions, names)
        if reason is not None:
            yield old, new, reason
        else:
            strangers.add(pair)  # they share more than one block, as a rule


def _candidates(profiles: Mapping[str, Profile]) -> Iterable[tuple[str, str]]:
    """Pairs of ids that share a block: who joins, and who is joined.

    A known actor is joined, else the more frequent of two local ones; two known ones are no pair.
    """
    weights: dict[str, tuple[int, int]] = {}
    blocks: dict[str, list[str]] = defaultdict(list)
    for actor_id, profile in profiles.items():
        kind = profile.actor.kind
        for block in {block for name in profile.names for block in _blocks(name.text, kind)}:
            blocks[block].append(actor_id)
        if actor_id.startswith(_LOCAL):
            weights[actor_id] = profile.count, len(profile.actor.name)
    for block in sorted(blocks):
        members = blocks[block]
        if len(members) > _LARGEST_BLOCK or weights.keys().isdisjoint(members):
            continue
        for one, two in combinations(members, 2):
            first, second = weights.get(one), weights.get(two)
            if first is not None and (second is None or first < second):
                yield one, two
            elif second is not None:
                yield two, one


def _namesakes(profiles: Mapping[str, Profile]) -> dict[str, set[str]]:
    """Surname → ids of the persons whom the corpus names in full with it."""
    found: dict[str, set[str]] = defaultdict(set)
    for actor_id, profile in profiles.items():
        if profile.actor.kind == "person":
            for name in profile.names:
                if name.words > 1:
                    found[words_of(name.text)[-1]].add(actor_id)
    return found


def _reason(
    old: Profile,
    new: Profile,
    companions: Mapping[str, set[str]],
    names: _Names,
) -> str | None:
    """Why the two are one actor, or None."""
    pair = names.alike(old, new)
    if pair is None:
        return None
    mine, other = pair
    support = _support(old, new)
    if support is None and not _needs_proof(mine, other, old.actor, names.namesakes):
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


def _support(one: Profile, two: Profile) -> str | None:
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


def _company(one: Profile, two: Profile, companions: Mapping[str, set[str]]) -> str | None:
    """Another actor named beside both; none where they are of two countries."""
    if one.actor.country and two.actor.country:
        return None
    ours = {other for document in one.documents for other in companions[document]}
    theirs = {other for document in two.documents for other in companions[document]}
    shared = sorted((ours & theirs) - {one.actor.id, two.actor.id})
    return f"both are named beside {shared[0].partition(':')[2]}" if shared else None


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
