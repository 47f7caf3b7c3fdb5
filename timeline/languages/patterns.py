"""Patterns made from the words of language packs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words; it never matches where there are none.

    The longest comes first, so that none hides a longer one.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered)) or "(?!)"
