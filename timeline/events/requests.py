"""Who is asked, and who is only asked for: "demanded that Chile free Rojas" is said to Chile."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from timeline.events import vocabulary
from timeline.events.clauses import Clause
from timeline.events.phrases import Phrase
from timeline.events.subjects import Scene, passive
from timeline.events.triggers import Hit, full_verbs
from timeline.model import RoleName

# Classes whose object may be a deed ("condemned the arrest of Rojas").
_ABOUT_DEEDS = frozenset({"ACCUSE", "PROTEST", "REJECT", "REQUEST", "SUPPORT"})

# What the tagger takes a bare infinitive for ("to free", "to open").
_BASES = ("VERB", "ADJ", "AUX")


def told_to_act(dependent: Clause, language: str) -> bool:
    """Whether the first noun of a dependent clause is who should do what the clause says.

    Not in a passive ("that Rojas be freed"), nor before a German infinitive ("Rojas freizulassen").
    """
    if language == "de" and dependent.kind == "inf":
        return False
    verbs = full_verbs(dependent, language)
    return not passive(dependent, verbs[0] if verbs else None, language)


def undergone(phrase: Phrase, hit: Hit, scene: Scene, roles: Collection[RoleName]) -> bool:
    """Whether the mention is whom a deed is done to that is demanded, praised or blamed.

    `roles` are those that the clause gave so far: a second object behind the one who is asked is
    what he is asked for.
    """
    if hit.type not in _ABOUT_DEEDS:
        return False
    if _done_to(phrase, scene):
        return True
    if hit.type != "REQUEST":
        return False
    after = [token.low for token in scene.tokens[phrase.last + 1 : phrase.last + 3]]
    if phrase.prep == "for" and after == ["to", "be"]:
        return True
    if "recipient" not in roles or phrase.coordinated:
        return False
    return phrase.prep is None or in_infinitive(phrase, hit, scene)


def _done_to(phrase: Phrase, scene: Scene) -> bool:
    """ "the arrest of Rojas", "Rojas's arrest"; not "Chile's invasion", which Chile does."""
    roles = vocabulary.roles(scene.language)
    tokens = scene.tokens
    before = [token.low for token in tokens[max(0, phrase.first - 2) : phrase.first]][::-1]
    if before and before[0] in roles["binding"] and before[-1] in roles["undergone"]:
        return True
    if before and before[0] in roles["undergone"]:  # German genitive: "die Festnahme Rojas'"
        return True
    if not phrase.modifies or phrase.side not in roles["undergone"]:
        return False
    owns = phrase.last + 1 < len(tokens) and tokens[phrase.last + 1].low in ("'s", "’s", "'")
    return phrase.mention.kind == "PER" if owns else phrase.prep is not None


def in_infinitive(phrase: Phrase, hit: Hit, scene: Scene) -> bool:
    """ "urged Chile to free Rojas": what stands behind "to" and a verb."""
    between = scene.tokens[hit.token.index + 1 : phrase.first]
    return any(a.low == "to" and b.tag in _BASES for a, b in pairwise(between))
