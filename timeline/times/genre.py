"""What kind of document it is, as far as dates depend on it; decided from all of its hits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from timeline.times.tag import Hit

# A retrospective counts from the date its story has reached, news from the publication date.
_LEAST_YEARS = 4
_FAR = 2  # years
# Shapes that tie a text to its day of writing, and how strongly ("yesterday" most of all).
_DEICTIC = {"day": 4, "weekday": 1, "weekend": 1, "unit": 1, "part": 1}


def is_retrospective(hits: Sequence[Hit], published: date | None) -> bool:
    """Whether the text tells of years long past: far more of them than of days around now."""
    far = near = deictic = 0
    for hit in hits:
        deictic += _DEICTIC.get(hit.rule.shape, 0)
        year = hit.slots.get("year", hit.slots.get("modern_year"))
        if not isinstance(year, int):
            continue
        if published is not None and published.year - year < _FAR:
            near += 1
        else:
            far += 1
    return far >= _LEAST_YEARS and far > 2 * (near + deictic)


def is_month_first(hits: Sequence[Hit], *, default: bool) -> bool:
    """Whether 3/4/2021 is March 4: by a date of the text that can only be read one way."""
    for hit in hits:
        token = hit.slots.get("day_month_year")
        if token is not None and "/" in token:
            first, second, _ = (int(part) for part in token.split("/"))
            if first > 12 or second > 12:
                return second > 12
    return default
