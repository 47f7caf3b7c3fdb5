"""The default recogniser: a linear-chain CRF over words, affixes, shapes and name lists.

The weights of each language are data of their own, see `weights/README.md`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import cast

from timeline.actors.crf_features import items
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
    found: list[Span] = []
    for sentence in layout.sentences:
        spans = tokens(text, sentence.start, sentence.end, language=language)
        labels = model.tag(items([text[start:end] for start, end in spans], language))
        found.extend(_names(spans, labels, model))
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


def _names(spans: list[tuple[int, int]], labels: list[str], model: Model) -> list[Span]:
    found = []
    for first, after, kind in label_spans(labels):
        score = min(model.certainty(labels[place], place) for place in range(first, after))
        start, end = spans[first][0], spans[after - 1][1]
        found.append(Span(start, end, cast("MentionKind", kind), round(score, 3)))
    return found


@cache
def _model(language: str) -> Model | None:
    """The model of a language, or None."""
    path = files("timeline.actors") / "weights" / f"names-{language}.crfsuite"
    return open_model(path) if path.is_file() else None
