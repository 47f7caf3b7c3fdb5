"""Readings with other actor ids, wherever a reading names an actor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from timeline.model import Attribution, Event, Reading, Role


def renamed(reading: Reading, new_ids: Mapping[str, str]) -> Reading:
    """The reading with the new ids wherever an actor is named."""
    if not any(actor.id in new_ids for actor in reading.actors):
        return reading
    return replace(
        reading,
        mentions=tuple(
            [
                replace(mention, actor=new_ids[mention.actor or ""])
                if mention.actor in new_ids
                else mention
                for mention in reading.mentions
            ]
        ),
        actors=tuple(
            replace(actor, id=new_ids[actor.id]) if actor.id in new_ids else actor
            for actor in reading.actors
        ),
        events=tuple(_event(event, new_ids) for event in reading.events),
    )


def _event(event: Event, new_ids: Mapping[str, str]) -> Event:
    attribution, place = event.attribution, event.place
    speaker = new_ids.get(attribution.actor or "") if attribution is not None else None
    there = new_ids.get(place.actor or "") if place is not None else None
    if speaker is None and there is None and not any(r.actor in new_ids for r in event.roles):
        return event  # most are of actors that keep their ids, and copying one is slow
    if attribution is not None and speaker is not None:
        attribution = Attribution(attribution.text, speaker)
    if place is not None and there is not None:
        place = replace(place, actor=there)
    roles = tuple(_role(role, new_ids) for role in event.roles)
    return replace(event, roles=roles, attribution=attribution, place=place)


def _role(role: Role, new_ids: Mapping[str, str]) -> Role:
    return replace(role, actor=new_ids[role.actor]) if role.actor in new_ids else role
