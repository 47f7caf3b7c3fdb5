"""Which words of a clause make an event, best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from timeline.events.clauses import Clause
from timeline.events.lexicon import Entry, Lexicon, Pattern, Reading
from timeline.events.lexicon import lexicon as lexicon_of
from timeline.events.nouns import (
    fits,
    in_longer_name,
    is_definite,
    noun_pattern,
    nouns,
    preposition_of,
)
from timeline.events.tokens import Token
from timeline.languages.loader import load_table

_REVERSED = {
    "ASSAULT": "RETREAT", "PROTEST": "RETREAT", "MOBILIZE": "RETREAT", "SANCTION": "RETREAT",
    "COERCE": "CONCEDE", "CONSULT": "REJECT", "AGREE": "REJECT", "AID": "SANCTION",
    "COOPERATE": "SANCTION", "SUPPORT": "REJECT", "RETREAT": "REJECT",
}  # fmt: skip


@dataclass(slots=True, eq=False)  # not frozen: that costs thrice
class Hit:
    """A trigger in a clause.

    `verb` is the full verb that carries it (the trigger itself, or the light verb of a noun);
    `depth` counts the verbs above it ("agreed to provide": provide has 1). Scores compare hits of
    one clause only.
    """

    entry: Entry
    type: str
    kind: Literal["verb", "noun", "phrase"]
    token: Token
    verb: Token | None
    depth: int
    score: float
    lemma: str
    particle: Token | None = None


@cache
def _function_words(language: str, table: str, key: str) -> frozenset[str]:
    return frozenset(load_table(language, "clauses")[table][key])


def find(clause: Clause, lexicon: Lexicon) -> Sequence[Hit]:
    """All triggers of the clause that are not inside a long quotation, best first."""
    known = clause.hits
    if known is None:
        verbs = full_verbs(clause, lexicon.language)
        hits: list[Hit] = []
        if not _telling(lexicon.language).isdisjoint(clause.lows):
            hits.extend(_verb_hits(clause, lexicon, verbs))
        if not lexicon.phrases.keys().isdisjoint(clause.lows):
            hits.extend(_phrase_hits(clause, lexicon, verbs))
        words = clause.lows if lexicon.language == "en" else [t.text for t in clause.tokens]
        listed = [*map(nouns(lexicon.language).__getitem__, words)]
        if any(listed):
            hits.extend(_noun_hits(clause, lexicon, verbs, listed))
        if len(hits) > 1:
            hits.sort(key=lambda hit: (-hit.score, hit.token.index))
        known = clause.hits = hits
    return known


def full_verbs(clause: Clause, language: str) -> Sequence[Token]:
    """The full verbs, the governing one first: German brackets end in it."""
    known = clause.verbs
    if known is None:
        known = clause.verbs = _full_verbs(clause, language)
    return known


def _full_verbs(clause: Clause, language: str) -> list[Token]:
    finite = clause.finite
    found = [t for t in clause.tokens if t.tag == "VERB"]
    if finite is not None and finite.tag not in ("AUX", "VERB"):
        found = [t for t in clause.tokens if t.tag == "VERB" or t is finite]
    if len(found) == 1:
        return found
    if not found and finite is not None:
        found = _missed(clause, language)
    if language == "de" and finite is not None and finite.tag == "AUX" and len(found) > 1:
        return found[::-1]
    if finite is not None and finite in found:
        found.remove(finite)
        found.insert(0, finite)
    elif finite is not None:  # "a panel named by Oslo had met": what stands before only describes
        found.sort(key=lambda token: (token.index < finite.index, token.index))
    return found


def _missed(clause: Clause, language: str) -> list[Token]:
    """The participle or infinitive after an auxiliary that the tagger took for something else."""
    readings = lexicon_of(language).verbs
    for token in reversed(clause.tokens):
        if token.text[0].islower() and token.tag in ("ADJ", "NOUN", "ADV", "X", "ADP"):
            if any(
                r.feature in ("participle", "base") and r.particle is None
                for r in readings.get(token.low, ())
            ):
                return [token]
        elif token.tag == "NOUN":
            return []
    return []


def lemma_of(clause: Clause, token: Token, lexicon: Lexicon) -> tuple[str, Token | None]:
    """The base form of a verb as the lexicon knows it, and its separated prefix if it has one."""
    best: tuple[str, Token | None] = (token.low, None)
    for reading in lexicon.verbs.get(token.low, ()):
        particle = _particle(clause, token, reading)
        if reading.particle is None:
            if best[0] == token.low:
                best = (reading.lemma, None)
        elif particle is not None:
            return reading.lemma, particle
    return best


def _verb_hits(clause: Clause, lexicon: Lexicon, verbs: Sequence[Token]) -> Iterator[Hit]:
    telling = _telling(lexicon.language)
    for depth, token in enumerate(verbs):
        if token.low not in telling or token.quoted:
            continue
        found = _verb_patterns(clause, token, lexicon)
        if not found:
            continue
        pattern, particle = found[0]
        if len(found) > 1:
            pattern, particle = max(found, key=lambda pair: pair[0].rank)
        base = 4.0 if pattern.entry.weak else 10.0
        if pattern.lemma in lexicon.transparent and _infinitive_follows(verbs, depth):
            base = 4.0
        yield Hit(
            pattern.entry,
            pattern.entry.type,
            "verb",
            token,
            token,
            depth,
            base - 3 * depth - _aim(clause, verbs, depth, lexicon) + 0.1 * pattern.rank[0],
            pattern.lemma,
            particle,
        )


def _verb_patterns(
    clause: Clause, token: Token, lexicon: Lexicon
) -> list[tuple[Pattern, Token | None]]:
    """The patterns that fit a verb, each with its separated prefix; with one if there is one."""
    found: list[tuple[Pattern, Token | None]] = []
    separated = False
    for reading in lexicon.verbs[token.low]:
        particle = _particle(clause, token, reading)
        if reading.particle is not None and particle is None:
            continue
        separated = separated or particle is not None
        if not _form_fits(token, reading, clause):
            continue
        for pattern in lexicon.patterns.get(reading.lemma, ()):
            if fits(pattern, clause) and _followed(clause, token, pattern):
                found.append((pattern, particle))
    return [pair for pair in found if pair[1] is not None] if separated else found


@cache
def _telling(language: str) -> frozenset[str]:
    """The forms of verbs that have a pattern."""
    known = lexicon_of(language)
    return frozenset(
        form
        for form, readings in known.verbs.items()
        if any(reading.lemma in known.patterns for reading in readings)
    )


def _aim(clause: Clause, verbs: Sequence[Token], depth: int, lexicon: Lexicon) -> float:
    """What an infinitive loses that is only an aim ("met to avert a strike").

    Nothing under verbs that plan, begin or carry ("is expected to", "voted to").
    """
    if depth == 0 or verbs[depth].form not in ("VB", "Izu"):
        return 0.0
    planned = load_table(lexicon.language, "status")["planned"]["verbs"]
    above = lemma_of(clause, verbs[depth - 1], lexicon)[0]
    carried = above in lexicon.transparent or above in lexicon.light or above in planned
    return 0.0 if carried else 2.5


def _form_fits(token: Token, reading: Reading, clause: Clause) -> bool:
    """Whether the tagged form can be that reading.

    German participles without "haben", "sein" or "werden" are no verbs of the clause; English
    "found" in the past is a form of "find" alone.
    """
    if token.form in _ENGLISH_FORMS:
        return reading.feature in _ENGLISH_FORMS[token.form]
    if reading.feature == "participle" and token.form in ("VBD", "Fin"):
        return token is clause.finite or (clause.finite is not None and clause.finite.tag == "AUX")
    return True


_ENGLISH_FORMS = {
    "VB": ("base",),
    "VBP": ("base",),
    "VBZ": ("present",),
    "VBD": ("past", "participle"),
    "VBN": ("past", "participle"),
    "VBG": ("ing",),
}


def _particle(clause: Clause, token: Token, reading: Reading) -> Token | None:
    """The separated prefix: the last word before a break."""
    if reading.particle is None:
        return None
    tokens = clause.tokens
    if reading.particle not in clause.lows:
        return None
    for place, other in enumerate(tokens):
        if other.index <= token.index or other.low != reading.particle:
            continue
        if other.form == "Vz" or place + 1 == len(tokens):
            return other
        after = tokens[place + 1]
        if after.tag in ("PUNCT", "CCONJ") or after.index != other.index + 1:
            return other
    return None


def _followed(clause: Clause, token: Token, pattern: Pattern) -> bool:
    """Whether the words that belong behind an English verb stand there."""
    if not pattern.follow:
        return True
    if pattern.follow[0] not in clause.lows:
        return False
    behind = [t for t in clause.tokens if t.index > token.index]
    after = [t.low for t in behind]
    if pattern.entry.frame == "visit" and any(
        t.low == "to" and nxt.form == "VB" for t, nxt in pairwise(behind[:3])
    ):
        return False
    size = len(pattern.follow)
    gap = 6 if pattern.follow[0] in _function_words("en", "clause", "particles") else 3
    return any(tuple(after[at : at + size]) == pattern.follow for at in range(gap + 1))


def _infinitive_follows(verbs: Sequence[Token], depth: int) -> bool:
    return any(verb.form in ("VB", "Izu", "Inf") for verb in verbs[depth + 1 :])


def _phrase_hits(clause: Clause, lexicon: Lexicon, verbs: Sequence[Token]) -> Iterator[Hit]:
    lows = clause.lows
    for place, low in enumerate(lows):
        for pattern in lexicon.phrases.get(low, ()):
            size = len(pattern.follow)
            token = clause.tokens[place]
            if lows[place + 1 : place + 1 + size] == pattern.follow and not token.quoted:
                verb = clause.finite or (verbs[0] if verbs else None)
                entry = pattern.entry
                yield Hit(entry, entry.type, "phrase", token, verb, 0, 10.6, pattern.lemma)


def _noun_hits(
    clause: Clause,
    lexicon: Lexicon,
    verbs: Sequence[Token],
    listed: Sequence[Sequence[Sequence[Pattern]]],
) -> Iterator[Hit]:
    """`listed` has the patterns of the nouns that each word may be, see `_nouns`."""
    verb = verbs[0] if verbs else clause.finite
    lemma = lemma_of(clause, verbs[0], lexicon)[0] if verbs else ""
    if verbs and lexicon.language == "en":
        lemma = _phrasal(clause, verbs[0], lemma, lexicon)
    if not verbs and clause.finite is not None:
        lemma = "be" if lexicon.language == "en" else "sein"
    for place, patterns in enumerate(listed):
        if not patterns:
            continue
        token = clause.tokens[place]
        if token.tag not in ("NOUN", "PROPN") or token.quoted:
            continue
        if lexicon.language == "en" and in_longer_name(clause.tokens, place):
            continue
        pattern = noun_pattern(clause, place, patterns)
        if pattern is None:
            continue
        entry = pattern.entry
        preposition = preposition_of(clause.tokens, place)
        score = _noun_score(lemma, preposition, lexicon) - (2.5 if entry.weak else 0.0)
        # "was a disaster" says what something is like; "the talks were on Monday" tells an event.
        # So does "the cause was the expulsion on Monday".
        behind = verb is not None and token.index > verb.index
        quality = not is_definite(clause.tokens, place, lexicon.language)
        named = lemma in lexicon.naming and behind and _is_called(clause.tokens, place)
        if named or (lemma in lexicon.predicative and behind and quality):
            score = min(score, 1.0)
        event_class = entry.type
        if lemma in lexicon.reversal and preposition is None:
            event_class, score = _REVERSED.get(event_class, event_class), 6.5
        yield Hit(entry, event_class, "noun", token, verb, 0, score, pattern.lemma)


def _is_called(tokens: Sequence[Token], place: int) -> bool:
    """ "called the arrest a setback": what the noun is called stands right behind it."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return after is not None and (after.low in ("a", "an") or after.tag in ("ADJ", "PUNCT"))


def _phrasal(clause: Clause, verb: Token, lemma: str, lexicon: Lexicon) -> str:
    """ "broke out", "took place": the verb with the word behind it, where the two carry nouns."""
    for token in clause.tokens:
        if token.index == verb.index + 1:
            both = f"{lemma} {token.low}"
            return both if both in lexicon.light or both in lexicon.reversal else lemma
    return lemma


def _noun_score(lemma: str, preposition: str | None, lexicon: Lexicon) -> float:
    """How much a noun tells an event, by the verb that carries it and its preposition."""
    if lemma in lexicon.reporting and preposition in ("von", "of"):
        return 6.6
    if preposition in _function_words(lexicon.language, "roles", "background"):
        return 2.0
    return (7.0 if lemma in lexicon.light else 4.0) - (1.5 if preposition is not None else 0.0)
