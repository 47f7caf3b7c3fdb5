"""How quick the page is, in a real Chromium, beside plotly's own timeline of the same events.

    make bench-page                     20, 1,000, 20,000 and 100,000 events
    python tests/speed/page.py --sizes 1000 --runs 9 --plain

First: from the start of the navigation until the marks are painted. Zoom and filter: from the
input until they are painted anew. Heap: JavaScript's, after a collection, once the page is idle;
buffers lie outside of it and are told apart. Medians, or with --least the least of the runs, which
is what to look at on a machine that does other things too; pages stay in build/bench.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import time
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]

from chromium import CHROMIUM_ARGUMENTS, chromium_path  # noqa: E402
from newsroom import newsroom  # noqa: E402

SIZES = (20, 1_000, 20_000, 100_000)
# first render and latency in seconds, heap and file in MB; what the project asks of itself.
TARGETS = {1_000: (0.6, 0.2, 40.0, 1.7), 100_000: (1.2, 0.2, 40.0, 8.0)}
_WAIT_MS = 240_000

# Both pages put a mark when a picture is painted; this waits for the one after an input.
# The processor's time that the page's own thread spent on it is told beside it: on a machine that
# does other things too, that is the figure to compare.
_LATENCY = """async ([act, name]) => {
    performance.clearMarks(name);
    const seen = new Promise(done => {
        const observer = new PerformanceObserver(list => {
            if (!list.getEntriesByName(name).length) return;
            observer.disconnect();
            done(list.getEntriesByName(name)[0].startTime);
        });
        observer.observe({type: 'mark'});
    });
    const start = performance.now();
    window.__act[act]();
    return (await seen) - start;
}"""

_PAGE_ACTS = """window.__act = {
    zoom: () => document.querySelectorAll('.chart-bar [aria-label="Zoom in"]')[0].click(),
    all: () => document.querySelector('.chart-bar [title="Whole time range"]').click(),
    filter: () => document.querySelector('.facets input[type=checkbox]').click(),
};"""

_PLOTLY_ACTS = """window.__act = (() => {
    const plot = document.querySelector('.plotly-graph-div');
    const painted = () => requestAnimationFrame(() => setTimeout(() => performance.mark('chart')));
    const range = () => plot._fullLayout.xaxis.range.map(end => +new Date(end));
    return {
        zoom: () => {
            const [a, b] = range();
            const part = (b - a) / 4;
            Plotly.relayout(plot, {'xaxis.range': [a + part, b - part]}).then(painted);
        },
        filter: () => Plotly.restyle(plot, {visible: 'legendonly'}, [0]).then(painted),
    };
})();"""

_PLOTLY_MARK = "requestAnimationFrame(() => setTimeout(() => performance.mark('chart')));"


@dataclass(slots=True)
class Measured:
    """One page's figures, a list of runs each; seconds and MB."""

    file: float
    first: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    zoom: list[float] = field(default_factory=list)
    zoom_cpu: list[float] = field(default_factory=list)
    filter: list[float] = field(default_factory=list)
    filter_cpu: list[float] = field(default_factory=list)
    heap: list[float] = field(default_factory=list)
    buffers: list[float] = field(default_factory=list)


