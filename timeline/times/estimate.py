"""When an article without a date was probably published; only ever called on purpose.

An estimate is a `PublishedFrom` of its own: the article's notes and a warning give its reasons and
its confidence, and every `why` that counts from it says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from timeline.model import Document, Layout, Problem, Timex

Tagger = Callable[[Document, Layout], tuple[Timex, ...]]

_URL_DATE = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-/]?([01][0-9])[-/]?([0-3][0-9])(?![0-9])")
_ANY_MONDAY = date(2001, 1, 1)
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_APPOSITION = re.compile(r"[\s,(–—-]{1,4}(?:dem|den|der|the)?\s?$")
_NEAR = 3  # days between articles on one event
_SURE = {"url": 0.9, "apposition": 0.9, "neighbours": 0.6}


@dataclass(frozen=True, slots=True)
class Estimate:
    """`day` is None where the evidence leaves it open; `reasons` say what was found all the same.

    `confidence` runs from 0 to 1. `weekday` (1 to 7) and `earliest` narrow an open day down.
    """

    day: date | None
    confidence: float
    reasons: tuple[str, ...]
    weekday: int | None = None
    earliest: date | None = None


def dated_by_estimate(
    document: Document, layout: Layout, *, neighbours: Iterable[date] = ()
) -> tuple[Document, Problem]:
    """The document, dated if the evidence allows it, and the warning that says why or why not."""
    found = estimate_published(document, layout, neighbours=neighbours)
    reasons = "; ".join(found.reasons)
    if found.day is None:
        said = f"no estimate of the publication date: {reasons}"
    else:
        sure = f"{found.confidence:.0%} sure"
        said = f"publication date estimated as {found.day.isoformat()}, {sure}: {reasons}"
        document = replace(document, published=found.day, published_from="estimate")
    remedy = "check it, and give the date with a line 'published: YYYY-MM-DD' above the article"
    problem = Problem(document.path or document.id, said, remedy, "warning")
    return replace(document, notes=(*document.notes, said)), problem


def estimate_published(
    document: Document, layout: Layout, *, neighbours: Iterable[date] = ()
) -> Estimate:
    """The likely publication date, from address, dates named beside "today", weekdays, neighbours.

    `neighbours` are publication dates of other articles about the same event.
    """
    from timeline.times import tag

    open_document = replace(document, published=None, published_from="unknown")
    found = _by_address(document) or _by_apposition(open_document, layout, tag)
    weekday, weekday_reasons = _by_weekdays(open_document, layout, tag)
    earliest = _earliest(tag(open_document, layout))
    if found is not None:
        day, reason, confidence = found
        agrees = weekday is None or weekday == day.isoweekday()
        reasons = (reason, *(weekday_reasons if agrees else ()))
        return Estimate(day, confidence if agrees else confidence - 0.3, reasons, weekday, earliest)
    reasons = weekday_reasons
    if earliest is not None:
        reasons += (f"it names {earliest.isoformat()}, so it is not older",)
    close = _by_neighbours(weekday, earliest, tuple(neighbours))
    if close is not None:
        reasons += (f"articles about the same event appeared within {_NEAR} days of it",)
        return Estimate(close, _SURE["neighbours"], reasons, weekday, earliest)
    return Estimate(None, 0.0, (*reasons, "nothing says which day it was"), weekday, earliest)


def _by_address(document: Document) -> tuple[date, str, float] | None:
    match = _URL_DATE.search(document.url or "")
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return day, f"its address holds {match[0]}", _SURE["url"]


def _by_apposition(
    document: Document, layout: Layout, tag: Tagger
) -> tuple[date, str, float] | None:
    """ "Heute, 22. Februar 2022": a word counted from today beside the date it means."""
    probe = replace(document, published=_ANY_MONDAY)
    found = tag(probe, layout)
    for first, second in pairwise(found):
        between = document.text[first.end : second.start]
        if len(between) > 8 or not _APPOSITION.match(between):
            continue
        relative, explicit = (first, second) if second.basis == "explicit" else (second, first)
        if explicit.basis != "explicit" or relative.said != "XXXX-XX-XX":
            continue
        if relative.interval is None or explicit.interval is None:
            continue
        offset = (relative.interval.first_day or _ANY_MONDAY) - _ANY_MONDAY
        day = explicit.interval.first_day
        if day is not None and explicit.interval.precision == "day" and abs(offset.days) < 7:
            reason = f"it says “{document.text[first.start : second.end]}”"
            return day - offset, reason, _SURE["apposition"]
    return None


def _by_weekdays(
    document: Document, layout: Layout, tag: Tagger
) -> tuple[int | None, tuple[str, ...]]:
    """The weekday of publication that keeps all weekdays of the text nearest.

    News name their own day, and past and future days around it; so each weekday is tried as the
    day of publication, and the one from which the others lie least far wins.
    """
    costs: list[tuple[int, int]] = []
    names: list[str] = []
    for step in range(7):
        day = _ANY_MONDAY + timedelta(days=step)
        mentioned = [
            timex
            for timex in tag(replace(document, published=day), layout)
            if timex.said.startswith("XXXX-WXX-") and timex.interval is not None
        ]
        if len({timex.said for timex in mentioned}) < 2:
            return None, ()
        names = [timex.text for timex in mentioned]
        offsets = [
            abs(((timex.interval.first_day or day) - day).days)
            for timex in mentioned
            if timex.interval is not None
        ]
        costs.append((sum(offsets) + (0 if 0 in offsets else 7), step + 1))
    costs.sort()
    if costs[0][0] == costs[1][0]:
        return None, ()
    weekday = costs[0][1]
    listed = ", ".join(f"“{name}”" for name in dict.fromkeys(names))
    return weekday, (f"{listed} lie nearest to a {_NAMES[weekday - 1]}",)


def _earliest(found: tuple[Timex, ...]) -> date | None:
    """The latest day the text names in full; the article cannot be older unless it looks ahead."""
    days = [
        timex.interval.first_day
        for timex in found
        if timex.basis == "explicit"
        and timex.interval is not None
        and timex.interval.precision in {"day", "month", "year"}
        and timex.interval.first_day is not None
    ]
    return max(days, default=None)


def _by_neighbours(
    weekday: int | None, earliest: date | None, neighbours: tuple[date, ...]
) -> date | None:
    if weekday is None or not neighbours:
        return None
    middle = sorted(neighbours)[len(neighbours) // 2]
    near = [middle + timedelta(days=step) for step in range(-_NEAR, _NEAR + 1)]
    fitting = [day for day in near if day.isoweekday() == weekday]
    return next((day for day in fitting if earliest is None or day >= earliest), None)
