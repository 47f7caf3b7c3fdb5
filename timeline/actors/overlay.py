"""What the gazetteer knows of a text: every listed name, adjective and surname, longest first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from timeline.actors.words import Words
from timeline.gazetteer import index as gazetteer
from timeline.gazetteer.index import Index
from timeline.languages.remembered import Remembered

_HYPHENS = frozenset("-")
_BEFORE_PEOPLE = frozenset({"die", "Die", "den", "viele", "Viele", "junge", "alle"})
_SHORTEST_SHOUT = 4
# English words that in capitals look like an acronym.
_SHOUTED = frozenset({"IS", "US", "WHO", "IT", "AM", "SO", "ARE"})


class Hit(NamedTuple):
    """A listed name: words `first` to `last` (last excluded), what it says, and of whom.

    `entities` has more than one number where several share the name. `compound` tells that the
    name is the first part of a hyphenated word ("Nato-Generalsekretär").
    """

    first: int
    last: int
    flag: str
    entities: tuple[int, ...]
    language: str
    compound: bool = False


class _Meaning(NamedTuple):
    """What a listed name says, and of whom; `people` where its inhabitants may be meant."""

    flag: str
    entities: tuple[int, ...]
    language: str
    people: tuple[tuple[int, ...], str] | None


class _Longer(NamedTuple):
    """A listed name of two or more words; `rest` is what stands behind the first one."""

    length: int
    rest: tuple[str, str, str]  # as it is, and with both endings of a genitive
    meaning: _Meaning | None


class _Names(NamedTuple):
    """The listed names that begin with a word: longer ones by the second word, longest first.

    Without a meaning a name is another language's, and ends the search.
    """

    longer: dict[str, list[_Longer]]
    alone: _Meaning | None


class _Opening(NamedTuple):
    """What may begin with a word: names, its nominative, names that it has in capitals."""

    names: _Names | None
    nominative: _Meaning | None
    calm: _Names | None


def scan(words: Words, languages: Sequence[str], index: Index) -> list[Hit]:
    """All hits in text order, without overlaps; `languages` has one for each sentence."""
    found: list[Hit] = []
    known: dict[str, Remembered[_Opening | None]] = {}
    word = words.word
    for sentence, language in enumerate(languages):
        begin, stop = words.first[sentence], words.first[sentence + 1]
        behind = begin
        if language not in known:
            known[language] = index.answers(f"openings {language}", partial(_opening, language))
        openings = known[language]
        for place, opening in enumerate(map(openings.__getitem__, word[begin:stop]), begin):
            # Nearly all words are in no list.
            if opening is None or place < behind:
                continue
            hit = None
            if opening.names is not None:
                hit = _longest(opening.names, words, place, stop)
            elif opening.nominative is not None:
                hit = _hit(opening.nominative, words, place, place + 1, stop)
            if hit is None and opening.calm is not None:
                hit = _longest(opening.calm, words, place, stop)
            if hit is not None:
                behind = hit.last
                if not only_capitals(hit.first, hit.last, words, language):
                    found.append(hit)
    return found


def only_capitals(first: int, last: int, words: Words, language: str) -> bool:
    """Capitals that name nobody: "US$", and "IS" or "US" in an English sentence in capitals."""
    after = words.word[last] if last < len(words.word) else ""
    if after == "$":
        return True
    if language != "en" or last - first > 1 or words.word[first] not in _SHOUTED:
        return False
    beside = [words.word[at] for at in (first - 1, last) if 0 <= at < len(words.word)]
    return any(len(word) > 1 and word.isupper() for word in beside)


def _longest(names: _Names, words: Words, place: int, stop: int) -> Hit | None:
    """The longest listed name that starts here; on equal length the document's language."""
    after = place + 1
    if names.longer and after < stop:
        for longer in names.longer.get(words.word[after], ()):
            last = place + longer.length
            if last <= stop and " ".join(words.word[after:last]) in longer.rest:
                return (
                    None
                    if longer.meaning is None
                    else _hit(longer.meaning, words, place, last, stop)
                )
    return None if names.alone is None else _hit(names.alone, words, place, after, stop)


