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
PLANNED, INTENT, POSSIBLE, NOT = "L", "W", "C", "X"
DETERMINER, ADVERB, PLUPERFECT = "D", "V", "H"
COORDINATOR, COMPARING = "&", "Z"
BOUNDARY, NOTHING = "|", "."
EITHER = "E"  # "bombardiert", "lassen": a participle beside another verb, else present
_REMEMBERED = 200_000
_BEHIND = 6  # tokens by which a following verb seems farther
_CONJUNCT = 30  # … and one that a coordinator joins to the clause: "… on Saturday and said"
_WINDOW = 80  # tokens either way; a run-on text must not cost more than its length
_FINITE = re.compile(
    f"[{PAST}{PRESENT}{FUTURE}{AUXILIARY}{TO_BE}{BEFORE_TO}{PLANNED}{POSSIBLE}{PLUPERFECT}]|{INTENT}(?={TO})"
)
_SHORTEST_STEM = 3  # letters: "an-trat"
_CLAUSES = 4  # clauses after its own in which the verb of an expression may stand
_KEYS = {
    "past": PAST,
    "present": PRESENT,
    "future": FUTURE,
    "auxiliary": AUXILIARY,
    "pluperfect": PLUPERFECT,
    "participle": PARTICIPLE,
    "participle_or_present": EITHER,
    "to_be": TO_BE,
    "to": TO,
    "before_to": BEFORE_TO,
    "infinitive": INFINITIVE,
    "planned": PLANNED,
    "intent": INTENT,
    "possible": POSSIBLE,
    "not": NOT,
    "determiner": DETERMINER,
    "adverb": ADVERB,
    "coordinator": COORDINATOR,
    "comparing": COMPARING,
    "boundary": BOUNDARY,
    "no_verb": NOTHING,
}


class TenseCodes(dict[str, str]):
    """Word → its part in the tense of a clause; remembers words up to a limit."""

    __slots__ = (
        *("_adverbs", "_endings", "_future", "_minimum"),
        *("_either", "_nouns_capitalised", "_prefixes", "_present", "_suffixes", "_verb_prefixes"),
        *("_bare", "_joined"),
    )

    def __init__(
        self, table: Mapping[str, Any], strong: Mapping[str, str], irregular: Mapping[str, str]
    ) -> None:
        super().__init__()
        for verb, entry in irregular.items():
            past, participle = entry.split()
            if participle not in (verb, past):
                self.setdefault(participle, PARTICIPLE)
            if past != verb:  # "they cut" may be either
                self.setdefault(past, PAST)
        for entry in strong.values():
            present, past, participle, *_ = (*entry.split(), "", "", "")
            if present not in {"", past, participle}:
                self.setdefault(present, PRESENT)  # "hält"
            for form in past.split("/"):
                for suffix in table.get("strong_suffixes", ("",)):
                    self.setdefault(form + suffix, PAST)
            self.setdefault(participle, PARTICIPLE)
        for key, code in _KEYS.items():
            for word in str(table.get(key, "")).split():
                self[word] = code
        self._adverbs = tuple(table.get("adverb_endings", ()))
        self._endings = tuple(table.get("past_endings", ()))
        self._present = tuple(table.get("present_endings", ()))
        self._future = tuple(table.get("future_endings", ()))
        self._minimum = int(table.get("shortest_verb", 4))
        self._prefixes = tuple(table.get("participle_prefixes", ()))
        self._nouns_capitalised = bool(table.get("nouns_capitalised", False))
        self._either = tuple(table.get("participle_or_past", ()))
        self._verb_prefixes = tuple(str(table.get("verb_prefixes", "")).split())
        self._suffixes = tuple(table.get("participle_endings", ()))
        # "zurückgetreten": the prefix of the participle stands behind that of the verb.
        self._joined = tuple(
            outer + inner
            for outer in self._verb_prefixes
            for inner in table.get("participle_inside", ())
        )
        self._bare = tuple(table.get("participles_without_prefix", ()))

    def line(self, words: Sequence[str]) -> str:
        """The codes of a sentence, one per word."""
        codes = [*map(self.__getitem__, words)]
        if self._nouns_capitalised:
            for index in range(1, len(codes)):
                begins = codes[index - 1] == BOUNDARY  # "Er fragte: Wird es am Montag …"
                if not begins and words[index][0].isupper():
                    codes[index] = NOTHING
        line = "".join(codes)
        return _decided(line) if EITHER in line else line

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
            code = self._by_form(word)
        if len(self) < _REMEMBERED:
            self[word] = code
        return code

    def _by_form(self, word: str) -> str:
        """What prefix and ending say of a word that no list has."""
        is_participle = (
            self._prefixes
            and word.endswith(self._suffixes)
            and (_prefixed(word, self._prefixes) or word.startswith(self._joined))
        )
        if self._bare and word.endswith(self._bare):
            return EITHER
        # "haben beschossen" has the form of "sie beschossen" and is far more frequent.
        if self._is_prefixed_past(word) and not (is_participle and word.endswith(self._either)):
            return PAST
        if is_participle:
            return PARTICIPLE
        endings = (
            (self._endings, PAST),
            (self._adverbs, ADVERB),
            (self._present, PRESENT),
            (self._future, FUTURE),
        )
        return next((code for ending, code in endings if word.endswith(ending)), NOTHING)

    def _is_prefixed_past(self, word: str) -> bool:
        """ "antrat", "übernahm": a strong preterite behind a prefix."""
        return any(
            self.get(word[len(prefix) :]) == PAST
            for prefix in self._verb_prefixes
            if word.startswith(prefix) and len(word) >= len(prefix) + _SHORTEST_STEM
        )


