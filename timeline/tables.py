"""Records and tables of a Timeline: field names and column types stated once.

`times`, `actors` and `extract` print these records as JSON Lines; `events_frame` is the same for
pandas. The fields are the stable interface: add to them, never rename.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from timeline.plover import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas

    from timeline.corpus import KeyDate
    from timeline.model import Actor, Document, Event, Layout, Mention, Timeline, Timex

Record = dict[str, Any]
_SURROGATE = re.compile(r"[\ud800-\udfff]")

# Column of the frame → pandas dtype. Dates that pandas cannot hold (year 1500) stay readable in
# `date`, which is EDTF text.
EVENT_COLUMNS: dict[str, str] = {
    "id": "string",
    "title": "string",
    "date": "string",
    "end": "string",
    "first": "datetime64[us]",
    "after_last": "datetime64[us]",
    "basis": "category",
    "time_expression": "string",
    "why": "string",
    "type": "category",
    "quad": "category",
    "cameo": "string",
    "mode": "string",
    "status": "category",
    "attribution": "string",
    "actors": "object",
    "recipients": "object",
    "mentioned": "object",
    "place": "string",
    "country": "string",
    "latitude": "float64",
    "longitude": "float64",
    "place_basis": "category",
    "sentence": "string",
    "documents": "object",
    "sources": "int64",
    "first_report": "string",
    "corroboration": "category",
    "links": "object",
    "confidence": "float64",
    "salience": "float64",
}


def article_record(document: Document, layout: Layout) -> Record:
    """A line of `timeline articles`: how an article was read, and what was left out of it."""
    return {
        "document": document.id,
        "path": document.path,
        "language": document.language,
        "published": None if document.published is None else document.published.isoformat(),
        "published_from": document.published_from,
        "title": document.title,
        "source": document.source,
        "reliability": document.reliability,
        "author": document.author,
        "url": document.url,
        "notes": list(document.notes),
        "sentences": len(layout.sentences),
        "dropped": [
            {
                "start": dropped.start,
                "end": dropped.end,
                "text": document.text[dropped.start : dropped.end],
                "reason": dropped.reason,
            }
            for dropped in layout.dropped
        ],
    }


def timex_record(document: Document, timex: Timex) -> Record:
    """A line of `timeline times`."""
    return {
        "document": document.id,
        "start": timex.start,
        "end": timex.end,
        "text": timex.text,
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "interval": None if timex.interval is None else timex.interval.to_iso(),
        "edtf": timex.edtf,
        "rule": timex.rule,
        "why": timex.why,
        "said": timex.said,
        "anchor": timex.anchor,
        "quant": timex.quant,
        "freq": timex.freq,
    }


def mention_record(document: Document, mention: Mention, actor: Actor | None) -> Record:
    """A line of `timeline actors`; `name` is the surface where nobody was linked."""
    return {
        "document": document.id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "kind": mention.kind,
        "actor": mention.actor,
        "name": mention.text if actor is None else actor.name,
        "country": None if actor is None else actor.country,
        "title": mention.title,
        "form": mention.form,
        "why": mention.why,
    }


def link_records(found: Iterable[tuple[Document, Mention, Actor | None]]) -> list[Record]:
    """A line per actor of `timeline actors --links`, most mentioned first.

    `variants` counts how often each spelling stood for it, `merges` says why they are one.
    """
    actors: dict[str, Actor] = {}
    variants: dict[str, Counter[str]] = {}
    documents: dict[str, set[str]] = {}
    for document, mention, actor in found:
        if actor is not None:
            actors[actor.id] = actor
            variants.setdefault(actor.id, Counter())[mention.text] += 1
            documents.setdefault(actor.id, set()).add(document.id)
    rows = [
        {
            "actor": name,
            "name": actor.name,
            "kind": actor.kind,
            "country": actor.country,
            "mentions": variants[name].total(),
            "documents": len(documents[name]),
            "variants": dict(variants[name].most_common()),
            "merges": list(actor.merges),
        }
        for name, actor in actors.items()
    ]
    return sorted(rows, key=lambda row: (-int(row["mentions"]), str(row["actor"])))


def event_record(event: Event, actors: Mapping[str, Actor]) -> Record:
    """A line of `timeline extract`."""
    return {
        "id": event.id,
        "title": event.title,
        "date": event.edtf,
        "end": event.edtf_end,
        "time_expression": event.time_expression,
        "basis": event.basis,
        "why": event.why,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "instrument": event.instrument,
        "quad": CLASSES[event.type].quad,
        "cameo": CLASSES[event.type].cameo,
        "status": event.status,
        "attribution": _attribution(event, actors),
        "actors": [
            {
                "id": role.actor,
                "name": actors[role.actor].name,
                "role": role.role,
                "country": actors[role.actor].country,
                "mention": role.mention,
            }
            for role in event.roles
        ],
        "place": None
        if event.place is None
        else {
            "name": event.place.name,
            "country": event.place.country,
            "latitude": event.place.latitude,
            "longitude": event.place.longitude,
            "basis": event.place.basis,
        },
        "evidence": [
            {
                "document": evidence.document,
                "start": evidence.start,
                "end": evidence.end,
                "text": evidence.text,
                "rule": evidence.rule,
            }
            for evidence in event.evidence
        ],
        "sources": event.sources,
        "first_report": None if event.first_report is None else event.first_report.isoformat(),
        "corroboration": event.corroboration,
        "salience": round(event.salience, 4),
        "confidence": round(event.confidence, 3),
        "merges": list(event.merges),
        "conflicts": [
            {
                "aspect": conflict.aspect,
                "what": conflict.what or None,
                "claims": [
                    {"value": value, "documents": list(documents)}
                    for value, documents in conflict.claims
                ],
            }
            for conflict in event.conflicts
        ],
        "links": [
            {"event": link.event, "kind": link.kind, "why": link.why} for link in event.links
        ],
        "corrections": list(event.corrections),
    }


def key_date_record(item: KeyDate) -> Record:
    """A date of `timeline summarize --json`: one sentence per line of `text`."""
    return {
        "date": item.day.isoformat(),
        "text": "\n".join(item.sentences),
        "score": round(item.score, 4),
        "documents": list(item.articles),
    }


def event_records(timeline: Timeline) -> list[Record]:
    """All events of a timeline as records, in its order."""
    actors = {actor.id: actor for actor in timeline.actors}
    return [event_record(event, actors) for event in timeline.events]


def events_frame(timeline: Timeline) -> pandas.DataFrame:
    """One row per event with the columns of `EVENT_COLUMNS`."""
    import pandas

    actors = {actor.id: actor for actor in timeline.actors}
    rows = [_row(event, actors) for event in timeline.events]
    frame = pandas.DataFrame(
        {column: [_storable(row[column]) for row in rows] for column in EVENT_COLUMNS}
    )
    return frame.astype(EVENT_COLUMNS)


def _storable(value: Any) -> Any:
    """Texts without lone surrogates, which the string columns of pandas cannot hold."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    return [_storable(item) for item in value] if isinstance(value, list) else value


