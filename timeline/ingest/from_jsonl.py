"""JSON Lines: one article per line."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from timeline.ingest.decode import decode
from timeline.ingest.published import REMEDY, no_date, parse_date
from timeline.ingest.source import MAX_BYTES, Article
from timeline.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONE_PER_LINE = "each line is one JSON object"


def read_jsonl(content: bytes, where: str) -> Iterator[Article | Problem]:
    """The articles of a file; a line that is none becomes a Problem that names it.

    A file that holds one JSON list or one object over several lines is read as well.
    """
    text, notes = decode(content, where)
    whole = _spread_out(text)
    if whole is not None:
        for number, row in enumerate(whole, 1):
            yield _article(row, f"{where}, article {number}", notes)
        return
    for number, line in enumerate(io.StringIO(text), 1):
        if line.strip():
            place = f"{where}, line {number}"
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Problem(place, f"not valid JSON: {_reason(error)}", _ONE_PER_LINE)
                continue
            yield _article(row, place, notes)


def _spread_out(text: str) -> list[Any] | None:
    """The rows of a list, or of one object that does not fit its first line; None for lines."""
    start = text.lstrip("\ufeff \t\r\n")
    first = start.split("\n", 1)[0].rstrip()
    # A line that closes what it opens is a row by itself.
    if not (start.startswith("[") or first in ("{", "") or not first.endswith("}")):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) else [found]


def _reason(error: Exception) -> str:
    return getattr(error, "msg", "nested too deeply" if isinstance(error, RecursionError) else "")


def _article(row: Any, where: str, notes: tuple[str, ...]) -> Article | Problem:
    if not isinstance(row, dict):
        return Problem(where, "no JSON object", 'write {"id": …, "text": …}')
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        return Problem(where, "there is no text", "fill the field 'text' or leave it out")
    if len(text) > MAX_BYTES:
        return Problem(where, f"more than {MAX_BYTES // 1_000_000} million characters", "split it")
    stated = _field(row, "published")
    language = _field(row, "language")
    published = None if stated is None else parse_date(stated, language)
    if stated is not None and published is None:
        return Problem(where, no_date(stated), REMEDY)
    return Article(
        text=text,
        id=_field(row, "id"),
        language=language,
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
