"""What comparing articles needs of each of them, found out once: it depends on no other article.

A build looks at reports several times, and a store keeps all of this for the next build.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar
from zlib import crc32

from timeline.corpus.concepts import content
from timeline.corpus.figures import Figure, figures
from timeline.model import Evidence, Mention, Reading, Timex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Spanned = TypeVar("_Spanned", Timex, Mention)
_start = attrgetter("start")
_SHINGLE = 5
_SAMPLED = 6  # of so many shingles one is kept
_WORD = re.compile(r"\w{1,40}")


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of a sentence say besides its dates; see `concepts` and `figures`."""

    stems: frozenset[str]
    skeletons: frozenset[str]
    senses: frozenset[str]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class SentenceNote:
    """A wording as it is kept: where the sentence stands, and its words, a line for each."""

    start: int
    end: int
    language: str
    stems: str
    skeletons: str
    senses: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What is kept of one article: `sample` as `Notes.sample` gives it, and its sentences.

    The sample is the text of its bytes in base64: figures would take twice as long to read.
    """

    sample: str
    sentences: tuple[SentenceNote, ...]


class Notes:
    """Wordings of sentences and samples of articles, each made when it is first asked for."""

    def __init__(self) -> None:
        self._wordings: dict[str, dict[tuple[int, int, str], Wording]] = {}
        self._samples: dict[str, NDArray[np.int64]] = {}
        self._learnt: set[str] = set()
        self._sentences: dict[tuple[str, int, int], Any] = {}
        self._groups: Mapping[str, str] = {}
        self._hashes = _Hashes()

    def wording(self, evidence: Evidence, language: str, reading: Reading | None) -> Wording:
        """The wording of the sentence; `reading` is that of its article, None where it is gone."""
        wordings = self._wordings.get(evidence.document)
        if wordings is None:
            wordings = self._wordings[evidence.document] = {}
        key = (evidence.start, evidence.end, language)
        found = wordings.get(key)
        if found is None:
            text = _without_dates(evidence, reading)
            found = wordings[key] = Wording(*content(text, language), figures(text, language))
            self._learnt.discard(evidence.document)
        return found

    def sentences(self, groups: Mapping[str, str]) -> dict[tuple[str, int, int], Any]:
        """Who is named in sentences, as `profiles_of` puts it there; `groups` are those of `Who`.

        One build asks several times, and is kept from looking anew while the groups are the same.
        """
        if groups != self._groups:
            self._sentences, self._groups = {}, groups
        return self._sentences

    def sample(self, reading: Reading) -> NDArray[np.int64]:
        """Hashes of a sixth of the article's shingles, of content only (see `corpus.copies`).

        Each stands there once, in ascending order.
        """
        name = reading.document.id
        found = self._samples.get(name)
        if found is None:
            found = self._samples[name] = _sample(reading, self._hashes)
        return found

    def learn(self, document: str, note: Note) -> None:
        """Take over what an earlier run found out about the very same article.

        ValueError where the sample is none.
        """
        import numpy as np

        self._samples[document] = np.frombuffer(b64decode(note.sample), "<i8").astype(np.int64)
        self._wordings[document] = {
            (item.start, item.end, item.language): Wording(
                _words(item.stems), _words(item.skeletons), _words(item.senses), item.figures
            )
            for item in note.sentences
        }
        self._learnt.add(document)

    def note(self, document: str) -> Note | None:
        """What is worth keeping of an article; None where nobody asked, or nothing was added."""
        if document in self._learnt or document not in self._samples:
            return None
        wordings = self._wordings.get(document, {})
        return Note(
            b64encode(self._samples[document].astype("<i8").tobytes()).decode("ascii"),
            tuple(
                [
                    SentenceNote(
                        *place,
                        _lines(wording.stems),
                        _lines(wording.skeletons),
                        _lines(wording.senses),
                        wording.figures,
                    )
                    for place, wording in wordings.items()
                ]
            ),
        )


def _lines(words: frozenset[str]) -> str:
    return "\n".join(sorted(words))


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split("\n")) if lines else _NONE


_NONE: frozenset[str] = frozenset()


def _without_dates(evidence: Evidence, reading: Reading | None) -> str:
    """The sentence without its dates, which are compared as days."""
    if reading is None:
        return evidence.text
    # `evidence.text` has its white space evened out; offsets count in the document.
    text = reading.document.text[evidence.start : evidence.end]
    for timex in within(reading.timexes, evidence.start, evidence.end):
        start, end = timex.start - evidence.start, timex.end - evidence.start
        text = text[:start] + " " * (min(end, len(text)) - start) + text[end:]
    return text


def within(items: Sequence[_Spanned], start: int, end: int) -> Sequence[_Spanned]:
    """Those of `items`, which are in the order of their start, that begin in the span."""
    place = bisect_left(items, start, key=_start)
    return items[place : bisect_left(items, end, place, key=_start)]


class _Hashes(dict[str, int]):
    """Words to whole numbers."""

    def __missing__(self, word: str) -> int:
        code = self[word] = crc32(word.encode("utf-8", "surrogatepass"))
        return code


def _sample(reading: Reading, hashes: _Hashes) -> NDArray[np.int64]:
    text = reading.document.text
    body = [item for item in reading.layout.sentences if item.kind == "body"]
    words = _WORD.findall("\n".join([text[item.start : item.end] for item in body]).lower())
    return _sampled([*map(hashes.__getitem__, words)])


# The constants of xxHash (Collet), as Python's own hash of a tuple has them.
_ONE, _TWO, _FIVE = 11400714785074694791, 14029467366897019727, 2870177450012600261
_LENGTH = _SHINGLE ^ (_FIVE ^ 3527539)


def _sampled(codes: list[int]) -> NDArray[np.int64]:
    """The different hashes of runs of codes that six divides: `hash()` of the run as a tuple."""
    import numpy as np

    runs = len(codes) - _SHINGLE + 1
    if runs < 1:
        return np.zeros(0, np.int64)
    lanes = np.array(codes, np.uint64)
    found = np.full(runs, _FIVE, np.uint64)
    for start in range(_SHINGLE):
        found += lanes[start : start + runs] * np.uint64(_TWO)
        found = (found << np.uint64(31)) | (found >> np.uint64(33))
        found *= np.uint64(_ONE)
    signed = (found + np.uint64(_LENGTH)).view(np.int64)
    kept = np.sort(signed[signed % _SAMPLED == 0])
    # What `np.unique` gives, which would load the masked arrays of numpy.
    return kept[np.flatnonzero(np.diff(kept, prepend=kept[:1] - 1))]
