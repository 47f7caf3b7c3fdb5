"""Part of speech by a linear-chain CRF: Universal Dependencies tags, and the form of verbs.

The weights are data with a licence of their own, see `weights/README.md`. Features are built from
pieces that depend on one word only and are kept for the next time the word comes, so that a text
costs little more than the decoding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from timeline.errors import LanguagePackError
from timeline.languages.crf_model import Model, open_model
from timeline.languages.loader import available, load_table

Features = tuple[str, ...]

# Finite forms and participles among the fine tags of both languages.
FINITE = frozenset(
    f"{pos}.{form}" for pos in ("VERB", "AUX") for form in ("Fin", "Imp", "VBD", "VBP", "VBZ", "MD")
)
PARTICIPLES = frozenset(
    f"{pos}.{form}" for pos in ("VERB", "AUX") for form in ("Part", "VBN", "VBG")
)
INFINITIVES = frozenset(f"{pos}.{form}" for pos in ("VERB", "AUX") for form in ("Inf", "Izu", "VB"))

_DIGITS = re.compile(r"\d")
_SHAPES = (
    (re.compile(r"[A-ZÄÖÜ]"), "X"),
    (re.compile(r"[a-zäöüß]"), "x"),
    (_DIGITS, "9"),
    (re.compile(r"(.)\1{2,}"), r"\1\1"),
)


def tag(words: Sequence[str], language: str) -> list[str]:
    """The UPOS tag of each word of one sentence.

    Cut the words with `timeline.languages.words`. LanguagePackError for a language without
    weights.
    """
    return [fine.partition(".")[0] for fine in tag_fine(words, language)]


def tag_fine(words: Sequence[str], language: str) -> list[str]:
    """UPOS tags; VERB and AUX carry their form after a dot.

    German forms: Fin, Imp, Inf, Izu ("anzukommen"), Part (past participle). English forms are the
    Penn tags: VB, VBD, VBG, VBN, VBP, VBZ, MD. A German separable prefix that stands alone is
    `ADP.Vz`. `FINITE`, `PARTICIPLES` and `INFINITIVES` group the verbs.
    """
    tags = _model(language).tag(items(words))
    participles = _participle_auxiliaries(language)
    return _one_finite_verb(words, tags, participles) if participles else tags


def items(words: Sequence[str]) -> list[Features]:
    """The features of each word of a sentence; training and tagging both use this."""
    last = len(words) - 1
    parts = [_parts(word) for word in words]
    return [
        part[0]
        + (parts[place - 1][1] if place else _START)
        + (parts[place + 1][2] if place < last else _END)
        for place, part in enumerate(parts)
    ]


def _one_finite_verb(
    words: Sequence[str], tags: list[str], participles: frozenset[str]
) -> list[str]:
    """The tags with a second finite verb of a clause made what its auxiliary asks for.

    The CRF sees neighbours only, but a German auxiliary and its verb stand far apart. On the GSD
    dev part this mends 18 of 22 infinitives that were taken for finite verbs.
    """
    auxiliary = ""
    for place, tag in enumerate(tags):
        if tag in _CLAUSE_ENDS:
            auxiliary = ""
        elif tag == "AUX.Fin":
            auxiliary = words[place].lower()
        elif tag == "VERB.Fin":
            if auxiliary in participles and words[place].islower():
                tags[place] = "VERB.Part"
            elif auxiliary and words[place].islower() and words[place].endswith("n"):
                tags[place] = "VERB.Inf"
            else:
                auxiliary = ""
    return tags


_CLAUSE_ENDS = frozenset(("CCONJ", "SCONJ", "PUNCT"))
_START: Features = ("-1=", "bos")
_END: Features = ("+1=",)


@lru_cache(maxsize=50_000)
def _parts(word: str) -> tuple[Features, Features, Features]:
    """What a word says about itself, about the word after it, about the word before it."""
    lower = _DIGITS.sub("0", word).lower()
    shape = word
    for pattern, mark in _SHAPES:
        shape = pattern.sub(mark, shape)
    shape = shape[:8]
    own = [
        "w=" + lower,
        "h=" + shape,
        "1=" + lower[-1:],
        "2=" + lower[-2:],
        "3=" + lower[-3:],
        "4=" + lower[-4:],
        "p=" + lower[:2],
        "q=" + lower[:3],
    ]
    before = ("-1=" + lower, "-2=" + lower[-2:], "-h=" + shape[:2])
    after = ("+1=" + lower, "+2=" + lower[-2:], "+h=" + shape[:2])
    return tuple(own), before, after


@cache
def _participle_auxiliaries(language: str) -> frozenset[str]:
    if language not in available():
        return frozenset()
    return frozenset(load_table(language, "words").get("participle_auxiliaries", ()))


@cache
def _model(language: str) -> Model:
    try:
        return open_model(files("timeline.languages") / "weights" / f"pos-{language}.crfsuite")
    except FileNotFoundError as error:
        raise LanguagePackError(
            f"no part-of-speech weights for {language!r}",
            where="timeline/languages/weights",
            remedy="train some: python -m timeline.training.pos",
        ) from error
