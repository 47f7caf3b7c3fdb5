"""What a function says of a word, asked once for each word: most words of a text come again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")
_MOST = 50_000  # words; then all are forgotten, so that a large corpus does not fill the memory


class Remembered(dict[str, Answer]):
    """Word → answer: `known[word]` costs a third of calling a cached function.

    Ask with `[]` (or `map(known.__getitem__, words)`); the answer depends on the word alone.
    """

    def __init__(self, answer: Callable[[str], Answer]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, word: str) -> Answer:
        if len(self) >= _MOST:
            self.clear()
        self[word] = found = self._answer(word)
        return found
