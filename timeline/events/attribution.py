"""Who says so: "sagte Sacharowa", "laut …", "according to …", and speech that goes on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from timeline.events.clauses import Clause
from timeline.events.lexicon import lexicon
from timeline.events.subjects import Scene, subject
from timeline.events.tokens import Token
from timeline.events.triggers import full_verbs, lemma_of
from timeline.events.vocabulary import Phrases, auxiliaries
from timeline.events.walk import NOUNS
from timeline.languages.loader import load_table
from timeline.model import Attribution, Mention


class Source(NamedTuple):
    """A source as the text names it; `mentions` are those in its words."""

    attribution: Attribution
    mentions: tuple[Mention, ...]


@cache
def _statement_verbs(language: str) -> frozenset[str]:
    return frozenset(load_table(language, "attribution")["statement"]["verbs"])


@cache
def statement_forms(language: str) -> frozenset[str]:
    """The verbs of saying and all forms that may be one of theirs."""
    verbs = _statement_verbs(language)
    forms = lexicon(language).verbs.items()
    return verbs.union(form for form, several in forms if any(r.lemma in verbs for r in several))


@cache
def _unsaid(language: str) -> Phrases:
    return Phrases(load_table(language, "attribution")["statement"]["never"])


def is_statement(clause: Clause, language: str) -> bool:
    """Whether the clause's main verb is one of saying."""
    verbs = full_verbs(clause, language)
    if not verbs or verbs[0].low not in statement_forms(language):
        return False
    if verbs[0].quoted or clause.kind == "inf":
        return False  # "»Wir haben die Lage falsch eingeschätzt«": that is said itself
    if _unsaid(language).stand_in(clause):
        return False
    return lemma_of(clause, verbs[0], lexicon(language))[0] in _statement_verbs(language)


def is_claim(clause: Clause, language: str) -> bool:
    """Whether the verb of saying keeps its distance ("behauptete", "claimed")."""
    verbs = full_verbs(clause, language)
    claims = load_table(language, "attribution")["statement"]["claims"]
    return bool(verbs) and lemma_of(clause, verbs[0], lexicon(language))[0] in claims


@cache
def back_words(language: str) -> frozenset[str]:
    """Words that mean the sentence before, in small letters."""
    return frozenset(load_table(language, "attribution")["statement"]["back"])


def refers_back(clauses: Sequence[Clause], language: str) -> bool:
    """Whether the sentence says who said the one before: "Das sagte …", "That was said by …"."""
    if not clauses or len(clauses) > 2 or not is_statement(clauses[0], language):
        return False
    words = back_words(language)
    first, *rest = clauses[0].tokens
    # "Das sagte sie", but not "Das Portal berichtete".
    return first.low in words and bool(rest) and rest[0].verbal


def of_clause(clause: Clause, scene: Scene) -> Source | None:
    """The subject of a clause of saying, as a source; "hieß es in Berlin" names the place."""
    mentions = subject(clause, scene)
    if not mentions and " es " in clause.text:
        mentions = tuple(
            p.mention
            for p in scene.phrases
            if p.first in clause.indexes and p.prep in ("in", "aus")
        )[:1]
    if not mentions:
        mentions = _in_apposition(clause, scene)
    if mentions and not _only_where(mentions[0], clause, scene):
        return Source(Attribution(mentions[0].text, mentions[0].actor), mentions)
    words = _who_speaks(clause, scene)
    return Source(Attribution(words, None), ()) if words else None


def _who_speaks(clause: Clause, scene: Scene) -> str:
    """The words of the clause that name somebody: "the resistance committees in Khartoum"."""
    words: list[str] = []
    verb = clause.finite.index if clause.finite is not None else len(scene.tokens)
    before = [t for t in clause.tokens if t.index < verb]
    # "a rebel commander told Reuters", but "sagte ein Kommandeur"
    spoken = before if any(t.tag in NOUNS for t in before) else clause.tokens
    for token in spoken:
        named = token.tag in ("DET", "ADJ", "NOUN", "PROPN", "NUM")
        where = bool(words) and token.low in _where(scene.language)
        if (named and token.index not in scene.dates) or where:
            words.append(token.text)
    while words and words[-1].lower() in _where(scene.language):
        del words[-1]
    return " ".join(words[:6])


@cache
def _where(language: str) -> frozenset[str]:
    return frozenset(load_table(language, "attribution")["source"]["where"])


def _only_where(mention: Mention, clause: Clause, scene: Scene) -> bool:
    """Whether it only says where those are who speak: "committees in Khartoum said"."""
    phrase = next((p for p in scene.phrases if p.mention is mention), None)
    if phrase is None or phrase.prep not in _where(scene.language) or mention.kind != "LOC":
        return False
    return any(t.tag == "NOUN" for t in clause.tokens if t.index < phrase.first)


def _in_apposition(clause: Clause, scene: Scene) -> tuple[Mention, ...]:
    """The name behind the office that speaks: "sagte die Sprecherin des Amtes, Mara Lind"."""
    return tuple(
        phrase.mention
        for phrase in scene.phrases
        if phrase.mention.title and f" {phrase.mention.title.lower()} " in clause.text
    )[:1]


@cache
def _cues(language: str) -> Phrases:
    table = load_table(language, "attribution")["source"]
    return Phrases([*table["own"], *table["before"]])


def by_phrase(clauses: Sequence[Clause], scene: Scene) -> Source | None:
    """The source that a phrase such as "laut Ministerium" names."""
    table = load_table(scene.language, "attribution")["source"]
    cues = _cues(scene.language)
    for clause in clauses:
        if not cues.stand_in(clause):
            continue
        for cue in table["own"]:
            if f" {cue} " in clause.text:
                mentions = subject(clause, scene)
                if not mentions:
                    return None
                return Source(Attribution(mentions[0].text, mentions[0].actor), mentions)
        for cue in table["before"]:
            if f" {cue} " in clause.text:
                found = _behind(clause, cue.split(), scene)
                if found is not None:
                    return found
    return None


def _goes_on(token: Token, language: str) -> bool:
    """Whether the sentence goes on behind the source: "nach Angaben der Polizei drei Menschen"."""
    if token.tag in ("ADV", "NUM"):
        return True
    genitive = load_table(language, "attribution")["source"].get("genitive")
    if genitive is None:  # English: "according to state television"
        return token.tag in ("DET", "PRON")
    return token.tag == "ADJ" or (token.tag in ("DET", "PRON") and token.low not in genitive)


def _behind(clause: Clause, cue: list[str], scene: Scene) -> Source | None:
    tokens = clause.tokens
    for place in range(len(tokens) - len(cue)):
        if [t.low for t in tokens[place : place + len(cue)]] != cue:
            continue
        words: list[Token] = []
        for token in tokens[place + len(cue) :]:
            if token.tag in ("PUNCT", "CCONJ") or token.verbal or token.index in scene.dates:
                break
            if words and words[-1].tag in NOUNS and _goes_on(token, scene.language):
                break
            words.append(token)
            if len(words) == 8:
                break
        if not any(t.tag in NOUNS for t in words):
            return None
        indexes = {t.index for t in words}
        mentions = tuple(p.mention for p in scene.phrases if p.first in indexes)
        text = " ".join(t.text for t in words)
        actor = mentions[0].actor if mentions else None
        return Source(Attribution(text, actor), mentions)
    return None


def speaks_on(clause: Clause, language: str) -> bool:
    """Whether a main clause in the subjunctive goes on with what somebody said before."""
    reported = auxiliaries(language)["reported"]
    return clause.kind == "main" and clause.finite is not None and clause.finite.low in reported
