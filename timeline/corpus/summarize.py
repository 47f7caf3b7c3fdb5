"""The days that matter and the sentences that tell them: a timeline as journalists write it.

For each day, candidates are the sentences that name it, and the leading undated sentences of
articles published that day or the day after. The words that several articles share make a
centroid; sentences near it are taken one by one, each unlike those taken before. Days whose
sentences agree are ranked up: then something happened that all of them tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log, log1p, sqrt

from timeline.corpus.dated import Dated, Said, words_of
from timeline.corpus.day_salience import day_salience

DATES = 200  # more than a reader needs; `max_dates` cuts
_SENTENCES = 5
_LEAD = 10  # sentences at the head of an article that may tell the day without naming it
_FEWEST, _MOST = 5, 40  # content words of a sentence
_RARITY = 0.5  # power of the inverse document frequency
_LEAD_WEIGHT = 0.5
_LATER, _CALENDAR = 1.3, 1.3  # a look back, and a calendar date, are written to be understood alone
_OFF_SUBJECT = 0.5
_REDUNDANCY = 0.3
_AGREEMENT, _SHARED = 1.25, 0.1
_CONSIDERED = 60


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A day, its sentences (best first, with the articles they stand in), and how much it matters.

    `score` has no unit; it orders the days of one corpus.
    """

    day: date
    sentences: tuple[str, ...]
    articles: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    article: int
    sentence: Said
    weight: float


@dataclass(frozen=True, slots=True)
class _Corpus:
    """What every day is judged against; `rarity` is the softened inverse document frequency."""

    articles: Sequence[Dated]
    subject: frozenset[str]
    rarity: dict[str, float]


def summarize(
    articles: Sequence[Dated], *, query: str = "", max_dates: int | None = None
) -> tuple[KeyDate, ...]:
    """The key dates, best first. Cost: linear in the articles, then in the days considered."""
    subject = words_of(query)
    salience = day_salience(articles, query=subject)
    days = sorted(salience, key=lambda day: (-salience[day], day))[: max(DATES, max_dates or 0)]
    candidates = _candidates(articles, frozenset(days))
    corpus = _Corpus(articles, subject, _rarity(articles))
    found = []
    for day in days:
        key_date = _key_date(day, salience[day], candidates.get(day, []), corpus)
        if key_date is not None:
            found.append(key_date)
    found.sort(key=lambda item: (-item.score, item.day))
    return tuple(found[:max_dates])


def _rarity(articles: Sequence[Dated]) -> dict[str, float]:
    """Inverse document frequency of each word, softened."""
    frequency: Counter[str] = Counter()
    for article in articles:
        frequency.update({word for said in article.sentences for word in said.words})
    return {word: log((len(articles) + 1) / count) ** _RARITY for word, count in frequency.items()}


def _candidates(
    articles: Sequence[Dated], days: frozenset[date]
) -> dict[date, list[tuple[int, Said]]]:
    found: dict[date, list[tuple[int, Said]]] = defaultdict(list)
    for number, article in enumerate(articles):
        for place, said in enumerate(article.sentences):
            for day in _days_told(article, place, said):
                if day in days:
                    found[day].append((number, said))
    return found


def _days_told(article: Dated, place: int, said: Said) -> Iterator[date]:
    """The first day a sentence names; publication day and the day before for a leading one."""
    if said.days:
        yield next(iter(said.days))
    elif place < _LEAD:
        yield article.published
        if article.published > date.min:
            yield article.published - timedelta(days=1)


def _key_date(
    day: date,
    salience: float,
    told: Sequence[tuple[int, Said]],
    corpus: _Corpus,
) -> KeyDate | None:
    articles, subject, rarity = corpus.articles, corpus.subject, corpus.rarity
    named: dict[str, set[int]] = defaultdict(set)
    led: dict[str, set[int]] = defaultdict(set)
    for number, said in told:
        for word in said.words:
            (named if said.days else led)[word].add(number)
    centroid = {
        word: log1p(len(named.get(word, ())) + _LEAD_WEIGHT * len(led.get(word, ()))) * rarity[word]
        for word in {*named, *led}
        if len(named.get(word, ())) + len(led.get(word, ())) > 1
    }
    length = sqrt(sum(value * value for value in centroid.values())) or 1.0
    ranked = sorted(
        (
            _Candidate(
                number,
                said,
                _nearness(said.words, centroid, rarity)
                / length
                * _bonus(day, articles[number], said, subject),
            )
            for number, said in told
            if _FEWEST <= len(said.words) <= _MOST
        ),
        key=lambda candidate: (-candidate.weight, candidate.article),
    )[:_CONSIDERED]
    if not ranked:
        return None
    shared = sum(len(numbers) >= 3 for numbers in named.values())
    score = salience * (1 + _AGREEMENT * ranked[0].weight) + _SHARED * log1p(shared)
    taken = _chosen(ranked)
    return KeyDate(
        day,
        tuple(candidate.sentence.text for candidate in taken),
        tuple(articles[candidate.article].id for candidate in taken),
        score,
    )


def _nearness(words: frozenset[str], centroid: dict[str, float], rarity: dict[str, float]) -> float:
    product = sum(centroid[word] * rarity[word] for word in words if word in centroid)
    return product / (sqrt(sum(rarity[word] ** 2 for word in words)) or 1.0)


def _bonus(day: date, article: Dated, said: Said, subject: frozenset[str]) -> float:
    bonus = 1.0
    if said.days:
        bonus *= _LATER if (article.published - day).days >= 2 else 1.0
        bonus *= _CALENDAR if said.days.get(day) else 1.0
    if subject and subject.isdisjoint(said.words):
        bonus *= _OFF_SUBJECT
    return bonus


def _chosen(ranked: Sequence[_Candidate]) -> list[_Candidate]:
    """Greedily the best sentences, less what they repeat of those taken before."""
    left, taken = list(ranked), list[_Candidate]()
    while left and len(taken) < _SENTENCES:
        best = max(left, key=lambda candidate: candidate.weight - _repetition(candidate, taken))
        left.remove(best)
        if all(best.sentence.text != other.sentence.text for other in taken):
            taken.append(best)
    return taken


def _repetition(candidate: _Candidate, taken: Sequence[_Candidate]) -> float:
    words = candidate.sentence.words
    return _REDUNDANCY * max(
        (
            len(words & other.sentence.words) / sqrt(len(words) * len(other.sentence.words))
            for other in taken
        ),
        default=0.0,
    )
