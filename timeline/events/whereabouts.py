"""Where an event was that its clause does not place: what the clause points back to, what is plain.

Each such place is marked as inferred. None follows from the nationality of who acts alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from timeline.events import places
from timeline.events.clauses import Clause
from timeline.events.compose import Draft
from timeline.events.vocabulary import Phrases, roles
from timeline.gazetteer.index import load
from timeline.gazetteer.where import capital_of, town_named
from timeline.languages.loader import load_table
from timeline.model import Actor, Dateline, Event, Mention, Place

_LOOK_BACK = 4  # events; farther back "there" may mean anything
_IGO = "IGO"


def around(
    draft: Draft,
    told: Sequence[Event],
    *,
    home: Mention | None,
    actors: Mapping[str, Actor],
    dateline: Dateline | None,
) -> Place | None:
    """The place that the clause points to or that is plain; `home` is the state of the story.

    `dateline` is that of the draft's sentence.
    """
    return (
        _pointed_at(draft, told, home, actors)
        or _at_home(draft, home, actors)
        or _by_government(draft)
        or _of_dateline(draft, dateline, actors)
    )


def _pointed_at(
    draft: Draft, told: Sequence[Event], home: Mention | None, actors: Mapping[str, Actor]
) -> Place | None:
    """ "there", "in the city", "in the capital", "in the north of the country"."""
    clause, language = draft.choice.clause, draft.scene.language
    on_the_spot = draft.choice.hit.type in places.ON_THE_SPOT
    for kind, sorts in _SORTS.items():
        done_to = on_the_spot and _stands(f"the {kind}", clause, language)
        if done_to or _stands(kind, clause, language):
            return _told_last(told, sorts)
    state = None if home is None else home.actor
    if state is None:
        return None
    if _stands("capital", clause, language):
        return places.of_entity(capital_of(state), language, basis="inferred")
    # "des Landes verwiesen": with somebody of another state it may be either one.
    foreign = {_country(p.mention, actors) for p in draft.scene.phrases} - {None, state[6:]}
    if not foreign and _stands("country", clause, language):
        return places.of_entity(load().by_id(state), language, basis="inferred")
    return None


# What "there", "in the city", "in the region" can mean: no state, and only what is one.
_SORTS = {
    "there": ("city:", "region:", "local:"),
    "town": ("city:", "local:"),
    "region": ("region:",),
}


def _told_last(told: Sequence[Event], sorts: tuple[str, ...]) -> Place | None:
    """The place told of last that is of one of the sorts."""
    for event in reversed(told[-_LOOK_BACK:]):
        place = event.place
        if place is not None and (place.actor or "local:").startswith(sorts):
            return replace(place, basis="inferred")
    return None


@cache
def _phrases(kind: str, language: str) -> Phrases:
    return Phrases(load_table(language, "clauses").get("anaphora", {}).get(kind, ()))


def _stands(kind: str, clause: Clause, language: str) -> bool:
    return _phrases(kind, language).stand_in(clause)


# What a state does to its own people, and what its people do, is done there.
_INTERNAL = frozenset({"martial-law", "election"})


def _at_home(draft: Draft, home: Mention | None, actors: Mapping[str, Actor]) -> Place | None:
    """The state whose own affair it is: its police arrest its minister, its people vote.

    Nobody of another state may have a part in it, or be named in the clause.
    """
    countries = {_country(p.mention, actors) for p in draft.scene.phrases} - {None}
    if len(countries) != 1:
        return None
    country = countries.pop()
    state = f"state:{country}"
    if country == _IGO or home is None or home.actor != state:
        return None
    hit = draft.choice.hit
    sides = {part.role for part in draft.parts if _country(part.mention, actors) == country}
    inside = hit.type == "COERCE" and {"actor", "recipient"} <= sides
    own = hit.type == "PROTEST" or hit.entry.id in _INTERNAL
    if not (inside or (own and "actor" in sides)):
        return None
    return places.of_entity(load().by_id(state), draft.scene.language, basis="inferred")


_ORDERS = frozenset({"SANCTION", "COERCE", "ACCUSE"})


def fixed(draft: Draft) -> Place | None:
    """The place that the deed itself fixes, whatever its clause names: ambassadors are summoned."""
    at_home = draft.choice.hit.lemma in roles(draft.scene.language)["at_home"]
    return _by_government(draft) if at_home else None


def _by_government(draft: Draft) -> Place | None:
    """What a government can only do at home: expel, summon, impose a curfew, close its airspace."""
    hit, clause, language = draft.choice.hit, draft.choice.clause, draft.scene.language
    doers = [part.mention.actor or "" for part in draft.parts if part.role == "actor"]
    if hit.type not in _ORDERS or len(doers) != 1 or not doers[0].startswith("state:"):
        return None
    if hit.lemma in roles(language)["at_home"] or _stands("own", clause, language):
        return places.of_entity(load().by_id(doers[0]), language, basis="inferred")
    return None


def _country(mention: Mention, actors: Mapping[str, Actor]) -> str | None:
    actor = actors.get(mention.actor or "")
    return None if actor is None else actor.country


# Deeds far from where the report was written; and who acts where the government sits.
_ELSEWHERE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT"})
_BODIES = ("state:", "org:")


def _of_dateline(
    draft: Draft, dateline: Dateline | None, actors: Mapping[str, Actor]
) -> Place | None:
    """The town of the dateline, for an event of the first sentence that says no other place."""
    if dateline is None or dateline.place is None:
        return None
    town = town_named(dateline.place)
    if town is None or town.country is None:
        return None
    if any(p.mention.kind == "LOC" and p.prep is not None for p in draft.scene.phrases):
        return None
    if draft.choice.hit.type in _ELSEWHERE:
        return None
    doers = [p.mention for p in draft.parts if p.role == "actor"]
    bodies = all((mention.actor or "").startswith(_BODIES) for mention in doers)
    if not bodies or {_country(mention, actors) for mention in doers} != {town.country}:
        return None
    return places.of_entity(town, draft.scene.language, basis="inferred")
