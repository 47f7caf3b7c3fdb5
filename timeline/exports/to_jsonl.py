"""A Timeline as JSON Lines: the events as `timeline extract` prints them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from timeline.tables import event_records

if TYPE_CHECKING:
    from timeline.model import Timeline


def to_jsonl(timeline: Timeline) -> str:
    """One event per line, in the order of the timeline."""
    # ASCII escapes keep lone surrogates and line separators readable to every JSON reader.
    return "".join(json.dumps(record) + "\n" for record in event_records(timeline))
