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
_SAME = str.maketrans({"C": "S", "J": "S", "G": "K", "F": "V"})
_DOUBLE = re.compile(r"(.)\1+")
_ARTICLES = frozenset({"al", "el", "as", "an", "ar", "ad", "az", "ul", "ibn", "bin", "ben"})
_WORDS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The consonants of one word, coarsely: "Chruschtschow", "Khrushchev" → "KRSSV" or close."""
    lower = fold(word).lower()
    sounds = "".join(_SOUNDS.get(match.group(), "") for match in _PATTERN.finditer(lower))
    return _DOUBLE.sub(r"\1", sounds.translate(_SAME))


def key(name: str) -> str:
    """The skeletons of all words but articles, in order: "Sergej Lawrow" → "SRK LVRV"."""
    parts = [
        skeleton(word)
        for word in _WORDS.findall(name.replace("'", ""))
        if word.lower() not in _ARTICLES
    ]
    return " ".join(part for part in parts if part)
