"""Corrections on the events and actors that the articles gave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from timeline.corrections.read import UNDATED, Added, Change, Corrections, parse_edtf
from timeline.gazetteer.index import fold, slug
from timeline.model import Actor, ByHand, Correction, Event, Place, Problem, Role


@dataclass(frozen=True, slots=True)
class Corrected:
    """Events and actors as corrected, and what became of every entry of the file."""

    events: tuple[Event, ...]
    actors: tuple[Actor, ...]
    by_hand: ByHand = field(default_factory=ByHand)


def apply_changes(
    found: Sequence[Event],
    actors: Sequence[Actor],
    corrections: Corrections,
    problems: list[Problem],
    *,
    named: Iterable[Actor] = (),
    reports: Iterable[Event] = (),
) -> Corrected:
    """The events as corrected, hidden ones left out, added ones put in; stale ones reported.

    Pairs of actors were joined and parted before; here they are only looked at. `named` are actors
    as they were before that, for an actor that was joined has left its id. `reports` are the events
    as each article tells them: a correction of one that has become part of another is one of that.
    """
    done: dict[int, Correction] = {}
    by_event: dict[str, list[Change]] = {}
    for change in corrections.changes:
        by_event.setdefault(change.event, []).append(change)
    _follow_reports(by_event, found, reports)
    kept: list[Event] = []
    for event in found:
        hidden = False
        for change in by_event.pop(event.id, ()):
            entry = corrections.entries[change.number - 1]
            stale = _stale(event, change)
            done[change.number] = Correction(entry, stale, event.id, _original(event, change))
            if stale is None:
                event = _changed(event, change)  # noqa: PLW2901 corrections follow one another
                hidden = hidden or change.hide
        if not hidden:
            kept.append(event)
    for change in (change for changes in by_event.values() for change in changes):
        entry = corrections.entries[change.number - 1]
        done[change.number] = Correction(entry, "its event is no longer there", change.event)
    everyone = list(actors)
    for added in corrections.added:
        event = _added(added, everyone)
        kept.append(event)
        done[added.number] = Correction(corrections.entries[added.number - 1], None, event.id)
    called = _names((*actors, *named)) if corrections.pairs else set()
    for pair in corrections.pairs:
        gone = next((name for name in pair.names if _plain(name) not in called), None)
        why = None if gone is None else f"nobody is called {gone!r}"
        done[pair.number] = Correction(corrections.entries[pair.number - 1], why)
    problems.extend(
        _problem(corrections, number, done[number].stale or "")
        for number in sorted(done)
        if done[number].stale is not None
    )
    entries = tuple(done[number] for number in sorted(done))
    return Corrected(tuple(kept), tuple(everyone), ByHand(entries, corrections.views))


def _follow_reports(
    by_event: dict[str, list[Change]], found: Sequence[Event], reports: Iterable[Event]
) -> None:
    """Put changes of events that are merged into others to those."""
    gone = by_event.keys() - {event.id for event in found}
    if not gone:
        return
    owners = {item: event.id for event in found for item in event.evidence}
    for report in reports:
        if report.id in gone and report.evidence and report.evidence[0] in owners:
            changes = by_event.setdefault(owners[report.evidence[0]], [])
            changes += by_event.pop(report.id)
            changes.sort(key=lambda change: change.number)
            gone.discard(report.id)


def _names(actors: Iterable[Actor]) -> set[str]:
    return {
        _plain(name)
        for actor in actors
        for name in (actor.id, actor.name, *actor.names.values(), *actor.aliases)
    }


def _plain(name: str) -> str:
    return fold(name).casefold().strip()


def _dates(event: Event) -> tuple[str, ...]:
    """The event's date in the ways in which a file may put it."""
    if event.edtf is None:
        return ("", UNDATED)
    return (event.edtf, f"{event.edtf}/{event.edtf_end or event.edtf}")


def _stale(event: Event, change: Change) -> str | None:
    now = {"date": _dates(event), "type": (event.type,), "status": (event.status,)}
    for said, value in (change.was or {}).items():
        wanted = {"date": change.date, "type": change.type, "status": change.status}.get(said)
        if said in now and not {value, wanted} & set(now[said]):
            return f"its event now has the {said} {now[said][0]!r}, it was {value!r} then"
    return None


def _original(event: Event, change: Change) -> Mapping[str, str]:
    """What the event says before the change, in the fields that it changes."""
    before: dict[str, str] = {}
    if change.date is not None:
        before["date"] = _dates(event)[-1] if event.edtf_end else event.edtf or UNDATED
    if change.type is not None:
        before["type"] = event.type
    if change.status is not None:
        before["status"] = event.status
    return before


def _changed(event: Event, change: Change) -> Event:
    said = []
    if change.date is not None:
        said.append(f"date corrected from {event.edtf or UNDATED} to {change.date}")
        undated = change.date == UNDATED
        first, _, last = change.date.partition("/")
        event = replace(
            event,
            interval=None if undated else parse_edtf(change.date, ""),
            edtf=None if undated else first,
            edtf_end=last or None,
            basis="undated" if undated else "explicit",
            why=f"corrected by hand; before: {event.why}",
        )
    if change.type is not None:
        said.append(f"class corrected from {event.type} to {change.type}")
        event = replace(event, type=change.type, mode=None)
    if change.status is not None:
        said.append(f"status corrected from {event.status} to {change.status}")
        event = replace(event, status=change.status)
    if change.note:
        said.append(f"note: {change.note}")
    return replace(event, corrections=(*event.corrections, *said))


def _added(added: Added, everyone: list[Actor]) -> Event:
    """The event; an actor of it that nobody knows yet is put into `everyone`."""
    covered = None if added.date is None else parse_edtf(added.date, "")
    first, _, last = (added.date or "").partition("/")
    roles = []
    for name, role in added.actors:
        actor = _called(name, everyone)
        if actor is None:
            local = slug(name) or _digest(name)
            actor = Actor(f"by-hand:{local}", "unknown", name)
            everyone.append(actor)
        roles.append(Role(actor.id, role, name))
    return Event(
        id="added-" + _digest(f"{added.title}\n{added.date}"),
        title=added.title,
        type=added.type,
        status=added.status,
        roles=tuple(roles),
        evidence=(),
        basis="undated" if covered is None else "explicit",
        interval=covered,
        edtf=first or None,
        edtf_end=last or None,
        why="added by hand",
        place=None if added.place is None else _place(added.place, everyone),
        sources=0,
        corrections=("added by hand" + (f": {added.note}" if added.note else ""),),
    )


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _called(name: str, everyone: Sequence[Actor]) -> Actor | None:
    """The actor of that name or id; one's own name goes before an alias."""
    wanted = _plain(name)
    also: Actor | None = None
    for actor in everyone:
        if wanted in map(_plain, (actor.id, actor.name, *actor.names.values())):
            return actor
        if also is None and wanted in map(_plain, actor.aliases):
            also = actor
    return also


def _place(name: str, everyone: Sequence[Actor]) -> Place:
    actor = _called(name, everyone)
    if actor is None:
        return Place(name)
    return Place(actor.name, actor.country, actor.latitude, actor.longitude, actor.id)


def _problem(corrections: Corrections, number: int, what: str) -> Problem:
    return Problem(
        f"{corrections.where}, correction {number}",
        f"stale: {what}",
        "look at the event again and renew or delete the correction",
        "warning",
    )
