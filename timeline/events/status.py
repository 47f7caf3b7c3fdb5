"""Whether it happened, is planned, claimed, denied or only thought of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from timeline.events.clauses import Clause
from timeline.events.finite import mistaken_infinitive
from timeline.events.lexicon import lexicon, past_forms
from timeline.events.nouns import preposition_of
from timeline.events.tokens import Token
from timeline.events.triggers import Hit, full_verbs, lemma_of
from timeline.events.vocabulary import Phrases, clause_words, roles
from timeline.interval import Interval
from timeline.languages.loader import load_table
from timeline.model import Status


@dataclass(frozen=True, slots=True)
class Tense:
    """What the verbs of a clause say: past, perfect, pluperfect, present, ongoing, future.

    `mood` is "fact", "plan" (will, soll), "could" (könnte), "must" or "reported" (German
    subjunctive of indirect speech).
    """

    time: str
    mood: str


@cache
def _words(language: str) -> dict[str, Any]:
    table = load_table(language, "status")
    sets: dict[str, Any] = {key: frozenset(value) for key, value in table["auxiliary"].items()}
    for group in ("planned", "hypothetical", "claimed"):
        sets[group] = Phrases(table[group]["words"])
        sets[group + " verbs"] = frozenset(table[group].get("verbs", ()))
    sets["besides"] = Phrases(table["planned"]["besides"])
    sets["negation"] = frozenset(table["negation"]["words"])
    sets["doubt"] = tuple(table["claimed"]["doubt"])
    return sets


def tense(clause: Clause, language: str) -> Tense:
    """Tense and mood of the clause from its finite verb and the verbs that depend on it."""
    known = clause.tense
    if known is None:
        known = clause.tense = _tense(clause, language)
    return known


def _tense(clause: Clause, language: str) -> Tense:
    words = _words(language)
    finite = clause.finite
    if finite is None:
        return Tense("present", "fact")
    mistaken = language == "de" and any(mistaken_infinitive(t) for t in clause.tokens)
    participle = mistaken
    for token in clause.tokens:
        if token.form in ("Part", "VBN") and token is not finite:
            participle = True
    if language == "de":
        # "abziehen" and "abzuziehen" are hard to tell apart for a tagger.
        infinitive = any(
            t.form in ("Inf", "VB", "Izu") and not mistaken_infinitive(t) for t in clause.tokens
        )
        if infinitive and finite.low in words["being"] and " zu " not in clause.text:
            participle, infinitive = True, False  # "war zusammengebrochen"
        mood = _german_mood(finite.low, participle, infinitive, words)
    else:
        intends = _intends(clause, finite)
        mood = Tense("future", "plan") if intends else _english_mood(finite.low, words)
    if mood is not None:
        return mood
    if participle and finite.low in words["pluperfect"]:
        return Tense("pluperfect", "fact")
    if participle and finite.low in words["perfect"]:
        return Tense("perfect", "fact")
    if language == "en" and finite.form in ("VBZ", "VBP") and _progressive(clause):
        return Tense("ongoing", "fact")
    past = finite.form in ("VBD", "VBN") or finite.low in _preterites(language)
    return Tense("past" if past else "present", "fact")


def shifted(told: Tense, speaker: Clause, language: str) -> bool:
    """Whether the tense went back by one only because it is reported: "said they had attacked"."""
    behind_past = tense(speaker, language).time in ("past", "pluperfect")
    return language == "en" and told.time == "pluperfect" and behind_past


def _intends(clause: Clause, finite: Token) -> bool:
    """ "plans to lift": what is meant to be done."""
    behind = next((t.low for t in clause.tokens if t.index == finite.index + 1), "")
    return behind == "to" and finite.low in clause_words("en")["intents"]


def _progressive(clause: Clause) -> bool:
    """ "are demanding": what goes on while the article is written."""
    finite = clause.finite
    if finite is None or finite.low not in ("is", "are", "'s", "'re"):
        return False
    near = [t for t in clause.tokens if finite.index < t.index <= finite.index + 3]
    return any(t.form == "VBG" for t in near)


def _english_mood(low: str, words: dict[str, Any]) -> Tense | None:
    if low == "would":
        return Tense("future", "would")
    for mood, key in (("could", "could"), ("must", "must"), ("plan", "future")):
        if low in words[key]:
            return Tense("future", mood)
    return None


def _german_mood(
    low: str, participle: bool, infinitive: bool, words: dict[str, Any]
) -> Tense | None:
    """Modals, future and subjunctive; None where the verb states a fact."""
    time = "past" if low in _PAST_PLANS else "future"
    mood: str | None = None
    if low in words["plan"] or low in _PAST_PLANS or (infinitive and low in _FUTURE):
        mood = "plan"
    elif low in words["must"]:
        mood = "must"
    elif low in words["could"]:
        mood = "could"
    elif low in words["reported"]:
        time, mood = "perfect" if participle else "present", "reported"
    return None if mood is None else Tense(time, mood)


_PAST_PLANS = frozenset({"wollte", "wollten", "sollte", "sollten"})
_FUTURE = frozenset({"wird", "werden", "werde"})


@cache
def _preterites(language: str) -> frozenset[str]:
    return past_forms(language) | {"hatte", "hatten", "war", "waren", "wurde", "wurden"}


def negated(hit: Hit, clause: Clause, language: str) -> bool:
    """Whether the clause denies what its trigger says; a class of refusal has it built in."""
    words = _words(language)["negation"]
    if clause.kind == "inf" and clause.marker in ("ohne", "without"):
        return True  # "ohne sich zu einigen"
    if hit.type in ("REJECT", "SANCTION") or hit.kind == "phrase":
        # "did not veto it": English has no refusal that needs the word right before its verb.
        before = next((t for t in clause.tokens if t.index == hit.token.index - 1), None)
        return (
            language == "en" and hit.kind == "verb" and before is not None and before.low in words
        )
    return not words.isdisjoint(clause.lows) and _denied(hit, clause, words, language)


def _denied(hit: Hit, clause: Clause, words: frozenset[str], language: str) -> bool:
    """Whether one of the words of negation in the clause belongs to the trigger."""
    verb = hit.verb.index if hit.verb is not None else hit.token.index
    for place, token in enumerate(clause.tokens):
        if token.low not in words or token.quoted:
            continue
        if language == "en":
            after = clause.tokens[place + 1].low if place + 1 < len(clause.tokens) else ""
            if after not in ("to", "only") and -6 <= token.index - verb <= 3:
                return True
        elif hit.token.form in ("Part", "Inf", "Izu"):
            if token.index < hit.token.index:
                return True
        elif not any(t.form == "Izu" for t in clause.tokens):
            return True
    return False


def conditional(clause: Clause, language: str) -> bool:
    """Whether the clause only names a condition."""
    first = clause.lows[0]
    if clause.marker in clause_words(language)["conditional"]:
        return True
    return (
        first in ("sollte", "sollten", "should")
        and clause.finite is not None
        and (clause.finite.low == first)
    )


# A past tense and a day to come: somebody set it; a shelling is no such thing.
_SET = frozenset({"CONSULT", "OTHER", "PROTEST", "COOPERATE", "SANCTION", "COERCE"})


def _can_be_set(current: Tense, event_class: str) -> bool:
    if current.time == "pluperfect":
        return False
    return current.time not in ("past", "perfect") or event_class in _SET


def decide(
    hit: Hit,
    clause: Clause,
    *,
    language: str,
    sentence_text: str,
    interval: Interval | None,
    published: date | None,
    reported: bool = False,
) -> Status:
    """The status by the clause's own words; who says it is looked at by the caller.

    `reported` is set for what somebody is quoted as saying: "würden" is then the future of that.
    """
    if hit.entry.status is not None:
        return hit.entry.status
    if hit.kind == "phrase":  # "must withdraw": the demand itself is made
        return "happened"
    words = _words(language)
    current = tense(clause, language)
    if reported and language == "de" and current.mood == "could":
        current = _reported(clause)
    if current.mood == "would":
        unless = " if " in sentence_text or " unless " in sentence_text
        return "hypothetical" if unless else "planned"
    if current.mood == "could" or words["hypothetical"].stand_in(clause):
        return "hypothetical"
    planned = (
        current.mood in ("plan", "must")
        or _planned_verb(hit, clause, language)
        or (hit.entry.id != "call-off" and _says_planned(clause, words))
        or (after(interval, published) and _can_be_set(current, hit.type))
    )
    if planned:
        return "planned"
    return "claimed" if words["claimed"].stand_in(clause) else "happened"


def _says_planned(clause: Clause, words: dict[str, Any]) -> bool:
    planned: bool = words["planned"].stand_in(clause)
    return planned and not words["besides"].stand_in(clause)


def _reported(clause: Clause) -> Tense:
    """German second subjunctive in indirect speech: "hätten getötet" is past, "würden" future."""
    low = clause.finite.low if clause.finite is not None else ""
    if low.startswith(("hätte", "wäre")):
        return Tense("perfect", "reported")
    return Tense("future", "plan" if low.startswith("würde") else "could")


def after(interval: Interval | None, published: date | None) -> bool:
    """Whether the time lies behind the publication day."""
    if interval is None or published is None or interval.first_day is None:
        return False
    return interval.first_day > published


def _planned_verb(hit: Hit, clause: Clause, language: str) -> bool:
    """Whether a verb of planning stands above the trigger.

    "announced at a meeting" plans no meeting.
    """
    if hit.kind == "noun":
        place = next((n for n, t in enumerate(clause.tokens) if t is hit.token), 0)
        scenes = roles(language)["place"]
        if preposition_of(clause.tokens, place) in scenes:
            return False
    names = _words(language)["planned verbs"]
    lexicon_here = lexicon(language)
    verbs = full_verbs(clause, language)
    above = verbs[: hit.depth] if hit.kind == "verb" else verbs[:1]
    return any(
        verb is not hit.token and lemma_of(clause, verb, lexicon_here)[0] in names for verb in above
    )


def announced(clause: Clause, speaker: Clause, language: str) -> bool:
    """Whether what somebody said is still to do: "kündigte an, den Botschafter abzuziehen".

    Not with an infinitive of the perfect ("teilte mit, ihn abgezogen zu haben").
    """
    if clause.kind != "inf" or any(t.form in ("Part", "VBN") for t in clause.tokens):
        return False
    verbs = full_verbs(speaker, language)[:1]
    names = _words(language)["planned verbs"]
    return any(lemma_of(speaker, verb, lexicon(language))[0] in names for verb in verbs)


def doubted(text: str, language: str) -> bool:
    """Whether a sentence keeps its distance from the sentence before it."""
    low = text.lower()
    return any(map(low.__contains__, _words(language)["doubt"]))
