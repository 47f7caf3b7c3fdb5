"""What speaks for and against two reports being one event, each sign from 0 to 1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from timeline.corpus.figures import compatible
from timeline.corpus.profile import ANYBODY, PERHAPS, Profile, Who

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from timeline.corpus.likeness import Scale

_WEEK, _MONTH, _MONTHLY = 8, 31, 0.3
_STRANGE = 0.15
_FAR = 1.8  # times as many
_HANDFUL, _PARTLY = 4, 0.6
_STILL_OPEN = ("planned", "hypothetical")
BROAD = ("state:", "group@", "region:")  # keys of countries and of their unnamed people
_BUSY = 0.7  # log: twice as many reports as on a quiet day
_SOMEBODY, _STRANGERS = 0.35, 0.7  # how telling a name must be; other words and other doers
_NIGHT = 2  # days that "in the night to Monday" lies on
_LATER, _ONE_LATER = 7, 0.35  # days; what one of two is worth
SOME_WORDS = 0.25  # share of words that makes two sentences alike


def excluded(one: Profile, two: Profile) -> bool:
    """Whether the two cannot be one event, however much they agree."""
    if one.first is None or two.first is None or _apart(one, two) > 1:
        return True
    if one.document == two.document and one.evidence.start == two.evidence.start:
        return True  # one sentence tells an act once
    ours, theirs = _state(one), _state(two)
    return ours != theirs and (ours in _STILL_OPEN or theirs in _STILL_OPEN)


def possible(
    items: Sequence[Profile], ones: NDArray[np.int64], twos: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which pairs of numbers of `items` are not `excluded`, for many at once."""
    import numpy as np

    numbers: dict[object, int] = defaultdict(lambda: len(numbers))
    first = np.array([-9 if item.first is None else item.first for item in items], np.int64)
    last = np.array([item.last or item.first or -9 for item in items], np.int64)
    said = np.array([numbers[item.document, item.evidence.start] for item in items], np.int64)
    states = [_state(item) for item in items]
    state = np.array([numbers[name] for name in states], np.int64)
    still_open = np.array([name in _STILL_OPEN for name in states], np.bool_)
    near = np.maximum(first[ones] - last[twos], first[twos] - last[ones]) <= 1
    dated = (first[ones] >= 0) & (first[twos] >= 0)
    agree = (state[ones] == state[twos]) | ~(still_open[ones] | still_open[twos])
    found: NDArray[np.bool_] = near & dated & agree & (said[ones] != said[twos])
    return found


def signs(one: Profile, two: Profile, who: Who, scale: Scale) -> dict[str, float]:
    """The signs for and against, each from 0 to 1."""
    found = facts(one, two, who, scale)
    add_wording(found, one, two, scale)
    return found


def facts(one: Profile, two: Profile, who: Who, scale: Scale) -> dict[str, float]:
    """The signs in what is done, when, by whom and where; they are told quickly."""
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
        "remembered": _remembered(one, two) if not apart and length <= _NIGHT else 0.0,
        "other day": float(apart),
        "same week": _nearly(length, same_span=same_span),
        "long span": 1.0 if length > _WEEK and not same_span else 0.0,
        "implicit": 1.0 if _is_implicit(one) or _is_implicit(two) else 0.0,
        "same document": 1.0 if one.document == two.document else 0.0,
        "another": 1.0 if one.again != two.again else 0.0,
        "denied": 1.0 if (ours.status == "denied") != (theirs.status == "denied") else 0.0,
    }
    found |= _parts(one, two, who, scale)
    found |= _places(one, two)
    return found


def add_wording(found: dict[str, float], one: Profile, two: Profile, scale: Scale) -> None:
    """Add the signs in names, words and figures to those of `facts`."""
    ours_named, theirs_named = one.names, two.names
    if found["place"]:  # a place that both name is one sign, not two
        ours_named, theirs_named = ours_named - {one.place}, theirs_named - {two.place}
    if one.language == two.language:  # the words tell whether these and those soldiers are one
        ours_named, theirs_named = ours_named - {ANYBODY}, theirs_named - {ANYBODY}
    shared = ours_named & theirs_named
    found["names"] = scale.overlap(ours_named, theirs_named) * scale.telling(shared)
    if one.language == two.language:
        found["words"] = scale.overlap(one.stems, two.stems)
        found["other words"] = 1.0 if found["words"] < _STRANGE else 0.0
    else:
        found["spelling"] = scale.overlap(one.skeletons, two.skeletons)
    counts = _counts(one, two) if one.figures and two.figures else 0.0
    found["figures"] = max(0.0, counts)
    found["other figures"] = 1.0 if counts < 0 else 0.0
    if one.language == two.language and counts <= 0 and found["words"] < SOME_WORDS:
        found["only a country"] = _only_broad(one, two, scale, found)


