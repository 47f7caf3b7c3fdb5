"""The stages in their order; this file is the architecture on one screen.

    ingest   path → Document            what was read, and who said when it was published
    clean    Document → Layout          sentences, and everything that is no content
    times    + Layout → Timex           what the text says, then what it means
    actors   + Layout → Mention, Actor  who is named, linked inside the document
    events   all of it → Event          who did what to whom, whether, who says so; unnamed groups
                                        that act become actors first
    ------   one document up to here, the corpus from here on  ------
    actors.link, events.merge           one actor, one event, however often reported
    corrections                         what the user changed by hand
    corpus                              key dates, and the sentences that tell them
    graph, view, exports                Timeline → networkx, the HTML page, files for others

A document is read in the language of each sentence: captions are often in another one. What a
stage knows of a language is data (`languages/<code>/`), what it knows of the world `gazetteer/`.
Imports point one way: model ← languages ← stages ← pipeline ← cli. Stages never import each other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline import actors, clean, ingest
from timeline.corrections import Corrections, apply_changes
from timeline.languages.loader import available
from timeline.model import Actor, Document, Layout, Mention, Problem, Reading, Timeline, Timex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path
    from typing import BinaryIO

    from timeline.corpus import KeyDate

    Progress = Callable[[str, int], None]

# Characters that are read at a time, some 500 sentences: fewer cost more, more gain nothing.
_BATCH = 60_000


def build(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    language: str | None = None,
    estimate: bool = False,
    raw: bool = False,
    merge: bool = True,
) -> Timeline:
    """Articles in, a Timeline out; what could not be read is in `Timeline.problems`.

    `published` and `language` serve articles that bring none, `estimate` dates those that are left
    by their text and their neighbours, `raw` switches the clean-up off, without `merge` each
    report is an event of its own.
    """
    problems: list[Problem] = []
    documents = read(paths, published=published, language=language, problems=problems)
    if estimate:
        documents = with_estimates(documents, problems=problems, raw=raw)
    return build_from(documents, problems=problems, raw=raw, merge=merge)


def build_from(
    documents: Iterable[Document],
    *,
    problems: list[Problem],
    raw: bool = False,
    merge: bool = True,
    corrections: Corrections | None = None,
    progress: Progress | None = None,
) -> Timeline:
    """The stages from clean-up to the Timeline, which carries `problems` and those it adds.

    `corrections` is what the user changed by hand: actors before linking, events after merging.
    `progress` is called with the id of each finished article and the number of articles so far.
    """
    from timeline import events

    readings: list[Reading] = []
    for reading in read_documents(documents, raw=raw):
        readings.append(reading)
        if progress is not None:
            progress(reading.document.id, len(readings))
    by_hand = corrections or Corrections()
    linked, everyone = actors.link(readings, together=by_hand.together, apart=by_hand.apart)
    found = tuple(event for reading in linked for event in reading.events)
    dated = tuple(reading.document for reading in linked)
    if merge:
        found = events.merge(found, dated)
    found = apply_changes(found, by_hand, problems)
    problems.extend(ingest.undated(dated))
    return Timeline(dated, everyone, events.in_order(found), tuple(problems), tuple(linked))


def read(
    paths: Iterable[str | Path],
    *,
    problems: list[Problem],
    published: date | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document]:
    """The documents behind the paths; problems are appended to `problems`."""
    for item in ingest.read(paths, published=published, language=language, stdin=stdin):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


def with_estimates(
    documents: Iterable[Document], *, problems: list[Problem], raw: bool = False
) -> Iterator[Document]:
    """The documents; what nobody dates gets an estimate, marked as one and reported as a problem.

    All of them are held in memory, for articles are estimated by the dated ones beside them.
    """
    from timeline.times.estimate import dated_by_estimate
    from timeline.times.neighbours import Neighbours

    held = [*documents]
    layouts: dict[str, Layout] = {}
    for index, document in enumerate(held):
        if document.published is None:
            layout = layouts[document.id] = clean.lay_out(document, raw=raw)
            held[index] = ingest.date_from_dateline(document, layout)
    neighbours = Neighbours(held)
    for document in held:
        if document.published is not None:
            yield document
            continue
        around = neighbours.of(document)
        dated, problem = dated_by_estimate(document, layouts[document.id], neighbours=around)
        problems.append(problem)
        yield dated


def read_document(document: Document, *, raw: bool = False) -> Reading:
    """All stages that need one document only."""
    (reading,) = read_documents([document], raw=raw)
    return reading


def read_documents(documents: Iterable[Document], *, raw: bool = False) -> Iterator[Reading]:
    """All stages that need one document only, for each document in order.

    A few documents are tagged at a time: many sentences cost little more than one.
    """
    from timeline import events

    for some in _batches(documents):
        laid_out = [(document, clean.lay_out(document, raw=raw)) for document in some]
        dated = [(ingest.date_from_dateline(*pair), pair[1]) for pair in laid_out]
        parts = [part for pair in dated for part in _by_language(*pair)]
        actors.look_ahead(parts)
        events.look_ahead(parts)
        for document, layout in dated:
            yield _read(document, layout)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents in lists of about `_BATCH` characters."""
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

    timexes = _times(document, layout)
    if document.language not in available("events"):
        return Reading(document, layout, timexes)
    mentions, named = _mentions(document, layout)
    mentions, named = events.with_groups(document, layout, mentions, named)
    found = tuple(
        event
        for part, sentences in _by_language(document, layout)
        for event in events.extract(part, sentences, timexes, mentions, named)
    )
    return Reading(document, layout, timexes, mentions, named, found)


