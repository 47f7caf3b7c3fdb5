"""The command `timeline`: arguments in, exit codes out; the only place that prints.

Data go to standard output, everything else to standard error. Exit status: 0 all well, 1 some
articles could not be used, 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline import __version__
from timeline.errors import TimelineError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timeline.model import Problem, Timeline
    from timeline.tables import Record

SOME_UNUSABLE = 1
WRONG_USAGE = 2
# Up to this many articles with the same warning are named one by one.
NAMED = 3


def iso_date(value: str) -> date:
    """A calendar date `YYYY-MM-DD`, or a usage error that says what one looks like."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write it as 2022-02-22") from None


def known_language(value: str) -> str:
    """A language that has a pack, or a usage error that names those that do."""
    from timeline.languages.loader import available

    if value not in available():
        raise click.BadParameter(f"{value!r} is none of {', '.join(available())}")
    return value


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments that every command shares."""
    for decorate in (
        click.option("--raw", is_flag=True, help="Take the text as it is: no clean-up."),
        click.option(
            "--language",
            type=known_language,
            metavar="CODE",
            help="Language of articles that do not say theirs (de, en); default: detected.",
        ),
        click.option(
            "--published",
            type=iso_date,
            metavar="DATE",
            help="Publication date (YYYY-MM-DD) of articles that carry none.",
        ),
        click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
    ):
        command = decorate(command)
    return command


NO_MERGE = click.option("--no-merge", is_flag=True, help="One event per report.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="timeline")
def cli() -> None:
    """News articles in, one interactive HTML timeline out.

    A PATH is an article (.txt, .html, .jsonl), a folder of them, or - for standard input.
    """


@cli.command()
@common
@NO_MERGE
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("output/timeline.html"),
    show_default=True,
    help="The HTML file to write.",
)
def build(
    *,
    paths: tuple[str, ...],
    published: date | None,
    language: str | None,
    raw: bool,
    no_merge: bool,
    output: Path,
) -> None:
    """Build one interactive HTML timeline from articles."""
    timeline = _build(paths, published, language, raw=raw, merge=not no_merge)
    if not timeline.documents:
        _report(timeline.problems)
        _say("no article could be used; nothing was written")
        sys.exit(SOME_UNUSABLE)
    write_atomically(output, timeline.to_html())
    _report(timeline.problems)
    _say(summary(timeline))
    _say(f"timeline: {output}")
    _finish(timeline.problems)


@cli.command()
@common
@NO_MERGE
def extract(
    *,
    paths: tuple[str, ...],
    published: date | None,
    language: str | None,
    raw: bool,
    no_merge: bool,
) -> None:
    """Print the events as JSON Lines."""
    from timeline.tables import event_records

    timeline = _build(paths, published, language, raw=raw, merge=not no_merge)
    _print_records(event_records(timeline))
    _report(timeline.problems)
    _finish(timeline.problems)


@cli.command()
@common
def times(paths: tuple[str, ...], published: date | None, language: str | None, raw: bool) -> None:
    """Print the time expressions as JSON Lines."""
    from timeline.pipeline import time_expressions
    from timeline.tables import timex_record

    problems: list[Problem] = []
    _print_records(
        timex_record(document, timex)
        for document, found in time_expressions(
            paths,
            published=published,
            language=language,
            raw=raw,
            stdin=sys.stdin.buffer,
            problems=problems,
        )
        for timex in found
    )
    _report(problems)
    _finish(problems)


@cli.command()
@common
@click.option("--all", "everything", is_flag=True, help="Also adjectives, descriptions, pronouns.")
def actors(
    *,
    paths: tuple[str, ...],
    published: date | None,
    language: str | None,
    raw: bool,
    everything: bool,
) -> None:
    """Print the mentions of actors and places as JSON Lines."""
    from timeline.pipeline import linked_mentions
    from timeline.tables import mention_record

    problems: list[Problem] = []
    _print_records(
        mention_record(document, mention, actor)
        for document, mention, actor in linked_mentions(
            paths,
            published=published,
            language=language,
            raw=raw,
            stdin=sys.stdin.buffer,
            problems=problems,
        )
        if everything or mention.kind is not None
    )
    _report(problems)
    _finish(problems)


@cli.command()
@common
def articles(
    *, paths: tuple[str, ...], published: date | None, language: str | None, raw: bool
) -> None:
    """Print how each article was read, and what was left out of it, as JSON Lines."""
    from timeline import pipeline
    from timeline.tables import article_record

    problems: list[Problem] = []
    _print_records(
        article_record(document, layout)
        for document, layout in pipeline.articles(
            paths,
            published=published,
            language=language,
            raw=raw,
            stdin=sys.stdin.buffer,
            problems=problems,
        )
    )
    _report(problems)
    _finish(problems)


def main() -> None:
    """Run the command; every error the package raises on purpose becomes one line."""
    for stream in (sys.stdout, sys.stderr):
        # A lone surrogate in an article is written as the escape that JSON has for it.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        cli(prog_name="timeline")
    except UsageError as error:
        _say(f"Error: {error}")
        sys.exit(WRONG_USAGE)
    except TimelineError as error:
        _say(f"Error: {error}")
        sys.exit(SOME_UNUSABLE)


def shown(text: object) -> str:
    """Text made safe for a terminal: control characters and bidi overrides become escapes."""
    return "".join(
        char if char.isprintable() or char in "\n\t" else f"\\x{ord(char):02x}"
        for char in str(text)
    )


def summary(timeline: Timeline) -> str:
    """Articles, events, date range and problems in one line."""
    days = [
        end
        for event in timeline.events
        if event.interval is not None
        for end in (event.interval.first_day, event.interval.last_day)
        if end is not None
    ]
    undated = sum(event.interval is None for event in timeline.events)
    parts = [
        _counted(len(timeline.documents), "article"),
        _counted(len(timeline.events), "event") + (f" ({undated} undated)" if undated else ""),
    ]
    if days:
        parts.append(f"{min(days)} to {max(days)}")
    parts.append(_counted(len(timeline.problems), "problem"))
    return ", ".join(parts)


def write_atomically(path: Path, text: str) -> None:
    """Write the whole file or leave the old one; TimelineError where the target refuses."""
    from os import replace
    from tempfile import mkstemp

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        part = Path(name)
        try:
            with open(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            # A temporary file is private to its owner; the page should be as readable as others.
            part.chmod(0o644)
            replace(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise TimelineError(
            f"cannot be written: {error.strerror or error}",
            where=shown(path),
            remedy="choose another file with -o",
        ) from error


def _build(
    paths: tuple[str, ...],
    published: date | None,
    language: str | None,
    *,
    raw: bool,
    merge: bool,
) -> Timeline:
    from timeline import pipeline

    with _progress() as progress:
        return pipeline.build(
            paths,
            published=published,
            language=language,
            raw=raw,
            merge=merge,
            stdin=sys.stdin.buffer,
            progress=progress,
        )


class _progress:  # noqa: N801 - used like a function, as context managers are
    """A counter on standard error, only where that is a terminal."""

    def __enter__(self) -> Callable[[str, int], None] | None:
        self._status: Any = None
        if not sys.stderr.isatty():
            return None
        from rich.console import Console
        from rich.text import Text

        self._status = Console(stderr=True).status("reading articles …")
        self._status.start()

        def show(name: str, count: int) -> None:
            self._status.update(Text(f"{count} articles read, last {shown(name)}"))

        return show

    def __exit__(self, *_: object) -> None:
        if self._status is not None:
            self._status.stop()


def _print_records(records: Iterable[Record]) -> None:
    write = sys.stdout.write
    for line in _lines(records):
        write(line)


def _lines(records: Iterable[Record]) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode
    for record in records:
        yield encode(record) + "\n"


def _report(problems: Iterable[Problem]) -> None:
    """One line per problem; many warnings of one kind share a line that names the first few."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for problem in problems:
        groups.setdefault((problem.severity, problem.message, problem.remedy), []).append(
            problem.where
        )
    for (severity, message, remedy), places in groups.items():
        note = f": {message}" + (f" ({remedy})" if remedy else "")
        if severity == "error" or len(places) <= NAMED:
            for place in places:
                _say(f"{severity}: {place}{note}")
        else:
            _say(f"{severity}: {len(places)} articles ({', '.join(places[:NAMED])}, …){note}")


def _finish(problems: Iterable[Problem]) -> None:
    sys.exit(SOME_UNUSABLE if any(problem.severity == "error" for problem in problems) else 0)


def _say(text: str) -> None:
    click.echo(shown(text), err=True)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