def _row(event: Event, actors: Mapping[str, Actor]) -> Record:
    def named(role: str) -> list[str]:
        return [actors[item.actor].name for item in event.roles if item.role == role]

    start = None if event.interval is None else event.interval.start
    end = None if event.interval is None else event.interval.end
    place = event.place
    return {
        "id": event.id,
        "title": event.title,
        "date": event.edtf,
        "end": event.edtf_end,
        "first": start,
        "after_last": end,
        "basis": event.basis,
        "time_expression": event.time_expression,
        "why": event.why,
        "type": event.type,
        "quad": CLASSES[event.type].quad,
        "cameo": CLASSES[event.type].cameo,
        "mode": event.mode,
        "status": event.status,
        "attribution": _attribution(event, actors),
        "actors": named("actor"),
        "recipients": named("recipient"),
        "mentioned": named("mentioned"),
        "place": None if place is None else place.name,
        "country": None if place is None else place.country,
        "latitude": None if place is None else place.latitude,
        "longitude": None if place is None else place.longitude,
        "place_basis": None if place is None else place.basis,
        "sentence": event.evidence[0].text if event.evidence else None,
        "documents": list(dict.fromkeys(evidence.document for evidence in event.evidence)),
        "sources": event.sources,
        "first_report": None if event.first_report is None else event.first_report.isoformat(),
        "corroboration": event.corroboration,
        "links": [f"{link.kind}: {link.event}" for link in event.links],
        "confidence": event.confidence,
        "salience": event.salience,
    }


def _attribution(event: Event, actors: Mapping[str, Actor]) -> str | None:
    if event.attribution is None:
        return None
    actor = actors.get(event.attribution.actor or "")
    return event.attribution.text if actor is None else actor.name
