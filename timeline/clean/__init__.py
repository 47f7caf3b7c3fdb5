"""Where the content of a document lies: sentences, and what is left out with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.clean.sentences import lines, split
from timeline.model import Layout, Sentence

if TYPE_CHECKING:
    from timeline.model import Document

__all__ = ["lay_out"]


def lay_out(document: Document, *, raw: bool = False) -> Layout:
    """The sentences of a document in order.

    `raw` takes the text as it is: nothing is dropped, a line break ends a sentence. Otherwise
    advertising, consent text, link lists, agency marks, datelines and repetitions are left out
    and listed in `Layout.dropped`. Spans never overlap and count in `document.text`.
    """
    if not raw:
        from timeline.clean.layout import lay_out as run

        return run(document)
    text = document.text
    return Layout(
        tuple(
            Sentence(*span, number)
            for number, line in enumerate(lines(text, 0, len(text)))
            for span in split(text, *line, document.language)
        )
    )
