"""The words of the sentences that tell events: each is looked at once, however many it tells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from timeline.corpus.concepts import content
from timeline.corpus.figures import Figure, figures
from timeline.model import Evidence, Mention, Reading, Timex

_Spanned = TypeVar("_Spanned", Timex, Mention)
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of a sentence say besides its dates; see `concepts` and `figures`."""

    stems: frozenset[str]
    skeletons: frozenset[str]
    senses: frozenset[str]
    figures: tuple[Figure, ...]


class Wordings:
    """Wordings by sentence. They depend on one article only, not on who its actors turn out to be.

    Made once per build: reports are looked at for the merging, and again for plans and outcomes.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, int, str], Wording] = {}

    def of(self, evidence: Evidence, language: str, reading: Reading | None) -> Wording:
        """The wording of the sentence; `reading` is that of its article, None where it is gone."""
        key = (evidence.document, evidence.start, evidence.end, language)
        found = self._found.get(key)
        if found is None:
            text = _without_dates(evidence, reading)
            found = Wording(*content(text, language), figures(text, language))
            self._found[key] = found
        return found


def _without_dates(evidence: Evidence, reading: Reading | None) -> str:
    """The sentence without its dates, which are compared as days."""
    if reading is None:
        return evidence.text
    # `evidence.text` has its white space evened out; offsets count in the document.
    text = reading.document.text[evidence.start : evidence.end]
    for timex in within(reading.timexes, evidence.start, evidence.end):
        start, end = timex.start - evidence.start, timex.end - evidence.start
        text = text[:start] + " " * (min(end, len(text)) - start) + text[end:]
    return text


def within(items: Sequence[_Spanned], start: int, end: int) -> Sequence[_Spanned]:
    """Those of `items`, which are in the order of their start, that begin in the span."""
    place = bisect_left(items, start, key=_start)
    return items[place : bisect_left(items, end, place, key=_start)]
