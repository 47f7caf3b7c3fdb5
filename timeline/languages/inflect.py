"""All forms of a verb or noun from its base form: German and English inflection by rule.

Exceptions are data: `languages/<code>/verbs.toml` lists the principal parts of irregular verbs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from timeline.languages.loader import load_table

Feature = Literal["base", "present", "past", "participle", "ing", "subjunctive", "zu"]


class Form(NamedTuple):
    """One spelling of a verb.

    `feature` "base" is the infinitive and the plural present; `particle` is the German prefix that
    has to stand elsewhere in the clause ("greift … an"), None where the form is complete.
    """

    text: str
    feature: Feature
    particle: str | None = None


def verb_forms(language: str, lemma: str) -> tuple[Form, ...]:
    """Every form of the verb, lower case; German prefixes are marked as in "an|greifen"."""
    if language == "de":
        return tuple(_german_verb(lemma))
    return tuple(_english_verb(lemma))


def noun_forms(language: str, lemma: str) -> tuple[str, ...]:
    """The noun and its endings; case is kept, so German nouns stay capitalised."""
    if language == "de":
        return tuple(_german_noun(lemma))
    return (lemma, _english_s(lemma))


def _german_verb(lemma: str) -> Iterator[Form]:
    prefix, _, base = lemma.rpartition("|")
    if not prefix:
        yield from _german_simple(base)
        return
    for form in _german_simple(base):
        if form.feature in ("base", "zu"):
            text = form.text.removeprefix("zu ")
            yield Form(prefix + ("zu" if form.feature == "zu" else "") + text, form.feature)
            if form.feature == "base":
                yield Form(text, "base", prefix)
        elif form.feature == "participle":
            yield Form(prefix + form.text, "participle")
        else:
            yield Form(prefix + form.text, form.feature)
            yield Form(form.text, form.feature, prefix)


def _german_simple(base: str) -> Iterator[Form]:
    yield Form(base, "base")
    yield Form("zu " + base, "zu")
    stem = base.removesuffix("en") if base.endswith("en") else base.removesuffix("n")
    yield Form(stem + "e", "subjunctive")
    strong = _strong(base)
    if strong is not None:
        present, past, participle = strong
        yield Form(present, "present")
        yield Form(past, "past")
        yield Form(past + ("n" if past.endswith("e") else "en"), "past")
        yield Form(participle, "participle")
        return
    linked = stem + "e" if _needs_e(stem) else stem
    yield Form(linked + "t", "present")
    yield Form(linked + "te", "past")
    yield Form(linked + "ten", "past")
    bare = base.endswith("ieren") or _inseparable(base) is not None
    yield Form(("" if bare else "ge") + linked + "t", "participle")


def _needs_e(stem: str) -> bool:
    if stem.endswith(("t", "d")):
        return True
    return stem.endswith(("chn", "ffn", "gn", "tm", "dm", "ckn", "dn", "bn", "pn"))


def _strong(base: str) -> tuple[str, str, str] | None:
    table = _principal_parts("de")
    if base in table:
        return table[base]
    prefix = _inseparable(base)
    if prefix is None or base[len(prefix) :] not in table:
        return None
    present, past, participle = table[base[len(prefix) :]]
    return prefix + present, prefix + past, prefix + participle.removeprefix("ge")


def _inseparable(base: str) -> str | None:
    if base in _principal_parts("de"):
        return None
    for prefix in load_table("de", "verbs")["prefixes"]["inseparable"]:
        rest = base.removeprefix(prefix)
        if rest != base and len(rest) >= 4 and any(letter in "aeiouäöü" for letter in rest[:-2]):
            return str(prefix)
    return None


@cache
def _principal_parts(language: str) -> dict[str, tuple[str, str, str]]:
    parts: dict[str, tuple[str, str, str]] = {}
    table = load_table(language, "verbs")
    for lemma, words in table.get("strong", table.get("irregular", {})).items():
        listed = words.split()
        parts[lemma] = (listed[0], listed[-2], listed[-1])
    return parts


def _german_noun(lemma: str) -> Iterator[str]:
    yield lemma
    if lemma.endswith(("ung", "heit", "keit", "schaft", "ion", "tät")):
        yield lemma + "en"
        return
    for ending in ("e", "en", "n", "s", "es", "er", "ern"):
        yield lemma + ending


def _english_verb(lemma: str) -> Iterator[Form]:
    yield Form(lemma, "base")
    irregular = _principal_parts("en").get(lemma)
    yield Form(_english_s(lemma), "present")
    double = _doubles(lemma)
    stem = lemma + lemma[-1] if double else lemma
    if irregular is not None:
        yield Form(irregular[1], "past")
        yield Form(irregular[2], "participle")
    else:
        past = stem + "d" if stem.endswith("e") else _y_to_i(stem) + "ed"
        yield Form(past, "past")
        yield Form(past, "participle")
    if lemma.endswith("ie"):
        yield Form(lemma[:-2] + "ying", "ing")
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        yield Form(lemma[:-1] + "ing", "ing")
    else:
        yield Form(stem + "ing", "ing")


def _doubles(lemma: str) -> bool:
    if lemma in load_table("en", "verbs")["doubling"]["verbs"]:
        return True
    vowels = "aeiou"
    return (
        3 <= len(lemma) <= 5
        and lemma[-1] not in vowels + "wxyh"
        and lemma[-2] in vowels
        and lemma[-3] not in vowels
        and sum(letter in vowels for letter in lemma) == 1
    )


def _y_to_i(stem: str) -> str:
    return stem[:-1] + "i" if stem.endswith("y") and stem[-2] not in "aeiou" else stem


def _english_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "es" if word.endswith(("go", "do", "eto")) else word + "s"
