"""What a large corpus costs: each stage by itself, a second run, processes, a cluster.

    make bench-scale                                 all of it, 1,000 articles
    python tests/speed/scale.py stages --articles 300
    python tests/speed/scale.py store jobs dask --corpus folder/

The articles are put together from paragraphs of sample_articles/, German and English, or are those
of --corpus. CPU seconds are those of all processes together and say more than the clock does on a
machine that does other things, too.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from timeline import actors, corpus, pipeline  # noqa: E402
from timeline.actors.spellings import Spellings  # noqa: E402
from timeline.codec import decode_reading, encode_document, encode_reading  # noqa: E402
from timeline.corpus.merge import pairs  # noqa: E402
from timeline.corpus.profile import Who, profiles  # noqa: E402
from timeline.engines import cores  # noqa: E402
from timeline.extraction import read_documents  # noqa: E402
from timeline.model import Document, Timeline  # noqa: E402

NEW = 10


def articles(count: int) -> list[Document]:
    """So many articles: paragraphs of two samples in one language, under a day of their own."""
    chance = random.Random(5)
    samples = list(pipeline.read([ROOT / "sample_articles"], problems=[]))
    dated = [sample for sample in samples if sample.published is not None]
    made = []
    for number in range(count):
        first = chance.choice(dated)
        second = chance.choice([item for item in dated if item.language == first.language])
        parts = [part for item in (first, second) for part in item.text.split("\n\n")]
        kept = chance.sample(parts, k=max(1, len(parts) * 2 // 3))
        assert first.published is not None
        made.append(
            Document(
                id=f"article-{number:06d}",
                text="\n\n".join(kept),
                language=first.language,
                published=first.published + timedelta(days=chance.randrange(60)),
                published_from="header",
                source=f"Courier {number % 40}",
            )
        )
    return made


def written(path: Path, documents: list[Document]) -> Path:
    """The articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for item in documents:
            row = {"id": item.id, "text": item.text, "language": item.language}
            day = None if item.published is None else item.published.isoformat()
            file.write(json.dumps({**row, "published": day, "source": item.source}) + "\n")
    return path


@dataclass(slots=True)
class Cost:
    """CPU and clock of something, in seconds."""

    cpu: float = 0.0
    clock: float = 0.0


@contextmanager
def measured() -> Iterator[Cost]:
    cost = Cost()
    cpu, clock = time.process_time(), time.perf_counter()
    yield cost
    cost.cpu, cost.clock = time.process_time() - cpu, time.perf_counter() - clock


def command(*arguments: str | Path) -> Cost:
    """`timeline build` in a process of its own, with all that it starts and waits for."""
    start = time.perf_counter()
    words = [sys.executable, "-m", "timeline", "build", *map(str, arguments), "--quiet"]
    # An installed program is compiled once and not in each run.
    around = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    pid = os.posix_spawn(sys.executable, words, around)
    _, status, used = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(words)}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - start)


def memory() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def stages(documents: list[Document], folder: Path) -> None:
    """Cost per article of each stage, in one process."""
    gc.set_threshold(1_000_000, 20, 100)  # as the command has it
    count = len(documents)

    def row(name: str, cost: Cost, note: str = "") -> None:
        print(f"{name:<38}{cost.cpu / count * 1000:>9.2f} ms{cost.cpu:>9.2f} s   {note}")

    print(f"{'stage':<38}{'per article':>12}{'CPU':>11}")
    source = written(folder / "stages.jsonl", documents)
    with measured() as cost:
        list(pipeline.read([source], problems=[]))
    row("ingest (JSON Lines)", cost)
    list(read_documents(documents[:2]))
    before = memory()
    with measured() as cost:
        readings = list(read_documents(documents))
    held = (memory() - before) * 1024 / count
    row("extraction", cost, f"{held:.0f} KB of memory per reading held")
    with measured() as cost:
        packed = [encode_reading(reading) for reading in readings]
    size = sum(map(len, packed)) / count / 1024
    row("pack a reading", cost, f"{size:.1f} KB each")
    text = sum(len(encode_document(document)) for document in documents) / count / 1024
    with measured() as cost:
        for document, item in zip(documents, packed, strict=True):
            decode_reading(item, document)
    row("unpack it", cost, f"its article {text:.1f} KB packed")
    spellings, notes = Spellings(), corpus.Notes()
    with measured() as cost:
        linked, everyone = actors.link(readings, spellings=spellings)
    row("link actors", cost, f"{len(everyone):,} actors")
    known = Spellings(*(spellings.asked() or ()))
    with measured() as cost:
        actors.link(readings, spellings=known)
    row("the same, names known by a store", cost)
    found = tuple(event for reading in linked for event in reading.events)
    with measured() as cost:
        merged = corpus.merge(found, linked, everyone, notes=notes)
    by_id = {reading.document.id: reading for reading in linked}
    compared = sum(1 for _ in pairs(profiles(found, by_id, Who(everyone))))
    row("merge events", cost, f"{len(found):,} reports, {compared:,} pairs, {len(merged):,} events")
    with measured() as cost:
        corpus.merge(found, linked, everyone, notes=notes)
    row("the same, words known by a store", cost)
    with measured() as cost:
        told = corpus.link_outcomes(merged, linked, everyone, notes=notes)
        told = corpus.with_salience(told, linked, pipeline.key_days(linked))
    row("outcomes, salience, key days", cost)
    whole = tuple(reading.document for reading in linked)
    with measured() as cost:
        page = Timeline(whole, everyone, corpus.in_order(told), (), tuple(linked)).to_html()
    row("the page", cost, f"{len(page) / 1e6:.1f} MB")
    print(f"{'memory at most':<38}{memory():>9.0f} MB")


