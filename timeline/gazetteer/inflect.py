"""Forms that German and English make of a name, by ending rules; used when data are compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_ADJECTIVE_ENDINGS = ("", "e", "er", "es", "en", "em")
# "Europäische Union", "Europäischer Gerichtshof": an adjective before a noun takes every ending.
_LEADING_ADJECTIVE = re.compile(r"^([A-ZÄÖÜ][\wäöüß-]{2,30}?)(?:e|er|es|en) (?=[A-ZÄÖÜ])")
_NO_ADJECTIVE = frozenset({"Die", "Der", "Das", "Papst", "Oliver", "Peter", "Walter"})
_PERSON_NAME = re.compile(r"^(?:Alexander|Werner|Reiner|Günther|Jürgen|Karsten)")


def adjective_forms(stem: str) -> list[str]:
    """ "russisch" → russisch, russische, ...; and "Russische" as names have it; none for ""."""
    if not stem:
        return []
    forms = [stem + ending for ending in _ADJECTIVE_ENDINGS]
    return forms + [form[0].upper() + form[1:] for form in forms[1:]]


def inhabitant_forms(people: Sequence[str], adjective: str) -> Iterator[tuple[str, str]]:
    """(language, form) of inhabitants: "Russe" → Russen, Russin, Russinnen; "Pole" → Poles.

    `people` is [German, English]; the English one is adjective + s where it is left out.
    """
    if people:
        for form in _german_inhabitants(people[0]):
            yield "de", form
    if len(people) > 1:
        for word in people[1].split(", "):
            yield "en", word
            if not word.endswith(("ese", "men", "man", "s", "sh")):
                yield "en", word + "s"
    elif adjective.endswith(("an", "i", "ch")) and adjective != "French":
        yield "en", adjective + "s"


def _german_inhabitants(entry: str) -> list[str]:
    base, *given = entry.split(", ")
    feminine = given[0] if given else None
    if base.endswith("e"):
        forms = [base, base + "n"]
        feminine = feminine or base[:-1] + "in"
        if base == "Deutsche":
            return ["Deutsche", "Deutschen", "Deutscher"]
    elif base.endswith("er"):
        forms = [base, base + "n", base + "s"]
        feminine = feminine or base + "in"
    elif base.endswith("t"):
        forms = [base, base + "en"]
        feminine = feminine or base + "in"
    else:
        forms = [base, base + "s", base + "n"]
        feminine = feminine or base + "in"
    return [*forms, feminine, feminine + "nen"]


def name_forms(surface: str, language: str) -> list[str]:
    """The name itself and, for German, its forms with another ending of a leading adjective."""
    if language != "de":
        return [surface]
    found = _LEADING_ADJECTIVE.match(surface)
    first = surface.partition(" ")[0]
    if found is None or first in _NO_ADJECTIVE or _PERSON_NAME.match(surface):
        return [surface]
    stem, rest = found[1], surface[found.end() :]
    forms = [f"{stem}{ending} {rest}" for ending in ("e", "er", "es", "en", "em")]
    return [surface, *(form for form in forms if form != surface)]


def romance_forms(adjective: str, language: str) -> list[str]:
    """The forms of an adjective of nationality in fr, es or it, given the masculine singular.

    All forms, parted by spaces, where the rule does not hold ("grec grecs grecque grecques").
    """
    if " " in adjective:
        return adjective.split(" ")
    return _ROMANCE[language](adjective)


def _french(word: str) -> list[str]:
    if word.endswith("e"):
        return [word, word + "s"]
    feminine = word + ("ne" if word.endswith("en") else "e")
    plural = word if word.endswith("s") else word + "s"
    return list(dict.fromkeys([word, plural, feminine, feminine + "s"]))


def _spanish(word: str) -> list[str]:
    if word.endswith("o"):
        return [word[:-1] + ending for ending in ("o", "a", "os", "as")]
    if word.endswith(("e", "a")):
        return [word, word + "s"]
    if word.endswith("í"):
        return [word, word + "es", word + "s"]
    if word.endswith(("i", "r")):  # saharaui, kosovar
        return [word, word + ("s" if word.endswith("i") else "es")]
    accented = {"á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u"}
    stem = word[:-2] + accented.get(word[-2], word[-2]) + word[-1]  # francés → francesa
    return [word, stem + "a", stem + "es", stem + "as"]


def _italian(word: str) -> list[str]:
    if word.endswith("o"):
        return [word[:-1] + ending for ending in ("o", "a", "i", "e")]
    if word.endswith("a"):  # saudita, vietnamita
        return [word, word[:-1] + "i", word[:-1] + "e"]
    return [word, word[:-1] + "i"] if word.endswith("e") else [word]


_ROMANCE = {"fr": _french, "es": _spanish, "it": _italian}
