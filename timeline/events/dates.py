"""When: the time expression that governs a clause, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from timeline import interval as calendar
from timeline.events.attached import belongs_elsewhere
from timeline.events.clauses import Clause
from timeline.interval import Interval
from timeline.languages.loader import load_table
from timeline.model import Basis, Timex

_MIDNIGHT = "T24:00"
_FINE = {"minute": 0, "hour": 0, "day": 0, "week": 1, "range": 1, "month": 2}


@dataclass(frozen=True, slots=True)
class Dating:
    """When an event is, and why; `edtf_end` only for spans."""

    interval: Interval | None
    basis: Basis
    why: str
    edtf: str | None = None
    edtf_end: str | None = None
    timex: Timex | None = None


def usable(timex: Timex, text: str, language: str) -> bool:
    """Whether the expression can date an event; "bis heute" cannot.

    A duration can that is counted from a day: the tagger marks "vor [zwei Wochen]" as one. Of a
    stretch up to that day ("the last two centuries") only a short one tells when something was.
    """
    if timex.type == "SET" or timex.interval is None:
        return False
    if timex.type == "DURATION" and timex.rule not in _POINTS and _is_long(timex.interval):
        return False
    before = text[max(0, timex.start - 8) : timex.end].lower()
    return not before.endswith(words(language, "open"))


# Rules of the tagger that step away from a day by a length, and do not cover the length.
_POINTS = frozenset({"ago", "in-future", "earlier", "later"})
_STRETCH = timedelta(days=62)


def _is_long(interval: Interval) -> bool:
    first, last = interval.first_day, interval.last_day
    return first is None or last is None or last - first > _STRETCH


def unsaid(timexes: Sequence[Timex], clause: Clause, language: str) -> Dating | None:
    """Undated where the clause says that it is past, not since when: "a few days ago"."""
    for timex in timexes:
        if timex.interval is not None or not clause.holds(timex.start, timex.end):
            continue
        if timex.rule == "ago" or timex.text.lower() in words(language, "lately"):
            return Dating(None, "undated", f"“{timex.text}” says no day.")
    return None


def open_day(timexes: Sequence[Timex], clause: Clause, dating: Dating, at: int) -> Dating | None:
    """Undated where a day that nothing resolves is nearer to the deed than what dates it.

    "It struck on Monday, for the first time since 2006" is of no known day without a publication
    date, and not of 2006. `at` is where the deed stands.
    """
    told = dating.timex
    if told is None or told.interval is None:
        return None
    for timex in timexes:
        if timex.interval is not None or not timex.value.startswith("XXXX-"):
            continue
        nearer = abs(timex.start - at) < abs(told.start - at)
        if nearer and clause.holds(timex.start, timex.end):
            return Dating(None, "undated", timex.why or f"“{timex.text}” says no day.")
    return None


@cache
def words(language: str, key: str) -> tuple[str, ...]:
    """The words under `key` in the pack's `[dates]` section of clauses."""
    return tuple(load_table(language, "clauses")["dates"][key])


def governing(
    timexes: Sequence[Timex], clause: Clause, position: int, language: str
) -> Timex | None:
    """The expression of the clause that dates the trigger at offset `position`."""
    inside = [
        t
        for t in timexes
        if clause.holds(t.start, t.end) and not belongs_elsewhere(t, clause, position, language)
    ]
    if not inside:
        return None
    return min(inside, key=lambda timex: _distance(timex, clause, position, language))


def _distance(timex: Timex, clause: Clause, position: int, language: str) -> tuple[int, int]:
    interval = timex.interval
    rough = _FINE.get(interval.precision, 3) if interval is not None else 9
    if timex.text.count(":") > 1:  # "updated: 05:49:00" is when it was printed
        rough = 9
    before = [t for t in clause.tokens if t.end <= timex.start][-4:]
    attached = any(
        t.low in ("nach", "vor", "after", "before", "since", "seit") for t in before
    ) and any(t.tag in ("NOUN", "PROPN") for t in before)
    # "verschob am Montag die Wahl auf den 5. Mai": the day that it is put off to comes second.
    goal = any(t.low in words(language, "goal") for t in before[-2:])
    # "hat am Mittwoch das für Freitag geplante Treffen abgesagt": so does the day it was set for.
    goal = goal or f" {' '.join(t.low for t in before)}".endswith(words(language, "for"))
    # "the deal of November 2013 will stay until July": the day belongs to the noun.
    of = len(before) > 1 and before[-1].low in words(language, "of")
    belongs = of and before[-2].tag in ("NOUN", "PROPN")
    return rough // 2 + 2 * (attached or goal) + 3 * belongs, abs(timex.start - position)


