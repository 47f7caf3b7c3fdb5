"""Part of speech by a linear-chain CRF: Universal Dependencies tags, and the form of verbs.

The weights are data with a licence of their own, see `weights/README.md`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from timeline.errors import LanguagePackError
from timeline.languages.crf_model import Model, open_model
from timeline.languages.crf_scheme import Scheme, Views, attributes
from timeline.languages.loader import available, load_table

_DIGITS = re.compile(r"\d")
_SHAPES = str.maketrans(
    dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ", "X")
    | dict.fromkeys("abcdefghijklmnopqrstuvwxyzäöüß", "x")
)
_RUN = re.compile(r"(.)\1{2,}")


def tag(words: Sequence[str], language: str) -> list[str]:
    """The UPOS tag of each word of one sentence.

    Cut the words with `timeline.languages.words`. LanguagePackError for a language without
    weights.
    """
    return [fine.partition(".")[0] for fine in tag_fine([words], language)[0]]


def tag_fine(sentences: Sequence[Sequence[str]], language: str) -> list[list[str]]:
    """UPOS tags for each sentence; VERB and AUX carry their form after a dot.

    German forms: Fin, Imp, Inf, Izu ("anzukommen"), Part (past participle). English forms are the
    Penn tags: VB, VBD, VBG, VBN, VBP, VBZ, MD. A German separable prefix that stands alone is
    `ADP.Vz`. Hand over all sentences of a text at once: many cost little more than one.
    """
    tagged = _model(language).tag(sentences)
    participles = _participle_auxiliaries(language)
    if participles:
        for words, tags in zip(sentences, tagged, strict=True):
            _one_finite_verb(words, tags, participles)
    return tagged


def items(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The attributes of each word of a sentence, for training."""
    return attributes(SCHEME, words)


def _one_finite_verb(words: Sequence[str], tags: list[str], participles: frozenset[str]) -> None:
    """Make a second finite verb of a clause what its auxiliary asks for, in place.

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


_CLAUSE_ENDS = frozenset(("CCONJ", "SCONJ", "PUNCT"))


def _views(word: str) -> Views:
    lower = (word if word.isalpha() else _DIGITS.sub("0", word)).lower()
    shape = _short(word.translate(_SHAPES))
    return Views(
        (),
        (
            "w=" + lower,
            "h=" + shape[:8],
            "1=" + lower[-1:],
            "2=" + lower[-2:],
            "3=" + lower[-3:],
            "4=" + lower[-4:],
            "p=" + lower[:2],
            "q=" + lower[:3],
            "i=" + shape[:2],
        ),
    )


@lru_cache(maxsize=5_000)
def _short(shape: str) -> str:
    """Digits as 9, and no sign more than twice in a row."""
    return _RUN.sub(r"\1\1", _DIGITS.sub("9", shape))


SCHEME = Scheme(
    joint=(),
    templates=(
        *((view + "=", ((view, 0),)) for view in "wh1234pq"),
        ("-1=", (("w", -1),)),
        ("-2=", (("2", -1),)),
        ("-h=", (("i", -1),)),
        ("bos", (("edge", -1),)),
        ("+1=", (("w", 1),)),
        ("+2=", (("2", 1),)),
        ("+h=", (("i", 1),)),
    ),
    edge=Views((), ("w=", "edge=")),
    views=_views,
)


@cache
def _participle_auxiliaries(language: str) -> frozenset[str]:
    if language not in available():
        return frozenset()
    return frozenset(load_table(language, "words").get("participle_auxiliaries", ()))


@cache
def _model(language: str) -> Model:
    path = Path(__file__).with_name("weights") / f"pos-{language}.crf"
    if not path.is_file():
        raise LanguagePackError(
            f"no part-of-speech weights for {language!r}",
            where="timeline/languages/weights",
            remedy="train some: python -m timeline.training.pos",
        )
    return open_model(path, SCHEME)
