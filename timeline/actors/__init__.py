"""Who is named: recognise mentions, link them to actors.

`find` serves one document, `link` a corpus, `same_name` two bare strings. Everything behind them
is imported when first called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.actors.spellings import Spellings
    from timeline.model import Actor, Document, Layout, Mention, Reading

__all__ = ["find", "link", "look_ahead", "same_name"]


def find(
    document: Document, layout: Layout, *, recogniser: str = "crf"
) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
    """Mentions in the sentences and the actors they name, linked inside the document.

    `recogniser` is "crf", "spacy:MODEL" or "gliner:PATH"; UsageError for another one.
    """
    from timeline.actors.mentions import find as run

    return run(document, layout, recogniser=recogniser)


def look_ahead(parts: Iterable[tuple[Document, Layout]]) -> None:
    """Read many documents for names at once, which makes `find` cheap for each of them."""
    from timeline.actors.crf import look_ahead as run

    run(parts)


def link(
    readings: Sequence[Reading],
    *,
    together: Sequence[tuple[str, str]] = (),
    apart: Sequence[tuple[str, str]] = (),
    spellings: Spellings | None = None,
) -> tuple[list[Reading], tuple[Actor, ...]]:
    """The readings with actor ids that hold for the corpus, and every actor once.

    `together` and `apart` are pairs of actor ids or names that are one by force, or never are.
    `spellings` are pairs of names that an earlier run has compared; new ones are added to them.
    """
    from timeline.actors.linking import link as run

    return run(readings, together=together, apart=apart, spellings=spellings)


def same_name(a: str, b: str) -> bool:
    """Whether a reader of news takes both for one person, place or group, no more said."""
    from timeline.actors.compare import same_name as run

    return run(a, b)
