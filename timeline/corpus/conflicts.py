"""What the reports of one event disagree on, each claim with the documents that make it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from timeline.corpus.figures import Figure, compatible
from timeline.corpus.profile import Profile
from timeline.model import Conflict

_ASSERTED = ("happened", "claimed")


def conflicts(group: Sequence[Profile], *, denied: Sequence[str] = ()) -> tuple[Conflict, ...]:
    """Dates, numbers, actors, places and status that cannot all be true.

    `denied` lists further documents in which the act is denied. A rougher claim ("about 300", "in
    March") is none against a finer one that it leaves room for.
    """
    if len(group) == 1 and not denied:
        return ()  # most events; nobody contradicts himself here
    return (
        *_dates(group),
        *_numbers(group),
        *_statuses(group, denied),
        *_actors(group),
        *_places(group),
    )


def _dates(group: Sequence[Profile]) -> Iterable[Conflict]:
    said: dict[str, set[str]] = defaultdict(set)
    spans: dict[str, tuple[int, int]] = {}
    for item in group:
        if item.first is None or item.last is None or item.event.basis == "implicit":
            continue
        name = _date_name(item)
        said[name].add(item.document)
        spans[name] = item.first, item.last
    if any(one[1] < two[0] or two[1] < one[0] for one in spans.values() for two in spans.values()):
        yield _conflict("date", said)


def _date_name(item: Profile) -> str:
    first, last = item.event.edtf or "", item.event.edtf_end
    return f"{first}/{last}" if last and last != first and "/" not in first else first


def _numbers(group: Sequence[Profile]) -> Iterable[Conflict]:
    counts: dict[str, dict[Figure, set[str]]] = defaultdict(lambda: defaultdict(set))
    for item in group:
        for figure in item.figures:
            counts[figure.what][figure].add(item.document)
    for what, said in sorted(counts.items()):
        if any(_differ(one, two, said) for one in said for two in said):
            claims: dict[str, set[str]] = defaultdict(set)
            for figure, documents in said.items():
                claims[figure.said] |= documents
            yield _conflict("number", claims, what=what.lstrip("~"))


def _differ(one: Figure, two: Figure, said: Mapping[Figure, set[str]]) -> bool:
    """Whether the two exclude each other, and no document holds both as parts of one count."""
    return not compatible(one, two) and not said[one] & said[two]


def _statuses(group: Sequence[Profile], denied: Sequence[str]) -> Iterable[Conflict]:
    said: dict[str, set[str]] = defaultdict(set)
    if denied:
        said["denied"] = set(denied)
    for item in group:
        said[item.event.status].add(item.document)
    if "denied" in said and any(status in said for status in _ASSERTED):
        yield _conflict("status", said)


def _actors(group: Sequence[Profile]) -> Iterable[Conflict]:
    """Who did it, where reports name nobody in common; one may name more of them than another."""
    said: dict[str, set[str]] = defaultdict(set)
    named: list[frozenset[str]] = []
    for item in group:
        if item.doers and not any(item.doers <= other.names for other in group if other != item):
            named.append(item.doers)
            said[" + ".join(sorted(_names(item)))].add(item.document)
    if len(said) > 1 and not frozenset.intersection(*named):
        yield _conflict("actor", said)


def _names(item: Profile) -> set[str]:
    return {role.mention or role.actor for role in item.event.roles if role.role == "actor"}


def _places(group: Sequence[Profile]) -> Iterable[Conflict]:
    """Towns, where they differ: a town and its country are one place, told more or less finely."""
    said: dict[str, set[str]] = defaultdict(set)
    for item in group:
        place = item.event.place
        if place is not None and item.place is not None and item.place.startswith("city:"):
            said[place.name].add(item.document)
    keys = {item.place for item in group if item.place and item.place.startswith("city:")}
    if len(keys) > 1:
        yield _conflict("place", said)


def _conflict(
    aspect: Literal["date", "number", "actor", "place", "status"],
    said: Mapping[str, Iterable[str]],
    *,
    what: str = "",
) -> Conflict:
    claims = tuple((claim, tuple(sorted(documents))) for claim, documents in sorted(said.items()))
    return Conflict(aspect, claims, what)
