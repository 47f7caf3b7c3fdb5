"""What the commands share: their arguments, and how dates and languages are written in them."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from timeline.terminal import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline.model import Document, Problem, Timeline


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


@dataclass(frozen=True, slots=True)
class Given:
    """What every command is given; `problems` collects what is met on the way."""

    paths: tuple[str, ...]
    published: date | None
    language: str | None
    raw: bool
    estimate: bool = False
    problems: list[Problem] = field(default_factory=list)

    def documents(self) -> Iterator[Document]:
        """The articles behind the paths."""
        from timeline import pipeline

        found = pipeline.read(
            self.paths,
            published=self.published,
            language=self.language,
            stdin=sys.stdin.buffer,
            problems=self.problems,
        )
        if not self.estimate:
            return found
        return pipeline.with_estimates(found, problems=self.problems, raw=self.raw)

    def build(self, *, merge: bool, corrections: Path | None = None) -> Timeline:
        """The whole job, with a counter on terminals; TimelineError for corrections of no use."""
        from timeline import pipeline

        by_hand = None
        if corrections is not None:
            from timeline.corrections import read_corrections

            by_hand = read_corrections(corrections)
        with Progress() as progress:
            return pipeline.build_from(
                self.documents(),
                problems=self.problems,
                raw=self.raw,
                merge=merge,
                corrections=by_hand,
                progress=progress,
            )


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments that every command shares, handed to it as one `Given`."""

    @wraps(command)
    def with_given(
        *,
        paths: tuple[str, ...],
        published: date | None,
        language: str | None,
        raw: bool,
        estimate_published: bool,
        **options: Any,
    ) -> Any:
        given = Given(paths, published, language, raw, estimate_published)
        return command(given=given, **options)

    decorated: Callable[..., Any] = with_given
    for decorate in (
        click.option("--raw", is_flag=True, help="Take the text as it is: no clean-up."),
        click.option(
            "--estimate-published",
            is_flag=True,
            help="Estimate the publication date of articles nobody dates; each estimate is marked.",
        ),
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
        decorated = decorate(decorated)
    return decorated


NO_MERGE = click.option("--no-merge", is_flag=True, help="One event per report.")
