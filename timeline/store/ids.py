"""Articles and events keep the names they had, so that links, corrections and changes hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from timeline.store.keys import content_key, readable, report_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from timeline.model import Document, Event, Evidence


@dataclass(slots=True)
class KnownArticles:
    """Ids and paths of the last run's articles by content; each is given out once."""

    by_content: dict[str, list[tuple[str, str | None]]]
    taken: set[str] = field(default_factory=set)

    def renamed(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The documents; one that was there before has the id that it had then.

        File names tell articles apart within one run only: another file of that name in another
        folder lends both of them longer ids, and all that was made of the first would be lost.
        """
        for document in documents:
            name = self._known(document) or document.id
            if name == readable(document.id):
                name = document.id  # the store's columns hold no lone surrogates
            number = 2
            while name in self.taken:
                name = f"{document.id}-{number}"
                number += 1
            self.taken.add(name)
            yield document if name == document.id else replace(document, id=name)

    def _known(self, document: Document) -> str | None:
        """The id it had: that of its content, of several alike the one of its path."""
        alike = self.by_content.get(content_key(document), [])
        alike = [pair for pair in alike if pair[0] not in self.taken]
        for name, path in alike:
            if path == document.path:
                return name
        return alike[0][0] if alike else None


class ReportKeys(dict["Evidence", str]):
    """The keys of reports, each made once."""

    def __missing__(self, report: Evidence) -> str:
        key = self[report] = report_key(report)
        return key


def events_renamed(
    events: Sequence[Event],
    known: Mapping[str, str],
    *,
    key: Callable[[Evidence], str] = report_key,
) -> tuple[Event, ...]:
    """The events; what consists of the reports of an earlier event has its id.

    `known` maps a report (`key`) to the event it belonged to. An event that was parted in
    two leaves its id to the one with more of its reports, the first of equals.
    """
    claims: list[tuple[int, bool, int, str]] = []
    for index, event in enumerate(events):
        if len(event.evidence) == 1:  # as most have
            (report,) = event.evidence
            name = known.get(key(report))
            if name is not None:
                claims.append((-1, name != event.id, index, name))
            continue
        votes = Counter([known.get(key(item)) for item in event.evidence])
        claims += [
            (-count, name != event.id, index, name)
            for name, count in votes.items()
            if name is not None
        ]
    given: dict[int, str] = {}
    taken: set[str] = set()
    for _, _, index, name in sorted(claims):
        if index not in given and name not in taken:
            given[index] = name
            taken.add(name)
    for index, event in enumerate(events):
        if index not in given:
            given[index] = _free(event.id, taken)
            taken.add(given[index])
    # Links name events by the ids that merging gave them.
    new_ids = {event.id: given[index] for index, event in enumerate(events)}
    return tuple(_named(event, given[index], new_ids) for index, event in enumerate(events))


def _free(name: str, taken: set[str]) -> str:
    """The name, or the first with a number that nobody has."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found


def _named(event: Event, name: str, new_ids: Mapping[str, str]) -> Event:
    if name == event.id and not event.links:
        return event
    links = tuple(replace(link, event=new_ids.get(link.event, link.event)) for link in event.links)
    return replace(event, id=name, links=links)


def by_content(
    rows: Iterable[tuple[str, str, str | None]],
) -> dict[str, list[tuple[str, str | None]]]:
    """Rows of content, id and path as what `KnownArticles` takes."""
    found: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for content, name, path in rows:
        found[content].append((name, path))
    return found
