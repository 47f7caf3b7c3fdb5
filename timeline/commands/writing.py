"""What `build`, `watch` and `serve` share: options of the output, files written, words about it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.terminal import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from timeline.model import Timeline
    from timeline.store import Changes
    from timeline.tables import Record

    Writer = tuple[Path, str, Callable[..., str | bytes]]

TITLE = click.option("--title", metavar="TEXT", help="Title of the page.")
CORRECTIONS = click.option(
    "--corrections",
    type=click.Path(dir_okay=False, path_type=Path),
    help="What was corrected by hand: a JSON file, applied on every rebuild.",
)


OUTPUTS = click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    default=[Path("output/timeline.html")],
    show_default=True,
    help="The file to write; its ending tells the format. May be given several times.",
)


def writers_for(outputs: Iterable[Path]) -> list[Writer]:
    """Who writes each output, before any work is done: a misspelt ending costs nothing."""
    from timeline.exports import exporter_for

    wanted = [(output, exporter_for(output)) for output in outputs]
    return [(output, exporter.name, exporter.load()) for output, exporter in wanted]


def write_all(timeline: Timeline, writers: Sequence[Writer], *, title: str | None) -> None:
    """Write every output; TimelineError where a target refuses."""
    for output, name, write in writers:
        content = timeline.to_html(title=title) if name == "html" else write(timeline)
        write_atomically(output, content)


def summary_record(
    timeline: Timeline, outputs: Iterable[Path], changes: Changes | None = None
) -> Record:
    """What `build --json` prints; `changes` are the numbers since the last run with the store."""
    found = {
        "articles": len(timeline.documents),
        "events": len(timeline.events),
        "undated": sum(event.interval is None for event in timeline.events),
        "errors": sum(problem.severity == "error" for problem in timeline.problems),
        "warnings": sum(problem.severity == "warning" for problem in timeline.problems),
        "outputs": [str(output) for output in outputs],
    }
    return found if changes is None else {**found, "changes": changes.counts()}


def summary(timeline: Timeline, changes: Changes | None = None) -> str:
    """Articles, events, date range and problems in one line, what changed in another."""
    days = sorted(
        end
        for event in timeline.events
        if event.interval is not None
        for end in (event.interval.first_day, event.interval.last_day)
        if end is not None
    )
    undated = sum(event.interval is None for event in timeline.events)
    parts = [
        counted(len(timeline.documents), "article"),
        counted(len(timeline.events), "event") + (f" ({undated} undated)" if undated else ""),
    ]
    if days:
        parts.append(_range(days))
    parts.append(counted(len(timeline.problems), "problem"))
    line = ", ".join(parts)
    return line if changes is None else f"{line}\n{changes}"


def _range(days: Sequence[date]) -> str:
    """The first and the last day; a few far from all others are named apart.

    A century that somebody mentions once is not what the corpus is about.
    """
    stray = len(days) // 100  # at either end
    first, last = days[stray], days[-1 - stray]
    whole = f"{days[0]} to {days[-1]}"
    if (days[-1] - days[0]) <= _MUCH_LONGER * max(last - first, timedelta(days=1)):
        return whole
    return f"{first} to {last} (a few dates from {whole})"


_MUCH_LONGER = 4


def counted(number: int, noun: str) -> str:
    """The number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
