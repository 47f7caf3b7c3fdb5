"""What only the whole corpus shows: key dates and the sentences that tell them."""

from timeline.corpus.dated import dated
from timeline.corpus.summarize import KeyDate, summarize

__all__ = ["KeyDate", "dated", "summarize"]
