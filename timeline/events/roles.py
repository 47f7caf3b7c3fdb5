"""Who did it and to whom: mentions of a clause as actor, recipient or third party."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from timeline.events import sides, vocabulary
from timeline.events.beside import at_border, attached, in_title
from timeline.events.clauses import Clause
from timeline.events.forces import is_force
from timeline.events.lexicon import lexicon
from timeline.events.phrases import Phrase
from timeline.events.requests import in_infinitive, undergone
from timeline.events.subjects import (
    Scene,
    attributive,
    of_others,
    passive,
    subject,
    subject_noun,
    subject_phrases,
)
from timeline.events.tokens import Token
from timeline.events.triggers import Hit, lemma_of
from timeline.model import Mention, RoleName


class Part(NamedTuple):
    """A mention and its part; `words` is what the sentence calls it."""

    mention: Mention
    role: RoleName


def assign(hit: Hit, clause: Clause, scene: Scene, later: Sequence[Clause]) -> list[Part]:
    """The parts of the event's mentions; `later` are the clauses that depend on this one."""
    doing, subjects = subject_phrases(clause, scene)
    is_passive = passive(clause, hit.verb, scene.language) and hit.kind != "noun"
    words = vocabulary.roles(scene.language)
    first, second = _sides_of(hit, scene, is_passive)
    given: list[Part] = []
    if hit.kind == "phrase" and (hit.entry.frame == "demand" or hit.type == "REJECT"):
        given.extend(Part(mention, "actor") for mention in scene.speaker)
        first = _under(hit, scene)
    is_subject = _is_subject_noun(hit, subjects, clause, scene)
    owners = sides.owners(subjects, hit, scene) if is_passive else []
    given.extend(Part(phrase.mention, "actor") for phrase in owners)
    subjects = owners or subjects
    if not is_subject and not owners:
        given.extend(Part(mention, first) for mention in subject(clause, scene))
    for phrase in scene.phrases:
        own = hit.kind == "noun" and phrase.head == hit.token.index
        # What is given in to "after talks with X" is given to X.
        dealt = hit.type in ("AGREE", "CONCEDE") and phrase.prep in words["with"]
        beside = phrase.outer in words["aside"] and phrase.prep != phrase.outer and not dealt
        # Troops at the border with X are there for X; otherwise X is only beside.
        aimed = hit.type == "MOBILIZE" and phrase.prep not in words["between"]
        beside = beside or (not aimed and at_border(phrase, scene.tokens, words))
        # The second of "the war between X and Y" has a head of its own.
        acts = phrase in subjects and not own and not (is_subject and phrase.coordinated)
        if phrase.first not in clause.indexes or beside or acts:
            continue
        role = _role(phrase, hit, second=second, is_passive=is_passive, language=scene.language)
        role = "mentioned" if _aloof(phrase, hit, doing, scene) else role
        roles = [part.role for part in given]
        by = _reported(phrase, hit, clause, scene)
        if role == "actor" and own and hit.entry.frame == "default" and "actor" in roles and not by:
            role = "recipient"  # "X announced the recognition of Y"
        if role == "recipient":
            role = _as_recipient(phrase, hit, clause, scene, roles)
        if role is not None:
            given.append(Part(phrase.mention, role))
    parts = _without_origins(_first_of_each(given), scene)
    return _with_others(parts, hit, clause, scene, later=later, is_passive=is_passive)


def _with_others(
    parts: list[Part],
    hit: Hit,
    clause: Clause,
    scene: Scene,
    *,
    later: Sequence[Clause],
    is_passive: bool,
) -> list[Part]:
    """The parts with those whom the syntax of the clause does not give."""
    doers = [part.mention for part in parts if part.role == "actor"]
    if hit.type in sides.AFFECTS and not any(
        part.role == "recipient" and part.mention.form != "description" for part in parts
    ):
        parts = _first_of_each([*_parts(sides.affected(clause, scene, doers)), *parts])
    if not doers and (is_passive or hit.entry.frame == "victim"):
        others = sides.of_other_deed(hit, clause, scene)
        parts = _first_of_each([*(Part(mention, "actor") for mention in others), *parts])
    if hit.type in sides.ADDRESSED and not any(part.role == "recipient" for part in parts):
        told = sides.told(hit, later, scene) or sides.refused(hit, later, scene)
        parts = _first_of_each([*parts, *_parts(told)])
    return parts


