"""Places that share a name: Tripoli in Libya and in Lebanon, Hyderabad in India and in Pakistan.

The gazetteer gives the greater one. Another is meant where the words beside the name say its state
("the Lebanese city of Tripoli", "Tripoli, Lebanon"), or where the document clearly tells of that
state and of nothing in the state of the greater one. Georgia is the state of that name before it
is the one in America.
"""

from __future__ import annotations

from collections import Counter
from functools import partial

from timeline.actors.draft import Draft
from timeline.actors.words import Words
from timeline.gazetteer.index import Entity, Index, split_tokens

_BEFORE = 4  # words between an adjective and the name: "Lebanese port city of"
_KINDS = frozenset({"place", "country"})
_CLEAR = 2  # mentions of another state that settle it


def tell_apart(drafts: list[Draft], words: Words, *, language: str, index: Index) -> None:
    """Link places to the namesake that is meant, in place."""
    shared = [
        (draft, known)
        for draft in drafts
        if (known := _namesakes(draft, words, language, index)) is not None
    ]
    if not shared:
        return
    about = _states(drafts, {id(draft) for draft, _ in shared}, index)
    ending = {draft.last: draft for draft in drafts}
    starting = {draft.first: draft for draft in drafts}
    for draft, (own, others) in shared:
        by_country = {other.country: other for other in others}
        beside = _beside(draft, words, ending, starting, index)
        if beside == own.country:
            continue
        meant = None if beside is None else by_country.get(beside)
        why = "the state beside the name"
        if meant is None and beside is None and not about[own.country or ""]:
            told = [country for country in by_country if about[country or ""] >= _CLEAR]
            # A state is only given up for another state's region where no third one is told of.
            if len(told) == 1 and (own.kind == "place" or len(about) == 1):
                meant, why = by_country[told[0]], "the state that the text tells of"
        if meant is not None:
            draft.actor, draft.city, draft.sure = meant.id, None, True
            draft.why = f"{meant.en} in {meant.country}: {why}"


def _namesakes(
    draft: Draft, words: Words, language: str, index: Index
) -> tuple[Entity, list[Entity]] | None:
    """The listed place and the others of its name; None where there is no other.

    What another language calls so is none: "Georgia" in German is never Georgien.
    """
    if draft.form != "name" or draft.kind != "LOC":
        return None
    known = index.answers(f"namesakes {language}", partial(_sharing, language))
    name = " ".join(words.word[draft.first : draft.last])
    return known[f"{draft.city or draft.actor or ''}\t{name}"]


def _sharing(language: str, index: Index, place: str) -> tuple[Entity, list[Entity]] | None:
    """The same for an id and the name that it bears in a text, with a tab between them."""
    actor, _, name = place.partition("\t")
    own = index.by_id(actor)
    if own is None or own.kind not in _KINDS:
        return None
    called = [(name.split(" "), language)]
    if own.kind == "place" and own.de != own.en:
        called.append((split_tokens(own.en), "en"))
    numbers = {
        number
        for (first, *rest), spoken in called
        for more, _, number, called_in in index.entries[first]
        if more == " ".join(rest) and called_in in ("", spoken)
    }
    others = [index.entity(number) for number in numbers]
    others = [e for e in others if e.kind in _KINDS and e.country not in (None, own.country)]
    return (own, others) if others else None


def _states(drafts: list[Draft], left_out: set[int], index: Index) -> Counter[str]:
    """How often the document names each state, by itself, its adjective or one of its places."""
    counts: Counter[str] = Counter()
    for draft in drafts:
        if id(draft) in left_out:
            continue
        entity = index.by_id(draft.city or draft.actor or "")
        if entity is not None and entity.country not in (None, "IGO"):
            counts[entity.country or ""] += 1
    return counts


def _beside(
    draft: Draft,
    words: Words,
    ending: dict[int, Draft],
    starting: dict[int, Draft],
    index: Index,
) -> str | None:
    """The state that an adjective shortly before the name says, or a name after a comma."""
    for at in range(draft.first, max(draft.first - _BEFORE - 1, 0), -1):
        before = ending.get(at)
        if before is not None:
            entity = index.by_id(before.actor or "")
            return entity.country if entity is not None and before.form == "adjective" else None
        if words.begins(at) or not words.word[at - 1][:1].islower():
            break
    behind = starting.get(draft.last + 1)
    if behind is not None and words.word[draft.last] == ",":
        entity = index.by_id(behind.actor or "")
        if entity is not None and entity.kind == "country":
            return entity.country
    return None
