"""A dictionary in a file that is looked into, not read: for lists of many thousand words.

Keys lie in drawers by their check sum, a few to each. Opening a table costs next to nothing, where
a dict of 100,000 words takes 50 ms to fill; looking a word up costs a microsecond.

The file is two arrays as numpy writes them: where each drawer begins in the text and where the last
one ends, then the text (UTF-8), a line `key<TAB>value` for each key with a line break before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

import numpy as np

_IN_A_DRAWER = 4  # keys, about


class WordTable:
    """Keys and values of a file that `write_table` made."""

    __slots__ = ("_begins", "_drawers", "_text")

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            begins, text = (np.lib.format.read_array(file) for _ in range(2))
        self._begins: list[int] = begins.tolist()
        self._drawers = len(self._begins) - 1
        self._text: bytes = text.tobytes()

    def get(self, key: str) -> str | None:
        """The value of the key; None where the table does not have it."""
        line = b"\n%b\t" % key.encode("utf-8", "surrogatepass")
        drawer = crc32(line) % self._drawers
        found = self._text.find(line, self._begins[drawer], self._begins[drawer + 1])
        if found < 0:
            return None
        start = found + len(line)
        return self._text[start : self._text.index(b"\n", start)].decode("utf-8")


def write_table(path: Path, entries: Mapping[str, str]) -> None:
    """Write the file; the same entries give the same bytes. No key or value has tabs or breaks."""
    drawers: list[list[bytes]] = [[] for _ in range(max(1, len(entries) // _IN_A_DRAWER))]
    for key, value in sorted(entries.items()):
        if any(sign in key + value for sign in "\n\t"):
            raise ValueError(f"a tab or a line break in {key!r}")
        line = b"\n%b\t" % key.encode("utf-8", "surrogatepass")
        drawers[crc32(line) % len(drawers)].append(line + value.encode("utf-8"))
    texts = [b"".join(drawer) for drawer in drawers]
    begins = np.cumsum([0, *map(len, texts)], dtype=np.uint32)
    with path.open("wb") as file:
        for array in (begins, np.frombuffer(b"".join(texts) + b"\n", np.uint8)):
            np.lib.format.write_array(file, array)
