"""Actors described, not named: "der russische Präsident", "the ministry", "die Polizei".

An office with its state or organisation is looked up for the date of the article; an office alone
goes back to a person who was introduced with it. Institutions and groups with a state get an id of
their own; alone they repeat the last one of their kind.
"""

from __future__ import annotations

from functools import cache
from itertools import compress
from typing import TYPE_CHECKING

from timeline.actors.draft import Draft, in_text
from timeline.actors.groups import group, home_of
from timeline.actors.institutions import at_home, institution, name_institution
from timeline.actors.plurals import several
from timeline.actors.scene import Nouns, Scene, draft_of, nouns, owner_of, scene_of
from timeline.actors.titles import (
    LEADS,
    TitleWords,
    ends_in_title,
    names_woman,
    offices_of,
    title_ending_at,
    title_words,
)
from timeline.actors.words import Words, sentence_starts
from timeline.gazetteer.index import Index, fold, split_tokens
from timeline.gazetteer.offices import held, holder
from timeline.languages.remembered import Remembered
from timeline.model import Document

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def _tells(language: str) -> Callable[[str], bool]:
    """Whether a description can end in a word; a cheap answer, which for most words is no."""
    listed, table = nouns(language), title_words(language)
    known = frozenset().union(
        listed.institutions, listed.groups, listed.fixed, listed.plural, table.by_last, table.plural
    )
    if not table.compounds:
        return known.__contains__
    return Remembered(lambda word: word in known or ends_in_title(word, table)).__getitem__


def describe(
    drafts: list[Draft],
    words: Words,
    document: Document,
    *,
    index: Index,
) -> None:
    """Add descriptions to the drafts, in place; adjectives inside them give way."""
    language = document.language or ""
    table, listed, tells = title_words(language), nouns(language), _tells(language)
    telling = list(compress(range(len(words.word)), map(tells, words.word)))
    openings = frozenset() if language == "de" else _opening_groups(words, listed)
    if not drafts and not telling and not openings:
        return
    drafts[:] = [draft for draft in drafts if not _is_description(draft, words, listed)]
    scene = scene_of(drafts, words, document, index=index, home=home_of(drafts, document, index))
    for draft in drafts:
        if draft.kind in ("ORG", "LOC") and (draft.actor or "").startswith("local:"):
            name_institution(draft, scene, listed)
        elif draft.kind == "ORG":
            at_home(draft, scene, drafts)
    made: list[Draft] = []
    persons = {draft.first for draft in drafts if draft.kind == "PER"}
    for place in sorted({*telling, *persons, *openings}):
        word = words.word[place]
        taken = scene.taken.get(place)
        if place in openings:
            word = word.lower()
        if taken is not None and taken.first == place and taken.kind == "PER":
            scene.persons.append(taken)
        if tells(word):
            found = _at(place, word, scene, table, listed)
            made.extend(found)
            scene.persons.extend(draft for draft in found if _introduces(draft))
    if made:
        covered = {place for draft in made for place in range(draft.first, draft.last)}
        drafts[:] = [
            draft
            for draft in drafts
            if draft.form != "adjective" or not covered.issuperset(range(draft.first, draft.last))
        ]
        drafts.extend(made)
    drafts.sort(key=in_text)


def _is_description(draft: Draft, words: Words, listed: Nouns) -> bool:
    """Whether a name was seen in what is none: a man called Staff in "the General Staff"."""
    if draft.kind != "PER" or draft.sure or draft.last - draft.first > 1:
        return False
    phrases = listed.groups.get(words.word[draft.first], ())
    return any(
        tuple(words.word[max(0, draft.last - len(phrase)) : draft.last]) == phrase
        for phrase, _ in phrases
        if len(phrase) > 1
    )


def _opening_groups(words: Words, listed: Nouns) -> frozenset[int]:
    """The groups that open a sentence, whose capital says nothing: "Rebels have ..."."""
    groups, word = listed.groups, words.word
    opening = sentence_starts(words) - {len(word)}
    return frozenset(place for place in opening if word[place].lower() in groups)


def _introduces(draft: Draft) -> bool:
    """Whether a later "the minister" may go back to the description."""
    return (draft.actor or "").startswith(("person:", "local:")) and draft.office is not None


