"""What the name recogniser looks at: the word, its neighbours, and whether lists know them.

Features that depend on one word only are built once and kept; a sentence then costs a few tuple
concatenations for each word. Training and recognition both call `items`.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

Features = tuple[str, ...]

_DIGITS = re.compile(r"\d")
_SHAPES = (
    (re.compile(r"[^\W\d_a-zß-öø-ÿ]"), "X"),
    (re.compile(r"[a-zß-öø-ÿ]"), "x"),
    (_DIGITS, "9"),
)
_RUNS = re.compile(r"(.)\1{1,60}")
_LONGEST = 5


def items(words: Sequence[str]) -> list[Features]:
    """The features of each word of a sentence."""
    parts = [_parts(word) for word in words]
    padded = [_EDGE, _EDGE, *parts, _EDGE, _EDGE]
    listed = _phrases(words)
    result = []
    for place, part in enumerate(parts):
        left, right = padded[place + 1], padded[place + 3]
        result.append(
            part[0]
            + left[1]
            + right[2]
            + padded[place][3]
            + padded[place + 4][4]
            + listed.get(place, ())
            + (
                "s3=" + left[5] + part[5] + right[5],
                "b=" + left[6] + "|" + part[6],
                "f=" + part[6] + "|" + right[6],
            )
        )
    return result


def gazetteer_classes(words: Sequence[str]) -> list[set[str]]:
    """For each word the list classes of the longest listed names that cover it."""
    listed = _phrases(words)
    return [
        set(_classes(word)) | {mark[4:] for mark in listed.get(place, ()) if mark[:4] == "g0=B"}
        for place, word in enumerate(words)
    ]


_EDGE: tuple[Features, Features, Features, Features, Features, str, str] = (
    (),
    ("-1=",),
    ("+1=",),
    (),
    (),
    "",
    "",
)


@lru_cache(maxsize=50_000)
def _parts(word: str) -> tuple[Features, Features, Features, Features, Features, str, str]:
    """Features for: the word itself, the word after it, before it, two after, two before; its
    short shape and its plain form for pairs."""
    digits = _DIGITS.sub("0", word)
    lower = digits.lower()
    shape = word
    for pattern, mark in _SHAPES:
        shape = pattern.sub(mark, shape)
    short = _RUNS.sub(r"\1", shape)[:6]
    classes = _classes(word)
    own = ["bias", "w=" + digits, "l=" + lower, "h=" + shape[:10], "k=" + short]
    own += [f"p{n}={digits[:n]}" for n in (1, 2, 3, 4) if len(digits) > n]
    own += [f"s{n}={lower[-n:]}" for n in (1, 2, 3, 4, 5) if len(digits) > n]
    own += ["g=" + mark for mark in classes]
    if classes:
        own.append("G=" + classes)
    if "-" in lower[1:-1]:
        own += ["hp=" + lower.partition("-")[0], "hs=" + lower.rpartition("-")[2]]
    near = ["l=" + lower, "k=" + short, "s=" + lower[-3:], "G=" + classes]
    far = ["l=" + lower, "k=" + short]
    return (
        tuple(own),
        tuple("-1" + item for item in near),
        tuple("+1" + item for item in near),
        tuple("-2" + item for item in far),
        tuple("+2" + item for item in far),
        short,
        lower,
    )


def _phrases(words: Sequence[str]) -> dict[int, Features]:
    """Marks for the words of listed names of two and more words, longest first."""
    starts = _lexicon()[1]
    found: dict[int, Features] = {}
    place = 0
    while place < len(words):
        lengths = starts.get(words[place])
        step = 1
        for length in lengths or ():
            classes = _lexicon()[0].get(" ".join(words[place : place + length]))
            if classes is not None and place + length <= len(words):
                found[place] = ("g0=B" + classes,)
                for inside in range(place + 1, place + length):
                    found[inside] = ("g0=I" + classes,)
                step = length
                break
        place += step
    return found


def _classes(word: str) -> str:
    """The list classes of a word, sorted letters; a capitalised form stands in for capitals."""
    known = _lexicon()[0]
    classes = known.get(word)
    if classes is None and len(word) > 3:
        if word[-1] == "s":
            classes = known.get(word[:-1])
        if classes is None and word.isupper():
            classes = known.get(word.capitalize())
    return classes or ""


@cache
def _lexicon() -> tuple[dict[str, str], dict[str, tuple[int, ...]]]:
    """Name → class letters, and first word → lengths of the longer names, longest first."""
    path = files("timeline.actors") / "weights" / "lexicon.tsv.gz"
    known: dict[str, str] = {}
    lengths: dict[str, set[int]] = {}
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        kind, name = line[0], line[2:]
        known[name] = known.get(name, "") + kind
        if " " in name:
            first, _, rest = name.partition(" ")
            lengths.setdefault(first, set()).add(rest.count(" ") + 2)
    return known, {first: tuple(sorted(all_, reverse=True)) for first, all_ in lengths.items()}
