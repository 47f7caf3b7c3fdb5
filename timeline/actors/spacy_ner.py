"""Names by a spaCy pipeline that the user has installed; nothing is ever downloaded.

The pipeline is given by name or path: `back_end("spacy:de_core_news_md")`.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from timeline.actors.recognise import Recogniser, Span, tidy
from timeline.errors import UsageError
from timeline.model import Document, Layout, MentionKind

# What the usual pipelines call the three kinds; every other label is no name of an actor.
LABELS: dict[str, MentionKind] = {
    "PER": "PER",
    "PERSON": "PER",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "ORG": "ORG",
}


def load(model: str) -> Recogniser:
    """A recogniser that runs the pipeline `model`; UsageError where it is not installed."""
    spacy = import_module("spacy")

    try:
        pipeline = spacy.load(model)
    except OSError as error:
        raise UsageError(
            f"spaCy has no pipeline {model!r} here",
            remedy=f"python -m spacy download {model}, or give a path",
        ) from error

    def recognise(document: Document, layout: Layout) -> list[Span]:
        texts = [document.text[sentence.start : sentence.end] for sentence in layout.sentences]
        found: list[Span] = []
        for sentence, parsed in zip(layout.sentences, pipeline.pipe(texts), strict=True):
            found.extend(spans_of(parsed.ents, sentence.start))
        return tidy(found, layout)

    return recognise


def spans_of(entities: Iterable[Any], offset: int) -> list[Span]:
    """spaCy's entities as spans; `offset` is where their text begins in the document."""
    return [
        Span(offset + entity.start_char, offset + entity.end_char, LABELS[entity.label_])
        for entity in entities
        if entity.label_ in LABELS
    ]
