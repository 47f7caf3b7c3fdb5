"""Texts coded by words: frequent ones as one byte, others as two or three, rare ones spelt out.

A code below 8 is a sign (see below). From 8 on a byte is a word of the list; from `_TWO` on a byte
and the next one are, and behind 255 the next two, high byte first.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

END = b"\x00"
LITERAL = b"\x01"  # a length (two bytes, low byte first) and that many bytes of UTF-8
NAME, SPACE_NAME = b"\x02", b"\x03"  # the name of an actor told elsewhere; a space and such a name
# The title of an event told elsewhere, without the marks of what was cut off; the second of each
# pair with a small first letter. The first pair marks who is named in it, the other does not.
QUOTE, SMALL_QUOTE, BARE_QUOTE, SMALL_BARE_QUOTE = b"\x04", b"\x05", b"\x06", b"\x07"

_FIRST = 8
_TWO = 160
_THREE = 255
_ONE_BYTE = _TWO - _FIRST
_TWO_BYTES = (_THREE - _TWO) * 256
_MOST = _ONE_BYTE + _TWO_BYTES + 65536

# A word with the space before it is one, so that spaces cost nothing.
_TOKEN = re.compile(r" ?[^\W_]+|.", re.DOTALL)
_LONGEST_WORD = 64
_LONGEST_LITERAL = 65535


class Words:
    """The words of some texts, the most frequent first, and texts in their codes."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter(chain.from_iterable(map(_TOKEN.findall, texts)))
        # A word that stands once costs more in the list than where it stands.
        worth = [word for word, count in counts.items() if count > 1 and len(word) < _LONGEST_WORD]
        worth.sort(key=lambda word: (-counts[word], word))
        self.listed = worth[:_MOST]
        self._codes = _Codes((word, _code(rank)) for rank, word in enumerate(self.listed))

    def code(self, text: str) -> bytes:
        """The text with the sign that ends it."""
        return self.spell(text) + END

    def spell(self, text: str) -> bytes:
        """The text, open for more behind it."""
        return b"".join(map(self._codes.__getitem__, _TOKEN.findall(text)))


class _Codes(dict[str, bytes]):
    """Words to codes; what is not listed is spelt out."""

    def __missing__(self, token: str) -> bytes:
        return _literal(token)


def _code(rank: int) -> bytes:
    if rank < _ONE_BYTE:
        return bytes((_FIRST + rank,))
    rank -= _ONE_BYTE
    if rank < _TWO_BYTES:
        return bytes((_TWO + (rank >> 8), rank & 255))
    rank -= _TWO_BYTES
    return bytes((_THREE, rank >> 8, rank & 255))


def _literal(token: str) -> bytes:
    out = bytearray()
    step = _LONGEST_LITERAL // 4  # a character takes four bytes at most
    for start in range(0, len(token), step):
        spelt = token[start : start + step].encode("utf-8")
        out += LITERAL + len(spelt).to_bytes(2, "little") + spelt
    return bytes(out)
