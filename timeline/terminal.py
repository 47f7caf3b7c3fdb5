"""What the command writes to the terminal and to files, safe whatever an article says."""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.errors import TimelineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from timeline.model import Problem

# Up to this many articles with the same warning are named one by one.
NAMED = 3
_OBEYED = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_COLOURS = {"error": "red", "Error": "red", "warning": "yellow"}


def shown(text: object) -> str:
    """Text made safe for a terminal: control characters and bidi overrides become escapes."""
    return "".join(
        char if char.isprintable() or char in "\n\t" else f"\\x{ord(char):02x}"
        for char in str(text)
    )


def harmless(line: str) -> str:
    """A line of JSON with what a terminal might obey written as JSON's escapes, which say the same.

    JSON itself lets control characters above 127 and bidi overrides stand as they are.
    """
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def say(text: str) -> None:
    """One message on standard error; "error:" and "warning:" in colour where that is wanted."""
    word, colon, rest = text.partition(":")
    if colon and word in _COLOURS and _coloured():
        text = click.style(word + colon, fg=_COLOURS[word]) + shown(rest)
    else:
        text = shown(text)
    click.echo(text, err=True, color=None)


def _coloured() -> bool:
    """Whether colours are seen and wanted: https://no-color.org."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and sys.stderr.isatty()


@dataclass(frozen=True, slots=True)
class Voice:
    """How much is said on standard error: everything, errors only, or everything for programs.

    For programs each problem is one line of JSON with `severity`, `where`, `message`, `remedy`.
    """

    quiet: bool = False
    as_json: bool = False

    def tell(self, text: str) -> None:
        """A message that is no problem: for people, and only if they want any."""
        if not (self.quiet or self.as_json):
            say(text)

    def fail(self, error: TimelineError) -> None:
        """An error that ended the command."""
        if self.as_json:
            from timeline.model import Problem

            self.report([Problem(error.where or "", error.message, error.remedy or "")])
        else:
            say(f"Error: {error}")

    def report(self, problems: Iterable[Problem]) -> None:
        """One line per problem; many warnings of one kind share a line that names the first few."""
        wanted = [p for p in problems if p.severity == "error" or not self.quiet]
        if self.as_json:
            for problem in wanted:
                fields = ("severity", "where", "message", "remedy")
                line = {field: getattr(problem, field) for field in fields}
                # Escaped throughout: it may end on a terminal.
                click.echo(json.dumps(line), err=True)
            return
        groups: dict[tuple[str, str, str], list[str]] = {}
        for problem in wanted:
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
    """A counter on standard error, only where that is a terminal and people read it."""

    def __init__(self, *, wanted: bool = True) -> None:
        self._wanted = wanted

    def __enter__(self) -> Callable[[str, int], None] | None:
        self._status: Any = None
        if not (self._wanted and sys.stderr.isatty()):
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


def write_atomically(path: Path, content: str | bytes, *, option: str = "-o") -> None:
    """Write the whole file or leave the old one; TimelineError where the target refuses.

    It is on the disk before it takes the old one's place, so a pulled plug leaves one of the two.
    `option` is what the remedy names.
    """
    from os import fsync, replace
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
                file.flush()
                fsync(file.fileno())
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
            remedy=f"choose another file with {option}",
        ) from error
