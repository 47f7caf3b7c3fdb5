"""All stages that need one document only: clean-up, times, actors, events.

What comes out depends on the document alone, never on its neighbours, so it may be made anywhere
(another process, another machine) and kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from timeline import actors, clean, ingest
from timeline.languages.loader import available
from timeline.model import Actor, Document, Layout, Mention, Reading, Timex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Characters that are read at a time, some 500 sentences: fewer cost more, more gain nothing.
_BATCH = 60_000


class Extract(Protocol):
    """Whatever does the work of `read_documents`: in processes, on a cluster, out of a store."""

    def __call__(self, documents: Iterable[Document], *, raw: bool = False) -> Iterator[Reading]:
        """A reading for each document, in order."""


def read_document(document: Document, *, raw: bool = False) -> Reading:
    """All stages that need one document only."""
    (reading,) = read_documents([document], raw=raw)
    return reading


def read_documents(documents: Iterable[Document], *, raw: bool = False) -> Iterator[Reading]:
    """All stages that need one document only, for each document in order.

    A few documents are tagged at a time: many sentences cost little more than one.
    """
    from timeline import events

    for some in batches(documents):
        laid_out = [(document, clean.lay_out(document, raw=raw)) for document in some]
        dated = [(ingest.date_from_dateline(*pair), pair[1]) for pair in laid_out]
        parts = [part for pair in dated for part in by_language(*pair)]
        actors.look_ahead(parts)
        events.look_ahead(parts)
        for document, layout in dated:
            yield _read(document, layout)


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents in lists of about 60,000 characters."""
    some: list[Document] = []
    size = 0
    for document in documents:
        some.append(document)
        size += len(document.text)
        if size >= _BATCH:
            yield some
            some, size = [], 0
    if some:
        yield some


def _read(document: Document, layout: Layout) -> Reading:
    from timeline import events

    timexes = times_in(document, layout)
    if document.language not in available("names"):
        return Reading(document, layout, timexes)
    mentions, named = mentions_in(document, layout)
    if document.language not in available("events"):
        return Reading(document, layout, timexes, mentions, named)
    mentions, named = events.with_groups(document, layout, mentions, named)
    found = tuple(
        event
        for part, sentences in by_language(document, layout)
        for event in events.extract(part, sentences, timexes, mentions, named)
    )
    return Reading(document, layout, timexes, mentions, named, found)


def times_in(document: Document, layout: Layout) -> tuple[Timex, ...]:
    """The time expressions, in their order."""
    from timeline import times

    found = [
        timex
        for part, sentences in by_language(document, layout)
        for timex in times.tag(part, sentences)
    ]
    return tuple(sorted(found, key=lambda timex: timex.start))


def mentions_in(
    document: Document, layout: Layout
) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
    """The mentions in their order, and the actors they name, each once."""
    mentions: list[Mention] = []
    named: dict[str, Actor] = {}
    for part, sentences in by_language(document, layout):
        found, who = actors.find(part, sentences)
        mentions.extend(found)
        named = {actor.id: actor for actor in who} | named
    return tuple(sorted(mentions, key=lambda mention: mention.start)), tuple(named.values())


def by_language(document: Document, layout: Layout) -> list[tuple[Document, Layout]]:
    """The document once per language of its sentences, each with the sentences in it."""
    codes = dict.fromkeys(sentence.language for sentence in layout.sentences)
    if set(codes) <= {None}:
        return [(document, layout)]
    return [
        (
            document if code is None else replace(document, language=code),
            replace(layout, sentences=tuple(s for s in layout.sentences if s.language == code)),
        )
        for code in codes
    ]
