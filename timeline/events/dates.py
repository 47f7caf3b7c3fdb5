"""When: the time expression that governs the clause, else the date the context gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from timeline import interval as calendar
from timeline.events.clauses import Clause
from timeline.events.status import Tense
from timeline.interval import Interval
from timeline.model import Basis, Status, Timex

_OLD = timedelta(days=45)
_NEWS_PARAGRAPHS = 2
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


@dataclass(slots=True)
class Context:
    """What the sentences so far tell: the last dated event, and where it stood."""

    published: date | None
    last: Dating | None = None
    paragraph: int = -1
    known: list[Dating] = field(default_factory=list)

    def remember(self, dating: Dating, paragraph: int, status: Status) -> None:
        """Keep a date that later sentences may lean on: no plan, no old history."""
        if dating.interval is None or status in ("planned", "hypothetical"):
            return
        first = dating.interval.first_day
        if first is None or dating.interval.precision not in ("day", "hour", "minute"):
            return
        if self.published is not None and abs(self.published - first) > _OLD:
            return
        self.last = dating
        self.paragraph = paragraph


def usable(timex: Timex) -> bool:
    """Whether the expression can date an event."""
    return timex.type in ("DATE", "TIME") and timex.interval is not None


def governing(timexes: Sequence[Timex], clause: Clause, position: int) -> Timex | None:
    """The expression of the clause that dates the trigger at offset `position`."""
    inside = [t for t in timexes if usable(t) and clause.holds(t.start, t.end)]
    if not inside:
        return None
    return min(inside, key=lambda timex: _distance(timex, clause, position))


def _distance(timex: Timex, clause: Clause, position: int) -> tuple[int, int]:
    interval = timex.interval
    rough = _FINE.get(interval.precision, 3) if interval is not None else 9
    before = [t for t in clause.tokens if t.end <= timex.start][-4:]
    attached = any(
        t.low in ("nach", "vor", "after", "before", "since", "seit") for t in before
    ) and any(t.tag in ("NOUN", "PROPN") for t in before)
    return rough // 2 + 2 * attached, abs(timex.start - position)


def by_timex(timex: Timex) -> Dating:
    """The dating that a time expression gives."""
    interval = timex.interval
    if interval is None:
        return Dating(None, "undated", timex.why or f"“{timex.text}” could not be resolved.")
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


def _opening(interval: Interval, text: str) -> Interval:
    """The first day, month or year of an open span."""
    first = interval.first_day
    if first is None:
        return interval
    plain = text.rstrip("~?%")
    if len(plain) == 7:
        return calendar.month(first.year, first.month)
    return calendar.year(first.year) if len(plain) == 4 else calendar.day(first)


def by_context(context: Context, paragraph: int, tense: Tense, status: Status) -> Dating:
    """The date of a sentence without time words, and the reason; undated where nothing holds it."""
    last = context.last
    if status == "planned":
        return Dating(None, "undated", "A plan without time words: no date is assumed.")
    near = last is not None and context.paragraph >= paragraph - 1
    if tense.time == "pluperfect":
        return Dating(
            None, "undated", "The tense steps back behind the context, by how much is not said."
        )
    if last is not None and near and tense.time != "present":
        where = "the same paragraph" if context.paragraph == paragraph else "the paragraph before"
        why = (
            f"No time words; the date {last.edtf} is taken from the last dated sentence of {where}."
        )
        return Dating(last.interval, "implicit", why, last.edtf, last.edtf_end)
    if context.published is not None and (
        paragraph < _NEWS_PARAGRAPHS or tense.time in ("present", "perfect")
    ):
        why = f"No time words; news of the day: publication date {context.published} assumed."
        return Dating(
            calendar.day(context.published), "implicit", why, context.published.isoformat()
        )
    if last is not None:
        why = f"No time words; the date {last.edtf} of the last dated sentence still holds."
        return Dating(last.interval, "implicit", why, last.edtf, last.edtf_end)
    return Dating(None, "undated", "No time words, and no dated sentence before it.")
