"""The best path through a linear-chain CRF, and how probable its labels are, for many sentences.

Sentences are sorted by length and walked side by side, one word of each in a step: Viterbi's search
for the best labels, the forward-backward sums for their probabilities. `scores` holds the weights
of each word (rows) for each label, `transitions` those of label after label.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Doubles = NDArray[np.float64]


class _Order(NamedTuple):
    """The rows of the words, those of each step together, the longest sentences first.

    `begins` says where a step begins among the rows, `active` how many sentences have a word in it.
    """

    rows: Integers
    begins: list[int]
    active: list[int]

    def steps(self) -> list[tuple[slice, slice]]:
        """For each step but the first the words before and the words of it, as many of both."""
        return [
            (slice(before, before + size), slice(begin, begin + size))
            for before, begin, size in zip(
                self.begins, self.begins[1:], self.active[1:], strict=False
            )
        ]


def best_labels(
    scores: Floats, transitions: Floats, starts: Integers, lengths: Integers
) -> Integers:
    """The label of each row of `scores` on the best path; 0 in rows of no sentence."""
    found = np.zeros(len(scores), np.int64)
    order = _order(starts, lengths)
    if not order.active:
        return found
    # Words last: numpy runs along them, and there are more of them than labels.
    own = np.ascontiguousarray(scores[order.rows].T)
    best = own.copy()  # of all paths that end in the word with the label
    onward = transitions[:, :, None]
    for before, here in order.steps():
        best[:, here] += (best[:, None, before] + onward).max(axis=0)
    best = np.ascontiguousarray(best.T)
    # The last word of each sentence has nothing behind it, all others are overwritten.
    labels = best.argmax(axis=1)
    into = np.ascontiguousarray(transitions.T)
    for before, here in reversed(order.steps()):
        labels[before] = (best[before] + into[labels[here]]).argmax(axis=1)
    found[order.rows] = labels
    return found


def certainties(
    scores: Floats, transitions: Floats, starts: Integers, lengths: Integers, labels: Integers
) -> Doubles:
    """The marginal probability of the label of each row; 0 in rows of no sentence given."""
    sure = np.zeros(len(scores))
    order = _order(starts, lengths)
    if not order.active:
        return sure
    own = scores[order.rows]
    weight = np.exp(own - own.max(axis=1, keepdims=True), dtype=np.float64)
    passing = np.exp(transitions, dtype=np.float64)
    forward = weight.copy()
    for before, here in order.steps():
        reached = (forward[before] @ passing) * weight[here]
        forward[here] = reached / reached.sum(axis=1, keepdims=True)
    backward = np.ones_like(weight)
    for before, here in reversed(order.steps()):
        left = (backward[here] * weight[here]) @ passing.T
        backward[before] = left / left.sum(axis=1, keepdims=True)
    both = forward * backward
    chosen = both[np.arange(len(both)), labels[order.rows]]
    sure[order.rows] = chosen / both.sum(axis=1)
    return sure


def _order(starts: Integers, lengths: Integers) -> _Order:
    longest_first = np.argsort(-lengths, kind="stable")
    ordered, first = lengths[longest_first], starts[longest_first]
    longest = int(ordered[0]) if len(ordered) else 0
    # How many sentences are longer than the step's number.
    active = np.searchsorted(-ordered, -np.arange(longest), side="left")
    begins = np.cumsum(active) - active
    step = np.repeat(np.arange(longest), active)
    rows = first[np.arange(len(step)) - np.repeat(begins, active)] + step
    return _Order(rows, begins.tolist(), active.tolist())
