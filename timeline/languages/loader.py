"""Read the language packs: TOML tables per language, checked for form, cached.

A pack is a folder named by its ISO 639-1 code. Each `*.toml` in it is one table; the stage that
uses a table compiles it once, in a cached function of its own, and raises `LanguagePackError` for
what it cannot use.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from timeline.errors import LanguagePackError


@cache
def available(table: str | None = None) -> tuple[str, ...]:
    """Codes of the languages that have a pack, sorted; with `table`, of those that have that one.

    A pack may stop short: without "events" its language has times and nothing else.
    """
    return tuple(
        sorted(
            entry.name
            for entry in _root().iterdir()
            if _is_pack(entry) and (table is None or (entry / f"{table}.toml").is_file())
        )
    )


@cache
def load_table(language: str, table: str) -> Mapping[str, Any]:
    """The table `table`.toml of a language; empty where the pack does not have it.

    LanguagePackError for a language without a pack and for a file that is not TOML.
    """
    path = _path(language, table)
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LanguagePackError(
            f"not valid TOML: {error}", where=f"languages/{language}/{table}.toml"
        ) from error


def load_section(language: str, table: str, section: str) -> Mapping[str, Any]:
    """The section `[section]` of a table, read without the rest; empty where there is none.

    For what is asked of every language: a whole table takes some milliseconds to read.
    """
    path = _path(language, table)
    text = "\n" + path.read_text(encoding="utf-8") if path.is_file() else ""
    begin = text.find(f"\n[{section}]\n")
    end = text.find("\n[", begin + 1)
    found: Mapping[str, Any]
    if begin >= 0 and f"\n[{section}." not in text:
        try:
            found = tomllib.loads(text[begin:end] if end > 0 else text[begin:])[section]
        except tomllib.TOMLDecodeError:
            pass  # a list of lists, perhaps: the whole table tells
        else:
            return found
    found = load_table(language, table).get(section, {})
    return found


def _path(language: str, table: str) -> Path:
    """The file of a table; LanguagePackError for a language without a pack."""
    if language not in available():
        raise LanguagePackError(
            f"no language pack for {language!r}",
            where="timeline/languages",
            remedy="packs exist for " + ", ".join(available()),
        )
    return _root() / language / f"{table}.toml"


def _root() -> Path:
    return Path(__file__).parent  # importlib.resources loads half the standard library


def _is_pack(entry: Path) -> bool:
    return entry.is_dir() and len(entry.name) == 2
