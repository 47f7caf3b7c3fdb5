"""Spans of names: one protocol, back ends by name.

A back end only says where names stand and of which kind. Gazetteer overlay, document pass and
linking run after any of them, so a back end need not know a single country.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from timeline.errors import UsageError
from timeline.model import Document, Layout, MentionKind


class Span(NamedTuple):
    """A name in `Document.text`; `score` from 0 to 1 says how sure the back end is."""

    start: int
    end: int
    kind: MentionKind
    score: float = 1.0


class Recogniser(Protocol):
    """Names in the sentences of the layout, in text order, without overlaps.

    Spans lie inside one sentence. Articles, titles and roles stay outside, a genitive -s inside;
    adjectives and inhabitants are no names. A language the back end does not know gives no spans.
    """

    def __call__(self, document: Document, layout: Layout) -> list[Span]:
        """The spans of one document."""
        ...


# Name → module and function, imported when first asked for. Those of `WITH_MODEL` are called with
# what stands behind the colon ("spacy:de_core_news_md") and give back the recogniser.
BACK_ENDS: dict[str, tuple[str, str]] = {
    "crf": ("timeline.actors.crf", "recognise"),
    "spacy": ("timeline.actors.spacy_ner", "load"),
    "gliner": ("timeline.actors.gliner_ner", "load"),
}
WITH_MODEL = frozenset({"spacy", "gliner"})
DEFAULT = "crf"


@cache
def back_end(name: str = DEFAULT) -> Recogniser:
    """The recogniser of that name, "crf" or "spacy:MODEL" or "gliner:PATH".

    UsageError for one that is unknown, not installed, or lacks its model. Nothing is downloaded.
    """
    kind, colon, model = name.partition(":")
    if kind not in BACK_ENDS or (kind in WITH_MODEL) != bool(model) or bool(colon) != bool(model):
        known = ", ".join(key + (":MODEL" if key in WITH_MODEL else "") for key in BACK_ENDS)
        raise UsageError(f"no recogniser called {name!r}", remedy=f"known: {known}")
    module, function = BACK_ENDS[kind]
    try:
        made = getattr(import_module(module), function)
        return cast("Recogniser", made(model) if model else made)
    except ImportError as error:
        raise UsageError(
            f"the recogniser {kind!r} cannot be loaded: {error}",
            remedy=f"pip install {kind}",
        ) from error


def tidy(spans: Iterable[Span], layout: Layout) -> list[Span]:
    """Foreign spans made fit for the protocol: inside one sentence, in order, without overlaps.

    Of two that overlap the surer one stays, of two equally sure ones the longer.
    """
    kept: list[Span] = []
    best_first = sorted(spans, key=lambda span: (-span.score, span.start - span.end, span.start))
    for span in best_first:
        inside = any(s.start <= span.start < span.end <= s.end for s in layout.sentences)
        if inside and all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
