"""What the sentences of a text have told of time, and what one without time words takes from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from timeline import interval as calendar
from timeline.events.dates import Dating, words
from timeline.events.status import Tense
from timeline.model import Status

_OLD = timedelta(days=7)
_NEWS_PARAGRAPHS = 2


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
    for word in words(language, "since"):
        if f" {word} " in text:
            return True
    return False


def at_that_time(context: Context, paragraph: int, text: str, language: str) -> Dating | None:
    """ "Die Polizei hatte dabei …": the date of what was told just before; None without such words.

    `text` is that of the clause.
    """
    if not any(f" {word} " in text for word in words(language, "then")):
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
