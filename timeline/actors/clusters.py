"""Which words are used alike: the Brown clusters of a language, as paths in a binary tree.

A path is a text of 0 and 1; the longer the start that two words share, the more alike they are
used. The words themselves are not kept, only check sums of them in order, so that a file is read
at once; one word in some ten thousand gets the path of another.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

_SHOUT = 4  # letters; longer words in capitals are looked up without them


class Paths:
    """The paths of a language's words; without a file no word has one.

    Words in capitals, German words with a genitive -s and the last parts of hyphenated words are
    looked up as such if the word itself is unknown.
    """

    __slots__ = ("_ahead", "_language", "_names", "_numbers", "_sums")

    def __init__(self, language: str) -> None:
        self._language = language
        self._ahead: dict[str, str] = {}
        self._sums, self._numbers = np.zeros(0, np.uint32), np.zeros(0, np.uint16)
        self._names: list[str] = []
        file = Path(__file__).with_name("weights") / f"clusters-{language}.npy"
        if file.is_file():
            with file.open("rb") as opened:
                read = np.lib.format.read_array
                self._sums, self._numbers, listed = (read(opened) for _ in range(3))
            self._names = listed.tobytes().decode("ascii").split("\n")

    def look_ahead(self, words: Sequence[str]) -> None:
        """Look all the words up at once; asking for one of them then costs next to nothing."""
        if not self._names:
            return
        keys = np.fromiter(map(_sum, words), np.uint32, len(words))
        places = self._sums.searchsorted(keys)
        places[places == len(self._sums)] = 0
        known = (self._sums[places] == keys).tolist()
        numbers, names = self._numbers[places].tolist(), self._names
        self._ahead = {
            word: names[number] if listed else ""
            for word, number, listed in zip(words, numbers, known, strict=True)
        }

    def __call__(self, word: str) -> str:
        """The word's path, "" where there is none."""
        found = self._exact(word)
        if found or not self._names:
            return found
        if word.isupper() and len(word) > _SHOUT:
            found = self._exact(word.capitalize())
        elif self._language == "de" and word[-1:] == "s" and len(word) > _SHOUT:
            found = self._exact(word[:-1])
        if not found and "-" in word[1:-1]:
            found = self._exact(word.rpartition("-")[2])
        return found

    def _exact(self, word: str) -> str:
        ahead = self._ahead.get(word)
        if ahead is not None:
            return ahead
        key = np.uint32(_sum(word))
        place = int(self._sums.searchsorted(key))
        if place < len(self._sums) and self._sums[place] == key:
            return self._names[int(self._numbers[place])]
        return ""


@cache
def paths(language: str) -> Paths:
    """The paths of a language's words, read when first asked for."""
    return Paths(language)


def _sum(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def write(path: Path, clusters: Mapping[str, str]) -> None:
    """Write word → path as `paths` reads it; the same clusters give the same bytes."""
    names = sorted(set(clusters.values()))
    number = {name: place for place, name in enumerate(names)}
    by_sum: dict[int, int] = {}
    for word, name in clusters.items():
        by_sum.setdefault(_sum(word), number[name])
    ordered = sorted(by_sum)
    with path.open("wb") as file:
        for array in (
            np.array(ordered, np.uint32),
            np.array([by_sum[key] for key in ordered], np.uint16),
            np.frombuffer("\n".join(names).encode("ascii"), np.uint8),
        ):
            np.lib.format.write_array(file, array)
