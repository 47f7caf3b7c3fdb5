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
    table = load_table(scene.language, "clauses")["roles"]
    here = [p for p in scene.phrases if p.first in clause.indexes]
    _, subjects = _subject_phrases(clause, scene)
    doers = list(subject(clause, scene))
    is_passive = passive(clause, scene.language) and hit.kind != "noun"
    parts: dict[str, Part] = {}

    def give(mention: Mention, role: RoleName) -> None:
        key = mention.actor or mention.text
        if mention.actor is not None and key not in parts:
            parts[key] = Part(mention, role)

    frame = hit.entry.frame
    first, second = _ends(frame, is_passive, hit)
    if hit.kind == "phrase" and frame == "demand":
        for mention in scene.speaker:
            give(mention, "actor")
        first = "recipient"
    if not _is_subject_noun(hit, subjects, clause, scene):
        for mention in doers:
            give(mention, first)
    for phrase in here:
        if phrase in subjects and not (hit.kind == "noun" and phrase.head == hit.token.index):
            continue
        role = _role(phrase, hit, frame, second, is_passive, table)
        if role is not None:
            give(phrase.mention, role)
    if not any(part.role == "recipient" for part in parts.values()) and hit.type in (
        "REQUEST",
        "ACCUSE",
        "THREATEN",
        "REJECT",
    ):
        for dependent in later[:1]:
            for mention in subject(dependent, scene):
                give(mention, "recipient")
    return list(parts.values())


def _ends(frame: str, is_passive: bool, hit: Hit) -> tuple[RoleName, RoleName]:
    """The roles of the subject and of the object."""
    if frame in ("meet", "self"):
        return "actor", "actor" if frame == "meet" else "mentioned"
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
    phrase: Phrase,
    hit: Hit,
    frame: str,
    second: RoleName,
    is_passive: bool,
    table: dict[str, list[str]],
) -> RoleName | None:
    """The role of a mention that is not the subject; None for places and bystanders."""
    prep = phrase.prep
    adjective_of_trigger = hit.kind == "noun" and phrase.head == hit.token.index
    if prep is None:
        if adjective_of_trigger:
            return "actor"
        return second if phrase.outer is None else "mentioned"
    if is_passive and prep in table["agent"]:
        return "actor"
    if prep in table["between"]:
        return "actor" if frame == "meet" else "recipient"
    if prep in table["with"]:
        return "actor" if frame == "meet" else "recipient"
    if frame == "visit" and prep in table["goal"]:
        return "recipient"
    if frame in ("self", "meet") and prep not in table["against"]:
        return None if prep in table["place"] else "mentioned"
    if hit.kind == "noun" and prep in table["agent"] and prep not in table["from"]:
        return "actor"
    if prep in table["against"] and not (
        prep in table["place"]
        and phrase.mention.kind == "LOC"
        and hit.type not in ("ASSAULT", "THREATEN", "SANCTION")
    ):
        return "recipient"
    if hit.type == "AID" and prep in table["goal"]:
        return "recipient"
    if prep in table["to"] or prep in table["from"]:
        return "recipient" if hit.type not in ("CONSULT",) else "mentioned"
    if prep in table["place"] or prep in table["goal"]:
        return None
    return "mentioned"
