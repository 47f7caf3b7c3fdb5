"""What the commands share: their arguments, and how dates and languages are written in them."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from timeline.config_place import find_config
from timeline.own import NOTHING, Own, using
from timeline.terminal import Progress, Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from timeline.ingest import Recall
    from timeline.model import Document, Problem, Timeline
    from timeline.running import Run


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


def complete_language(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """The languages that begin so, for the shell."""
    from timeline.languages.loader import available

    return [code for code in available() if code.startswith(begun)]


@dataclass(frozen=True, slots=True)
class Given:
    """What every command is given; `problems` collects what is met on the way.

    `config` is the file that was read, if any; `leave_out` what is no article though it lies among
    them. `reread` gives all of it anew, with the command's own options, from the file as it is now.
    """

    paths: tuple[str, ...]
    published: date | None
    language: str | None
    raw: bool
    estimate: bool = False
    problems: list[Problem] = field(default_factory=list)
    own: Own = NOTHING
    voice: Voice = field(default_factory=Voice)
    config: Path | None = None
    leave_out: tuple[Path, ...] = ()
    reread: Callable[[], tuple[Given, dict[str, Any]]] | None = None

    def documents(self, *, recall: Recall | None = None) -> Iterator[Document]:
        """The articles behind the paths; `recall` may know some of the files."""
        from timeline import pipeline

        found = pipeline.read(
            self.paths,
            published=self.published,
            language=self.language,
            stdin=sys.stdin.buffer,
            problems=self.problems,
            leave_out=self.leave_out,
            recall=recall,
        )
        if not self.estimate:
            return found
        return pipeline.with_estimates(found, problems=self.problems, raw=self.raw)

    def build(
        self, *, merge: bool, corrections: Path | None = None, run: Run | None = None
    ) -> Timeline:
        """The whole job, with a counter on terminals; TimelineError for corrections of no use.

        `run` says where articles are read and which of them are known; without paths they come
        from its store.
        """
        from timeline import pipeline
        from timeline.engines import HERE
        from timeline.running import Run

        by_hand = None
        if corrections is not None:
            from timeline.corrections import read_corrections

            by_hand = read_corrections(corrections)
        if run is None:
            run = Run(HERE)
        stored = None if self.paths else run.store
        documents = self.documents(recall=run.recall) if stored is None else stored.documents()
        with using(self.own), Progress(wanted=self.voice == Voice()) as progress:
            return pipeline.build_from(
                run.documents(documents),
                problems=self.problems,
                raw=self.raw,
                merge=merge,
                corrections=by_hand,
                progress=progress,
                extract=run.extract,
                rename=run.rename,
                compare=run.engine.compare,
                spellings=run.spellings,
                notes=run.notes,
            )


_JSON_HELP = "Problems as JSON Lines on standard error; build and summarize print one JSON object."


def _settled(context: click.Context, said: dict[str, Any]) -> tuple[Given, dict[str, Any]]:
    """What the command line says, then what the configuration says where it is silent."""
    options = dict(said)
    config, lines = options.pop("config"), options.pop("lines")
    zone = options.pop("time_zone")
    if zone is not None:
        lines = (*lines, f"time_zone = {json.dumps(zone)}")
    path = config if config is not None else find_config(options["paths"])
    configured: Mapping[str, Any] = {}
    own = NOTHING
    if path is not None or lines:
        from timeline.config import read_config

        found = read_config(path, lines=lines)
        configured, own = found.options, found.own
    for name, value in configured.items():
        if name in options and context.get_parameter_source(name) is not _ON_THE_LINE:
            options[name] = value
    # The configuration may have the files written among the articles, by another command.
    written = (*options.get("outputs", ()), *configured.get("outputs", ()))
    given = Given(
        options.pop("paths"),
        options.pop("published"),
        options.pop("language"),
        options.pop("raw"),
        options.pop("estimate_published"),
        own=own,
        voice=Voice(quiet=options.pop("quiet"), as_json=options.pop("as_json")),
        config=path,
        leave_out=written,
        reread=lambda: _settled(context, said),
    )
    return given, options


def _check_store_only(given: Given, options: dict[str, Any]) -> None:
    """UsageError where no path is named and nothing else has articles, or has them otherwise."""
    if options.get("store") is None:
        raise click.UsageError("Missing argument 'PATH...'.")
    if given.published or given.language or given.estimate:
        raise click.UsageError(
            "The articles of a store are read already; name a PATH to date them."
        )


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments that every command shares, handed to it as one `Given`."""

    @wraps(command)
    def with_given(**said: Any) -> Any:
        # Before anything is read: what was said on the command line, and what was not.
        context = click.get_current_context()
        given, options = _settled(context, said)
        if not given.paths:
            _check_store_only(given, options)
        with using(given.own):
            return command(given=given, **options)

    decorated: Callable[..., Any] = with_given
    for decorate in (
        click.option("--json", "as_json", is_flag=True, help=_JSON_HELP),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
        click.option(
            "--set",
            "lines",
            multiple=True,
            metavar="LINE",
            help="A line of timeline.toml, which outweighs the file: 'time_zone = \"UTC\"'.",
        ),
        click.option(
            "--config",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Configuration; default: timeline.toml in the folder that is named.",
        ),
        click.option("--raw", is_flag=True, help="Take the text as it is: no clean-up."),
        click.option(
            "--estimate-published",
            is_flag=True,
            help="Estimate the publication date of articles nobody dates; each estimate is marked.",
        ),
        click.option(
            "--time-zone",
            metavar="ZONE",
            help="Where days of publication are counted (Europe/Berlin); default: as written.",
        ),
        click.option(
            "--language",
            type=known_language,
            shell_complete=complete_language,
            metavar="CODE",
            help="Language of articles that do not say theirs (de, en); default: detected.",
        ),
        click.option(
            "--published",
            type=iso_date,
            metavar="DATE",
            help="Publication date (YYYY-MM-DD) of articles that carry none.",
        ),
        click.argument("paths", nargs=-1, metavar="PATH...", type=click.Path(allow_dash=True)),
    ):
        decorated = decorate(decorated)
    return decorated


_ON_THE_LINE = ParameterSource.COMMANDLINE
NO_MERGE = click.option("--no-merge", is_flag=True, help="One event per report.")
