"""Where: a place mention after a locative preposition, else a place that something is done to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from timeline.events.clauses import Clause
from timeline.events.phrases import Phrase
from timeline.events.roles import Part
from timeline.events.triggers import Hit
from timeline.events.vocabulary import Phrases, roles
from timeline.languages.loader import load_table
from timeline.model import Actor, Event, Place

_LOOK_BACK = 4  # events; farther back "there" may mean anything


# Classes of deeds that take place where their recipient is, if that is a place: "captured Gori".
_ON_THE_SPOT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "AID"})


def find(
    hit: Hit,
    clause: Clause,
    phrases: Sequence[Phrase],
    *,
    parts: Sequence[Part],
    actors: Mapping[str, Actor],
    language: str,
) -> Place | None:
    """The place of the event: the one nearest to its trigger, else the one that it is done to."""
    table = roles(language)
    named = [p for p in phrases if p.mention.kind == "LOC" and p.mention.form == "name"]
    if not named:
        return _done_to(hit, parts, actors)
    locative = table["place"] | table["goal"] if hit.entry.frame == "visit" else table["place"]
    # "Sanctions on Russia" are not imposed there.
    aimed = table["against"] | table.get("aimed", frozenset())
    found = [
        phrase
        for phrase in named
        if phrase.first in clause.indexes
        and not (phrase.prep in aimed and (phrase.mention.actor or "").startswith("state:"))
        and (
            phrase.prep in locative
            or (phrase.prep is None and phrase.modifies and phrase.outer in locative)
            or (phrase.prep == "of" and phrase.outer in locative)
            or (hit.type == "ASSAULT" and phrase.prep in table["against"])
        )
    ]
    if not found:
        return _done_to(hit, parts, actors)
    nearest = min(found, key=lambda p: abs(p.first - hit.token.index))
    return of_mention(nearest.mention.text, nearest.mention.actor, actors)


def _done_to(hit: Hit, parts: Sequence[Part], actors: Mapping[str, Actor]) -> Place | None:
    """The only place among the recipients; a state is one only for its guests."""
    visit = hit.entry.frame == "visit"
    if not visit and hit.type not in _ON_THE_SPOT:
        return None
    named = [
        part.mention
        for part in parts
        if part.role == "recipient" and part.mention.kind == "LOC" and part.mention.form == "name"
    ]
    if len({mention.actor for mention in named}) != 1:
        return None
    state = (named[0].actor or "").startswith("state:")
    return of_mention(named[0].text, named[0].actor, actors) if visit or not state else None


def named_before(clause: Clause, told: Sequence[Event], language: str) -> Place | None:
    """The place told of last, where the clause points back to it ("there", "in the city").

    A state is nothing that "the city" or "the region" can mean.
    """
    if not _there(language).stand_in(clause):
        return None
    for event in reversed(told[-_LOOK_BACK:]):
        if event.place is not None:
            state = (event.place.actor or "").startswith("state:")
            return None if state else event.place
    return None


@cache
def _there(language: str) -> Phrases:
    return Phrases(load_table(language, "clauses").get("anaphora", {}).get("there", ()))


def of_mention(text: str, actor_id: str | None, actors: Mapping[str, Actor]) -> Place:
    """A place by the actor it is linked to, by its words where it is not."""
    actor = actors.get(actor_id or "")
    if actor is None:
        return Place(text)
    return Place(actor.name, actor.country, actor.latitude, actor.longitude, actor.id)
