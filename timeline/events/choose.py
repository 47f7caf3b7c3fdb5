"""Which triggers of a sentence become events: one per occurrence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from timeline.events import attribution
from timeline.events.clauses import Clause
from timeline.events.lexicon import Entry, Lexicon
from timeline.events.lexicon import lexicon as lexicon_of
from timeline.events.status import conditional, negated, tense
from timeline.events.triggers import Hit, find, full_verbs, lemma_of
from timeline.events.vocabulary import auxiliaries, clause_words
from timeline.languages.loader import load_table
from timeline.model import Timex
from timeline.plover import CLASSES

_DATED = 4.0
_NEAR = 5  # words between a noun and the relative pronoun that takes it up
_SPEECH = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
_UNKNOWN = Entry("unknown", "OTHER", "default", None, None, True, 999, (), ())


@dataclass(slots=True, eq=False)  # not frozen: that costs thrice
class Choice:
    """A trigger that becomes an event.

    `speaker` is the clause of saying that it depends on; `reports` marks a trigger that the verb
    of its own clause only reports ("berichteten von Beschuss").
    """

    hit: Hit
    clause: Clause
    place: int
    speaker: Clause | None = None
    reports: bool = False


def choose(
    clauses: Sequence[Clause],
    timexes: Sequence[Timex],
    lexicon: Lexicon,
    masked: frozenset[int],
    away: frozenset[int] = frozenset(),
) -> list[Choice]:
    """The events of a sentence, the main one first.

    `masked` are words that cannot be triggers: those of time expressions and names. A second event
    needs a time expression of its own, a main clause with a subject of its own, a coordinated
    clause with a deed of another class, or a clause that says how long before or after it was:
    `away` are the places of those.
    """
    language = lexicon.language
    options: list[Choice] = []
    statements = [
        (place, clause)
        for place, clause in enumerate(clauses)
        if attribution.is_statement(clause, language) and not _acts(clause, lexicon)
    ]
    statement = statements[0][1] if statements else None
    for place, clause in enumerate(clauses):
        if conditional(clause, language) or _outsider(clause, language):
            continue
        dated = bool(timexes) and any(clause.holds(t.start, t.end) for t in timexes)
        speaker = _speaker(place, clauses, statements) if statements else None
        hit = _best(clause, lexicon, masked, dated)
        if clause.kind == "rel" and dated and (hit is None or hit.entry.weak):
            hit = _antecedent(clause, clauses, lexicon) or hit
        if speaker is not None:
            hit = _obligation(clause, lexicon) or hit
        if hit is None or negated(hit, clause, language):
            continue
        options.append(Choice(hit, clause, place, speaker, _reports(hit, clause, lexicon)))
    if not options:
        return _fallback(clauses, timexes, lexicon)
    primary = options[0]
    if len(options) > 1:
        primary = max(options, key=lambda option: _weight(option, timexes, statement, clauses))
    primary = _threat(_denial(primary, options, language), options, language)
    chosen = [primary]
    chosen.extend(
        o
        for o in options
        if o.place != primary.place and _second(o, primary, timexes, language, away)
    )
    return chosen[:3]


def _speaker(
    place: int, clauses: Sequence[Clause], statements: Sequence[tuple[int, Clause]]
) -> Clause | None:
    """The clause that says what the clause at `place` tells.

    What a relative clause or one behind a semicolon says is none of what stands before it: "The
    Kremlin praised Biden, who had said …".
    """
    for where, statement in statements:
        if where == place:
            continue
        apart = statement.kind == "rel" or statement.stretch != clauses[place].stretch
        if where < place or not apart:
            return statement
    return None


def _obligation(clause: Clause, lexicon: Lexicon) -> Hit | None:
    """ "Russia must leave, the minister said" is a request of the minister."""
    entry, words = lexicon.obligation
    finite = clause.finite
    if finite is None or finite.quoted or finite.low not in _obliging(lexicon.language):
        return None
    if not any(word in clause.text for word in words):
        return None
    return Hit(entry, entry.type, "phrase", finite, finite, 0, 10.6, finite.low)


@cache
def _obliging(language: str) -> frozenset[str]:
    """The first words of the verbs of "must"."""
    return frozenset(word.split()[0] for word in lexicon_of(language).obligation[1])


def _reports(hit: Hit, clause: Clause, lexicon: Lexicon) -> bool:
    if hit.kind != "noun" or hit.verb is None:
        return False
    return lemma_of(clause, hit.verb, lexicon)[0] in lexicon.reporting


def _outsider(clause: Clause, language: str) -> bool:
    """Whether the subject is somebody who talks, not somebody in the news ("I", "we")."""
    words = clause_words(language)["outsiders"]
    finite = clause.finite
    if finite is None or words.isdisjoint(clause.lows):
        return False
    first, last = finite.index - 3, finite.index + (2 if language == "de" else -1)
    return any(
        t.tag == "PRON" and t.low in words and first <= t.index <= last for t in clause.tokens
    )


def _acts(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a verb of saying does something with its words ("kritisierte", "mahnte")."""
    hits = find(clause, lexicon)
    return bool(hits) and hits[0].kind == "verb" and hits[0].score >= 9.0


