"""Where: a place mention after a locative preposition, else a place that something is done to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter

from timeline.events.beside import at_border
from timeline.events.clauses import Clause
from timeline.events.phrases import Phrase
from timeline.events.roles import Part
from timeline.events.subjects import Scene
from timeline.events.triggers import Hit
from timeline.events.vocabulary import Words, roles
from timeline.gazetteer.index import Entity
from timeline.gazetteer.where import capital_of, seat_in
from timeline.model import Actor, Place, PlaceBasis

# Classes of deeds that take place where their recipient is, if that is a place: "captured Gori".
ON_THE_SPOT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "AID"})
# Classes whose "auf" names an island, and not whom it is aimed at: "Verhandlungen auf Zypern".
_TAKEN = frozenset({"ASSAULT", "COERCE"})
_NONE: frozenset[str] = frozenset()
_MEETING = frozenset({"CONSULT", "AGREE", "PROTEST"})


def find(
    hit: Hit,
    clause: Clause,
    scene: Scene,
    *,
    parts: Sequence[Part],
    actors: Mapping[str, Actor],
) -> Place | None:
    """The place of the event: the one nearest to its trigger, else the one that it is done to."""
    found: list[tuple[tuple[bool, int], Place]] = []  # towns before states, then the nearest
    for phrase in scene.phrases:
        if phrase.first in clause.indexes:
            place = _told(phrase, hit, scene, actors)
            if place is not None:
                coarse = (place.actor or "").startswith("state:")
                found.append(((coarse, abs(phrase.first - hit.token.index)), place))
    if found:
        return min(found, key=itemgetter(0))[1]
    return _antecedent(clause, scene, actors) or _done_to(hit, parts, actors)


def _told(phrase: Phrase, hit: Hit, scene: Scene, actors: Mapping[str, Actor]) -> Place | None:
    """The place that the phrase names, describes or is the seat of."""
    mention = phrase.mention
    state = mention.actor if (mention.actor or "").startswith("state:") else None
    table = roles(scene.language)
    if state is not None and at_border(phrase, scene.tokens, table):
        return of_mention(mention.text, state, actors, basis="near")
    if mention.kind == "LOC" and mention.form == "name" and _is_where(phrase, hit, scene):
        near = phrase.prep in table["beside"] or phrase.side in table["surroundings"]
        return of_mention(mention.text, mention.actor, actors, basis="near" if near else "said")
    if state is None or not table["place"] & {phrase.prep, phrase.outer}:
        return None
    if phrase.modifies and phrase.side in table["capital"]:
        return of_entity(capital_of(state), scene.language)
    if mention.form == "name" and phrase.prep in table["place"] and not phrase.modifies:
        return of_entity(seat_in(mention.text, state), scene.language)
    return None


def _is_where(phrase: Phrase, hit: Hit, scene: Scene) -> bool:
    """Whether the preposition of a place says that it was there."""
    table = roles(scene.language)
    state = (phrase.mention.actor or "").startswith("state:")
    # "Sanctions on Russia" are not imposed there.
    beside = scene.tokens[max(0, phrase.first - 2) : phrase.first]
    on_island = hit.type in _MEETING and any(t.low in table["onto"] for t in beside)
    aimed = _NONE if on_island else table["against"] | table["aimed"]
    if state and (phrase.prep or phrase.outer) in aimed | table["addressed"]:
        return False
    travels = hit.entry.frame == "visit" or (hit.type == "CONSULT" and not state)
    locative = table["place"] | table["goal"] if travels else table["place"]
    if phrase.modifies and phrase.side in table["asked_by"]:
        return False
    return (
        phrase.prep in locative
        or _of_square(phrase, hit, table)
        or (hit.type == "RETREAT" and not state and phrase.prep in table["origin"])
        or (hit.type == "PROTEST" and phrase.prep in table["through"])
        or (phrase.prep is None and phrase.modifies and phrase.outer in locative)
        or (phrase.prep == "of" and phrase.outer in locative)
        or (hit.type == "ASSAULT" and phrase.prep in table["against"])
        or _from_there(phrase, scene)
    )


def _of_square(phrase: Phrase, hit: Hit, table: Words) -> bool:
    """ "occupied the main square of Lima": of a town, not of a state."""
    town = (phrase.mention.actor or "").startswith("city:")
    return town and hit.type in _TAKEN and phrase.modifies and phrase.prep in table["binding"]


def _from_there(phrase: Phrase, scene: Scene) -> bool:
    """German "von Genf aus"."""
    behind = scene.tokens[phrase.last + 1 : phrase.last + 2]
    from_it = phrase.prep in roles(scene.language)["binding"] and scene.language == "de"
    return from_it and any(token.low == "aus" and token.form != "Vz" for token in behind)


def _antecedent(clause: Clause, scene: Scene, actors: Mapping[str, Actor]) -> Place | None:
    """ "flew to Lima, where …": the place named right before the clause."""
    if clause.marker not in roles(scene.language)["where"]:
        return None
    start = clause.tokens[0].index
    for phrase in reversed(scene.phrases):
        if phrase.last < start:
            mention = phrase.mention
            near = phrase.last >= start - 3 and mention.kind == "LOC" and mention.form == "name"
            return of_mention(mention.text, mention.actor, actors) if near else None
    return None


def _done_to(hit: Hit, parts: Sequence[Part], actors: Mapping[str, Actor]) -> Place | None:
    """The only place among the recipients; a state is one only for its guests."""
    visit = hit.entry.frame == "visit"
    if not visit and hit.type not in ON_THE_SPOT:
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


def of_mention(
    text: str, actor_id: str | None, actors: Mapping[str, Actor], *, basis: PlaceBasis = "said"
) -> Place:
    """A place by the actor it is linked to, by its words where it is not."""
    actor = actors.get(actor_id or "")
    if actor is None:
        return Place(text, basis=basis)
    degrees = actor.latitude, actor.longitude
    return Place(actor.name, actor.country, *degrees, actor.id, basis)


def of_entity(entity: Entity | None, language: str, *, basis: PlaceBasis = "said") -> Place | None:
    """A place that the gazetteer knows and the text does not name."""
    if entity is None:
        return None
    name = entity.de if language == "de" else entity.en
    return Place(name, entity.country, entity.latitude, entity.longitude, entity.id, basis)
