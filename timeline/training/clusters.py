"""Cut the word clusters down to what is used: `python -m timeline.training.clusters DIR`.

Needs spacy-lookups-data (MIT), which only this command uses. It holds Brown clusters and word
frequencies of large web texts; the most frequent words that have a cluster are kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from timeline.actors.clusters import write

# How many words of each language are kept: more of them gain less than they weigh.
WORDS = {"de": 300_000, "en": 150_000}


def select(
    clusters: Mapping[str, int], frequency: Mapping[str, float], *, count: int
) -> dict[str, str]:
    """The `count` most frequent words with a letter in them that have a cluster, and its path.

    A cluster's number holds its path backwards; an empty one is none.
    """
    listed = [
        word for word, number in clusters.items() if number and any(s.isalpha() for s in word)
    ]
    listed.sort(key=lambda word: (-frequency.get(word, float("-inf")), word))
    return {word: bin(clusters[word])[:1:-1] for word in listed[:count]}


def _table(language: str, name: str) -> Any:
    path = files("spacy_lookups_data") / "data" / f"{language}_lexeme_{name}.json.gz"
    return json.loads(gzip.decompress(path.read_bytes()))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; gives the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m timeline.training.clusters", description=__doc__
    )
    parser.add_argument("target", type=Path, help="the folder to write clusters-*.npy to")
    options = parser.parse_args(arguments)
    for language, count in WORDS.items():
        chosen = select(_table(language, "cluster"), _table(language, "prob"), count=count)
        write(options.target / f"clusters-{language}.npy", chosen)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
