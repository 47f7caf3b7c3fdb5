"""Plain text, with or without header lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.errors import InputError
from timeline.ingest.published import REMEDY, parse_date
from timeline.ingest.source import Article, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.model import Problem

_FIELDS = ("published", "language", "title", "source", "url", "author", "id")
_LINE = re.compile(rf"[ \t]*({'|'.join(_FIELDS)})[ \t]*:[ \t]*(.*?)[ \t]*", re.IGNORECASE)


def read_text(content: bytes, where: str) -> Iterator[Article | Problem]:
    """One article per file; see `split_header` for what counts as a header."""
    text, notes = decode(content, where)
    fields, body = split_header(text)
    if not body.strip():
        raise InputError("there is no text below the header", where=where, remedy="leave it out")
    published = None
    stated = fields.get("published")
    if stated:
        published = parse_date(stated, fields.get("language"))
        if published is None:
            raise InputError(f"{stated!r} is no date", where=f"{where}, header", remedy=REMEDY)
    yield Article(
        text=body,
        id=fields.get("id"),
        language=(fields.get("language") or "").lower() or None,
        published=published,
        published_from="header" if published else "unknown",
        title=fields.get("title") or _first_line(body, has_header=bool(fields)),
        source=fields.get("source"),
        url=fields.get("url"),
        author=fields.get("author"),
        notes=notes,
    )


def split_header(text: str) -> tuple[dict[str, str], str]:
    """The header's fields, and the body after its empty line.

    A header is one or more known fields, each on a line of its own, from the first line on and
    closed by an empty line. Anything else is body, so that an article which merely begins with
    "Title: …" loses nothing.
    """
    fields: dict[str, str] = {}
    position = 1 if text.startswith("\ufeff") else 0
    while True:
        end = text.find("\n", position)
        line = (text[position:] if end < 0 else text[position:end]).rstrip("\r")
        match = _LINE.fullmatch(line)
        if match is not None and end >= 0:
            fields.setdefault(match[1].lower(), match[2])
            position = end + 1
            continue
        if fields and not line.strip():
            return fields, "" if end < 0 else text[end + 1 :]
        return {}, text


def _first_line(body: str, *, has_header: bool) -> str | None:
    """The title of an article that brings none: its first line."""
    if has_header:
        return None
    line = next((line.strip() for line in body.splitlines() if line.strip()), None)
    return line if line is None or len(line) <= 300 else None
