"""The subject of a clause, and what a sentence knows about its mentions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from timeline.events import vocabulary
from timeline.events.clauses import Clause
from timeline.events.finite import by_follows
from timeline.events.phrases import Phrase
from timeline.events.recall import About
from timeline.events.tokens import Token
from timeline.events.walk import Names, Reach, possesses, walk
from timeline.model import Mention

# The noun that a clause has as its subject, and the mentions of its phrase.
Subject = tuple[Token | None, Sequence[Phrase]]


def nobody() -> None:
    """The subject of the sentences before where there is none."""


@dataclass(slots=True, eq=False)  # not frozen: that costs thrice
class Scene:
    """What the role finder has to know of a sentence.

    `dates` are indexes of words inside time expressions, `names` of words inside names.
    `subject_before` is the subject of the clause before, which a coordinated clause shares;
    `speaker` the one whose words a clause gives; `memory` tells the subject of the sentences
    before. `subjects` keeps what `subject_phrases` found.
    """

    tokens: Sequence[Token]
    phrases: Sequence[Phrase]
    dates: frozenset[int]
    names: Names
    language: str
    memory: Callable[[], Mention | None] = nobody
    subject_before: tuple[Mention, ...] = ()
    speaker: tuple[Mention, ...] = ()
    subjects: dict[Clause, Subject] = field(default_factory=dict)

    def after(self, subject: tuple[Mention, ...]) -> Scene:
        """The scene of a clause behind one with that subject."""
        return self._but(self.memory, subject, self.speaker)

    def spoken(self, speaker: tuple[Mention, ...]) -> Scene:
        """The scene of a clause that gives the words of the speaker."""
        return self._but(self.memory, self.subject_before, speaker)

    def remembering(self, memory: Callable[[], Mention | None]) -> Scene:
        """The scene with another memory."""
        return self._but(memory, self.subject_before, self.speaker)

    def _but(
        self,
        memory: Callable[[], Mention | None],
        subject_before: tuple[Mention, ...],
        speaker: tuple[Mention, ...],
    ) -> Scene:
        return Scene(
            self.tokens,
            self.phrases,
            self.dates,
            self.names,
            self.language,
            memory,
            subject_before,
            speaker,
            self.subjects,
        )


def scene_of(
    tokens: Sequence[Token], phrases: Sequence[Phrase], dates: frozenset[int], language: str
) -> Scene:
    """The scene of a sentence by itself."""
    names: dict[int, int] = {}
    for phrase in phrases:
        if phrase.mention.form == "name":
            names.update(dict.fromkeys(range(phrase.first, phrase.last + 1), phrase.first))
    return Scene(tokens, phrases, dates, names, language)


def passive(clause: Clause, verb: Token | None, language: str) -> bool:
    """Whether the clause is passive: "werden" or "be" with a participle that ends the bracket."""
    auxiliaries = vocabulary.auxiliaries(language)["passive"]
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
    # "Shelled by rebels, the town fell": the participle opens the sentence.
    if verb is not None and verb.form == "VBN" and verb is words[0]:
        return by_follows(words, verb)
    # "Three soldiers killed by rebels": headlines leave the auxiliary out.
    bare = verb is not None and verb.form == "VBN" and clause.finite is None
    return bare and verb is not None and by_follows(words, verb)


def subject(clause: Clause, scene: Scene) -> tuple[Mention, ...]:
    """The mentions of the subject; those of the clause before where it has none of its own."""
    own, found = subject_phrases(clause, scene)
    if found:
        return tuple(phrase.mention for phrase in found)
    if own is not None and own.tag == "PRON":
        return _pronoun(own, scene)
    if clause.kind == "inf" or (own is None and (clause.kind == "coord" or _it(clause, scene))):
        return scene.subject_before
    return _antecedent(clause, own, scene) if clause.kind == "rel" else ()


def _antecedent(clause: Clause, own: Token | None, scene: Scene) -> tuple[Mention, ...]:
    """Whom a relative clause is about.

    In a German one the noun may be the object: "das Militär, das die Macht ergriffen hatte".
    """
    before = [p for p in scene.phrases if p.last < clause.tokens[0].index]
    last = max(before[-1].last, before[-1].head) if before else 0
    if any(t.tag == "NOUN" for t in scene.tokens[last + 1 : clause.tokens[0].index]):
        return ()  # "the ministry said the raid, which began …": what began is the raid
    if not before or clause.tokens[0].index - before[-1].last > _NEAR:
        return (before[-1].mention,) if before and own is None else ()
    mention = before[-1].mention
    opens = scene.language == "de" and clause.marker in ("der", "die", "das")
    acts = mention.kind != "LOC" or before[-1].modifies
    object_ = opens and acts and own is not None and own.tag == "NOUN"
    return (mention,) if own is None or object_ else ()


_NEAR = 3  # words, with the comma


def _it(clause: Clause, scene: Scene) -> bool:
    """ "Polen teilte mit, es werde …": the state that speaks; not in "es habe Tote gegeben"."""
    if scene.language != "de" or clause.finite is None or clause.tokens[0].low != "es":
        return False
    words = vocabulary.clause_words("de")
    return clause.finite.low in words["its_verbs"] and words["nobodys"].isdisjoint(clause.lows)


def about(clauses: Sequence[Clause], scene: Scene) -> About:
    """Who the sentence is about: the subject of its first main clause that has one."""
    again = False
    scene = scene.remembering(_somebody)
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
    roles = vocabulary.roles(scene.language)
    if token.low in roles["several"] and (token.low != "sie" or _plural(token, scene)):
        before = scene.subject_before
        several = len(before) > 1 or any(one.form == "description" for one in before)
        return before if several else ()
    if token.low not in roles["pronouns"]:
        return ()
    if scene.subject_before:
        return scene.subject_before
    last = scene.memory()
    return (last,) if last is not None else ()


def _plural(token: Token, scene: Scene) -> bool:
    """German "sie" with a verb in "-en" is several people."""
    near = scene.tokens[max(0, token.index - 2) : token.index + 3]
    return any(t.finite and t.low.endswith("en") for t in near)


def subject_phrases(clause: Clause, scene: Scene) -> Subject:
    """The first noun that can be the subject, and the mentions of its phrase."""
    known = scene.subjects.get(clause)
    if known is None:
        known = scene.subjects[clause] = _subject_phrases(clause, scene)
    return known


def subject_noun(clause: Clause, scene: Scene) -> Token | None:
    """The first noun that can be the subject."""
    return subject_phrases(clause, scene)[0]


def _subject_phrases(clause: Clause, scene: Scene) -> Subject:
    noun = _subject_noun(clause, scene)
    if noun is None:
        return None, []
    at, inside = noun.index, clause.indexes
    found = [
        phrase
        for phrase in scene.phrases
        if phrase.outer is None
        and phrase.left <= at <= max(phrase.last, phrase.head)
        and phrase.first in inside
    ]
    heads = [p for p in found if not p.modifies and not attributive(p, scene)]
    heads = heads or _appositions(noun, clause, scene)
    behind = scene.language == "de" and clause.finite is not None and at > clause.finite.index
    near = [p for p in found if not (behind and _deep(p, scene)) and not _stands_by(p, scene)]
    near = [p for p in near if not attributive(p, scene) and not _suffers(p, scene)]
    near = [p for p in near if not of_others(p, scene)]
    return noun, heads or [phrase for phrase in near if phrase.head == at] or near


def attributive(phrase: Phrase, scene: Scene) -> bool:
    """German "das von X besetzte Kraftwerk": X has its part in another deed."""
    return scene.language == "de" and _in_attribute(scene.tokens, phrase.first, phrase.last)


def _in_attribute(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words stand between article and preposition before, and an attribute behind."""
    at = first - 1
    if at > 0 and tokens[at].tag == "DET":
        at -= 1
    inside = at > 0 and tokens[at].tag == "ADP" and tokens[at - 1].tag in ("DET", "NUM")
    return inside and last + 1 < len(tokens) and tokens[last + 1].tag in ("ADJ", "VERB")


