"""Who did what to whom, when, whether, and who says so."""

from timeline.events.extract import extract

__all__ = ["extract"]
