"""What the command writes to the terminal and to files, safe whatever an article says."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.errors import TimelineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from timeline.model import Problem

# Up to this many articles with the same warning are named one by one.
NAMED = 3


def shown(text: object) -> str:
    """Text made safe for a terminal: control characters and bidi overrides become escapes."""
    return "".join(
        char if char.isprintable() or char in "\n\t" else f"\\x{ord(char):02x}"
        for char in str(text)
    )


def say(text: str) -> None:
    """One message on standard error."""
    click.echo(shown(text), err=True)


def report(problems: Iterable[Problem]) -> None:
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
                say(f"{severity}: {place}{note}")
        else:
            say(f"{severity}: {len(places)} articles ({', '.join(places[:NAMED])}, …){note}")


class Progress:
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


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write the whole file or leave the old one; TimelineError where the target refuses."""
    from os import replace
    from tempfile import mkstemp

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        part = Path(name)
        try:
            if isinstance(content, str):
                content = content.encode("utf-8", "backslashreplace")
            with open(handle, "wb") as file:
                file.write(content)
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
