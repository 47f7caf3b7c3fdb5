"""Compile the names of the gazetteer's entities in further languages, one file for each.

data/<code>.tsv: tokens, flag, number of the entity, as in names.tsv; and lines `=number`, name with
the canonical name where it differs from the English one. Called by `build`, which is the command.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.gazetteer.index import fold, slug, split_tokens
from timeline.gazetteer.inflect import romance_forms

if TYPE_CHECKING:
    from timeline.gazetteer.build import Compiler

HERE = Path(__file__).parent
CLDR = HERE / "data" / "cldr.tsv"
_WEAKER = {"l": "m", "n": "w", "c": "w"}
_SHORT_CITY = 5  # letters; shorter names are words too
_SECTIONS = {
    "states": "state:",
    "cities": "city:",
    "regions": "region:",
    "organisations": "org:",
    "people": "person:",
}


def languages() -> tuple[str, ...]:
    """The codes of the languages that have a table."""
    return tuple(sorted(path.stem for path in (HERE / "languages").glob("*.toml")))


@dataclass(slots=True)
class _Names:
    """What one language calls the entities; `own` holds canonical names by number."""

    common: frozenset[str]
    rows: dict[tuple[str, str, int], None] = field(default_factory=dict)
    own: dict[int, str] = field(default_factory=dict)

    def add(self, surface: str, flag: str, number: int) -> None:
        """One name, weaker where it is a common word."""
        tokens = " ".join(split_tokens(fold(surface)))
        if tokens in self.common:
            flag = _WEAKER.get(flag, flag)
        if tokens:
            self.rows[tokens, flag, number] = None


def compile_language(code: str, compiler: Compiler, tables: Mapping[str, Any]) -> str:
    """The text of data/<code>.tsv; `compiler` has read the tables of `build`.

    KeyError for a key that is no entity's.
    """
    table = tomllib.loads((HERE / "languages" / f"{code}.toml").read_text("utf-8"))
    names = _Names(frozenset(fold(word) for word in table["common"]))
    own = _own_names(code, table, compiler)
    for number, row in enumerate(compiler.entities):
        section, _, key = row[0].partition(":")
        listed = own.get(row[0], ())
        if section == "person":
            continue
        inherited = () if listed else _inherited(section, key, row, tables)
        for surface in (*listed, *inherited):
            names.add(surface, _flag(row, surface, tables), number)
        if listed and listed[0] != row[4]:
            names.own[number] = listed[0]
    _people(own, names, compiler, tables["people"])
    for state, value in table["adjectives"].items():
        for adjective in value.split("; "):
            _adjective(adjective, code, names, compiler.number[f"state:{state}"])
    for state, value in table["seats"].items():
        for seat in value.split("; "):
            names.add(seat, "s", compiler.number[f"state:{state}"])
    lines = [f"={number}\t{name}" for number, name in sorted(names.own.items())]
    lines += ["\t".join((row[0], row[1], str(row[2]))) for row in sorted(names.rows)]
    return "\n".join(lines) + "\n"


def _adjective(adjective: str, code: str, names: _Names, number: int) -> None:
    """All forms; with a capital the people ("les Russes"), elsewhere than in French in the plural.

    A singular with a capital is more often a name: "La Russa", "Indiana".
    """
    for form in romance_forms(adjective, code):
        names.add(form, "a", number)
        if code == "fr" or form.endswith(("os", "es", "i")):
            names.add(form[0].upper() + form[1:], "i", number)


def _own_names(
    code: str, table: Mapping[str, Any], compiler: Compiler
) -> dict[str, tuple[str, ...]]:
    """Entity id → its names in the language: those of the table, then those of CLDR."""
    found: dict[str, list[str]] = {}
    for section, prefix in _SECTIONS.items():
        for key, value in table[section].items():
            if prefix + key not in compiler.number:
                raise KeyError(f"{code}.toml: no entity {prefix + key}")
            found.setdefault(prefix + key, []).extend(value.split("; "))
    for line in CLDR.read_text("utf-8").splitlines():
        language, entity, name = (*line.split("\t"), "", "")[:3]
        if language == code and entity in compiler.number:
            listed = found.setdefault(entity, [])
            if entity.removeprefix("state:") in table.get("not_cldr", ()):
                continue
            if not (entity.startswith("state:") and listed and "(" in name):
                listed.append(name)
    return {entity: tuple(dict.fromkeys(names)) for entity, names in found.items()}


def _inherited(
    section: str, key: str, row: tuple[str, ...], tables: Mapping[str, Any]
) -> Iterator[str]:
    """The English names of what the language has no names for; bulk cities need none."""
    if section == "org":
        for members in tables["organisations"].values():
            if key in members:
                yield from (*members[key].get("any", ()), *members[key].get("en", ()))
    elif section in tables["places"] and key in tables["places"][section]:
        yield from tables["places"][section][key].get("en", ())
    elif row[9].startswith("capital=") or section == "state":
        yield row[4]


def _flag(row: tuple[str, ...], surface: str, tables: Mapping[str, Any]) -> str:
    section, _, key = row[0].partition(":")
    if section == "city":
        if row[9].startswith("capital="):
            return "c"
        return "w" if len(surface) < _SHORT_CITY else "n"
    if section == "org":
        weak = any(members.get(key, {}).get("weak") for members in tables["organisations"].values())
        return "w" if weak else "n"
    return "n"


def _people(
    own: Mapping[str, tuple[str, ...]], names: _Names, compiler: Compiler, table: Mapping[str, Any]
) -> None:
    """Whole names and surnames: as the language spells them, else the English way."""
    from timeline.gazetteer.build import surnames

    for country, members in table.items():
        for facts in members:
            english = facts["en"].split(", ")
            entity = f"person:{slug(english[0])}"
            number = compiler.number[entity]
            listed = own.get(entity, ())
            for surface in listed:
                names.add(surface, "n", number)
            if listed and listed[0] != english[0]:
                names.own[number] = listed[0]
            for surface in listed or english:
                for short in surnames(surface, country):
                    names.add(short, "l" if facts.get("alone", True) else "m", number)


def fetch_cldr(territories: Mapping[str, str]) -> None:
    """Write cldr.tsv from babel; `territories` maps ISO alpha-2 to alpha-3 codes.

    Cities are those that name a time zone; a city's id is made from its English name.
    """
    from babel import Locale  # type: ignore[import-not-found,import-untyped,unused-ignore]

    lines = ["# names from Unicode CLDR, see LICENCES.md"]
    for code in languages():
        locale = Locale(code)
        lines += sorted(
            f"{code}\tstate:{alpha3}\t{locale.territories[alpha2]}"
            for alpha2, alpha3 in territories.items()
            if alpha2 in locale.territories
        )
        lines += sorted(
            f"{code}\tcity:{slug(zone.rpartition('/')[2])}\t{facts['city']}"
            for zone, facts in locale.time_zones.items()
            if "city" in facts and "/" in zone and "," not in facts["city"]
        )
    CLDR.write_text("\n".join(dict.fromkeys(lines)) + "\n", encoding="utf-8")
