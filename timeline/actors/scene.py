"""What descriptions are read from: the nouns of the language, the drafts around them, owners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import NamedTuple

from timeline.actors.draft import Draft
from timeline.actors.words import Words
from timeline.gazetteer.index import Index, fold, split_tokens
from timeline.languages.loader import load_table
from timeline.model import Document


class Nouns(NamedTuple):
    """Institutions and groups: last word → (whole phrase, what it is); articles; fixed words.

    `plural` is like `institutions` for several at once.
    """

    institutions: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    groups: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    definite: frozenset[str]
    possessive: frozenset[str]
    of_states: frozenset[str]
    of_persons: frozenset[str]
    indefinite: frozenset[str]
    adjectives: frozenset[str]
    bare: frozenset[str]
    after_heads: frozenset[str]
    collective: frozenset[str]
    led: frozenset[str]
    single: frozenset[str]
    fixed: dict[str, str]
    plural: dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@dataclass(slots=True)
class Scene:
    """What the passes share: words, drafts by the word they start and end at, what came before.

    `document` is the id, `home` the state (ISO alpha-3) that the text is clearly about. `owners`
    are those whose forces or other groups, by sector, the text named so far.
    """

    words: Words
    text: str
    language: str
    index: Index
    day: date | None
    document: str
    home: str | None
    starting: dict[int, Draft]
    ending: dict[int, Draft]
    taken: dict[int, Draft]
    institutions: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    owners: dict[str, set[str]] = field(default_factory=dict)
    persons: list[Draft] = field(default_factory=list)


def scene_of(
    drafts: Sequence[Draft], words: Words, document: Document, *, index: Index, home: str | None
) -> Scene:
    """The scene of a document with what was found so far."""
    return Scene(
        words,
        document.text,
        document.language or "",
        index,
        document.published,
        document.id,
        home,
        {draft.first: draft for draft in drafts},
        {draft.last: draft for draft in drafts},
        {place: draft for draft in drafts for place in range(draft.first, draft.last)},
    )


@cache
def nouns(language: str) -> Nouns:
    """The compiled tables of a language."""
    table = load_table(language, "titles") if language else {}
    return Nouns(
        by_last(table.get("institutions", {})),
        by_last(table.get("groups", {})),
        frozenset(table.get("articles", {}).get("definite", ())),
        frozenset(table.get("articles", {}).get("possessive", ())),
        frozenset(table.get("articles", {}).get("of_states", ())),
        frozenset(table.get("articles", {}).get("of_persons", ())),
        frozenset(table.get("articles", {}).get("indefinite", ())),
        frozenset(table.get("heads", {}).get("adjectives", ())),
        frozenset(table.get("heads", {}).get("bare", ())),
        frozenset(table.get("heads", {}).get("before", ())),
        frozenset(table.get("heads", {}).get("collective", ())),
        frozenset(table.get("heads", {}).get("led", ())),
        frozenset(table.get("heads", {}).get("single", ())),
        {fold(word): office for word, office in table.get("fixed", {}).items()},
        by_last(table.get("plurals", {})),
    )


def by_last(
    table: Mapping[str, list[str]],
) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Phrases, listed under what they mean, by their last word: phrase and meaning, longest first.

    The genitive of a German institution ("Ministeriums") is one of its forms.
    """
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


def owner_of(first: int, last: int, scene: Scene) -> tuple[str | None, int]:
    """The state or organisation that the office belongs to, and where the description begins."""
    inside = scene.starting.get(first)
    if inside is not None and inside.last <= last:
        return domain_of(inside.actor), first
    return owner_beside(first, last, scene)


def owner_beside(first: int, last: int, scene: Scene) -> tuple[str | None, int]:
    """As `owner_of`, by what stands before and behind alone."""
    before = scene.ending.get(first)
    if before is not None and before.form == "adjective":
        return domain_of(before.actor), before.first
    if before is not None and before.kind in ("LOC", "ORG") and scene.language == "en":
        return domain_of(before.actor), before.first  # "UN chief", "U.S. secretary of state"
    words = scene.words
    if first > 1 and words.word[first - 1] == "s" and words.word[first - 2] == "'":
        before = scene.ending.get(first - 2)
    if before is not None and before.kind in ("LOC", "ORG"):
        return domain_of(before.actor), first
    after = _genitive_after(last, scene)
    return (domain_of(after.actor), first) if after is not None else (None, first)


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


def domain_of(actor: str | None) -> str | None:
    """What an office belongs to: "RUS" of "state:RUS", "nato" of "org:nato", else None."""
    kind, _, name = (actor or "").partition(":")
    return name if kind in ("state", "org") else None


def draft_of(first: int, last: int, scene: Scene, actor: str | None, why: str) -> Draft:
    """A description of the actor in words `first` to `last`."""
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


def is_definite(first: int, scene: Scene, listed: Nouns) -> bool:
    """Whether an article before the word says that it was told of before."""
    return first > 0 and scene.words.word[first - 1].lower() in listed.definite | {
        "im",
        "vom",
        "zum",
    }
