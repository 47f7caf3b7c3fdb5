"""What the user tells the program about a corpus: actors, sources, lines that are no content.

It holds inside `with using(own)`, for the thread that says so: the stages ask `current()` where
they look up what the program knows by itself. Without it, nothing is added.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

OwnKind = Literal["person", "country", "organisation", "group", "place"]
KINDS: tuple[OwnKind, ...] = ("person", "country", "organisation", "group", "place")
# How far a source is believed, after the letters that intelligence services and archives use.
RELIABILITIES = ("A", "B", "C", "D", "E", "F")


@dataclass(frozen=True, slots=True)
class OwnActor:
    """An actor or place with all its names; `id` is one of the gazetteer's, to add names to it.

    `country` is ISO 3166 alpha-3 or IGO; degrees are None where unknown.
    """

    name: str
    kind: OwnKind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    id: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class OwnSource:
    """An outlet: the other names it goes by, the hosts of its pages, and what holds for all of it.

    `reliability` is A (always right so far) to E (never), F where it cannot be judged.
    """

    name: str
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    language: str | None = None
    reliability: str | None = None


@dataclass(frozen=True, eq=False)
class Own:
    """Everything of this kind; compared by identity, so that tables made with it can be kept.

    `time_zone` is the IANA name of the zone in which the day of a publication is counted.
    """

    actors: tuple[OwnActor, ...] = ()
    sources: tuple[OwnSource, ...] = ()
    boilerplate: tuple[str, ...] = ()
    time_zone: str | None = None

    @cached_property
    def key(self) -> str:
        """A hash of all of it, empty where there is nothing: results that are kept belong to it."""
        from hashlib import sha256

        parts = astuple(self)
        return sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest() * any(parts)

    @cached_property
    def zone(self) -> ZoneInfo | None:
        """The time zone, if one is named."""
        from zoneinfo import ZoneInfo

        return None if self.time_zone is None else ZoneInfo(self.time_zone)

    @cached_property
    def _by_name(self) -> dict[str, OwnSource]:
        return {
            name.casefold(): source
            for source in self.sources
            for name in (*source.aliases, source.name)
        }

    @cached_property
    def _by_host(self) -> dict[str, OwnSource]:
        return {host.lower(): source for source in self.sources for host in source.hosts}

    def source_of(self, name: str | None, address: str | None) -> OwnSource | None:
        """The outlet of an article that names one, or lies on one's host or below it."""
        if name is not None:
            found = self._by_name.get(" ".join(name.split()).casefold())
            if found is not None:
                return found
        host = _host(address) if address is not None and self._by_host else ""
        while host:
            if host in self._by_host:
                return self._by_host[host]
            host = host.partition(".")[2]
        return None


def _host(address: str) -> str:
    from urllib.parse import urlsplit

    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:  # "http://[": no address
        return ""


NOTHING = Own()
_CURRENT: ContextVar[Own] = ContextVar("own", default=NOTHING)


def current() -> Own:
    """What holds now."""
    return _CURRENT.get()


def use(own: Own) -> None:
    """Let it hold from now on, in a process that works for one run only."""
    _CURRENT.set(own)


@contextmanager
def using(own: Own) -> Iterator[None]:
    """Let it hold inside the `with`; generators must be used up in there."""
    token = _CURRENT.set(own)
    try:
        yield
    finally:
        _CURRENT.reset(token)
