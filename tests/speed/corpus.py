"""How long the corpus's own work takes: merging, plans and outcomes, the graph.

    python tests/speed/corpus.py [EVENTS ...]

prints seconds of CPU time per step for timelines of an invented world (default: 5,000 and 20,000
events), and how the cost grows. Nothing is asserted: this is a measurement.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from newsroom import newsroom

from timeline import corpus, graph
from timeline.model import Timeline


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of CPU time, and what the work gives."""
    start = process_time()
    result = work()
    return process_time() - start, result


def measure(size: int) -> dict[str, float]:
    """Seconds per step for a timeline of `size` events that nobody has merged yet."""
    whole = newsroom(size)
    reports = [event for reading in whole.readings for event in reading.events]
    found: dict[str, float] = {}
    found["merge"], merged = timed(lambda: corpus.merge(reports, whole.readings, whole.actors))
    found["outcomes"], linked = timed(
        lambda: corpus.link_outcomes(merged, whole.readings, whole.actors)
    )
    found["salience"], events = timed(lambda: corpus.with_salience(linked, whole.readings))
    timeline: Timeline = replace(whole, events=events)
    found["graph"], _ = timed(lambda: graph.build_graph(timeline))
    found["interactions"], _ = timed(lambda: graph.interactions(timeline))
    found["activity"], _ = timed(lambda: graph.activity(timeline))
    return found


def main() -> None:
    """Print a table of seconds, and of growth against the size before."""
    sizes = [int(argument) for argument in sys.argv[1:]] or [5_000, 20_000]
    print(
        f"{platform.machine()} {platform.system()}, Python {platform.python_version()}, "
        f"networkx {version('networkx')}"
    )
    last: tuple[int, dict[str, float]] | None = None
    for size in sizes:
        found = measure(size)
        for name, seconds in found.items():
            grown = f"  x {seconds / max(last[1][name], 1e-3):.1f}" if last else ""
            print(f"{size:>8} events  {name:13} {seconds:7.2f} s{grown}")
        if last:
            print(f"         {size / last[0]:.1f} times the events")
        last = size, found


if __name__ == "__main__":
    main()
