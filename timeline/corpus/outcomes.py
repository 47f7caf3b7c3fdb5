"""What became of plans: they took place, were postponed, or were called off.

A plan and a later report belong together where class, actors, place and the planned day agree. A
report that something was put off or called off names what by its kind ("talks", "vote"), its day or
its place. Links stand on both sides, each with its reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from timeline.corpus.called_off import called_off
from timeline.corpus.changes import Change
from timeline.corpus.fulfilled import fulfilled
from timeline.corpus.notes import Notes
from timeline.corpus.own_words import has_own_date
from timeline.corpus.profile import Who
from timeline.corpus.stories import Story, stories_of
from timeline.model import Actor, Event, Link, Reading

_Links = dict[int, dict[tuple[str, str], Link]]


def link_outcomes(
    events: Sequence[Event],
    readings: Sequence[Reading],
    actors: Sequence[Actor] = (),
    *,
    notes: Notes | None = None,
) -> tuple[Event, ...]:
    """The events in their order, plans and outcomes linked both ways; near linear.

    `notes` are those of `merge`.
    """
    who = Who(actors)
    by_id = {reading.document.id: reading for reading in readings}
    stories, scale = stories_of(events, by_id, who, notes or Notes())
    plans = [item for item in stories if item.is_plan and _is_dated(item, by_id)]
    links: _Links = defaultdict(dict)
    moved: dict[int, list[tuple[int, int]]] = defaultdict(list)
    changes = [*called_off(plans, stories, by_id, scale)]
    for plan, change, _, days in changes:
        if change.change == "postponed" and days is not None:
            moved[plan.number].append(days)
    held: dict[int, int] = {}
    for plan, outcome, why in fulfilled(plans, stories, moved, who, scale):
        held[plan.number] = outcome.first
        _join(links, plan, outcome, "took place", why)
    for plan, change, why, days in changes:
        # What began on its day and was adjourned on the next was not put off.
        if plan.last < change.first and held.get(plan.number, change.first) <= plan.last:
            continue
        kind: Change = change.change or "called off"
        if kind == "postponed" and days is not None:
            _join(links, plan, change, kind, f"{why}; put off to {_said(days)}")
        else:
            _join(links, plan, change, kind, why)
    return tuple(
        replace(event, links=(*event.links, *links[number].values())) if number in links else event
        for number, event in enumerate(events)
    )


def _is_dated(plan: Story, readings: Mapping[str, Reading]) -> bool:
    """Whether a report names the planned day, and not only the one on which it speaks."""
    return any(has_own_date(item, readings.get(item.document)) for item in plan.reports)


def _join(
    links: _Links,
    plan: Story,
    outcome: Story,
    kind: Literal["took place", "postponed", "called off"],
    why: str,
) -> None:
    links[plan.number].setdefault((outcome.event.id, kind), Link(outcome.event.id, kind, why))
    links[outcome.number].setdefault(
        (plan.event.id, "planned in"), Link(plan.event.id, "planned in", why)
    )


def _said(days: tuple[int, int]) -> str:
    first, last = (date.fromordinal(day).isoformat() for day in days)
    return first if first == last else f"{first}/{last}"