def _stands_by(phrase: Phrase, scene: Scene) -> bool:
    """ "people outside the embassy", "a village near X": where they are, and does nothing.

    But a state acts through those in it.
    """
    words = vocabulary.roles(scene.language)
    state = phrase.mention.kind == "LOC" and (phrase.mention.actor or "").startswith("state:")
    return phrase.modifies and phrase.prep in words["beside" if state else "place"]


def of_others(phrase: Phrase, scene: Scene) -> bool:
    """ "Rojas's brother", "Gegner von Rojas": other people, for whom he does not stand."""
    person = phrase.mention.kind == "PER" or (phrase.mention.actor or "").startswith("person:")
    return person and phrase.modifies and phrase.side in vocabulary.roles(scene.language)["others"]


def _suffers(phrase: Phrase, scene: Scene) -> bool:
    """ "Chile's shelling of Lima killed …": what the deed is done to that is the subject."""
    words = vocabulary.roles(scene.language)
    bound = phrase.modifies and phrase.prep in words["binding"]
    return bound and scene.tokens[phrase.head].low in words["undergone"]


def _deep(phrase: Phrase, scene: Scene) -> bool:
    """ "schlugen Raketen in einem Kraftwerk bei X ein": not where the rockets are at home."""
    places = vocabulary.roles(scene.language)["place"]
    if phrase.mention.kind != "LOC" or phrase.prep not in places:
        return False
    return sum(t.tag == "ADP" for t in scene.tokens[phrase.left : phrase.first]) > 1


