"""Who denies what: a report that somebody denies an act disputes the event that tells the act.

A denial is an event of its own (REJECT, status denied). It disputes another where the one who
denies is the one who acted, where its sentence names the kind of act, and where the two share a
place, a name or words besides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from timeline.corpus.likeness import Scale
from timeline.corpus.profile import Profile, Who
from timeline.languages.loader import load_table

_ASSERTED = ("happened", "claimed")
# What a state or a force denies to have done; that others protest, meet or demand is no deed of it.
_DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "RETREAT", "AID", "COOPERATE"})
_LATER = 3  # days within which a denial follows
_ENOUGH = 0.8
_MOST_SENSES = 5  # of a sentence; a row of headlines names all sorts of acts
_NEIGHBOURS = 100


def denials(items: Sequence[Profile], who: Who, scale: Scale) -> dict[int, list[str]]:
    """Number of a report → documents in which its act is denied by who is said to have done it."""
    asserted: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        if item.event.status in _ASSERTED and item.first is not None:
            for doer in item.doers:
                asserted[item.event.type, who.country(doer) or doer].append(number)
    found: dict[int, list[str]] = defaultdict(list)
    for denial in items:
        if denial.event.status != "denied" or denial.first is None:
            continue
        if len(denial.senses) > _MOST_SENSES:
            continue
        kinds = {
            kind for sense in denial.senses for kind in _classes(denial.language).get(sense, ())
        }
        near = {
            number
            for kind in kinds & _DEEDS
            for doer in denial.doers
            if not doer.startswith("local:")  # on which side of a state he stands is not known
            for number in asserted.get((kind, who.country(doer) or doer), ())[-_NEIGHBOURS:]
            if items[number].sense in denial.senses
        }
        best = max(((_fit(denial, items[number], scale), -number) for number in near), default=None)
        if best is not None and best[0] >= _ENOUGH:
            found[-best[1]].append(denial.document)
    return found


def _fit(denial: Profile, told: Profile, scale: Scale) -> float:
    """How much the two share besides who acted; 0 where the days do not fit."""
    if told.first is None or denial.first is None:
        return 0.0
    ours, theirs = denial.evidence, told.evidence
    if (ours.document, ours.start) == (theirs.document, theirs.start):
        return 0.0  # what is denied is not told by the sentence that denies it
    if not told.first <= denial.first <= told.first + _LATER:
        return 0.0
    shared = (denial.names & told.names) - denial.doers - told.doers
    if denial.language == told.language:
        words = scale.overlap(denial.stems, told.stems)
    else:
        words = scale.overlap(denial.skeletons, told.skeletons)
    return scale.telling(shared) + 2 * words


@cache
def _classes(language: str) -> Mapping[str, frozenset[str]]:
    """Classes of each sense of a language."""
    found: dict[str, set[str]] = defaultdict(set)
    for trigger in load_table(language, "events").get("trigger", ()):
        found[trigger["id"]].add(trigger["type"])
    return {sense: frozenset(kinds) for sense, kinds in found.items()}