def _antecedent(clause: Clause, clauses: Sequence[Clause], lexicon: Lexicon) -> Hit | None:
    """ "the talks, which begin on Monday": the noun before the pronoun is what happens."""
    first = clause.tokens[0].index
    for other in clauses:
        if other is clause:
            continue
        for hit in find(other, lexicon):
            if hit.kind == "noun" and 0 < first - hit.token.index <= _NEAR and not hit.entry.weak:
                return replace(hit, verb=clause.finite, score=6.5)
    return None


def _best(clause: Clause, lexicon: Lexicon, masked: frozenset[int], dated: bool) -> Hit | None:
    for hit in find(clause, lexicon):
        if hit.token.index in masked and hit.kind != "verb":
            continue
        if hit.entry.weak and not dated:
            continue
        return hit if hit.score >= (1.5 if dated else 3.0) else None
    return None


def _weight(
    option: Choice, timexes: Sequence[Timex], statement: Clause | None, clauses: Sequence[Clause]
) -> float:
    clause = option.clause
    weight = option.hit.score
    weight += {"main": 6.0, "coord": 3.0, "sub": 0.0, "rel": -1.0, "inf": -4.0}[clause.kind]
    if clause.kind in ("sub", "inf") and statement is not None:
        weight += 5.0
    if clause is statement and option.hit.entry.weak and len(clauses) > 1:
        weight -= 8.0
    if any(clause.holds(t.start, t.end) for t in timexes):
        weight += 2.0
    if option.hit.score < 3.0:
        weight -= 6.0
    return weight - 0.5 * option.place


def _second(
    option: Choice,
    primary: Choice,
    timexes: Sequence[Timex],
    language: str,
    away: frozenset[int],
) -> bool:
    """Whether a further trigger tells of something else."""
    hit, clause = option.hit, option.clause
    if hit.score < _DATED or clause.kind == "inf" or _content_of(option, primary, language):
        return False
    if clause.kind == "coord" and hit.type == primary.hit.type and not has_object(primary):
        return False  # "attacked and shelled the town on Monday"
    own = {t.start for t in timexes if clause.holds(t.start, t.end)}
    theirs = {t.start for t in timexes if primary.clause.holds(t.start, t.end)}
    if (own and own != theirs) or option.place in away:
        return True
    if hit.score < 9.0 or option.speaker is not None or primary.speaker is not None:
        return False
    if clause.kind == "coord":
        return hit.type != primary.hit.type or _another(option, primary)
    return (
        clause.kind == "main" and primary.clause.kind in ("main", "coord") and _new_subject(option)
    )


def _another(option: Choice, primary: Choice) -> bool:
    """ "expelled two envoys and recalled its own": two deeds of one class, but not of one fight."""
    hit, first = option.hit, primary.hit
    if hit.type == "ASSAULT" or hit.lemma == first.lemma:
        return False
    if hit.entry.id != first.entry.id and CLASSES[hit.type].quad != "material conflict":
        return True
    return has_object(option) and has_object(primary)


