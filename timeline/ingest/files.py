"""Which files the given paths stand for, and their content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from timeline.errors import InputError
from timeline.ingest.formats import ENDINGS, is_article, limit_of
from timeline.ingest.source import MAX_CORPUS_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = Path("-")
_KINDS = "articles are files ending in " + ", ".join(ENDINGS)
# Sources and style sheets are text, but never an article.
_NO_ARTICLES = (".css", ".js", ".ts", ".py", ".svg", ".toml", ".yaml", ".yml", ".ini")
# How browsers call the folder with the pictures and frames of a page, after the page.
_PAGE_PARTS = ("_files", "-files", ".files", "_Dateien", "-Dateien")
_PAGES = (".html", ".htm", ".xhtml")
# Folders below the one that is named are followed to this depth; deeper ones are a loop of links.
_DEEPEST = 40


def find_files(
    paths: Iterable[str | Path], *, leave_out: Iterable[Path] = ()
) -> Iterator[Path | InputError]:
    """The files behind the paths in order, each once; `STDIN` stands for standard input.

    A folder gives every article below it, sorted, without hidden ones and those of `leave_out`,
    which the program writes there itself. A path that leads to nothing becomes an InputError.
    """
    seen: set[Path] = set()
    written = {_resolved(path) for path in leave_out}
    for given in paths:
        for found in _expand(given, written):
            if isinstance(found, Path):
                real = found if found == STDIN else _resolved(found)
                if real in seen:
                    continue
                seen.add(real)
            yield found


def _expand(given: str | Path, leave_out: set[Path]) -> Iterator[Path | InputError]:
    path = Path(given)
    if not str(given):
        yield InputError("an empty path", where="''", remedy="name a file or a folder")
    elif path == STDIN:
        yield path
    elif _is_dir(path):
        inside = [
            found
            for found in _articles_below(path)
            if not leave_out or _resolved(found) not in leave_out
        ]
        if not inside:
            yield InputError("no article in this folder", where=str(path), remedy=_KINDS)
        yield from inside
    elif path.suffix.lower() in _NO_ARTICLES:
        yield InputError("this is no article", where=str(path), remedy=_KINDS)
    else:
        yield path


def read_file(path: Path, stdin: BinaryIO | None) -> bytes:
    """The file's content; InputError where it cannot be read or is too large."""
    if path == STDIN:
        content = b"" if stdin is None else stdin.read(MAX_CORPUS_BYTES + 1)
        return _within(content, len(content), "standard input", MAX_CORPUS_BYTES)
    where = str(path)
    limit = limit_of(path.name)
    try:
        # The size is asked first: nobody waits for 10 GB only to be told that they are too many.
        _within(b"", path.stat().st_size, where, limit)
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except FileNotFoundError:
        raise InputError(
            "there is no such file or folder", where=where, remedy="check the path"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"cannot be read: {reason}",
            where=where,
            remedy="check the file and its permissions",
        ) from error
    return _within(content, len(content), where, limit)


def _within(content: bytes, size: int, where: str, limit: int) -> bytes:
    if size > limit:
        raise InputError(
            f"more than the {limit // 1_000_000} MB that one file may have",
            where=where,
            remedy="split it",
        )
    return content


def _articles_below(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if is_article(path)
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and not _belongs_to_page(path, folder)
        and len(path.relative_to(folder).parts) <= _DEEPEST
        and path.is_file()
    )


def _belongs_to_page(path: Path, folder: Path) -> bool:
    """Whether the file lies in the folder that a browser has put beside a page it saved."""
    for parent in path.relative_to(folder).parents:
        for tail in _PAGE_PARTS:
            stem = parent.name.removesuffix(tail)
            if stem != parent.name and any(
                (folder / parent).with_name(stem + ending).is_file() for ending in _PAGES
            ):
                return True
    return False


def _is_dir(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # reading it will say why


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return path
