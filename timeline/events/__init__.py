"""Who did what to whom, when, whether, and who says so."""

from timeline.events.extract import extract
from timeline.events.groups import with_groups
from timeline.events.tokens import look_ahead

__all__ = ["extract", "look_ahead", "with_groups"]
