"""One reading of each sentence, shared by the stages: its words, their parts of speech, its names.

Stages ask for a sentence by where it stands. The last few thousand are kept, so that a sentence is
cut into words once for all of them; whoever looks ahead over many sentences has them tagged
together, which costs a fraction of tagging each by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from timeline.languages.words import tokens

_KEPT = 3_000  # sentences; more than anybody looks ahead

Span = tuple[int, int]


class Reading:
    """Words of a sentence and their offsets in the text.

    `tags` holds the fine parts of speech, `names` the recogniser's labels and how sure it is of
    each; both are None until somebody has asked for them.
    """

    __slots__ = ("names", "spans", "tags", "words")

    def __init__(self, spans: list[Span], words: list[str]) -> None:
        self.spans = spans
        self.words = words
        self.tags: list[str] | None = None
        self.names: tuple[list[str], list[float]] | None = None


@lru_cache(maxsize=_KEPT)
def reading(text: str, start: int, end: int, language: str) -> Reading:
    """The reading of the sentence `text[start:end]`; everybody gets the same one."""
    spans = tokens(text, start, end, language=language)
    return Reading(spans, [text[a:b] for a, b in spans])


def tags(one: Reading, language: str) -> list[str]:
    """The fine parts of speech of the sentence, see `pos.tag_fine`."""
    if one.tags is None:
        tag_all([one], language)
    return one.tags or []


def tag_all(readings: Iterable[Reading], language: str) -> None:
    """Fill the parts of speech of all that lack them, at once."""
    from timeline.languages import pos  # with numpy and the weights, which not every run needs

    lacking = [one for one in readings if one.tags is None]
    if lacking:
        found = pos.tag_fine([one.words for one in lacking], language)
        for one, tagged in zip(lacking, found, strict=True):
            one.tags = tagged
