"""Which words are used alike: the Brown clusters of a language, as paths in a binary tree.

A path is a text of 0 and 1; the longer the start that two words share, the more alike they are
used. The words themselves are not kept, only check sums of them in order, so that a file is read
at once; one word in some ten thousand gets the path of another.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import numpy as np

_SHOUT = 4  # letters; longer words in capitals are looked up without them


@cache
def paths(language: str) -> Callable[[str], str]:
    """A word's path, "" where there is none, or no file for the language.

    Words in capitals, German words with a genitive -s and the last parts of hyphenated words are
    looked up as such if the word itself is unknown.
    """
    file = Path(__file__).with_name("weights") / f"clusters-{language}.npy"
    if not file.is_file():
        return _none
    with file.open("rb") as opened:
        read = np.lib.format.read_array
        sums, numbers, listed = (read(opened) for _ in range(3))
    names = listed.tobytes().decode("ascii").split("\n")
    count = len(sums)

    def exact(word: str) -> str:
        key = np.uint32(zlib.crc32(word.encode("utf-8", "surrogatepass")))
        place = int(sums.searchsorted(key))
        return names[numbers[place]] if place < count and sums[place] == key else ""

    def path(word: str) -> str:
        found = exact(word)
        if found:
            return found
        if word.isupper() and len(word) > _SHOUT:
            found = exact(word.capitalize())
        elif language == "de" and word[-1:] == "s" and len(word) > _SHOUT:
            found = exact(word[:-1])
        if not found and "-" in word[1:-1]:
            found = exact(word.rpartition("-")[2])
        return found

    return path


def write(path: Path, clusters: Mapping[str, str]) -> None:
    """Write word → path as `paths` reads it; the same clusters give the same bytes."""
    names = sorted(set(clusters.values()))
    number = {name: place for place, name in enumerate(names)}
    by_sum: dict[int, int] = {}
    for word, name in clusters.items():
        by_sum.setdefault(zlib.crc32(word.encode("utf-8", "surrogatepass")), number[name])
    ordered = sorted(by_sum)
    with path.open("wb") as file:
        for array in (
            np.array(ordered, np.uint32),
            np.array([by_sum[key] for key in ordered], np.uint16),
            np.frombuffer("\n".join(names).encode("ascii"), np.uint8),
        ):
            np.lib.format.write_array(file, array)


def _none(word: str) -> str:
    return ""
