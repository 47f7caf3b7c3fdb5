"""A Timeline as JSON-LD: schema.org Events with the articles that report them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.model import Actor, Document, Event, Timeline

_STATUS = {
    "planned": "https://schema.org/EventScheduled",
    "denied": "https://schema.org/EventCancelled",
}
_TYPES = {
    "person": "Person",
    "country": "Country",
    "place": "Place",
    "organisation": "Organization",
}
_WEB = ("http://", "https://")


def to_jsonld(timeline: Timeline) -> str:
    """One graph; dates as EDTF's day, month or year where schema.org can hold them."""
    actors = {actor.id: actor for actor in timeline.actors}
    documents = {document.id: document for document in timeline.documents}
    graph = [_event(event, actors, documents) for event in timeline.events]
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, indent=1) + "\n"


def _event(
    event: Event, actors: dict[str, Actor], documents: dict[str, Document]
) -> dict[str, Any]:
    value: dict[str, Any] = {
        "@type": "Event",
        "@id": f"urn:timeline:event:{event.id}",
        "name": event.title,
        "description": event.why,
        "keywords": [event.type, event.status, event.basis],
        "organizer": [_actor(actors[r.actor]) for r in event.roles if r.role == "actor"],
        "attendee": [_actor(actors[r.actor]) for r in event.roles if r.role == "recipient"],
        "subjectOf": [
            _article(documents.get(evidence.document), evidence.document, evidence.text)
            for evidence in event.evidence
        ],
    }
    if event.interval is not None:
        first, last = event.interval.first_day, event.interval.last_day
        value["startDate"] = None if first is None else first.isoformat()
        value["endDate"] = None if last is None else last.isoformat()
    if event.status in _STATUS:
        value["eventStatus"] = _STATUS[event.status]
    if event.place is not None:
        value["location"] = _place(event)
    return {key: item for key, item in value.items() if item not in (None, [], "")}


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "@type": _TYPES.get(actor.kind, "Organization"),
        "@id": f"urn:timeline:actor:{actor.id}",
        "name": actor.name,
    }


def _place(event: Event) -> dict[str, Any]:
    assert event.place is not None
    place: dict[str, Any] = {"@type": "Place", "name": event.place.name}
    if event.place.latitude is not None and event.place.longitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": event.place.latitude,
            "longitude": event.place.longitude,
        }
    return place


def _article(document: Document | None, name: str, sentence: str) -> dict[str, Any]:
    article: dict[str, Any] = {"@type": "NewsArticle", "identifier": name, "abstract": sentence}
    if document is None:
        return article
    article["headline"] = document.title
    article["url"] = document.url if (document.url or "").lower().startswith(_WEB) else None
    article["datePublished"] = document.published.isoformat() if document.published else None
    article["inLanguage"] = document.language
    if document.source:
        article["publisher"] = {"@type": "Organization", "name": document.source}
    return {key: value for key, value in article.items() if value}
