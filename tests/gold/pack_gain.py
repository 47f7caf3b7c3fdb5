"""What a language pack for times gains over reading only full dates: `pack_gain.py FOLDER [CODE…]`.

FOLDER holds topics of timeline summarisation, one folder each with `topic.json` (with `language`
and `keywords`) and `articles.jsonl.gz`, and beside them `score.py`, which scores a folder of
timelines. For each topic in one of the languages the timeline is made twice: with the package as
it is, and with a copy of it whose pack for that language is taken away, so that only the fallback
reads dates. Printed are the measures of both, in per cent, and their difference.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import timeline

PACKAGE = Path(timeline.__file__).parent


def summarize(package: Path, corpus: Path, keywords: list[str]) -> str:
    """The timeline of a corpus, made by the package that lies there."""
    query = ["--query", " ".join(keywords)] if keywords else []
    done = subprocess.run(
        [sys.executable, "-m", "timeline", "summarize", "--json", *query, str(corpus)],
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        cwd=package.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    return done.stdout


def scores(folder: Path, systems: Path, topics: list[str]) -> dict[str, Any]:
    """Measure → per cent, the mean over the topics."""
    found: dict[str, list[float]] = {}
    for topic in topics:
        done = subprocess.run(
            [sys.executable, str(folder / "score.py"), "--bench", str(folder),
             "--systems", str(systems), "--only", topic, "--json"],
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        for measure, figure in json.loads(done.stdout)["average"].items():
            if isinstance(figure, dict):
                found.setdefault(measure, []).append(100 * figure["mean_f"])
    return {measure: sum(values) / len(values) for measure, values in found.items()}


def main(folder: Path, codes: list[str]) -> None:
    """Print a table for each language."""
    topics: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("*/topic.json")):
        language = json.loads(path.read_text(encoding="utf-8")).get("language", "en")
        if language in codes:
            topics.setdefault(language, []).append(path.parent)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for code, members in topics.items():
            bare = work / code / "timeline"
            shutil.copytree(PACKAGE, bare, ignore=shutil.ignore_patterns("__pycache__", "web"))
            shutil.rmtree(bare / "languages" / code)
            systems = {"fallback": work / f"{code}-fallback", "pack": work / f"{code}-pack"}
            for kind, target in systems.items():
                target.mkdir()
                for topic in members:
                    about = json.loads((topic / "topic.json").read_text(encoding="utf-8"))
                    corpus = work / f"{topic.name}.jsonl"
                    corpus.write_bytes(gzip.decompress((topic / "articles.jsonl.gz").read_bytes()))
                    made = summarize(
                        PACKAGE if kind == "pack" else bare, corpus, about.get("keywords") or []
                    )
                    (target / f"{topic.name}.json").write_text(made, encoding="utf-8")
            only = [topic.name for topic in members]
            before, after = (scores(folder, systems[kind], only) for kind in ("fallback", "pack"))
            print(f"{code}: {', '.join(only)}")
            for measure, value in before.items():
                gain = after[measure] - value
                print(f"  {measure:24}{value:7.1f}{after[measure]:7.1f}{gain:+7.1f}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or ["es", "fr", "it"])
