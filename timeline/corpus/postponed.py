"""The new date of what was postponed, from the sentence that tells it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from timeline.corpus.changes import new_date_words
from timeline.corpus.profile import Profile
from timeline.model import Reading, Timex

_WEEK = timedelta(days=7)


def new_days(change: Profile, readings: Mapping[str, Reading]) -> tuple[int, int] | None:
    """First and last day, as ordinals, that the plan was put off to; None where none is told.

    The tense of "was put off to Monday" is past, the Monday is not: a weekday before the
    publication date means the next one after it.
    """
    reading = readings.get(change.document)
    if reading is None or reading.document.published is None:
        return None
    evidence = change.evidence
    for timex in reading.timexes:
        if not evidence.start <= timex.start < evidence.end or timex.interval is None:
            continue
        ahead = reading.document.text[evidence.start : timex.start].split()[-2:]
        if not any(word.lower() in new_date_words(change.language) for word in ahead):
            continue
        first, last = timex.interval.first_day, timex.interval.last_day
        if first is None or last is None:
            continue
        if _is_weekday(timex):
            while first <= reading.document.published:
                first, last = first + _WEEK, last + _WEEK
        if first > reading.document.published:
            return first.toordinal(), last.toordinal()
    return None


def _is_weekday(timex: Timex) -> bool:
    """Whether a weekday alone was said: no figure that fixes the date."""
    return not any(char.isdigit() for char in timex.text) and timex.basis == "relative"