def _parts(recipients: Sequence[Mention]) -> list[Part]:
    return [Part(mention, "recipient") for mention in recipients]


def _under(hit: Hit, scene: Scene) -> RoleName:
    """The part of the subject of what somebody says that has to be done, or is denied."""
    if not scene.speaker:
        return "actor"
    return "mentioned" if hit.entry.status == "denied" else "recipient"


def _aloof(phrase: Phrase, hit: Hit, noun: Token | None, scene: Scene) -> bool:
    """Whether the mention belongs to who acts, or to what is said of somebody."""
    tied = attached(phrase, scene.tokens, vocabulary.roles(scene.language))
    return (
        tied
        or of_others(phrase, scene)
        or _of_subject(phrase, hit, noun)
        or attributive(phrase, scene)
    )


def _of_subject(phrase: Phrase, hit: Hit, noun: Token | None) -> bool:
    """ "fighters of the militia attacked": the militia belongs to who acts, and is no target."""
    belongs = phrase.modifies and phrase.prep is None and hit.kind == "verb"
    return noun is not None and belongs and phrase.head == noun.index


def _of_object(phrase: Phrase, scene: Scene) -> bool:
    """ "killed fighters of the militia": the deed is done to the fighters."""
    return phrase.modifies and any(
        other.first <= phrase.head <= other.last and other.mention.form != "name"
        for other in scene.phrases
    )


def _as_recipient(
    phrase: Phrase, hit: Hit, clause: Clause, scene: Scene, roles: Sequence[RoleName]
) -> RoleName | None:
    """What is left of a recipient that stands in another clause part, or is only a means."""
    if (
        undergone(phrase, hit, scene, roles)
        or _of_object(phrase, scene)
        or in_title(phrase, scene.tokens, vocabulary.roles(scene.language))
        or (hit.type in _MEANS and "recipient" in roles and in_infinitive(phrase, hit, scene))
        or _of_adjunct(phrase, hit, clause, scene.language)
        or (hit.kind == "verb" and sides.in_another_deed(phrase, hit, scene))
        or _before_verb(phrase, hit, clause, scene.language)
    ):
        return "mentioned"
    return None if _own_means(phrase, hit, scene) else "recipient"


def _without_origins(parts: list[Part], scene: Scene) -> list[Part]:
    """ "expelled Chile from the council": beside a recipient, what follows "from" is none."""
    prepositions = vocabulary.roles(scene.language)["origin"]
    origins = {p.mention.actor for p in scene.phrases if p.prep in prepositions}
    direct = [part for part in parts if part.role == "recipient"]
    if all(part.mention.actor in origins for part in direct):
        return parts
    return [
        part._replace(role="mentioned")
        if part.role == "recipient" and part.mention.actor in origins
        else part
        for part in parts
    ]


_SENDING = frozenset({"MOBILIZE", "RETREAT", "AGREE", "AID", "REJECT", "SANCTION"})


def _own_means(phrase: Phrase, hit: Hit, scene: Scene) -> bool:
    """ "sent troops", "offered its soldiers": forces without a name are means, no recipients."""
    return (
        hit.type in _SENDING
        and phrase.mention.form == "description"
        and phrase.prep is None
        and (phrase.first == phrase.last or hit.type == "MOBILIZE")
        and not (phrase.first and scene.tokens[phrase.first - 1].tag == "PROPN")
        and is_force(phrase.mention, scene.language, named=False)
    )


def _before_verb(phrase: Phrase, hit: Hit, clause: Clause, language: str) -> bool:
    """Whether an English mention stands before the verb and so is no object of it."""
    return (
        language == "en"
        and hit.kind == "verb"
        and phrase.prep is None
        and phrase.last < hit.token.index
        and not _caused(phrase, hit, clause)
    )


def _caused(phrase: Phrase, hit: Hit, clause: Clause) -> bool:
    """ "had Rojas arrested": whom somebody lets it be done to."""
    finite = clause.finite
    behind = finite is not None and finite.index < phrase.first
    return behind and hit.token.form == "VBN" and finite is not hit.token


