"""How much two reports agree, in facts and in words, and what they contradict each other in.

Each sign that two reports are one event, or that they are not, has a weight, as in record linkage
(Fellegi and Sunter 1969); the sum decides. Some differences exclude a merge whatever the rest says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, log

from timeline.corpus.figures import compatible
from timeline.corpus.profile import Profile, Who

# A name in so small a part of the reports (as a power of their number) is fully telling.
_TELLING = 0.4
_QUIET = 4
_WEEK = 8
_STRANGE = 0.15
_FAR = 1.8  # times as many
_STILL_OPEN = ("planned", "hypothetical")
_NIGHT = 2  # days that "in the night to Monday" lies on


# Log odds of each sign: fitted by logistic regression on the pairs of tests/gold/merges/dev-*, then
# rounded. What those short stories hold too little of (many reports in one language on a busy day,
# two sides doing the same to each other) was set by reading merges of a large corpus.
WEIGHTS: Mapping[str, float] = {
    "one": -5.1,
    "crowd": -1.2,
    "same class": 1.7,
    "same vague class": 1.2,
    "other class": -2.2,
    "same sense": 2.3,
    "same day": 1.7,
    "same week": 0.7,
    "long span": -1.2,
    "other day": -1.8,
    "implicit": -2.0,
    "same document": -2.0,
    "denied": -1.7,
    "doers": 1.0,
    "other doers": -2.2,
    "other speakers": -3.5,
    "other receivers": -1.6,
    "swapped": -2.0,
    "nobody": 0.7,
    "context": 1.2,
    "names": 2.4,
    "place": 1.4,
    "other place": -1.6,
    "other towns": -1.9,
    "other country": -5.0,
    "words": 2.2,
    "other words": -1.2,
    "spelling": 1.9,
    "figures": 2.0,
    "other figures": -1.5,
}
# What two reports of one event may disagree on, one of these at most.
CONTRADICTIONS = (
    "other day",
    "other doers",
    "other receivers",
    "other towns",
    "other figures",
    "denied",
)
_CLEARLY = 0.5
_SOME_WORDS, _SAME_WORDS = 0.25, 0.6


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` above 0 speaks for one event; `signs` are what it is the sum of."""

    score: float
    signs: Mapping[str, float]

    @property
    def is_one(self) -> bool:
        """Whether the two are one event: more speaks for it, they share something of their own.

        The same sort of act on the same day is shared by much that has nothing to do with it.
        """
        if self.score <= 0 or sum(self.signs[n] > _CLEARLY for n in CONTRADICTIONS) > 1:
            return False
        shared = ("names", "doers", "place", "figures")
        words = max(self.signs.get("words", 0.0), self.signs.get("spelling", 0.0))
        # In one language: nobody is named, and the day or the count is another.
        apart = self.signs["other day"] > 0 or self.signs["other figures"] > 0
        if self.signs["nobody"] > 0 and apart and self.signs.get("words", 1.0) < _SAME_WORDS:
            return False
        if any(self.signs[name] > 0 for name in shared) or words >= _SOME_WORDS:
            return True
        return self.signs.get("context", 0.0) >= _CLEARLY


def likeness(one: Profile, two: Profile, who: Who, scale: Scale) -> Likeness:
    """The weighted sum of the signs; of no use where `excluded`."""
    found = signs(one, two, who, scale)
    return Likeness(sum([WEIGHTS[name] * value for name, value in found.items()]), found)