def _decided(line: str) -> str:
    """The line with each form that is one of two made what its clause makes of it."""
    clauses = line.split(BOUNDARY)
    for number, clause in enumerate(clauses):
        if EITHER in clause:
            code = PARTICIPLE if _FINITE.search(clause) is not None else PRESENT
            clauses[number] = clause.replace(EITHER, code)
    return BOUNDARY.join(clauses)


def _prefixed(word: str, prefixes: tuple[str, ...]) -> bool:
    return any(prefix in word[:7] for prefix in prefixes)


@dataclass(frozen=True, slots=True)
class Verb:
    """What decided: the tense, and the word that shows it.

    `before_past` is the past before the past ("had left"), which no "until Friday" makes a future.
    """

    tense: Tense
    word: str
    before_past: bool = False


@cache
def tense_codes(language: str) -> TenseCodes:
    """The compiled table of a language; empty where its pack has none."""
    verbs = load_table(language, "verbs")
    table = load_table(language, "tense")
    return TenseCodes(table, verbs.get("strong", {}), verbs.get("irregular", {}))


def find_verb(words: Sequence[str], line: str, first: int, after: int) -> Verb | None:
    """The verb nearest to the tokens `first` to `after`: in their clause, else beside it.

    `line` holds the code of each word.
    """
    low, high = max(0, first - _WINDOW), min(len(line), after + _WINDOW)
    begin = line.rfind(BOUNDARY, low, first) + 1 or low
    end = line.find(BOUNDARY, after, high)
    end = high if end < 0 else end
    verb = _in_clause(words, line, (begin, end), first, after)
    if verb is None and begin > low and words[begin - 1] == "(":
        # What stands in brackets explains the words before them.
        before = line.rfind(BOUNDARY, low, begin - 1) + 1 or low
        verb = _in_clause(words, line, (before, begin - 1), begin - 1, begin - 1)
    for _ in range(_CLAUSES):
        if verb is not None or end >= high:
            break
        start, end = end + 1, line.find(BOUNDARY, end + 1, high)
        end = high if end < 0 else end
        verb = _in_clause(words, line, (start, end), start, start)
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
        if line[index] in {PAST, PLANNED, BEFORE_TO} and _is_no_predicate(line, index):
            continue
        if line[index] == FUTURE and line[index - 1 : index] == DETERMINER:
            continue  # "presented a plan on Monday"
        if line[index] == PAST and line[begin:index].rstrip(ADVERB).endswith(TO_BE):
            continue  # "is heard in May" is no past
        # What stands before an expression rules it more often than what follows.
        distance = first - index if index < first else index - after + _BEHIND
        if index >= after and line[after:index].rstrip(ADVERB).endswith(COORDINATOR):
            distance += _CONJUNCT
        if best is None or distance < best[0]:
            best = distance, index
    if best is None:
        return None
    tense = _tense(line, best[1], begin, end)
    if line[best[1]] == PLANNED and best[1] >= after and line[best[1] + 1 : best[1] + 2] != TO:
        tense = "past"  # "on Monday they planned …": the planning is over
    before_past = PLUPERFECT in line[max(begin, best[1] - 3) : best[1] + 1]
    return Verb(tense, words[best[1]], before_past)


def _is_no_predicate(line: str, index: int) -> bool:
    """ "The planned talks", "a still unnamed source", "as first planned": a past form alone."""
    return line[max(0, index - 4) : index].rstrip(ADVERB).endswith((DETERMINER, COMPARING))


def _tense(line: str, index: int, begin: int, end: int) -> Tense:
    code = line[index]
    if line[max(begin, index - 2) : index] == PLUPERFECT + PARTICIPLE:
        return "past"  # "had been due", "had been scheduled": no longer
    if code in {PLANNED, INTENT, POSSIBLE}:
        # What was planned lay ahead then, and mostly still does. "Nobody could be reached",
        # "could not be reached": that is over.
        return "past" if code == POSSIBLE and NOT in line[begin : index + 2] else "future"
    # "hat verloren": a form that may be a preterite, too.
    participles = PARTICIPLE in line[begin:end] or (
        code == AUXILIARY and PAST in line[index + 1 : end]
    )
    # "agreed to hold talks", but "agreed to a truce" is no infinitive.
    goes_on = line[index + 1 : index + 2] == TO and line[index + 2 : index + 3] != DETERMINER
    if code in {TO_BE, BEFORE_TO} and goes_on:
        return "future"
    if code in {PAST, BEFORE_TO, PLUPERFECT} or (code == AUXILIARY and participles):
        return "past"
    if code == FUTURE:
        # "soll gesagt haben" reports what is past.
        return "past" if participles and AUXILIARY in line[index:end] else "future"
    return "present"
