"""Tables of articles, CSV and Excel: one article per row, the columns known by their names."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from timeline.errors import InputError
from timeline.ingest.decode import decode
from timeline.ingest.from_office import check_archive
from timeline.ingest.optional import library
from timeline.ingest.published import REMEDY, no_date, parse_date
from timeline.ingest.source import MAX_BYTES, Article
from timeline.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# What the columns are called, best first; folded to lower case without blanks and signs.
COLUMNS = {
    "text": ("text", "fulltext", "volltext", "body", "content", "articletext", "article", "inhalt",
             "artikel", "story", "maintext", "lead", "summary", "abstract", "snippet"),
    "title": ("title", "headline", "titel", "überschrift", "schlagzeile", "heading"),
    "published": ("published", "publicationdate", "publishedat", "pubdate", "publishdate", "date",
                  "datum", "datepublished", "veröffentlicht", "erscheinungsdatum", "pd", "time"),
    "source": ("source", "publisher", "outlet", "medium", "quelle", "newspaper", "zeitung",
               "publication", "sourcename", "domain", "media"),
    "url": ("url", "link", "weblink", "href", "address", "adresse", "permalink"),
    "language": ("language", "lang", "sprache", "languagecode"),
    "author": ("author", "authors", "byline", "autor", "autorin", "verfasser"),
    "id": ("id", "articleid", "docid", "documentid", "guid", "identifier", "uuid"),
}  # fmt: skip
_FOLD = re.compile(r"[\W_]+")
_DELIMITERS = ",;\t|"
_MOST_COLUMNS = 500
_NAMES = "name the columns text, published, title, source, url (only text is needed)"


def read_csv(content: bytes, where: str) -> Iterator[Article | Problem]:
    """The rows of a CSV file with a line of column names; `;`, tab and `|` part fields too."""
    text, notes = decode(content, where)
    csv.field_size_limit(MAX_BYTES)
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    yield from _articles(_readable(rows, where), where, notes, counted_from=1)


def read_excel(content: bytes, where: str) -> Iterator[Article | Problem]:
    """The rows of the first sheet of an XLSX file that has any."""
    check_archive(content, where)
    openpyxl = library("openpyxl", format_name="Excel", where=where)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = list(book.worksheets)
    except Exception as error:
        raise _unreadable(error, where) from error
    for sheet in sheets:
        # What a sheet says about its size is not to be relied on.
        sheet.reset_dimensions()
        names = next(_rows(sheet, where, max_row=1, max_col=_MOST_COLUMNS), ())
        while names and names[-1] in (None, ""):
            names = names[:-1]
        rows = _rows(sheet, where, min_row=2, max_col=len(names)) if names else iter(())
        first = next(rows, None)
        if first is not None:
            yield from _articles(chain((names, first), rows), where, (), counted_from=1)
            return
    raise InputError("no sheet has rows below its names", where=where, remedy=_NAMES)


def _rows(sheet: Any, where: str, **bounds: int) -> Iterator[tuple[Any, ...]]:
    try:
        yield from sheet.iter_rows(values_only=True, **bounds)
    except Exception as error:  # openpyxl raises whatever a broken file makes it raise
        raise _unreadable(error, where) from error


def _unreadable(error: Exception, where: str) -> InputError:
    return InputError(
        f"the Excel file cannot be read: {type(error).__name__}",
        where=where,
        remedy="save it as CSV",
    )


def _readable(rows: Iterable[list[str]], where: str) -> Iterator[Sequence[Any]]:
    try:
        yield from rows
    except csv.Error as error:
        raise InputError(
            f"not valid CSV: {error}", where=where, remedy="save the table again"
        ) from error


def columns_of(names: Sequence[Any]) -> dict[str, int]:
    """Field → place of the column that is called so, by the first of its names that occurs."""
    folded = [_FOLD.sub("", str(name or "").lower()) for name in names[:_MOST_COLUMNS]]
    found: dict[str, int] = {}
    for field, known in COLUMNS.items():
        place = next((folded.index(name) for name in known if name in folded), None)
        if place is not None and place not in found.values():
            found[field] = place
    return found


def _articles(
    rows: Iterator[Sequence[Any]], where: str, notes: tuple[str, ...], *, counted_from: int
) -> Iterator[Article | Problem]:
    names = next(rows, ())
    columns = columns_of(names)
    if "text" not in columns:
        shown = ", ".join(str(name) for name in names[:12] if name)
        raise InputError(
            f"no column holds the text; the columns are {shown}"[:300], where=where, remedy=_NAMES
        )
    guessed = ", ".join(f"{field} = {names[place]}" for field, place in columns.items())
    notes = (*notes, f"columns read: {guessed}")
    for number, row in enumerate(rows, counted_from + 1):
        if any(cell not in (None, "") for cell in row):
            yield _article(row, columns, f"{where}, row {number}", notes)


def _article(
    row: Sequence[Any], columns: dict[str, int], where: str, notes: tuple[str, ...]
) -> Article | Problem:
    cells = {
        field: row[place] for field, place in columns.items() if place < len(row) and row[place]
    }
    text = str(cells.pop("text", "")).strip()
    if not text:
        return Problem(where, "there is no text", "fill the cell or delete the row")
    stated = cells.pop("published", None)
    said = {field: " ".join(str(value).split()) for field, value in cells.items()}
    published = _date(stated, said.get("language"))
    if stated is not None and published is None:
        return Problem(where, no_date(str(stated)), REMEDY)
    return Article(
        text=text,
        published=published,
        published_from="metadata" if published else "unknown",
        notes=notes,
        **said,
    )


def _date(stated: Any, language: str | None) -> date | None:
    if isinstance(stated, datetime):
        return stated.date()
    if isinstance(stated, date):
        return stated
    return None if stated is None else parse_date(str(stated), language)
