"""How quick the program is from the first import to the page, on invented articles.

    make bench                                 everything below
    python tests/speed/pipeline.py start grow  some of it
    python tests/speed/pipeline.py --articles 1000 --runs 5

    start    importing the package, --help, one sentence, reading the gazetteer
    stages   articles per CPU second, stage by stage, in one process
    grow     time and memory of a whole build, and both for ten times the articles
    line     one article of 10 MB in one line

A benchmark is a function that yields rows; it belongs to the command by its entry in `BENCHMARKS`.
Processor time is the figure to compare: it does not depend on what else the machine does. Medians,
where a command runs several times; memory is the peak of the largest process.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]

from newsroom import newsroom  # noqa: E402

PACKAGES = ("numpy", "pandas", "plotly", "networkx", "lxml", "click")
_PER_ARTICLE = 4  # events, as the newsroom writes


class Row(NamedTuple):
    """One figure; `target` is what the project asks of itself, as text."""

    measure: str
    value: float
    unit: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """How much is measured, and where files may lie."""

    articles: int
    runs: int
    megabytes: int
    folder: Path


class Cost(NamedTuple):
    """What a process needed: seconds on the clock and of the processor, MB at its peak."""

    wall: float
    cpu: float
    memory: float


def cost(*arguments: str) -> Cost:
    """The cost of a Python process with these arguments, all its children included."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(arguments)}: {said.decode(errors='replace')}")
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    wall = time.perf_counter() - begun
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def median_cost(runs: int, *arguments: str) -> Cost:
    """The median of each figure."""
    return Cost(*map(statistics.median, zip(*(cost(*arguments) for _ in range(runs)), strict=True)))


