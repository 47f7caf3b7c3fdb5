"""Who is meant where no name stands: "beide Seiten", "him", "denied this", "the government"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from timeline.events.clauses import Clause
from timeline.events.roles import Part
from timeline.events.subjects import Scene, subject_noun
from timeline.events.tokens import Token
from timeline.events.triggers import Hit
from timeline.languages.loader import load_table
from timeline.model import Actor, Mention, RoleName

_RECENT = 12


@dataclass(slots=True)
class Memory:
    """Who was named in the sentences so far.

    `home` is the state the story mostly names. `people` are persons, the latest last; `pair` the
    last two parties of one event; `last` the parts of the last event and `last_class` its class.
    """

    home: Mention | None = None
    subject: Mention | None = None
    people: list[Mention] = field(default_factory=list)
    pair: tuple[Mention, ...] = ()
    last: tuple[Part, ...] = ()
    last_class: str | None = None
    last_source: Mention | None = None

    def after_event(self, parts: Sequence[Part], event_class: str, source: Mention | None) -> None:
        """Keep the parts of an event that was found."""
        self.last, self.last_class, self.last_source = tuple(parts), event_class, source
        parties = [part.mention for part in parts if part.role != "mentioned"]
        for sort in ("state:", "person:", "org:", "local:"):
            alike = [m for m in parties if (m.actor or "").startswith(sort)]
            if len(alike) >= 2 and all(m.form != "description" for m in alike[:2]):
                self.pair = tuple(alike[:2])
                break

    def after_sentence(self, subject: Mention | None, mentions: Iterable[Mention]) -> None:
        """Keep the people of a sentence; its subject is the likeliest to be meant next."""
        if subject is not None:
            self.subject = subject
        self.people.extend(m for m in mentions if m.kind == "PER" and m.actor is not None)
        if subject is not None and subject.kind == "PER":
            self.people.append(subject)
        del self.people[:-_RECENT]


def home_of(mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> Mention | None:
    """A mention of the state that the document names most; None where none is named twice."""
    counts: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for mention in mentions:
        actor = actors.get(mention.actor or "")
        if actor is None or actor.country is None:
            continue
        state = f"state:{actor.country}"
        counts[state] += 1
        if mention.actor == state:
            first.setdefault(state, mention)
    for state, count in counts.most_common(3):
        if count >= 2 and state in first:
            return first[state]
    return None


@cache
def _words(language: str) -> Mapping[str, Any]:
    table = load_table(language, "clauses")["anaphora"]
    return {key: frozenset(values) for key, values in table.items()}


def complete(
    parts: Sequence[Part], hit: Hit, clause: Clause, scene: Scene, memory: Memory
) -> list[Part]:
    """The parts with those that the clause only points to."""
    words = _words(scene.language)
    found = list(parts)
    taken = {part.mention.actor for part in found}
    equals: RoleName = "actor" if hit.entry.frame == "meet" else "recipient"
    has_actor = any(part.role == "actor" for part in found)
    if any(f" {phrase} " in clause.text for phrase in words["pair"]):
        role = equals if has_actor else "actor"
        found.extend(Part(m, role) for m in memory.pair if m.actor not in taken)
        return found
    if not has_actor:
        found.extend(_institution(hit, clause, scene, memory, words))
    if hit.entry.id == "echo":
        found.extend(p for p in memory.last if p.role == "recipient")
    if any(part.role == "recipient" for part in found):
        return found
    named = {index for p in scene.phrases for index in range(p.first, p.last + 1)}
    if any(t.index not in named and _object(t, clause, words) for t in clause.tokens):
        person = next((m for m in reversed(memory.people) if m.actor not in taken), None)
        if person is not None:
            found.append(Part(person, equals))
    elif hit.type == "REJECT" and any(f" {phrase} " in clause.text for phrase in words["this"]):
        found.extend(_opponent(memory, taken))
    return found


def _object(token: Token, clause: Clause, words: Mapping[str, Any]) -> bool:
    """Whether the word is a personal pronoun in an object's place."""
    if token.tag != "PRON" or token.low not in words["object"]:
        return False
    after = next((t for t in clause.tokens if t.index == token.index + 1), None)
    return after is None or after.tag not in ("NOUN", "ADJ", "PROPN", "NUM")


def _opponent(memory: Memory, taken: set[str | None]) -> list[Part]:
    """Whose words are denied: the source of the last event, else its actor."""
    told = [memory.last_source] if memory.last_source is not None else []
    told.extend(part.mention for part in memory.last if part.role == "actor")
    return [Part(m, "recipient") for m in told if m.actor not in taken][:1]


def _institution(
    hit: Hit, clause: Clause, scene: Scene, memory: Memory, words: Mapping[str, Any]
) -> list[Part]:
    """ "The government …" in a story about one state is that state."""
    noun = subject_noun(clause, scene)
    if noun is None or memory.home is None or hit.entry.frame == "victim":
        return []
    if noun.low not in words["institution"]:
        return []
    home = memory.home
    meant = Mention(
        noun.start, noun.end, noun.text, "ORG", "description", home.actor, why="state of the story"
    )
    return [Part(meant, "actor")]
