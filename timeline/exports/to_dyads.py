"""Dyads in the manner of GDELT and ICEWS: one row per actor and recipient of an event.

Column names are GDELT's; codes are CAMEO roots and ISO 3166 alpha-3 countries. `GoldsteinScale`
is left out: PLOVER's own conflict–cooperation score stands in `PloverScore`.
"""

from __future__ import annotations

import csv
import io
from itertools import product
from typing import TYPE_CHECKING

from timeline.exports.to_csv import guard
from timeline.plover import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.model import Actor, Document, Event, Timeline

COLUMNS = (
    "GlobalEventID", "SQLDATE", "DateEnd", "Actor1Code", "Actor1Name", "Actor1CountryCode",
    "Actor2Code", "Actor2Name", "Actor2CountryCode", "EventRootCode", "QuadClass", "PloverClass",
    "PloverScore", "Status", "NumSources", "NumArticles", "ActionGeo_FullName",
    "ActionGeo_CountryCode", "ActionGeo_Lat", "ActionGeo_Long", "SOURCEURL", "Sentence",
)  # fmt: skip
_QUADS = {
    "verbal cooperation": 1,
    "material cooperation": 2,
    "verbal conflict": 3,
    "material conflict": 4,
}


def to_dyads(timeline: Timeline) -> str:
    """CSV text. Events without a recipient have one row per actor and an empty second actor."""
    actors = {actor.id: actor for actor in timeline.actors}
    documents = {document.id: document for document in timeline.documents}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for event in timeline.events:
        for row in _rows(event, actors, documents):
            writer.writerow([guard(cell) for cell in row])
    return out.getvalue()


def _rows(
    event: Event, actors: dict[str, Actor], documents: dict[str, Document]
) -> Iterator[list[object]]:
    first: list[Actor | None] = [actors[r.actor] for r in event.roles if r.role == "actor"]
    second: list[Actor | None] = [actors[r.actor] for r in event.roles if r.role == "recipient"]
    span = event.interval
    days = (None, None) if span is None else (span.first_day, span.last_day)
    kind = CLASSES[event.type]
    place = event.place
    addresses = (documents[e.document].url for e in event.evidence if e.document in documents)
    for one, two in product(first or [None], second or [None]):
        yield [
            event.id,
            *(None if day is None else day.strftime("%Y%m%d") for day in days),
            *_cells(one),
            *_cells(two),
            kind.cameo,
            _QUADS.get(kind.quad),
            event.type,
            kind.score,
            event.status,
            event.sources,
            len({evidence.document for evidence in event.evidence}),
            place.name if place else None,
            place.country if place else None,
            place.latitude if place else None,
            place.longitude if place else None,
            next((address for address in addresses if address), None),
            event.evidence[0].text if event.evidence else None,
        ]


def _cells(actor: Actor | None) -> list[object]:
    return [None] * 3 if actor is None else [actor.id, actor.name, actor.country]
