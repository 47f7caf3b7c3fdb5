"""Reference managers' files, RIS and BibTeX: entries with an abstract or notes are articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from timeline.errors import InputError
from timeline.ingest.decode import decode
from timeline.ingest.optional import library
from timeline.ingest.published import parse_date
from timeline.ingest.source import Article
from timeline.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_BRACES = re.compile(r"[{}]")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}


def read_ris(content: bytes, where: str) -> Iterator[Article | Problem]:
    """One article per reference that has text; the full date is needed, a year alone is none."""
    rispy = library("rispy", format_name="RIS", where=where)
    text, notes = decode(content, where)
    try:
        entries = rispy.loads(text)
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise InputError(
            f"not valid RIS: {error}", where=where, remedy="export the references again"
        ) from error
    _some(entries, where)
    for number, entry in enumerate(entries, 1):
        stated = str(entry.get("date") or entry.get("year") or "").strip("/").replace("/", "-")
        yield _entry(
            f"{where}, reference {number}",
            notes,
            text=entry.get("abstract")
            or entry.get("notes_abstract")
            or _joined(entry.get("notes")),
            title=entry.get("title") or entry.get("primary_title"),
            source=entry.get("journal_name")
            or entry.get("secondary_title")
            or entry.get("publisher"),
            url=_joined(entry.get("urls")) or entry.get("url"),
            author=_joined(entry.get("authors") or entry.get("first_authors"), "; "),
            language=entry.get("language"),
            published=parse_date(stated[:10]),
        )


def read_bibtex(content: bytes, where: str) -> Iterator[Article | Problem]:
    """One article per entry that has an abstract or a note; dates from `date`, or year and month
    and day."""
    library("bibtexparser", format_name="BibTeX", where=where)
    from bibtexparser.bparser import BibTexParser

    text, notes = decode(content, where)
    parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    try:
        entries = parser.parse(text, partial=True).entries
    except Exception as error:  # the parser raises what its grammar library raises
        raise InputError(
            f"not valid BibTeX: {type(error).__name__}",
            where=where,
            remedy="export the references again",
        ) from error
    _some(entries, where)
    for number, entry in enumerate(entries, 1):
        yield _entry(
            f"{where}, entry {number}",
            notes,
            text=entry.get("abstract") or entry.get("note") or entry.get("annote"),
            title=entry.get("title"),
            source=entry.get("journal") or entry.get("journaltitle") or entry.get("publisher"),
            url=entry.get("url"),
            author=entry.get("author"),
            language=entry.get("language") or entry.get("langid"),
            published=_bibtex_date(entry),
        )


def _some(entries: list[Any], where: str) -> None:
    if not entries:
        raise InputError("no complete reference", where=where, remedy="export the references again")


def _bibtex_date(entry: dict[str, str]) -> date | None:
    if entry.get("date"):
        return parse_date(entry["date"][:10])
    month = _MONTHS.get(entry.get("month", "")[:3].lower())
    try:
        return parse_date(f"{int(entry['year']):04d}-{month or 0:02d}-{int(entry['day']):02d}")
    except (KeyError, ValueError):
        return None


def _entry(
    where: str,
    notes: tuple[str, ...],
    *,
    text: Any,
    title: Any,
    published: date | None,
    **about: Any,
) -> Article | Problem:
    body = _clean(text)
    if not body:
        return Problem(
            where, "the reference holds no abstract", "export it with abstract or full text",
            severity="warning",
        )  # fmt: skip
    said = {name: _clean(value) or None for name, value in about.items()}
    language = said.pop("language")
    if language is not None and len(language) > 2:
        language = {"english": "en", "german": "de", "deutsch": "de"}.get(
            language.lower(), language[:2].lower() if language[2:3] == "-" else None
        )
    return Article(
        text=body,
        title=_clean(title) or None,
        published=published,
        published_from="metadata" if published else "unknown",
        language=language,
        notes=notes,
        **said,
    )


def _clean(value: Any) -> str:
    text = _BRACES.sub("", str(value or ""))
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n")).strip()


def _joined(value: Any, by: str = "\n\n") -> str | None:
    if isinstance(value, str):
        return value
    return by.join(map(str, value)) if value else None
