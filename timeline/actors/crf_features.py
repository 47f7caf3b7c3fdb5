"""What the name recogniser looks at: the word, its neighbours, and whether lists know them.

Features that depend on one word only are built once and kept; a sentence then costs a few tuple
concatenations for each word. Training and recognition both call `items`.
"""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

Features = tuple[str, ...]


def _shape_of(sign: str) -> str:
    """x for a small Latin letter, X for any other letter, 9 for a digit, else the sign itself."""
    if "a" <= sign <= "z" or "ß" <= sign <= "ö" or "ø" <= sign <= "ÿ":
        return "x"
    if sign.isdecimal():
        return "9"
    return "X" if sign.isalnum() else sign


class _Signs(dict[int, str]):
    """A table for `str.translate` that is filled as letters come."""

    def __init__(self, mark: Callable[[str], str]) -> None:
        super().__init__()
        self._mark = mark

    def __missing__(self, code: int) -> str:
        self[code] = mark = self._mark(chr(code))
        return mark


_PREFIXES = (("p1=", 1), ("p2=", 2), ("p3=", 3), ("p4=", 4))
_SUFFIXES = (("s1=", 1), ("s2=", 2), ("s3=", 3), ("s4=", 4), ("s5=", 5))
_DIGITS = _Signs(lambda sign: "0" if sign.isdecimal() else sign)
_SHAPE = _Signs(_shape_of)
# Classes that tell most come first; alike ones count as one where several are combined, since rare
# combinations would be learned by heart.
_RANK = "CJOoFPSRTLclt"
_COARSE = str.maketrans("RolStc", "COLLTO")
_TRANSLATE = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "đ": "d", "ø": "o", "’": "'", "–": "-"})


class _Word(NamedTuple):
    """What one word says about itself and to the words around it."""

    own: Features
    before: Features  # for the word that follows it
    after: Features  # for the word that stands before it
    two_before: Features
    two_after: Features
    shape: str
    lower: str
    classes: str
    folded: str
    main: str  # the class that tells most, for triples


# Languages whose names run over small words ("Department of Housing and ..."), so that pairs
# of the words before and after help; for German they cost more than they gave.
WIDE = frozenset(("en",))


def items(words: Sequence[str], language: str) -> list[Features]:
    """The features of each word of a sentence."""
    wide = language in WIDE
    parts = [_word(word) for word in words]
    listed = _phrases([part.folded for part in parts])
    padded = [_EDGE, _EDGE, *parts, _EDGE, _EDGE]
    result = []
    for place, part in enumerate(parts):
        second, left, right, fourth = (padded[place + step] for step in (0, 1, 3, 4))
        features = (
            part.own
            + left.before
            + right.after
            + second.two_before
            + fourth.two_after
            + (
                f"s3={left.shape}|{part.shape}|{right.shape}",
                f"b={left.lower}|{part.lower}",
                f"f={part.lower}|{right.lower}",
            )
        )
        if part.shape[0] == "X":
            known = part.main + part.shape
            features += (
                f"G3={left.main}|{part.main}|{right.main}",
                f"lG={left.lower}|{known}",
                f"Gr={known}|{right.lower}",
            )
        if wide:
            features += (
                f"ll={second.lower}|{left.lower}",
                f"ls={second.shape}|{left.lower}",
                f"rs={right.lower}|{fourth.shape}",
                "-2G=" + second.main,
                "+2G=" + fourth.main,
            )
        if listed:
            features += _listed(listed, place)
        result.append(features)
    return result


def gazetteer_classes(words: Sequence[str]) -> list[set[str]]:
    """For each word the classes it has by itself and those of a longer listed name over it.

    The letters are those of `timeline.training.lexicon.collect`.
    """
    listed = _phrases([fold(word) for word in words])
    return [
        set(_word(word).classes) | set(listed.get(place, "  ")[1:].strip())
        for place, word in enumerate(words)
    ]


@cache
def fold(text: str) -> str:
    """The text without accents, as the lists have it: "Vučić" → "Vucic", "Roßlau" → "Rosslau"."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_TRANSLATE))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


_EDGE = _Word((), ("-1=",), ("+1=",), (), (), "", "", "", "", "")


@lru_cache(maxsize=50_000)
def _word(word: str) -> _Word:
    digits = word if word.isalpha() else word.translate(_DIGITS)
    lower = digits.lower()
    shape = word.translate(_SHAPE)
    short = "".join(mark for mark, _ in groupby(shape))[:6]
    folded = fold(word)
    classes = _classes(folded)
    main = next((mark for mark in _RANK if mark in classes), "").translate(_COARSE)
    length = len(digits)
    own = ["bias", "w=" + digits, "l=" + lower, "h=" + shape[:10], "k=" + short]
    own += [mark + digits[:size] for mark, size in _PREFIXES[: length - 1]]
    own += [mark + lower[-size:] for mark, size in _SUFFIXES[: length - 1]]
    if classes:
        own += ["g=" + mark for mark in classes]
        own.append("G=" + "".join(sorted(set(classes.translate(_COARSE)))))
    if "-" in lower[1:-1]:
        own += ["hp=" + lower.partition("-")[0], "hs=" + lower.rpartition("-")[2]]
    near = ["l=" + lower, "k=" + short, "s=" + lower[-3:], "G=" + main]
    return _Word(
        own=tuple(own),
        before=tuple("-1" + item for item in near),
        after=tuple("+1" + item for item in near),
        two_before=("-2l=" + lower, "-2k=" + short),
        two_after=("+2l=" + lower, "+2k=" + short),
        shape=short,
        lower=lower,
        classes=classes,
        folded=folded,
        main=main,
    )


def _listed(listed: dict[int, str], place: int) -> Features:
    """Marks of listed longer names at the word and beside it."""
    return tuple(
        f"{name}={listed[place + step]}"
        for step, name in ((0, "g0"), (-1, "-g"), (1, "+g"))
        if place + step in listed
    )


def _phrases(folded: Sequence[str]) -> dict[int, str]:
    """Place → B or I and the classes, for listed names of two and more words, longest first."""
    known, starts = _lexicon()
    found: dict[int, str] = {}
    place = 0
    while place < len(folded):
        step = 1
        for digit in starts.get(folded[place], ""):
            length = int(digit)
            classes = known.get(" ".join(folded[place : place + length]))
            if classes is not None and place + length <= len(folded):
                found[place] = "B" + classes
                for inside in range(place + 1, place + length):
                    found[inside] = "I" + classes
                step = length
                break
        place += step
    return found


def _classes(folded: str) -> str:
    """The list classes of a word; without a genitive -s or with small letters if need be."""
    known = _lexicon()[0]
    classes = known.get(folded)
    if classes is None and len(folded) > 3:
        if folded[-1] == "s":
            classes = known.get(folded[:-1])
        if classes is None and folded.isupper():
            classes = known.get(folded.capitalize())
    return classes or ""


@cache
def _lexicon() -> tuple[dict[str, str], dict[str, str]]:
    """Name → class letters, and first word → lengths of the longer names, longest first."""
    path = files("timeline.actors") / "weights" / "lexicon.txt.gz"
    known: dict[str, str] = {}
    starts: dict[str, str] = {}
    for block in gzip.decompress(path.read_bytes()).decode("utf-8").split("\n\n"):
        head, *names = block.split("\n")
        (known if head[0] == "=" else starts).update(dict.fromkeys(names, head[1:]))
    return known, starts