def articles(options: Options, count: int) -> Path:
    """A JSON Lines file of invented articles; a third of them are said to be German."""
    path = options.folder / f"articles-{count}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for document in newsroom(count * _PER_ARTICLE).documents:
            row = {
                "id": document.id,
                "text": document.text,
                "title": document.title,
                "source": document.source,
                "published": str(document.published),
                "language": document.language,
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


# ------------------------------------------------------------------ what is measured


def start(options: Options) -> Iterator[Row]:
    """What a user waits for before anything is done."""
    sentence = options.folder / "sentence.jsonl"
    row = {"id": "a", "text": "Angela Merkel met Emmanuel Macron in Paris.", "language": "en"}
    sentence.write_text(json.dumps(row) + "\n", encoding="utf-8")
    gazetteer = "import time; from timeline.gazetteer.index import load; t = time.process_time()"
    gazetteer += "; load(); print(time.process_time() - t)"
    run = partial(median_cost, options.runs)
    nothing = run("-c", "pass")
    bare = run("-c", "import timeline")
    yield Row("Python alone", nothing.cpu, "CPU s")
    yield Row("import timeline", bare.cpu - nothing.cpu, "CPU s", "< 0.15")
    yield Row("timeline --help", run("-m", "timeline", "--help").cpu, "CPU s", "< 0.3")
    for command in ("times", "actors", "extract"):
        used = run("-m", "timeline", command, "--raw", str(sentence))
        yield Row(f"timeline {command}, one sentence", used.cpu, "CPU s")
    loads = [
        float(subprocess.check_output([sys.executable, "-c", gazetteer], cwd=ROOT))
        for _ in range(options.runs)
    ]
    yield Row("the gazetteer", 1000 * statistics.median(loads), "CPU ms", "< 150")


@dataclass(slots=True)
class _Clock:
    """CPU seconds by stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    def __call__(self, stage: str, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        begun = time.process_time()
        result = work(*arguments, **named)
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - begun
        return result


def stages(options: Options) -> Iterator[Row]:
    """The stages one by one, as `timeline.extraction` and `timeline.pipeline` order them."""
    from timeline import actors, clean, corpus, events, extraction, ingest, pipeline
    from timeline.model import Reading, Timeline

    path = articles(options, options.articles)
    # Packs are loaded before the clock runs; `start` tells what that takes.
    list(extraction.read_documents(list(pipeline.read([path], problems=[]))[:5]))
    clock = _Clock()
    documents = clock("ingest", lambda: list(pipeline.read([path], problems=[])))
    readings = []
    for some in extraction.batches(documents):
        laid_out = [(document, clock("clean", clean.lay_out, document)) for document in some]
        dated = [(ingest.date_from_dateline(*pair), pair[1]) for pair in laid_out]
        parts = [part for pair in dated for part in extraction.by_language(*pair)]
        clock("actors: name model", actors.look_ahead, parts)
        clock("events: parts of speech", events.look_ahead, parts)
        for document, layout in dated:
            timexes = clock("times", extraction.times_in, document, layout)
            named = clock("actors", extraction.mentions_in, document, layout)
            mentions, everyone = clock("events", events.with_groups, document, layout, *named)
            found = clock("events", events.extract, document, layout, timexes, mentions, everyone)
            readings.append(Reading(document, layout, timexes, mentions, everyone, found))
    linked, everyone = clock("link", actors.link, readings)
    told = tuple(event for reading in linked for event in reading.events)
    merged = clock("merge", corpus.merge, told, linked, everyone, compare=corpus.compared)
    timeline = Timeline(
        tuple(reading.document for reading in linked), everyone, merged, (), tuple(linked)
    )
    clock("page", timeline.to_html)
    for stage, seconds in clock.seconds.items():
        yield Row(stage, len(documents) / seconds, "articles per CPU s")
    whole = len(documents) / sum(clock.seconds.values())
    yield Row("all of them", whole, "articles per CPU s")


def grow(options: Options) -> Iterator[Row]:
    """A whole build, and one of ten times the articles; one process, so that memory is its own."""
    one = articles(options, options.articles // 10 or 1)
    ten = articles(options, 10 * (options.articles // 10 or 1))
    page = str(options.folder / "page.html")

    def build(path: Path) -> Cost:
        return cost("-m", "timeline", "build", "--jobs", "1", str(path), "-o", page)

    few, many = build(one), build(ten)
    count = 10 * (options.articles // 10 or 1)
    yield Row(f"{count // 10} articles", few.cpu, "CPU s")
    yield Row(f"{count} articles", many.cpu, "CPU s")
    yield Row(f"{count} articles", count / many.cpu, "articles per CPU s")
    yield Row(f"{count // 10} articles, peak", few.memory, "MB")
    yield Row(f"{count} articles, peak", many.memory, "MB")
    yield Row("time for ten times the articles", many.cpu / few.cpu, "times", "< 11")
    yield Row("memory for ten times the articles", many.memory / few.memory, "times", "< 10")


def line(options: Options) -> Iterator[Row]:
    """One article without a single line break."""
    texts = [document.text.replace("\n", " ") for document in newsroom(2_000).documents]
    once = " ".join(texts)
    size = options.megabytes * 1_000_000
    path = options.folder / "line.txt"
    head = "published: 2022-02-22\nlanguage: en\n\n"
    path.write_text(head + (once * (size // len(once) + 1))[:size], encoding="utf-8")
    used = cost("-m", "timeline", "extract", "--jobs", "1", str(path))
    yield Row(f"{options.megabytes} MB in one line", used.cpu, "CPU s")
    yield Row(f"{options.megabytes} MB in one line", options.megabytes / used.cpu, "MB per CPU s")
    yield Row(f"{options.megabytes} MB in one line, peak", used.memory, "MB")


BENCHMARKS: dict[str, Callable[[Options], Iterator[Row]]] = {
    "start": start,
    "stages": stages,
    "grow": grow,
    "line": line,
}


# ------------------------------------------------------------------ the command


def machine() -> str:
    """What the figures were measured on."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    memory = ""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        memory = f", {pages / 2**30:.0f} GiB"
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{memory}\n"
        f"Python {platform.python_version()}, {packages}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table; the exit status is 0 whatever the figures are."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--articles", type=int, default=500, help="of the larger corpus")
    parser.add_argument("--runs", type=int, default=5, help="of each short command")
    parser.add_argument("--megabytes", type=int, default=10, help="of the long line")
    given = parser.parse_args(arguments)
    unknown = sorted(set(given.names) - BENCHMARKS.keys())
    if unknown:
        parser.error(f"no benchmark called {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        options = Options(given.articles, given.runs, given.megabytes, Path(folder))
        for name in given.names or BENCHMARKS:
            for row in BENCHMARKS[name](options):
                target = f"  ({row.target})" if row.target else ""
                print(
                    f"{name:<8}{row.measure:<36}{row.value:>10.3f} {row.unit}{target}", flush=True
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
