"""What a user says about actors: these two are one, these two are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from timeline.gazetteer.index import fold, slug
from timeline.model import Actor, Attribution, Event, Reading, Role

# Names or ids of two actors.
Pair = tuple[str, str]
_BY_HAND = "“{}” was parted from “{}” by hand"


def resolve(pairs: Iterable[Pair], actors: Iterable[Actor]) -> list[tuple[str, str]]:
    """Pairs of ids for pairs of names or ids; a name stands for every actor that bears it."""
    wanted = {_plain(name) for pair in pairs for name in pair}
    if not wanted:
        return []
    bearers = _bearers(actors, wanted)
    return [
        (one, two)
        for first, second in pairs
        for one in bearers.get(_plain(first), ())
        for two in bearers.get(_plain(second), ())
        if one != two
    ]


def parted(readings: Sequence[Reading], pairs: Sequence[Pair]) -> list[Reading]:
    """The readings in which two names of one actor are told apart where a pair says so.

    The first name's mentions get an id of their own, together with what the events make of them.
    """
    for first, second in pairs:
        readings = [_part(reading, first, second) for reading in readings]
    return list(readings)


def _bearers(actors: Iterable[Actor], wanted: set[str]) -> dict[str, list[str]]:
    """Plain name or id → ids; the actor's own name goes before its aliases."""
    own: dict[str, list[str]] = defaultdict(list)
    other: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        called = {_plain(name) for name in (actor.id, actor.name, *actor.names.values())}
        for name in called & wanted:
            own[name].append(actor.id)
        for name in ({_plain(alias) for alias in actor.aliases} - called) & wanted:
            other[name].append(actor.id)
    return {**other, **own}


def _plain(name: str) -> str:
    return fold(name).casefold().strip()


def _part(reading: Reading, first: str, second: str) -> Reading:
    """One reading with the mentions of `first` taken from the actor that is also `second`."""
    bearers = {
        actor.id: actor
        for actor in reading.actors
        if {_plain(first), _plain(second)}
        <= {_plain(n) for n in (actor.id, actor.name, *actor.names.values(), *actor.aliases)}
    }
    if not bearers or _plain(first) == _plain(second):
        return reading
    new = f"local:{slug(first)}"
    if new in bearers:
        new += "-2"
    moved = {
        (mention.start, mention.end): mention.actor or ""
        for mention in reading.mentions
        if mention.actor in bearers and _plain(mention.text) == _plain(first)
    }
    if not moved:
        return reading
    mentions = tuple(
        replace(mention, actor=new, why=_BY_HAND.format(first, second))
        if (mention.start, mention.end) in moved
        else mention
        for mention in reading.mentions
    )
    old = bearers[next(iter(moved.values()))]
    name = next(m.text for m in reading.mentions if (m.start, m.end) in moved)
    made = Actor(
        new,
        old.kind,
        name,
        {reading.document.language or "en": name},
        merges=(_BY_HAND.format(first, second),),
    )
    actors = [_without(actor, name) if actor.id in bearers else actor for actor in reading.actors]
    if all(mention.actor != old.id for mention in mentions):
        actors = [actor for actor in actors if actor.id != old.id]
    return replace(
        reading,
        mentions=mentions,
        actors=(*actors, made),
        events=tuple(_event(event, moved, new, first) for event in reading.events),
    )


def _without(actor: Actor, name: str) -> Actor:
    """The actor without the alias, and under another of its names if that was its own."""
    left = tuple(alias for alias in actor.aliases if _plain(alias) != _plain(name))
    if actor.id.startswith("local:") and _plain(actor.name) == _plain(name) and left:
        names = dict.fromkeys(actor.names, left[0])
        return replace(actor, name=left[0], names=names, aliases=left[1:])
    return replace(actor, aliases=left)


def _event(event: Event, moved: dict[tuple[int, int], str], new: str, name: str) -> Event:
    """The event with the roles that the moved mentions fill."""
    attribution = event.attribution
    said = attribution is not None and attribution.actor in moved.values()
    if attribution is not None and said and _plain(attribution.text) == _plain(name):
        attribution = Attribution(attribution.text, new)
    roles = tuple(_role(role, moved, new) for role in event.roles)
    return replace(event, roles=roles, attribution=attribution)


def _role(role: Role, moved: dict[tuple[int, int], str], new: str) -> Role:
    if role.start is None or role.end is None:
        return role
    return replace(role, actor=new) if moved.get((role.start, role.end)) == role.actor else role
