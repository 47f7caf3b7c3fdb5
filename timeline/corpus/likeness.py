"""How much two reports agree, in facts and in words, and what they contradict each other in.

Each sign that two reports are one event, or that they are not, has a weight, as in record linkage
(Fellegi and Sunter 1969); the sum decides. Some differences exclude a merge whatever the rest says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, log

from timeline.corpus.profile import Profile, Who
from timeline.corpus.signs import SOME_WORDS, add_wording, facts, signs

# A name in so small a part of the reports (as a power of their number) is fully telling.
_TELLING = 0.4
_QUIET = 4


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
    "remembered": 2.0,
    "other day": -1.8,
    "implicit": -2.0,
    "same document": -2.0,
    "another": -1.0,
    "denied": -1.7,
    "doers": 1.0,
    "other doers": -2.2,
    "other speakers": -3.5,
    "other receivers": -1.6,
    "unsaid by whom": -0.9,
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
    "only a country": -1.5,
    "spelling": 1.9,
    "figures": 2.0,
    "other figures": -1.5,
}
# What names, words and figures can add to the score at most.
_MOST = {name: max(0.0, WEIGHTS[name]) for name in ("names", "words", "spelling", "figures")}
_ROUNDING = 1e-6
# What two reports of one event may disagree on, one of these at most.
CONTRADICTIONS = (
    "other day",
    "other doers",
    "other receivers",
    "other towns",
    "other figures",
    "denied",
    "another",
)
_CLEARLY = 0.5
_SAME_WORDS = 0.6


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
        # "Left last week", "in 2009": so much is done then that a name in common is not enough.
        own = max(self.signs[name] for name in ("doers", "place", "figures"))
        vague = self.signs["same vague class"] > 0 and self.signs["same day"] == 0
        if (vague or self.signs["long span"] > 0) and words < _SAME_WORDS:
            return own >= _CLEARLY
        if self.signs["same day"] == 0 and self.signs["same week"] < 1 and words < SOME_WORDS:
            return own >= _CLEARLY
        if any(self.signs[name] > 0 for name in shared) or words >= SOME_WORDS:
            return True
        return self.signs.get("context", 0.0) >= _CLEARLY


def likeness(one: Profile, two: Profile, who: Who, scale: Scale) -> Likeness:
    """The weighted sum of the signs; of no use where `excluded`."""
    found = signs(one, two, who, scale)
    return Likeness(_weighed(found), found)


def likeness_if_one(one: Profile, two: Profile, who: Who, scale: Scale) -> Likeness | None:
    """The likeness if the two are one event: of two in three it shows before words are compared.

    Of no use where `excluded`, too.
    """
    found = facts(one, two, who, scale)
    wording = 0.0 if one.names.isdisjoint(two.names) else _MOST["names"]
    wording += _MOST["figures"] if one.figures and two.figures else 0.0
    wording += _MOST["words"] if one.language == two.language else _MOST["spelling"]
    if _weighed(found) + wording < -_ROUNDING:
        return None
    add_wording(found, one, two, scale)
    same = Likeness(_weighed(found), found)
    return same if same.is_one else None


def _weighed(found: Mapping[str, float]) -> float:
    return sum([WEIGHTS[name] * value for name, value in found.items() if value])


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
