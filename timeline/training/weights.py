"""Train a CRF, and keep a manifest beside the weights that says what they were made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Sentence = tuple[Sequence[Sequence[str]], Sequence[str]]


def train_crf(
    sentences: Iterable[Sentence], target: Path, *, parameters: Mapping[str, float | int | bool]
) -> None:
    """Write CRF weights to `target`; `sentences` are pairs of features and labels.

    The same input gives the same bytes: L-BFGS starts from zero and draws no random numbers.
    """
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(dict(parameters))
    for features, labels in sentences:
        trainer.append(features, labels)
    target.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(target))


def sha256(path: Path) -> str:
    """The file's SHA-256 in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def record(manifest: Path, name: str, entry: Mapping[str, Any]) -> None:
    """Put the entry for the weight file `name` into the manifest, keeping the others."""
    entries = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {}
    entries[name] = dict(entry)
    text = json.dumps(entries, indent=2, sort_keys=True, ensure_ascii=False)
    manifest.write_text(text + "\n", encoding="utf-8")
