"""A Timeline as Parquet: one row per event with the columns of `timeline.tables`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyarrow  # noqa: F401 - pandas needs it, and would name it only deep inside an error

from timeline.tables import events_frame

if TYPE_CHECKING:
    from timeline.model import Timeline


def to_parquet(timeline: Timeline) -> bytes:
    """The bytes of the file; lists of names stay lists."""
    frame = events_frame(timeline)
    for column in ("actors", "recipients", "mentioned", "documents"):
        frame[column] = frame[column].map(list)
    out = io.BytesIO()
    frame.to_parquet(out, engine="pyarrow", index=False)
    return out.getvalue()
