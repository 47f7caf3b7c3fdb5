"""The default recogniser: a linear-chain CRF over words, affixes, shapes and name lists.

Languages without weights are read with lists only, see `lists`.

The weights of each language are data of their own, see `weights/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import cast

from timeline.actors.crf_features import marks, scheme
from timeline.actors.recognise import Span
from timeline.languages.crf_model import Model, open_model
from timeline.languages.reading import Reading, reading
from timeline.model import Document, Layout, MentionKind


def recognise(document: Document, layout: Layout) -> list[Span]:
    """Names in the sentences of the layout; few where there are no weights for the language."""
    language = document.language or ""
    model = _model(language)
    if model is None:
        from timeline.actors.lists import recognise as by_lists

        return by_lists(document, layout)
    readings = _read(document, layout)
    _fill(readings, model)
    found: list[Span] = []
    for one in readings:
        if one.names is not None and one.names[0].count("O") < len(one.words):
            found.extend(_names(one.spans, *one.names))
    return found


def look_ahead(parts: Iterable[tuple[Document, Layout]]) -> None:
    """Label the sentences of all the documents at once; `recognise` then finds them labelled."""
    by_language: dict[str, list[Reading]] = {}
    for document, layout in parts:
        if document.language is not None:
            by_language.setdefault(document.language, []).extend(_read(document, layout))
    for language, readings in by_language.items():
        model = _model(language)
        if model is not None:
            _fill(readings, model)


def _read(document: Document, layout: Layout) -> list[Reading]:
    language = document.language or ""
    return [reading(document.text, s.start, s.end, language) for s in layout.sentences]


def _fill(readings: Iterable[Reading], model: Model) -> None:
    lacking = [one for one in readings if one.names is None]
    if lacking:
        words = [one.words for one in lacking]
        tagged = model.tag_surely(words, [marks(sentence) for sentence in words], plain="O")
        for one, labels, sure in zip(lacking, *tagged, strict=True):
            one.names = labels, sure


def label_spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """First word, word after the last, and kind of each name in a sequence of BIO labels.

    An I that continues nothing of its kind opens a name.
    """
    found: list[tuple[int, int, str]] = []
    start, kind = -1, ""
    for place, label in enumerate([*labels, "O"]):
        if label == "O" and not kind:
            continue  # so are most words
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
    path = Path(__file__).with_name("weights") / f"names-{language}.crf"
    return open_model(path, scheme(language)) if path.is_file() else None
