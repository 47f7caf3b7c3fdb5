"""A Timeline as CSV, one row per event, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

from timeline.tables import Record, event_records
from timeline.view.escape import readable

if TYPE_CHECKING:
    from timeline.model import Timeline

COLUMNS = (
    "id",
    "date",
    "end",
    "title",
    "type",
    "quad",
    "cameo",
    "mode",
    "status",
    "actors",
    "recipients",
    "mentioned",
    "attribution",
    "place",
    "country",
    "latitude",
    "longitude",
    "time_expression",
    "basis",
    "why",
    "sources",
    "documents",
    "sentence",
    "salience",
    "confidence",
    "merges",
    "conflicts",
    "first_report",
    "corroboration",
    "links",
    "place_basis",
)

# What a spreadsheet takes for the start of a formula; tab and carriage return hide one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def to_csv(timeline: Timeline) -> str:
    """CSV text as in RFC 4180; lists are joined by `; `.

    A cell that would start a formula begins with an apostrophe, as spreadsheets expect it.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for record in event_records(timeline):
        cells = row(record)
        writer.writerow([guard(cells[column]) for column in COLUMNS])
    return out.getvalue()


def guard(value: Any) -> str:
    """The value as a cell that no spreadsheet computes."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = readable(str(value))
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _conflict(conflict: Record) -> str:
    claims = (f"{c['value']} ({', '.join(c['documents'])})" for c in conflict["claims"])
    about = f" of {conflict['what']}" if conflict["what"] else ""
    return f"{conflict['aspect']}{about}: {' / '.join(claims)}"


def row(record: Record) -> Record:
    """The cells of an event, by the names in `COLUMNS`; lists are joined by `; `."""

    def named(role: str) -> str:
        return "; ".join(item["name"] for item in record["actors"] if item["role"] == role)

    place = record["place"] or {}
    evidence = record["evidence"]
    return record | {
        "actors": named("actor"),
        "recipients": named("recipient"),
        "mentioned": named("mentioned"),
        "place": place.get("name"),
        "country": place.get("country"),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "place_basis": place.get("basis"),
        "documents": "; ".join(dict.fromkeys(item["document"] for item in evidence)),
        "sentence": evidence[0]["text"] if evidence else None,
        "merges": "; ".join(record["merges"]),
        "conflicts": "; ".join(map(_conflict, record["conflicts"])),
        "links": "; ".join(f"{link['kind']}: {link['event']}" for link in record["links"]),
    }
