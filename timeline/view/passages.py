"""The paragraphs that hold evidence, each kept once, with what is to be marked in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from timeline.view.escape import readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.model import Document, Dropped, Evidence, Reading, Sentence, Timeline

# A paragraph longer than this (a page without line breaks) is cut to the evidence's surroundings.
LONGEST = 2400
_AROUND = 900

# Characters that take two UTF-16 units.
_WIDE = re.compile("[\U00010000-\U0010ffff]")

Span = tuple[int, int]
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Placed:
    """Evidence inside its passage: offsets in UTF-16 units, as the page counts."""

    passage: int
    sentence: Span
    trigger: Span | None
    timex: Span | None


@dataclass(slots=True)
class Passages:
    """Collects passages; `place` gives the number of the one that holds the evidence."""

    timeline: Timeline
    actor_index: Mapping[str, int]
    rows: list[list[Any]] = field(default_factory=list)
    _seen: dict[tuple[str, int, int], int] = field(default_factory=dict)
    _documents: dict[str, Document] = field(default_factory=dict)
    _readings: dict[str, Reading] = field(default_factory=dict)
    _starts: dict[str, list[int]] = field(default_factory=dict)
    _paragraphs: dict[tuple[str, int], Span] = field(default_factory=dict)
    _dropped: dict[str, list[Dropped]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._documents = {item.id: item for item in self.timeline.documents}
        self._readings = {item.document.id: item for item in self.timeline.readings}

    def place(self, evidence: Evidence) -> Placed:
        """The passage around the evidence; the sentence alone where its document is not there."""
        document = self._documents.get(evidence.document)
        if document is None:
            text, start, end = evidence.text, evidence.start, evidence.start + len(evidence.text)
        else:
            text = document.text
            start, end = self._around(document, evidence)
            text = text[start:end]
        key = (evidence.document, start, end)
        if key not in self._seen:
            self._seen[key] = len(self.rows)
            self.rows.append(self._row(evidence.document, text, start, end))
        return Placed(
            self._seen[key],
            _inside((evidence.start, evidence.end), text, start) or (0, 0),
            _inside(evidence.trigger, text, start),
            _inside(evidence.timex, text, start),
        )

    def _around(self, document: Document, evidence: Evidence) -> Span:
        start, end = self._paragraph(document, evidence)
        if end - start > LONGEST:
            start = max(start, _word_start(document.text, evidence.start - _AROUND))
            end = min(end, _word_end(document.text, evidence.end + _AROUND))
        return start, end

    def _paragraph(self, document: Document, evidence: Evidence) -> Span:
        reading = self._readings.get(document.id)
        sentences = () if reading is None else reading.layout.sentences
        if sentences:
            if document.id not in self._starts:
                self._starts[document.id] = [item.start for item in sentences]
            at = bisect_left(self._starts[document.id], evidence.end) - 1
            if at >= 0 and sentences[at].end > evidence.start:
                key = document.id, sentences[at].paragraph
                # An article may be one line of megabytes: its paragraph is looked for once.
                if key not in self._paragraphs:
                    self._paragraphs[key] = _paragraph(sentences, at)
                start, end = self._paragraphs[key]
                return min(start, evidence.start), max(end, evidence.end)
        left = document.text.rfind("\n", 0, evidence.start) + 1
        right = document.text.find("\n", evidence.end)
        return left, len(document.text) if right < 0 else right

    def _dropped_from(self, reading: Reading, start: int) -> Iterator[Dropped]:
        """What was left out of the document, in order, from the one that may reach to `start`."""
        name = reading.document.id
        if name not in self._dropped:
            self._dropped[name] = sorted(reading.layout.dropped, key=_start)
        dropped = self._dropped[name]
        first = bisect_left(dropped, start, key=_start) - 1
        return islice(dropped, max(first, 0), None)

    def _row(self, name: str, text: str, start: int, end: int) -> list[Any]:
        """[text, actors as flat (start, end, actor), dropped as flat (start, end)]."""
        reading = self._readings.get(name)
        actors: list[int] = []
        dropped: list[int] = []
        if reading is not None:
            mentions = reading.mentions  # in the order of their start
            known = self.actor_index
            for place in range(bisect_left(mentions, start, key=_start), len(mentions)):
                mention = mentions[place]
                if mention.start >= end:
                    break
                if mention.end <= end and mention.actor in known:
                    span = _inside((mention.start, mention.end), text, start)
                    if span is not None:
                        actors += [*span, known[mention.actor or ""]]
            for item in self._dropped_from(reading, start):
                if item.start >= end:
                    break
                span = _inside((item.start, item.end), text, start)
                if span is not None:
                    dropped += span
        return [readable(text), actors, dropped]


def _paragraph(sentences: Sequence[Sentence], at: int) -> Span:
    """The span of the paragraph that the sentence at that place stands in."""
    number = sentences[at].paragraph
    first = last = at
    while first > 0 and sentences[first - 1].paragraph == number:
        first -= 1
    while last + 1 < len(sentences) and sentences[last + 1].paragraph == number:
        last += 1
    return sentences[first].start, sentences[last].end


def _inside(span: Span | None, text: str, offset: int) -> Span | None:
    """The part of the span that lies in the text, in UTF-16 units; None where there is none."""
    if span is None:
        return None
    start = max(span[0] - offset, 0)
    end = min(span[1] - offset, len(text))
    if start >= end:
        return None
    if text.isascii():
        return start, end
    return _utf16(text, start), _utf16(text, end)


def _utf16(text: str, index: int) -> int:
    return index + len(_WIDE.findall(text, 0, index))


def _word_start(text: str, index: int) -> int:
    if index <= 0:
        return 0
    space = text.find(" ", index, index + 80)
    return index if space < 0 else space + 1


def _word_end(text: str, index: int) -> int:
    if index >= len(text):
        return len(text)
    space = text.rfind(" ", index - 80, index)
    return index if space < 0 else space
