"""The words around numbers of one language, compiled from `languages/<code>/figures.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.corpus.dated import function_words
from timeline.languages.loader import load_table


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What numbers, and the words beside them, mean; each field is one section of the table."""

    numbers: Mapping[str, float]
    vague: Mapping[str, tuple[float, float]]
    scale: Mapping[str, float]
    modifiers: Mapping[str, str]
    prepositions: frozenset[str]
    range_words: frozenset[str]
    vague_heads: frozenset[str]
    old: tuple[str, str]
    older: tuple[str, ...]
    fate: Matcher
    noun: Matcher
    never: Matcher
    before: frozenset[str]
    stop: frozenset[str]
    part: Matcher
    more: frozenset[str]
    within: frozenset[str]
    joining: frozenset[str]
    near: frozenset[str]


class Matcher:
    """Words and beginnings or ends of words, each with what it stands for."""

    def __init__(self, table: Mapping[str, Iterable[str]]) -> None:
        self._whole: dict[str, str] = {}
        begins, ends = [], []
        for name, words in table.items():
            for word in words:
                if word.endswith("*"):
                    begins.append((word[:-1], name))
                elif word.startswith("*"):
                    ends.append((word[1:], name))
                else:
                    self._whole[word] = name
        self._begins, self._ends = tuple(begins), tuple(ends)
        self._cache: dict[str, str | None] = {}

    def find(self, word: str) -> str | None:
        """What the word, in lower case, stands for."""
        if word not in self._cache:
            if len(self._cache) > 50_000:
                self._cache.clear()
            self._cache[word] = self._look(word)
        return self._cache[word]

    def _look(self, word: str) -> str | None:
        found = self._whole.get(word)
        if found is not None:
            return found
        for start, name in self._begins:
            if word.startswith(start):
                return name
        for end, name in self._ends:
            if word.endswith(end):
                return name
        return None


@cache
def figure_words(language: str) -> FigureWords:
    """The compiled table of a language that has one."""
    table: Mapping[str, Any] = load_table(language, "figures")
    finer: Mapping[str, Any] = load_table(language, "disagreements")
    numbers: dict[str, float] = {}
    for value, names in load_table(language, "numbers")["words"]["number"].items():
        for name in names.split() if isinstance(names, str) else names:
            if float(value) >= 1 and name.isalpha():
                numbers[name.lower()] = float(value)
    scale = {word: float(size) for size, words in table["scale"].items() for word in words}
    return FigureWords(
        numbers={word: value for word, value in numbers.items() if word not in scale},
        vague={word: (float(low), float(high)) for word, (low, high) in table["vague"].items()},
        scale=scale,
        modifiers={
            word: kind
            for kind in ("about", "at_least", "at_most")
            for word in table["modifier"][kind]
        },
        range_words=frozenset(table["modifier"]["range"]),
        vague_heads=frozenset(word.split()[0] for word in table["vague"]),
        prepositions=frozenset(table["modifier"]["not_after_noun"]),
        old=tuple(table["never"]["old"]),
        older=tuple(table["never"]["older"]),
        fate=Matcher(table["fate"]),
        noun=Matcher(table["noun"]),
        never=Matcher({"never": table["never"]["nouns"]}),
        before=frozenset(table["never"]["before"]),
        stop=function_words(language),
        part=Matcher(finer.get("part", {})),
        more=frozenset(finer.get("number", {}).get("more", ())),
        within=frozenset(finer.get("number", {}).get("within", ())),
        joining=frozenset(finer.get("number", {}).get("joining", ())),
        near=frozenset(finer.get("number", {}).get("near", ())),
    )
