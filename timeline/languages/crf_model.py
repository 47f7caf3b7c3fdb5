"""Decode many sentences at once with a linear-chain CRF whose weights are a few arrays.

A word is taken apart once: the weights of all it shows are summed for its own place and for the
places around it, and kept. A batch of sentences then costs a handful of array operations for its
words, and the search for the best labels runs over all sentences side by side. The labels are those
CRFsuite gives for the same model; `timeline.training.weights` makes the files.

A file is a sequence of arrays as numpy writes them: labels and keys (UTF-8, one a line), the
transition weights, a row of weights for each key, the joint attributes and a row for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline.languages.crf_decode import best_labels, certainties
from timeline.languages.crf_scheme import REACH, Scheme

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Sentences = Sequence[Sequence[str]]
Marks = Sequence[Mapping[int, str]]

_EDGE = "\n"  # stands between sentences; no word holds a line break
_MOST_WORDS = 30_000  # words taken apart that are kept, less than 0.5 KB each
_BLOCK = 20_000  # words decoded side by side; a few hundred bytes each
_LONGEST = 1_000  # words of a sentence; hostile text has longer ones


class Rows(NamedTuple):
    """Sparse rows: number n has the `columns` and `weights` from `first[n]` to `first[n+1]`."""

    first: Integers
    columns: Integers
    weights: Floats

    def summed(self, rows: Integers, groups: Integers, *, shape: tuple[int, int]) -> Floats:
        """The rows added up by group: an array of groups × columns."""
        lengths = self.first[rows + 1] - self.first[rows]
        ends = np.cumsum(lengths)
        total = int(ends[-1]) if len(ends) else 0
        place = np.arange(total) + np.repeat(self.first[rows] - ends + lengths, lengths)
        cells = np.repeat(groups, lengths) * shape[1] + self.columns[place]
        summed = np.bincount(cells, self.weights[place], minlength=shape[0] * shape[1])
        return summed.astype(np.float32).reshape(shape)


class Weights(NamedTuple):
    """What a file holds. Columns of `single` are slot × label, those of `joint` labels.

    The slots are `offsets(scheme)`. `joint_keys` are sorted, see `joint_key`.
    """

    labels: list[str]
    keys: list[str]
    transitions: Floats
    single: Rows
    joint_keys: Integers
    joint: Rows


class Tagged(NamedTuple):
    """The labels of a batch, one list for each sentence, and how sure the model is of each."""

    labels: list[list[str]]
    certainty: list[list[float]]


def offsets(scheme: Scheme) -> list[int]:
    """Where the words stand that templates of one part look at: 0, -1, 1 …"""
    return sorted({parts[0][1] for _, parts in scheme.templates if len(parts) == 1})


def joint_key(template: Any, ids: Sequence[Any], size: int) -> Any:
    """The number of a joint attribute: its template and the numbers of its keys, below `size`.

    Works for numbers and arrays. Up to three keys; with `size` below 2^19 it fits into 64 bits.
    """
    key = template
    for part in (*ids, 0, 0)[:3]:
        key = key * size + part
    return key


class Model:
    """A linear-chain CRF; `tag` gives one label for each word."""

    def __init__(self, weights: Weights, scheme: Scheme) -> None:
        self._weights = weights
        self._scheme = scheme
        self._offsets = offsets(scheme)
        self._numbers = dict(zip(weights.keys, range(1, len(weights.keys) + 1), strict=True))
        self._width = len(self._offsets) * len(weights.labels)
        self._joint = [
            (number, [(scheme.joint.index(view), offset) for view, offset in parts])
            for number, (_, parts) in enumerate(scheme.templates)
            if len(parts) > 1
        ]
        self._forget()

    def tag(self, sentences: Sentences, marks: Marks = ()) -> list[list[str]]:
        """The best labels of each sentence; an empty one has none.

        `marks` holds keys for places of each sentence that depend on more than one word.
        """
        labels: list[list[str]] = [[] for _ in sentences]
        for block in _blocks(sentences, marks):
            scores, starts, lengths = self._scores(block)
            found = best_labels(scores, self._weights.transitions, starts, lengths)
            self._spread(labels, found, block, starts)
        return labels

    def tag_surely(self, sentences: Sentences, marks: Marks = (), *, plain: str) -> Tagged:
        """The best labels, and the probability of each label of sentences not wholly `plain`.

        Where the whole sentence is `plain` nobody asks, and the certainties are 0.
        """
        labels: list[list[str]] = [[] for _ in sentences]
        certainty: list[list[float]] = [[] for _ in sentences]
        transitions = self._weights.transitions
        for block in _blocks(sentences, marks):
            scores, starts, lengths = self._scores(block)
            found = best_labels(scores, transitions, starts, lengths)
            self._spread(labels, found, block, starts)
            other = np.cumsum(found != self._weights.labels.index(plain))
            asked = other[starts + lengths - 1] > other[starts - 1]
            sure = certainties(scores, transitions, starts[asked], lengths[asked], found).tolist()
            for piece, start in zip(block, starts.tolist(), strict=True):
                certainty[piece.sentence].extend(sure[start : start + len(piece.words)])
        return Tagged(labels, certainty)

    def _spread(
        self, labels: list[list[str]], found: Integers, block: list[_Piece], starts: Integers
    ) -> None:
        """Append the labels of the pieces to those of their sentences."""
        names = np.array(self._weights.labels, object)[found].tolist()
        for piece, start in zip(block, starts.tolist(), strict=True):
            labels[piece.sentence].extend(names[start : start + len(piece.words)])

    def _scores(self, block: list[_Piece]) -> tuple[Floats, Integers, Integers]:
        """Words × labels of the block with edges in between; first word and length of each."""
        if len(self._known) > _MOST_WORDS:
            self._forget()
        lengths = np.array([len(piece.words) for piece in block], np.int64)
        starts = np.cumsum(lengths + REACH) - lengths
        edges = (_EDGE,) * REACH
        flat: list[str] = [*edges]
        for piece in block:
            flat.extend(piece.words)
            flat.extend(edges)
        ids = np.fromiter(map(self._known.__getitem__, flat), np.int64, len(flat))
        self._learn()
        scores = np.zeros((len(flat), len(self._weights.labels)), np.float32)
        for slot, offset in enumerate(self._offsets):
            _shifted(scores, offset)[:] += self._sums[_shifted(ids, -offset), slot]
        self._add_marks(scores, starts, block)
        if self._joint:
            self._add_joint(scores, ids)
        return scores, starts, lengths

    def _add_marks(self, scores: Floats, starts: Integers, block: list[_Piece]) -> None:
        places: list[int] = []
        keys: list[int] = []
        for start, piece in zip(starts.tolist(), block, strict=True):
            for place, key in piece.marks.items():
                places.append(start + place)
                keys.append(self._numbers.get(key, 0))
        if not places:
            return
        at, rows = np.array(places), np.array(keys)
        sums = self._weights.single.summed(
            rows, np.arange(len(rows)), shape=(len(rows), self._width)
        ).reshape(len(rows), len(self._offsets), -1)
        for slot, offset in enumerate(self._offsets):
            scores[at - offset] += sums[:, slot]  # no place comes twice

    def _add_joint(self, scores: Floats, ids: Integers) -> None:
        shown = self._shown[ids]
        inner = slice(REACH, len(ids) - REACH)
        size = len(self._numbers) + 1
        count = len(ids) - 2 * REACH
        keys, places = [], []
        for number, parts in self._joint:
            columns = [
                shown[inner.start + offset : inner.stop + offset, view] for view, offset in parts
            ]
            # Where one of the words shows nothing there is nothing to look for.
            (at,) = np.nonzero(np.logical_and.reduce(columns))
            keys.append(joint_key(number, [column[at] for column in columns], size))
            places.append(at)
        wanted, at = np.concatenate(keys), np.concatenate(places)
        found = np.searchsorted(self._weights.joint_keys, wanted)
        found[found == len(self._weights.joint_keys)] = 0
        (hits,) = np.nonzero(self._weights.joint_keys[found] == wanted)
        if len(hits):
            scores[inner] += self._weights.joint.summed(
                found[hits], at[hits], shape=(count, scores.shape[1])
            )

    def _rows_of(self, keys: Iterable[tuple[str, ...]]) -> Integers:
        """The numbers of all the keys, 0 for those without a weight."""
        return np.fromiter(map(self._numbers.get, chain.from_iterable(keys), repeat(0)), np.int64)

    def _forget(self) -> None:
        """Nothing but the edge is known."""
        self._known = _Known()
        self._sums = np.zeros((0, len(self._offsets), len(self._weights.labels)), np.float32)
        self._shown = np.zeros((0, len(self._scheme.joint)), np.int64)
        self._known[_EDGE]  # the first one
        self._learn()

    def _learn(self) -> None:
        """Take the words apart that came for the first time."""
        new = self._known.new
        if not new:
            return
        if self._scheme.ahead is not None:
            self._scheme.ahead(new)
        views = [self._scheme.edge if word == _EDGE else self._scheme.views(word) for word in new]
        joint = self._rows_of(one.joint for one in views)
        single = self._rows_of(one.single for one in views)
        width = len(self._scheme.joint)
        groups = np.repeat(np.arange(len(new)), [len(one.single) for one in views])
        rows = np.concatenate((joint, single))
        groups = np.concatenate((np.repeat(np.arange(len(new)), width), groups))
        known = rows > 0
        sums = self._weights.single.summed(
            rows[known], groups[known], shape=(len(new), self._width)
        ).reshape(len(new), len(self._offsets), -1)
        self._sums = _grown(self._sums, sums, len(self._known))
        self._shown = _grown(self._shown, joint.reshape(len(new), width), len(self._known))
        self._known.new = []


class _Piece(NamedTuple):
    """Words of a sentence, nearly always all of them, with their marks."""

    sentence: int
    words: Sequence[str]
    marks: Mapping[int, str]


def _blocks(sentences: Sentences, marks: Marks) -> Iterator[list[_Piece]]:
    """The sentences in blocks that keep the arrays small; endless ones are cut into pieces."""
    block: list[_Piece] = []
    size = 0
    for number, (words, marked) in enumerate(zip(sentences, marks or repeat({}), strict=False)):
        for start in range(0, len(words), _LONGEST):
            piece, inside = words, marked
            if len(words) > _LONGEST:
                piece = words[start : start + _LONGEST]
                inside = {at - start: key for at, key in marked.items() if at >= start}
                inside = {at: key for at, key in inside.items() if at < _LONGEST}
            block.append(_Piece(number, piece, inside))
            size += len(piece)
            if size >= _BLOCK:
                yield block
                block, size = [], 0
    if block:
        yield block


class _Known(dict[str, int]):
    """Word → its number; a new word is numbered on and waits in `new`."""

    def __init__(self) -> None:
        super().__init__()
        self.new: list[str] = []

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        self.new.append(word)
        return number


def _shifted(array: Any, offset: int) -> Any:
    """Without the first `-offset` or the last `offset` rows."""
    if offset == 0:
        return array
    return array[-offset:] if offset < 0 else array[:-offset]


def _grown(array: Any, new: Any, size: int) -> Any:
    """`array` with `new` written to its rows below `size`; it doubles where it is too short."""
    if len(array) < size:
        longer = np.zeros((max(size, 2 * len(array)), *array.shape[1:]), array.dtype)
        longer[: len(array)] = array
        array = longer
    array[size - len(new) : size] = new
    return array


def open_model(path: Path, scheme: Scheme) -> Model:
    """The model in a weight file; FileNotFoundError where there is none."""
    with path.open("rb") as file:
        read = np.lib.format.read_array
        labels, keys = (read(file).tobytes().decode("utf-8").split("\n") for _ in range(2))
        transitions = read(file)
        single = Rows(*(read(file) for _ in range(3)))
        joint_keys = read(file)
        joint = Rows(*(read(file) for _ in range(3)))
    return Model(Weights(labels, keys, transitions, single, joint_keys, joint), scheme)


def write_weights(path: Path, weights: Weights) -> None:
    """Write the file; the same weights give the same bytes."""
    with path.open("wb") as file:
        for text in (weights.labels, weights.keys):
            content = "\n".join(text).encode("utf-8")
            np.lib.format.write_array(file, np.frombuffer(content, np.uint8))
        for array in (weights.transitions, *weights.single, weights.joint_keys, *weights.joint):
            np.lib.format.write_array(file, array)
