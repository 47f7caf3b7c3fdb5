"""What the name recogniser looks at: the word, its neighbours, and whether lists know them.

Training writes the attributes out (`items`), recognition hands `scheme` and `marks` to the model.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial
from itertools import compress, groupby
from pathlib import Path

from timeline.actors.clusters import paths
from timeline.languages.crf_scheme import Scheme, Template, Views, attributes
from timeline.languages.remembered import Remembered
from timeline.languages.word_table import WordTable


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


# Pairs of the words before and after, for languages whose names run over small words
# ("Department of Housing and ..."); for German they cost more than they gave.
WIDE = frozenset(("en",))

_NARROW: tuple[Template, ...] = (
    ("bias", (("bias", 0),)),
    *((view + "=", ((view, 0),)) for view in ("w", "l", "h", "k")),
    *((name, ((name[:2], 0),)) for name, _ in (*_PREFIXES, *_SUFFIXES)),
    *((view + "=", ((view, 0),)) for view in ("g", "G", "hp", "hs")),
    *(
        (f"{offset:+}{name}=", ((view, offset),))
        for offset in (-1, 1)
        for name, view in (("", "edge"), ("l", "l"), ("k", "k"), ("s", "s"), ("G", "m"))
    ),
    ("-2l=", (("l", -2),)),
    ("-2k=", (("k", -2),)),
    ("+2l=", (("l", 2),)),
    ("+2k=", (("k", 2),)),
    ("s3=", (("k", -1), ("k", 0), ("k", 1))),
    ("b=", (("l", -1), ("l", 0))),
    ("f=", (("l", 0), ("l", 1))),
    ("G3=", (("M", -1), ("n", 0), ("M", 1))),
    ("lG=", (("l", -1), ("N", 0))),
    ("Gr=", (("N", 0), ("l", 1))),
)
_WIDE: tuple[Template, ...] = (
    ("ll=", (("l", -2), ("l", -1))),
    ("ls=", (("k", -2), ("l", -1))),
    ("rs=", (("l", 1), ("k", 2))),
    ("-2G=", (("e", -2),)),
    ("+2G=", (("e", 2),)),
)
# How much of a word's cluster path is shown for the word itself and to its neighbours.
_OWN_PATHS, _NEAR_PATHS = (4, 6, 10, 20), (6, 20)
_CLUSTERS: tuple[Template, ...] = (
    *((f"c{length}=", ((f"c{length}", 0),)) for length in _OWN_PATHS),
    *(
        (f"{offset:+}c{length}=", ((f"c{length}", offset),))
        for offset in (-1, 1)
        for length in _NEAR_PATHS
    ),
)
_LISTED: tuple[Template, ...] = (
    ("g0=", (("P", 0),)),
    ("-g=", (("P", -1),)),
    ("+g=", (("P", 1),)),
)


@cache
def scheme(language: str) -> Scheme:
    """What the recogniser of a language looks at."""
    wide = _WIDE if language in WIDE else ()
    return Scheme(
        joint=("l", "k", "M", "n", "N"),
        templates=(*_NARROW, *wide, *_CLUSTERS, *_LISTED),
        edge=Views(("l=", "k=", "M=", "", ""), ("edge=", "e=")),
        views=partial(_views, paths(language)),
        ahead=paths(language).look_ahead,
    )


def items(words: Sequence[str], language: str) -> list[tuple[str, ...]]:
    """The attributes of each word of a sentence, for training."""
    return attributes(scheme(language), words, marks(words))


def without_clusters(shown: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The attributes but for those that the clusters give, for training."""
    names = tuple(template[0] for template in _CLUSTERS)
    return [tuple(item for item in word if not item.startswith(names)) for word in shown]


