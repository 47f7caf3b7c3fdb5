"""The default recogniser: a linear-chain CRF over words, affixes, shapes and name lists.

The weights of each language are data of their own, see `weights/README.md`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import cast

from timeline.actors.crf_features import marks, scheme
from timeline.actors.recognise import Span
from timeline.languages.crf_model import Model, open_model
from timeline.languages.words import tokens
from timeline.model import Document, Layout, MentionKind


def recognise(document: Document, layout: Layout) -> list[Span]:
    """Names in the sentences of the layout; none where there are no weights for the language."""
    language = document.language or ""
    model = _model(language)
    if model is None:
        return []
    text = document.text
    spans = [tokens(text, s.start, s.end, language=language) for s in layout.sentences]
    words = [[text[start:end] for start, end in sentence] for sentence in spans]
    tagged = model.tag_surely(words, [marks(sentence) for sentence in words], plain="O")
    found: list[Span] = []
    for sentence, labels, sure in zip(spans, *tagged, strict=True):
        found.extend(_names(sentence, labels, sure))
    return found


def label_spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """First word, word after the last, and kind of each name in a sequence of BIO labels.

    An I that continues nothing of its kind opens a name.
    """
    found: list[tuple[int, int, str]] = []
    start, kind = -1, ""
    for place, label in enumerate([*labels, "O"]):
        if label[0] == "I" and label[2:] == kind:
            continue
        if kind:
            found.append((start, place, kind))
        start, kind = place, label[2:]
    return found


def _names(spans: list[tuple[int, int]], labels: list[str], sure: list[float]) -> list[Span]:
    return [
        Span(
            spans[first][0],
            spans[after - 1][1],
            cast("MentionKind", kind),
            round(min(sure[first:after]), 3),
        )
        for first, after, kind in label_spans(labels)
    ]


@cache
def _model(language: str) -> Model | None:
    """The model of a language, or None."""
    path = files("timeline.actors") / "weights" / f"names-{language}.crf"
    return open_model(path, scheme(language)) if path.is_file() else None