class Scale:
    """How much a shared word or name says: the rarer in the corpus, the more."""

    def __init__(
        self, rarity: Mapping[str, float], default: float, crowds: Mapping[tuple[str, int], int]
    ) -> None:
        self._rarity = rarity
        self._default = default
        self._crowds = {key: max(0.0, log(count / _QUIET)) for key, count in crowds.items()}
        self._amounts: dict[frozenset[str], float] = {}

    def crowd(self, one: Profile) -> float:
        """Log of how many reports of its class its day has, above the few of a quiet day."""
        return self._crowds.get((one.event.type, one.first or 0), 0.0)

    def overlap(self, ours: frozenset[str], theirs: frozenset[str]) -> float:
        """Share of the poorer side that the other has too, from 0 to 1."""
        shared = ours & theirs
        if not shared:
            return 0.0
        return self._sum(shared) / max(min(self._amount(ours), self._amount(theirs)), 1e-9)

    def telling(self, shared: frozenset[str]) -> float:
        """How much the rarest of the names says, 0 for one that everybody names to 1."""
        if not shared:
            return 0.0
        rarity, default = self._rarity, self._default
        most = max([rarity.get(item, default) for item in shared])
        return min(1.0, most / (_TELLING * default))

    def _amount(self, items: frozenset[str]) -> float:
        """What the items weigh together; asked for many times."""
        found = self._amounts.get(items)
        if found is None:
            found = self._amounts[items] = self._sum(items)
        return found

    def _sum(self, items: frozenset[str]) -> float:
        rarity, default = self._rarity, self._default
        # Exact, for a plain sum of fractions depends on the order, and sets have none.
        return fsum([rarity.get(item, default) for item in items])


def excluded(one: Profile, two: Profile) -> bool:
    """Whether the two cannot be one event, however much they agree."""
    if one.first is None or two.first is None or _apart(one, two) > 1:
        return True
    if one.document == two.document and one.evidence.start == two.evidence.start:
        return True  # one sentence tells an act once
    ours, theirs = _state(one), _state(two)
    return ours != theirs and (ours in _STILL_OPEN or theirs in _STILL_OPEN)


def signs(one: Profile, two: Profile, who: Who, scale: Scale) -> dict[str, float]:
    """The signs for and against, each from 0 to 1."""
    ours, theirs = one.event, two.event
    same_type, length = ours.type == theirs.type, max(_length(one), _length(two))
    same_span = one.first == two.first and one.last == two.last
    vague = ours.type == "OTHER" or theirs.type == "OTHER"
    apart = _apart(one, two)
    found = {
        "one": 1.0,
        "crowd": scale.crowd(one),
        "same class": 1.0 if same_type and not vague else 0.0,
        "same vague class": 1.0 if same_type and vague else 0.0,
        "other class": 1.0 if not same_type and not vague else 0.0,
        "same sense": 1.0 if one.sense and one.sense == two.sense else 0.0,
        "same day": 1.0 if not apart and length <= _NIGHT else 0.0,
        "other day": float(apart),
        "same week": 1.0 if _NIGHT < length <= _WEEK or (length > _WEEK and same_span) else 0.0,
        "long span": 1.0 if length > _WEEK and not same_span else 0.0,
        "implicit": 1.0 if ours.basis == "implicit" or theirs.basis == "implicit" else 0.0,
        "same document": 1.0 if one.document == two.document else 0.0,
        "denied": 1.0 if (ours.status == "denied") != (theirs.status == "denied") else 0.0,
    }
    found |= _parts(one, two, who, scale)
    found |= _places(one, two)
    ours_named, theirs_named = one.names, two.names
    if found["place"]:  # a place that both name is one sign, not two
        ours_named, theirs_named = ours_named - {one.place}, theirs_named - {two.place}
    shared = ours_named & theirs_named
    found["names"] = scale.overlap(ours_named, theirs_named) * scale.telling(shared)
    if one.language == two.language:
        found["words"] = scale.overlap(one.stems, two.stems)
        found["other words"] = 1.0 if found["words"] < _STRANGE else 0.0
    else:
        found["spelling"] = scale.overlap(one.skeletons, two.skeletons)
    counts = _counts(one, two) if one.figures and two.figures else 0
    found["figures"] = 1.0 if counts > 0 else 0.0
    found["other figures"] = 1.0 if counts < 0 else 0.0
    return found


def _counts(one: Profile, two: Profile) -> int:
    """1 for a count that the two have in common, -1 for counts that are far apart, else 0."""
    found = 0
    for ours in one.figures:
        for theirs in two.figures:
            if ours.what != theirs.what:
                continue
            if compatible(ours, theirs):
                # "At least 9" leaves room for "at least 25", but has not that in common with it.
                if max(ours.low, theirs.low) <= _FAR * max(1.0, min(ours.low, theirs.low)):
                    return 1
                continue
            low, high = sorted((ours, theirs), key=lambda figure: figure.high)
            if high.low > _FAR * low.high:
                found = -1
    return found


