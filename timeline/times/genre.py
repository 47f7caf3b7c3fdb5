"""What kind of document it is, as far as dates depend on it; decided from all of its hits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from timeline.times.tag import Hit

# A retrospective counts from the date its story has reached, news from the publication date.
_LEAST_YEARS = 4
_FAR = 2  # years
_OPENED_AS_NEWS = 6  # times as many years it takes where the first time of a text is "yesterday"
# Shapes that tie a text to its day of writing: how strongly, and the slots (or attributes) that
# make them do so ("Tuesday night", but not "that night"); none: always.
_DEICTIC: dict[str, tuple[int, frozenset[str]]] = {
    "weekday": (1, frozenset()),
    "weekend": (1, frozenset()),
    "unit": (1, frozenset({"direction"})),
    "part": (1, frozenset({"offset", "weekday", "weekday_part"})),
}
_YESTERDAY = 4  # "today" is also said of an age


def is_retrospective(hits: Sequence[Hit], published: date | None) -> bool:
    """Whether the text tells of years long past: far more of them than of days around now.

    News opens with its day, a history with its year, whatever background follows.
    """
    far = near = deictic = 0
    opens_far: bool | None = None
    for hit in hits:
        here = _deictic(hit)
        deictic += here
        year = hit.slots.get("year", hit.slots.get("modern_year"))
        is_far = isinstance(year, int) and (published is None or published.year - year >= _FAR)
        far += is_far
        near += isinstance(year, int) and not is_far
        if opens_far is None and (here or isinstance(year, int)):
            opens_far = is_far
    factor = 1 if opens_far else _OPENED_AS_NEWS
    return far >= _LEAST_YEARS and far > factor * (near + deictic)


def _deictic(hit: Hit) -> int:
    """How strongly a hit points at the day of writing."""
    slots = hit.slots
    if hit.rule.shape == "day":
        return _YESTERDAY if slots.get("offset", hit.rule.attributes.get("offset", 0)) else 1
    strength, needed = _DEICTIC.get(hit.rule.shape, (0, frozenset()))
    if needed and needed.isdisjoint(slots) and needed.isdisjoint(hit.rule.attributes):
        return 0
    return strength


def is_month_first(hits: Sequence[Hit], *, default: bool) -> bool:
    """Whether 3/4/2021 is March 4: by a date of the text that can only be read one way."""
    for hit in hits:
        token = hit.slots.get("day_month_year")
        if token is not None and "/" in token:
            first, second, _ = (int(part) for part in token.split("/"))
            if first > 12 or second > 12:
                return second > 12
    return default
