"""How much an event matters in its corpus: reports, sources, actors, material deeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import log1p

from timeline.model import Event
from timeline.plover import CLASSES

_STATUS = {"happened": 1.0, "planned": 0.7, "claimed": 0.7, "denied": 0.6, "hypothetical": 0.4}


def with_salience(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with `salience` from 0 to 1, the corpus's most reported event being near 1."""
    mentions = Counter(role.actor for event in events for role in event.roles)
    most = max(mentions.values(), default=1)
    raw = [_raw(event, mentions, most) for event in events]
    top = max(raw, default=1.0) or 1.0
    return tuple(
        replace(event, salience=round(value / top, 3))
        for event, value in zip(events, raw, strict=True)
    )


def _raw(event: Event, mentions: Counter[str], most: int) -> float:
    reports = log1p(len(event.evidence)) + log1p(event.sources)
    known = max((mentions[r.actor] / most for r in event.roles if r.role != "mentioned"), default=0)
    material = 1.2 if CLASSES[event.type].quad.startswith("material") else 1.0
    lead = 1.0 if event.type != "OTHER" else 0.85
    return (reports + known) * material * lead * _STATUS[event.status] * event.confidence
