"""Which words of a sentence are about the act that it reports: its day, and its counts.

"Officials said on Friday that the town had fallen" dates the saying. A sentence that rehearses
several attacks, each with its year and its dead, counts for each its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from timeline.corpus.profile import Profile
from timeline.languages.loader import available, load_table
from timeline.model import Reading, Timex

_WORD = re.compile(r"[^\W\d_]{1,40}")
_HARD = re.compile(r"[;:–—•*]|--|\.\s|\s-\s")
_SOFT = re.compile(r",(?!\d)")
_BEFORE = 5  # words before an act in which a negation stands
_NEAR = 40  # characters on both sides of a day in which a verb of saying stands


@dataclass(frozen=True, slots=True)
class _Words:
    """The table `disagreements.toml` of a language."""

    apart: frozenset[str]
    saying: frozenset[str]
    bridge: frozenset[str]
    so_far: frozenset[str]
    between: frozenset[str]


def has_own_date(item: Profile, reading: Reading | None) -> bool:
    """Whether the day that the report names is that of the act, not of saying it or of another.

    True where nothing is known to the contrary: no table for the language, no trigger.
    """
    timex, trigger = item.evidence.timex, item.evidence.trigger
    if reading is None or timex is None or trigger is None or not _known(item.language):
        return True
    known, text = _words(item.language), reading.document.text
    first, last = sorted((timex, trigger))
    between = text[first[1] : last[0]]
    if "|" in between or not known.apart.isdisjoint(_lows(between)):
        return False
    if _is_nearer(reading, item, timex, trigger):
        return False
    said = _lows(text[max(0, timex[0] - _NEAR) : timex[0]])
    while len(said) > 1 and said[-1] in known.bridge:
        said.pop()
    after = _lows(text[timex[1] : timex[1] + _NEAR])[:1]
    beside = {*said[-1:], *after} - set(_lows(text[slice(*trigger)]))
    return known.saying.isdisjoint(beside)


def _is_nearer(
    reading: Reading, item: Profile, timex: tuple[int, int], trigger: tuple[int, int]
) -> bool:
    """Whether the sentence names another day that stands nearer to the act."""
    dated = _dated(reading, item)
    ours = next((other for other in dated if (other.start, other.end) == timex), None)
    gap = _gap(timex, trigger)
    return any(
        _gap((other.start, other.end), trigger) < gap
        and (ours is None or other.interval != ours.interval)
        for other in dated
    )


def _gap(one: tuple[int, int], two: tuple[int, int]) -> int:
    """Characters between two stretches."""
    return max(0, one[0] - two[1], two[0] - one[1])


def by_printing(item: Profile, reading: Reading | None) -> bool:
    """Whether a word for the day of printing dates the report: "today", "gestern"."""
    timex = item.evidence.timex
    if reading is None or timex is None:
        return False
    found = next((t for t in reading.timexes if (t.start, t.end) == timex), None)
    return found is not None and found.rule in _PRINTED


_PRINTED = ("day-word", "overnight", "day-word-part")


def own_text(item: Profile, reading: Reading | None) -> str:
    """The part of the sentence around the act, without dates: up to where another day is named."""
    evidence = item.evidence
    if reading is None or evidence.trigger is None:
        return evidence.text
    text = reading.document.text
    start, end = evidence.start, evidence.end
    timexes = _dated(reading, item)
    others = [t for t in timexes if not _meets(t, evidence.timex)]
    for cut in _HARD.finditer(text, start, end):
        if cut.end() <= evidence.trigger[0]:
            start = cut.end()
        elif cut.start() >= evidence.trigger[1]:
            end = cut.start()
            break
    commas = [start, *(cut.start() for cut in _SOFT.finditer(text, start, end)), end]
    for other in others:
        # The clause with another day is not ours, nor what stands behind it.
        if start <= other.start and other.end <= evidence.trigger[0]:
            start = max(start, *(cut for cut in (*commas, start) if cut <= evidence.trigger[0]))
        elif evidence.trigger[1] <= other.start < end:
            end = min(end, max(cut for cut in (*commas, evidence.trigger[1]) if cut <= other.start))
            end = max(end, evidence.trigger[1])
    found = text[start:end]
    for timex in timexes:
        if start <= timex.start and timex.end <= end:
            left, right = timex.start - start, timex.end - start
            found = found[:left] + " " * (right - left) + found[right:]
    return found


def is_negated(item: Profile, reading: Reading | None) -> bool:
    """Whether a negation stands before the act: "is not going to put off"."""
    trigger = item.evidence.trigger
    if reading is None or trigger is None:
        return False
    ahead = reading.document.text[item.evidence.start : trigger[0]].lower().split()[-_BEFORE:]
    return any(word.endswith(_negations(item.language)[1]) for word in ahead) or any(
        word.strip(",;:") in _negations(item.language)[0] for word in ahead
    )


def sums_up(item: Profile, reading: Reading | None) -> bool:
    """Whether the act is told as what has come together so far ("has killed 60") and undated."""
    trigger = item.evidence.trigger
    if reading is None or trigger is None or not _known(item.language):
        return False
    known = _words(item.language)
    ahead = _lows(reading.document.text[item.evidence.start : trigger[0]])
    while ahead and ahead[-1] in known.between:
        ahead.pop()
    if not ahead or ahead[-1] not in known.so_far:
        return False
    return item.evidence.timex is None or not has_own_date(item, reading)


def _dated(reading: Reading, item: Profile) -> list[Timex]:
    """The days that the sentence names."""
    start, end = item.evidence.start, item.evidence.end
    return [
        timex
        for timex in reading.timexes
        if start <= timex.start < end and timex.interval is not None and timex.type == "DATE"
    ]


def _meets(timex: Timex, span: tuple[int, int] | None) -> bool:
    return span is not None and timex.start < span[1] and span[0] < timex.end


def _lows(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _known(language: str) -> bool:
    return language in available("disagreements")


@cache
def _negations(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Words that negate what follows, and endings that do ("isn't")."""
    words = load_table(language, "status").get("negation", {}).get("words", ())
    return frozenset(words), tuple(word for word in words if "'" in word)


@cache
def _words(language: str) -> _Words:
    table: Mapping[str, Mapping[str, list[str]]] = load_table(language, "disagreements")
    date, number = table["date"], table["number"]
    return _Words(
        frozenset(date["apart"]),
        frozenset(date["saying"]),
        frozenset(date["bridge"]),
        frozenset(number["so_far"]),
        frozenset(number["between"]),
    )
