"""Words that mean the same in several languages, as far as the packs' lexicon of acts knows.

"Beschuss" and "shelling" stand under one sense of `events.toml`, "Gipfel" and "summit" under
another; words that are spelt alike ("Konvoi", "convoy") share a skeleton. That is enough to compare
two sentences that also share actors and a day, and needs no dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from timeline.corpus.dated import function_words
from timeline.languages.inflect import noun_forms, verb_forms
from timeline.languages.loader import available, load_table

_WORD = re.compile(r"[^\W\d_]{3,40}")
_SAME_SOUND = str.maketrans({"c": "k", "z": "s", "y": "i", "w": "v", "h": None, "j": "i", "q": "k"})
_VOWELS = re.compile("[aeiou]")
_STEM, _SKELETON, _FEWEST_BONES = 6, 5, 3
_AMBIGUOUS = 2  # senses that one form may have


def content(text: str, language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Stems of the content words, their skeletons, and the senses they may stand for.

    Stems compare sentences of one language, the other two sentences of any.
    """
    known = _words(language)
    stems: set[str] = set()
    bones: set[str] = set()
    meant: set[str] = set()
    for stem, consonants, senses in map(known.__getitem__, _WORD.findall(text)):
        if stem:
            stems.add(stem)
        if consonants:
            bones.add(consonants)
        if senses:
            meant |= senses
    return frozenset(stems), frozenset(bones), frozenset(meant)


class _Words(dict[str, tuple[str, str, frozenset[str]]]):
    """Word → stem, skeleton and senses, "" for what it does not have; found out once per word."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stop = function_words(language)
        self._senses = _senses(language)

    def __missing__(self, word: str) -> tuple[str, str, frozenset[str]]:
        lower = word.lower()
        if lower in self._stop:
            found = "", "", _NONE
        else:
            found = lower[:_STEM], skeleton(word) or "", self._senses.get(lower, _NONE)
        self[word] = found
        return found


_NONE: frozenset[str] = frozenset()
_words = cache(_Words)


def skeleton(word: str) -> str | None:
    """Consonants of a word in a spelling common to the languages; None where too few are left.

    >>> skeleton("Konvoi") == skeleton("convoy"), skeleton("Sanktionen") == skeleton("sanctions")
    (True, True)
    """
    plain = unicodedata.normalize("NFKD", word.lower()).encode("ascii", "ignore").decode()
    plain = plain.replace("ph", "f").translate(_SAME_SOUND)
    plain = re.sub(r"(.)\1", r"\1", plain)
    bones = plain[:1] + _VOWELS.sub("", plain[1:])
    if len(plain) <= _FEWEST_BONES:
        # Short names ("Gao") are told apart by every letter.
        return "=" + plain if word[0].isupper() and plain else None
    return bones[:_SKELETON] if len(bones) >= _FEWEST_BONES else None


@cache
def _senses(language: str) -> dict[str, frozenset[str]]:
    """Word in lower case → ids of the senses it is listed under, with common endings."""
    if language not in available("events"):
        return {}
    found: dict[str, set[str]] = {}
    triggers: list[dict[str, Any]] = load_table(language, "events")["trigger"]
    for trigger in triggers:
        for entry in trigger.get("nouns", ()):
            for form in noun_forms(language, entry.split(" ")[0]):
                found.setdefault(form.lower(), set()).add(trigger["id"])
        for entry in trigger.get("verbs", ()):
            lemma = entry.split(" ~")[0].split(" !")[0]
            if " " not in lemma:  # the words of a phrase mean little one by one
                for verb in verb_forms(language, lemma):
                    # A part of a split verb ("greift … an") says less than the whole.
                    if verb.particle is None or language == "en":
                        found.setdefault(verb.text.lower(), set()).add(trigger["id"])
    return {form: frozenset(ids) for form, ids in found.items() if len(ids) <= _AMBIGUOUS}
