"""Plans that were postponed or called off: which plan a report of that is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from timeline.corpus.changes import new_date_words
from timeline.corpus.likeness import Scale
from timeline.corpus.own_words import is_negated
from timeline.corpus.postponed import new_days
from timeline.corpus.profile import Profile, strangers
from timeline.corpus.stories import Story
from timeline.model import Reading, Timex

_ASSERTED = ("happened", "claimed")
# A plan is called off before it is due, or told of shortly after. Days.
_BEFORE, _AFTER = 60, 7
_ENOUGH, _AS_GOOD = 2.2, 1.2
# What nobody sets for a day, so that nobody puts it off.
_NEVER = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "ASSAULT")
_LONGEST = 40  # days; "this year" is too vague a plan to be told of
_SHORT = 3  # days of a plan that its day alone may tell
Days = tuple[int, int]


def called_off(
    plans: Sequence[Story],
    stories: Sequence[Story],
    readings: Mapping[str, Reading],
    scale: Scale,
) -> Iterator[tuple[Story, Story, str, Days | None]]:
    """Each plan with the report of its change, why they belong together, and the new days if told.

    Days are ordinals, first and last.
    """
    by_name: dict[str, list[Story]] = defaultdict(list)
    for plan in plans:
        if plan.event.type in _NEVER or plan.last - plan.first > _LONGEST:
            continue
        for name in {name for item in plan.reports for name in (*item.names, *item.senses)}:
            by_name[name].append(plan)
    for change in stories:
        if not _is_told(change, readings):
            continue
        found = [
            (
                max(
                    _about(one, two, readings, scale)
                    for one in plan.reports
                    for two in change.reports
                ),
                plan,
            )
            for plan in _near(change, by_name)
        ]
        best = max((score for (score, _), _ in found), default=0.0)
        for (score, why), plan in found:
            # One plan is changed at a time; it may stand in several events, if they are as alike.
            if score >= max(_ENOUGH, best - _AS_GOOD):
                told = (new_days(item, readings) for item in change.reports)
                yield plan, change, why, next((days for days in told if days is not None), None)


def _is_told(change: Story, readings: Mapping[str, Reading]) -> bool:
    """Whether a change is told as a fact, and not as what will, may or will not be."""
    if change.change is None or change.event.status not in _ASSERTED:
        return False
    return not all(is_negated(item, readings.get(item.document)) for item in change.reports)


def _near(change: Story, by_name: Mapping[str, list[Story]]) -> list[Story]:
    """Plans that share a name or a kind of act with the report and were open when it was made."""
    found = {
        plan.number: plan
        for item in change.reports
        for name in (*item.names, *item.senses)
        for plan in by_name.get(name, ())
        if change.last_told - _AFTER <= plan.last
        and plan.first <= change.last_told + _BEFORE
        and plan.first_told <= change.last_told
    }
    return [found[number] for number in sorted(found)]


def _about(
    plan: Profile, change: Profile, readings: Mapping[str, Reading], scale: Scale
) -> tuple[float, str]:
    """How likely the report of a change speaks of this plan, and what shows it."""
    score, said = 0.0, [f"planned for {plan.event.edtf}"]
    shared = plan.names & change.names
    if shared:
        score += 2.4 * scale.overlap(plan.names, change.names) * scale.telling(shared)
        said.append("shared " + ", ".join(sorted(shared)[:6]))
    if plan.place is not None and plan.place in {change.place, *change.names}:
        score += 1.0
        said.append(f"same place {plan.place}")
    kinds = plan.senses & change.senses
    if plan.sense in change.senses or kinds:
        score += 0.8
    day = _names_day(plan, change, readings)
    if day:
        score += 1.5
        said.append("names the planned day")
    elif not kinds and plan.sense not in change.senses:
        return 0.0, ""
    here = plan.place is not None and plan.place in {change.place, *change.names}
    short = plan.first is not None and (plan.last or plan.first) - plan.first <= _SHORT
    nowhere = plan.place is None and change.place is None and short
    # One politician has many plans; two of those who have a part in this one, less often.
    told = day or here or sum(not name.startswith("group@") for name in shared) > 1
    if not (shared and told) and not here and not (nowhere and day and kinds):
        return 0.0, ""  # much is planned for a day
    if plan.language == change.language:
        score += 1.5 * scale.overlap(plan.stems, change.stems)
    else:
        score += 1.5 * scale.overlap(plan.skeletons, change.skeletons)
    if plan.place and change.place and plan.place != change.place:
        score -= 1.5
    if strangers(plan, change):
        score -= 1.5  # the same minister may call off talks with somebody else
    return score, "; ".join(said)


def _names_day(plan: Profile, change: Profile, readings: Mapping[str, Reading]) -> bool:
    """Whether the sentence holds the day that was planned."""
    reading = readings.get(change.document)
    evidence = change.evidence
    if reading is None or plan.first is None or plan.last is None:
        return False
    for timex in reading.timexes:
        if evidence.start <= timex.start < evidence.end and timex.interval is not None:
            day = timex.interval.first_day
            if day is not None and plan.first <= day.toordinal() <= plan.last:
                return not _dates_change(timex, change, reading)
    return False


def _dates_change(timex: Timex, change: Profile, reading: Reading) -> bool:
    """Whether the day is the one on which the plan was changed, not that of the plan."""
    if change.evidence.timex != (timex.start, timex.end) or timex.interval is None:
        return False
    text, day = reading.document.text, timex.interval.first_day
    if day is None or change.published is None or day.toordinal() > change.published:
        return False
    ahead = text[change.evidence.start : timex.start].lower().split()[-1:]
    if any(word in new_date_words(change.language) for word in ahead):
        return False
    return not text[timex.end : timex.end + 2].endswith("s")  # "Thursday's talks"
