"""Past or future: the finite verb of the clause an expression stands in, by word lists and endings.

No tagger: a table of forms per language (`tense.toml`), with endings for regular verbs. Each word
becomes one character, so that a clause is a string and finding its verb a scan of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from timeline.languages.loader import load_table

Tense = Literal["past", "present", "future"]

# One character per part a word can play in the tense of its clause.
PAST, PRESENT, FUTURE, AUXILIARY = "P", "N", "F", "A"
PARTICIPLE, TO_BE, BEFORE_TO, TO, INFINITIVE = "G", "B", "S", "T", "I"
BOUNDARY, NOTHING = "|", "."
_REMEMBERED = 200_000
_BEHIND = 6  # tokens by which a following verb seems farther
_WINDOW = 80  # tokens either way; a run-on text must not cost more than its length
_FINITE = re.compile(f"[{PAST}{PRESENT}{FUTURE}{AUXILIARY}{TO_BE}{BEFORE_TO}]")
_KEYS = {
    "past": PAST,
    "present": PRESENT,
    "future": FUTURE,
    "auxiliary": AUXILIARY,
    "participle": PARTICIPLE,
    "to_be": TO_BE,
    "to": TO,
    "before_to": BEFORE_TO,
    "infinitive": INFINITIVE,
    "boundary": BOUNDARY,
    "no_verb": NOTHING,
}


class TenseCodes(dict[str, str]):
    """Word → its part in the tense of a clause; remembers words up to a limit."""

    __slots__ = ("_endings", "_future", "_minimum", "_prefixes", "_present", "_suffixes")

    def __init__(self, table: Mapping[str, Any], strong: Mapping[str, str]) -> None:
        super().__init__()
        for entry in strong.values():
            _, past, participle, *_ = (*entry.split(), "", "", "")
            for form in past.split("/"):
                for suffix in table.get("strong_suffixes", ("",)):
                    self.setdefault(form + suffix, PAST)
            self.setdefault(participle, PARTICIPLE)
        for key, code in _KEYS.items():
            for word in str(table.get(key, "")).split():
                self[word] = code
        self._endings = tuple(table.get("past_endings", ()))
        self._present = tuple(table.get("present_endings", ()))
        self._future = tuple(table.get("future_endings", ()))
        self._minimum = int(table.get("shortest_verb", 4))
        self._prefixes = tuple(table.get("participle_prefixes", ()))
        self._suffixes = tuple(table.get("participle_endings", ()))

    def __missing__(self, word: str) -> str:
        code = NOTHING
        lower = word.lower()
        if word != lower and lower in self:
            code = self[lower]
        elif not word[0].isalpha():
            code = (
                BOUNDARY if word in {",", ";", ":", "(", ")", "–", "—", '"', "“", "„"} else NOTHING
            )
        elif word == lower and len(word) >= self._minimum:
            if self._prefixes and word.endswith(self._suffixes) and _prefixed(word, self._prefixes):
                code = PARTICIPLE
            elif self._endings and word.endswith(self._endings):
                code = PAST
            elif self._present and word.endswith(self._present):
                code = PRESENT
            elif self._future and word.endswith(self._future):
                code = FUTURE
        if len(self) < _REMEMBERED:
            self[word] = code
        return code


def _prefixed(word: str, prefixes: tuple[str, ...]) -> bool:
    return any(prefix in word[:7] for prefix in prefixes)


@dataclass(frozen=True, slots=True)
class Verb:
    """What decided: the tense, and the word that shows it."""

    tense: Tense
    word: str


@cache
def tense_codes(language: str) -> TenseCodes:
    """The compiled table of a language; empty where its pack has none."""
    strong = load_table(language, "verbs").get("strong", {})
    return TenseCodes(load_table(language, "tense"), strong)


def find_verb(words: Sequence[str], line: str, first: int, after: int) -> Verb | None:
    """The verb nearest to the tokens `first` to `after`: in their clause, else beside it.

    `line` holds the code of each word.
    """
    low, high = max(0, first - _WINDOW), min(len(line), after + _WINDOW)
    begin = line.rfind(BOUNDARY, low, first) + 1 or low
    end = line.find(BOUNDARY, after, high)
    end = high if end < 0 else end
    verb = _in_clause(words, line, (begin, end), first, after)
    if verb is None and end < high:
        following = line.find(BOUNDARY, end + 1, high)
        verb = _in_clause(words, line, (end + 1, high if following < 0 else following), end, end)
    if verb is None and begin > low:
        before = line.rfind(BOUNDARY, low, begin - 1) + 1 or low
        verb = _in_clause(words, line, (before, begin - 1), begin - 1, begin - 1)
    return verb


def _in_clause(
    words: Sequence[str], line: str, clause: tuple[int, int], first: int, after: int
) -> Verb | None:
    begin, end = clause
    best: tuple[int, int] | None = None
    for match in _FINITE.finditer(line, begin, end):
        index = match.start()
        if first <= index < after or line[index - 1 : index] == INFINITIVE:
            continue  # "May" the month is no verb; "be closed" is no past
        # What stands before an expression rules it more often than what follows.
        distance = first - index if index < first else index - after + _BEHIND
        if best is None or distance < best[0]:
            best = distance, index
    if best is None:
        return None
    return Verb(_tense(line, best[1], begin, end), words[best[1]])


def _tense(line: str, index: int, begin: int, end: int) -> Tense:
    code = line[index]
    participles = PARTICIPLE in line[begin:end]
    if code in {TO_BE, BEFORE_TO} and line[index + 1 : index + 2] == TO:
        return "future"
    if code in {PAST, BEFORE_TO} or (code == AUXILIARY and participles):
        return "past"
    if code == FUTURE:
        # "soll gesagt haben" reports what is past.
        return "past" if participles and AUXILIARY in line[index:end] else "future"
    return "present"
