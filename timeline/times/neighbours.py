"""Articles of a corpus that report the same event: by the rare names and words they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from math import log

from timeline.model import Document

_NAME = re.compile(r"\b[A-ZÄÖÜÉÈÀ][\w-]{3,40}")
_READ = 6000  # characters; news say first what they are about
_LIKENESS = 0.3  # cosine of the weighted names; articles on one topic of a corpus reach 0.1 to 0.2
_MOST = 5
_CLOSE = timedelta(days=6)  # first to last of those that agree


class Neighbours:
    """The dated articles of a corpus, by the names in them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._dated = [
            (document.published, _names(document))
            for document in documents
            if document.published is not None
        ]
        found = Counter(name for _, names in self._dated for name in names)
        size = len(self._dated)
        self._weight = {name: log((size + 1) / count) ** 2 for name, count in found.items()}

    def of(self, document: Document) -> tuple[date, ...]:
        """Publication dates of the articles on the same event, sorted; empty where they disagree.

        Two at least have to be near, and all of the most alike within a week.
        """
        names = _names(document)
        alike = sorted(
            ((self._likeness(names, other), day) for day, other in self._dated), reverse=True
        )[:_MOST]
        days = sorted(day for likeness, day in alike if likeness >= _LIKENESS)
        if len(days) < 2 or days[-1] - days[0] > _CLOSE:
            return ()
        return tuple(days)

    def _likeness(self, first: frozenset[str], second: frozenset[str]) -> float:
        weight = self._weight
        shared = sum(weight[name] for name in first & second if name in weight)
        sizes = [sum(weight.get(name, 0.0) for name in names) for names in (first, second)]
        return shared / (sizes[0] * sizes[1]) ** 0.5 if all(sizes) else 0.0


def _names(document: Document) -> frozenset[str]:
    return frozenset(_NAME.findall(document.text, 0, _READ))
