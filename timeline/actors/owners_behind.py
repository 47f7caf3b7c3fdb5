"""Titles and described actors where the state stands behind the office.

"le président russe Vladimir Poutine", "el ministro de Exteriores de Rusia", "il governo tedesco".
An office with its state is looked up for the date of the article unless a name follows; a body is
that of its state. An office alone goes back to the only person introduced with it before.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from timeline.actors.draft import Draft, in_text
from timeline.actors.institutions import institution_of
from timeline.actors.order import Order, Phrase, order, phrase_at
from timeline.actors.scene import Scene, domain_of, draft_of, scene_of
from timeline.actors.words import Words
from timeline.gazetteer.index import Index, fold
from timeline.gazetteer.offices import holder
from timeline.languages.loader import load_table
from timeline.model import Document

_CLOSING = frozenset({",", ".", ")", ";", ":"})
_RESTORED = 4  # words from a comma to the office behind it


class _Match(NamedTuple):
    """Words `first` to `last` hold the phrase and its owner, an actor id or None."""

    first: int
    last: int
    phrase: Phrase
    owner: str | None
    core: int  # the word after the phrase itself


def describe_behind(
    drafts: list[Draft], words: Words, document: Document, *, language: str, index: Index
) -> None:
    """Add titles and descriptions to the drafts, in place; adjectives inside them give way."""
    table = order(language)
    if table is None:
        return
    verbs = _verbs(language)
    drafts[:] = [
        draft
        for draft in drafts
        if not _is_language(draft, words, table) and not _is_verb(draft, words, verbs)
    ]
    scene = scene_of(drafts, words, document, index=index, home=None)
    made: list[Draft] = []
    place = 0
    while place < len(words.word):
        match = _match(place, scene, table)
        if match is None:
            taken = scene.taken.get(place)
            if taken is not None and taken.first == place and taken.kind == "PER":
                scene.persons.append(taken)
            place += 1
            continue
        made.extend(_use(match, scene, table))
        place = max(match.core, place + 1)
    covered = {place for draft in made for place in range(draft.first, draft.last)}
    drafts[:] = [draft for draft in drafts if not _inside(draft, covered)]
    drafts.extend(made)
    drafts.sort(key=in_text)


def _inside(draft: Draft, covered: set[int]) -> bool:
    return not covered.isdisjoint(range(draft.first, draft.last))


def _is_language(draft: Draft, words: Words, table: Order) -> bool:
    """ "en russe": the adjective names a language."""
    before = words.word[draft.first - 1].lower() if draft.first else ""
    return (
        draft.form == "adjective"
        and before in table.language_after
        and words.word[draft.first].islower()
    )


def _is_verb(draft: Draft, words: Words, verbs: dict[str, frozenset[str]]) -> bool:
    """ "Irán a votar mañana" tells of people who will go."""
    after = words.word[draft.last] if draft.last < len(words.word) else ""
    listed = verbs.get(words.word[draft.first], frozenset())
    return after in listed and words.begins(draft.first)


@cache
def _verbs(language: str) -> dict[str, frozenset[str]]:
    """Words that are verbs too at the beginning of a sentence → what then follows."""
    listed = load_table(language, "names").get("verbs", {})
    return {fold(word): frozenset(map(fold, after)) for word, after in listed.items()}


def _match(place: int, scene: Scene, table: Order) -> _Match | None:
    """The phrase that begins with the word, whole or parted by an adjective, and its owner."""
    words = scene.words
    phrase = phrase_at(words, place, table)
    parted = _parted(place, scene, table)
    if parted is not None and (phrase is None or len(parted.phrase.tokens) > len(phrase.tokens)):
        return parted
    if phrase is None or _named_inside(place, len(phrase.tokens), scene):
        return None
    core = place + len(phrase.tokens)
    adjective = scene.starting.get(core)
    if adjective is not None and adjective.form == "adjective":
        return _Match(place, adjective.last, phrase, adjective.actor, core)
    named = _genitive(core, scene, table)
    if named is not None:
        return _Match(place, named.last, phrase, named.actor, core)
    return _Match(place, core, phrase, None, core)


def _named_inside(place: int, length: int, scene: Scene) -> bool:
    """Whether a name holds the words: "Conseil de sécurité", "Chef Raoni"."""
    return any(
        (taken := scene.taken.get(at)) is not None and taken.form == "name"
        for at in range(place, place + length)
    )


def _parted(place: int, scene: Scene, table: Order) -> _Match | None:
    """ "ministre russe des Affaires étrangères": the adjective stands behind the first word."""
    words = scene.words
    adjective = scene.starting.get(place + 1)
    if adjective is None or adjective.form != "adjective":
        return None
    phrase = phrase_at(words, place, table, gap=adjective.last - adjective.first)
    if phrase is None:
        return None
    last = adjective.last + len(phrase.tokens) - 1
    return _Match(place, last, phrase, adjective.actor, last)


def _genitive(core: int, scene: Scene, table: Order) -> Draft | None:
    """The state or body behind "de la", "del", "d'" right behind the phrase."""
    words = scene.words.word
    if core >= len(words) or words[core].lower() not in table.genitive:
        return None
    at = core + 1
    while at < len(words) and (words[at] == "'" or words[at].lower() in table.articles):
        at += 1
    named = scene.starting.get(at)
    return named if named is not None and named.kind in ("LOC", "ORG") else None


def _use(match: _Match, scene: Scene, table: Order) -> list[Draft]:
    """The descriptions that a match makes; a title goes to the person named beside it."""
    owner = domain_of(match.owner)
    if match.phrase.kind in ("office", "title"):
        person = _person_behind(match, scene) or _person_before(match, scene, table)
        if person is not None:
            _entitle(person, match, scene)
            return []
    state = owner is not None and len(owner) == 3 and owner.isupper()
    if match.phrase.kind == "institution" and owner is not None and state:
        return [
            institution_of(match.first, match.last, match.phrase.meanings[0], owner, scene),
        ]
    if match.phrase.kind == "forces" and owner is not None and state:
        draft = draft_of(
            match.first, match.last, scene, f"state:{owner}", f"armed forces of {owner}"
        )
        draft.country = f"state:{owner}"
        return [draft]
    if match.phrase.kind == "office":
        found = _holder(match, owner, scene) if owner else _introduced(match, scene, table)
        return [] if found is None else [found]
    return []


def _person_behind(match: _Match, scene: Scene) -> Draft | None:
    """The person named right behind, or behind a comma and up to another one."""
    words = scene.words.word
    person = scene.starting.get(match.last)
    if person is not None and person.kind == "PER":
        return person
    if match.last + 1 < len(words) and words[match.last] == ",":
        person = scene.starting.get(match.last + 1)
        if person is not None and person.kind == "PER":
            after = words[person.last] if person.last < len(words) else "."
            return person if after in _CLOSING else None
    return None


def _person_before(match: _Match, scene: Scene, table: Order) -> Draft | None:
    """ "Emmanuel Macron, président français, …": the title stands between commas."""
    words = scene.words.word
    at = match.first - 1
    if at >= 0 and (words[at].lower() in table.definite or words[at] == "'"):
        at -= 1 if words[at] != "'" else 2
    if at < 1 or match.first - at > _RESTORED or words[at] != ",":
        return None
    person = scene.ending.get(at)
    closed = match.last >= len(words) or words[match.last] in _CLOSING
    return person if closed and person is not None and person.kind == "PER" else None


def _entitle(person: Draft, match: _Match, scene: Scene) -> None:
    words = scene.words
    person.title = scene.text[words.start[match.first] : words.end[match.last - 1]]
    if match.phrase.kind == "office":
        person.office = match.phrase.meanings[0]
    entity = scene.index.by_id(match.owner or "")
    if entity is not None and entity.country not in (None, "IGO"):
        person.country = f"state:{entity.country}"


def _holder(match: _Match, owner: str, scene: Scene) -> Draft | None:
    if scene.day is None:
        return None
    for office in match.phrase.meanings:
        person = holder(office, owner, scene.day)
        if person is not None:
            why = f"{office} of {owner} on {scene.day.isoformat()}"
            draft = draft_of(match.first, match.last, scene, person.id, why)
            draft.office = office
            scene.persons.append(draft)
            return draft
    return None


def _introduced(match: _Match, scene: Scene, table: Order) -> Draft | None:
    """The only person whom the text introduced with this office before, if it is definite."""
    words = scene.words.word
    before = words[match.first - 1].lower() if match.first else ""
    article = before in table.definite or (before == "'" and match.first > 1)
    fitting = [person for person in scene.persons if person.office in match.phrase.meanings]
    if not article or not fitting or len({person.actor for person in fitting}) > 1:
        return None
    why = "introduced with this title before"
    draft = draft_of(match.first, match.last, scene, fitting[-1].actor, why)
    draft.office = fitting[-1].office
    return draft
