"""Plans that took place: the later report of what was planned, on the planned day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from timeline.corpus.changed import changed
from timeline.corpus.changes import is_decision
from timeline.corpus.likeness import Likeness, Scale, likeness
from timeline.corpus.profile import Profile, Who, strangers
from timeline.corpus.signs import BROAD, SOME_WORDS
from timeline.corpus.stories import Story

_ASSERTED = ("happened", "claimed")
_LONGEST_PLAN, _LONGEST_DEED = 31, 7  # days that are looked under
# How much must agree: on the planned day, on one beside it, and where the plan names no day or is
# of a kind that is foreseen more often than planned.
_STRANGERS = 1.5  # more where each names people that the other does not
_OTHERS = 1.0  # more where others act
_ON_DAY, _BESIDE, _VAGUE = 0.5, 1.5, 2.0
_OWN, _OWN_WORDS = 0.3, 0.5
_FORESEEN = ("ASSAULT", "OTHER")
# What is said, not held: nobody plans these for a day.
_NEVER = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT")
# What may come of a decision, and how much it is worth that the one who was to decide did so.
_DECIDED = ("SUPPORT", "REJECT", "AGREE", "SANCTION", "COERCE", "CONCEDE")
_DECISION = 2.3
_NEIGHBOURS = 40  # reports of one day with one name in common that are compared
Days = tuple[int, int]


def fulfilled(
    plans: Iterable[Story],
    stories: Iterable[Story],
    moved: Mapping[int, Sequence[Days]],
    who: Who,
    scale: Scale,
) -> Iterator[tuple[Story, Story, str]]:
    """For each plan the report that fits best, if one does, and why.

    `moved` holds new days (first and last, ordinals) of postponed plans by the plan's number.
    """
    held = [
        (plan, [(plan.first, plan.last), *moved.get(plan.number, ())])
        for plan in plans
        # "Now" is no day that something is planned for.
        if plan.event.type not in _NEVER and not (plan.event.edtf or "").endswith("~")
    ]
    by_day = _by_day(stories, {day for _, spans in held for span in spans for day in _days(span)})
    for plan, spans in held:
        found: list[tuple[float, int, Story, str]] = []
        for story in _near(plan, spans, by_day):
            met = any(story.first <= last and first <= story.last for first, last in spans)
            score, why = _fit(plan, story, who, scale, met=met)
            if score > 0:
                found.append((-score, story.number, story, why))
        if found:
            _, _, story, why = min(found, key=lambda entry: entry[:2])
            yield plan, story, why


def _days(span: Days) -> range:
    """Days on which an outcome is looked for: the planned ones, and those beside them."""
    first, last = span
    return range(first - 1, min(last, first + _LONGEST_PLAN) + 2)


def _by_day(stories: Iterable[Story], days: Set[int]) -> dict[tuple[int, str], list[Story]]:
    """Reports of what happened on one of the days, under their day and each of their keys."""
    found: dict[tuple[int, str], list[Story]] = defaultdict(list)
    for story in stories:
        if story.first not in days:
            continue
        told = story.event.status in _ASSERTED and story.last_told >= story.first
        if told and story.change is None and story.last - story.first <= _LONGEST_DEED:
            for key in _keys(story):
                found[story.first, key].append(story)
    return found


def _near(
    plan: Story, spans: Sequence[Days], by_day: Mapping[tuple[int, str], list[Story]]
) -> list[Story]:
    """Reports on or beside the planned days that have something in common with the plan."""
    found: dict[int, Story] = {}
    keys = _keys(plan)
    for span in spans:
        for day in _days(span):
            for key in keys:
                for story in by_day.get((day, key), ())[:_NEIGHBOURS]:
                    if story.number != plan.number and story.last_told > plan.first_told:
                        found[story.number] = story
    return list(found.values())


def _keys(story: Story) -> set[str]:
    """What a plan and its outcome have in common besides the day."""
    names = {name for item in story.reports for name in item.names}
    places = {item.place for item in story.reports if item.place is not None}
    kinds = {story.event.type}
    if story.event.type in _DECIDED or _is_decision(story):
        kinds.add("decision")
    return {f"{kind} {name}" for kind in kinds for name in names | places} | {
        f"{item.sense} {word}" for item in story.reports for word in item.senses if item.sense
    }


def _fit(plan: Story, story: Story, who: Who, scale: Scale, *, met: bool) -> tuple[float, str]:
    """How well a report fits a plan, and in what; `met` says that it lies on a planned day."""
    best: tuple[float, str] = (0.0, "")
    # One article may tell both; that says nothing against it.
    outcomes = [changed(item, document=f"{item.document} (outcome)") for item in story.reports]
    for one in plan.reports:
        # A plan for "next week" is met by a day of it as well as one for that day.
        due = changed(one, first=story.first, last=story.last) if met else one
        for two, told in zip(story.reports, outcomes, strict=True):
            same = likeness(due, told, who, scale)
            needed = max(best[0], _needed(plan, met=met))
            if _is_decided(one, story, same):
                same = changed(same, score=same.score + _DECISION)
            if strangers(one, two):
                needed += _STRANGERS
            if same.signs["other doers"] > 0:
                needed += _OTHERS
            if same.is_one and same.score > needed and _has_own(same, one, two):
                best = same.score, _why(one, two, same)
    return best


def _is_decision(story: Story) -> bool:
    return any(is_decision(item.evidence, item.language) for item in story.reports)


def _is_decided(plan: Profile, outcome: Story, same: Likeness) -> bool:
    """Whether who was to decide did so: "will vote on the treaty", "endorsed the treaty"."""
    if outcome.event.type not in _DECIDED or same.signs["doers"] <= 0:
        return False
    return is_decision(plan.evidence, plan.language)


def _has_own(same: Likeness, one: Profile, two: Profile) -> bool:
    """Whether the two share more than what half the corpus names, or a country."""
    signs = same.signs
    if any(signs.get(name, 0.0) >= _OWN for name in ("names", "place")):
        if any(not name.startswith(BROAD) for name in one.names & two.names):
            return True
        if signs.get("words", 1.0) >= SOME_WORDS:
            return True
    return any(signs.get(name, 0.0) >= _OWN_WORDS for name in ("words", "spelling"))


def _needed(plan: Story, *, met: bool) -> float:
    if plan.last - plan.first > _LONGEST_DEED or plan.event.type in _FORESEEN:
        return _VAGUE
    return _ON_DAY if met else _BESIDE


def _why(one: Profile, two: Profile, same: Likeness) -> str:
    shared = sorted(one.names & two.names)
    said = [f"planned for {one.event.edtf}"]
    if same.signs["other day"]:
        said.append(f"reported for {two.event.edtf}")
    if same.signs["same class"] or same.signs["same vague class"]:
        said.append(f"same class {two.event.type}")
    if shared:
        said.append("shared " + ", ".join(shared[:6]))
    if same.signs["place"]:
        said.append(f"same place {one.place}")
    return "; ".join(said)
