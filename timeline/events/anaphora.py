"""Who is meant where no name stands: "beide Seiten", "him", "denied this", "the government"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from timeline.events.clauses import Clause
from timeline.events.lexicon import lexicon
from timeline.events.recall import RECENT, About, Recall
from timeline.events.roles import Part
from timeline.events.subjects import Scene, subject_noun
from timeline.events.tokens import Token
from timeline.events.triggers import Hit, find
from timeline.events.vocabulary import Phrases
from timeline.languages.loader import load_table
from timeline.model import Actor, Mention, RoleName

_TWO_SIDED = frozenset({"CONSULT", "AGREE", "ASSAULT", "RETREAT", "REJECT", "SUPPORT"})
# Classes that answer what was just told: its source or doer is who is meant.
_ANSWERS = frozenset({"ACCUSE", "SUPPORT"})
# Who welcomes what two others agreed on does nothing to them.
_JOINT = frozenset({"AGREE", "CONSULT", "SUPPORT"})


@dataclass(slots=True)
class Memory:
    """Who was named in the sentences so far.

    `home` is the state the story mostly names, `rivals` the two if there are two. `recall` knows
    subjects and persons; `pairs` are the last two parties of one event by the sort of their ids,
    the latest last; `several` those who acted together or as a group in the last event; `last` the
    parts of the last event, `last_class` its class, `age` the sentences since; `told` the class and
    parts of the latest events.
    """

    home: Mention | None = None
    rivals: tuple[Mention, ...] = ()
    recall: Recall = field(default_factory=Recall)
    age: int = 0
    several: tuple[Mention, ...] = ()
    pairs: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    told: list[tuple[str, tuple[Part, ...]]] = field(default_factory=list)
    last: tuple[Part, ...] = ()
    last_class: str | None = None
    last_source: Mention | None = None

    def after_event(self, parts: Sequence[Part], event_class: str, source: Mention | None) -> None:
        """Keep the parts of an event that was found."""
        self.last, self.last_class, self.last_source = tuple(parts), event_class, source
        self.age = 0
        parties = [part.mention for part in parts if part.role != "mentioned"]
        doers = [part.mention for part in parts if part.role == "actor"]
        crowd = [m for m in parties if (m.actor or "").startswith("group:")]
        self.several = tuple(doers if len(doers) > 1 else crowd[:1])
        self.told.append((event_class, self.last))
        del self.told[:-RECENT]
        if event_class == "OTHER":
            return  # two sides of nothing that is known
        for sort in ("state:", "person:", "org:", "local:"):
            alike = [m for m in parties if (m.actor or "").startswith(sort)]
            if len(alike) >= 2 and all(m.form != "description" for m in alike[:2]):
                self._pair(sort, alike[0], alike[1])
                return
        # A state and its rebels, a president and a movement: one on each side.
        sides = {m.actor: m for m in parties}
        if not self.pairs and event_class in _TWO_SIDED and len(sides) == 2:
            self._pair("mixed", *sides.values())

    def _pair(self, sort: str, first: Mention, second: Mention) -> None:
        self.pairs.pop(sort, None)
        self.pairs[sort] = first, second

    def pair(self, *, states: bool = False) -> tuple[Mention, ...]:
        """The two parties told of last; of `states` if there are any, and then no people."""
        if states and "state:" in self.pairs:
            return self.pairs["state:"]
        sorts = [sort for sort in self.pairs if not (states and sort == "person:")]
        known = self.pairs[sorts[-1]] if sorts else ()
        return known or (self.rivals if states else ())

    def after_sentence(self, about: Callable[[], About], mentions: Iterable[Mention]) -> None:
        """Keep the people of a sentence, and whom it is about."""
        self.age += 1
        people = [
            m for m in mentions if m.actor is not None and (m.kind == "PER" or m.form == "pronoun")
        ]
        self.recall.add(about, people)


def clear_home_of(mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> Mention | None:
    """The state the document names most, if it is also the first that it names."""
    home = home_of(mentions, actors)
    countries = (actors[m.actor].country for m in mentions if m.actor and m.actor in actors)
    first = next((country for country in countries if country not in (None, "IGO")), None)
    return home if home is not None and home.actor == f"state:{first}" else None


def home_of(mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> Mention | None:
    """A mention of the state that the document names most; None where none is named twice."""
    counts, first = _states(mentions, actors)
    for state, count in counts.most_common(3):
        if count >= 2 and state in first:
            return first[state]
    return None


def rivals_of(mentions: Sequence[Mention], actors: Mapping[str, Actor]) -> tuple[Mention, ...]:
    """The two states that the document is about; none where a third is named nearly as often."""
    counts, first = _states(mentions, actors)
    ranked = [(state, count) for state, count in counts.most_common(4) if state in first]
    if len(ranked) < 2 or ranked[1][1] < _OFTEN:
        return ()
    if len(ranked) > 2 and 2 * ranked[2][1] > ranked[1][1]:
        return ()
    return first[ranked[0][0]], first[ranked[1][0]]


_OFTEN = 3  # mentions


def _states(
    mentions: Sequence[Mention], actors: Mapping[str, Actor]
) -> tuple[Counter[str], dict[str, Mention]]:
    """How often the document names each state or what is of it; the first mention of the state."""
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
    return counts, first


@cache
def _words(language: str) -> Mapping[str, frozenset[str]]:
    table = load_table(language, "clauses")["anaphora"]
    return {key: frozenset(values) for key, values in table.items()}


@cache
def _phrases(language: str, key: str) -> Phrases:
    return Phrases(_words(language)[key])


def complete(
    parts: Sequence[Part], hit: Hit, clause: Clause, scene: Scene, memory: Memory
) -> list[Part]:
    """The parts with those that the clause only points to."""
    words = _words(scene.language)
    found = list(parts)
    taken = {part.mention.actor for part in found}
    equals: RoleName = "actor" if hit.entry.frame == "meet" else "recipient"
    has_actor = any(part.role == "actor" for part in found)
    for kind in ("pair", "persons"):
        if _phrases(scene.language, kind).stand_in(clause):
            role = equals if has_actor else "actor"
            both = _pair_here(clause, scene) or memory.pair(states=kind == "pair")
            found.extend(Part(m, role) for m in both if m.actor not in taken)
            return found
    parties = any(part.role != "mentioned" for part in found)
    if not parties and hit.kind == "noun" and hit.lemma.lower() in words["mutual"]:
        return [*found, *(Part(m, "actor") for m in memory.pair())]
    if not has_actor:
        found.extend(_institution(hit, clause, scene, memory, words))
    if not has_actor and memory.age <= 1 and _they(clause, scene, words):
        victims = [part for part in memory.last if part.role == "recipient"]
        if hit.entry.frame == "victim" and victims:  # "they came free"
            found.extend(victims)
        else:
            found.extend(Part(m, "actor") for m in memory.several if m.actor not in taken)
    if hit.entry.id == "echo":
        others = ([p for p in parts if p.role == "recipient"] for _, parts in memory.told[::-1])
        found.extend(next(filter(None, others), []))
    if any(part.role == "recipient" for part in found):
        return [*found, *_guest(hit, clause, scene, memory=memory, taken=taken)]
    return [*found, *_recipient(hit, clause, scene, memory=memory, taken=taken)]


def _pair_here(clause: Clause, scene: Scene) -> tuple[Mention, ...]:
    """ "A truce between Chile and Peru holds, hours after both sides …": two of one sort."""
    start = clause.tokens[0].index
    before = [p for p in scene.phrases if p.last < start and p.mention.form == "name"]
    for one, two in pairwise(before):
        sorts = {(p.mention.actor or "").partition(":")[0] for p in (one, two)}
        if two.coordinated and len(sorts) == 1 and one.prep == two.prep:
            return one.mention, two.mention
    return ()


def _recipient(
    hit: Hit, clause: Clause, scene: Scene, *, memory: Memory, taken: set[str | None]
) -> list[Part]:
    """Whom an event without a named recipient is done to, where the text points back to one."""
    words = _words(scene.language)
    equals: RoleName = "actor" if hit.entry.frame == "meet" else "recipient"
    if _points(clause, scene, words["objects"]):
        return [Part(m, equals) for m in memory.several if m.actor not in taken]
    if _points(clause, scene, words["object"]):
        person = next((m for m in reversed(memory.recall.people()) if m.actor not in taken), None)
        return [] if person is None else [Part(person, equals)]
    refers = _phrases(scene.language, "this").stand_in(clause)
    if hit.type == "REJECT" and refers and not _goes_on(clause, scene):
        return _opponent(memory, taken)
    if hit.type in _ANSWERS:
        return _doers(_meant(hit, clause, scene, memory), taken)
    return []


def _guest(
    hit: Hit, clause: Clause, scene: Scene, *, memory: Memory, taken: set[str | None]
) -> list[Part]:
    """ "lud ihn ein": of a host the guest is missing, and is who acts."""
    if hit.entry.frame != "host":
        return []
    pointed = _recipient(hit, clause, scene, memory=memory, taken=taken)
    return [Part(part.mention, "actor") for part in pointed]


def _points(clause: Clause, scene: Scene, pronouns: frozenset[str]) -> bool:
    """Whether one of the personal pronouns is an object of the clause, and no mention itself."""
    if pronouns.isdisjoint(clause.lows):
        return False
    named = {index for p in scene.phrases for index in range(p.first, p.last + 1)}
    return any(t.index not in named and _object(t, clause, pronouns) for t in clause.tokens)


def _meant(hit: Hit, clause: Clause, scene: Scene, memory: Memory) -> Sequence[Part]:
    """The parts of the event that the object of praise or blame takes up.

    "the launch" is the last event of its class; "the step" is what was told right before.
    """
    tokens = clause.tokens
    for before, noun in pairwise(tokens):
        if before.low not in _definite(scene.language) or noun.index == hit.token.index:
            continue
        if noun.low in _words(scene.language)["step"] and memory.age <= 1:
            return () if memory.last_class in _JOINT else memory.last
        for other in find(clause, lexicon(scene.language)):
            if other.kind == "noun" and other.token.index == noun.index:
                if other.type in _JOINT:
                    return ()
                same = [parts for event_class, parts in memory.told if event_class == other.type]
                return same[-1] if same else ()
    return ()


@cache
def _definite(language: str) -> frozenset[str]:
    return frozenset(load_table(language, "titles")["articles"]["definite"])


def _doers(parts: Sequence[Part], taken: set[str | None]) -> list[Part]:
    """The actors of the event that is praised or blamed."""
    doers = [part.mention for part in parts if part.role == "actor"]
    return [Part(m, "recipient") for m in doers if m.actor not in taken][:2]


def _they(clause: Clause, scene: Scene, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether the subject is "they"; German "sie" is where its verb is plural."""
    noun = subject_noun(clause, scene)
    if noun is None or noun.tag != "PRON" or noun.low not in words["they"]:
        return False
    return scene.language != "de" or (clause.finite is not None and clause.finite.low[-2:] == "en")


