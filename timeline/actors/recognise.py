"""Spans of names: one protocol, back ends by name.

A back end only says where names stand and of which kind. Gazetteer overlay, document pass and
linking run after any of them, so a back end need not know a single country.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from timeline.errors import UsageError
from timeline.model import Document, Layout, MentionKind


@dataclass(frozen=True, slots=True)
class Span:
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


# Name → module and function, imported when first asked for.
BACK_ENDS: dict[str, tuple[str, str]] = {
    "crf": ("timeline.actors.crf", "recognise"),
}
DEFAULT = "crf"


@cache
def back_end(name: str = DEFAULT) -> Recogniser:
    """The recogniser of that name; UsageError for one that is unknown or not installed."""
    if name not in BACK_ENDS:
        known = ", ".join(sorted(BACK_ENDS))
        raise UsageError(f"no recogniser called {name!r}", remedy=f"known: {known}")
    module, function = BACK_ENDS[name]
    try:
        return cast("Recogniser", getattr(import_module(module), function))
    except ImportError as error:
        raise UsageError(
            f"the recogniser {name!r} cannot be loaded: {error}",
            remedy=f"install the extra event-timeline[{name}]",
        ) from error
