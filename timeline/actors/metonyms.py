"""Moskau as a place and Moskau as Russia: what the words around a capital's name say."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from timeline.actors.draft import Draft
from timeline.actors.words import Words
from timeline.gazetteer.index import Index, fold
from timeline.languages.loader import load_table

_PASSIVE = frozenset({"wurde", "wird", "wurden", "ist", "was", "is", "were", "has", "had"})
_REACH = 3  # words before the name that may govern it
_OF = frozenset({"of", "de", "di"})  # "town of", "ciudad de"
_LISTING = frozenset({"und", "and", ",", "/", "oder", "or", "et", "y", "e", "ou", "o"})


class _Places(NamedTuple):
    locative: frozenset[str]
    venue: frozenset[str]
    venue_prepositions: frozenset[str]
    struck: frozenset[str]
    struck_last: frozenset[str]
    between: frozenset[str]
    falls: frozenset[str]
    owned: frozenset[str]
    heads: frozenset[str]
    addressed: frozenset[str]


@cache
def _places(language: str) -> _Places:
    table = load_table(language, "titles").get("places", {}) if language else {}
    keys = _Places._fields
    return _Places(*(frozenset(map(fold, table.get(key, ()))) for key in keys))


def resolve_capitals(drafts: list[Draft], words: Words, *, language: str, index: Index) -> None:
    """Turn capitals that act into their states, in place; `Draft.why` tells which rule spoke."""
    starts = {draft.first: draft for draft in drafts}
    for draft in drafts:
        if draft.city is None or draft.kind is None:
            if draft.city is not None:
                _stand_for_state(draft, index, "as part of a compound")
            continue
        reason = _as_place(draft, words, starts, language=language, index=index)
        if reason is not None:
            draft.why = f"city itself: {reason}"
        else:
            _stand_for_state(draft, index, "capital without a place's preposition")


def _stand_for_state(draft: Draft, index: Index, reason: str) -> None:
    city = index.by_id(draft.city or "")
    if city is not None and city.capital_of is not None:
        draft.actor = city.capital_of
        draft.why = f"{city.en} stands for its government: {reason}"


def _as_place(
    draft: Draft, words: Words, starts: dict[int, Draft], *, language: str, index: Index
) -> str | None:
    """Why the city itself is meant, or None."""
    table = _places(language)
    place = draft.first - 1
    before = words.word[place] if place >= 0 and not words.begins(draft.first) else ""
    lower = before.lower()
    if lower in table.locative or before in table.locative:
        # "chiede a Mosca", "face à Moscou"
        addressed = place > 0 and words.word[place - 1].lower() in table.addressed
        return None if addressed else f"after “{before}”"
    if lower in table.venue_prepositions:
        for back in range(place - 1, max(place - 1 - _REACH, -1), -1):
            if words.word[back] in table.venue or words.word[back].lower() in table.venue:
                return f"after “{words.word[back]} … {before}”"
    behind = words.word[draft.last] if draft.last < len(words.word) else ""
    done = _done_to(draft, words, before, behind, table)
    if done is not None:
        return done
    if words.begins(draft.first) and (behind == "(" or (behind == "," and _dates(draft, words))):
        return "a dateline"
    follower = starts.get(draft.last + 1)
    if behind == "," and follower is not None:
        city = index.by_id(draft.city or "")
        if city is not None and follower.actor == city.capital_of:
            return "followed by its state"
    return _coordinated(draft, words, starts, table)


def _done_to(draft: Draft, words: Words, before: str, behind: str, table: _Places) -> str | None:
    """What happens to cities and not to governments: "captured Tripoli", "Kabul fell"."""
    if before.lower() == "von" and behind == "nach":
        return "between “von” and “nach”"
    far = _before_adverbial(draft.first, words, table)
    for verb in (before, far):
        if verb in table.struck or verb in table.owned:
            return f"after “{verb}”"
    dated = before.isdigit() and draft.first > 1  # "the 1994 Budapest memorandum"
    article = words.word[draft.first - 2] if dated else before
    if article in ("the", "The") and behind in table.heads:
        return f"before “{behind}”"
    if behind in table.falls or (behind in table.struck_last and not words.begins(draft.last)):
        return f"before “{behind}”"
    return _struck_behind(draft, words, table) if behind in _PASSIVE else None


def _struck_behind(draft: Draft, words: Words, table: _Places) -> str | None:
    """ "Sanaa was heavily bombed": what the passive behind the name says."""
    behind = words.word[draft.last]
    for place in range(draft.last + 1, min(draft.last + 1 + _REACH, len(words.word))):
        if words.begins(place):
            break
        if words.word[place] in table.struck:
            return f"before “{behind} … {words.word[place]}”"
    return None


def _before_adverbial(first: int, words: Words, table: _Places) -> str:
    """The word before "am Montag" or "überraschend" in front of the name, "" for none."""
    if first < 2 or any(words.begins(place) for place in range(max(first - 2, 1), first + 1)):
        return ""
    if words.word[first - 2] in table.between:
        return words.word[first - 3] if first > 2 else ""
    return words.word[first - 2] if words.word[first - 1].islower() else ""


def _dates(draft: Draft, words: Words) -> bool:
    """Whether "NIAMEY," or "Niamey, 27." opens a dateline or a caption."""
    after = words.word[draft.last + 1] if draft.last + 1 < len(words.word) else ""
    return words.word[draft.first].isupper() or after[:1].isdigit()


def governs_place(words: Words, first: int, language: str) -> bool:
    """Whether the word before number `first` says that a place follows ("in", "town of")."""
    table = _places(language)
    if words.begins(first) or first == 0:
        return False
    before = words.word[first - 1]
    if before in _OF and first > 1:
        before = words.word[first - 2]
    return before in table.locative or before.lower() in table.locative


def _coordinated(
    draft: Draft, words: Words, starts: dict[int, Draft], table: _Places
) -> str | None:
    """ "in Genf und Wien", "from Paris to London": the place before it decides."""
    place = draft.first - 1
    if place < 1 or words.word[place].lower() not in _LISTING:
        return None
    for other in starts.values():
        if other.last == place and other.kind == "LOC" and other.first > 0:
            before = words.word[other.first - 1].lower()
            if before in table.locative:
                return f"listed after “{before}”"
    return None
