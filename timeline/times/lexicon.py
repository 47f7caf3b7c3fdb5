"""The words a language pack knows, each with its classes, encoded as one character per class set.

Sentences become strings of such characters ("the codes"), and rules are patterns over them: they
read one character for a whole word, whichever way it is written. `UNKNOWN` and `OTHER` stand
for what no rule mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.errors import LanguagePackError
from timeline.times.tokens import NUMBER_CLASSES, REPRESENTATIVES, number_classes

UNKNOWN = "."  # a word no rule mentions, in lower case
OTHER = "_"  # any other thing no rule mentions: names, long numbers, symbols
_FIRST_CODE = 0xE000  # private use: no code can be a sign of the regular expression language
_REMEMBERED = 200_000

# Signs that are written in several ways are one sign to the rules.
_SIGNS = {"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-"}


class Codes(dict[str, str]):
    """Written form → code; remembers the words it had to think about, up to a limit."""

    __slots__ = ("_of_numbers",)

    def __init__(self, forms: Mapping[str, str], of_numbers: Mapping[frozenset[str], str]) -> None:
        super().__init__(forms)
        self._of_numbers = of_numbers

    def __missing__(self, word: str) -> str:
        code = UNKNOWN if word[0].islower() else OTHER
        if "0" <= word[0] <= "9":
            code = self._of_numbers.get(number_classes(word), OTHER)
        elif word in _SIGNS:
            code = self[_SIGNS[word]]
        if len(self) < _REMEMBERED:
            self[word] = code
        return code


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`charsets`: class → the codes of its words. `values`: class → word in lower case → value."""

    codes: Codes
    charsets: Mapping[str, str]
    values: Mapping[str, Mapping[str, Any]]


@dataclass(slots=True)
class Collector:
    """Gathers forms and their classes while a pack is read."""

    where: str
    classes: dict[str, set[str]]
    values: dict[str, dict[str, Any]]
    written: dict[str, list[tuple[str, Any]]]

    def add_class(self, name: str, table: Mapping[str, Any], endings: Mapping[str, str]) -> None:
        """Take in `[words.<name>]`: value → words, and `case` = any, noun or lower."""
        if name in NUMBER_CLASSES:
            raise LanguagePackError(f"{name!r} is the name of a number class", where=self.where)
        case = table.get("case", "any")
        for key, words in table.items():
            if key == "case":
                continue
            for word in expand(str(words), endings, where=f"{self.where}: words.{name}"):
                self.add(name, word, _value(key), case)

    def add(self, name: str, word: str, value: Any, case: str) -> None:
        """One written form of a class."""
        self.written.setdefault(name, []).append((word, value))
        values = self.values.setdefault(name, {})
        if values.setdefault(word.lower(), value) != value:
            raise LanguagePackError(f"{word!r} has two values", where=f"{self.where}: words.{name}")
        for form in forms(word, case):
            self.classes.setdefault(form, set()).add(name)
            values.setdefault(form.lower(), value)  # "DREISSIG" is not "dreißig" in capitals

    def add_literal(self, word: str) -> str:
        """The class of a word that stands in a template; capitals there mean capitals in text."""
        name = "=" + word
        case = "any" if word == word.lower() else "noun"
        for form in forms(word, case):
            self.classes.setdefault(form, set()).add(name)
        return name

    def add_compound(self, entry: Mapping[str, Any]) -> None:
        """Every word of one class joined with every word of another ("Montag" + "abend")."""
        for head, head_value in self.written.get(entry["head"], ()):
            for tail, tail_value in self.written.get(entry["tail"], ()):
                joined = head + entry.get("link", "") + tail.lower()
                value = [head_value, tail_value]
                # Two spellings of the parts may join to the same word; the first one counts.
                if joined.lower() not in self.values.get(entry["class"], {}):
                    self.add(entry["class"], joined, value, entry.get("case", "any"))

    def lexicon(self) -> Lexicon:
        """Give every set of classes its code."""
        sets: dict[frozenset[str], str] = {}

        def code(classes: Iterable[str]) -> str:
            return sets.setdefault(frozenset(classes), chr(_FIRST_CODE + len(sets)))

        written = {
            # A number that a template names is still a number.
            form: code(classes | number_classes(form) if form[0] in "0123456789" else classes)
            for form, classes in self.classes.items()
        }
        numbers = {found: code(found) for found in map(number_classes, REPRESENTATIVES) if found}
        charsets: dict[str, str] = {}
        for classes, character in sets.items():
            for name in classes:
                charsets[name] = charsets.get(name, "") + character
        return Lexicon(Codes(written, numbers), charsets, self.values)


def expand(words: str, endings: Mapping[str, str], *, where: str) -> Iterator[str]:
    """Words separated by spaces: `Jahr/e/es` = Jahr, Jahre, Jahres; `nächst+adj` takes a set."""
    for word in words.split():
        stem, *suffixes = word.split("/")
        stem, plus, ending = stem.partition("+")
        if plus:
            if ending not in endings:
                raise LanguagePackError(f"{word!r}: no endings named {ending!r}", where=where)
            for suffix in endings[ending].split():
                yield stem + suffix.replace("-", "")
        else:
            yield stem
        for suffix in suffixes:
            yield stem + suffix


def forms(word: str, case: str) -> tuple[str, ...]:
    """The spellings a word may have in running text."""
    if case == "noun":
        return (word, word.upper())
    if case == "lower":
        return (word.lower(),)
    return (word, word.lower(), word[:1].upper() + word[1:], word.upper())


def _value(key: str) -> Any:
    return float(key) if re.fullmatch(r"-?[0-9]+\.[0-9]+", key) else _whole(key)


def _whole(key: str) -> Any:
    return int(key) if re.fullmatch(r"-?[0-9]+", key) else key
