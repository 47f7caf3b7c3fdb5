"""How much a day matters in a corpus: who comes back to it, how often, and in which words.

A day that articles still name a week later was a turning point; one that only the day's own
articles name was a day like others. The method follows the date selection of Tran et al. (2013)
and Ghalandari and Ifrim (2020) in spirit; weights were set on the development topics.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log1p

from timeline.corpus.dated import Dated

# Weight of log(1 + articles) that name a day: on the day itself, the day after, within a week,
# later. News names its own day all the time, so that says nothing.
_BY_LAG = (0.0, 0.25, 1.0, 2.0)
_CALENDAR_DATE, _SENTENCES = 0.75, 0.25
# A mention outside the query's subject counts for little.
_OFF_SUBJECT = 0.2
# A neighbour of a great day is named because of it.
_NEIGHBOUR = 0.25
_BEFORE_FIRST = timedelta(days=30)


@dataclass(slots=True)
class _Count:
    lags: list[float]
    calendar: float = 0.0
    sentences: float = 0.0

    def score(self) -> float:
        by_lag = sum(
            weight * log1p(count) for weight, count in zip(_BY_LAG, self.lags, strict=True)
        )
        return by_lag + _CALENDAR_DATE * log1p(self.calendar) + _SENTENCES * log1p(self.sentences)


def day_salience(
    articles: Sequence[Dated], *, query: frozenset[str] = frozenset()
) -> dict[date, float]:
    """Day → salience, higher for days that matter more; linear in the articles.

    Days long before the first article or after the last are left out. `query` holds words in
    lower case; mentions in sentences without any of them count less.
    """
    counts: dict[date, _Count] = defaultdict(lambda: _Count([0.0] * len(_BY_LAG)))
    for article in articles:
        _count(article, query, counts)
    if not articles:
        return {}
    first = min(article.published for article in articles)
    first = date.min if first - date.min < _BEFORE_FIRST else first - _BEFORE_FIRST
    last = max(article.published for article in articles)
    scores = {day: count.score() for day, count in counts.items() if first <= day <= last}
    return {day: score - _NEIGHBOUR * _beside(day, scores) for day, score in scores.items()}


def _count(article: Dated, query: frozenset[str], counts: dict[date, _Count]) -> None:
    best: dict[date, tuple[float, float]] = {}
    for sentence in article.sentences:
        if not sentence.days:
            continue
        weight = 1.0 if not query or not query.isdisjoint(sentence.words) else _OFF_SUBJECT
        counts[next(iter(sentence.days))].sentences += weight
        for day, calendar in sentence.days.items():
            mention, stated = best.get(day, (0.0, 0.0))
            best[day] = max(mention, weight), max(stated, weight * calendar)
    for day, (mention, stated) in best.items():
        lag = _lag(article.published, day)
        if lag is not None:
            counts[day].lags[lag] += mention
        counts[day].calendar += stated


def _lag(published: date, day: date) -> int | None:
    """Place in `_BY_LAG`; None for days ahead, which are announced, not told."""
    days = (published - day).days
    return None if days < 0 else days if days < 2 else 2 if days <= 7 else 3


def _beside(day: date, scores: dict[date, float]) -> float:
    return max((scores.get(near, 0.0) for near in _neighbours(day)), default=0.0)


def _neighbours(day: date) -> Iterable[date]:
    for step in (-1, 1):
        try:
            yield day + timedelta(days=step)
        except OverflowError:
            continue
