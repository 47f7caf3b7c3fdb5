"""German parts of states in one word: "Nordirak" is in Iraq. English says "northern Iraq"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from timeline.gazetteer.index import fold

_PLAIN = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}")
_SIDES = ("Nord", "Süd", "Ost", "West", "Zentral", "Nordost", "Nordwest", "Südost", "Südwest")


def parts(entities: Sequence[Sequence[str]], told: Collection[str]) -> Iterator[tuple[str, int]]:
    """Names of parts, each with the number of its state, but for those that a table tells of.

    `entities` are rows of entities.tsv; `told` holds the names of all tables, folded:
    "Nordirland" and "Südsudan" are something else.
    """
    for number, row in enumerate(entities):
        if row[0].startswith("state:") and _PLAIN.fullmatch(row[3]):
            for side in _SIDES:
                name = side + row[3].lower()
                if fold(name) not in told:
                    yield name, number
