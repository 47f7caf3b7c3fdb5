"""What surrounds an act: the instrument it was done with, and PLOVER's contexts.

Both are read from the words of the clause by lists of the language (`details.toml`); where no word
says it, nothing is assumed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from timeline.events.clauses import Clause
from timeline.events.triggers import Hit
from timeline.languages.loader import load_table
from timeline.languages.remembered import Remembered

# Acts that are done with something; a minister who speaks "with drones" in mind does not count.
_WITH_MEANS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "THREATEN", "AID"})


@dataclass(frozen=True, slots=True)
class _Lists:
    means: re.Pattern[str] | None
    compound: re.Pattern[str] | None
    contexts: re.Pattern[str] | None
    begins: Remembered[bool]  # whether a word may begin what `contexts` looks for


@cache
def _lists(language: str) -> _Lists:
    table = load_table(language, "details")
    if not table:
        return _Lists(None, None, None, _beginnings([]))
    instrument = table["instrument"]
    behind = "|".join(map(re.escape, instrument["with"]))
    means = re.compile(
        rf" (?:{behind}) (?:\w{{1,30}} ){{0,3}}?(?P<means>{_choice(instrument['nouns'])}) "
    )
    compound = re.compile(
        rf" (?P<means>{_choice(instrument['compounds'])})[- ]?(?:{_choice(instrument['heads'])}) "
    )
    contexts = re.compile(
        "|".join(f" (?P<{name}>{_choice(words)})(?= )" for name, words in table["context"].items())
    )
    listed = [word for words in table["context"].values() for word in words]
    return _Lists(means, compound, contexts, _beginnings(listed))


def _beginnings(listed: list[str]) -> Remembered[bool]:
    first = [phrase.split()[0] for phrase in listed]
    whole = frozenset(word for word in first if not word.endswith("*"))
    open_ended = tuple(word[:-1] for word in first if word.endswith("*"))
    return Remembered(lambda word: word in whole or word.startswith(open_ended))


def _choice(words: list[str]) -> str:
    """Alternatives, the longest first; `*` stands for any ending."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\*", r"\w{0,30}") for word in ordered)


def instrument(hit: Hit, clause: Clause, language: str) -> str | None:
    """The weapon or means as the clause names it, in lower case; None where it names none."""
    lists = _lists(language)
    if lists.means is None or lists.compound is None or hit.type not in _WITH_MEANS:
        return None
    found = lists.means.search(clause.text)
    if found is None:
        found = lists.compound.search(clause.text)
    return None if found is None else found["means"]


def contexts(clause: Clause, language: str) -> tuple[str, ...]:
    """PLOVER's names of the contexts whose words stand in the clause, in their order there."""
    lists = _lists(language)
    pattern = lists.contexts
    if pattern is None or not any(map(lists.begins.__getitem__, clause.lows)):
        return ()
    found = (match.lastgroup for match in pattern.finditer(clause.text))
    return tuple(dict.fromkeys(name for name in found if name is not None))
