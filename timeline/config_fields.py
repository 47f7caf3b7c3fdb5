"""What may stand in `timeline.toml`: each key, what it must be, and what is made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path, PurePath
from typing import Any, NoReturn

from timeline.errors import UsageError
from timeline.languages.loader import available
from timeline.own import KINDS, RELIABILITIES, Own, OwnActor, OwnSource

_COUNTRY = "three capitals as in ISO 3166, such as DEU, or IGO"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file a value stands, and the folder that its paths must stay in."""

    where_of: Callable[[tuple[str | int, ...]], str]
    folder: Path | None
    keys: tuple[str | int, ...] = ()

    def at(self, key: str | int) -> Place:
        """The place of a value inside this one."""
        return Place(self.where_of, self.folder, (*self.keys, key))

    def fail(self, message: str, remedy: str) -> NoReturn:
        """The error for this place."""
        raise UsageError(message, where=self.where_of(self.keys) or None, remedy=remedy)

    def known(self, key: str, names: Sequence[str]) -> None:
        """UsageError for a key that is none of the names; the nearest one is suggested."""
        if key in names:
            return
        near = get_close_matches(key, names, n=1, cutoff=0.6)
        self.at(key).fail(
            f"unknown key {key!r}",
            f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(names))}",
        )


@dataclass(frozen=True, slots=True)
class Option:
    """A key at the top that is an option of the command line, too."""

    check: Callable[[Any, Place], None]
    make: Callable[[Any], Any] = lambda value: value


def _text(value: Any, place: Place) -> None:
    if not isinstance(value, str) or not value.strip():
        place.fail("this must be a text", 'write it in quotes: key = "value"')


def _truth(value: Any, place: Place) -> None:
    if not isinstance(value, bool):
        place.fail("this must be true or false", "write true or false, without quotes")


def _count(value: Any, place: Place) -> None:
    if type(value) is not int or value < 1:
        place.fail("this must be a number above 0", "write 4, without quotes")


def _day(value: Any, place: Place) -> None:
    if type(value) is not date:
        place.fail("this must be a date", "write 2022-02-22, without quotes")


def _language(value: Any, place: Place) -> None:
    _text(value, place)
    _one_of(value, available(), "language with a pack", place)


def _one_of(value: Any, names: Sequence[str], what: str, place: Place) -> None:
    if value not in names:
        place.fail(f"{value!r} is no {what}", f"use one of {', '.join(names)}")


def _zone(value: Any, place: Place) -> None:
    _text(value, place)
    from zoneinfo import available_timezones

    zones = available_timezones()
    if value not in zones:
        near = get_close_matches(value, zones, n=1)
        place.fail(
            f"{value!r} is no time zone",
            f"did you mean {near[0]!r}?" if near else "write one such as 'Europe/Berlin'",
        )


def _texts(value: Any, place: Place) -> None:
    if not isinstance(value, list) or not all(
        isinstance(item, str) and item.strip() for item in value
    ):
        place.fail("this must be a list of texts", 'write ["one", "another"]')


def _path(value: Any, place: Place) -> None:
    _text(value, place)
    if place.folder is None:
        return
    base = place.folder.resolve()
    try:
        inside = (base / value).resolve().is_relative_to(base) and not PurePath(value).is_absolute()
    except (OSError, ValueError, RuntimeError):
        inside = False
    if not inside:
        place.fail(
            f"{value!r} leads out of the folder of this file",
            "name a file inside it here, any other on the command line",
        )


def _paths(value: Any, place: Place) -> None:
    _texts(value, place)
    for number, item in enumerate(value):
        _path(item, place.at(number))


def _as_paths(value: Sequence[str]) -> tuple[Path, ...]:
    return tuple(map(Path, value))


OPTIONS: dict[str, Option] = {
    "title": Option(_text),
    "outputs": Option(_paths, _as_paths),
    "corrections": Option(_path, Path),
    "store": Option(_path, Path),
    "language": Option(_language),
    "published": Option(_day),
    "estimate_published": Option(_truth),
    "time_zone": Option(_zone),
    "raw": Option(_truth),
    "no_merge": Option(_truth),
    "changes": Option(_path, Path),
    "jobs": Option(_count),
}


def _table(value: Any, place: Place, fields: Mapping[str, Callable[[Any, Place], None]]) -> None:
    if not isinstance(value, dict):
        place.fail("this must be a table", f"begin it with [{'.'.join(map(str, place.keys))}]")
    for key, item in value.items():
        place.known(key, list(fields))
        fields[key](item, place.at(key))


def _sources(value: Any, place: Place) -> None:
    if not isinstance(value, dict):
        place.fail("this must be a table", 'begin each source with [sources."Name"]')
    for name, facts in value.items():
        _table(facts, place.at(name), _SOURCE)


def _reliability(value: Any, place: Place) -> None:
    _one_of(value, RELIABILITIES, "reliability", place)


_SOURCE: dict[str, Callable[[Any, Place], None]] = {
    "aliases": _texts,
    "hosts": _texts,
    "language": _language,
    "reliability": _reliability,
}


def _actors(value: Any, place: Place) -> None:
    if not isinstance(value, list):
        place.fail("this must be a list of tables", "begin each actor with [[actors]]")
    for number, facts in enumerate(value):
        one = place.at(number)
        _table(facts, one, _ACTOR)
        for needed in ("name", "kind"):
            if needed not in facts:
                one.fail(f"an actor without {needed!r}", f"add {needed} = …")
        if ("latitude" in facts) != ("longitude" in facts):
            one.fail("a latitude without a longitude, or one without the other", "add the other")


def _kind(value: Any, place: Place) -> None:
    _one_of(value, KINDS, "kind of actor", place)


def _country(value: Any, place: Place) -> None:
    right = isinstance(value, str) and len(value) == 3 and value.isascii() and value.isupper()
    if not right:
        place.fail(f"{value!r} is no country code", f"write {_COUNTRY}")


def _degrees(most: int) -> Callable[[Any, Place], None]:
    def check(value: Any, place: Place) -> None:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not -most <= value <= most:
            place.fail("this must be in degrees", f"write a number from -{most} to {most}")

    return check


_ACTOR: dict[str, Callable[[Any, Place], None]] = {
    "name": _text,
    "kind": _kind,
    "aliases": _texts,
    "country": _country,
    "id": _text,
    "latitude": _degrees(90),
    "longitude": _degrees(180),
}


def _boilerplate(value: Any, place: Place) -> None:
    _table(value, place, {"lines": _texts})


TABLES: dict[str, Callable[[Any, Place], None]] = {
    "sources": _sources,
    "actors": _actors,
    "boilerplate": _boilerplate,
}


def own_of(value: Mapping[str, Any]) -> Own:
    """The tables of a checked file as the stages take them."""
    return Own(
        actors=tuple(OwnActor(**_listed(facts)) for facts in value.get("actors", ())),
        sources=tuple(
            OwnSource(name, **_listed(facts)) for name, facts in value.get("sources", {}).items()
        ),
        boilerplate=tuple(value.get("boilerplate", {}).get("lines", ())),
        time_zone=value.get("time_zone"),
    )


def _listed(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(item) if isinstance(item, list) else item for key, item in facts.items()}
