"""The stages in their order; this file is the architecture on one screen.

    ingest   path → Document            what was read, and who said when it was published
    clean    Document → Layout          sentences, and everything that is no content
    times    + Layout → Timex           what the text says, then what it means
    actors   + Layout → Mention, Actor  who is named, linked inside the document
    events   all of it → Event          who did what to whom, whether, who says so; unnamed groups
                                        that act become actors first
    ------   one document up to here (extraction), the corpus from here on  ------
    actors.link, corpus.merge           one actor, one event, however often reported
    corrections                         what the user changed by hand
    corpus                              plans and outcomes; key dates, and what tells them
    graph, view, exports                Timeline → networkx, the HTML page, files for others

A document is read in the language of each sentence: captions are often in another one. What a
stage knows of a language is data (`languages/<code>/`), what it knows of the world `gazetteer/`.
Imports point one way: model ← languages ← stages ← pipeline ← cli. Stages never import each other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline import actors, clean, ingest
from timeline.extraction import batches, by_language, mentions_in, read_documents, times_in
from timeline.languages.loader import available
from timeline.model import (
    Actor,
    Document,
    Event,
    Layout,
    Mention,
    Problem,
    Reading,
    Timeline,
    Timex,
)
from timeline.own import NOTHING, Own, using

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path
    from typing import BinaryIO

    from timeline.actors.spellings import Spellings
    from timeline.corpus import Compare, KeyDate, Notes
    from timeline.corrections import Corrections
    from timeline.extraction import Extract

    Progress = Callable[[str, int], None]
    Rename = Callable[[tuple[Event, ...]], tuple[Event, ...]]


def build(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    language: str | None = None,
    estimate: bool = False,
    raw: bool = False,
    merge: bool = True,
    own: Own = NOTHING,
    jobs: int = 1,
) -> Timeline:
    """Articles in, a Timeline out; what could not be read is in `Timeline.problems`.

    `published` and `language` serve articles that bring none, `estimate` dates those that are left
    by their text and their neighbours, `raw` switches the clean-up off, without `merge` each
    report is an event of its own. `own` is what the user adds to what the program knows.
    With `jobs` above 1 so many processes read the articles; a script that asks for that needs the
    usual `if __name__ == "__main__"`.
    """
    from timeline import engines

    problems: list[Problem] = []
    with using(own), engines.opened(jobs=jobs) as engine:
        documents = read(paths, published=published, language=language, problems=problems)
        if estimate:
            documents = with_estimates(documents, problems=problems, raw=raw)
        extract = read_documents if jobs == 1 else engines.extract_with(engine)
        return build_from(documents, problems=problems, raw=raw, merge=merge, extract=extract)


def build_from(
    documents: Iterable[Document],
    *,
    problems: list[Problem],
    raw: bool = False,
    merge: bool = True,
    corrections: Corrections | None = None,
    progress: Progress | None = None,
    extract: Extract = read_documents,
    rename: Rename | None = None,
    compare: Compare | None = None,
    spellings: Spellings | None = None,
    notes: Notes | None = None,
) -> Timeline:
    """The stages from clean-up to the Timeline, which carries `problems` and those it adds.

    `corrections` is what the user changed by hand: actors before linking, events after merging.
    `progress` is called with the id of each finished article and the number of articles so far.
    `extract` does the work on single articles (elsewhere, or not again); `rename` may give merged
    events the ids that they had before, ahead of the corrections that name them. `compare` compares
    reports for the merging, here by default. `spellings` and `notes` know what an earlier run has
    found out about names and articles, and learn the rest.
    """
    from timeline import corpus
    from timeline.corrections import Corrections, apply_changes

    readings: list[Reading] = []
    for reading in extract(documents, raw=raw):
        readings.append(reading)
        if progress is not None:
            progress(reading.document.id, len(readings))
    by_hand = corrections or Corrections()
    linked, everyone = actors.link(
        readings, together=by_hand.together, apart=by_hand.apart, spellings=spellings
    )
    found = tuple(event for reading in linked for event in reading.events)
    told = found
    dated = tuple(reading.document for reading in linked)
    notes = notes or corpus.Notes()
    if merge:
        found = corpus.merge(
            found, linked, everyone, compare=compare or corpus.compared, notes=notes
        )
    if rename is not None:
        found = rename(found)
    named = (actor for reading in readings for actor in reading.actors)
    done = apply_changes(found, everyone, by_hand, problems, named=named, reports=told)
    problems.extend(ingest.undated(dated))
    found = done.events
    if merge:
        found = corpus.link_outcomes(found, linked, done.actors, notes=notes)
    found = corpus.in_order(corpus.with_salience(found, linked, key_days(linked)))
    return Timeline(dated, done.actors, found, tuple(problems), tuple(linked), done.by_hand)


def key_days(readings: Iterable[Reading]) -> dict[date, float]:
    """Day → how much it matters; articles without a publication date take no part."""
    from timeline import corpus

    articles = (corpus.days_named(item.document, item.layout, item.timexes) for item in readings)
    return corpus.day_salience([article for article in articles if article is not None])


def read(
    paths: Iterable[str | Path],
    *,
    problems: list[Problem],
    published: date | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
    leave_out: Iterable[Path] = (),
    recall: ingest.Recall | None = None,
) -> Iterator[Document]:
    """The documents behind the paths, without those of `leave_out` in folders.

    Problems are appended to `problems`; `recall` may know what is in a file.
    """
    for item in ingest.read(
        paths,
        published=published,
        language=language,
        stdin=stdin,
        leave_out=leave_out,
        recall=recall,
    ):
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
        yield document, times_in(document, layout)


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
        article = corpus.dated(document, layout, times_in(document, layout))
        if article is not None:
            articles.append(article)
    return corpus.summarize(articles, query=query, max_dates=max_dates)


def linked_mentions(
    documents: Iterable[Document], *, raw: bool = False
) -> Iterator[tuple[Document, Mention, Actor | None]]:
    """Each mention with the actor it is linked to across all documents."""
    readings = []
    named = available("names")
    for some in batches(documents):
        laid_out = [(document, clean.lay_out(document, raw=raw)) for document in some]
        actors.look_ahead(part for pair in laid_out for part in by_language(*pair))
        for document, layout in laid_out:
            found = mentions_in(document, layout) if document.language in named else ()
            readings.append(Reading(document, layout, (), *found))
    linked, everyone = actors.link(readings)
    by_id = {actor.id: actor for actor in everyone}
    for reading in linked:
        for mention in reading.mentions:
            yield reading.document, mention, by_id.get(mention.actor or "")
