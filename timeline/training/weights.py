"""Train a CRF, and keep a manifest beside the weights that says what they were made of.

    python -m timeline.training.weights MODEL.crfsuite names-de TARGET.crf

turns a model that CRFsuite has trained into the arrays that the program reads.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from timeline.actors import crf_features
from timeline.languages import pos
from timeline.languages.crf_model import Rows, Weights, joint_key, offsets, write_weights
from timeline.languages.crf_scheme import Scheme, Template

Sentence = tuple[Sequence[Sequence[str]], Sequence[str]]
# Column → weight
Row = dict[int, float]


def train_crf(
    sentences: Iterable[Sentence], target: Path, *, parameters: Mapping[str, float | int | bool]
) -> None:
    """Write CRFsuite's weights to `target`; `sentences` are pairs of attributes and labels.

    The same input gives the same bytes: L-BFGS starts from zero and draws no random numbers.
    """
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(dict(parameters))
    for features, labels in sentences:
        trainer.append(features, labels)
    target.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(target))


def train_weights(
    committee: Sequence[Iterable[Sentence]],
    target: Path,
    scheme: Scheme,
    *,
    parameters: Mapping[str, float | int | bool],
) -> None:
    """Train on each set of sentences, and write the mean of the weights as the program reads them.

    Most models have one set. Members that see different attributes of the same sentences make a
    logarithmic opinion pool (Smith, Cohn and Osborne, ACL 2005) that costs no more than one model.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        trained = []
        for number, sentences in enumerate(committee):
            trained.append(Path(folder) / f"{number}.crfsuite")
            train_crf(sentences, trained[-1], parameters=parameters)
        write_weights(target, converted(trained, scheme))


def tagger(path: Path) -> Any:
    """CRFsuite's own tagger of attributes, with `tag(attributes)` and `marginal(label, place)`."""
    import pycrfsuite

    opened = pycrfsuite.Tagger()
    opened.open(str(path))
    return opened


def converted(paths: Sequence[Path], scheme: Scheme) -> Weights:
    """The mean weights of CRFsuite models as arrays.

    ValueError for attributes that the scheme lacks and for models of different labels.
    """
    infos = [tagger(path).info() for path in paths]
    names = [_in_order(info.attributes) for info in infos]
    labels = _in_order(infos[0].labels)
    if any(_in_order(info.labels) != labels for info in infos):
        raise ValueError("the models have different labels")
    transitions = np.zeros((len(labels), len(labels)), np.float32)
    single: dict[str, Row] = {}
    joint: dict[tuple[int, tuple[str, ...]], Row] = {}
    slots = {offset: slot for slot, offset in enumerate(offsets(scheme))}
    templates = _by_name(scheme)
    for member, path in enumerate(paths):
        # The tagger's own list of weights is rounded; the numbers stand in the file.
        for kind, source, target, whole in _features(path.read_bytes()):
            weight = whole / len(paths)
            if kind == 1:
                transitions[source, target] += weight
                continue
            for number, parts, values in _read(names[member][source], templates):
                shown = tuple(
                    f"{view}={value}" for (view, _), value in zip(parts, values, strict=True)
                )
                if len(parts) == 1:
                    column = slots[parts[0][1]] * len(labels) + target
                    row = single.setdefault(shown[0], {})
                else:
                    column, row = target, joint.setdefault((number, shown), {})
                row[column] = row.get(column, 0.0) + weight
    keys = sorted({*single, *(key for _, several in joint for key in several)})
    numbers = {key: number for number, key in enumerate(keys, 1)}
    size = len(keys) + 1
    by_key = {
        joint_key(template, [numbers[key] for key in several], size): row
        for (template, several), row in joint.items()
    }
    return Weights(
        labels,
        keys,
        transitions,
        _rows([{}, *(single.get(key, {}) for key in keys)]),
        np.array(sorted(by_key), np.int64),
        _rows([by_key[key] for key in sorted(by_key)]),
    )


def _in_order(numbered: Mapping[str, str]) -> list[str]:
    """Names by their numbers, which run from 0."""
    return [name for name, _ in sorted(numbered.items(), key=lambda item: int(item[1]))]


def _features(content: bytes) -> Iterator[tuple[int, int, int, float]]:
    """Kind (0 attribute, 1 transition), source, target and weight of each feature of the file."""
    if content[:4] != b"lCRF":
        raise ValueError("no CRFsuite model")
    start = int.from_bytes(content[28:32], "little")
    count = int.from_bytes(content[start + 8 : start + 12], "little")
    layout = np.dtype([("kind", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])
    yield from np.frombuffer(content, layout, count, start + 12).tolist()


def _by_name(scheme: Scheme) -> dict[str, list[tuple[int, Template]]]:
    found: dict[str, list[tuple[int, Template]]] = {}
    for number, template in enumerate(scheme.templates):
        found.setdefault(template[0], []).append((number, template))
    return found


def _read(
    attribute: str, templates: Mapping[str, Sequence[tuple[int, Template]]]
) -> Iterator[tuple[int, tuple[tuple[str, int], ...], tuple[str, ...]]]:
    """Template number, its parts and their values: all readings of an attribute.

    The sign that joins values may stand in a value too, then every cut of the text is one reading;
    those that no words give do no harm. Of templates that share a name the longest that fits holds.
    """
    name, equals, text = attribute.partition("=")
    fitting = [
        (number, parts)
        for number, (_, parts) in templates.get(name + equals, ())
        if len(parts) == 1 or len(parts) <= text.count("|") + 1
    ]
    if not fitting:
        raise ValueError(f"no template makes the attribute {attribute!r}")
    most = max(len(parts) for _, parts in fitting)
    pieces = text.split("|")
    for number, parts in fitting:
        if len(parts) < most:
            continue
        for cuts in combinations(range(1, len(pieces)), len(parts) - 1):
            ends = [0, *cuts, len(pieces)]
            values = tuple("|".join(pieces[a:b]) for a, b in pairwise(ends))
            yield number, parts, values


def _rows(rows: Sequence[Row]) -> Rows:
    first = np.cumsum([0, *map(len, rows)])
    cells = [cell for row in rows for cell in sorted(row.items())]
    return Rows(
        first.astype(np.int32),
        np.array([column for column, _ in cells], np.uint8),
        np.array([weight for _, weight in cells], np.float32),
    )


def sha256(path: Path) -> str:
    """The file's SHA-256 in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def record(manifest: Path, name: str, entry: Mapping[str, Any]) -> None:
    """Put the entry for the weight file `name` into the manifest, keeping the others."""
    entries = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {}
    entries[name] = dict(entry)
    text = json.dumps(entries, indent=2, sort_keys=True, ensure_ascii=False)
    manifest.write_text(text + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; gives the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m timeline.training.weights", description=converted.__doc__
    )
    parser.add_argument("model", type=Path, help="what CRFsuite trained")
    parser.add_argument("scheme", choices=("names-de", "names-en", "pos-de", "pos-en"))
    parser.add_argument("target", type=Path)
    options = parser.parse_args(arguments)
    kind, _, language = options.scheme.partition("-")
    scheme = crf_features.scheme(language) if kind == "names" else pos.SCHEME
    write_weights(options.target, converted([options.model], scheme))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
