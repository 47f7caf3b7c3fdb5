"""What a function says of a word, asked once for each word: most words of a text come again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Answer = TypeVar("Answer")
_MOST = 50_000  # words; then all are forgotten, so that a large corpus does not fill the memory


class Answers(dict[Key, Answer]):
    """Key → answer: `known[key]` costs a third of calling a cached function.

    Ask with `[]` (or `map(known.__getitem__, keys)`); the answer depends on the key alone.
    """

    def __init__(self, answer: Callable[[Key], Answer]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, key: Key) -> Answer:
        if len(self) >= _MOST:
            self.clear()
        self[key] = found = self._answer(key)
        return found


class Remembered(Answers[str, Answer]):
    """Word → answer."""