def is_for(timex: Timex, text: str, language: str) -> bool:
    """ "für Mittwoch", "for Tuesday": the day something is set for."""
    before = text[max(0, timex.start - 16) : timex.start].lower().rstrip()
    return before.endswith(words(language, "for")) and timex.type in ("DATE", "TIME")


def joined(timex: Timex, timexes: Sequence[Timex], text: str, language: str) -> Dating | None:
    """ "on Wednesday and Thursday": two neighbouring days are one span."""
    for other in timexes:
        if other.start <= timex.start or text[timex.end : other.start] not in words(
            language, "joins"
        ):
            continue
        first = timex.interval.first_day if timex.interval is not None else None
        last = other.interval.last_day if other.interval is not None else None
        if first is None or last is None or not 0 < (last - first).days < 7:
            continue
        why = f"{timex.why} {other.why} Both days together are one span.".strip()
        span = calendar.days(first, last)
        return Dating(span, timex.basis, why, first.isoformat(), last.isoformat(), timex)
    return None


def coming(timex: Timex, published: date | None) -> Timex:
    """The weekday after publication, for a plan whose weekday was taken for the one before."""
    interval = timex.interval
    first = interval.first_day if interval is not None else None
    if first is None or published is None or interval is None or interval.precision != "day":
        return timex
    if not timex.said.startswith("XXXX-WXX-") or not 0 < (published - first).days <= 7:
        return timex
    day = first + timedelta(days=7)
    why = f"“{timex.text}”: the clause tells a plan, so the next one after {published}; {day}."
    return replace(
        timex, value=day.isoformat(), interval=calendar.day(day), edtf=day.isoformat(), why=why
    )


def by_timex(timex: Timex) -> Dating:
    """The dating that a time expression gives."""
    interval = timex.interval
    if interval is None:
        return Dating(None, "undated", timex.why or f"“{timex.text}” could not be resolved.")
    if timex.value.endswith(_MIDNIGHT) and interval.start is not None:
        # "after midnight on Wednesday", "at midnight on Friday": an event of the day that is named.
        day = date.fromisoformat(timex.value.removesuffix(_MIDNIGHT))
        interval = calendar.day(day)
        why = timex.why or f"“{timex.text}” is {day.isoformat()}."
        return Dating(interval, timex.basis, why, day.isoformat(), None, timex)
    edtf = timex.edtf or calendar.to_edtf(interval)
    why = timex.why or f"“{timex.text}” is {edtf}."
    left, slash, right = edtf.partition("/")
    if not slash:
        return Dating(interval, timex.basis, why, edtf, None, timex)
    if left in ("", ".."):
        last = interval.last_day
        if last is not None:
            why += " A deadline counts as its last day."
            return Dating(calendar.day(last), timex.basis, why, right, None, timex)
    if right in ("", ".."):
        first = interval.first_day
        if first is not None and interval.end is None:
            why += " What goes on since then counts from its start."
            return Dating(_opening(interval, left), timex.basis, why, left, None, timex)
    return Dating(interval, timex.basis, why, left, right, timex)


def until_told(timex: Timex, published: date | None, text: str, language: str) -> Dating | None:
    """ "216 have died since October": from then until the publication; None for other dates."""
    interval = timex.interval
    first = None if interval is None else interval.first_day
    if first is None or published is None or first >= published:
        return None
    ahead = text[max(0, timex.start - 16) : timex.start].lower().split()[-1:]
    if not ahead or ahead[0] not in words(language, "record_since"):
        return None
    left = (timex.edtf or first.isoformat()).partition("/")[0]
    why = f"{timex.why} What has come together since then, until the publication.".strip()
    span = calendar.days(first, published)
    return Dating(span, timex.basis, why, left, published.isoformat(), timex)


def _opening(interval: Interval, text: str) -> Interval:
    """The first day, month or year of an open span."""
    first = interval.first_day
    if first is None:
        return interval
    plain = text.rstrip("~?%")
    if len(plain) == 7:
        return calendar.month(first.year, first.month)
    return calendar.year(first.year) if len(plain) == 4 else calendar.day(first)