def _at(place: int, word: str, scene: Scene, table: TitleWords, listed: Nouns) -> list[Draft]:
    """The descriptions that end in the word: several for a plural, mostly none."""
    taken = scene.taken.get(place)
    written = scene.words.word[place]
    plural = table.compounds or written in table.plural or written in listed.plural
    if taken is None and plural and (together := several(place, scene, table, listed)):
        return together
    if taken is None or (taken.form == "adjective" and word in listed.fixed):
        found = _described(place, word, scene, table, listed)
        return [] if found is None else [found]
    return []


def _described(
    place: int, word: str, scene: Scene, table: TitleWords, listed: Nouns
) -> Draft | None:
    for last_words, make in ((listed.institutions, institution), (listed.groups, group)):
        for phrase, meaning in last_words.get(word, ()):
            first = place - len(phrase) + 1
            alone = first == place  # the word itself, then
            if alone or (first >= 0 and (*scene.words.word[first:place], word) == phrase):
                return make(first, place + 1, meaning, scene, listed)
    if not word[:1].isalpha():
        return None
    first_title = title_ending_at(scene.words, place, table)
    if first_title is None and word not in listed.fixed:
        return None
    after = scene.starting.get(place + 1)
    if after is not None and after.kind == "PER":
        return None
    start = place if first_title is None else first_title
    return _officer(start, place + 1, scene, table, listed)


def _officer(first: int, last: int, scene: Scene, table: TitleWords, listed: Nouns) -> Draft | None:
    """A person by the office: of a state or organisation, or introduced with that office before."""
    words = scene.words
    phrase = "".join(words.word[first:last])
    fixed = listed.fixed.get(phrase) or listed.fixed.get(words.word[last - 1])
    offices = offices_of(words, first, last, table)
    woman = names_woman(words.word[last - 1], table)
    if fixed is not None:
        office, _, domain = fixed.partition("@")
        return _holder(first, last, (office,), domain, scene, woman=woman)
    if not offices:
        return _introduced(first, last, (), scene, listed)
    owner, begin = owner_of(first, last, scene)
    if owner is not None:
        if (
            LEADS.issuperset(offices)
            and begin
            and words.word[begin - 1].lower() in listed.indefinite
        ):
            return None
        return _holder(begin, last, offices, owner, scene, woman=woman)
    return _introduced(first, last, offices, scene, listed)


def _holder(
    first: int,
    last: int,
    offices: tuple[str, ...],
    domain: str,
    scene: Scene,
    *,
    woman: bool,
) -> Draft | None:
    """Who held the office on the day; nobody where the form tells of a woman and it was a man."""
    if scene.day is None:
        return None
    for office in offices:
        person = holder(office, domain, scene.day)
        if person is not None and not (woman and person.sex == "m"):
            why = f"{office} of {domain} on {scene.day.isoformat()}"
            draft = draft_of(first, last, scene, person.id, why)
            draft.office = office
            return draft
    return None


def _introduced(
    first: int,
    last: int,
    offices: tuple[str, ...],
    scene: Scene,
    listed: Nouns,
) -> Draft | None:
    """The person whom the text introduced with this title: the last one, if definite."""
    words = scene.words
    before = words.word[first - 1].lower() if first else ""
    if before not in listed.definite:
        return None
    head = _stem(words.word[last - 1])
    fitting: list[Draft] = []
    for person in scene.persons:
        title = person.title or ""
        same = head in {_stem(part) for part in split_tokens(fold(title))}
        if same or (person.office in offices and head not in {"state", "secretary"}):
            fitting.append(person)
    why = "introduced with this title before"
    if not fitting:
        fitting, why = _in_office(offices, scene), "the only one named so far who held the office"
    if not fitting or len({person.actor for person in fitting}) > 1:
        return None
    draft = draft_of(first, last, scene, fitting[-1].actor, why)
    draft.office = fitting[-1].office or "title"
    return draft


def _in_office(offices: tuple[str, ...], scene: Scene) -> list[Draft]:
    """The known persons named so far who held one of the offices on the day of the article."""
    if scene.day is None:
        return []
    found = []
    for person in scene.persons:
        entity = scene.index.by_id(person.actor or "")
        if entity is None or (LEADS.issuperset(offices) and entity.country == "IGO"):
            continue
        if any(held(entity, office, scene.day) for office in offices):
            found.append(person)
    return found


def _stem(word: str) -> str:
    """A title without the endings of gender and case."""
    lower = word.lower()
    for ending in ("innen", "in", "en", "s", "n"):
        if lower.endswith(ending) and len(lower) - len(ending) > 4:
            return lower[: -len(ending)]
    return lower
