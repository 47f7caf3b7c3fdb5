"""Texts coded by words: frequent ones as one byte, others as two or three, rare ones spelt out.

A code below 8 is a sign (see below). From 8 on a byte is a word of the list; from `_TWO` on a byte
and the next one are, and behind 255 the next two, high byte first.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

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
_AT_ONCE = 100_000  # words that are put into bytes at a time


class Words:
    """Texts are told one after the other and coded once all of them are, by their words' counts.

    What is told is kept as numbers of words, four bytes each.
    """

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._told = array("I")
        self._end = self._numbers[END]
        self.listed: list[str] = []

    def __len__(self) -> int:
        """How many words and signs were told so far: the place of the next one."""
        return len(self._told)

    def tell(self, text: str) -> None:
        """The text with the sign that ends it."""
        self.spell(text)
        self._told.append(self._end)

    def spell(self, text: str) -> None:
        """The text, open for more behind it."""
        self._told.extend(map(self._numbers.__getitem__, _TOKEN.findall(text)))

    def sign(self, coded: bytes) -> None:
        """A sign, with what belongs to it, as it shall stand there."""
        self._told.append(self._numbers[coded])

    def settle(self) -> Coded:
        """The codes of all that was told; `listed` are its words, the most frequent first."""
        import numpy as np

        told = np.frombuffer(self._told, np.uint32) if self._told else np.zeros(0, np.uint32)
        counts = np.bincount(told, minlength=len(self._numbers)).tolist()
        # A word that stands once costs more in the list than where it stands.
        worth = [
            (-count, word, number)
            for (word, number), count in zip(self._numbers.items(), counts, strict=True)
            if count > 1 and isinstance(word, str) and len(word) < _LONGEST_WORD
        ]
        worth.sort()
        ranks = {number: rank for rank, (_, _, number) in enumerate(worth[:_MOST])}
        self.listed = [word for _, word, _ in worth[:_MOST]]
        return Coded(
            told,
            [
                word
                if isinstance(word, bytes)
                else _code(ranks[number])
                if number in ranks
                else _literal(word)
                for word, number in self._numbers.items()
            ],
        )


class Coded:
    """What was told, in bytes: `codes` are those of each number in `told`."""

    def __init__(self, told: NDArray[np.uint32], codes: Sequence[bytes]) -> None:
        import numpy as np

        self._told = told
        self._bytes = np.frombuffer(b"".join(codes), np.uint8)
        self._lengths = np.array([len(code) for code in codes], np.int64)
        self._starts = np.cumsum(self._lengths) - self._lengths

    def part(self, start: int, stop: int) -> bytes:
        """The codes from one place to another."""
        return b"".join(
            self._some(self._told[place : min(place + _AT_ONCE, stop)])
            for place in range(start, stop, _AT_ONCE)
        )

    def _some(self, told: NDArray[np.uint32]) -> bytes:
        import numpy as np

        lengths = self._lengths[told]
        ends = np.cumsum(lengths)
        # Where each byte stands among the codes: one behind the other from its code's start.
        places = np.repeat(self._starts[told] - ends + lengths, lengths)
        places += np.arange(len(places))
        return self._bytes[places].tobytes()


class _Numbers(dict[str | bytes, int]):
    """Words and signs to numbers, as they come."""

    def __missing__(self, word: str | bytes) -> int:
        number = self[word] = len(self)
        return number


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
