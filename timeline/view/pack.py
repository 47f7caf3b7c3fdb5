"""The page's data packed for large timelines: what JSON takes three bytes for takes one here.

A packed part is a JSON header behind its length (four bytes, little-endian) and a body. A column of
whole numbers is `{"packed": [at, count, planes, low, steps, scale]}` in the header: in the body
stand first the lowest bytes of all its numbers, then the next ones (`planes` of them), because
bytes of a kind deflate best together. A stored 0 is a number that is not there; otherwise the
number is what is stored, less one, plus `low`, or with `steps` the running sum of the zigzag steps;
and it is divided by `scale`. Texts are coded by words: see `timeline.view.words` and
`timeline.view.quotes`.
"""

from __future__ import annotations

import json
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from timeline.view.quotes import Columns as QuoteColumns
from timeline.view.quotes import Quotes
from timeline.view.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from timeline.view.island import Columns

    Numbers = NDArray[np.int64]

# A mention spelt as its actor is named, an address that is the link.
SAME = -2
_SCALES = {"salience": 1000, "confidence": 100}
_GROUPS = (
    "documents", "actors", "places", "events", "roles", "reports", "notes", "links", "conflicts",
)  # fmt: skip


class Part:
    """A body that grows; `column` gives what stands in the header for a column."""

    def __init__(self) -> None:
        self.body = bytearray()

    def column(self, values: Sequence[Any], *, scale: int = 1) -> dict[str, list[int]]:
        """The column in the shorter of its two forms. Values are int, float (scaled) or None."""
        import numpy as np

        there, numbers = _numbers(values, scale)
        known = numbers[there]
        low = int(known.min()) if known.size else 0
        plain = np.zeros(len(numbers), np.int64)
        plain[there] = known - low + 1
        stepped = np.zeros(len(numbers), np.int64)
        steps = np.diff(known, prepend=0)
        stepped[there] = np.where(steps < 0, -2 * steps - 1, 2 * steps) + 1
        forms = [_planes(plain), _planes(stepped)]
        which = min((0, 1), key=lambda form: len(zlib.compress(b"".join(forms[form]), 1)))
        spec = [len(self.body), len(numbers), len(forms[which]), 0 if which else low, which, scale]
        self.body += b"".join(forms[which])
        return {"packed": spec}

    def text(self, coded: bytes) -> list[int]:
        """Where the text lies: [at, length]."""
        self.body += coded
        return [len(self.body) - len(coded), len(coded)]

    def written(self, header: dict[str, Any]) -> bytes:
        """Header and body as one."""
        text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        return len(text).to_bytes(4, "little") + text + bytes(self.body)


def pack(
    core: dict[str, Any], passages: Sequence[list[Any]], *, per_block: int
) -> tuple[bytes, list[bytes]]:
    """The core and the blocks of passages, packed but not yet compressed."""
    strings = core["strings"]
    words = Words()
    groups: dict[str, Columns] = {name: core[name] for name in _GROUPS}
    quotes = Quotes(
        words,
        strings,
        names=[strings[number] for number in groups["actors"]["name"]],
        titles=groups["events"]["title"],
        roles=groups["roles"],
        reports=groups["reports"],
    )
    for number in range(len(strings)):
        quotes.title(number)
    ends = [len(words)]
    told: list[QuoteColumns] = []
    for start in range(0, len(passages), per_block):
        told.append(QuoteColumns())
        for number in range(start, min(start + per_block, len(passages))):
            quotes.passage(number, passages[number], told[-1])
        ends.append(len(words))
    coded = words.settle()
    blocks = [
        _block(
            coded.part(*span),
            passages[number * per_block : (number + 1) * per_block],
            told[number],
        )
        for number, span in enumerate(pairwise(ends))
    ]
    return _core(core, groups, words.listed, coded.part(0, ends[0])), blocks


def _core(
    core: dict[str, Any], groups: dict[str, Columns], listed: Sequence[str], strings: bytes
) -> bytes:
    part = Part()
    header = {name: value for name, value in core.items() if name not in ("strings", *_GROUPS)}
    header["words"] = listed
    header["strings"] = [len(core["strings"]), *part.text(strings)]
    roles, documents, reports = groups["roles"], groups["documents"], groups["reports"]
    rows, evidence = _rows({name: reports[name] for name in reports if name != "at"})
    groups |= {
        "roles": roles | {"mention": _same(roles["mention"], _own_names(groups))},
        "documents": documents | {"address": _same(documents["address"], documents["link"])},
        "reports": {"at": reports["at"], "row": rows},
        "evidence": evidence,
    }
    for name, columns in groups.items():
        header[name] = {
            title: column
            if not column or isinstance(column[0], list)
            else part.column(column, scale=_SCALES.get(title, 1))
            for title, column in columns.items()
        }
    return part.written(header)


def _own_names(groups: dict[str, Columns]) -> list[int]:
    names = groups["actors"]["name"]
    return [names[actor] for actor in groups["roles"]["actor"]]


def _same(column: list[int], other: list[int]) -> list[int]:
    return [
        SAME if value == known and value >= 0 else value
        for value, known in zip(column, other, strict=True)
    ]


def _rows(reports: Columns) -> tuple[list[int], Columns]:
    """Each report's row among the different ones: 0 for the next new one, else how far back."""
    seen: dict[tuple[Any, ...], int] = {}
    rows: list[int] = []
    for row in zip(*reports.values(), strict=True):
        before = len(seen)
        known = seen.setdefault(row, before)
        rows.append(before - known)
    return rows, {name: [row[place] for row in seen] for place, name in enumerate(reports)}


def _block(texts: bytes, passages: Sequence[list[Any]], told: QuoteColumns) -> bytes:
    part = Part()
    dropped = [row[2] for row in passages]
    columns = {
        "inline": told.inline,
        "quotes": told.quotes,
        "mentions": told.mentions,
        "start": told.start,
        "length": told.length,
        "actor": told.actor,
        "drops": [len(flat) // 2 for flat in dropped],
        "dropStart": [start for flat in dropped for start in flat[::2]],
        "dropEnd": [end for flat in dropped for end in flat[1::2]],
    }
    header: dict[str, Any] = {"texts": [len(passages), *part.text(texts)]}
    header |= {name: part.column(column) for name, column in columns.items()}
    return part.written(header)


def _numbers(values: Sequence[Any], scale: int) -> tuple[NDArray[np.bool_], Numbers]:
    import numpy as np

    # Where None stands among numbers, numpy makes it NaN; minutes are exact in a double.
    found = np.array(values, np.float64) if len(values) else np.zeros(0)
    there = ~np.isnan(found)
    return there, np.rint(np.where(there, found, 0) * scale).astype(np.int64)


def _planes(stored: Numbers) -> list[bytes]:
    import numpy as np

    planes: list[bytes] = []
    rest = stored
    while True:
        planes.append((rest & 255).astype(np.uint8).tobytes())
        rest = rest >> 8
        if not rest.any():
            return planes
