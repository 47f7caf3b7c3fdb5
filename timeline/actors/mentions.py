"""Mentions and actors of one document: back end, gazetteer, document pass, metonyms, titles."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from timeline.actors.assemble import assemble
from timeline.actors.bodies import with_bodies
from timeline.actors.descriptions import describe
from timeline.actors.draft import Draft
from timeline.actors.entitled import add_entitled
from timeline.actors.in_office import link_by_office
from timeline.actors.inside import link_inside
from timeline.actors.metonyms import resolve_capitals
from timeline.actors.namesakes import tell_apart
from timeline.actors.naming import actors_of
from timeline.actors.order import order
from timeline.actors.origins import add_countries
from timeline.actors.overlay import Hit, scan
from timeline.actors.persons import add_titles, strip_titles
from timeline.actors.pronouns import resolve_pronouns
from timeline.actors.recognise import DEFAULT, Recogniser, Span, back_end
from timeline.actors.words import Words, cut, sentence_languages
from timeline.gazetteer.index import Index, load
from timeline.languages.loader import available
from timeline.model import Actor, Document, Layout, Mention

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{1,500}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"
)


def find(
    document: Document, layout: Layout, *, recogniser: str = DEFAULT
) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
    """Who is named in the sentences, linked inside the document, and the actors they name."""
    if document.language not in available():
        document = replace(document, language=None)
    language = document.language or ""
    index = load(language)
    words = cut(document.text, layout)
    languages = sentence_languages(words, language)
    spans = _spans(document, layout, languages, back_end(recogniser), index=index)
    hits = scan(words, languages, index)
    spans, hits = _outside_addresses(spans, hits, words, document.text)
    year = document.published.year if document.published is not None else None
    drafts = assemble(spans, hits, words, language=language, index=index, year=year)
    add_entitled(drafts, words, language=language, index=index)
    if drafts:
        strip_titles(drafts, words, language=language)
        link_inside(drafts, words, language=language, index=index)
        tell_apart(drafts, words, language=language, index=index)
        resolve_capitals(drafts, words, language=language, index=index)
    if order(language) is None:
        if drafts:
            add_titles(drafts, words, document.text, languages=languages)
            add_countries(drafts, words, language=language, index=index)
            link_by_office(drafts, words, document.published)
        describe(drafts, words, document, index=index)
    else:
        from timeline.actors.owners_behind import describe_behind

        describe_behind(drafts, words, document, language=language, index=index)
        link_by_office(drafts, words, document.published)
    if not drafts:
        return (), ()
    resolve_pronouns(drafts, words, document.text, language=language, index=index)
    mentions = tuple(_mention(draft, document.text) for draft in drafts)
    return mentions, actors_of(drafts, document, index=index)


def _spans(
    document: Document,
    layout: Layout,
    languages: list[str],
    recognise: Recogniser,
    *,
    index: Index,
) -> list[Span]:
    """The back end's spans, each sentence read in its own language."""
    found: list[Span] = []
    for language in dict.fromkeys(languages):
        sentences = tuple(
            sentence
            for sentence, own in zip(layout.sentences, languages, strict=True)
            if own == language
        )
        part = document if language == document.language else replace(document, language=language)
        layout_of = Layout(sentences)
        found.extend(with_bodies(recognise(part, layout_of), part, layout_of, index=index))
    return sorted(found, key=lambda span: span.start)


def _outside_addresses(
    spans: list[Span], hits: list[Hit], words: Words, text: str
) -> tuple[list[Span], list[Hit]]:
    """Without the names in addresses of the web and of mail: they are nobody's."""
    found = [match.span() for match in _ADDRESS.finditer(text)] if _may_hold(text) else []
    if not found:
        return spans, hits
    firsts = [first for first, _ in found]

    def outside(start: int) -> bool:
        before = bisect_right(firsts, start)
        return before == 0 or start >= found[before - 1][1]

    return (
        [span for span in spans if outside(span.start)],
        [hit for hit in hits if outside(words.start[hit.first])],
    )


def _may_hold(text: str) -> bool:
    return "://" in text or "www." in text or "@" in text


def _mention(draft: Draft, text: str) -> Mention:
    return Mention(
        draft.start,
        draft.end,
        text[draft.start : draft.end],
        draft.kind,
        draft.form,
        draft.actor,
        draft.title,
        draft.why,
    )