def _only_broad(one: Profile, two: Profile, scale: Scale, found: Mapping[str, float]) -> float:
    """1 where two share no more than a country, its people or whom the whole corpus names.

    On a busy day, much is done by those, and to those.
    """
    shared = one.names & two.names
    if not shared or not one.towns.isdisjoint(two.towns):
        return 0.0
    own = frozenset([name for name in shared if not name.startswith(BROAD)])
    if own and scale.telling(own) >= _SOMEBODY:
        return 0.0
    busy = min(1.0, max(0.0, found["crowd"] - _BUSY))
    return max(busy, _STRANGERS) if found["other words"] and not found["doers"] else busy


def _remembered(one: Profile, two: Profile) -> float:
    """How much the reports look back at the day: what is told weeks later is what it stood for."""
    late = [
        item.published - (item.last or 0) > _LATER
        for item in (one, two)
        if item.published is not None and not _is_implicit(item)
    ]
    if len(late) < 2 or not any(late):
        return 0.0
    return 1.0 if all(late) else _ONE_LATER


def _nearly(length: int, *, same_span: bool) -> float:
    """How near a span comes to naming the day: some days all, one month a little, a year not."""
    if _NIGHT < length <= _WEEK:
        return 1.0
    return _MONTHLY if _WEEK < length <= _MONTH and same_span else 0.0


def _is_implicit(one: Profile) -> bool:
    """Whether the report does not say when; "now" does not."""
    return one.event.basis == "implicit" or (one.event.edtf or "").endswith("~")


def _counts(one: Profile, two: Profile) -> float:
    """Up to 1 for a count that the two have in common, -1 for counts that are far apart, else 0.

    A handful is counted everywhere, and "at least 9" leaves room for much.
    """
    best, found = 0.0, 0.0
    for ours in one.figures:
        for theirs in two.figures:
            if ours.what != theirs.what:
                continue
            if compatible(ours, theirs):
                # "At least 9" leaves room for "at least 25", but has not that in common with it.
                if max(ours.low, theirs.low) <= _FAR * max(1.0, min(ours.low, theirs.low)):
                    equal, few = ours.low == theirs.low, min(ours.low, theirs.low) < _HANDFUL
                    if equal or not few:
                        best = max(best, 1.0 if equal and not few else _PARTLY)
                continue
            low, high = sorted((ours, theirs), key=lambda figure: figure.high)
            if high.low > _FAR * low.high:
                found = -1.0
    return best or found


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
        "unsaid by whom": 1.0 if doers is None and _unsaid(one, two) else 0.0,
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


def _unsaid(one: Profile, two: Profile) -> bool:
    """Whether two of one language say the like, and one of them leaves out who says it.

    In another language the speaker is read less surely.
    """
    return one.language == two.language and _spoken(one, two)


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
    """How foreign the doers of one are to the other: who suffers is at times read as who acts.

    Not who is spoken to: what one demands of another, the other does not demand.
    """
    if _spoken(one, two) and (one.doers <= two.receivers or two.doers <= one.receivers):
        return 1.0
    if one.doers <= two.names or two.doers <= one.names:
        return 0.3
    return 1.0


def _meeting(ours: frozenset[str], theirs: frozenset[str], who: Who) -> float | None:
    """How well the best pair of the two sides fits; None where one side is empty."""
    if not ours or not theirs:
        return None
    if (ours & theirs) - {ANYBODY}:
        return 1.0  # as well as can be
    best = max([who.alike(one, two) for one in ours for two in theirs])
    return None if best == PERHAPS else best  # anybody says nothing


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
    if "inferred" in (ours.basis, theirs.basis):
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
