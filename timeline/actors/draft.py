"""A mention in the making: what the passes agree on before it becomes a `Mention`."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model import MentionForm, MentionKind


@dataclass(slots=True)
class Draft:
    """Words `first` to `last` (last excluded) of `Words`, offsets `start` to `end` of the text.

    `actor` is a gazetteer id or a local one, None while nobody is known. `score` tells how sure
    the finder was; `sure` marks what later passes must not turn into something else. `country` is
    the id of a state, or of a body that belongs to one.
    """

    first: int
    last: int
    start: int
    end: int
    kind: MentionKind | None
    form: MentionForm = "name"
    actor: str | None = None
    title: str | None = None
    why: str = ""
    score: float = 1.0
    sure: bool = False
    city: str | None = None
    country: str | None = None
    country_why: str = ""
    office: str | None = None


def in_text(draft: Draft) -> tuple[int, int]:
    """The key that sorts drafts as they stand in the text, the longer of two first."""
    return draft.start, -draft.end
