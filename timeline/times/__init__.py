"""Time expressions: tag what the text says, then resolve what it means."""

from __future__ import annotations

from timeline.languages.loader import available
from timeline.model import Document, Layout, Timex
from timeline.times import chronicle
from timeline.times.anchors import Context
from timeline.times.fallback import tag_absolute
from timeline.times.genre import is_month_first, is_retrospective
from timeline.times.grammar import grammar
from timeline.times.refine import refine
from timeline.times.resolve import resolve
from timeline.times.tag import find_hits
from timeline.times.tense import tense_codes

DEFAULT_LANGUAGE = "en"


def tag(document: Document, layout: Layout) -> tuple[Timex, ...]:
    """The time expressions of a document's sentences, sorted and without overlaps.

    Relative expressions are counted from `document.published`; where that is None they stay open
    and their `why` says so. A language without a pack gets its absolute dates only.
    """
    language = document.language or DEFAULT_LANGUAGE
    if language not in available():
        return tag_absolute(document, layout)
    rules = grammar(language)
    hits = tuple(find_hits(document.text, layout.sentences, rules))
    context = Context(
        rules,
        tense_codes(language),
        document.published,
        estimated=document.published_from == "estimate",
        retrospective=is_retrospective(hits, document.published),
        month_first=is_month_first(hits, default=bool(rules.settings.get("month_first", False))),
        listed=chronicle.years(hits, document.published),
    )
    return refine(resolve(hits, context), document.text, rules.settings)
