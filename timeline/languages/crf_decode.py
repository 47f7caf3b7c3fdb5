"""The best path through a linear-chain CRF, and how probable its labels are, for many sentences.

Sentences are sorted by length and walked side by side, one word of each in a step: Viterbi's search
for the best labels, the forward-backward sums for their probabilities. `scores` holds the weights
of each word (rows) for each label, `transitions` those of label after label.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Doubles = NDArray[np.float64]


class _Order(NamedTuple):
    """Starts of the sentences, longest first; how many of them have a word in each step."""

    starts: Integers
    active: list[int]

    def steps(self) -> Iterator[tuple[Integers, int]]:
        """For each step but the first the rows of the words before, and how many go on."""
        for step in range(1, len(self.active)):
            yield self.starts[: self.active[step]] + (step - 1), self.active[step]

    def back(self) -> Iterator[tuple[Integers, int]]:
        """The same from the end."""
        for step in range(len(self.active) - 1, 0, -1):
            yield self.starts[: self.active[step]] + (step - 1), self.active[step]


def best_labels(
    scores: Floats, transitions: Floats, starts: Integers, lengths: Integers
) -> Integers:
    """The label of each row of `scores` on the best path; 0 in rows of no sentence."""
    found = np.zeros(len(scores), np.int64)
    order = _order(starts, lengths)
    if not order.active:
        return found
    best = scores.copy()  # of all paths that end in the word with the label
    # Sentences last: numpy runs along them, and there are more of them than labels.
    onward = transitions[:, :, None]
    reached = np.ascontiguousarray(best[order.starts[: order.active[0]]].T)
    for before, active in order.steps():
        reached = (reached[:, None, :active] + onward).max(axis=0)
        reached += scores[before + 1].T
        best[before + 1] = reached.T
    last = starts + lengths - 1
    last = last[lengths > 0]
    found[last] = best[last].argmax(axis=1)
    into = np.ascontiguousarray(transitions.T)
    for before, _ in order.back():
        found[before] = (best[before] + into[found[before + 1]]).argmax(axis=1)
    return found


def certainties(
    scores: Floats, transitions: Floats, starts: Integers, lengths: Integers, labels: Integers
) -> Doubles:
    """The marginal probability of the label of each row; 0 in rows of no sentence given."""
    sure = np.zeros(len(scores))
    order = _order(starts, lengths)
    if not order.active:
        return sure
    weight = np.exp(scores - scores.max(axis=1, keepdims=True), dtype=np.float64)
    passing = np.exp(transitions, dtype=np.float64)
    forward = weight.copy()
    for before, _ in order.steps():
        reached = (forward[before] @ passing) * weight[before + 1]
        forward[before + 1] = reached / reached.sum(axis=1, keepdims=True)
    backward = np.ones_like(weight)
    for before, _ in order.back():
        left = (backward[before + 1] * weight[before + 1]) @ passing.T
        backward[before] = left / left.sum(axis=1, keepdims=True)
    rows = np.concatenate(
        [np.arange(start, start + length) for start, length in zip(starts, lengths, strict=True)]
    )
    both = forward[rows] * backward[rows]
    sure[rows] = both[np.arange(len(rows)), labels[rows]] / both.sum(axis=1)
    return sure


def _order(starts: Integers, lengths: Integers) -> _Order:
    longest_first = np.argsort(-lengths, kind="stable")
    ordered = lengths[longest_first]
    longest = int(ordered[0]) if len(ordered) else 0
    # How many sentences are longer than the step's number.
    active = np.searchsorted(-ordered, -np.arange(longest), side="left")
    return _Order(starts[longest_first], active.tolist())
