"""Names by a GLiNER model from a local folder; nothing is ever downloaded.

The folder is given by path: `back_end("gliner:/models/gliner_multi")`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from timeline.actors.recognise import Recogniser, Span, tidy
from timeline.errors import UsageError
from timeline.model import Document, Layout, MentionKind

# What the model is asked for.
LABELS: dict[str, MentionKind] = {"person": "PER", "place": "LOC", "organization": "ORG"}


def load(path: str) -> Recogniser:
    """A recogniser that runs the model in the folder `path`; UsageError where there is none."""
    gliner = import_module("gliner")

    if not Path(path).is_dir():
        raise UsageError(f"no GLiNER model in {path!r}", remedy="give the path of its folder")
    model = gliner.GLiNER.from_pretrained(path, local_files_only=True)

    def recognise(document: Document, layout: Layout) -> list[Span]:
        texts = [document.text[sentence.start : sentence.end] for sentence in layout.sentences]
        found: list[Span] = []
        for sentence, text in zip(layout.sentences, texts, strict=True):
            found.extend(spans_of(model.predict_entities(text, list(LABELS)), sentence.start))
        return tidy(found, layout)

    return recognise


def spans_of(entities: Iterable[Mapping[str, Any]], offset: int) -> list[Span]:
    """GLiNER's entities as spans; `offset` is where their text begins in the document."""
    return [
        Span(
            offset + entity["start"],
            offset + entity["end"],
            LABELS[entity["label"]],
            float(entity["score"]),
        )
        for entity in entities
        if entity["label"] in LABELS
    ]
