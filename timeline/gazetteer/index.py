"""The gazetteer in memory: names by first token, entities by number; loaded once, when asked."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple, cast

from timeline.languages.remembered import Answer, Remembered
from timeline.model import ActorKind, MentionKind
from timeline.own import Own, current

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


class Entity(NamedTuple):
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
_KEPT = 50_000  # tokens whose entries are remembered


class Names(dict[str, list[Entry]]):
    """First token → entries of the names that begin with it, longest first; [] for most tokens.

    The lines of the table are sorted, so a token is searched for when it first comes: that takes a
    microsecond, where reading all lines takes longer than many a short text. Ask with `[]`; what
    `get` and `in` see is only what was asked for before.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self.lines = lines

    def __missing__(self, first: str) -> list[Entry]:
        if len(self) >= _KEPT:
            self.clear()
        found: list[Entry] = []
        self[first] = found
        lines = self.lines
        place = bisect_left(lines, first + "\t")
        if place == len(lines) or not lines[place].startswith(first):
            return found  # so it is with most words
        for line in self._beginning((first + "\t", first + " ")):
            tokens, flag, number, language = line.split("\t")
            if flag != KEY:
                found.append((tokens[len(first) + 1 :], flag, int(number), language))
        if len(found) > 1:
            found.sort(key=_longest_first)
        return found

    def with_key(self, key: str) -> int | None:
        """The number of the person with that romanisation key; None where several have it."""
        numbers = {line.split("\t")[2] for line in self._beginning((f"{key}\t{KEY}\t",))}
        return int(numbers.pop()) if len(numbers) == 1 else None

    def _beginning(self, heads: tuple[str, ...]) -> Sequence[str]:
        """The lines that begin with one of the texts; they stand together."""
        lines = self.lines
        first = after = bisect_left(lines, heads[0])
        while after < len(lines) and lines[after].startswith(heads):
            after += 1
        return lines[first:after]


@dataclass(frozen=True, slots=True)
class Index:
    """Names by first token, longest first; entities by number, numbers by id.

    `canonical` holds the canonical names by id of one further language. `remembered`
    is what was worked out from it before, under a name for each question.
    """

    entries: Names
    rows: list[str]
    numbers: dict[str, int]
    canonical: dict[str, str]
    remembered: dict[str, Remembered[Any]] = field(default_factory=dict)

    def answers(self, question: str, answer: Callable[[Index, str], Answer]) -> Remembered[Answer]:
        """What the function says of the index and a text, asked once for each text."""
        known = self.remembered.get(question)
        if known is None:
            known = self.remembered[question] = Remembered(partial(answer, self))
        return known

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
            number = self.entries.with_key(key)
            if number is not None:
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


def load(language: str = "") -> Index:
    """The whole gazetteer, a few ms the first time, with what the user adds (`timeline.own`).

    It has the German and the English names, and those of `language` where it knows any.
    """
    own = current()
    code = language if len(language) == 2 else ""
    return _with_own(own, code) if own.actors else _listed(code)


@lru_cache(maxsize=8)
def _with_own(own: Own, language: str) -> Index:
    from timeline.gazetteer.own import extended

    return extended(_listed(language), own.actors)


@cache
def _listed(language: str) -> Index:
    data = Path(__file__).with_name("data")
    path = data / f"{language}.tsv"
    if language:
        known = path.is_file()
        return _with_names(_listed(""), _read(path), language) if known else _listed("")
    rows = _read(data / "entities.tsv").splitlines()[1:]
    names = _read(data / "names.tsv").splitlines()[1:]
    numbers = {row.partition("\t")[0]: number for number, row in enumerate(rows)}
    return Index(Names(names), rows, numbers, {})


def _read(path: Path) -> str:
    """The file as it is; `read_text` takes four times as long to look for foreign line ends."""
    return path.read_bytes().decode("utf-8")


def _with_names(index: Index, table: str, language: str) -> Index:
    """The index with the names of one further language, see `build_languages`."""
    own: dict[str, str] = {}
    weaker: set[str] = set()  # lines for all languages whose name is a common word in this one
    added: list[str] = []
    for line in table.splitlines()[1:]:
        if line[0] == "=":
            number, name = line[1:].split("\t")
            own[index.rows[int(number)].partition("\t")[0]] = name
            continue
        tokens, flag, number = line.split("\t")
        added.append(f"{line}\t{language}")
        if flag in (WEAK, SHARED_SURNAME):
            weaker |= {f"{tokens}\t{strong}\t{number}\t" for strong in (NAME, CAPITAL, SURNAME)}
    lines = [line for line in index.entries.lines if line not in weaker]
    return Index(Names(sorted([*lines, *added])), index.rows, index.numbers, own)


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
