"""Open CRF weights: shared by the part-of-speech tagger, the name recogniser and the training."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

Items = Sequence[Sequence[str]]


class Model:
    """A linear-chain CRF; `tag` gives one label for each item of a sentence."""

    def __init__(self, weights: bytes) -> None:
        import pycrfsuite

        tagger: Any = pycrfsuite.Tagger()
        tagger.open_inmemory(weights)
        self._weights = weights  # the tagger reads from this very memory and does not keep it alive
        self._tagger = tagger
        self._decode: Callable[[Items], list[str]] = tagger.tag

    def tag(self, items: Items) -> list[str]:
        """The best labels; an empty sentence has none."""
        return self._decode(items) if items else []

    def certainty(self, label: str, place: int) -> float:
        """Marginal probability of `label` at `place` of the sentence tagged last."""
        probability: float = self._tagger.marginal(label, place)
        return probability


def open_model(path: Path | Traversable) -> Model:
    """The model in a weight file; FileNotFoundError where there is none."""
    return Model(path.read_bytes())
