"""A short readable line for an event, from the words of its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.clauses import Clause
from timeline.events.tokens import Token

LONGEST = 90


def title(text: str, clause: Clause, dates: frozenset[int]) -> str:
    """The clause without its time expressions and leading adverbs, at most about 90 characters.

    `dates` are indexes of words inside time expressions.
    """
    words = [
        token
        for token in clause.tokens
        if token.index not in dates and not _governs_date(token, clause, dates)
    ]
    while len(words) > 3 and words[0].tag in ("CCONJ", "PUNCT", "SCONJ", "ADV"):
        words.pop(0)
    while words and words[-1].text in ".,;:–—-":
        words.pop()
    line = _join(text, words)
    if len(line) > LONGEST:
        line = line[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"
    return line[:1].upper() + line[1:]


def _governs_date(token: Token, clause: Clause, dates: frozenset[int]) -> bool:
    """The preposition before a date goes with it."""
    return token.tag == "ADP" and token.index + 1 in dates and token.index + 1 in clause.indexes


def _join(text: str, words: Sequence[Token]) -> str:
    parts: list[str] = []
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        if before is None:
            parts.append(word.text)
            continue
        touching = (
            text[before.end : word.start] == ""
            if before.index + 1 == word.index
            else (word.tag == "PUNCT" and word.text in ".,;:)!?")
        )
        parts.append(word.text if touching else " " + word.text)
    return "".join(parts)
