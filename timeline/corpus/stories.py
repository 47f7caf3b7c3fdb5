"""Events with their reports, in the form in which plans and outcomes are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.corpus.changes import Change
from timeline.corpus.likeness import Scale
from timeline.corpus.merge import scale_of
from timeline.corpus.notes import Notes
from timeline.corpus.profile import Profile, Who, profiles_of
from timeline.model import Event, Evidence, Reading

_REPORTS = 4  # of an event that are looked at


@dataclass(frozen=True, slots=True)
class Story:
    """An event with its reports as profiles.

    Days are ordinals: `first` and `last` of the event, `first_told` and `last_told` of its reports.
    """

    number: int
    event: Event
    reports: tuple[Profile, ...]
    first: int
    last: int
    first_told: int
    last_told: int

    @property
    def is_plan(self) -> bool:
        """Whether the event was still to come when it was told, and is no change of another."""
        early = self.event.status == "happened" and self.last_told < self.first
        return (self.event.status == "planned" or early) and self.change is None

    @property
    def change(self) -> Change | None:
        """That a plan was postponed or called off, as most reports say, if that is the event."""
        said = [item.change for item in self.reports if item.change is not None]
        if not said:
            return None
        # What was put off is called off, too, for the day.
        often = said.count("postponed") >= said.count("called off")
        return "postponed" if often else "called off"


def stories_of(
    events: Sequence[Event], readings: Mapping[str, Reading], who: Who, notes: Notes
) -> tuple[list[Story], Scale]:
    """The dated events that somebody reports on a known day, and how rare their words are."""
    numbers: list[int] = []
    reports: list[tuple[Event, Evidence]] = []
    for number, event in enumerate(events):
        if event.interval is not None:
            for item in event.evidence[:_REPORTS]:
                numbers.append(number)
                reports.append((event, item))
    told = profiles_of(reports, readings, who, notes)
    grouped: dict[int, list[Profile]] = defaultdict(list)
    for number, profile in zip(numbers, told, strict=True):
        grouped[number].append(profile)
    found = []
    for number, items in grouped.items():
        first, last = items[0].first, items[0].last
        days = [item.published for item in items if item.published is not None]
        if first is not None and days:
            found.append(
                Story(
                    number,
                    events[number],
                    tuple(items),
                    first,
                    last if last is not None else first,
                    min(days),
                    max(days),
                )
            )
    return found, scale_of(told)
