"""One event, however often it is reported; every merge says why, every disagreement is kept.

Reports are compared only inside blocks (class and day), so the cost stays near linear. Two reports
are one event when their dates meet, they share actors that can stand in the same part, and nothing
contradicts: another pair of opponents, another place, a denial against an assertion.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from timeline.events.salience import with_salience
from timeline.model import Attribution, Conflict, Document, Event

_LONGEST_SPAN = 31
# Bounds that keep the cost near linear where one day has thousands of reports.
_NEIGHBOURS = 100
_SAMPLE = 6
_ENOUGH = 0.6
_NUMBER = re.compile(r"\b\d{1,3}(?:[.,]\d{3}){0,3}\b|\b\d{1,9}\b")
_WORD = re.compile(r"\w{4,40}")


def merge(events: Sequence[Event], documents: Sequence[Document]) -> tuple[Event, ...]:
    """The events with reports of the same one joined, in the order of their first report."""
    sources = {document.id: _source(document) for document in documents}
    parents = list(range(len(events)))
    reasons: dict[int, list[str]] = defaultdict(list)
    groups: dict[int, list[int]] = {index: [index] for index in range(len(events))}
    for one, two in _pairs(events):
        left, right = _root(parents, one), _root(parents, two)
        if left == right:
            continue
        why = _same(events[one], events[two])
        if why is None or any(
            _contradict(events[a], events[b])
            for a in groups[left][:_SAMPLE]
            for b in groups[right][:_SAMPLE]
        ):
            continue
        left, right = min(left, right), max(left, right)
        parents[right] = left
        groups[left].extend(groups.pop(right))
        reasons[left].extend((*reasons.pop(right, []), why))
    merged = [
        _join([events[index] for index in sorted(members)], tuple(reasons.get(root, ())), sources)
        for root, members in sorted(groups.items())
    ]
    return with_salience(merged)


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """By date (first day, then last day), undated events last; ties by class, title and id."""
    return tuple(sorted(events, key=_order))


def _order(event: Event) -> tuple[date, date, str, str, str]:
    first = event.interval.first_day if event.interval is not None else None
    last = event.interval.last_day if event.interval is not None else None
    if event.interval is None:
        return date.max, date.max, event.type, event.title, event.id
    return first or last or date.max, last or first or date.max, event.type, event.title, event.id


def _pairs(events: Sequence[Event]) -> Iterable[tuple[int, int]]:
    """Pairs worth a comparison: same class, a day in common, not one sentence."""
    blocks: dict[tuple[str, date], list[int]] = defaultdict(list)
    for index, event in enumerate(events):
        for day in _days(event):
            blocks[event.type, day].append(index)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        for place, one in enumerate(members):
            for two in members[place + 1 : place + _NEIGHBOURS]:
                if (one, two) not in seen:
                    seen.add((one, two))
                    yield one, two


def _days(event: Event) -> list[date]:
    if event.interval is None:
        return []
    first, last = event.interval.first_day, event.interval.last_day
    if first is None or last is None:
        return [day for day in (first, last) if day is not None]
    if (last - first).days > _LONGEST_SPAN:
        return [first]
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def _same(one: Event, two: Event) -> str | None:
    """Why the two are one event, or None."""
    if _contradict(one, two):
        return None
    ours, theirs = _parts(one), _parts(two)
    if not ours or not theirs:
        return None
    shared = ours & theirs
    overlap = len(shared) / min(len(ours), len(theirs))
    words = _likeness(one, two)
    place = one.place is not None and two.place is not None and _place(one) == _place(two)
    score = 0.6 * overlap + 0.25 * words + 0.15 * place
    if not shared or score < _ENOUGH or words < _likeness_needed(one, two):
        return None
    said = [f"same class {one.type}", f"same day {one.edtf}", "shared " + ", ".join(sorted(shared))]
    if place:
        said.append(f"same place {_place(one)}")
    return "; ".join(said)


def _likeness_needed(one: Event, two: Event) -> float:
    """Two sentences of one article mostly tell two events; OTHER says little by itself."""
    if {e.document for e in one.evidence} & {e.document for e in two.evidence}:
        return 0.5
    return 0.2 if one.type == "OTHER" else 0.0


def _contradict(one: Event, two: Event) -> bool:
    """Whether both cannot be the same event."""
    states = {one.status, two.status}
    if len(states) == 2 and states & {"denied", "hypothetical"}:
        return True
    if one.evidence[0] == two.evidence[0]:
        return True
    for role in ("actor", "recipient"):
        ours, theirs = _actors(one, role), _actors(two, role)
        if ours and theirs and not ours & theirs:
            return True
    if one.place is None or two.place is None or _place(one) == _place(two):
        return False
    return one.place.country != two.place.country


def _actors(event: Event, role: str) -> set[str]:
    return {item.actor for item in event.roles if item.role == role}


def _parts(event: Event) -> set[str]:
    return {item.actor for item in event.roles if item.role != "mentioned"}


def _place(event: Event) -> str:
    place = event.place
    return "" if place is None else place.actor or place.name


def _likeness(one: Event, two: Event) -> float:
    """Shared words; across languages names and numbers carry it."""
    ours, theirs = _words(one.evidence[0].text), _words(two.evidence[0].text)
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower()[:6] for word in _WORD.findall(text))


def _join(group: Sequence[Event], reasons: tuple[str, ...], sources: dict[str, str]) -> Event:
    """The best report with everybody's evidence."""
    best = max(group, key=_quality)
    evidence = tuple(dict.fromkeys(item for event in group for item in event.evidence))
    distinct = {sources.get(item.document, item.document) for item in evidence}
    roles = {role.actor: role for event in (best, *group) for role in reversed(event.roles)}
    ordered = [*best.roles, *(r for a, r in roles.items() if a not in _everyone(best))]
    return replace(
        best,
        id=min(group, key=lambda event: event.evidence[0].document).id,
        roles=tuple(ordered),
        evidence=evidence,
        place=best.place or next((event.place for event in group if event.place), None),
        attribution=best.attribution if len(group) == 1 else _attribution(group),
        sources=len(distinct),
        merges=reasons,
        conflicts=_conflicts(group),
    )


