"""Actors described, not named: "der russische Präsident", "the ministry", "die Polizei".

An office with its state or organisation is looked up for the date of the article; an office alone
goes back to a person who was introduced with it. Institutions and groups with a state get an id of
their own; alone they repeat the last one of their kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from timeline.actors.draft import Draft
from timeline.actors.titles import (
    TitleWords,
    offices_of,
    title_ending_at,
    title_words,
)
from timeline.actors.words import Words, sentence_starts
from timeline.gazetteer.index import Index, fold, slug, split_tokens
from timeline.gazetteer.offices import holder
from timeline.languages.loader import load_table

_REACH = 12  # words between "its" and the state that it goes back to
_ALSO_ADJECTIVES = frozenset({"military", "police", "army", "navy", "opposition", "court"})


@dataclass(frozen=True, slots=True)
class Nouns:
    """Institutions and groups: last word → (whole phrase, what it is); articles; fixed words."""

    institutions: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    groups: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    definite: frozenset[str]
    possessive: frozenset[str]
    fixed: dict[str, str]


@dataclass(slots=True)
class Scene:
    """What the passes share: words, drafts by the word they start and end at, what came before."""

    words: Words
    text: str
    language: str
    index: Index
    day: date | None
    starting: dict[int, Draft]
    ending: dict[int, Draft]
    taken: dict[int, Draft]
    institutions: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    persons: list[Draft] = field(default_factory=list)


@cache
def nouns(language: str) -> Nouns:
    """The compiled tables of a language."""
    table = load_table(language, "titles") if language else {}
    return Nouns(
        _by_last(table.get("institutions", {})),
        _by_last(table.get("groups", {})),
        frozenset(table.get("articles", {}).get("definite", ())),
        frozenset(table.get("articles", {}).get("possessive", ())),
        {fold(word): office for word, office in table.get("fixed", {}).items()},
    )


@lru_cache(maxsize=100_000)
def may_describe(word: str, language: str) -> bool:
    """Whether a description can end in the word; a cheap answer for most words."""
    listed, table = nouns(language), title_words(language)
    if word in listed.institutions or word in listed.groups or word in listed.fixed:
        return True
    if word in table.by_last:
        return True
    return table.compounds and word[:1].isupper() and word.lower().endswith(table.heads)


def _by_last(
    table: dict[str, list[str]],
) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for meaning, phrases in table.items():
        for phrase in phrases:
            tokens = tuple(split_tokens(fold(phrase)))
            found.setdefault(tokens[-1], []).append((tokens, meaning))
            if tokens[-1].endswith(("um", "amt", "ent")) and tokens[-1][:1].isupper():
                found.setdefault(tokens[-1] + "s", []).append(
                    ((*tokens[:-1], tokens[-1] + "s"), meaning)
                )
    return {last: tuple(sorted(items, key=_longest)) for last, items in found.items()}


def _longest(item: tuple[tuple[str, ...], str]) -> tuple[int, str]:
    return -len(item[0]), item[1]


def describe(
    drafts: list[Draft],
    words: Words,
    text: str,
    *,
    language: str,
    index: Index,
    published: date | None,
) -> None:
    """Add descriptions to the drafts, in place; adjectives inside them give way."""
    table, listed = title_words(language), nouns(language)
    scene = Scene(
        words,
        text,
        language,
        index,
        published,
        {draft.first: draft for draft in drafts},
        {draft.last: draft for draft in drafts},
        {place: draft for draft in drafts for place in range(draft.first, draft.last)},
    )
    for draft in drafts:
        if draft.kind == "ORG" and (draft.actor or "").startswith("local:"):
            _named_institution(draft, scene, listed)
    made: list[Draft] = []
    openings = sentence_starts(words)
    for place, word in enumerate(words.word):
        draft = scene.taken.get(place)
        if language != "de" and place in openings:
            word = word.lower() if word.lower() in listed.groups else word  # noqa: PLW2901
        if draft is not None and draft.first == place and draft.kind == "PER":
            scene.persons.append(draft)
        found = None
        if not may_describe(word, language):
            continue
        if draft is None or (draft.form == "adjective" and word in listed.fixed):
            found = _described(place, word, scene, table, listed)
        if found is not None:
            made.append(found)
            if found.actor and found.actor.startswith(("person:", "local:")) and found.office:
                scene.persons.append(found)
    covered = {place for draft in made for place in range(draft.first, draft.last)}
    drafts[:] = [
        draft
        for draft in drafts
        if draft.form != "adjective" or not set(range(draft.first, draft.last)) <= covered
    ]
    drafts.extend(made)
    drafts.sort(key=lambda draft: (draft.start, -draft.end))


def _described(
    place: int, word: str, scene: Scene, table: TitleWords, listed: Nouns
) -> Draft | None:
    for last_words, make in ((listed.institutions, _institution), (listed.groups, _group)):
        for phrase, meaning in last_words.get(word, ()):
            first = place - len(phrase) + 1
            if first >= 0 and (*scene.words.word[first:place], word) == phrase:
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
    if fixed is not None:
        office, _, domain = fixed.partition("@")
        return _holder(first, last, (office,), domain, scene)
    if not offices:
        return _introduced(first, last, (), scene, listed)
    owner, begin = _owner(first, last, scene)
    if owner is not None:
        return _holder(begin, last, offices, owner, scene)
    return _introduced(first, last, offices, scene, listed)


def _holder(
    first: int, last: int, offices: tuple[str, ...], domain: str, scene: Scene
) -> Draft | None:
    if scene.day is None:
        return None
    for office in offices:
        person = holder(office, domain, scene.day)
        if person is not None:
            why = f"{office} of {domain} on {scene.day.isoformat()}"
            draft = _draft(first, last, scene, person.id, why)
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
    if not fitting or len({person.actor for person in fitting}) > 1:
        return None
    draft = _draft(first, last, scene, fitting[-1].actor, "introduced with this title before")
    draft.office = fitting[-1].office or "title"
    return draft


def _stem(word: str) -> str:
    """A title without the endings of gender and case."""
    lower = word.lower()
    for ending in ("innen", "in", "en", "s", "n"):
        if lower.endswith(ending) and len(lower) - len(ending) > 4:
            return lower[: -len(ending)]
    return lower


def _owner(first: int, last: int, scene: Scene) -> tuple[str | None, int]:
    """The state or organisation that the office belongs to, and where the description begins."""
    inside = scene.starting.get(first)
    if inside is not None and inside.last <= last:
        return _domain(inside.actor), first
    before = scene.ending.get(first)
    if before is not None and before.form == "adjective":
        return _domain(before.actor), before.first
    words = scene.words
    if first > 1 and words.word[first - 1] == "s" and words.word[first - 2] == "'":
        before = scene.ending.get(first - 2)
    if before is not None and before.kind in ("LOC", "ORG"):
        return _domain(before.actor), first
    after = _genitive_after(last, scene)
    return (_domain(after.actor), first) if after is not None else (None, first)


def _genitive_after(last: int, scene: Scene) -> Draft | None:
    """ "der Ukraine", "Russlands", "of Russia", "von Mali" right behind the noun."""
    words = scene.words
    after = words.word[last] if last < len(words.word) else ""
    if after.lower() in {"der", "des", "of", "von"}:
        follower = scene.starting.get(last + 1)
        if follower is None and last + 1 < len(words.word) and words.word[last + 1] == "the":
            follower = scene.starting.get(last + 2)
        return follower if follower is not None and follower.kind in ("LOC", "ORG") else None
    follower = scene.starting.get(last)
    if follower is not None and follower.kind == "LOC" and after.endswith("s"):
        return follower
    return None


def _domain(actor: str | None) -> str | None:
    kind, _, name = (actor or "").partition(":")
    return name if kind in ("state", "org") else None


def _institution(first: int, last: int, meaning: str, scene: Scene, listed: Nouns) -> Draft | None:
    """A ministry, government or parliament, with its state or as the last one of its kind."""
    owner, begin = _owner(first, last, scene)
    if owner is None:
        owner, begin = _seat(first, last, scene)
    if owner is not None and len(owner) == 3 and owner.isupper():
        actor = f"state:{owner}" if meaning == "government" else f"org:{owner.lower()}-{meaning}"
        scene.institutions[meaning] = actor
        if meaning.endswith("ministry"):
            scene.institutions["ministry"] = actor
        draft = _draft(begin, last, scene, actor, f"{meaning.replace('-', ' ')} of {owner}")
        draft.country = f"state:{owner}"
        return draft
    known = scene.institutions.get(meaning)
    if known is None or not _is_definite(first, scene, listed):
        return None
    return _draft(first, last, scene, known, "named with its state before")


def _named_institution(draft: Draft, scene: Scene, listed: Nouns) -> None:
    """ "Russian Foreign Ministry" as a recognised name: the ministry of that state."""
    tokens = tuple(scene.words.word[draft.first : draft.last])
    for phrase, meaning in listed.institutions.get(tokens[-1], ()):
        begin = len(tokens) - len(phrase)
        if begin not in (0, 1) or tokens[begin:] != phrase or meaning == "ministry":
            continue
        owner = _state_named(tokens[0], scene.index) if begin else None
        if not begin:
            owner = _owner(draft.first, draft.last, scene)[0]
        if owner is not None and len(owner) == 3 and owner.isupper():
            draft.actor = (
                f"state:{owner}" if meaning == "government" else f"org:{owner.lower()}-{meaning}"
            )
            draft.country, draft.why = f"state:{owner}", f"{meaning.replace('-', ' ')} of {owner}"
            scene.institutions[meaning] = draft.actor
        return


def _state_named(word: str, index: Index) -> str | None:
    """The state whose adjective or name the word is."""
    for rest, flag, number, _ in index.entries.get(word, ()):
        if not rest and flag in "an":
            return _domain(index.entity(number).id)
    return None


def _seat(first: int, last: int, scene: Scene) -> tuple[str | None, int]:
    """ "Regierung in Kiew", "government in Kyiv", "Moskauer Außenministerium"."""
    words = scene.words
    if last + 1 < len(words.word) and words.word[last] == "in":
        city = scene.starting.get(last + 1)
        if city is not None and city.city is not None:
            entity = scene.index.by_id(city.city)
            return _domain(entity.capital_of if entity else None), first
    return None, first


def _group(first: int, last: int, sector: str, scene: Scene, listed: Nouns) -> Draft | None:
    """People without a name, of a state where an adjective says so, else as mentioned before."""
    named = scene.starting.get(last)
    if named is not None and named.kind == "ORG":
        return None  # "die Nato-Truppe KFOR"
    if scene.words.word[last - 1] in _ALSO_ADJECTIVES and not _is_phrase(first, scene, listed):
        return None
    owner, begin = _owner(first, last, scene)
    noun = " ".join(scene.words.word[first:last])
    before = scene.ending.get(first)
    if owner is not None and (before is None or before.form == "adjective"):
        actor = f"local:{slug(owner)}-{slug(noun)}"
        scene.groups[noun] = actor
        draft = _draft(begin, last, scene, actor, f"{noun} of {owner}")
        draft.country = f"state:{owner}"
        return draft
    possessor = _possessor(first, scene)
    if possessor is not None:
        actor = f"local:{slug(possessor)}-{slug(noun)}"
        draft = _draft(first, last, scene, actor, f"{noun} of {possessor}, named before")
        draft.country = f"state:{possessor}"
        return draft
    actor = scene.groups.get(noun) or f"local:{slug(noun)}"
    return _draft(first, last, scene, actor, "a group without a name")


def _possessor(first: int, scene: Scene) -> str | None:
    """The state that "its" in "its troops" goes back to: the last one named, close before."""
    if first == 0 or scene.words.word[first - 1].lower() not in nouns(scene.language).possessive:
        return None
    for place in range(first - 2, max(first - 2 - _REACH, -1), -1):
        named = scene.taken.get(place)
        if named is not None and named.kind == "LOC" and (named.actor or "").startswith("state:"):
            return _domain(named.actor)
    return None


def _is_phrase(first: int, scene: Scene, listed: Nouns) -> bool:
    """Whether "military" is the head of a phrase: "the military", "Mali's military"."""
    before = scene.words.word[first - 1].lower() if first else ""
    return before in listed.definite or before == "s" or first in scene.ending


def _is_definite(first: int, scene: Scene, listed: Nouns) -> bool:
    return first > 0 and scene.words.word[first - 1].lower() in listed.definite | {
        "im",
        "vom",
        "zum",
    }


def _draft(first: int, last: int, scene: Scene, actor: str | None, why: str) -> Draft:
    words = scene.words
    return Draft(
        first,
        last,
        words.start[first],
        words.end[last - 1],
        None,
        form="description",
        actor=actor,
        why=why,
        score=0.7,
    )
