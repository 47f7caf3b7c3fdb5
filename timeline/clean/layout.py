"""A document's text as sentences, and everything that is left out of them, with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.clean import boilerplate, captions, comments, date_lines, datelines, sentences
from timeline.clean.cues import cues, fold, is_plain
from timeline.clean.signatures import is_signature
from timeline.languages import detect
from timeline.model import Dateline, Document, Dropped, Layout, Sentence

if TYPE_CHECKING:
    from timeline.model import SentenceKind

# A line with no final mark and at most this many words is a headline rather than a sentence.
_HEADLINE_WORDS = 16
_FINAL = tuple(".!?…:;\"“”»«’')")
# Text wrapped by hand breaks lines at about this width; shorter lines are paragraphs.
_WRAPPED = 55


@dataclass(slots=True)
class _Parts:
    """What has been found so far; the one mutable record of this stage, never handed out."""

    sentences: list[Sentence] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    datelines: list[Dateline] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    paragraph: int = 0
    bodies: int = 0
    in_links: bool = False
    titled: bool = False
    unsigned: str = ""  # the paragraph looked at last, if that is no signature

    @property
    def body_begun(self) -> bool:
        return self.bodies > 0

    @property
    def may_open(self) -> bool:
        """A lead or two may stand before the paragraph with the dateline."""
        return self.bodies < 3 and all(line.place is None for line in self.datelines)

    def add(self, document: Document, start: int, end: int, kind: SentenceKind) -> None:
        """The paragraph's sentences; headlines and titles stay one, an agency's mark goes."""
        spans = [(start, end)]
        other = None
        if kind == "caption":
            other = detect.departs(document.text[start:end], document.language)
        if kind in ("body", "caption"):
            spans = sentences.split(document.text, start, end, other or document.language)
            if kind == "body":
                last = document.text[slice(*spans[-1])]
                if last != self.unsigned and is_signature(last):
                    self.drop(*spans.pop(), "agency signature")
        self.sentences.extend(Sentence(*span, self.paragraph, kind, other) for span in spans)
        self.paragraph += 1

    def drop(self, start: int, end: int, reason: str) -> None:
        self.dropped.append(Dropped(start, end, reason))


def lay_out(document: Document) -> Layout:
    """The sentences of a document, cleaned; see `timeline.clean.lay_out`."""
    parts = _Parts(titled=document.title is not None)
    below = comments.begin(document.text)
    for start, end in _paragraphs(document.text):
        if below is not None and start >= below:
            below = below if parts.body_begun else None  # no comments above an article
        if below is not None and start >= below:
            parts.drop(start, end, "readers' comments")
        else:
            _place(document, start, end, parts)
    return Layout(tuple(parts.sentences), tuple(parts.dropped), tuple(parts.datelines))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines, joined where they were wrapped by hand."""
    found: list[tuple[int, int]] = []
    last_line = (0, 0)
    for start, end in sentences.lines(text, 0, len(text)):
        if found and _continues(text, last_line, start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        last_line = (start, end)
    return found


def _continues(text: str, last: tuple[int, int], start: int) -> bool:
    """Whether the line at `start` goes on with the sentence of the line before."""
    between = text[last[1] : start]
    if between.count("\n") > 1 or last[1] - last[0] < _WRAPPED:
        return False
    return text[last[1] - 1] not in _FINAL and (text[start].islower() or last[1] - last[0] < 100)


def _place(document: Document, start: int, end: int, parts: _Parts) -> None:
    """Decide what one paragraph is."""
    text = document.text[start:end]
    date_line = None if parts.body_begun else date_lines.find(document.text, start, end)
    if date_line is not None:
        parts.datelines.append(date_line)
        parts.drop(start, end, "date line")
        return
    language = document.language
    folded = fold(text)
    headline = _is_headline(text)
    plain = is_plain(text, folded, language)
    why = None
    if not plain:
        words = cues(language)
        why = boilerplate.reason_of(
            text, folded, words, headline=headline, below_title=parts.titled
        )
        parts.unsigned = text
        if boilerplate.is_list_heading(text, folded, words) and (why or headline):
            parts.in_links = parts.body_begun
            parts.drop(start, end, why or "related links")
            return
    if why is not None:
        parts.drop(start, end, why)
        return
    if parts.in_links and headline:
        parts.drop(start, end, "related links")
        return
    caption = not plain and captions.is_caption(text, language)
    if folded in parts.seen:
        parts.drop(start, end, "repeated caption" if caption else "repeated paragraph")
        return
    parts.seen.add(folded)
    if caption:
        _add_caption(document, start, end, parts)
    elif not parts.body_begun and _is_title(document, folded, headline=headline):
        parts.titled = True
        parts.add(document, start, end, "title")
    elif headline:
        parts.add(document, start, end, "heading")
    else:
        parts.in_links = False
        _add_body(document, start, end, parts)


def _add_caption(document: Document, start: int, end: int, parts: _Parts) -> None:
    tail = captions.tail(document.text, start, end, document.language)
    last = end if tail is None else sentences.trim(document.text, start, tail[0])[1]
    if start < last:
        parts.add(document, start, last, "caption")
    if tail is not None:
        first, _ = sentences.trim(document.text, tail[0], end)
        parts.drop(first, end, tail[1])


def _add_body(document: Document, start: int, end: int, parts: _Parts) -> None:
    dateline = datelines.find(
        document.text,
        start,
        end,
        opening=parts.may_open,
        full_stop=datelines.end_with_full_stop(document.language),
    )
    if dateline is not None:
        parts.datelines.append(dateline)
        parts.drop(dateline.start, dateline.end, "dateline")
        start = dateline.end
    parts.bodies += 1
    parts.add(document, start, end, "body")


def _is_headline(text: str) -> bool:
    return len(text) < 160 and not text.endswith(_FINAL) and len(text.split()) <= _HEADLINE_WORDS


def _is_title(document: Document, folded: str, *, headline: bool) -> bool:
    return headline or (document.title is not None and folded == fold(document.title))
