"""What a run made different: articles and events that are new, gone, or not what they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    Record = dict[str, Any]

# Salience depends on all other events, so that any new article moves it a little everywhere.
_UNSETTLED = ("salience",)


@dataclass(frozen=True, slots=True)
class Changed:
    """An event that is not what it was: both records, as `timeline extract` prints them."""

    was: Record
    now: Record

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields that differ, in the order of the record."""
        return tuple(name for name in self.now if differ(self.was, self.now, name))


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference to the run before; `since` is None where there was none, and all is new.

    `since` is in UTC, `known` counts articles that were not read again. Articles are named by their
    ids: `changed_articles` have another text, date or title than they had.
    """

    since: datetime | None = None
    known: int = 0
    new_articles: tuple[str, ...] = ()
    changed_articles: tuple[str, ...] = ()
    removed_articles: tuple[str, ...] = ()
    new: tuple[Record, ...] = ()
    changed: tuple[Changed, ...] = ()
    removed: tuple[Record, ...] = ()

    def counts(self) -> Record:
        """How many of each: numbers of `new`, `changed` and `removed` articles and events."""
        articles = (self.new_articles, self.changed_articles, self.removed_articles)
        events = (self.new, self.changed, self.removed)
        return {"known": self.known, "articles": _counts(articles), "events": _counts(events)}

    def __str__(self) -> str:
        """The numbers in one line."""
        known = "1 article was" if self.known == 1 else f"{self.known} articles were"
        known += " read before"
        if self.since is None:
            return f"first run with this store: everything is new; {known}"
        told = [
            f"{noun} {', '.join(f'{count} {kind}' for kind, count in self.counts()[noun].items())}"
            for noun in ("articles", "events")
        ]
        return f"since the run of {self.since:%Y-%m-%d %H:%M} UTC: {'; '.join(told)}; {known}"


def _counts(groups: tuple[tuple[object, ...], ...]) -> dict[str, int]:
    return dict(zip(("new", "changed", "removed"), map(len, groups), strict=True))


def settled(record: Record) -> Record:
    """The record without what any other event may change."""
    return {name: value for name, value in record.items() if name not in _UNSETTLED}


def differ(was: Record, now: Record, name: str) -> bool:
    """Whether the field is another one than before."""
    return name not in _UNSETTLED and was.get(name) != now.get(name)


def articles_compared(
    before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Ids of articles that are new, changed and gone; both tables map an id to its content."""
    return (
        tuple(name for name in after if name not in before),
        tuple(name for name in after if before.get(name, after[name]) != after[name]),
        tuple(name for name in before if name not in after),
    )


def change_record(changes: Changes) -> Record:
    """What `timeline build --changes FILE` writes.

    New and removed events are records as of `timeline extract`; a changed one has its id, its
    title, and of each field that differs what it was and what it is.
    """
    return {
        "version": 1,
        "since": None if changes.since is None else changes.since.isoformat() + "Z",
        "articles": {
            "new": list(changes.new_articles),
            "changed": list(changes.changed_articles),
            "removed": list(changes.removed_articles),
        },
        "events": {
            "new": list(changes.new),
            "changed": [
                {
                    "id": item.now["id"],
                    "title": item.now["title"],
                    "was": {name: item.was.get(name) for name in item.fields},
                    "now": {name: item.now[name] for name in item.fields},
                }
                for item in changes.changed
            ],
            "removed": list(changes.removed),
        },
    }
