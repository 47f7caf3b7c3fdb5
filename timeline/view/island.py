"""The page's data: columns of integers beside one table of strings.

Times are minutes since 1970-01-01T00:00, dates of publication are days since then. In every column
-1 stands for a string that is not there and `null` for a number that is not there. Lists per event
(roles, reports, notes) are flat columns with a column `at` of n + 1 offsets into them; `…Length`
columns hold the lengths of the spans that begin in the column before. In JSON a column whose steps
are shorter to write than its values is written as `{"steps": [...]}`.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from timeline.plover import CLASSES
from timeline.view.by_hand import by_hand, corpus_name
from timeline.view.escape import readable, web_address
from timeline.view.network import network_layout
from timeline.view.passages import Passages
from timeline.view.places import Places
from timeline.view.stories import ASPECTS, LINKS, conflicts, links

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model import Actor, Document, Event, Timeline

VERSION = 1
STATUSES = ("happened", "planned", "claimed", "denied", "hypothetical")
QUADS = (
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
    "other",
)
ROLES = ("actor", "recipient", "mentioned")
PLACED = ("said", "near", "inferred")
BASES = ("explicit", "relative", "implicit", "undated")

_EPOCH = datetime(1970, 1, 1)
_MINUTE = timedelta(minutes=1)
Columns = dict[str, list[Any]]
_NOWHERE = (-1, -1)
# Groups of columns that grow with the events.
OF_EVENTS = ("events", "roles", "reports", "notes", "links", "conflicts")


class Strings:
    """Each string once; `add` gives its number, -1 for None."""

    def __init__(self) -> None:
        self.table: list[str] = []
        self._numbers: dict[str, int] = {}

    def add(self, text: str | None) -> int:
        """The number of the text, made readable."""
        if text is None:
            return -1
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self.table)
            self.table.append(readable(text))
        return number


def build_island(
    timeline: Timeline, *, title: str | None = None
) -> tuple[dict[str, Any], list[Any]]:
    """What the page needs at once, and the passages of evidence that it reads when asked."""
    strings = Strings()
    events = in_order(timeline.events)
    actors = _used_actors(timeline.actors, events)
    actor_index = {actor.id: index for index, actor in enumerate(actors)}
    passages = Passages(timeline, actor_index)
    places = Places(timeline.actors)
    core: dict[str, Any] = {
        "version": VERSION,
        "title": None if title is None else readable(title),
        "classes": [[item.name, QUADS.index(item.quad), item.score] for item in CLASSES.values()],
        "statuses": STATUSES,
        "quads": QUADS,
        "roleNames": ROLES,
        "bases": BASES,
        "placeBases": PLACED,
        "linkKinds": LINKS,
        "aspects": ASPECTS,
        "documents": _documents(timeline.documents, strings),
        "actors": _actors(actors, strings),
        **_events(
            events,
            actor_index,
            timeline.documents,
            passages=passages,
            places=places,
            strings=strings,
        ),
        "places": places.columns(strings),
        "corpus": corpus_name(timeline),
        "byHand": by_hand(timeline, events),
        "network": _network(timeline, actor_index),
        "problems": [
            {
                "where": readable(problem.where),
                "message": readable(problem.message),
                "remedy": readable(problem.remedy),
                "severity": problem.severity,
            }
            for problem in timeline.problems
        ],
    }
    core["strings"] = strings.table
    return core, passages.rows


def in_order(events: Iterable[Event]) -> list[Event]:
    """By first moment, the longer before the shorter, undated ones last; otherwise as they came."""

    def key(event: Event) -> tuple[bool, float, float]:
        start, end = _bounds(event)
        if start is None and end is None:
            return (True, 0, 0)
        first = start if start is not None else end
        last = end if end is not None else start
        return (False, float(first or 0), -float(last or 0))

    return sorted(events, key=key)


def with_steps(core: dict[str, Any]) -> dict[str, Any]:
    """The same with the columns of events in the shorter of their two forms, for a page in JSON."""
    return core | {
        name: {column: shortest(values) for column, values in core[name].items()}
        for name in OF_EVENTS
    }


def shortest(column: list[Any]) -> list[Any] | dict[str, list[Any]]:
    """The column, or its steps where they are shorter; a value that is not there takes no step."""
    if not all(value is None or isinstance(value, int) for value in column):
        return column
    steps: list[int | None] = []
    last = 0
    for value in column:
        steps.append(None if value is None else value - last)
        last = last if value is None else value
    return {"steps": steps} if len(str(steps)) < 0.8 * len(str(column)) else column


def minutes(moment: datetime) -> int:
    """Minutes since 1970, rounded down."""
    return (moment - _EPOCH) // _MINUTE


def _bounds(event: Event) -> tuple[int | None, int | None]:
    if event.interval is None:
        return None, None
    start, end = event.interval.start, event.interval.end
    first = None if start is None else minutes(start)
    # Rounding must not empty an interval shorter than a minute.
    last = None if end is None else -((_EPOCH - end) // _MINUTE)
    return first, last


def _used_actors(actors: Iterable[Actor], events: Iterable[Event]) -> list[Actor]:
    used = {role.actor for event in events for role in event.roles}
    used |= {event.attribution.actor or "" for event in events if event.attribution is not None}
    return [actor for actor in actors if actor.id in used]


def _documents(documents: Iterable[Document], strings: Strings) -> Columns:
    items = list(documents)
    return {
        "id": [strings.add(item.id) for item in items],
        "title": [strings.add(item.title) for item in items],
        "source": [strings.add(item.source) for item in items],
        "link": [strings.add(web_address(item.url)) for item in items],
        "address": [strings.add(item.url) for item in items],
        "author": [strings.add(item.author) for item in items],
        "language": [strings.add(item.language) for item in items],
        "published": [_day(item.published) for item in items],
        "publishedFrom": [strings.add(item.published_from) for item in items],
        "notes": [[strings.add(note) for note in item.notes] for item in items],
    }


def _day(value: date | None) -> int | None:
    return None if value is None else (value - _EPOCH.date()).days


def _actors(actors: list[Actor], strings: Strings) -> Columns:
    return {
        "id": [strings.add(item.id) for item in actors],
        "name": [strings.add(item.name) for item in actors],
        "en": [strings.add(item.names.get("en", item.name)) for item in actors],
        "de": [strings.add(item.names.get("de", item.name)) for item in actors],
        "kind": [strings.add(item.kind) for item in actors],
        "country": [strings.add(item.country) for item in actors],
        "variants": [
            [strings.add(name) for name in dict.fromkeys((*item.names.values(), *item.aliases))]
            for item in actors
        ],
        "merges": [[strings.add(reason) for reason in item.merges] for item in actors],
    }


def _events(
    events: list[Event],
    actor_index: dict[str, int],
    documents: Iterable[Document],
    *,
    passages: Passages,
    places: Places,
    strings: Strings,
) -> dict[str, Columns]:
    classes = {name: index for index, name in enumerate(CLASSES)}
    document_index = {item.id: index for index, item in enumerate(documents)}
    bounds = [_bounds(item) for item in events]
    columns: Columns = {
        "id": [strings.add(item.id) for item in events],
        "title": [strings.add(item.title) for item in events],
        "class": [classes.get(item.type, classes["OTHER"]) for item in events],
        "status": [STATUSES.index(item.status) for item in events],
        "basis": [BASES.index(item.basis) for item in events],
        "start": [first for first, _ in bounds],
        "end": [last for _, last in bounds],
        "precision": [
            strings.add(None if item.interval is None else item.interval.precision)
            for item in events
        ],
        "approximate": [
            int(item.interval is not None and item.interval.approximate) for item in events
        ],
        "edtf": [strings.add(_edtf(item)) for item in events],
        "expression": [strings.add(item.time_expression) for item in events],
        "why": [strings.add(item.why or None) for item in events],
        "mode": [strings.add(item.mode) for item in events],
        "language": [strings.add(item.language) for item in events],
        "place": [places.add(item.place) for item in events],
        "placed": [-1 if item.place is None else PLACED.index(item.place.basis) for item in events],
        "attribution": [
            strings.add(None if item.attribution is None else item.attribution.text)
            for item in events
        ],
        "attributedTo": [
            -1 if item.attribution is None else actor_index.get(item.attribution.actor or "", -1)
            for item in events
        ],
        "sources": [item.sources for item in events],
        "salience": [round(item.salience, 3) for item in events],
        "confidence": [round(item.confidence, 2) for item in events],
    }
    return {
        "events": columns,
        "roles": _roles(events, actor_index, strings),
        "reports": _reports(events, document_index, passages, strings),
        "notes": _notes(events, strings),
        "links": links(events, strings),
        "conflicts": conflicts(events, document_index, strings),
    }


def _edtf(event: Event) -> str | None:
    if event.edtf is None or event.edtf_end is None or event.edtf_end == event.edtf:
        return event.edtf
    return event.edtf if "/" in event.edtf else f"{event.edtf}/{event.edtf_end}"


def _roles(events: list[Event], actor_index: dict[str, int], strings: Strings) -> Columns:
    out: Columns = {"at": [0], "actor": [], "role": [], "mention": []}
    for event in events:
        for role in event.roles:
            out["actor"].append(actor_index[role.actor])
            out["role"].append(ROLES.index(role.role))
            out["mention"].append(strings.add(role.mention))
        out["at"].append(len(out["actor"]))
    return out


def _reports(
    events: list[Event], document_index: dict[str, int], passages: Passages, strings: Strings
) -> Columns:
    spans = ("start", "length", "trigger", "triggerLength", "timex", "timexLength")
    names = ("document", "passage", *spans)
    at, rows = [0], list[tuple[int, ...]]()
    rules: list[int] = []
    for event in events:
        for evidence in event.evidence:
            placed = passages.place(evidence)
            start, end = placed.sentence
            begin, after = placed.trigger or _NOWHERE
            first, last = placed.timex or _NOWHERE
            where = document_index.get(evidence.document, -1), placed.passage
            rows.append((*where, start, end - start, begin, after - begin, first, last - first))
            rules.append(strings.add(evidence.rule or None))
        at.append(len(rows))
    columns = map(list, zip(*rows, strict=True)) if rows else ([] for _ in names)
    return {"at": at, **dict(zip(names, columns, strict=True)), "rule": rules}


def _notes(events: list[Event], strings: Strings) -> Columns:
    """Merges (kind 0) and corrections by hand (kind 1)."""
    out: Columns = {"at": [0], "kind": [], "text": []}
    for event in events:
        for kind, notes in enumerate((event.merges, event.corrections)):
            for note in notes:
                out["kind"].append(kind)
                out["text"].append(strings.add(note))
        out["at"].append(len(out["kind"]))
    return out


def _network(timeline: Timeline, actor_index: dict[str, int]) -> Columns:
    places = network_layout(timeline)
    known = [name for name in places if name in actor_index]
    return {
        "actor": [actor_index[name] for name in known],
        "x": [places[name][0] for name in known],
        "y": [places[name][1] for name in known],
    }
