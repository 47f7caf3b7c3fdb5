"""A short readable line for an event, from the words of its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.clauses import Clause
from timeline.events.phrases import Phrase
from timeline.events.tokens import Token
from timeline.languages.loader import load_table

LONGEST = 90


def title(
    text: str, clause: Clause, dates: frozenset[int], phrases: Sequence[Phrase], language: str
) -> str:
    """The clause without its time expressions, at most about 90 characters.

    `dates` are indexes of words inside time expressions. German sentences that began with a date
    are put into the order subject, verb; where the subject is not clear they keep their date.
    """
    around = frozenset(load_table(language, "clauses")["dates"]["around"])
    gone = _with_prepositions(clause, dates, around)
    words = [token for token in clause.tokens if token.index not in gone]
    while len(words) > 3 and words[0].tag in ("CCONJ", "PUNCT", "SCONJ"):
        words.pop(0)
    if (
        language == "de"
        and words
        and words[0] is clause.finite
        and clause.tokens[0] is not words[0]
    ):
        words = _subject_first(words, phrases) or list(clause.tokens)
    while words and words[-1].text in ".,;:–—-":
        words.pop()
    line = _join(text, words)
    if len(line) > LONGEST:
        line = line[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"
    return line[:1].upper() + line[1:]


def _with_prepositions(
    clause: Clause, dates: frozenset[int], around: frozenset[str]
) -> frozenset[int]:
    """Dates and the words that only lead to them ("bis zum", "noch am", "late on")."""
    gone = set(dates)
    for token in reversed(clause.tokens):
        leads = token.tag in ("ADP", "DET") or token.low in around
        if leads and token.index + 1 in gone and token.index + 1 in clause.indexes:
            gone.add(token.index)
    return frozenset(gone)


def _subject_first(words: list[Token], phrases: Sequence[Phrase]) -> list[Token]:
    """ "hatte Rom den Vertrag gekündigt" → "Rom hatte den Vertrag gekündigt"."""
    if len(words) < 3:
        return []
    for phrase in phrases:
        if phrase.outer is None and phrase.left == words[1].index:
            last = max(phrase.last, phrase.head)
            subject = [word for word in words[1:] if word.index <= last]
            return [*subject, words[0], *words[1 + len(subject) :]]
    return []


def _join(text: str, words: Sequence[Token]) -> str:
    parts: list[str] = []
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        if before is None:
            parts.append(word.text)
            continue
        if before.index + 1 == word.index:
            touching = before.end == word.start
        else:
            touching = word.tag == "PUNCT" and word.text in ".,;:)!?"
        parts.append(word.text if touching else " " + word.text)
    return "".join(parts)
