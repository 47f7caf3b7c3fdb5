"""Where the content of a document lies: sentences, and what is left out with the reason."""

from timeline.clean.layout import lay_out

__all__ = ["lay_out"]
