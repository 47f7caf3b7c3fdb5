"""Whether a report tells a further act of its kind: "a second package", "erneut beschossen"."""

from __future__ import annotations

import re
from functools import cache

from timeline.languages.loader import load_table
from timeline.model import Evidence

_AHEAD, _BEHIND = 80, 30  # characters beside the act


def told_again(evidence: Evidence, text: str, language: str) -> bool:
    """Whether words such as "second" or "again" stand beside the act; `text` is the document's."""
    pattern, trigger = _pattern(language), evidence.trigger
    if pattern is None or trigger is None:
        return False
    start = max(evidence.start, trigger[0] - _AHEAD)
    end = min(evidence.end, trigger[1] + _BEHIND)
    return pattern.search(text, start, end) is not None


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    words = load_table(language, "disagreements").get("act", {}).get("again", ())
    if not words:
        return None
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)