def _attribution(group: Sequence[Event]) -> Attribution | None:
    return next((e.attribution for e in group if e.attribution is not None), None)


def _everyone(event: Event) -> set[str]:
    return {role.actor for role in event.roles}


_BASIS = {"explicit": 3, "relative": 2, "implicit": 1, "undated": 0}
_FINISHED = {"happened": 3, "claimed": 2, "denied": 2, "planned": 1, "hypothetical": 0}


def _quality(event: Event) -> tuple[int, int, float, int, str]:
    return (
        _FINISHED[event.status],
        _BASIS[event.basis],
        event.confidence,
        len(event.roles),
        event.id,
    )


def _conflicts(group: Sequence[Event]) -> tuple[Conflict, ...]:
    """What the reports disagree on: dates, and numbers of people or things."""
    found = []
    dates: dict[str, set[str]] = defaultdict(set)
    numbers: dict[str, set[str]] = defaultdict(set)
    for event in group:
        document = event.evidence[0].document
        if event.edtf is not None and event.basis != "implicit":
            dates[event.edtf].add(document)
        for number in _numbers(event):
            numbers[number].add(document)
    if len(dates) > 1:
        found.append(Conflict("date", _claims(dates)))
    if len(numbers) > 1 and len({frozenset(value) for value in numbers.values()}) > 1:
        found.append(Conflict("number", _claims(numbers)))
    return tuple(found)


def _claims(table: dict[str, set[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((key, tuple(sorted(value))) for key, value in sorted(table.items()))


def _numbers(event: Event) -> set[str]:
    """Counts in the sentence that are no dates."""
    text = event.evidence[0].text
    if event.evidence[0].timex is not None:
        start, end = event.evidence[0].timex
        offset = event.evidence[0].start
        text = text[: start - offset] + text[end - offset :]
    return {
        number.replace(".", "").replace(",", "")
        for number in _NUMBER.findall(text)
        if not 1900 <= int(number.replace(".", "").replace(",", "")) <= 2100
    }


def _source(document: Document) -> str:
    return document.source or document.id


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index