def marks(words: Sequence[str]) -> dict[int, str]:
    """Keys for the words of listed names of two and more words: place → "P=" and its mark."""
    if not all(map(str.isascii, words)):
        words = [word if word.isascii() else fold(word) for word in words]
    starting = list(compress(range(len(words)), map(_starts().__contains__, words)))
    if not starting:
        return {}
    listed = _phrases(words, starting)
    return {place: "P=" + mark for place, mark in listed.items()}


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The text without accents, as the lists have it: "Vučić" → "Vucic", "Roßlau" → "Rosslau"."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_TRANSLATE))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _views(path_of: Callable[[str], str], word: str) -> Views:
    digits = word if word.isalpha() else word.translate(_DIGITS)
    lower = digits.lower()
    shape, short = _shapes(word)
    main, of_classes = _of_classes(_classes(word if word.isascii() else fold(word)))
    length = len(digits)
    capital = shape[:1] == "X"
    single = [
        "bias=",
        "w=" + digits,
        "h=" + shape[:10],
        "s=" + lower[-3:],
        "m=" + main,
        "e=" + main,
    ]
    if length > len(_SUFFIXES):  # many words, and written out it takes half the time
        single += (
            "p1=" + digits[0],
            "p2=" + digits[:2],
            "p3=" + digits[:3],
            "p4=" + digits[:4],
            "s1=" + lower[-1],
            "s2=" + lower[-2:],
            "s3=" + lower[-3:],
            "s4=" + lower[-4:],
            "s5=" + lower[-5:],
        )
    else:
        single += [name + digits[:size] for name, size in _PREFIXES[: length - 1]]
        single += [name + lower[-size:] for name, size in _SUFFIXES[: length - 1]]
    single += of_classes
    if "-" in lower[1:-1]:
        single += ["hp=" + lower.partition("-")[0], "hs=" + lower.rpartition("-")[2]]
    single += _of_path(path_of(word))
    return Views(
        (
            "l=" + lower,
            "k=" + short,
            "M=" + main,
            "n=" + main if capital else "",
            "N=" + main + short if capital else "",
        ),
        tuple(single),
    )


def _shapes(word: str) -> tuple[str, str]:
    """The shape of a word, and the same with each sign once."""
    if word.isascii() and word.isalpha():
        if word.islower():
            return "x" * len(word), "x"
        if word[1:].islower():
            return "X" + "x" * (len(word) - 1), "Xx"
    shape = word.translate(_SHAPE)
    return shape, _short(shape)


@lru_cache(maxsize=5_000)
def _of_classes(classes: str) -> tuple[str, tuple[str, ...]]:
    """The class that tells most, coarsely, and the keys of all of them."""
    main = next((mark for mark in _RANK if mark in classes), "").translate(_COARSE)
    if not classes:
        return main, ()
    coarse = "".join(sorted(set(classes.translate(_COARSE))))
    return main, (*("g=" + mark for mark in classes), "G=" + coarse)


@lru_cache(maxsize=5_000)
def _of_path(path: str) -> tuple[str, ...]:
    """The keys of a word's cluster, none for a word that is in none."""
    return tuple(f"c{length}={path[:length]}" for length in _OWN_PATHS) if path else ()


@lru_cache(maxsize=5_000)
def _short(shape: str) -> str:
    """Each sign of a shape once: "Xxxx-Xx" → "Xx-Xx"."""
    return "".join(mark for mark, _ in groupby(shape))[:6]


def _phrases(folded: Sequence[str], starting: Sequence[int]) -> dict[int, str]:
    """Place → B or I and the classes, for listed names of two and more words, longest first.

    `starting` are the places of words that some name begins with.
    """
    known, starts = _listed(), _starts()
    found: dict[int, str] = {}
    behind = 0  # the last name found
    for place in starting:
        if place < behind:
            continue
        for digit in starts[folded[place]]:
            length = int(digit)
            classes = known[" ".join(folded[place : place + length])]
            if classes is not None and place + length <= len(folded):
                found[place] = "B" + classes
                for inside in range(place + 1, place + length):
                    found[inside] = "I" + classes
                behind = place + length
                break
    return found


def _classes(folded: str) -> str:
    """The list classes of a word; without a genitive -s or with small letters if need be."""
    known = _lexicon()
    classes = known.get(folded)
    if classes is None and len(folded) > 3:
        if folded[-1] == "s":
            classes = known.get(folded[:-1])
        if classes is None and folded.isupper():
            classes = known.get(folded.capitalize())
    return classes or ""


@cache
def _lexicon() -> WordTable:
    """Name → class letters; what `_starts` reads stands under `#` and numbers."""
    return WordTable(Path(__file__).with_name("weights") / "lexicon.table")


@cache
def _listed() -> Remembered[str | None]:
    """Names of two and more words, as the lexicon has them: texts say the same things again."""
    return Remembered(_lexicon().get)


@cache
def _starts() -> dict[str, str]:
    """First word → lengths of the longer names that begin with it, longest first."""
    known = _lexicon()
    starts: dict[str, str] = {}
    for lengths in (known.get("#") or "").split(" "):
        starts |= dict.fromkeys((known.get("#" + lengths) or "").split(" "), lengths)
    return starts
