"""News articles in, one interactive HTML timeline out.

`build` does the whole job; `tag_times` is the temporal tagger by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["Timeline", "TimelineError", "build", "tag_times"]

if TYPE_CHECKING:
    from timeline.errors import TimelineError
    from timeline.model import Timeline
    from timeline.pipeline import build, tag_times

_HOME = {
    "Timeline": "timeline.model",
    "TimelineError": "timeline.errors",
    "build": "timeline.pipeline",
    "tag_times": "timeline.pipeline",
}


def __getattr__(name: str) -> Any:
    # Public names load on first use, so that `import timeline` stays cheap.
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