def has_object(option: Choice) -> bool:
    """Whether a noun stands beside the verb that no conjunction opens."""
    clause, verb = option.clause, option.hit.token
    if verb.form in ("Part", "Inf", "Izu"):
        return any(t.tag in ("NOUN", "PROPN") and t.index < verb.index for t in clause.tokens)
    return any(t.tag in ("NOUN", "PROPN") and t.index > verb.index for t in clause.tokens)


def _threat(primary: Choice, options: Sequence[Choice], language: str) -> Choice:
    """ "vowed that they would strike back": to promise harm is to threaten."""
    if primary.hit.entry.id != "promise":
        return primary
    harm = any(
        option.place == primary.place + 1
        and _content_of(option, primary, language)
        and tense(option.clause, language).time == "future"
        and (CLASSES[option.hit.type].quad == "material conflict" or option.hit.type == "THREATEN")
        for option in options
        if option is not primary
    )
    return replace(primary, hit=replace(primary.hit, type="THREATEN")) if harm else primary


def _denial(primary: Choice, options: Sequence[Choice], language: str) -> Choice:
    """ "wies den Vorwurf zurück, Soldaten hätten geschossen": that is denied, and is no event."""
    for option in options:
        denied = option.hit.entry.status == "denied" and option.place < primary.place
        if denied and _content_of(primary, option, language):
            return option
    return primary


def _content_of(option: Choice, primary: Choice, language: str) -> bool:
    """Whether the clause only says what was demanded, promised or denied."""
    if primary.hit.type not in _SPEECH or option.place < primary.place:
        return False
    clause = option.clause
    temporal = clause_words(language)["temporal"]
    if clause.kind in ("sub", "inf") and clause.marker not in temporal:
        return True
    finite = clause.finite
    reported = auxiliaries(language)["reported"]
    return clause.kind == "main" and finite is not None and finite.low in reported


def _new_subject(option: Choice) -> bool:
    finite = option.clause.finite
    if finite is None:
        return False
    return any(t.tag in ("NOUN", "PROPN") and t.index < finite.index for t in option.clause.tokens)


_PLANNABLE = frozenset({"CONSULT", "PROTEST", "MOBILIZE", "COOPERATE", "OTHER"})


def agreed_on(choice: Choice, lexicon: Lexicon) -> Choice | None:
    """What was agreed on or held on to, as an event of its own ("am Treffen am Freitag")."""
    if choice.hit.type not in ("AGREE", "SUPPORT"):
        return None
    for hit in find(choice.clause, lexicon):
        if hit.kind == "noun" and hit.type in _PLANNABLE and not hit.entry.weak:
            return Choice(hit, choice.clause, choice.place, choice.speaker)
    return None


@cache
def _states(language: str) -> frozenset[str]:
    """Verbs that tell a state and no occurrence."""
    return frozenset(load_table(language, "verbs")["states"]["verbs"])


def _fallback(
    clauses: Sequence[Clause], timexes: Sequence[Timex], lexicon: Lexicon
) -> list[Choice]:
    """A dated main clause with an unknown verb that is neither a state nor a saying."""
    if not timexes:
        return []
    states = _states(lexicon.language)
    ordered = sorted(enumerate(clauses), key=lambda pair: pair[1].kind != "main")
    for place, clause in ordered:
        if clause.kind == "inf" or conditional(clause, lexicon.language):
            continue
        if _outsider(clause, lexicon.language):
            continue
        if not any(clause.holds(t.start, t.end) for t in timexes):
            continue
        verbs = full_verbs(clause, lexicon.language)
        if not verbs or verbs[0].quoted:
            continue
        lemma = lemma_of(clause, verbs[0], lexicon)[0]
        if lemma in states or attribution.is_statement(clause, lexicon.language):
            continue
        hit = Hit(_UNKNOWN, "OTHER", "verb", verbs[0], verbs[0], 0, 2.0, lemma)
        if negated(hit, clause, lexicon.language):
            continue
        return [Choice(hit, clause, place)]
    return []
