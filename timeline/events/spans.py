"""Time expressions and mentions of a document by where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Generic, TypeVar

from timeline.model import Mention, Sentence, Timex

Span = TypeVar("Span", Timex, Mention)
_MOST = 400  # mentions or time expressions looked at in one sentence


class Sorted(Generic[Span]):
    """Time expressions or mentions of a document by where they stand."""

    def __init__(self, items: Sequence[Span]) -> None:
        self._items: list[Span] = sorted(items, key=attrgetter("start"))
        self._starts: list[int] = [item.start for item in self._items]

    def within(self, sentence: Sentence) -> list[Span]:
        """Those that lie in the sentence."""
        first = bisect_left(self._starts, sentence.start)
        after = bisect_left(self._starts, sentence.end, first)
        some = self._items[first : min(after, first + _MOST)]
        return [item for item in some if item.end <= sentence.end]
