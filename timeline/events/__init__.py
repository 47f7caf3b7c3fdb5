"""Who did what to whom, when, whether, and who says so."""

from timeline.events.extract import extract
from timeline.events.groups import with_groups
from timeline.events.merge import in_order, merge

__all__ = ["extract", "in_order", "merge", "with_groups"]
