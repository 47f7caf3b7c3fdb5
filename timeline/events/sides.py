"""Who else has a part in a deed: named with another noun, by its scene, in a clause behind."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from timeline.events import vocabulary
from timeline.events.beside import before_preposition
from timeline.events.clauses import Clause
from timeline.events.nouns import nouns, written
from timeline.events.phrases import Phrase
from timeline.events.requests import told_to_act
from timeline.events.subjects import Scene, subject_phrases
from timeline.events.tokens import Token
from timeline.events.triggers import Hit
from timeline.model import Mention

# Classes of deeds that are done to the state where they are done, by somebody of another.
AFFECTS = frozenset(
    {
        "AID",
        "ASSAULT",
        "COERCE",
        "CONCEDE",
        "MOBILIZE",
        "REJECT",
        "REQUEST",
        "RETREAT",
        "SANCTION",
        "THREATEN",
    }
)
# Classes that are addressed to somebody, who may only stand in the clause behind.
ADDRESSED = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})


def owners(subjects: Sequence[Phrase], hit: Hit, scene: Scene) -> list[Phrase]:
    """ "New U.S. sanctions were imposed": whose deed it is that something was done with."""
    return [
        phrase
        for phrase in subjects
        if phrase.prep is None
        and phrase.last + 1 < len(scene.tokens)
        and _is_deed(scene.tokens[phrase.last + 1], hit, scene.language)
    ]


def _is_deed(noun: Token, hit: Hit, language: str) -> bool:
    """Whether the noun may tell a deed of the same class."""
    known = nouns(language)[written(noun, language)]
    return any(pattern.entry.type == hit.type for patterns in known for pattern in patterns)


def of_other_deed(hit: Hit, clause: Clause, scene: Scene) -> list[Mention]:
    """ "Bei einem Angriff der Rebellen wurden …", "killed in a Chilean air strike": who did it."""
    words = vocabulary.roles(scene.language)
    if hit.kind != "verb" or words["in_deed"].isdisjoint(clause.lows):
        return []
    found = []
    for phrase in scene.phrases:
        if phrase.first not in clause.indexes or phrase.outer not in words["in_deed"]:
            continue
        by = phrase.prep in words["agent"] and phrase.prep != phrase.outer
        noun = before_preposition(phrase, scene.tokens) if by else scene.tokens[phrase.head]
        owns = phrase.mention.form == "adjective" or (phrase.prep is None and phrase.modifies)
        compound = _noun_behind(phrase, scene)
        if not by and compound is not None:  # "in a Hamas attack"
            noun, owns = compound, True
        if noun is not None and (by or owns) and _is_deed(noun, hit, scene.language):
            found.append(phrase.mention)
    return found


def _noun_behind(phrase: Phrase, scene: Scene) -> Token | None:
    """The last of the English nouns right behind a name: "Hamas rocket attack"."""
    found = None
    if scene.language == "en" and phrase.mention.form == "name":
        for token in scene.tokens[phrase.last + 1 : phrase.last + 4]:
            if token.tag != "NOUN":
                break
            found = token
    return found


def in_another_deed(phrase: Phrase, hit: Hit, scene: Scene) -> bool:
    """ "killed in protests against X": what X undergoes is the protest."""
    words = vocabulary.roles(scene.language)
    if phrase.outer not in words["in_deed"] or phrase.prep in (None, phrase.outer):
        return False
    noun = before_preposition(phrase, scene.tokens)
    if noun is None or _is_deed(noun, hit, scene.language):
        return False
    known = nouns(scene.language)[written(noun, scene.language)]
    return any(pattern.entry.type != "OTHER" for patterns in known for pattern in patterns)


def affected(clause: Clause, scene: Scene, doers: Collection[Mention]) -> list[Mention]:
    """A state that is only the scene of the deed of another is the one it is done to."""
    table = vocabulary.roles(scene.language)
    ids = {mention.actor or "" for mention in doers}
    if not doers:
        return []
    return [
        phrase.mention
        for phrase in scene.phrases
        if phrase.first in clause.indexes
        and (phrase.mention.actor or "").startswith("state:")
        and phrase.mention.actor not in ids
        and (
            (_is_scene(phrase, table) and not _at_home(phrase, doers, scene))
            or (phrase.prep in table["origin"] and phrase.outer in (None, phrase.prep))
        )
    ][:1]


def _is_scene(phrase: Phrase, table: vocabulary.Words) -> bool:
    return phrase.prep in table["place"] and phrase.prep not in table["bearings"]


def _at_home(phrase: Phrase, doers: Collection[Mention], scene: Scene) -> bool:
    """ "militias in Chile": those who act are of the state, or described by it."""
    group = f"group:{(phrase.mention.actor or '')[6:]}:"
    head = scene.tokens[phrase.head].start
    return any(
        (doer.actor or "").startswith(group) or (phrase.modifies and doer.start <= head < doer.end)
        for doer in doers
    )


def told(hit: Hit, later: Sequence[Clause], scene: Scene) -> list[Mention]:
    """Whom the clause behind tells to act: "demanded that Chile leave"; not who vows to."""
    if hit.lemma in vocabulary.roles(scene.language)["vowed"]:
        return []
    return [
        phrase.mention
        for dependent in later[:1]
        if told_to_act(dependent, scene.language)
        for phrase in subject_phrases(dependent, scene)[1]
        if phrase.mention.form != "pronoun"
    ]


def refused(hit: Hit, later: Sequence[Clause], scene: Scene) -> list[Mention]:
    """German "weigerte sich, Rojas zu treffen": to whom somebody does not do it."""
    denied = hit.entry.status == "denied"
    if hit.type != "REJECT" or denied or scene.language != "de":
        return []
    return [
        phrase.mention
        for dependent in later[:1]
        for phrase in scene.phrases
        if dependent.kind == "inf"
        and phrase.first in dependent.indexes
        and phrase.prep is None
        and phrase.outer is None
    ][:1]
