"""Who did what to whom, when, whether, and who says so."""

from timeline.events.extract import extract
from timeline.events.merge import in_order, merge

__all__ = ["extract", "in_order", "merge"]
