"""Who did it and to whom: mentions of a clause as actor, recipient or third party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline.events import phrases as noun_phrases
from timeline.events.clauses import Clause
from timeline.events.phrases import Phrase
from timeline.events.tokens import Token
from timeline.events.triggers import Hit
from timeline.languages.loader import load_table
from timeline.model import Mention, RoleName


class Part(NamedTuple):
    """A mention and its part; `words` is what the sentence calls it."""

    mention: Mention
    role: RoleName


@dataclass(frozen=True, slots=True)
class Scene:
    """What the role finder has to know of a sentence.

    `dates` are indexes of words inside time expressions. `subject_before` is the subject of the
    clause before, which a coordinated clause shares; `speaker` the one whose words a clause gives.
    """

    tokens: Sequence[Token]
    phrases: Sequence[Phrase]
    dates: frozenset[int]
    language: str
    subject_before: tuple[Mention, ...] = ()
    speaker: tuple[Mention, ...] = ()
    memory: Mention | None = None


def passive(clause: Clause, language: str) -> bool:
    """Whether the clause is passive: "werden" or "be" with a participle that ends the bracket."""
    auxiliaries = frozenset(load_table(language, "status")["auxiliary"]["passive"])
    if language == "de":
        participle = any(t.form == "Part" and t.tag == "VERB" for t in clause.tokens)
        return participle and any(t.low in auxiliaries for t in clause.tokens if t.tag == "AUX")
    words = clause.tokens
    for place, token in enumerate(words):
        if token.tag == "VERB" and token.form in ("VBN", "VBD"):
            for before in reversed(words[max(0, place - 4) : place]):
                if before.low in auxiliaries and before.tag == "AUX":
                    return True
                if before.tag not in ("ADV", "PART", "AUX"):
                    break
    return False


def subject(clause: Clause, scene: Scene) -> tuple[Mention, ...]:
    """The mentions of the subject; those of the clause before where it has none of its own."""
    own, found = _subject_phrases(clause, scene)
    if found:
        return tuple(phrase.mention for phrase in found)
    if own is not None and own.tag == "PRON":
        return _pronoun(own, scene)
    if own is None and clause.kind == "coord":
        return scene.subject_before
    if clause.kind == "rel":
        before = [p for p in scene.phrases if p.last < clause.tokens[0].index]
        return (before[-1].mention,) if before and own is None else ()
    return ()


def _pronoun(token: Token, scene: Scene) -> tuple[Mention, ...]:
    table = load_table(scene.language, "clauses")["roles"]["pronouns"]
    if token.low not in table:
        return ()
    if scene.subject_before:
        return scene.subject_before
    return (scene.memory,) if scene.memory is not None else ()


def _subject_phrases(clause: Clause, scene: Scene) -> tuple[Token | None, list[Phrase]]:
    """The first noun that can be the subject, and the mentions of its phrase."""
    noun = _subject_noun(clause, scene)
    if noun is None:
        return None, []
    found = [
        phrase
        for phrase in scene.phrases
        if phrase.outer is None
        and phrase.first in clause.indexes
        and phrase.left <= noun.index <= max(phrase.last, phrase.head)
    ]
    heads = [phrase for phrase in found if not phrase.modifies]
    return noun, heads or found


def _subject_noun(clause: Clause, scene: Scene) -> Token | None:
    german = scene.language == "de"
    finite = clause.finite
    relative = clause.marker if clause.kind == "rel" else ""
    for token in clause.tokens:
        if token.index in scene.dates or token.tag not in ("NOUN", "PROPN", "PRON", "ADJ", "X"):
            continue
        if token.tag in ("ADJ",) and not any(
            p.first <= token.index <= p.last for p in scene.phrases
        ):
            continue
        if token.tag == "PRON" and (
            token.low in ("sich", "there", "es", "who", "which", "that") or token.low == relative
        ):
            if relative and token.low in ("who", "which", "that"):
                return None
            continue
        if not german and finite is not None and token.index > finite.index:
            return None
        outer, _, oblique = noun_phrases.governed(
            scene.tokens, token.index, scene.dates, scene.language
        )
        if outer is not None or (german and oblique):
            continue
        return token
    return None


def assign(hit: Hit, clause: Clause, scene: Scene, later: Sequence[Clause]) -> list[Part]:
    """The parts of the event's mentions; `later` are the clauses that depend on this one."""
    _, subjects = _subject_phrases(clause, scene)
    is_passive = passive(clause, scene.language) and hit.kind != "noun"
    first, second = _ends(hit.entry.frame, is_passive)
    given: list[Part] = []
    if hit.kind == "phrase" and hit.entry.frame == "demand":
        given.extend(Part(mention, "actor") for mention in scene.speaker)
        first = "recipient"
    if not _is_subject_noun(hit, subjects, clause, scene):
        given.extend(Part(mention, first) for mention in subject(clause, scene))
    for phrase in scene.phrases:
        own = hit.kind == "noun" and phrase.head == hit.token.index
        if phrase.first not in clause.indexes or (phrase in subjects and not own):
            continue
        role = _role(phrase, hit, second=second, is_passive=is_passive, language=scene.language)
        if role is not None:
            given.append(Part(phrase.mention, role))
    parts = _first_of_each(given)
    if hit.type in _ADDRESSED and not any(part.role == "recipient" for part in parts):
        told = [mention for dependent in later[:1] for mention in subject(dependent, scene)]
        parts = _first_of_each([*parts, *(Part(mention, "recipient") for mention in told)])
    return parts


