"""Plain text, with or without header lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.errors import InputError
from timeline.ingest.decode import decode
from timeline.ingest.published import REMEDY, no_date, parse_date
from timeline.ingest.source import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.model import Problem

_FIELDS = ("published", "language", "title", "source", "url", "author", "id")
# What people write of their own accord for the same, in English and German.
_SYNONYMS = {
    "date": "published",
    "datum": "published",
    "veröffentlicht": "published",
    "headline": "title",
    "titel": "title",
    "sprache": "language",
    "quelle": "source",
    "byline": "author",
    "autor": "author",
    "autorin": "author",
}
_LINE = re.compile(
    r"[ \t]{0,20}(?P<name>[A-Za-z][\w-]{0,30})[ \t]{0,20}:(?!//)[ \t]{0,20}(?P<value>.*)"
)
# These say that a header is meant even where its empty line was forgotten.
_DECISIVE = {"published", "language"}
_NO_EMPTY_LINE = "there is no empty line between header and text"


def read_text(content: bytes, where: str) -> Iterator[Article | Problem]:
    """One article per file; see `split_header` for what counts as a header."""
    text, notes = decode(content, where)
    fields, body, closed = split_header(text)
    if fields and not closed:
        notes += (_NO_EMPTY_LINE,)
    if not body.strip():
        raise InputError("there is no text below the header", where=where, remedy="leave it out")
    published = None
    stated = fields.get("published")
    if stated:
        published = parse_date(stated, fields.get("language"))
        if published is None:
            raise InputError(no_date(stated), where=f"{where}, header", remedy=REMEDY)
    yield Article(
        text=body,
        id=fields.get("id") or None,
        language=fields.get("language") or None,
        published=published,
        published_from="header" if published else "unknown",
        title=fields.get("title") or _first_line(body, has_header=bool(fields)),
        source=fields.get("source") or None,
        url=fields.get("url") or None,
        author=fields.get("author") or None,
        notes=notes,
    )


def split_header(text: str) -> tuple[dict[str, str], str, bool]:
    """The header's fields, the body below it, and whether an empty line closed the header.

    A header begins with a known field on the first line that is not empty ("Date:", "Titel:" are
    known too), and ends at the next empty line; the body is all that follows. Other fields in
    between are passed over. Without the empty line it is a header only if it states `published` or
    `language`, so that an article which merely begins with "Title: …" loses nothing.
    """
    fields: dict[str, str] = {}
    position = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    while position < len(text):
        end = text.find("\n", position)
        after = len(text) if end < 0 else end + 1
        line = text[position:after].strip()
        if not line:
            return (fields, text[after:], True) if fields else ({}, text, False)
        match = _LINE.fullmatch(line)
        name = _field(match["name"].lower(), match["value"], fields) if match else ""
        if match is None or not (name in _FIELDS or fields):
            break
        if name in _FIELDS:
            fields.setdefault(name, match["value"].strip())
        position = after
    if _DECISIVE & set(fields):
        return fields, text[position:], False
    return {}, text, False


def _field(name: str, value: str, fields: dict[str, str]) -> str:
    """The field that a header's line fills; "Date: soon" is none, for it states no day."""
    field = _SYNONYMS.get(name, name)
    dated = field == "published" and name != field
    return "" if dated and parse_date(value, fields.get("language")) is None else field


def _first_line(body: str, *, has_header: bool) -> str | None:
    """The title of an article that brings none: its first line."""
    if has_header:
        return None
    line = next((line.strip() for line in body.splitlines() if line.strip()), None)
    return line if line is None or len(line) <= 300 else None