def _object(token: Token, clause: Clause, pronouns: Collection[str]) -> bool:
    """Whether the word is one of the personal pronouns, in an object's place."""
    if token.tag != "PRON" or token.low not in pronouns:
        return False
    after = next((t for t in clause.tokens if t.index == token.index + 1), None)
    return after is None or after.tag not in ("NOUN", "ADJ", "PROPN", "NUM")


def _goes_on(clause: Clause, scene: Scene) -> bool:
    """ "denied the charge that …": the sentence says itself which charge it is."""
    behind = clause.tokens[-1].index + 1
    return behind + 1 < len(scene.tokens) and scene.tokens[behind].tag != "CCONJ"


def _opponent(memory: Memory, taken: set[str | None]) -> list[Part]:
    """Whose words are denied: the source of the last event, else its actor."""
    if memory.last_class == "OTHER":
        return []
    told = [memory.last_source] if memory.last_source is not None else []
    told.extend(part.mention for part in memory.last if part.role == "actor")
    return [Part(m, "recipient") for m in told if m.actor not in taken][:1]


def _institution(
    hit: Hit, clause: Clause, scene: Scene, memory: Memory, words: Mapping[str, frozenset[str]]
) -> list[Part]:
    """ "The government …" in a story about one state is that state, "his country" who speaks."""
    noun = subject_noun(clause, scene)
    if noun is not None and noun.low in words["country_noun"] and noun.index:
        own = scene.tokens[noun.index - 1].low in words["whose"]
        return [Part(mention, "actor") for mention in scene.speaker[:1] if own]
    if noun is None or memory.home is None or hit.entry.frame == "victim":
        return []
    if noun.low not in words["institution"]:
        return []
    home = memory.home
    meant = Mention(
        noun.start, noun.end, noun.text, "ORG", "description", home.actor, why="state of the story"
    )
    return [Part(meant, "actor")]
