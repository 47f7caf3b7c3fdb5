"""What the gazetteer knows of a text: every listed name, adjective and surname, longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.actors.words import Words
from timeline.gazetteer import index as gazetteer
from timeline.gazetteer.index import Index

_HYPHENS = frozenset("-")
_BEFORE_PEOPLE = frozenset({"die", "Die", "den", "viele", "Viele", "junge", "alle"})
_SHORTEST_SHOUT = 4
# English words that in capitals look like an acronym.
_SHOUTED = frozenset({"IS", "US", "WHO", "IT", "AM", "SO", "ARE"})


@dataclass(frozen=True, slots=True)
class Hit:
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


def scan(words: Words, languages: Sequence[str], index: Index) -> list[Hit]:
    """All hits in text order, without overlaps; `languages` has one for each sentence."""
    found: list[Hit] = []
    entries, word = index.entries, words.word
    for sentence, language in enumerate(languages):
        german = language == "de"
        begin, stop = words.first[sentence], words.first[sentence + 1]
        behind = begin
        for place, several in enumerate(map(entries.__getitem__, word[begin:stop]), begin):
            # Nearly all words are in small letters and in no list.
            token = word[place]
            if place < behind or (not several and token.islower()):
                continue
            hit = None
            if several:
                hit = _longest(several, words, place, stop, language)
            elif german and token[-1:] == "s" and token[:1].isupper():
                hit = _genitive(entries, words, place, stop)
            if hit is None and len(token) >= _SHORTEST_SHOUT and token.isupper():
                # A dateline or a headline in capitals.
                calm = entries[token.capitalize()]
                hit = _longest(calm, words, place, stop, language) if calm else None
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


def _longest(
    several: list[gazetteer.Entry], words: Words, place: int, stop: int, language: str
) -> Hit | None:
    """The longest listed name that starts here; on equal length the document's language."""
    fitting: list[gazetteer.Entry] = []
    length = 1
    for entry in several:
        rest = entry[0]
        if fitting:
            if rest != fitting[0][0]:
                break  # entries come longest first
            fitting.append(entry)
        elif not rest:
            length = 1
            fitting.append(entry)
        else:
            length = rest.count(" ") + 2
            if place + length <= stop and " ".join(words.word[place + 1 : place + length]) in (
                rest,
                rest + "s",
                rest + "es",
            ):
                fitting.append(entry)
    if not fitting:
        return None
    own = [entry for entry in fitting if entry[3] in ("", language)]
    if not own and (length == 1 or fitting[0][1] in "ai"):
        return None
    return _hit(own or fitting, words, place, place + length, stop)


def _genitive(entries: gazetteer.Names, words: Words, place: int, stop: int) -> Hit | None:
    """A German name of one word with the ending of the genitive: "Chinas", "Bundestages"."""
    token = words.word[place]
    for stem in (token[:-1], token[:-2] if token.endswith("es") else ""):
        if len(stem) > 2:
            fitting = [
                entry
                for entry in entries[stem]
                if not entry[0] and entry[3] in ("", "de") and entry[1] not in "aip"
            ]
            if fitting:
                return _hit(fitting, words, place, place + 1, stop)
    return None


def _hit(entries: list[gazetteer.Entry], words: Words, first: int, last: int, stop: int) -> Hit:
    chosen = _by_flag(entries)
    people = [entry for entry in entries if entry[1] == gazetteer.INHABITANT]
    if people and first and words.word[first - 1] in _BEFORE_PEOPLE:
        chosen = people  # "die Schweden" are people, "Schweden" is the state
    numbers = tuple(dict.fromkeys(entry[2] for entry in chosen))
    return Hit(first, last, chosen[0][1], numbers, chosen[0][3], _is_compound(words, last, stop))


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
