"""The command `timeline`: arguments in, exit codes out; with `terminal` the only place that prints.

Data go to standard output, everything else to standard error. Exit status: 0 all well, 1 some
articles could not be used, 2 wrong usage.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline import __version__
from timeline.commands.writing import (
    CORRECTIONS,
    OUTPUTS,
    TITLE,
    summary,
    summary_record,
    write_all,
    writers_for,
)
from timeline.errors import TimelineError, UsageError
from timeline.options import NO_MERGE, Given, common
from timeline.running import JOBS, How, running
from timeline.terminal import Voice, harmless, say, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model import Problem
    from timeline.tables import Record

SOME_UNUSABLE = 1
WRONG_USAGE = 2


# Commands that are imported when they are asked for, with the module that each stands in.
_ELSEWHERE = {
    "completion": "timeline.commands.completion",
    "doctor": "timeline.commands.doctor",
    "serve": "timeline.commands.following",
    "watch": "timeline.commands.following",
}


class _Commands(click.Group):
    """All commands: those of this module, and those elsewhere."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, sorted."""
        return sorted({*super().list_commands(ctx), *_ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        from importlib import import_module

        found: click.Command = getattr(import_module(_ELSEWHERE[cmd_name]), cmd_name)
        return found


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="timeline")
def cli() -> None:
    """News articles in, one interactive HTML timeline out.

    A PATH is an article (.txt, .html, .jsonl), a folder of them, or - for standard input.
    """


@cli.command()
@common
@NO_MERGE
@OUTPUTS
@TITLE
@CORRECTIONS
@running
def build(
    *,
    given: Given,
    how: How,
    no_merge: bool,
    outputs: tuple[Path, ...],
    title: str | None,
    corrections: Path | None,
) -> None:
    """Build one interactive HTML timeline from articles, or files for other programs.

    \b
    -o timeline.html      the page            -o events.csv, .xlsx, .parquet, .jsonl, .json
    -o events.ics         calendar            -o graph.graphml, graph.gexf
    -o events.jsonld      schema.org          -o events.timelinejs.json, events.ftm.json
    -o events.dyads.csv   CAMEO-style dyads   -o articles.timeml.zip
    -o briefing.md, .docx                     with numbered sources
    """
    writers = writers_for(outputs)
    changes = None
    with how.opened() as run:
        timeline = given.build(merge=not no_merge, corrections=corrections, run=run)
        usable = bool(timeline.documents)
        if usable:
            write_all(timeline, writers, title=title)
            changes = run.finish(timeline)
    given.voice.report(timeline.problems)
    if given.voice.as_json:
        click.echo(json.dumps(summary_record(timeline, outputs if usable else (), changes)))
    elif usable:
        for line in (summary(timeline, changes), *(f"timeline: {output}" for output in outputs)):
            given.voice.tell(line)
    else:
        say("no article could be used; nothing was written")
    _finish(timeline.problems, usable=bool(timeline.documents))


@cli.command()
@common
@NO_MERGE
@JOBS
def extract(*, given: Given, no_merge: bool, jobs: int | None) -> None:
    """Print the events as JSON Lines."""
    from timeline.tables import event_records

    with How(jobs).opened() as run:
        timeline = given.build(merge=not no_merge, run=run)
    _print_records(event_records(timeline), given)


@cli.command()
@common
def times(*, given: Given) -> None:
    """Print the time expressions as JSON Lines."""
    from timeline.pipeline import time_expressions
    from timeline.tables import timex_record

    found = time_expressions(given.documents(), problems=given.problems, raw=given.raw)
    _print_records(
        (timex_record(document, timex) for document, timexes in found for timex in timexes),
        given,
    )


@cli.command()
@common
@click.option("--all", "everything", is_flag=True, help="Also adjectives, descriptions, pronouns.")
@click.option("--links", is_flag=True, help="One line per actor: its spellings, and why they join.")
def actors(*, given: Given, everything: bool, links: bool) -> None:
    """Print the mentions of actors and places as JSON Lines."""
    from timeline.pipeline import linked_mentions
    from timeline.tables import link_records, mention_record

    found = linked_mentions(given.documents(), raw=given.raw)
    if links:
        _print_records(link_records(found), given)
    _print_records(
        (
            mention_record(document, mention, actor)
            for document, mention, actor in found
            if everything or mention.kind is not None
        ),
        given,
    )


@cli.command()
@common
@click.option("--query", metavar="WORDS", default="", help="What the summary is about.")
@click.option("--max-dates", type=click.IntRange(min=1), metavar="N", help="At most so many dates.")
def summarize(*, given: Given, query: str, max_dates: int | None) -> None:
    """Print the dates that matter most, each with the sentences that tell it.

    With --json one object, best first, with more dates than needed; else the best ten (or
    --max-dates) in the order of the calendar.
    """
    from timeline.pipeline import summarize as find_key_dates
    from timeline.tables import key_date_record

    wanted = max_dates if given.voice.as_json else max_dates or 10
    found = find_key_dates(
        given.documents(), problems=given.problems, query=query, max_dates=wanted, raw=given.raw
    )
    if given.voice.as_json:
        _print_records([{"events": [key_date_record(item) for item in found]}], given)
    for item in sorted(found, key=lambda item: item.day):
        click.echo(shown(f"{item.day}  {item.sentences[0]}"))
    given.voice.report(given.problems)
    _finish(given.problems, usable=bool(found))


@cli.command()
@common
def articles(*, given: Given) -> None:
    """Print how each article was read, and what was left out of it, as JSON Lines."""
    from timeline.pipeline import laid_out
    from timeline.tables import article_record

    found = laid_out(given.documents(), problems=given.problems, raw=given.raw)
    _print_records((article_record(*pair) for pair in found), given)


def main() -> None:
    """Run the command; every error the package raises on purpose becomes one line."""
    # Small sums gain nothing from a pool of threads, and starting one takes as long as numpy.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What is read is kept, and next to nothing of it ever refers to itself: looking for such waste
    # after every 700 objects is a tenth of the work of a large corpus.
    gc.set_threshold(1_000_000, 20, 100)
    gc.enable()
    # As it ends the interpreter would look through all of it twice more.
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        # A lone surrogate in an article is written as the escape that JSON has for it.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        status = cli(prog_name="timeline", standalone_mode=False)
    except click.ClickException as error:
        # An argument may be the name of a file that somebody else has made.
        object.__setattr__(error, "message", shown(error.message))
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        say("stopped")
        sys.exit(SOME_UNUSABLE)
    except TimelineError as error:
        Voice(as_json="--json" in sys.argv).fail(error)
        sys.exit(WRONG_USAGE if isinstance(error, UsageError) else SOME_UNUSABLE)
    sys.exit(status if isinstance(status, int) else 0)


def _print_records(records: Iterable[Record], given: Given) -> None:
    """The records on standard output, then the problems met while they were made."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for record in records:
        sys.stdout.write(harmless(encode(record)) + "\n")
    given.voice.report(given.problems)
    _finish(given.problems)


def _finish(problems: Iterable[Problem], *, usable: bool = True) -> None:
    failed = not usable or any(problem.severity == "error" for problem in problems)
    sys.exit(SOME_UNUSABLE if failed else 0)
