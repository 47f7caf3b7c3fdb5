"""JSON Lines: one article per line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from timeline.ingest.published import REMEDY, parse_date
from timeline.ingest.source import Article, decode
from timeline.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_jsonl(content: bytes, where: str) -> Iterator[Article | Problem]:
    """The articles of a file; a line that is none becomes a Problem that names it."""
    text, notes = decode(content, where)
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _article(line, f"{where}, line {number}", notes)


def _article(line: str, where: str, notes: tuple[str, ...]) -> Article | Problem:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        reason = getattr(error, "msg", "nested too deeply")
        return Problem(where, f"not valid JSON: {reason}", "each line is one JSON object")
    if not isinstance(row, dict):
        return Problem(where, "no JSON object", 'write {"id": …, "text": …}')
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        return Problem(where, "there is no text", "fill the field 'text' or leave the line out")
    stated = _field(row, "published")
    language = _field(row, "language")
    published = None if stated is None else parse_date(stated, language)
    if stated is not None and published is None:
        return Problem(where, f"{stated!r} is no date", REMEDY)
    return Article(
        text=text,
        id=_field(row, "id"),
        language=None if language is None else language.lower(),
        published=published,
        published_from="header" if published else "unknown",
        title=_field(row, "title"),
        source=_field(row, "source"),
        url=_field(row, "url"),
        author=_field(row, "author"),
        notes=notes,
    )


def _field(row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is None or value == "":
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
