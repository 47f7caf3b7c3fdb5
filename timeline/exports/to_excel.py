"""A Timeline as an Excel workbook: events, actors, sources and problems, a sheet each."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Font

from timeline.exports.to_csv import COLUMNS, row
from timeline.tables import event_records
from timeline.view.escape import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from timeline.model import Timeline

_LONGEST = 32_000  # characters of a cell; Excel refuses more than 32,767
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def to_excel(timeline: Timeline) -> bytes:
    """The bytes of the file. Every text is a text cell, so nothing is ever computed."""
    book = Workbook()
    events = book.active
    assert events is not None
    events.title = "Events"
    rows = (row(record) for record in event_records(timeline))
    _fill(events, COLUMNS, ([cells[name] for name in COLUMNS] for cells in rows))
    _fill(
        book.create_sheet("Actors"),
        ("id", "name", "kind", "country", "aliases"),
        ([a.id, a.name, a.kind, a.country, "; ".join(a.aliases)] for a in timeline.actors),
    )
    _fill(
        book.create_sheet("Sources"),
        ("id", "title", "source", "published", "published_from", "url", "language"),
        (
            [d.id, d.title, d.source, d.published, d.published_from, d.url, d.language]
            for d in timeline.documents
        ),
    )
    _fill(
        book.create_sheet("Problems"),
        ("where", "severity", "message", "remedy"),
        ([p.where, p.severity, p.message, p.remedy] for p in timeline.problems),
    )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet.append(list(names))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for number, values in enumerate(rows, 2):
        for column, value in enumerate(values, 1):
            if value is None:
                continue
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                cell.value = _FORBIDDEN.sub("", readable(value))[:_LONGEST]
                cell.data_type = "s"  # openpyxl takes "=1+1" for a formula
            else:
                cell.value = value
    sheet.auto_filter.ref = sheet.dimensions
