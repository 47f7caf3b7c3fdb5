"""Where: a place mention after a locative preposition, else the place of the dateline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.events.clauses import Clause
from timeline.events.phrases import Phrase
from timeline.events.triggers import Hit
from timeline.languages.loader import load_table
from timeline.model import Actor, Place


def find(
    hit: Hit,
    clause: Clause,
    phrases: Sequence[Phrase],
    actors: Mapping[str, Actor],
    language: str,
) -> Place | None:
    """The place of the event, the one nearest to its trigger."""
    table = load_table(language, "clauses")["roles"]
    locative = frozenset(table["place"]) | (
        frozenset(table["goal"]) if hit.entry.frame == "visit" else frozenset()
    )
    found = [
        phrase
        for phrase in phrases
        if phrase.first in clause.indexes
        and phrase.mention.kind == "LOC"
        and phrase.mention.form == "name"
        and (
            phrase.prep in locative
            or (phrase.prep is None and phrase.modifies and phrase.outer in locative)
            or (phrase.prep == "of" and phrase.outer in locative)
            or (hit.type == "ASSAULT" and phrase.prep in table["against"])
        )
    ]
    if not found:
        return None
    nearest = min(found, key=lambda p: abs(p.first - hit.token.index))
    return of_mention(nearest.mention.text, nearest.mention.actor, actors)


def of_mention(text: str, actor_id: str | None, actors: Mapping[str, Actor]) -> Place:
    """A place by the actor it is linked to, by its words where it is not."""
    actor = actors.get(actor_id or "")
    if actor is None:
        return Place(text)
    return Place(actor.name, actor.country, actor.latitude, actor.longitude, actor.id)
