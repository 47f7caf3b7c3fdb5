"""The subject of a clause, and what a sentence knows about its mentions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from timeline.events import phrases as noun_phrases
from timeline.events.clauses import Clause
from timeline.events.phrases import Phrase
from timeline.events.recall import About
from timeline.events.tokens import Token
from timeline.languages.loader import load_table
from timeline.model import Mention


def nobody() -> None:
    """The subject of the sentences before where there is none."""


@dataclass(frozen=True)
class Scene:
    """What the role finder has to know of a sentence.

    `dates` are indexes of words inside time expressions. `subject_before` is the subject of the
    clause before, which a coordinated clause shares; `speaker` the one whose words a clause gives;
    `memory` tells the subject of the sentences before.
    """

    tokens: Sequence[Token]
    phrases: Sequence[Phrase]
    dates: frozenset[int]
    language: str
    subject_before: tuple[Mention, ...] = ()
    speaker: tuple[Mention, ...] = ()
    memory: Callable[[], Mention | None] = nobody

    @cached_property
    def names(self) -> frozenset[int]:
        """Indexes of words inside names."""
        return frozenset(
            index
            for phrase in self.phrases
            if phrase.mention.form == "name"
            for index in range(phrase.first, phrase.last + 1)
        )


def passive(clause: Clause, verb: Token | None, language: str) -> bool:
    """Whether the clause is passive: "werden" or "be" with a participle that ends the bracket."""
    auxiliaries = frozenset(load_table(language, "status")["auxiliary"]["passive"])
    if language == "de":
        if any(t.low.startswith("wurde") or t.low == "worden" for t in clause.tokens):
            return True
        participle = any(t.form == "Part" and t.tag == "VERB" for t in clause.tokens)
        return participle and any(t.low in auxiliaries for t in clause.tokens if t.tag == "AUX")
    words = clause.tokens
    for place, token in enumerate(words):
        if token is verb and token.form in ("VBN", "VBD"):
            for before in reversed(words[max(0, place - 4) : place]):
                if before.low in auxiliaries and before.tag == "AUX":
                    return True
                if before.tag not in ("ADV", "PART", "AUX"):
                    break
    return False


def subject(clause: Clause, scene: Scene) -> tuple[Mention, ...]:
    """The mentions of the subject; those of the clause before where it has none of its own."""
    own, found = subject_phrases(clause, scene)
    if found:
        return tuple(phrase.mention for phrase in found)
    if own is not None and own.tag == "PRON":
        return _pronoun(own, scene)
    if clause.kind == "inf" or (own is None and clause.kind == "coord"):
        return scene.subject_before
    if clause.kind == "rel":
        before = [p for p in scene.phrases if p.last < clause.tokens[0].index]
        return (before[-1].mention,) if before and own is None else ()
    return ()


def about(clauses: Sequence[Clause], scene: Scene) -> About:
    """Who the sentence is about: the subject of its first main clause that has one."""
    again = False
    scene = replace(scene, memory=_somebody)
    for clause in clauses:
        if clause.kind == "main":
            mentions = subject(clause, scene)
            if mentions and mentions[0] is _SOMEBODY:
                again = True
            elif mentions and mentions[0].actor is not None:
                return About(again, mentions[0])
    return About(again, None)


_SOMEBODY = Mention(0, 0, "", None, "pronoun")


def _somebody() -> Mention:
    return _SOMEBODY


def _pronoun(token: Token, scene: Scene) -> tuple[Mention, ...]:
    table = load_table(scene.language, "clauses")["roles"]["pronouns"]
    if token.low not in table or (token.low == "sie" and _plural(token, scene)):
        return ()
    if scene.subject_before:
        return scene.subject_before
    before = scene.memory()
    return (before,) if before is not None else ()


def _plural(token: Token, scene: Scene) -> bool:
    """German "sie" with a verb in "-en" is several people."""
    near = scene.tokens[max(0, token.index - 2) : token.index + 3]
    return any(t.finite and t.low.endswith("en") for t in near)


def subject_phrases(clause: Clause, scene: Scene) -> tuple[Token | None, list[Phrase]]:
    """The first noun that can be the subject, and the mentions of its phrase."""
    noun = subject_noun(clause, scene)
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
    heads = heads or _appositions(noun, clause, scene)
    behind = (
        scene.language == "de" and clause.finite is not None and noun.index > clause.finite.index
    )
    near = [phrase for phrase in found if not (behind and _deep(phrase, scene))]
    return noun, heads or [phrase for phrase in near if phrase.head == noun.index] or near


def _deep(phrase: Phrase, scene: Scene) -> bool:
    """ "schlugen Raketen in einem Kraftwerk bei X ein": not where the rockets are at home."""
    places = load_table(scene.language, "clauses")["roles"]["place"]
    if phrase.mention.kind != "LOC" or phrase.prep not in places:
        return False
    return sum(t.tag == "ADP" for t in scene.tokens[phrase.left : phrase.first]) > 1


_APPOSED = ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PART")


def _appositions(noun: Token, clause: Clause, scene: Scene) -> list[Phrase]:
    """ "der Chef der Garde, General X, …": the name behind the comma is the subject."""
    tokens = scene.tokens
    for phrase in scene.phrases:
        if phrase.mention.kind not in ("PER", "ORG") or phrase.first not in clause.indexes:
            continue
        comma = next(
            (i for i in range(phrase.first - 1, noun.index, -1) if tokens[i].text in ",("), None
        )
        if comma is None or any(
            t.tag not in ("NOUN", "PROPN", "ADJ", "DET") for t in tokens[comma + 1 : phrase.first]
        ):
            continue
        before = tokens[noun.index : comma]
        roles = load_table(scene.language, "clauses")["roles"]
        if all(t.tag in _APPOSED and t.low not in roles["oblique"] for t in before):
            return [phrase]
    return []


def subject_noun(clause: Clause, scene: Scene) -> Token | None:
    """The first noun or pronoun of the clause that no preposition or article rules out."""
    german = scene.language == "de"
    finite = clause.finite
    shared = finite is not None and finite.start < clause.start
    if german and shared and not passive(clause, finite, scene.language):
        return None  # "hat A unterzeichnet und B befohlen": the subject is shared, too
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
        reach = noun_phrases.governed(
            scene.tokens, token.index, scene.dates, scene.names, scene.language
        )
        if reach.outer is not None or (german and reach.oblique):
            continue
        return token
    return None
