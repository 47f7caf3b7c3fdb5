"""Keys that different romanisations of one name share: "Lawrow", "Lavrov"; "Dschibril", "Jibril".

A key is a coarse consonant skeleton per word. Equal keys make names comparable, they do not make
them equal: `timeline.actors.compare` decides.
"""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.gazetteer.index import fold

# German and English spellings of one sound, longest first; applied once, from left to right.
_SOUNDS = {
    "schtsch": "C", "shch": "C", "dsch": "J", "tsch": "C", "tch": "C", "tzsch": "C", "cz": "C",
    "sch": "S", "zh": "S", "sh": "S", "ch": "K", "kh": "K", "gh": "G", "ck": "K", "ts": "S",
    "tz": "S", "dj": "J", "dz": "S", "ph": "F", "th": "T", "qu": "K", "x": "KS", "ks": "KS",
    "j": "", "y": "",
    "w": "V", "v": "V", "f": "F", "b": "B", "p": "P", "t": "T", "d": "T", "g": "G", "k": "K",
    "c": "K", "q": "K", "z": "S", "s": "S", "r": "R", "l": "L", "m": "M", "n": "N", "h": "",
}  # fmt: skip
_PATTERN = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)) + "|[a-z]")
# Sounds that are mixed up so often that they count as one.
_SAME = str.maketrans({"C": "S", "J": "S", "G": "K", "F": "V"})
_SOUNDS = {unit: sounds.translate(_SAME) for unit, sounds in _SOUNDS.items()}
_SILENT = ("",)
_ARTICLES = frozenset({"al", "el", "as", "an", "ar", "ad", "az", "ul", "ibn", "bin", "ben"})
_WORDS = re.compile(r"[^\W\d_]+")


# Letters with two values: English "ch" is German "tsch" or "ch", English "j" German "dsch" or "j".
_TWOFOLD = {"ch": ("K", "S"), "j": ("", "S"), "c": ("K", "S"), "g": ("K", "S")}
_SOFTENING = (["e"], ["i"], ["y"])  # a "g" before any other letter has one value
_MOST_KEYS = 8


@lru_cache(maxsize=20_000)
def skeletons(word: str) -> tuple[str, ...]:
    """The consonants of one word, coarsely, in every reading of its twofold letters."""
    units = _PATTERN.findall(fold(word).lower())
    found = [""]
    for place, unit in enumerate(units, 1):
        values: tuple[str, ...] | None = _TWOFOLD.get(unit)
        if values is None or (unit == "g" and units[place : place + 1] not in _SOFTENING):
            values = (_SOUNDS.get(unit, ""),)
        elif len(found) * len(values) > _MOST_KEYS:
            values = values[:1]
        if values != _SILENT:
            found = [_joined(stem, value) for stem in found for value in values]
    return tuple(dict.fromkeys(found))


def _joined(stem: str, value: str) -> str:
    """Both as one; a sound is not said twice."""
    return stem + (value[1:] if stem[-1:] == value[:1] else value)


def keys(name: str) -> tuple[str, ...]:
    """The skeletons of all words but articles, in order: "Sergej Lawrow" → "SRK LVRV", ..."""
    found = [""]
    for word in _WORDS.findall(name.replace("'", "")):
        if word.lower() in _ARTICLES:
            continue
        values = skeletons(word)
        if len(found) * len(values) > _MOST_KEYS:
            values = values[:1]
        found = [f"{stem} {value}" if value else stem for stem in found for value in values]
    return tuple(dict.fromkeys(stem.strip() for stem in found))
