"""The briefing: events day by day, each with numbered sources. Markdown and DOCX are made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.model import Document, Event, Timeline


@dataclass(frozen=True, slots=True)
class Item:
    """An event as a reader wants it: what, who, how sure, and the numbers of its sources."""

    title: str
    note: str
    sentence: str
    sources: tuple[int, ...]
    conflicts: tuple[str, ...]
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """The events that begin on one date, which is EDTF text or "undated"."""

    date: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """Days in order, and the articles that their numbers stand for, from 1."""

    days: tuple[Day, ...]
    sources: tuple[str, ...]


def briefing(timeline: Timeline) -> Briefing:
    """The briefing of a timeline; only articles that prove an event are numbered."""
    documents = {document.id: document for document in timeline.documents}
    actors = {actor.id: actor.name for actor in timeline.actors}
    numbers: dict[str, int] = {}
    days: dict[str, list[Item]] = {}
    by_id = {event.id: event for event in timeline.events}
    for event in timeline.events:
        for evidence in event.evidence:
            numbers.setdefault(evidence.document, len(numbers) + 1)
        days.setdefault(event.edtf or "undated", []).append(_item(event, actors, numbers, by_id))
    return Briefing(
        tuple(Day(date, tuple(items)) for date, items in days.items()),
        tuple(_source(documents.get(name), name) for name in numbers),
    )


def _item(
    event: Event, actors: dict[str, str], numbers: dict[str, int], by_id: dict[str, Event]
) -> Item:
    cited = sorted({numbers[evidence.document] for evidence in event.evidence})
    return Item(
        event.title,
        "; ".join(_notes(event, actors)),
        event.evidence[0].text if event.evidence else "",
        tuple(cited),
        tuple(
            f"{conflict.aspect}{' of ' + conflict.what if conflict.what else ''}: "
            + " / ".join(
                f"{value} [{', '.join(str(numbers[name]) for name in names if name in numbers)}]"
                for value, names in conflict.claims
            )
            for conflict in event.conflicts
        ),
        tuple(
            f"{link.kind}: {other.title} ({other.edtf or 'undated'})"
            for link in event.links
            if (other := by_id.get(link.event)) is not None
        ),
    )


def _notes(event: Event, actors: dict[str, str]) -> Iterator[str]:
    yield event.status
    yield event.type
    for role in ("actor", "recipient"):
        names = [actors[item.actor] for item in event.roles if item.role == role]
        if names:
            yield f"{role}: {', '.join(dict.fromkeys(names))}"
    if event.place is not None:
        yield f"place: {_PLACED[event.place.basis].format(event.place.name)}"
    if event.attribution is not None:
        yield f"according to {event.attribution.text}"
    if event.basis != "undated":
        yield f"date {event.basis}"
    yield from event.corrections


_PLACED = {"said": "{}", "near": "near {}", "inferred": "{} (from context)"}


def _source(document: Document | None, name: str) -> str:
    if document is None:
        return name
    published = document.published.isoformat() if document.published else "undated"
    believed = f"reliability {document.reliability}" if document.reliability else None
    parts = (document.source, believed, document.title or name, published, document.url)
    return ", ".join(part for part in parts if part)
