"""One event, however often it is reported; every merge says why, every disagreement is kept.

Reports are compared only with those that share a day and something of their own with them (an
actor, a place, a rare word), so the cost stays near linear. The best pairs are joined first; two
groups are joined where their members agree on the whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import inf, log
from typing import Protocol

from timeline.corpus.copies import Sources
from timeline.corpus.denials import denials
from timeline.corpus.groups import Groups
from timeline.corpus.join import join
from timeline.corpus.likeness import Likeness, Scale, likeness, likeness_if_one
from timeline.corpus.notes import Notes
from timeline.corpus.profile import Profile, Who, profiles
from timeline.corpus.reasons import reason
from timeline.corpus.signs import excluded, possible
from timeline.model import Actor, Event, Reading

_LONGEST_SPAN = 8  # days; longer spans are looked for at their beginning only
# Bounds that keep the cost near linear where one day has thousands of reports.
_NEIGHBOURS = 60
_OFTEN, _OFTEN_SHARE = 40, 0.02  # reports that make a name a common one
_RARE = 8  # reports that may share a word for it to bring two together
_SAMPLE = 5
_WORST, _SLACK = -3.0, 0.5  # of a pair, and of the mean: brief reports agree but weakly


# Two reports that may be one event: what to sort by, best first, their numbers, how alike they are.
Found = tuple[float, int, int, Likeness]


class Compare(Protocol):
    """Compares pairs of reports, here (`compared`) or wherever."""

    def __call__(
        self, items: Sequence[Profile], wanted: Iterable[tuple[int, int]], who: Who, scale: Scale
    ) -> Iterable[Found]:
        """Those of the pairs that are one event, in any order."""


def compared(
    items: Sequence[Profile] | Mapping[int, Profile],
    wanted: Iterable[tuple[int, int]],
    who: Who,
    scale: Scale,
) -> Iterator[Found]:
    """Those of the pairs that are one event; what is said of a pair depends on no other."""
    for one, two in wanted:
        same = likeness_if_one(items[one], items[two], who, scale)
        if same is not None:
            yield -round(same.score, 6), one, two, same


def merge(
    events: Sequence[Event],
    readings: Sequence[Reading],
    actors: Sequence[Actor] = (),
    *,
    compare: Compare = compared,
    notes: Notes | None = None,
) -> tuple[Event, ...]:
    """The events with reports of the same one joined, in the order of their first report.

    `readings` are those the events come from, `actors` everybody the events name. `compare` does
    the comparisons, which are most of the work. `notes` knows the articles' words, if an earlier
    step or run has looked at them.
    """
    who = Who(actors)
    notes = notes or Notes()
    by_id = {reading.document.id: reading for reading in readings}
    items = profiles(events, by_id, who, notes=notes)
    scale = scale_of(items)
    groups = _groups(items, who, scale, compare)
    sources = Sources(readings, notes)
    denied = denials(items, who, scale)
    found = []
    for members, reasons in groups:
        denying = tuple(name for index in members for name in denied.get(index, ()))
        group = [items[index] for index in members]
        found.append(join(group, reasons, by_id, sources, who, denied=denying))
    return tuple(found)


def scale_of(items: Sequence[Profile]) -> Scale:
    """Rarity of names and words over the reports: log of their inverse share."""
    words = [(item.names, item.stems, item.skeletons, item.senses) for item in items]
    counts = Counter(chain.from_iterable(chain.from_iterable(words)))
    rarest = log(len(items) + 1)
    rarity = {name: rarest - log(count) for name, count in counts.items()}
    return Scale(rarity, rarest, Counter((item.event.type, item.first or 0) for item in items))


def _groups(
    items: Sequence[Profile], who: Who, scale: Scale, compare: Compare
) -> list[tuple[list[int], tuple[str, ...]]]:
    """Numbers of the reports of each event, and why they are one."""
    found = sorted(compare(items, pairs(items), who, scale), key=lambda entry: entry[:3])
    groups: Groups[int] = Groups()
    members = {index: [index] for index in range(len(items))}
    reasons: dict[int, list[str]] = defaultdict(list)
    scores = _Scores(items, who, scale, found)
    for _, one, two, same in found:
        left, right = sorted((groups.root(one), groups.root(two)))
        if left == right or not _agree(members[left], members[right], items, scores):
            continue
        groups.join(left, right)
        members[left] += members.pop(right)
        why = reason(items[one], items[two], same)
        reasons[left] += [*reasons.pop(right, ()), why]
    return [
        (sorted(numbers), tuple(dict.fromkeys(reasons.get(root, ()))))
        for root, numbers in sorted(members.items())
    ]


class _Scores:
    """Scores of pairs of reports by their numbers: of two growing groups the same are asked for."""

    def __init__(
        self, items: Sequence[Profile], who: Who, scale: Scale, found: Iterable[Found]
    ) -> None:
        self._items, self._who, self._scale = items, who, scale
        self._known = {(one, two): same.score for _, one, two, same in found}

    def of(self, one: int, two: int) -> float:
        """The score, less than any other where the two cannot be one."""
        score = self._known.get((one, two))
        if score is None:
            ours, theirs = self._items[one], self._items[two]
            if excluded(ours, theirs):
                score = -inf
            else:
                score = likeness(ours, theirs, self._who, self._scale).score
            self._known[one, two] = score
        return score


def _agree(
    ours: Sequence[int], theirs: Sequence[int], items: Sequence[Profile], scores: _Scores
) -> bool:
    """Whether two groups are one event on the whole; of large ones the first reports speak."""
    both = [items[number] for number in (*ours, *theirs)]
    first = max([item.first or 0 for item in both])
    last = min([item.last or item.first or 0 for item in both])
    if first - last > 1:
        return False  # a report of a whole month must not join what its days hold
    total, count = 0.0, 0
    for one in ours[:_SAMPLE]:
        for two in theirs[:_SAMPLE]:
            score = scores.of(one, two)
            if score < _WORST:
                return False
            total += score
            count += 1
    return total >= -_SLACK * count or count == 1


def pairs(items: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of reports that share a day and something of their own and may be one, each once."""
    import numpy as np

    count = len(items)
    found: set[int] = set()
    for block in _blocks(items):
        for place, one in enumerate(block):
            row = one * count
            found.update([row + two for two in block[place + 1 : place + _NEIGHBOURS]])
    codes = np.sort(np.fromiter(found, np.int64, len(found)))
    ones, twos = np.divmod(codes, max(count, 1))
    kept = possible(items, ones, twos) & (ones != twos)
    yield from zip(ones[kept].tolist(), twos[kept].tolist(), strict=True)


