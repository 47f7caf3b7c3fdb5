"""Paths to documents: which files are articles, who reads them, and how they are called."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from timeline.errors import InputError
from timeline.ingest.from_html import is_html, read_html
from timeline.ingest.from_jsonl import read_jsonl
from timeline.ingest.from_text import read_text
from timeline.ingest.language import with_language
from timeline.ingest.source import MAX_BYTES, Article, Reader
from timeline.languages.loader import available
from timeline.model import Document, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

# A new reader goes here by name, and its file name endings below.
READERS: dict[str, Reader] = {"text": read_text, "html": read_html, "jsonl": read_jsonl}
ENDINGS = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
STDIN = "-"


def read(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Problem]:
    """The documents behind the paths, in order, and a Problem for whatever cannot be used.

    A folder is read with all below it, sorted; files that are no articles are passed over there.
    `published` and `language` serve articles that do not bring their own. Ids are file names
    without ending, made unique by the folder and then by a number.
    """
    taken: set[str] = set()
    for path, content in _files(paths, stdin):
        if isinstance(content, Problem):
            yield content
            continue
        where = str(path)
        reader = READERS[_reader(path, content)]
        try:
            found = list(_checked(reader, content, where))
        except InputError as error:
            yield Problem(error.where or where, error.message, error.remedy or "")
            continue
        for article in found:
            if isinstance(article, Problem):
                yield article
                continue
            document = _document(article, path, taken, published, language)
            yield document
            yield from _unknown_language(document)


def _checked(reader: Reader, content: bytes, where: str) -> Iterator[Article | Problem]:
    if len(content) > MAX_BYTES:
        raise InputError(
            f"{len(content) // 1_000_000} MB are too much for one file",
            where=where,
            remedy=f"split it below {MAX_BYTES // 1_000_000} MB",
        )
    return reader(content, where)


def _files(
    paths: Iterable[str | Path], stdin: BinaryIO | None
) -> Iterator[tuple[Path, bytes | Problem]]:
    for given in paths:
        path = Path(given)
        if str(given) == STDIN:
            yield path, b"" if stdin is None else stdin.read()
        elif path.is_dir():
            inside = _articles_below(path)
            if not inside:
                yield path, Problem(str(path), "no article in this folder", _KINDS)
            for file in inside:
                yield file, _content(file)
        else:
            yield path, _content(path)


_KINDS = "articles are files ending in " + ", ".join(ENDINGS)


def _articles_below(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in ENDINGS
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def _content(path: Path) -> bytes | Problem:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return Problem(str(path), "there is no such file or folder", "check the path")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Problem(str(path), f"cannot be read: {reason}", "check the file and its permissions")


def _reader(path: Path, content: bytes) -> str:
    """By ending; by content for standard input and unknown endings."""
    named = ENDINGS.get(path.suffix.lower())
    if named is not None:
        return named
    if is_html(content):
        return "html"
    return "jsonl" if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"') else "text"


def _document(
    article: Article,
    path: Path,
    taken: set[str],
    published: date | None,
    language: str | None,
) -> Document:
    stated = article.published
    origin = article.published_from
    if stated is None and published is not None:
        stated, origin = published, "argument"
    return with_language(
        Document(
            id=_unique(article.id, path, taken),
            text=article.text,
            language=article.language or language,
            published=stated,
            published_from=origin,
            title=article.title,
            source=article.source,
            url=article.url,
            author=article.author,
            path=None if str(path) == STDIN else str(path),
            notes=article.notes,
        )
    )


def _unique(stated: str | None, path: Path, taken: set[str]) -> str:
    stem = "stdin" if str(path) == STDIN else path.stem
    name = stated or stem
    if name in taken and path.parent.name:
        name = f"{path.parent.name}/{name}"
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{name}-{number}"
    taken.add(candidate)
    return candidate


def _unknown_language(document: Document) -> Iterator[Problem]:
    if document.language in available():
        return
    packs = ", ".join(available())
    what = (
        "its language cannot be told"
        if document.language is None
        else (f"written in {document.language!r}, for which there is no language pack")
    )
    yield Problem(
        where=document.path or document.id,
        message=what,
        remedy=f"packs exist for {packs}; name one with 'language:' in the header or --language",
        severity="warning",
    )