def _parts(one: Profile, two: Profile, who: Who, scale: Scale) -> dict[str, float]:
    """The signs in who does what to whom."""
    doers = _meeting(one.doers, two.doers, who)
    receivers = _meeting(one.receivers, two.receivers, who)
    nobody = not (one.doers or one.receivers) or not (two.doers or two.receivers)
    strange = _strange(one, two) if doers == 0 else 0.0
    swapped = False
    if not doers and not receivers and not nobody:
        back = _meeting(one.receivers, two.doers, who)
        swapped = bool(back and _meeting(one.doers, two.receivers, who))
    found = {
        "doers": doers * scale.telling(_met(one.doers, two.doers, who)) if doers else 0.0,
        "other doers": strange,
        "other speakers": 1.0 if strange == 1 and _spoken(one, two) else 0.0,
        "other receivers": 1.0 if receivers == 0 else 0.0,
        "nobody": 1.0 if nobody else 0.0,
        "swapped": 1.0 if swapped else 0.0,
    }
    if nobody:
        # "Both signed it": who they are stands in the sentence before.
        ours, theirs = one.names | one.context, two.names | two.context
        found["context"] = scale.overlap(ours, theirs) * scale.telling(ours & theirs)
    return found


# What is done by saying it: two who say the same have each said it.
_SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})


def _spoken(one: Profile, two: Profile) -> bool:
    return one.event.type in _SPOKEN and two.event.type in _SPOKEN


def _places(one: Profile, two: Profile) -> dict[str, float]:
    """The signs in where it was."""
    both = one.place is not None and two.place is not None
    towns = bool(one.towns and two.towns)
    return {
        "place": 1.0 if both and one.place == two.place else 0.0,
        "other place": 1.0 if both and one.place != two.place else 0.0,
        "other country": 1.0 if _countries_differ(one, two) else 0.0,
        "other towns": 1.0 if towns and one.towns.isdisjoint(two.towns) else 0.0,
    }


def _met(ours: frozenset[str], theirs: frozenset[str], who: Who) -> frozenset[str]:
    """Those of both sides who are, or stand for, one of the other."""
    found: set[str] = set()
    for one in ours:
        for two in theirs:
            if who.alike(one, two) > 0:
                found.add(one)
                found.add(two)
    return frozenset(found)


def _strange(one: Profile, two: Profile) -> float:
    """How foreign the doers of one are to the other: who suffers is at times read as who acts."""
    if one.doers <= two.names or two.doers <= one.names:
        return 0.3
    return 1.0


def _meeting(ours: frozenset[str], theirs: frozenset[str], who: Who) -> float | None:
    """How well the best pair of the two sides fits; None where one side is empty."""
    if not ours or not theirs:
        return None
    if not ours.isdisjoint(theirs):
        return 1.0  # as well as can be
    return max([who.alike(one, two) for one in ours for two in theirs])


def _state(one: Profile) -> str:
    """The status as it counts here.

    That a plan was called off has happened, whatever the status of the plan; what was told before
    its day was a plan, whatever the tense.
    """
    if one.change is not None:
        return "happened"
    if one.is_early and one.event.status == "happened":
        return "planned"
    return one.event.status


def _countries_differ(one: Profile, two: Profile) -> bool:
    ours, theirs = one.event.place, two.event.place
    if ours is None or theirs is None or ours.country is None or theirs.country is None:
        return False
    return ours.country != theirs.country


def _length(one: Profile) -> int:
    if one.first is None or one.last is None:
        return 365
    return one.last - one.first + 1


def _apart(one: Profile, two: Profile) -> int:
    """Days between the two; 0 where they meet."""
    if one.first is None or two.first is None:
        return 365
    return max(0, one.first - (two.last or two.first), two.first - (one.last or one.first))
