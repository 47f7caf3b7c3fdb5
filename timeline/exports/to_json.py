"""A Timeline as one JSON document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from timeline.tables import event_records

if TYPE_CHECKING:
    from timeline.model import Actor, Document, Timeline


def to_json(timeline: Timeline) -> str:
    """Documents (without their text), actors, events as `timeline extract` gives them, problems."""
    value = {
        "documents": [_document(document) for document in timeline.documents],
        "actors": [_actor(actor) for actor in timeline.actors],
        "events": event_records(timeline),
        "problems": [
            {
                "where": problem.where,
                "message": problem.message,
                "remedy": problem.remedy,
                "severity": problem.severity,
            }
            for problem in timeline.problems
        ],
    }
    # ASCII escapes keep lone surrogates and line separators readable to every JSON reader.
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "url": document.url,
        "author": document.author,
        "language": document.language,
        "published": None if document.published is None else document.published.isoformat(),
        "published_from": document.published_from,
        "notes": list(document.notes),
    }


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "names": dict(actor.names),
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "aliases": list(actor.aliases),
        "latitude": actor.latitude,
        "longitude": actor.longitude,
    }