def store(documents: list[Document], folder: Path) -> None:
    """A first run, one without a change, and one with ten articles more."""
    known = written(folder / "known.jsonl", documents[:-NEW])
    more = written(folder / "more.jsonl", documents[-NEW:])
    where = ("--store", folder / "c.duckdb", "-o", folder / "page.html", "--jobs", "1")
    full = command(known, *where)
    again = command(known, *where)
    added = command(known, more, *where)
    plain = command(known, more, "-o", folder / "page.html", "--jobs", "1")
    count = len(documents) - NEW
    print(f"{'run':<38}{'CPU':>10}{'clock':>10}")
    for name, cost in (
        ("without a store", plain),
        (f"first, {count} articles", full),
        ("again, nothing new", again),
        (f"again, {NEW} more", added),
    ):
        print(row(name, cost))
    each = (full.cpu - again.cpu) / count
    print(
        f"ten more cost as much as reading {(added.cpu - again.cpu) / each:.0f} articles;"
        f" the run with them {added.cpu / plain.cpu:.2f} of one without a store;"
        f" file {(folder / 'c.duckdb').stat().st_size / 1e6:.1f} MB"
    )


def row(name: object, cost: Cost) -> str:
    """The beginning of a line: what was run, and what it cost."""
    return f"{name:<38}{cost.cpu:>8.2f} s{cost.clock:>8.2f} s"


def jobs(documents: list[Document], folder: Path) -> None:
    """One process, then two, then as many as there are cores."""
    source = written(folder / "jobs.jsonl", documents)
    print(f"{'processes':<38}{'CPU':>10}{'clock':>10}")
    first: Cost | None = None
    for number in sorted({1, 2, cores()}):
        cost = command(source, "-o", folder / "page.html", "--jobs", str(number))
        first = first or cost
        print(
            f"{row(number, cost)}   {first.clock / cost.clock:.2f} times as quick,"
            f" {cost.cpu / first.cpu:.2f} the CPU"
        )


def dask(documents: list[Document], folder: Path) -> None:
    """Processes of one's own beside a Dask cluster of as many."""
    source = written(folder / "dask.jsonl", documents)
    print(f"{'engine':<38}{'CPU':>10}{'clock':>10}")
    first: Cost | None = None
    for engine in ("local", "dask"):
        cost = command(
            source, "-o", folder / "page.html", "--jobs", str(cores()), "--engine", engine
        )
        first = first or cost
        print(
            f"{row(engine, cost)}   {cost.cpu / first.cpu:.2f} the CPU,"
            f" {cost.clock / first.clock:.2f} the time"
        )


BENCHMARKS: dict[str, Callable[[list[Document], Path], None]] = {
    "stages": stages,
    "store": store,
    "jobs": jobs,
    "dask": dask,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("benchmarks", nargs="*", metavar="BENCHMARK", help=", ".join(BENCHMARKS))
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--corpus", type=Path, help="articles of one's own instead")
    given = parser.parse_args()
    if unknown := set(given.benchmarks) - set(BENCHMARKS):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    if given.corpus is None:
        documents = articles(given.articles)
    else:
        documents = list(pipeline.read([given.corpus], problems=[]))[: given.articles]
    characters = sum(len(document.text) for document in documents) // len(documents)
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "duckdb", "distributed"))
    print(f"{platform.machine()}, {cores()} cores, Python {platform.python_version()}, {packages}")
    print(f"{len(documents):,} articles of {characters:,} characters on average")
    for name in given.benchmarks or BENCHMARKS:
        print(f"\n{name}")
        with tempfile.TemporaryDirectory() as folder:
            BENCHMARKS[name](documents, Path(folder))


if __name__ == "__main__":
    main()