def _times(document: Document, layout: Layout) -> tuple[Timex, ...]:
    from timeline import times

    found = [
        timex
        for part, sentences in _by_language(document, layout)
        for timex in times.tag(part, sentences)
    ]
    return tuple(sorted(found, key=lambda timex: timex.start))


def _mentions(document: Document, layout: Layout) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
    mentions: list[Mention] = []
    named: dict[str, Actor] = {}
    for part, sentences in _by_language(document, layout):
        found, who = actors.find(part, sentences)
        mentions.extend(found)
        named = {actor.id: actor for actor in who} | named
    return tuple(sorted(mentions, key=lambda mention: mention.start)), tuple(named.values())


def _by_language(document: Document, layout: Layout) -> list[tuple[Document, Layout]]:
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


def tag_times(
    text: str, *, published: date | None = None, language: str | None = None
) -> list[Timex]:
    """The time expressions of a text, resolved against its publication date."""
    from timeline.times import tag

    document = ingest.with_language(Document(id="text", text=text, language=language))
    if published is not None:
        document = replace(document, published=published, published_from="argument")
    return list(tag(document, clean.lay_out(document, raw=True)))


def laid_out(
    documents: Iterable[Document], *, problems: list[Problem], raw: bool = False
) -> Iterator[tuple[Document, Layout]]:
    """Each document, dated, with its layout; problems are appended to `problems`."""
    for document in documents:
        layout = clean.lay_out(document, raw=raw)
        dated = ingest.date_from_dateline(document, layout)
        problems.extend(ingest.undated([dated]))
        yield dated, layout


def time_expressions(
    documents: Iterable[Document], *, problems: list[Problem], raw: bool = False
) -> Iterator[tuple[Document, tuple[Timex, ...]]]:
    """Each document with its time expressions; problems are appended to `problems`."""
    for document, layout in laid_out(documents, problems=problems, raw=raw):
        yield document, _times(document, layout)


def summarize(
    documents: Iterable[Document],
    *,
    problems: list[Problem],
    query: str = "",
    max_dates: int | None = None,
    raw: bool = False,
) -> tuple[KeyDate, ...]:
    """The days that matter most, best first; articles without a publication date take no part."""
    from timeline import corpus

    articles = []
    for document, layout in laid_out(documents, problems=problems, raw=raw):
        article = corpus.dated(document, layout, _times(document, layout))
        if article is not None:
            articles.append(article)
    return corpus.summarize(articles, query=query, max_dates=max_dates)


def linked_mentions(
    documents: Iterable[Document], *, raw: bool = False
) -> Iterator[tuple[Document, Mention, Actor | None]]:
    """Each mention with the actor it is linked to across all documents."""
    readings = []
    named = available("names")
    for some in _batches(documents):
        laid_out = [(document, clean.lay_out(document, raw=raw)) for document in some]
        actors.look_ahead(part for pair in laid_out for part in _by_language(*pair))
        for document, layout in laid_out:
            found = _mentions(document, layout) if document.language in named else ()
            readings.append(Reading(document, layout, (), *found))
    linked, everyone = actors.link(readings)
    by_id = {actor.id: actor for actor in everyone}
    for reading in linked:
        for mention in reading.mentions:
            yield reading.document, mention, by_id.get(mention.actor or "")
