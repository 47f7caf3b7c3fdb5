"""A Timeline as FollowTheMoney entities, one JSON object per line, for Aleph and OpenAleph."""

from __future__ import annotations

import json
from hashlib import sha1
from typing import TYPE_CHECKING, Any

from timeline.view.escape import readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.model import Actor, Document, Event, Timeline

_SCHEMATA = {
    "person": "Person",
    "country": "PublicBody",
    "organisation": "Organization",
    "group": "Organization",
    "place": "Address",
}


def to_ftm(timeline: Timeline) -> str:
    """Articles, actors and events; an event names its actors and the articles that prove it."""
    taking_part = {role.actor for event in timeline.events for role in event.roles}
    entities = [
        *(_article(document) for document in timeline.documents),
        *(_actor(actor) for actor in timeline.actors if actor.id in taking_part),
        *(_event(event, {a.id: a for a in timeline.actors}) for event in timeline.events),
    ]
    return "".join(json.dumps(entity) + "\n" for entity in entities)


def _id(kind: str, name: str) -> str:
    """FollowTheMoney ids hold few signs, so ours are digested."""
    return (
        f"{kind}-{sha1(name.encode('utf-8', 'surrogatepass'), usedforsecurity=False).hexdigest()}"
    )


def _entity(schema: str, identity: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": identity,
        "schema": schema,
        "properties": {name: values for name, values in properties.items() if values},
    }


def _texts(*values: str | None) -> list[str]:
    return [readable(value) for value in values if value]


def _article(document: Document) -> dict[str, Any]:
    web = (document.url or "").lower().startswith(("http://", "https://"))
    return _entity(
        "Article",
        _id("article", document.id),
        {
            "title": _texts(document.title or document.id),
            "publisher": _texts(document.source),
            "author": _texts(document.author),
            "sourceUrl": _texts(document.url) if web else [],
            "publishedAt": [document.published.isoformat()] if document.published else [],
        },
    )


def _actor(actor: Actor) -> dict[str, Any]:
    schema = _SCHEMATA.get(actor.kind, "LegalEntity")
    if schema == "Address":
        return _entity(schema, _id("actor", actor.id), {"full": _texts(actor.name)})
    return _entity(
        schema,
        _id("actor", actor.id),
        {"name": _texts(actor.name), "alias": _texts(*dict.fromkeys(actor.aliases))},
    )


def _event(event: Event, actors: dict[str, Actor]) -> dict[str, Any]:
    first = last = None
    if event.interval is not None:
        first, last = event.interval.first_day, event.interval.last_day
    places = [r.actor for r in event.roles if actors[r.actor].kind == "place"]
    return _entity(
        "Event",
        _id("event", event.id),
        {
            "name": _texts(event.title),
            "startDate": [first.isoformat()] if first else [],
            "endDate": [last.isoformat()] if last else [],
            "summary": _texts(event.why),
            "description": _texts(*(evidence.text for evidence in event.evidence)),
            "keywords": [event.type, event.status],
            "location": _texts(event.place.name if event.place else None),
            "involved": [_id("actor", r.actor) for r in event.roles if r.actor not in places],
            "proof": list(_proof(event)),
        },
    )


def _proof(event: Event) -> Iterator[str]:
    for name in dict.fromkeys(evidence.document for evidence in event.evidence):
        yield _id("article", name)