def _hit(meaning: _Meaning, words: Words, first: int, last: int, stop: int) -> Hit:
    flag, entities, language, people = meaning
    if people is not None and first and words.word[first - 1] in _BEFORE_PEOPLE:
        # "die Schweden" are people, "Schweden" is the state
        flag = gazetteer.INHABITANT
        entities, language = people
    return Hit(first, last, flag, entities, language, _is_compound(words, last, stop))


def _opening(language: str, index: Index, token: str) -> _Opening | None:
    """What may begin with a word in a sentence of the language."""
    entries = index.entries
    several = entries[token]
    names = _names(several, language) if several else None
    nominative = None
    if not several and language == "de" and token[-1:] == "s" and token[:1].isupper():
        nominative = _nominative(entries, token)
    calm = None
    if len(token) >= _SHORTEST_SHOUT and token.isupper():
        # A dateline or a headline in capitals.
        several = entries[token.capitalize()]
        calm = _names(several, language) if several else None
    if names is None and nominative is None and calm is None:
        return None
    return _Opening(names, nominative, calm)


def _names(several: list[gazetteer.Entry], language: str) -> _Names:
    """The entries of a first word, which come longest first, for one language."""
    by_rest: dict[str, list[gazetteer.Entry]] = {}
    for entry in several:
        by_rest.setdefault(entry[0], []).append(entry)
    longer: dict[str, list[_Longer]] = {}
    for rest, fitting in by_rest.items():
        if not rest:
            continue
        one = _Longer(
            rest.count(" ") + 2, (rest, rest + "s", rest + "es"), _meaning(fitting, language, rest)
        )
        second, space, _ = rest.partition(" ")
        for form in (second,) if space else one.rest:
            longer.setdefault(form, []).append(one)
    return _Names(longer, _meaning(by_rest.get("", []), language, ""))


def _meaning(fitting: list[gazetteer.Entry], language: str, rest: str) -> _Meaning | None:
    """What entries of one name say in a language; None where it is none of that language."""
    own = [entry for entry in fitting if entry[3] in ("", language)]
    if not fitting or (not own and (not rest or fitting[0][1] in "ai")):
        return None
    return _chosen(own or fitting)


def _nominative(entries: gazetteer.Names, token: str) -> _Meaning | None:
    """A German name of one word with the ending of the genitive: "Chinas", "Bundestages"."""
    for stem in (token[:-1], token[:-2] if token.endswith("es") else ""):
        if len(stem) > 2:
            fitting = [
                entry
                for entry in entries[stem]
                if not entry[0] and entry[3] in ("", "de") and entry[1] not in "aip"
            ]
            if fitting:
                return _chosen(fitting)
    return None


def _chosen(entries: list[gazetteer.Entry]) -> _Meaning:
    chosen = _by_flag(entries)
    people = [entry for entry in entries if entry[1] == gazetteer.INHABITANT]
    return _Meaning(
        chosen[0][1],
        _numbers(chosen),
        chosen[0][3],
        (_numbers(people), people[0][3]) if people else None,
    )


def _numbers(entries: list[gazetteer.Entry]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(entry[2] for entry in entries))


_RANK = {flag: rank for rank, flag in enumerate("nscalimwp")}


def _by_flag(entries: list[gazetteer.Entry]) -> list[gazetteer.Entry]:
    """The entries of the strongest flag."""
    best = min(_RANK[entry[1]] for entry in entries)
    return [entry for entry in entries if _RANK[entry[1]] == best]


def _is_compound(words: Words, after: int, stop: int) -> bool:
    return (
        after + 1 < stop
        and words.word[after] in _HYPHENS
        and words.joined(after)
        and words.joined(after + 1)
        and words.word[after + 1][:1].isalnum()
    )
