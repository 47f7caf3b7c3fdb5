"""`timeline.toml`: what the command line says, written down beside the articles, and a little more.

    title = "The border dispute"
    outputs = ["timeline.html", "events.csv"]
    language = "de"
    time_zone = "Europe/Berlin"

    [sources."Nordblick"]
    aliases = ["Nordblick Online"]
    hosts = ["nordblick.example"]
    reliability = "B"

    [[actors]]
    name = "Freie Hafenunion"
    kind = "organisation"
    country = "DEU"

    [boilerplate]
    lines = ["Folgen Sie uns auf allen Kanälen"]

Only the file that is named, or that lies in a folder named on the command line, is read. Paths in
it must stay in its folder: articles of others may bring one along.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.config_fields import OPTIONS, TABLES, Place, own_of
from timeline.errors import UsageError
from timeline.own import NOTHING, Own

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_BYTES = 1_000_000
_SYNTAX_AT = re.compile(r" ?\(at line (\d+), column \d+\)")
_HEADER = re.compile(r"\s*(\[{1,2})\s*([^\]]+?)\s*\]{1,2}")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w-]+)((?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""")


@dataclass(frozen=True, slots=True)
class Config:
    """What a file says: `options` by the names of the command line's, `own` for the stages.

    `path` is None where there is no file.
    """

    path: Path | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    own: Own = NOTHING


def read_config(path: Path | None, *, lines: Sequence[str] = ()) -> Config:
    """The configuration of a file and of further lines in its language, which outweigh it.

    UsageError names the line that cannot be used and what could stand there.
    """
    where = "" if path is None else str(path)
    text = "" if path is None else _read(path, where)
    value = _parsed(text, lambda number: f"{where}, line {number}")
    _check(value, _Lines(text, where), folder=None if path is None else path.parent)
    for line in lines:
        place = f"--set {line!r}"
        one = _parsed(line, lambda _, place=place: place)
        _check(one, _Lines("", place), folder=None)
        value = _over(value, one)
    options = {name: OPTIONS[name].make(value[name]) for name in OPTIONS if name in value}
    if path is not None:
        for name in ("outputs", "corrections", "store", "changes"):
            if name in options:
                options[name] = _beside(options[name], path.parent)
    return Config(path, options, own_of(value))


def _beside(paths: Any, folder: Path) -> Any:
    if isinstance(paths, tuple):
        return tuple(folder / path for path in paths)
    return folder / paths


def _read(path: Path, where: str) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise UsageError("too large for a configuration", where=where, remedy="check the path")
        return content.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(
            f"cannot be read: {error.strerror or error}", where=where, remedy="check the path"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError("not UTF-8", where=where, remedy="save it as UTF-8") from error


def _parsed(text: str, place: Any) -> dict[str, Any]:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _SYNTAX_AT.search(str(error))
        number = int(at[1]) if at else text.count("\n") + 1
        raise UsageError(
            f"not valid TOML: {_SYNTAX_AT.sub('', str(error))}",
            where=place(number),
            remedy='write key = "value"; texts stand in quotes',
        ) from None


def _over(base: dict[str, Any], one: Mapping[str, Any]) -> dict[str, Any]:
    """The base with what the other says: tables key by key, everything else as a whole."""
    merged = dict(base)
    for key, value in one.items():
        known = merged.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            merged[key] = _over(known, value)
        else:
            merged[key] = value
    return merged


def _check(value: Mapping[str, Any], lines: _Lines, *, folder: Path | None) -> None:
    """UsageError for the first key that is unknown or holds something of no use."""
    place = Place(lines.where_of, folder)
    for key, item in value.items():
        if key in TABLES:
            TABLES[key](item, place.at(key))
        else:
            place.known(key, [*OPTIONS, *TABLES])
            OPTIONS[key].check(item, place.at(key))


class _Lines:
    """In which line a key stands; the parser of the standard library does not tell."""

    def __init__(self, text: str, where: str) -> None:
        self._where = where
        self._found = dict(_numbered(text))

    def where_of(self, keys: tuple[str | int, ...]) -> str:
        """The file and the line of the key, or of the closest one around it that has a line."""
        for end in range(len(keys), 0, -1):
            number = self._found.get(keys[:end])
            if number is not None:
                return f"{self._where}, line {number}"
        return self._where


def _numbered(text: str) -> Iterator[tuple[tuple[str | int, ...], int]]:
    table: tuple[str | int, ...] = ()
    counts: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header is not None:
            names = tuple(_parts(header[2]))
            table = names
            if len(header[1]) == 2:
                table = (*names, counts.get(names, 0))
                counts[names] = counts.get(names, 0) + 1
            for end in range(1, len(table) + 1):
                yield table[:end], number
            continue
        key = _KEY.match(line)
        if key is not None:
            names = tuple(_parts(key[1] + key[2]))
            for end in range(1, len(names) + 1):
                yield (*table, *names[:end]), number


def _parts(dotted: str) -> list[str]:
    return [double or single or bare for double, single, bare in _PART.findall(dotted)]
