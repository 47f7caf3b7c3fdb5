"""Parts of speech of single words, mended where the form leaves no doubt."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from timeline.events.lexicon import lexicon
from timeline.languages.inflect import verb_forms
from timeline.languages.loader import load_table
from timeline.languages.remembered import Answers, Remembered


class Word(NamedTuple):
    """What is known of a word by itself: in small letters, part of speech, form of a verb or "".

    `finite` tells whether it can head a clause, `verbal` whether it is a verb in any form.
    """

    low: str
    tag: str
    form: str
    finite: bool
    verbal: bool


FINITE = frozenset({"Fin", "Imp", "VBD", "VBP", "VBZ", "MD"})
VERBAL = frozenset({"VERB", "AUX"})


@cache
def words(language: str) -> Answers[str, Remembered[Word]]:
    """Fine part of speech, then word → the word mended, where it does not open a sentence."""
    return Answers(lambda tag: Remembered(lambda text: mended(text, tag, language, opens=False)))


def mended(text: str, tag: str, language: str, *, opens: bool) -> Word:
    """The word mended; `opens` tells that it is the first of its sentence."""
    low = text.lower()
    part, _, form = _mend(text, low, tag, language, opens).partition(".")
    return Word(low, part, form, form in FINITE, part in VERBAL)


def _mend(word: str, low: str, tag: str, language: str, opens: bool) -> str:
    """Corrections where the form leaves no doubt: names are no auxiliaries, "warf" is a verb."""
    verbal = tag.startswith(("VERB", "AUX"))
    if not word[0].isalnum():
        return "PUNCT" if verbal else tag
    auxiliary = low in _auxiliaries(language)
    if verbal and auxiliary and not tag.endswith("Part"):
        return tag.replace("VERB", "AUX")
    if tag.startswith("AUX") and not auxiliary:
        return "PROPN" if word[0].isupper() else tag.replace("AUX", "VERB")
    if language == "de":
        return _mend_german(word, low, tag, auxiliary, opens)
    # "The EU froze aid": no infinitive looks like that.
    mistaken = tag in ("VERB.VB", "VERB.VBP") or (tag == "PROPN" and word[0].islower())
    return "VERB.VBD" if mistaken and low in _only_past() else tag


def _mend_german(word: str, low: str, tag: str, auxiliary: bool, opens: bool) -> str:
    if word[0].isupper():
        head = word.rpartition("-")[2]
        if head != word and head[:1].isupper() and not tag.startswith(("NOUN", "PROPN")):
            return "NOUN"  # "US-Kampfjets" is one, whatever the tagger makes of it
        return "PROPN" if not opens and tag.startswith("VERB") else tag
    # "demonstrieren Hunderte": no adjective ends so.
    ieren = tag == "ADJ" and low.endswith("ieren")
    if ieren or (not tag.startswith(("VERB", "AUX")) and low in _only_finite()):
        return "VERB.Fin"
    if tag in ("ADJ", "VERB.Inf", "VERB.Part") and low in _preterites():
        return "VERB.Fin"
    if auxiliary and low != "sein" and tag[:3] in ("ADJ", "ADV", "NOU", "PRO"):
        return "AUX.Fin"
    return tag


@cache
def _only_past() -> frozenset[str]:
    """Preterites of irregular English verbs that are no form of the present."""
    forms = [
        form for lemma in load_table("en", "verbs")["irregular"] for form in verb_forms("en", lemma)
    ]
    present = {form.text for form in forms if form.feature in ("base", "present")}
    present |= {"found", "bound"}  # "to found a state"
    return frozenset(form.text for form in forms if form.feature == "past") - present


@cache
def _auxiliaries(language: str) -> frozenset[str]:
    return frozenset(load_table(language, "status")["auxiliary"]["words"])


@cache
def _preterites() -> frozenset[str]:
    """Weak preterites ("schickte") that are neither an infinitive nor a participle's adjective.

    "Verletzte" may be who is wounded: those are not among them.
    """
    known = lexicon("de").verbs
    features = {form: {reading.feature for reading in known[form]} for form in known}
    return frozenset(
        form
        for form, has in features.items()
        if has == {"past"}
        and form.endswith(("te", "ten"))
        and "participle" not in features.get(form.removesuffix("n").removesuffix("e"), ())
    )


@cache
def _only_finite() -> frozenset[str]:
    """Preterites of strong German verbs and forms in "-te(n)" that are nothing but verbs."""
    forms: set[str] = set()
    table = load_table("de", "verbs")
    other: set[str] = set(table["ambiguous"]["words"])
    for lemma in table["strong"]:
        forms.update(form.text for form in verb_forms("de", lemma) if form.feature == "past")
    return frozenset(form for form in forms if len(form) > 3) - other
