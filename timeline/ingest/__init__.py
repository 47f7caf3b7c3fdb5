"""Paths in, documents out: what was read, and who said when it was published."""

from timeline.ingest.language import with_language
from timeline.ingest.published import date_from_dateline, undated
from timeline.ingest.read import read
from timeline.ingest.source import Recall

__all__ = ["Recall", "date_from_dateline", "read", "undated", "with_language"]
