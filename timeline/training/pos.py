"""Train the part-of-speech taggers: `python -m timeline.training.pos DATA_DIR`.

DATA_DIR holds `en/en_ewt-*.conllu.gz` and `de/de_gsd-*.gz`, `de/de_pud-wiki.conllu.gz` (Universal
Dependencies). The German training set has coarse tags of an older release only: a small model
learned from the GSD test part and PUD first rewrites them to the present convention and adds verb
forms. Both dev parts are kept for measuring.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import timeline.languages
from timeline.languages import pos
from timeline.languages.crf_model import open_model
from timeline.training.treebanks import Tagged, read_conllu, read_upos
from timeline.training.weights import record, sha256, tagger, train_crf, train_weights

PARAMETERS: dict[str, float | int | bool] = {
    "c1": 0.3,
    "c2": 0.01,
    "max_iterations": 120,
    "feature.minfreq": 2,
    "feature.possible_transitions": False,
}
# The older release draws these lines elsewhere, so its tag is only a hint.
_SAME_CLASS = {"VERB": "V", "AUX": "V", "DET": "D", "PRON": "D", "ADJ": "J", "ADV": "J"}
_CORPORA = {
    "de": {
        "de/de_gsd-train-upos.tsv.gz": "UD German-GSD, CC BY-SA 4.0",
        "de/de_gsd-test.conllu.gz": "UD German-GSD, CC BY-SA 4.0",
        "de/de_pud-wiki.conllu.gz": "UD German-PUD, CC BY-SA 3.0",
    },
    "en": {"en/en_ewt-train.conllu.gz": "UD English-EWT, CC BY-SA 4.0"},
}
_DEV = {"de": "de/de_gsd-dev.conllu.gz", "en": "en/en_ewt-dev.conllu.gz"}

log = logging.getLogger(__name__)


def train(data: Path, target: Path, *, language: str) -> dict[str, Any]:
    """Write `pos-LANGUAGE.crf` into `target`, record it in the manifest, give the entry."""
    sentences = training_set(data, language)
    path = target / f"pos-{language}.crf"
    train_weights(
        [((pos.items(item.words), item.tags) for item in sentences)],
        path,
        pos.SCHEME,
        parameters=PARAMETERS,
    )
    entry: dict[str, Any] = {
        "sha256": sha256(path),
        "bytes": path.stat().st_size,
        "licence": "CC BY-SA 4.0",
        "parameters": PARAMETERS,
        "corpora": {
            name: {"source": source, "sha256": sha256(data / name)}
            for name, source in _CORPORA[language].items()
        },
    }
    dev = data / _DEV[language]
    if dev.is_file():
        entry["dev"] = {"corpus": _DEV[language]} | score(path, list(read_conllu(dev, language)))
    record(target / "manifest.json", path.name, entry)
    return entry


def training_set(data: Path, language: str) -> list[Tagged]:
    """All sentences to learn from, in one tagging convention."""
    if language == "en":
        return list(read_conllu(data / "en/en_ewt-train.conllu.gz", "en"))
    new = list(read_conllu(data / "de/de_gsd-test.conllu.gz", "de"))
    pud = list(read_conllu(data / "de/de_pud-wiki.conllu.gz", "de"))
    old = list(read_upos(data / "de/de_gsd-train-upos.tsv.gz"))
    return new + pud + rewrite(old, example=new + pud)


def rewrite(old: Sequence[Tagged], *, example: Sequence[Tagged]) -> list[Tagged]:
    """The sentences of `old` with the tags a model learned from `example` gives them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rewrite.crfsuite"
        train_crf(
            ((_hinted(item), item.tags) for item in example),
            path,
            parameters=PARAMETERS | {"feature.minfreq": 0},
        )
        model = tagger(path)
        return [Tagged(item.words, tuple(model.tag(_hinted(item)))) for item in old]


def score(weights: Path, gold: Sequence[Tagged]) -> dict[str, float]:
    """Accuracy in per cent, of UPOS and of the fine tags, and of the form among gold verbs."""
    tagged = open_model(weights, pos.SCHEME).tag([item.words for item in gold])
    words = coarse = fine = verbs = forms = 0
    for item, tags in zip(gold, tagged, strict=True):
        for want, have in zip(item.tags, tags, strict=True):
            words += 1
            coarse += want.partition(".")[0] == have.partition(".")[0]
            fine += want == have
            if want.startswith(("VERB.", "AUX.")):
                verbs += 1
                forms += want.partition(".")[2] == have.partition(".")[2]
    return {
        "words": words,
        "upos": round(100 * coarse / max(words, 1), 2),
        "fine": round(100 * fine / max(words, 1), 2),
        "verb forms": round(100 * forms / max(verbs, 1), 2),
    }


def _hinted(item: Tagged) -> list[tuple[str, ...]]:
    """Features with the class of the older tag at the word and its neighbours."""
    hints = [_SAME_CLASS.get(tag.partition(".")[0], tag.partition(".")[0]) for tag in item.tags]
    around = ["", *hints, ""]
    return [
        (*features, "u=" + around[i + 1], "-u=" + around[i], "+u=" + around[i + 2])
        for i, features in enumerate(pos.items(item.words))
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m timeline.training.pos", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the treebanks")
    parser.add_argument("--language", choices=("de", "en"), action="append")
    parser.add_argument(
        "--output", type=Path, default=Path(timeline.languages.__path__[0]) / "weights"
    )
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    for language in options.language or ("de", "en"):
        entry = train(options.data, options.output, language=language)
        log.info("%s: %d bytes, %s", language, entry["bytes"], entry.get("dev"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
