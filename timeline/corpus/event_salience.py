"""How much an event matters in its corpus.

What makes a day matter makes an event matter: how many articles report it, how many come back to it
when it is no longer news, how many state its date in full. To that come distinct sources and how
central its actors are. Weights were set on the development topics of timeline summarisation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import log1p

from timeline.corpus.changed import changed
from timeline.model import Document, Event, Reading
from timeline.plover import CLASSES

_STATUS = {"happened": 1.0, "planned": 0.7, "claimed": 0.7, "denied": 0.6, "hypothetical": 0.4}
_SOURCES, _LOOK_BACK, _CALENDAR, _CENTRAL, _DAY = 1.0, 1.0, 0.5, 1.0, 0.5
_MATERIAL, _VAGUE = 1.2, 0.85
# What happened long before the first article is background, a span of months is no date. Days.
_BEFORE, _LONG = 30, 40
_HISTORY, _VAGUE_DATE, _UNDATED = 0.5, 0.7, 0.7
# Of other times: every report of an old war looks back at it, which makes it no event of the story.
_FAR, _OTHER_TIMES = 730, 0.25
# Days after which an article that reports an event looks back at it.
_LATER = 2


def with_salience(
    events: Sequence[Event], readings: Sequence[Reading], days: Mapping[date, float] | None = None
) -> tuple[Event, ...]:
    """The events with `salience` from 0 to 1, 1 for the one that matters most.

    `days` are the saliences of days (`day_salience`); an event gains a little from its day.
    """
    documents = {reading.document.id: reading.document for reading in readings}
    told = [item.published for item in documents.values() if item.published is not None]
    first, last = min(told, default=date.max), max(told, default=date.max)
    central = centrality(events)
    top_day = max((days or {}).values(), default=0.0)
    raw = []
    for event in events:
        day = None if event.interval is None else event.interval.first_day
        share = (days or {}).get(day, 0.0) / top_day if day is not None and top_day > 0 else 0.0
        value = _raw(event, documents, central, max(0.0, share))
        raw.append(value * _in_the_story(event, first, last))
    top = max(raw, default=1.0) or 1.0
    return tuple(
        changed(event, salience=round(value / top, 3))
        for event, value in zip(events, raw, strict=True)
    )


def _in_the_story(event: Event, first: date, last: date) -> float:
    """Less than 1 for what lies outside the story, and for what has a year at best.

    `first` and `last` are the days of the first article and the last.
    """
    if event.interval is None:
        return _UNDATED
    begin, end = event.interval.first_day, event.interval.last_day
    if end is not None and (first - end).days > _FAR:
        return _OTHER_TIMES
    if begin is not None and (begin - last).days > _FAR:
        return _OTHER_TIMES
    if end is not None and (first - end).days > _BEFORE:
        return _HISTORY
    now = (event.edtf or "").endswith("~")  # a state of things rather than an event
    if begin is None or end is None or now or (end - begin).days > _LONG:
        return _VAGUE_DATE
    return 1.0


def centrality(events: Sequence[Event]) -> dict[str, float]:
    """Actor → 0 to 1: with how many others it takes part in events, the most connected having 1."""
    others: dict[str, set[str]] = defaultdict(set)
    counts: dict[str, int] = defaultdict(int)
    for event in events:
        parts = {role.actor for role in event.roles if role.role != "mentioned"}
        for actor in parts:
            counts[actor] += 1
            others[actor] |= parts
    # Each is among its own others, too.
    score = {actor: log1p(count) + log1p(len(others[actor]) - 1) for actor, count in counts.items()}
    most = max(score.values(), default=0.0) or 1.0
    return {actor: value / most for actor, value in score.items()}


def _raw(
    event: Event, documents: Mapping[str, Document], central: Mapping[str, float], day: float
) -> float:
    articles = {item.document for item in event.evidence}
    said = (
        log1p(len(articles))
        + _SOURCES * log1p(event.sources)
        + _LOOK_BACK * log1p(_looking_back(event, articles, documents))
        + _CALENDAR * log1p(_calendar_dates(event, documents))
        + _DAY * day
    )
    known = max(
        (central.get(role.actor, 0.0) for role in event.roles if role.role != "mentioned"),
        default=0.0,
    )
    material = _MATERIAL if CLASSES[event.type].quad.startswith("material") else 1.0
    vague = _VAGUE if event.type == "OTHER" else 1.0
    weight = material * vague * _STATUS[event.status] * event.confidence
    return (said + _CENTRAL * known) * weight


def _looking_back(event: Event, articles: Iterable[str], documents: Mapping[str, Document]) -> int:
    """How many of the articles are of days after the event."""
    last = None if event.interval is None else event.interval.last_day
    if last is None:
        return 0
    told = [documents[name].published for name in articles if name in documents]
    return sum([day is not None and (day - last).days >= _LATER for day in told])


def _calendar_dates(event: Event, documents: Mapping[str, Document]) -> int:
    """Reports whose date has a figure in it ("19 March"), not counted from another day."""
    count = 0
    for item in event.evidence:
        document = documents.get(item.document)
        if item.timex is not None and document is not None:
            count += any(map(str.isdigit, document.text[slice(*item.timex)]))
    return count
