"""What letters may stand for when names are romanised the German, the English or another way.

A word becomes units; each unit has the sounds that it may stand for. Two units agree where they
share a sound: German "ch" and English "kh", German "z" and English "ts", German "j" and English
"y", German "sch" and English "zh".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from timeline.gazetteer.index import fold

_CONSONANTS = {
    "schtsch": "!", "stsch": "!", "shch": "!", "tzsch": "C", "dsch": "J", "tsch": "C", "tch": "C",
    "dzh": "J", "dj": "JD", "cz": "C", "sch": "Sz", "sh": "S", "zh": "zS", "kh": "XK", "ch": "CXKS",
    "ds": "ZJc", "gh": "Gg", "dh": "D", "th": "T", "dt": "T", "ph": "F", "tz": "ct", "ts": "c",
    "dz": "ZJc", "ck": "K", "ks": "k", "x": "kS", "q": "KGQ", "j": "JYz", "y": "YI",
    "h": "HGX", "g": "GJg", "k": "K", "c": "KCc", "s": "sZS",
    "z": "Zczs", "w": "VW", "v": "VFW", "f": "F", "b": "B",
    "p": "P", "t": "T", "d": "D", "l": "L", "m": "M", "n": "N", "r": "R",
}  # fmt: skip
_VOWELS = {
    "aee": "ea", "ou": "uo", "oo": "u", "ie": "ie", "ee": "ie", "ei": "ea", "ey": "eai", "ej": "ea",
    "ay": "ea", "ai": "ea", "aj": "ea", "ae": "ae", "oe": "o", "ue": "u", "eo": "ou",
    "eu": "ue", "au": "au", "iy": "i", "ij": "i", "yj": "i", "yi": "i", "yy": "i", "ii": "i",
    "a": "a", "e": "e", "i": "iY", "o": "o", "u": "u",
}  # fmt: skip
_UNITS = _CONSONANTS | _VOWELS
# Before a vowel the j of "aj" and "ij" is a consonant: "Najib", "Larijani".
_PATTERN = re.compile(
    "|".join(
        unit + ("(?![aeiou])" if len(unit) > 1 and unit[-1] == "j" else "")
        for unit in sorted(_UNITS, key=len, reverse=True)
    )
)
_DOUBLE = re.compile(r"([a-z])\1+")
_DOUBLE_UNIT = re.compile(r"(sch|sh|zh|ch|kh)\1+")
_NEAR_VOWELS = {
    frozenset(pair): price
    for pair, price in (("ou", 0.2), ("ei", 0.2), ("ae", 0.3), ("ao", 0.4), ("eo", 0.5))
}
_NEAR_CONSONANTS = frozenset(
    frozenset(pair) for pair in ["TD", "KG", "PB", "VF", "XK", "CJ", "zJ", "Sc", "Cc", "VB", "Zs"]
)
_NEAR = 0.4  # the price of sounds that romanisations mix up now and then
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_SOFT_C = "KCcs"  # before e, i and y it may be an s
_SOFT = frozenset("hyji'")

Unit = tuple[str, str, bool]  # letters, sounds, whether a vowel


@lru_cache(maxsize=50_000)
def units(word: str) -> tuple[Unit, ...]:
    """The units of one word; doubled letters count once, except in "oo" and "ee"."""
    lower = fold(word.lower().translate(UMLAUTS)).replace("'", "")
    lower = _DOUBLE_UNIT.sub(r"\1", lower)
    lower = _DOUBLE.sub(lambda m: m[0][:2] if m[1] in "oeiy" else m[1], lower)
    return tuple(
        (m.group(), _sounds(m.group(), lower[m.end() : m.end() + 1]), m.group() in _VOWELS)
        for m in _PATTERN.finditer(lower)
    )


def _sounds(letters: str, after: str) -> str:
    return _SOFT_C if letters == "c" and after in ("e", "i", "y") else _UNITS[letters]


@lru_cache(maxsize=50_000)
def distance(a: str, b: str) -> float:
    """How far two spellings are apart; 0 where every letter may stand for the same sound."""
    one, two = units(a), units(b)
    row = [0.0]
    for unit in two:
        row.append(row[-1] + _alone(unit))
    for left in one:
        previous, row = row, [row[0] + _alone(left)]
        for j, right in enumerate(two):
            row.append(
                min(
                    previous[j] + _exchange(left, right),
                    previous[j + 1] + _alone(left),
                    row[j] + _alone(right),
                )
            )
    return row[-1] + (0.5 if _ends_apart(one, two) else 0.0)


def _ends_apart(one: tuple[Unit, ...], two: tuple[Unit, ...]) -> bool:
    """Whether one ends in an a or i that the other lacks: "Petra", "Petr"; "Saadi", "Saad"."""
    if not one or not two:
        return False
    if (one[-1][0] == "a") != (two[-1][0] == "a"):
        return True
    return (one[-1][0] == "i" and not _ends_in_vowel(two)) or (
        two[-1][0] == "i" and not _ends_in_vowel(one)
    )


def _ends_in_vowel(word: tuple[Unit, ...]) -> bool:
    return word[-1][2] or word[-1][0] in ("y", "j")


def same_start(a: str, b: str) -> bool:
    """Whether the first sounds agree nearly; a silent y or j before a vowel may be missing."""
    one, two = units(a), units(b)
    if not one or not two:
        return False
    if _exchange(one[0], two[0]) <= _NEAR:
        return True
    return any(
        soft[0][0] in ("y", "j", "i") and other[0][2] for soft, other in ((one, two), (two, one))
    )


def _alone(unit: Unit) -> float:
    """The price of a unit that the other spelling does not have."""
    letters, _, vowel = unit
    if letters in _SOFT:
        return 0.2
    return 0.5 if vowel else 1.0


@cache
def _exchange(one: Unit, two: Unit) -> float:
    if one[0] == two[0] or set(one[1]) & set(two[1]):
        return 0.0
    if {one[0], two[0]} == {"oe", "ue"}:
        return 0.8  # German "Möller" and "Müller" are no romanisations of one name
    if one[2] and two[2]:
        return min(
            (_NEAR_VOWELS.get(frozenset((a, b)), 0.8) for a in one[1] for b in two[1]), default=0.8
        )
    if one[2] != two[2]:
        return 1.2
    near = any(frozenset((a, b)) in _NEAR_CONSONANTS for a in one[1] for b in two[1])
    return _NEAR if near else 1.2