def _opens_with_verb(clause: Clause, scene: Scene) -> bool:
    """ "Lind reiste ab und rief die Parteien auf": behind "und" the verb goes on with the subject.

    Not where something else stood before the first verb ("Am Montag trat Lind ab und übernahm …").
    """
    finite = clause.finite
    if clause.kind != "coord" or finite is None or not scene.tokens:
        return False
    first = next((t for t in clause.tokens if t.tag not in ("CCONJ", "PUNCT")), None)
    opening = scene.tokens[0]
    shares = opening.tag in _BEFORE_VERBS and opening.index not in scene.dates
    return first is finite and shares


_BEFORE_VERBS = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"})
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
        roles = vocabulary.roles(scene.language)
        if all(t.tag in _APPOSED and t.low not in roles["oblique"] for t in before):
            return [phrase]
    return []


def _subject_noun(clause: Clause, scene: Scene) -> Token | None:
    """The first noun or pronoun of the clause that no preposition or article rules out."""
    german = scene.language == "de"
    finite = clause.finite
    shared = finite is not None and finite.start < clause.start
    if german and shared and not passive(clause, finite, scene.language):
        return None  # "hat A unterzeichnet und B befohlen": the subject is shared, too
    if german and _opens_with_verb(clause, scene):
        return None
    relative = clause.marker if clause.kind == "rel" else ""
    opening = 0 if german else _behind_adjunct(clause)
    last = len(scene.tokens) if german or finite is None else finite.index
    dates = scene.dates
    roles = vocabulary.roles(scene.language)
    for token in clause.tokens:
        tag, index = token.tag, token.index
        passed = index < opening or index in dates
        if tag not in _SUBJECTS or passed or possesses(token, scene.tokens, roles):
            continue
        if tag == "ADJ" and not any(p.first <= index <= p.last for p in scene.phrases):
            continue
        if tag == "PRON" and (token.low in _NO_SUBJECTS or token.low == relative):
            if relative and token.low in ("who", "which", "that"):
                return None
            continue
        if index > last:
            return None
        if _may_act(token, scene):
            return token
    return None


def _may_act(token: Token, scene: Scene) -> bool:
    """Whether no preposition governs the noun, and in German no article rules it out."""
    index, roles = token.index, vocabulary.roles(scene.language)
    if token.low in roles["crowds"] and index and scene.tokens[index - 1].tag != "ADP":
        return True  # "in Yemen thousands marched"
    reach = walk(scene.tokens, index, scene.dates, scene.names, roles)
    german = scene.language == "de"
    return reach.outer is None and not (german and _ruled_out(index, reach, scene))


def _behind_adjunct(clause: Clause) -> int:
    """Where the clause itself begins: "Since taking Lima, [Norway] …"."""
    opening = next((t for t in clause.tokens if t.tag not in ("ADP", "SCONJ", "ADV")), None)
    if opening is None or opening.form not in ("VBG", "VBN"):
        return 0
    for before, token in pairwise(clause.tokens):
        if token.index > before.index + 1 and before.index >= opening.index:
            return token.index
    return 0


def _ruled_out(index: int, reach: Reach, scene: Scene) -> bool:
    """Whether a German article or attribute says that the noun is no subject."""
    name = next((p for p in scene.phrases if p.first <= index <= p.last), None)
    first, last = (index, index) if name is None else (name.first, name.last)
    return reach.oblique or _in_attribute(scene.tokens, first, last)


_SUBJECTS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "X"})
_NO_SUBJECTS = frozenset({"sich", "there", "es", "who", "which", "that"})