def _of_adjunct(phrase: Phrase, hit: Hit, clause: Clause, language: str) -> bool:
    """Whether the mention belongs to another deed behind the main one.

    ", prompting Chile to …", "accused Norway of shelling Chile", "a statement criticising Chile".
    """
    for before, token in pairwise(clause.tokens):
        if hit.token.index < token.index < phrase.first and token.form == "VBG":
            if token.index - 1 not in clause.indexes:
                return True
            noun = before.tag in ("NOUN", "PROPN") and before is not hit.token
            told = before.low in vocabulary.roles(language)["content"]
            return (told and hit.type in _SPOKEN | _MEANS) or (noun and hit.type in _SPOKEN)
    return False


_SPOKEN = frozenset({"ACCUSE", "AGREE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
# Violent deeds that are done to get at somebody else: "stormed the embassy to arrest Rojas".
_MEANS = frozenset({"ASSAULT", "COERCE"})


def _first_of_each(given: Sequence[Part]) -> list[Part]:
    """One part for each actor: the first, but a deed before a mere mention ("Chad's army")."""
    parts: dict[str, Part] = {}
    for part in given:
        if part.mention.actor is None:
            continue
        known = parts.setdefault(part.mention.actor, part)
        if known.role == "mentioned":
            parts[part.mention.actor] = part
    return list(parts.values())


def _sides_of(hit: Hit, scene: Scene, is_passive: bool) -> tuple[RoleName, RoleName]:
    """The roles of the subject and of the object; they may be turned round."""
    words = vocabulary.roles(scene.language)
    if _is_suffered(hit, words) or (hit.kind == "noun" and _is_owned(hit, scene, words)):
        return "recipient", "mentioned"  # "drew criticism from", "after his arrest"
    first, second = _ends(hit.entry.frame, is_passive)
    owned = hit.kind == "noun" and _has_owner(hit, scene)  # "called Chile's raid a crime"
    return "mentioned" if owned else first, second


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
    noun = subject_noun(clause, scene)
    return noun is not None and (
        noun.index == hit.token.index or any(p.head == hit.token.index for p in subjects)
    )


_MOVES = frozenset({"MOBILIZE", "RETREAT"})


def _role(
    phrase: Phrase, hit: Hit, *, second: RoleName, is_passive: bool, language: str
) -> RoleName | None:
    """The role of a mention that is not the subject; None for places and bystanders."""
    if _owns(phrase, hit) and phrase.mention.kind != "PER":
        return "actor"  # "spoke of Chile's raid"
    if phrase.prep is None:
        of_trigger = hit.kind == "noun" and phrase.head == hit.token.index
        undergone = hit.token.low in vocabulary.roles(language)["undergone"]
        if of_trigger and undergone and phrase.first > hit.token.index:
            return second  # "der Beschuss der Stadt"
        own = hit.type in _MOVES and hit.entry.id != "release" and phrase.modifies
        own = own and second == "recipient"  # "withdrew Russian troops": its own
        if of_trigger or phrase.outer is not None or own:
            return "actor" if of_trigger else "mentioned"
        return second
    return _by_preposition(phrase, phrase.prep, hit, is_passive=is_passive, language=language)


def _by_preposition(
    phrase: Phrase, prep: str, hit: Hit, *, is_passive: bool, language: str
) -> RoleName | None:
    table = vocabulary.roles(language)
    kinds = _kinds(prep, language)
    # Who rejects talks with X does it to X.
    equals = hit.entry.frame == "meet" and hit.type not in ("REJECT", "SANCTION")
    by_side = table["side"] and phrase.side in table["side"]
    agent = "agent" in kinds and (
        is_passive or (hit.kind == "noun" and ("from" not in kinds or by_side))
    )
    drawn = _is_suffered(hit, table)
    if hit.kind == "verb" and not table["apart"] and phrase.last < hit.token.index:
        agent = False  # "a base used by Chile was attacked"
    agent = agent or (drawn and "from" in kinds)
    if agent:
        return "recipient" if hit.entry.frame == "host" else "actor"
    if "between" in kinds or _meets(phrase, hit, kinds):
        return "recipient" if hit.lemma in table["third"] else "actor"
    tied = kinds & {"to", "goal"} and phrase.side.startswith(tuple(table["tied"]))
    if "with" in kinds or tied:  # "ties with Chile", "Beziehungen zu Chile"
        return "actor" if equals else "recipient"
    if hit.type == "AGREE" and "to" in kinds and "place" not in kinds:
        return "recipient"
    if hit.entry.frame in ("self", "meet") and "against" not in kinds:
        return None if "place" in kinds else "mentioned"
    return _target(phrase, hit, kinds, language)


def _reported(phrase: Phrase, hit: Hit, clause: Clause, scene: Scene) -> bool:
    """ "reported the capture of Lima by its troops": who tells it is not who did it."""
    words = vocabulary.roles(scene.language)
    by = phrase.prep in words["agent"] and phrase.prep not in words["from"]
    known = lexicon(scene.language)
    return by and hit.verb is not None and lemma_of(clause, hit.verb, known)[0] in known.reporting


def _has_owner(hit: Hit, scene: Scene) -> bool:
    """Whether a name or an adjective before the noun says whose deed it is."""
    return any(_owns(phrase, hit) for phrase in scene.phrases)


def _owns(phrase: Phrase, hit: Hit) -> bool:
    """Whether the mention stands before the noun that tells the deed, and belongs to it."""
    at = hit.token.index
    return hit.kind == "noun" and phrase.modifies and phrase.head == at and phrase.last < at


def _is_owned(hit: Hit, scene: Scene, table: vocabulary.Words) -> bool:
    """Whether what happened to the subject is told by a noun with its possessive."""
    at = hit.token.index
    before = scene.tokens[at - 1].low if at else ""
    return before in table["owned"] and hit.token.low in table["undergone"]


def _is_suffered(hit: Hit, table: vocabulary.Words) -> bool:
    """ "drew criticism from X", "came under fire from X": X does it to the subject."""
    if hit.type == "ACCUSE":
        return hit.lemma in table["received"]
    return hit.type == "ASSAULT" and hit.kind == "verb" and hit.lemma in table["suffered"]


def _meets(phrase: Phrase, hit: Hit, kinds: frozenset[str]) -> bool:
    """ "a meeting of X with Y", "ein Treffen von X mit Y"."""
    own = hit.kind == "noun" and phrase.head == hit.token.index
    return own and hit.entry.frame == "meet" and "binding" in kinds


@lru_cache(maxsize=500)
def _kinds(preposition: str, language: str) -> frozenset[str]:
    """The lists that have the preposition."""
    lists = vocabulary.roles(language).items()
    return frozenset([name for name, words in lists if preposition in words])


_AIMED = frozenset({"ASSAULT", "THREATEN", "SANCTION"})


# Classes that answer somebody: "rejected a call by Chile" is aimed at Chile.
_ANSWERS = frozenset({"REJECT", "ACCUSE", "SUPPORT", "CONCEDE", "REQUEST"})


def _target(phrase: Phrase, hit: Hit, kinds: frozenset[str], language: str) -> RoleName | None:
    """Recipient or place, by preposition and class ("an attack on", "aid to", "flew to")."""
    if "addressed" in kinds and hit.type in _SPOKEN | {"CONCEDE"}:
        return None if (phrase.mention.actor or "").startswith("city:") else "recipient"
    if "goal" in kinds and (hit.entry.frame == "visit" or hit.type == "AID"):
        return "recipient"
    here = "place" in kinds and phrase.mention.kind == "LOC" and hit.type not in _AIMED
    if "against" in kinds and not here:
        return "recipient"
    if kinds & {"from", "agent"} and phrase.prep not in vocabulary.roles(language)["binding"]:
        told = hit.type in _ANSWERS or hit.type == "SANCTION"
        return "recipient" if told and phrase.outer is None else "mentioned"
    led = phrase.outer in vocabulary.roles(language)["under"]  # "under the command of X"
    if kinds & {"to", "from"}:
        return "mentioned" if hit.type == "CONSULT" or led else "recipient"
    return None if kinds & {"place", "goal"} else "mentioned"