_ADDRESSED = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})


def _first_of_each(given: Sequence[Part]) -> list[Part]:
    """One part for each actor, the first that was found."""
    parts: dict[str, Part] = {}
    for part in given:
        if part.mention.actor is not None:
            parts.setdefault(part.mention.actor, part)
    return list(parts.values())


def _ends(frame: str, is_passive: bool) -> tuple[RoleName, RoleName]:
    """The roles of the subject and of the object."""
    if frame == "meet":
        return "actor", "actor"
    if frame == "self":
        return "actor", "mentioned"
    if frame == "victim":
        return "recipient", "recipient"
    if frame == "host":
        return ("actor", "recipient") if is_passive else ("recipient", "actor")
    return ("recipient", "recipient") if is_passive else ("actor", "recipient")


def _is_subject_noun(hit: Hit, subjects: Sequence[Phrase], clause: Clause, scene: Scene) -> bool:
    """Whether the trigger noun itself is the subject ("Der Angriff …")."""
    if hit.kind != "noun":
        return False
    noun = _subject_noun(clause, scene)
    return noun is not None and (
        noun.index == hit.token.index or any(p.head == hit.token.index for p in subjects)
    )


def _role(
    phrase: Phrase, hit: Hit, *, second: RoleName, is_passive: bool, language: str
) -> RoleName | None:
    """The role of a mention that is not the subject; None for places and bystanders."""
    prep = phrase.prep
    if prep is None:
        of_trigger = hit.kind == "noun" and phrase.head == hit.token.index
        return "actor" if of_trigger else second if phrase.outer is None else "mentioned"
    table = load_table(language, "clauses")["roles"]
    kinds = {name for name, words in table.items() if prep in words}
    equals = hit.entry.frame == "meet"
    agent = "agent" in kinds and (is_passive or (hit.kind == "noun" and "from" not in kinds))
    if agent:
        return "actor"
    if kinds & {"between", "with"}:
        return "actor" if equals else "recipient"
    if hit.entry.frame in ("self", "meet") and "against" not in kinds:
        return None if "place" in kinds else "mentioned"
    return _target(phrase, hit, kinds)


_AIMED = frozenset({"ASSAULT", "THREATEN", "SANCTION"})


def _target(phrase: Phrase, hit: Hit, kinds: set[str]) -> RoleName | None:
    """Recipient or place, by preposition and class ("an attack on", "aid to", "flew to")."""
    if "goal" in kinds and (hit.entry.frame == "visit" or hit.type == "AID"):
        return "recipient"
    here = "place" in kinds and phrase.mention.kind == "LOC" and hit.type not in _AIMED
    if "against" in kinds and not here:
        return "recipient"
    if kinds & {"to", "from"}:
        return "mentioned" if hit.type == "CONSULT" else "recipient"
    return None if kinds & {"place", "goal"} else "mentioned"
