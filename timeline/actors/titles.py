"""Titles and offices around names, read from the language's `titles.toml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from timeline.actors.words import Words
from timeline.gazetteer.index import fold, split_tokens
from timeline.languages.loader import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_TITLE = 6
_SHORTEST_HEAD = 5  # letters of a word that may end a compound


class TitleWords(NamedTuple):
    """The title words of a language, without accents.

    `by_last` maps the last word of a title to its phrases, longest first; `heads` end German
    compounds, by their own last five letters; `women` are the ends of compounds that name women,
    `office` maps a phrase to offices, `feminine` holds the phrases that name women.
    `plural` is like `by_last` for offices of several people, where their form tells so.
    """

    by_last: dict[str, tuple[tuple[str, ...], ...]]
    heads: dict[str, tuple[str, ...]]
    women: tuple[str, ...]
    office: dict[str, tuple[str, ...]]
    feminine: frozenset[str]
    compounds: bool
    plural: dict[str, tuple[tuple[str, ...], ...]]


@cache
def title_words(language: str) -> TitleWords:
    """The compiled table; empty for a language without one."""
    table = load_table(language, "titles") if language else {}
    offices: dict[str, list[str]] = {}
    phrases: set[str] = set()
    feminine: set[str] = set()
    suffix = table.get("titles", {}).get("feminine", "")
    groups = [(office, words) for office, words in table.get("offices", {}).items()]
    groups.append(("", table.get("titles", {}).get("words", [])))
    for office, words in groups:
        for word in words:
            masculine = fold(word)
            forms = {masculine}
            if suffix and masculine[-1:].isalpha():
                woman = masculine.removesuffix("e") + suffix
                forms.add(woman)
                feminine.add(woman)
                forms.add(masculine + "s")
                if masculine.endswith(("ent", "ist", "at", "ot", "ege", "or")):
                    forms.add(masculine.removesuffix("e") + "en")
            for form in forms:
                phrases.add(form)
                if office and office not in offices.setdefault(form, []):
                    offices[form].append(office)
    several_people = set()
    for phrase in tuple(offices):
        for plural in _plurals(phrase, suffix):
            if plural not in phrases:
                several_people.add(plural)
                offices[plural] = offices[phrase]
    return TitleWords(
        _by_last(phrases),
        _by_tail(p.lower() for p in phrases if len(p) >= _SHORTEST_HEAD and p.isalpha()),
        tuple(map(str.lower, feminine)),
        {phrase: tuple(several) for phrase, several in offices.items()},
        frozenset(feminine),
        bool(suffix),
        _by_last(several_people),
    )


def _plurals(phrase: str, suffix: str) -> tuple[str, ...]:
    """ "president" → "presidents", "secretary of state" → "secretaries of state", "…in" → "…innen".

    Most German masculine plurals look like forms that are listed anyway.
    """
    if suffix:
        women = phrase + ("nen" if phrase.endswith(suffix) else suffix + "nen")
        return (women, phrase + "n") if phrase.endswith("er") else (women,)
    head, of, rest = phrase.partition(" of ")
    return ((head[:-1] + "ies" if head.endswith("y") else head + "s") + of + rest,)


def _by_tail(heads: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for head in sorted(set(heads)):
        found.setdefault(head[-_SHORTEST_HEAD:], []).append(head)
    return {tail: tuple(several) for tail, several in found.items()}


def ends_in_title(word: str, table: TitleWords) -> bool:
    """Whether a German compound with a capital ends in a title: "Vizekanzler"."""
    if not table.compounds or not word[:1].isupper():
        return False
    lower = word.lower()
    heads = table.heads.get(lower[-_SHORTEST_HEAD:])
    return heads is not None and lower.endswith(heads)


def _by_last(phrases: set[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        tokens = tuple(split_tokens(phrase))
        found.setdefault(tokens[-1], []).append(tokens)
    return {last: tuple(sorted(several, key=_longest)) for last, several in found.items()}


def _longest(tokens: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return -len(tokens), tokens


def names_woman(word: str, table: TitleWords) -> bool:
    """Whether the last word of a title says that a woman bears it, alone or as a compound's end."""
    if word in table.feminine:
        return True
    return table.compounds and word.lower().endswith(table.women)


def title_ending_at(words: Words, place: int, table: TitleWords) -> int | None:
    """The first word of the title whose last word is number `place`, or None."""
    if place < 0:
        return None
    word = words.word[place]
    for phrase in table.by_last.get(word, ()):
        first = place - len(phrase) + 1
        if first >= 0 and tuple(words.word[first : place + 1]) == phrase:
            return _with_prefix(words, first)
    if ends_in_title(word, table):
        return _with_prefix(words, place)
    return None


def plural_ending_at(words: Words, place: int, table: TitleWords) -> int | None:
    """The first word of the offices of several people that end in word `place`, or None."""
    for phrase in table.plural.get(words.word[place], ()) if place >= 0 else ():
        first = place - len(phrase) + 1
        if first >= 0 and tuple(words.word[first : place + 1]) == phrase:
            return first
    return None


def _with_prefix(words: Words, first: int) -> int:
    """The first word of a hyphenated compound that the word ends: "US" in "US-Präsident"."""
    while first >= 2 and words.word[first - 1] == "-" and words.joined(first):
        if not words.joined(first - 1):
            break
        first -= 2
    return first


def titles_before(words: Words, place: int, table: TitleWords) -> int | None:
    """The first word of all titles that stand one after the other right before word `place`."""
    first: int | None = None
    at = place
    while place - at < _LONGEST_TITLE:
        found = title_ending_at(words, at - 1, table)
        if found is None:
            break
        first = at = found
    return first


# A "rebel leader" leads rebels, not the state said before.
LEADS = frozenset({"leader", "national leader"})


def offices_of(words: Words, first: int, last: int, table: TitleWords) -> tuple[str, ...]:
    """The offices that the title in words `first` to `last` (last excluded) may mean."""
    for start in range(first, last):
        phrase = "".join(_glued(words, start, last))
        offices = table.office.get(phrase)
        if offices is None or (start > first and LEADS.issuperset(offices)):
            inside = start > first and words.word[start - 1] != "-"
            if offices is None or inside:
                continue
        return offices
    word = words.word[last - 1]
    if table.compounds:
        for cut in range(2, len(word) - 3):
            rest = word[cut:]
            capital = rest[:1].upper() + rest[1:]
            if capital in table.office:
                return table.office[capital]
    return ()


def _glued(words: Words, first: int, last: int) -> list[str]:
    parts = []
    for place in range(first, last):
        if place > first and not words.joined(place):
            parts.append(" ")
        parts.append(words.word[place])
    return parts
