"""When: the time expression that governs the clause, else the date the context gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from timeline import interval as calendar
from timeline.events.attached import belongs_elsewhere
from timeline.events.clauses import Clause
from timeline.events.status import Tense
from timeline.interval import Interval
from timeline.languages.loader import load_table
from timeline.model import Basis, Status, Timex

_OLD = timedelta(days=7)
_MIDNIGHT = "T24:00"
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
    """What the sentences so far tell.

    `last` is the last news with a date, `latest` the last dated event of any kind (history and
    what the pluperfect tells included); the paragraphs are where they stood.
    """

    published: date | None
    estimated: bool = False  # whether the publication date is an estimate
    last: Dating | None = None
    paragraph: int = -1
    latest: Dating | None = None
    latest_paragraph: int = -1
    told: Dating | None = None  # what "since then" counts from, history in the pluperfect included
    told_paragraph: int = -1
    wide: Dating | None = None  # a month or a year, if that was told last
    wide_paragraph: int = -1

    def remember(self, dating: Dating, paragraph: int, status: Status, tense: Tense) -> None:
        """Keep a date that later sentences may lean on; no plan is kept."""
        if dating.interval is None or status in ("planned", "hypothetical"):
            return
        first, end = dating.interval.first_day, dating.interval.last_day
        self.wide = None
        if first is None or end is None or (end - first).days > 1:
            self.wide, self.wide_paragraph = dating, paragraph
            return
        if end != first:  # a night counts as the day it ends on, if that was before the report
            end = first if self.published is not None and first <= self.published < end else end
            dating = replace(
                dating, interval=calendar.day(end), edtf=end.isoformat(), edtf_end=None
            )
        self.told, self.told_paragraph = dating, paragraph
        old = self._is_old(end)
        if not (old and tense.time == "pluperfect"):
            self.latest, self.latest_paragraph = dating, paragraph
        if old or (tense.time == "pluperfect" and self.last is not None):
            return
        if dating.basis == "implicit" and self.last is not None:
            # What leans on another date moves the story no further than it was.
            self.paragraph = paragraph if dating.edtf == self.last.edtf else self.paragraph
            return
        self.last, self.paragraph = dating, paragraph

    def _is_over(self, told: Dating) -> bool:
        """Whether the month or year that was told is one long past."""
        last = told.interval.last_day if told.interval is not None else None
        return last is not None and self.published is not None and self.published - last > _OLD

    def _is_old(self, day: date) -> bool:
        """Whether the day is no news on the publication day."""
        return self.published is not None and abs(self.published - day) > _OLD

    def nearest(self, paragraph: int, *, goes_on: bool) -> tuple[Dating, str] | None:
        """The date a sentence of that paragraph goes on with, and where it stood.

        What `goes_on` may do so from the paragraph before.
        """
        wide = self.wide
        if wide is not None and self.wide_paragraph == paragraph and self._is_over(wide):
            return wide, "the same paragraph"
        if self.latest is not None and self.latest_paragraph == paragraph:
            return self.latest, "the same paragraph"
        if self.last is not None and self.paragraph >= paragraph - goes_on:
            return self.last, "the paragraph before"
        return None


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
    return not before.endswith(_words(language, "open"))


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
        if timex.rule == "ago" or timex.text.lower() in _words(language, "lately"):
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
def _words(language: str, key: str) -> tuple[str, ...]:
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
    goal = any(t.low in _words(language, "goal") for t in before[-2:])
    # "hat am Mittwoch das für Freitag geplante Treffen abgesagt": so does the day it was set for.
    goal = goal or f" {' '.join(t.low for t in before)}".endswith(_words(language, "for"))
    # "the deal of November 2013 will stay until July": the day belongs to the noun.
    of = len(before) > 1 and before[-1].low in _words(language, "of")
    belongs = of and before[-2].tag in ("NOUN", "PROPN")
    return rough // 2 + 2 * (attached or goal) + 3 * belongs, abs(timex.start - position)


def is_for(timex: Timex, text: str, language: str) -> bool:
    """ "für Mittwoch", "for Tuesday": the day something is set for."""
    before = text[max(0, timex.start - 16) : timex.start].lower().rstrip()
    return before.endswith(_words(language, "for")) and timex.type in ("DATE", "TIME")


def joined(timex: Timex, timexes: Sequence[Timex], text: str, language: str) -> Dating | None:
    """ "on Wednesday and Thursday": two neighbouring days are one span."""
    for other in timexes:
        if other.start <= timex.start or text[timex.end : other.start] not in _words(
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


def since_then(context: Context, text: str, language: str) -> Dating | None:
    """ "seither": from the last date told until the publication; None without such words."""
    last, published = context.told, context.published
    if last is None or last.interval is None or published is None:
        return None
    if not says_since(text, language):
        return None
    first = last.interval.first_day
    if first is None or first >= published:
        return None
    why = f"From the last date told ({last.edtf}) on, until the publication."
    span = calendar.days(first, published)
    return Dating(span, "relative", why, first.isoformat(), published.isoformat())


def says_since(text: str, language: str) -> bool:
    """Whether the clause has words for "from the last date on"."""
    for word in _words(language, "since"):
        if f" {word} " in text:
            return True
    return False


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
    if _words_of(language, "record_since").isdisjoint(ahead):
        return None
    left = (timex.edtf or first.isoformat()).partition("/")[0]
    why = f"{timex.why} What has come together since then, until the publication.".strip()
    span = calendar.days(first, published)
    return Dating(span, timex.basis, why, left, published.isoformat(), timex)


def _words_of(language: str, key: str) -> frozenset[str]:
    return frozenset(_words(language, key))


def _opening(interval: Interval, text: str) -> Interval:
    """The first day, month or year of an open span."""
    first = interval.first_day
    if first is None:
        return interval
    plain = text.rstrip("~?%")
    if len(plain) == 7:
        return calendar.month(first.year, first.month)
    return calendar.year(first.year) if len(plain) == 4 else calendar.day(first)


def at_that_time(context: Context, paragraph: int, text: str, language: str) -> Dating | None:
    """ "Die Polizei hatte dabei …": the date of what was told just before; None without such words.

    `text` is that of the clause.
    """
    if not any(f" {word} " in text for word in _words(language, "then")):
        return None
    if context.wide is not None and context.wide_paragraph == paragraph:
        return _leaning(context.wide, "taken from what was told just before")
    if context.told is None or context.told_paragraph != paragraph:
        return None
    return _leaning(context.told, "taken from what was told just before")


def by_context(
    context: Context, paragraph: int, tense: Tense, status: Status, *, deed: bool
) -> Dating:
    """The date of a sentence without time words, and the reason; undated where nothing holds it.

    A `deed` goes on with what the paragraph before told ("The attackers then fled"); words are news
    of the day ("The president condemned it").
    """
    if status == "planned":
        return Dating(None, "undated", "A plan without time words: no date is assumed.")
    if tense.time == "pluperfect":
        return Dating(
            None, "undated", "The tense steps back behind the context, by how much is not said."
        )
    near = context.nearest(paragraph, goes_on=deed)
    if near is not None and tense.time not in ("present", "ongoing"):
        return _leaning(near[0], f"taken from the last dated sentence of {near[1]}")
    # A paragraph of news without time words is of today; in a history nobody knows.
    news = tense.time in ("present", "ongoing", "perfect") or paragraph < _NEWS_PARAGRAPHS
    if context.published is not None and (news or context.last is not None):
        day = context.published
        known = "estimated publication date" if context.estimated else "publication date"
        why = f"No time words; news of the day: {known} {day} assumed."
        return Dating(calendar.day(day), "implicit", why, day.isoformat())
    if context.last is not None:
        return _leaning(context.last, "of the last dated sentence still holds")
    return Dating(None, "undated", "No time words, and no dated sentence before it.")


def _leaning(told: Dating, how: str) -> Dating:
    why = f"No time words; the date {told.edtf} {how}."
    return Dating(told.interval, "implicit", why, told.edtf, told.edtf_end)
