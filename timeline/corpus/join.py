"""The reports of one event made one: all evidence, the best report's words, every conflict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from timeline.corpus.changed import changed
from timeline.corpus.conflicts import conflicts
from timeline.corpus.copies import Sources
from timeline.corpus.own_words import has_own_date
from timeline.corpus.profile import Profile, Who
from timeline.languages.loader import available, load_table
from timeline.model import Event, Place, Reading, Role

_BASIS = {"explicit": 3, "relative": 2, "implicit": 1, "undated": 0}
_FINISHED = {"happened": 3, "claimed": 2, "denied": 1, "planned": 1, "hypothetical": 0}
_A_DAY = 1  # days between first and last of what a night may be
_LONGEST_HEADLINE, _SHORTEST_HEADLINE = 110, 25


def join(
    group: Sequence[Profile],
    reasons: tuple[str, ...],
    readings: Mapping[str, Reading],
    sources: Sources,
    who: Who,
    *,
    denied: Sequence[str] = (),
) -> Event:
    """One event of the reports in `group`, which are in the order of the corpus.

    The evidence is in order of publication, so that the first report stands first. Date, class and
    status are those of the best report; nothing is averaged. `denied` lists documents in which
    whoever acted denies it.
    """
    if len(group) == 1:
        return _alone(group, readings, sources, who, denied)
    events = [item.event for item in group]
    published = {
        item.document: readings[item.document].document.published
        for event in events
        for item in event.evidence
        if item.document in readings
    }
    evidence = sorted(
        dict.fromkeys(item for event in events for item in event.evidence),
        key=lambda item: (published.get(item.document) or date.max, item.document, item.start),
    )
    days = [day for day in published.values() if day is not None]
    best = _best(group, readings)
    documents = [item.document for item in evidence]
    distinct = sources.distinct(documents)
    copied = tuple(sources.why(names) for names in distinct if len(names) > 1)
    return changed(
        best,
        id=min(events, key=lambda event: (event.evidence[0].document, event.id)).id,
        title=_headline(events, best),
        roles=_roles(best, events),
        evidence=tuple(evidence),
        place=_place(best, events),
        attribution=best.attribution,
        sources=len(distinct),
        first_report=min(days, default=None),
        merges=(*reasons, *copied),
        conflicts=conflicts(group, who, readings, denied=denied),
    )


def _alone(
    group: Sequence[Profile],
    readings: Mapping[str, Reading],
    sources: Sources,
    who: Who,
    denied: Sequence[str],
) -> Event:
    """The event of one report, as most are; it has one article, unless somebody made it of more."""
    (report,) = group
    documents = dict.fromkeys([item.document for item in report.event.evidence])
    dates = [readings[name].document.published for name in documents if name in readings]
    return changed(
        report.event,
        sources=len(documents) if len(documents) < 2 else len(sources.distinct(documents)),
        first_report=min([day for day in dates if day is not None], default=None),
        conflicts=conflicts(group, who, readings, denied=denied),
    )


def _place(best: Event, events: Sequence[Event]) -> Place | None:
    """That of the best report, else of any; one that a report names before one inferred."""
    places = [event.place for event in (best, *events) if event.place is not None]
    named = (place for place in places if place.basis != "inferred")
    return next(named, places[0] if places else None)


def _best(group: Sequence[Profile], readings: Mapping[str, Reading]) -> Event:
    """The report whose date, class and status count: a day before a week, and the day of most."""
    own = {
        index: item.evidence.timex is not None and has_own_date(item, readings.get(item.document))
        for index, item in enumerate(group)
    }
    told = Counter(item.event.edtf for index, item in enumerate(group) if own[index])

    def quality(index: int) -> tuple[int, int, bool, bool, int, float, int, str]:
        item, event = group[index], group[index].event
        vague = (event.edtf or "").endswith("~")
        return (
            _FINISHED[event.status],
            _BASIS[event.basis],
            own[index],
            not vague and (item.last or 0) - (item.first or 0) <= _A_DAY,
            told[event.edtf],
            event.confidence,
            len(event.roles),
            event.id,
        )

    return group[max(own, key=quality)].event


def _headline(events: Sequence[Event], best: Event) -> str:
    """The title that tells most in a line: whole, neither cut nor a fragment, with its actors."""

    def rank(event: Event) -> tuple[bool, bool, bool, bool, int, bool, str]:
        title = event.title
        begins = not title.startswith("…") and not _begins_with_auxiliary(title, event.language)
        fits = _SHORTEST_HEADLINE <= len(title) <= _LONGEST_HEADLINE
        parts = sum(role.role != "mentioned" for role in event.roles)
        # "Last month the assembly suspended …" would contradict the day that stands beside it.
        agrees = event.edtf == best.edtf or event.basis == "implicit"
        return begins, not title.endswith("…"), agrees, fits, parts, event is best, event.id

    same = [event for event in events if event.status != "denied" or best.status == "denied"]
    return max(same, key=rank).title


def _begins_with_auxiliary(title: str, language: str | None) -> bool:
    """Whether the subject was left behind ("Had been put off")."""
    if language is None or language not in available("status"):
        return False
    words = load_table(language, "status")["auxiliary"]["words"]
    return title.split(" ", 1)[0].lower() in words


def _roles(best: Event, events: Sequence[Event]) -> tuple[Role, ...]:
    """The best report's, then those of others who are not in it."""
    known = {role.actor for role in best.roles}
    more: dict[str, Role] = {}
    for event in events:
        for role in event.roles:
            held = more.get(role.actor)
            if role.actor not in known and (held is None or held.role == "mentioned"):
                more[role.actor] = role
    return (*best.roles, *more.values())