def main(arguments: list[str] | None = None) -> int:
    """Prints the table; 1 where a target is missed and --strict asks for it."""
    options = _options(arguments)
    folder = ROOT / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    from playwright.sync_api import sync_playwright

    results: dict[str, dict[str, Measured]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS
        )
        print(_machine(browser.version))
        of_runs = "least of the runs" if options.least else "medians"
        print(f"{of_runs}; seconds (of which processor), MB of heap + buffers, MB of file")
        for size in options.sizes:
            pages = _pages(folder, size, plain=options.plain)
            for kind, path in pages.items():
                runs = (
                    options.runs if kind == "page" else max(1, min(3, options.runs, 60_000 // size))
                )
                measured = measure(browser, path, kind=kind, runs=runs)
                results.setdefault(str(size), {})[kind] = measured
                print(_row(size, kind, measured, least=options.least), flush=True)
        browser.close()
    (folder / "result.json").write_text(
        json.dumps(
            {
                size: {kind: _summary(item, least=options.least) for kind, item in row.items()}
                for size, row in results.items()
            },
            indent=1,
        ),
        encoding="utf-8",
    )
    missed = [
        line
        for size in options.sizes
        for line in _missed(size, results[str(size)]["page"], least=options.least)
    ]
    print("\n".join(missed) or "every target is met")
    return int(bool(missed) and options.strict)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--plain", action="store_true", help="without plotly's own timeline")
    parser.add_argument("--least", action="store_true", help="the least of the runs, no medians")
    parser.add_argument("--strict", action="store_true", help="fail where a target is missed")
    return parser.parse_args(arguments)


def _pages(folder: Path, size: int, *, plain: bool) -> dict[str, Path]:
    from timeline.view.to_html import to_html

    timeline = newsroom(size)
    paths = {"page": folder / f"page-{size}.html"}
    start = time.perf_counter()
    text = to_html(timeline, title="Newsroom")
    print(f"{size:>7}  page written in {time.perf_counter() - start:.1f} s", file=sys.stderr)
    paths["page"].write_text(text, encoding="utf-8")
    if not plain:
        paths["px.timeline"] = folder / f"plotly-{size}.html"
        _write_plotly(timeline, paths["px.timeline"])
    return paths


def _write_plotly(timeline: Any, path: Path) -> None:
    """The same events the way plotly's documentation draws them: a bar each, in lanes of actors."""
    import plotly.express as px

    names = {actor.id: actor.name for actor in timeline.actors}
    dated = [item for item in timeline.events if item.interval and item.interval.start]
    rows = {
        "Start": [item.interval.start for item in dated],
        "Finish": [item.interval.end or item.interval.start for item in dated],
        "Actor": [names[item.roles[0].actor] for item in dated],
        "Class": [item.type for item in dated],
        "Event": [item.title for item in dated],
    }
    figure = px.timeline(
        rows, x_start="Start", x_end="Finish", y="Actor", color="Class", hover_name="Event"
    )
    figure.write_html(path, include_plotlyjs=True, post_script=_PLOTLY_MARK)


def measure(browser: Any, path: Path, *, kind: str, runs: int) -> Measured:
    """Opens the file `runs` times, each in a fresh context."""
    own = kind == "page"
    mark = "timeline-painted" if own else "chart"
    out = Measured(path.stat().st_size / 1e6)
    for _ in range(runs):
        context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="en-GB")
        context.set_default_timeout(_WAIT_MS)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_function("name => performance.getEntriesByName(name).length > 0", arg=mark)
        first = page.evaluate("name => performance.getEntriesByName(name)[0].startTime", mark)
        out.first.append(first / 1000)
        out.cpu.append(_busy(session))
        page.wait_for_timeout(1500)
        for _ in range(2):
            session.send("HeapProfiler.collectGarbage")
        usage = session.send("Runtime.getHeapUsage")
        out.heap.append(usage["usedSize"] / 1e6)
        out.buffers.append(usage.get("backingStorageSize", 0) / 1e6)
        page.evaluate(_PAGE_ACTS if own else _PLOTLY_ACTS)
        _act(page, session, ["zoom", mark], out.zoom, out.zoom_cpu, times=3 if own else 1)
        if own:
            page.evaluate("window.__act.all()")
            page.wait_for_timeout(400)
        _act(page, session, ["filter", mark], out.filter, out.filter_cpu, times=2 if own else 1)
        context.close()
    return out


def _busy(session: Any) -> float:
    found = session.send("Performance.getMetrics")["metrics"]
    return next(float(item["value"]) for item in found if item["name"] == "TaskDuration")


def _act(
    page: Any, session: Any, what: list[str], wall: list[float], cpu: list[float], *, times: int
) -> None:
    for _ in range(times):
        page.wait_for_timeout(300)
        before = _busy(session)
        wall.append(page.evaluate(_LATENCY, what) / 1000)
        cpu.append(_busy(session) - before)


def _summary(item: Measured, *, least: bool) -> dict[str, float]:
    names = ("first", "cpu", "zoom", "zoom_cpu", "filter", "filter_cpu", "heap", "buffers")
    of = min if least else statistics.median
    return {
        "file": round(item.file, 2),
        **{name: round(of(getattr(item, name)), 3) for name in names},
    }


def _row(size: int, kind: str, measured: Measured, *, least: bool) -> str:
    item = _summary(measured, least=least)
    return (
        f"{size:>7,}  {kind:<12} first {item['first']:6.2f} ({item['cpu']:5.2f})"
        f"  zoom {item['zoom']:6.3f} ({item['zoom_cpu']:6.3f})"
        f"  filter {item['filter']:6.3f} ({item['filter_cpu']:6.3f})"
        f"  heap {item['heap']:6.1f} + {item['buffers']:5.1f}  file {item['file']:6.2f}"
    )


def _missed(size: int, measured: Measured, *, least: bool) -> list[str]:
    if size not in TARGETS:
        return []
    first, latency, heap, file = TARGETS[size]
    item = _summary(measured, least=least)
    wanted = {"first": first, "zoom": latency, "filter": latency, "heap": heap, "file": file}
    return [
        f"{size:,} events: {name} {item[name]} above {limit}"
        for name, limit in wanted.items()
        if item[name] > limit
    ]


def _machine(browser: str) -> str:
    import os

    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Chromium {browser}, "
        f"Python {platform.python_version()}, plotly {version('plotly')}"
    )


if __name__ == "__main__":
    sys.exit(main())
