"""What the reports of one event disagree on, each claim with the documents that make it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from timeline.corpus.figures import Figure, compatible, figures
from timeline.corpus.own_words import by_printing, has_own_date, own_text, sums_up
from timeline.corpus.profile import Profile, Who
from timeline.languages.loader import available, load_table
from timeline.model import Conflict, Reading
from timeline.plover import CLASSES

_ASSERTED = ("happened", "claimed")
_LONGEST = 3  # days that are still a date
_SAME_TEXT, _LIKE_TEXT, _FEW = (
    0.85,
    0.5,
    4,
)  # share of the words of the shorter sentence, and how many there must be
# Later reports count more dead and more arrests: that is news and no disagreement. How many
# diplomats were sent home is known at once.
_GROWS = 3  # days
_MANY, _HUNDRED, _CLOSE = 1000, 100, 0.03  # a number that is round, and how far it may be off
_GROWING = ("killed", "injured", "arrested", "freed", "missing", "people", "refugees", "protesters")


def conflicts(
    group: Sequence[Profile],
    who: Who,
    readings: Mapping[str, Reading],
    *,
    denied: Sequence[str] = (),
) -> tuple[Conflict, ...]:
    """Dates, numbers, actors, places and status that cannot all be true.

    `readings` are those of the documents by id, `denied` lists further documents in which the act
    is denied. A rougher claim ("about 300", "in March") is none against a finer one that it leaves
    room for, and a sentence that is printed again days later claims nothing new.
    """
    if len(group) == 1 and not denied:
        return ()  # most events; nobody contradicts himself here
    return (
        *_dates(group, readings),
        *_numbers(group, readings),
        *_statuses(group, denied),
        *_actors(group, who),
        *_places(group),
    )


def _dates(group: Sequence[Profile], readings: Mapping[str, Reading]) -> Iterable[Conflict]:
    said: dict[str, set[str]] = defaultdict(set)
    spans: dict[str, tuple[int, int]] = {}
    told: list[Profile] = []
    for item in group:
        if item.first is None or item.last is None or not _is_dated(item):
            continue
        if not has_own_date(item, readings.get(item.document)):
            continue
        again = next((other for other in told if _reprinted(item, other, readings)), item)
        if again is item:
            told.append(item)
        name = _date_name(again)
        said[name].add(item.document)
        spans[name] = again.first or item.first, again.last or item.last
    slack = 1 if all(item.sense in _GOES_ON for item in told) else 0
    ends = list(spans.values())
    if any(one[1] + slack < two[0] for one in ends for two in ends):
        yield _conflict("date", said)


# What lasts for days, or is done again the next day: reports of two days running need not
# contradict each other. To fly somewhere, or to sign, is done once.
_GOES_ON = frozenset({"fight", "demonstrate", "riot", "strike", "meet", "host"})


def _is_dated(item: Profile) -> bool:
    """Whether the report itself says the day; "now", "recently" and "last week" do not."""
    if item.event.basis == "implicit" or (item.event.edtf or "").endswith("~"):
        return False
    return (item.last or 0) - (item.first or 0) <= _LONGEST


def _reprinted(one: Profile, two: Profile, readings: Mapping[str, Reading]) -> bool:
    """Whether two sentences are one text, each dated by where it was printed.

    Elsewhere "Monday" may have become another Monday, and "today" yesterday.
    """
    if one.language != two.language or one.document == two.document:
        return False
    same = one.event.time_expression == two.event.time_expression
    if same and one.evidence.text == two.evidence.text:
        return True
    fewer = min(len(one.stems), len(two.stems))
    shared = len(one.stems & two.stems)
    if fewer < _FEW or shared < _LIKE_TEXT * fewer:
        return False
    if one.first == one.published and two.first == two.published:
        return True
    moved = all(by_printing(item, readings.get(item.document)) for item in (one, two))
    return (same or moved) and shared >= _SAME_TEXT * fewer


def _date_name(item: Profile) -> str:
    first, last = item.event.edtf or "", item.event.edtf_end
    return f"{first}/{last}" if last and last != first and "/" not in first else first


def _numbers(group: Sequence[Profile], readings: Mapping[str, Reading]) -> Iterable[Conflict]:
    counts: dict[str, dict[Figure, set[str]]] = defaultdict(lambda: defaultdict(set))
    days = {item.document: item.published for item in group}
    for item in group:
        reading = readings.get(item.document)
        if not item.figures or _runs(item) or sums_up(item, reading):
            continue
        for figure in figures(own_text(item, reading), item.language, parts=True):
            counts[figure.what][figure].add(item.document)
    for what, said in sorted(counts.items()):
        sums = _sums(said)
        if any(_differ(one, two, said, days, sums) for one in said for two in said):
            claims: dict[str, set[str]] = defaultdict(set)
            for figure, documents in said.items():
                claims[figure.said] |= documents
            yield _conflict("number", claims, what=what.lstrip("~"))


def _runs(item: Profile) -> bool:
    """Whether the sentence counts all that came so far and not what happened once."""
    if item.language not in available("figures") or not item.figures:
        return False
    text = f" {item.evidence.text.lower()} "
    words = load_table(item.language, "figures")["running"]["words"]
    return any(f" {word} " in text for word in words)


def _sums(said: Mapping[Figure, set[str]]) -> frozenset[float]:
    """What the counts of one document are together: 11 tanks here and 14 there are 25."""
    by_document: dict[str, list[float]] = defaultdict(list)
    for figure, documents in said.items():
        for document in documents:
            by_document[document].append(figure.low)
    return frozenset(sum(counts) for counts in by_document.values() if len(counts) > 1)


def _differ(
    one: Figure,
    two: Figure,
    said: Mapping[Figure, set[str]],
    days: Mapping[str, int | None],
    sums: frozenset[float],
) -> bool:
    """Whether the two exclude each other, and no document holds both as parts of one count."""
    if compatible(one, two) or said[one] & said[two] or {one.low, two.low} & sums:
        return False
    if _rounded(one.low, two.low) or _rounded(two.low, one.low):
        return False
    if not one.what.startswith(_GROWING):
        return True
    less, more = (one, two) if one.low < two.low else (two, one)
    before = [day for name in said[less] if (day := days[name]) is not None]
    after = [day for name in said[more] if (day := days[name]) is not None]
    return not before or not after or min(after) - max(before) <= _GROWS


def _rounded(rough: float, fine: float) -> bool:
    """Whether the one is the other made round: 51 of 51.3, 2,000 of 1,960."""
    if rough == round(fine):
        return fine != round(fine)
    return rough >= _MANY and rough % _HUNDRED == 0 and abs(rough - fine) <= _CLOSE * rough


def _statuses(group: Sequence[Profile], denied: Sequence[str]) -> Iterable[Conflict]:
    said: dict[str, set[str]] = defaultdict(set)
    if denied:
        said["denied"] = set(denied)
    for item in group:
        said[item.event.status].add(item.document)
    if "denied" in said and any(status in said for status in _ASSERTED):
        yield _conflict("status", said)


def _actors(group: Sequence[Profile], who: Who) -> Iterable[Conflict]:
    """Who did it, where reports of a deed name sides that have nobody in common.

    One may name more of them than another. What is only said or held together tells nothing: two
    who demand the same have each done so.
    """
    said: dict[str, set[str]] = defaultdict(set)
    sides: list[frozenset[str]] = []
    for item in group:
        if not CLASSES[item.event.type].quad.startswith("material"):
            continue
        side = frozenset(who.country(doer) or doer for doer in item.doers)
        if not side or not all(_is_somebody(doer, who) for doer in item.doers):
            continue
        if not any(item.doers <= other.names for other in group if other != item):
            sides.append(side)
            said[" + ".join(sorted(_names(item)))].add(item.document)
    if len(said) > 1 and not frozenset.intersection(*sides):
        yield _conflict("actor", said)


def _is_somebody(doer: str, who: Who) -> bool:
    """Whether it is known who that is: "gunmen" may be anybody's, "he" anybody."""
    return not doer.startswith("local:") and (
        not doer.startswith("group@") or who.country(doer) is not None
    )


def _names(item: Profile) -> set[str]:
    return {role.mention or role.actor for role in item.event.roles if role.role == "actor"}


def _places(group: Sequence[Profile]) -> Iterable[Conflict]:
    """Towns, where they differ: a town and its country are one place, told more or less finely.

    Where one report names both, they are no contradiction.
    """
    said: dict[str, set[str]] = defaultdict(set)
    towns = []
    for item in group:
        place = item.event.place
        if place is not None and place.basis == "said" and (item.place or "").startswith("city:"):
            towns.append(item)
            said[place.name].add(item.document)
    if any(
        one.place not in two.towns and two.place not in one.towns for one in towns for two in towns
    ):
        yield _conflict("place", said)


def _conflict(
    aspect: Literal["date", "number", "actor", "place", "status"],
    said: Mapping[str, Iterable[str]],
    *,
    what: str = "",
) -> Conflict:
    claims = tuple((claim, tuple(sorted(documents))) for claim, documents in sorted(said.items()))
    return Conflict(aspect, claims, what)
