"""Years that belong to a noun, and so date no other deed of the clause.

"They violated the 1973 War Powers Resolution", "it resembled the panic of 1907", "prices rose to
their highest since 2008": the year is that of the law, of the panic, of the last such price.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from timeline.events.clauses import Clause
from timeline.events.tokens import Token
from timeline.languages.loader import load_table
from timeline.model import Timex

_YEARS = frozenset({"year", "decade", "century"})
_NOUNS = ("NOUN", "PROPN")
_PHRASE = ("NOUN", "PROPN", "ADJ", "NUM")
_LONGEST = 6  # words of a noun phrase
_BACK = 8  # words before "since" in which a superlative stands


def belongs_elsewhere(timex: Timex, clause: Clause, position: int, language: str) -> bool:
    """Whether the expression is part of a noun phrase, and the trigger at `position` is not."""
    tokens = clause.tokens
    first = next((i for i, t in enumerate(tokens) if t.end > timex.start), None)
    if first is None or timex.interval is None:
        return False
    if _is_record(tokens, first, language):
        return True
    if timex.interval.precision not in _YEARS:
        return False
    named = _named_year(tokens, first, language)
    if named is not None:
        return not any(t.start <= position < t.end for t in tokens[named:first])
    last = next((i for i in range(first, len(tokens)) if tokens[i].start >= timex.end), len(tokens))
    # "19th-century bankers" are so whatever stands before them.
    is_adjective = timex.interval.precision == "century" and "-" in timex.text
    phrase = _phrase(tokens, first, last, language, is_adjective=is_adjective)
    return phrase is not None and _is_outside(tokens, phrase, position, language)


def _is_outside(
    tokens: Sequence[Token], phrase: tuple[int, int], position: int, language: str
) -> bool:
    """Whether the phrase neither holds the trigger nor says when its deed was."""
    begin, end = phrase
    if any(token.start <= position < token.end for token in tokens[begin:end]):
        return False
    ahead = [token.low for token in tokens[:begin] if token.tag != "DET"][-1:]
    if not _words(language, "during").isdisjoint(ahead):
        return False  # "in the 2003 war": that is when
    if tokens[end - 1].start > position:
        return True  # an object, or what an object is of
    # "The 1969 coup brought him to power": when the subject was, the deed was.
    return any(t.finite for t in tokens[end:] if t.start < position)


def _phrase(
    tokens: Sequence[Token], first: int, last: int, language: str, *, is_adjective: bool
) -> tuple[int, int] | None:
    """Places of the noun phrase that the expression is a part of; None if it is none of its own."""
    if first and tokens[first - 1].low in _words(language, "of"):
        end = first - 1
        if not end or tokens[end - 1].tag not in _NOUNS:
            return None
        begin = end - 1
        while begin and end - begin < _LONGEST and tokens[begin - 1].tag in (*_PHRASE, "DET"):
            begin -= 1
        return begin, last
    end = last
    while end < len(tokens) and end - last < _LONGEST and tokens[end].tag in _PHRASE:
        end += 1
    ahead = tokens[first - 1].tag if first else ""
    named = end > last and any(token.tag in _NOUNS for token in tokens[last:end])
    inside = tokens[first].tag == "DET" or ahead in ("DET", "ADJ", "PRON", "PART") or is_adjective
    return (first, end) if named and inside else None


def _named_year(tokens: Sequence[Token], first: int, language: str) -> int | None:
    """Where the phrase begins that the year belongs to: "das Abkommen von Genf aus dem Jahr 1954".

    What dates from a year was made then; what is done to it now was not.
    """
    tie = first - (tokens[first].tag != "DET")  # "dem Jahr 1954" may be one expression
    while tie > 0 and tokens[tie].low in _words(language, "year_named"):
        tie -= 1
    if tie < 1 or tie >= first or tokens[tie].low not in _words(language, "out_of"):
        return None
    begin = tie
    while begin and tie - begin < _LONGEST and tokens[begin - 1].tag in (*_PHRASE, "DET", "ADP"):
        begin -= 1
    return begin if any(t.tag in _NOUNS for t in tokens[begin:tie]) else None


def _is_record(tokens: Sequence[Token], first: int, language: str) -> bool:
    """ "The highest since September 2008": of the time before the deed."""
    if not first or tokens[first - 1].low not in _words(language, "record_since"):
        return False
    endings = tuple(_words(language, "record_endings"))
    words = _words(language, "records")
    return any(
        token.low in words or (token.tag == "ADJ" and token.low.endswith(endings))
        for token in tokens[max(0, first - 1 - _BACK) : first - 1]
    )


@cache
def _words(language: str, key: str) -> frozenset[str]:
    return frozenset(load_table(language, "clauses")["dates"][key])