def _blocks(items: Sequence[Profile]) -> Iterator[list[int]]:
    """Numbers of reports that have a key in common, in their order."""
    said = [(item.skeletons, item.stems) for item in items]
    words = Counter(chain.from_iterable(chain.from_iterable(said)))
    names = Counter(chain.from_iterable([item.names for item in items]))
    often = max(_OFTEN, int(_OFTEN_SHARE * len(items)))
    common = {name for name, count in names.items() if count > often}
    rare = frozenset([word for word, count in words.items() if 1 < count <= _RARE])
    by_word: dict[str, list[int]] = defaultdict(list)
    by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        if item.first is None:
            continue  # it is compared with nothing, see `excluded`
        for word in (item.skeletons & rare) | (item.stems & rare):
            by_word[word].append(index)
        for key in set(_keys(item, common)):
            by_key[key].append(index)
    yield from by_word.values()
    days = [_days(item) for item in items]
    for holders in by_key.values():
        if len(holders) > 1:  # most keys are of one report only
            by_day: dict[int, list[int]] = defaultdict(list)
            for index in holders:
                for day in days[index]:
                    by_day[day].append(index)
            yield from by_day.values()


def _keys(item: Profile, common: Container[str]) -> Iterator[tuple[str, str]]:
    """What brings two reports of a day together: the class and a name, or a sense and a word.

    Names that the corpus is full of count with the sense of the act only.
    """
    kind = item.event.type
    for name in item.names:
        yield (item.sense or kind) if name in common else kind, name
    if item.place is not None and item.place not in common:
        yield kind, item.place
    for figure in item.figures:
        yield kind, f"{figure.what} {figure.low:g}"
        yield item.sense, figure.what
    for sense in item.senses:
        yield item.sense, sense


def _days(item: Profile) -> list[int]:
    """Days to look under; the day after, too, for those who date an event a day apart."""
    if item.first is None:
        return []
    last = item.first if item.last is None else item.last
    if last - item.first > _LONGEST_SPAN:
        return [item.first]
    return list(range(item.first, last + 2))
