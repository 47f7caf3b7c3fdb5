"""The gazetteer in memory: names by first token, entities by number; loaded once, when asked."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from timeline.model import ActorKind, MentionKind

# What a name says about its entity.
NAME = "n"
WEAK = "w"  # a name that is a common word or one of many places: needs company
ADJECTIVE = "a"
INHABITANT = "i"
CAPITAL = "c"  # a city that may stand for its state
SEAT = "s"  # a building that stands for its state
PREFIX = "p"  # first part of a compound ("US-Präsident")
SURNAME = "l"  # enough to name the person
KEY = "k"  # romanisation key of a person's whole name
SHARED_SURNAME = "m"  # only after the full name has been told

_TOKEN = re.compile(r"\w{1,80}|[^\w\s]")
_TRANSLATE = str.maketrans(
    dict(zip("’ʼ`–‑ıłđøĐŁØ", "'''--ildoDLO", strict=True)) | {"ß": "ss"},
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A record of the world; `country` is ISO alpha-3 or IGO, degrees None where unknown."""

    id: str
    kind: ActorKind
    mention: MentionKind
    de: str
    en: str
    country: str | None
    sector: str | None
    latitude: float | None
    longitude: float | None
    extra: str

    @property
    def capital_of(self) -> str | None:
        """The id of the state (for Brussels, the union) that the city may stand for."""
        return self.extra[8:] if self.extra.startswith("capital=") else None

    @property
    def sex(self) -> str | None:
        """m or f for persons."""
        return self.extra[0] if self.kind == "person" and self.extra else None

    @property
    def offices(self) -> tuple[str, ...]:
        """ "president 2012-05-07..", as the table has them."""
        return tuple(self.extra.split("|")[1:]) if self.kind == "person" else ()

    @property
    def since(self) -> int | None:
        """The year of a person's first office in the table."""
        years = [int(office.rpartition(" ")[2][:4]) for office in self.offices]
        return min(years, default=None)


# Rest of the name after its first token ("" for one token), flag, entity number, language or "".
Entry = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class Index:
    """Names by first token, longest first; entities by number, numbers by id.

    `keys` holds the romanisation keys of persons' names, -1 where several persons share one.
    """

    entries: dict[str, list[Entry]]
    rows: list[str]
    numbers: dict[str, int]
    keys: dict[str, int]

    def entity(self, number: int) -> Entity:
        """The entity of that number."""
        return _entity(self.rows[number])

    def by_id(self, entity_id: str) -> Entity | None:
        """The entity of that id, or None."""
        number = self.numbers.get(entity_id)
        return None if number is None else self.entity(number)

    def by_key(self, *keys: str) -> Entity | None:
        """The person whose name has one of the keys of `romanise.key`, if only one has."""
        for key in keys:
            number = self.keys.get(key, -1)
            if number >= 0:
                return self.entity(number)
        return None


def fold(text: str) -> str:
    """Without accents and typographic variants, case kept: "Vučić" → "Vucic"."""
    text = text.translate(_TRANSLATE)
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def split_tokens(text: str) -> list[str]:
    """Words and single signs."""
    return _TOKEN.findall(text)


def slug(text: str) -> str:
    """A name as an id: "António Guterres" → "antonio-guterres"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text).lower().replace("'", "")).strip("-")


@cache
def load() -> Index:
    """The whole gazetteer, about 30 ms the first time."""
    data = files("timeline.gazetteer") / "data"
    rows = (data / "entities.tsv").read_text("utf-8").splitlines()[1:]
    entries: dict[str, list[Entry]] = {}
    keys: dict[str, int] = {}
    for line in (data / "names.tsv").read_text("utf-8").splitlines()[1:]:
        tokens, flag, number, language = line.split("\t")
        if flag == KEY:
            keys[tokens] = -1 if keys.get(tokens, int(number)) != int(number) else int(number)
            continue
        first, _, rest = tokens.partition(" ")
        entry = (rest, flag, int(number), language)
        if first in entries:
            entries[first].append(entry)
        else:
            entries[first] = [entry]
    for several in entries.values():
        if len(several) > 1:
            several.sort(key=_longest_first)
    numbers = {row.partition("\t")[0]: number for number, row in enumerate(rows)}
    return Index(entries, rows, numbers, keys)


def _longest_first(entry: Entry) -> int:
    return -len(entry[0])


@cache
def _entity(row: str) -> Entity:
    cells = row.split("\t")
    return Entity(
        cells[0],
        cast("ActorKind", cells[1]),
        cast("MentionKind", cells[2]),
        cells[3],
        cells[4],
        cells[5] or None,
        cells[6] or None,
        float(cells[7]) if cells[7] else None,
        float(cells[8]) if cells[8] else None,
        cells[9],
    )
