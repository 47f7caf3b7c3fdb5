"""Train the name recognisers: `python -m timeline.training.names DATA_DIR`.

DATA_DIR holds gzipped `word<TAB>tag` files (BIO; PER, LOC, ORG). The German weights rest on CC BY
data only; the English ones also on share-alike data and carry its licence.
"""

from __future__ import annotations

import argparse
import gzip
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import timeline.actors
from timeline.actors.crf import label_spans
from timeline.actors.crf_features import items, marks, scheme, without_clusters
from timeline.languages.crf_model import open_model
from timeline.training.silver import mend
from timeline.training.treebanks import Tagged
from timeline.training.weights import record, sha256, train_weights

PARAMETERS: dict[str, dict[str, float | int | bool]] = {
    "de": {"c1": 0.1, "c2": 0.05, "max_iterations": 90, "feature.minfreq": 2},
    "en": {"c1": 0.2, "c2": 0.01, "max_iterations": 80, "feature.minfreq": 2},
}
_CORPORA = {
    "de": {"de_germeval_train.tsv.gz": "GermEval 2014 NER, training set, CC BY 4.0"},
    "en": {
        "en_ewt_train.tsv.gz": "Universal NER English-EWT, training set, CC BY-SA 4.0",
        "en_wikigold.tsv.gz": "Wikigold, CC BY 4.0",
        "en_gum_silver.tsv.gz": "GUM, part; CC BY 4.0, texts CC BY 2.5 and CC BY-SA 3.0",
    },
}
_SILVER = frozenset(("en_gum_silver.tsv.gz",))
# Counted twice: hand-annotated, and nearer to news than an encyclopaedia.
_TWICE: dict[str, tuple[str, ...]] = {"de": (), "en": ("en_ewt_train.tsv.gz",)}
_WEIGHTS = Path(timeline.actors.__path__[0]) / "weights"
# Two models, one of them without the clusters, whose mean is shipped. Alone the clusters gained in
# cross-validation and lost on the small development part; together they gained on both.
_COMMITTEE = frozenset(("en",))
_LICENCE = {"de": "CC BY 4.0", "en": "CC BY-SA 4.0"}

log = logging.getLogger(__name__)


def train(data: Path, target: Path, *, language: str, dev: Path | None = None) -> dict[str, Any]:
    """Write `names-LANGUAGE.crf` into `target`, record it in the manifest, give the entry.

    The entry holds the scores on `dev`/LANGUAGE/*.tsv, of the weights alone: the gazetteer overlay
    and the document pass that follow a recogniser are not in them.
    """
    weights = target / f"names-{language}.crf"
    sentences = training_set(data, language)
    committee = [((items(item.words, language), item.tags) for item in sentences)]
    if language in _COMMITTEE:
        committee.append((without_clusters(items(s.words, language)), s.tags) for s in sentences)
    train_weights(
        committee,
        weights,
        scheme(language),
        parameters=PARAMETERS[language],
    )
    entry: dict[str, Any] = {
        "sha256": sha256(weights),
        "bytes": weights.stat().st_size,
        "licence": _LICENCE[language],
        "parameters": PARAMETERS[language],
        "corpora": {
            name: {"source": source, "sha256": sha256(data / name)}
            for name, source in _CORPORA[language].items()
        },
        "lexicon": sha256(_WEIGHTS / "lexicon.table"),
        "clusters": sha256(_WEIGHTS / f"clusters-{language}.npy"),
    }
    if dev is not None:
        entry["dev"] = {
            path.stem: score(weights, list(read_names(path)), language)
            for path in sorted((dev / language).glob("*.tsv"))
        }
    record(target / "manifest.json", weights.name, entry)
    return entry


def training_set(data: Path, language: str) -> list[Tagged]:
    """All sentences to learn from; silver ones are mended with what the others teach."""
    gold: list[Tagged] = []
    silver: list[Tagged] = []
    for name in _CORPORA[language]:
        (silver if name in _SILVER else gold).extend(read_names(data / name))
    if silver:
        silver = mend(silver, gold, language=language, parameters=PARAMETERS[language])
    twice = [item for name in _TWICE[language] for item in read_names(data / name)]
    return twice + gold + silver


def read_names(path: Path) -> Iterator[Tagged]:
    """Sentences of a `word<TAB>tag` file, gzipped or not, parted by empty lines."""
    words: list[str] = []
    tags: list[str] = []
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    for line in content.decode("utf-8").split("\n"):
        word, _, tag = line.rstrip("\r").rpartition("\t")
        if word:
            words.append(word)
            tags.append(tag)
        elif words:
            yield Tagged(tuple(words), tuple(tags))
            words, tags = [], []
    if words:
        yield Tagged(tuple(words), tuple(tags))


def score(weights: Path, gold: Sequence[Tagged], language: str) -> dict[str, float]:
    """Strict precision, recall and F1 of names in per cent."""
    sentences = [item.words for item in gold]
    model = open_model(weights, scheme(language))
    tagged = model.tag(sentences, [marks(words) for words in sentences])
    right = found = wanted = 0
    for item, labels in zip(gold, tagged, strict=True):
        have = set(label_spans(labels))
        want = set(label_spans(list(item.tags)))
        right += len(have & want)
        found += len(have)
        wanted += len(want)
    return {
        "precision": round(100 * right / max(found, 1), 2),
        "recall": round(100 * right / max(wanted, 1), 2),
        "f1": round(200 * right / max(found + wanted, 1), 2),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m timeline.training.names", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the corpora")
    parser.add_argument("--language", choices=("de", "en"), action="append")
    parser.add_argument("--output", type=Path, default=_WEIGHTS)
    parser.add_argument("--dev", type=Path, help="folder with LANGUAGE/*.tsv to measure on")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    for language in options.language or ("de", "en"):
        entry = train(options.data, options.output, language=language, dev=options.dev)
        log.info("%s: %d bytes, %s", language, entry["bytes"], entry.get("dev"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
