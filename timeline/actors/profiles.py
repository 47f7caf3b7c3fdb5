"""What a corpus tells about each actor id: a record, its names, how often it is named and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from timeline.actors.compare import words_of
from timeline.actors.institutions import is_kind
from timeline.gazetteer.romanise import skeletons
from timeline.model import Actor, Reading

LINKED_KINDS = frozenset({"person", "organisation", "place"})  # a group is its description
# Forms of address that stand before a given name, as `words_of` gives them.
_ADDRESS = frozenset(
    {"sheikh", "sheik", "scheich", "prince", "prinz", "king", "koenig", "emir", "imam"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an actor, how many words tell it, and whether dozens may bear it."""

    text: str
    words: int
    lone: bool


@dataclass(slots=True)
class Profile:
    """What the corpus tells about one actor id; `names` are set once all of it is known.

    `within` are the `id()` of records that add nothing to `actor`.
    """

    actor: Actor
    count: int = 0
    titles: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    names: list[Name] = field(default_factory=list)
    within: set[int] = field(default_factory=set)


def profiles_of(readings: Sequence[Reading]) -> dict[str, Profile]:
    """One profile for each id; local actors of equal ids are the same name and count as one."""
    profiles: dict[str, Profile] = {}
    counts: Counter[str | None] = Counter()
    for reading in readings:
        for actor in reading.actors:
            profile = profiles.get(actor.id)
            if profile is None:
                profile = profiles[actor.id] = Profile(actor)
            elif id(actor) not in profile.within:
                if not _is_within(actor, profile.actor):
                    profile.actor = join(profile.actor, actor)
                    profile.within.clear()
                # Articles share records that were read from a store.
                profile.within.add(id(actor))
            profile.documents.add(reading.document.id)
        counts.update([mention.actor for mention in reading.mentions])
        for mention in reading.mentions:
            if mention.title and mention.actor in profiles:
                title = skeletons(mention.title.split(" ")[-1])[0]
                profiles[mention.actor or ""].titles.add(title)
    for name, profile in profiles.items():
        profile.count = counts[name]
        if profile.actor.kind in LINKED_KINDS:
            profile.names = [
                Name(name, len(words_of(name)), _is_lone(name)) for name in _names(profile.actor)
            ]
    return profiles


def _is_within(other: Actor, one: Actor) -> bool:
    """Whether `join` would add nothing: most articles say of an actor what others have said."""
    return (
        (other.name == one.name or other.name in one.aliases)
        and list(other.names) == list(one.names)
        and (one.country is not None or other.country is None)
        and (one.sector is not None or other.sector is None)
        and all(name == one.name or name in one.aliases for name in other.aliases)
        and all(reason in one.merges for reason in other.merges)
    )


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


def _names(actor: Actor) -> list[str]:
    """The whole names: those of one word only where the actor has no other.

    "Defence Ministry" is no name: every state has one.
    """
    names = dict.fromkeys([actor.name, *actor.names.values(), *actor.aliases])
    if actor.kind == "organisation":
        return [name for name in names if not is_kind(name)]
    longer = [name for name in names if " " in name]
    return longer if longer and actor.kind == "person" else list(names)


def _is_lone(name: str) -> bool:
    """One word, or one behind a form of address: "Sheikh Khalifa" may be any Khalifa."""
    words = words_of(name)
    return len(words) == 1 or (len(words) == 2 and words[0] in _ADDRESS)
