"""One actor across the corpus: gazetteer identity first, then equal names, then other spellings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.model import Actor, Reading


def link(readings: Sequence[Reading]) -> tuple[list[Reading], tuple[Actor, ...]]:
    """The readings with corpus-wide actor ids, and every actor once, in order of appearance."""
    merged: dict[str, Actor] = {}
    for reading in readings:
        for actor in reading.actors:
            known = merged.get(actor.id)
            merged[actor.id] = actor if known is None else join(known, actor)
    return list(readings), tuple(merged.values())


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
