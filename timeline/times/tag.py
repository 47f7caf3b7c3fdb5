"""What the text says: the rules' hits, sentence by sentence, with their slots read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.model import Sentence
from timeline.times.counts import count_value, year_value
from timeline.times.grammar import Grammar, Match, Rule
from timeline.times.lexicon import OTHER, UNKNOWN
from timeline.times.tokens import NUMBER_CLASSES, TOKEN, read_clock, read_number

_FIND_WORDS = TOKEN.findall
_FIND_TOKENS = TOKEN.finditer


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that has time words: its tokens, their offsets and their codes."""

    number: int
    words: Sequence[str]
    spans: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fired: offsets in the text, tokens `first` to before `after` in its line."""

    rule: Rule
    start: int
    end: int
    text: str
    slots: Mapping[str, Any]
    line: Line
    first: int
    after: int


def find_hits(text: str, sentences: Sequence[Sentence], grammar: Grammar) -> Iterator[Hit]:
    """Hits in text order. Cost: one pass over the words, more only where a rule fires."""
    code_of = grammar.lexicon.codes.__getitem__
    islands, find_islands = grammar.island.finditer, grammar.island.findall
    on_island = grammar.on_island.__getitem__
    for number, sentence in enumerate(sentences):
        words = _FIND_WORDS(text, sentence.start, sentence.end)
        codes = "".join(map(code_of, words))
        if not any(map(on_island, find_islands(codes))):
            continue
        spans = [m.span() for m in _FIND_TOKENS(text, sentence.start, sentence.end)]
        line = Line(number, words, spans)
        for island in islands(codes):
            for entry in on_island(island[0]):
                hit = _hit(text, line, entry, offset=island.start(), codes=codes, grammar=grammar)
                if hit is not None:
                    yield hit


def _hit(
    text: str, line: Line, match: Match, *, offset: int, codes: str, grammar: Grammar
) -> Hit | None:
    first, after = offset + match.begin, offset + match.end
    context = range(offset + match.context_begin, offset + match.context_end)
    # A word between the known ones is taken for an attribute, so it must look like one.
    if any(codes[i] == UNKNOWN and not grammar.is_attribute(line.words[i]) for i in context):
        return None
    if _heads_a_compound(text, line, first, after, codes) and match.end == match.context_end:
        return None
    slots: dict[str, Any] = {}
    for label, name, begin, end in match.slots:
        slots[label] = read_slot(name, line.words[offset + begin : offset + end], grammar)
    start, end = line.spans[first][0], line.spans[after - 1][1]
    hit = Hit(match.rule, start, end, text[start:end], slots, line, first, after)
    if _is_part_of_name(hit, codes, grammar.settings) or _is_other_noun(hit, grammar.settings):
        return None
    return hit


def _is_part_of_name(hit: Hit, codes: str, settings: Mapping[str, Any]) -> bool:
    """ "August Miller", "the daily Milliyet": a name follows, and no preposition says month."""
    words, first, after = hit.line.words, hit.first, hit.after
    if words[after : after + 1] == ["."] and words[after - 1].isdigit():
        after += 1  # "am 7. Standort"
    if codes[after : after + 1] != OTHER or not words[after][0].isupper():
        return False
    if hit.rule.attributes.get("not_before_name"):
        return True
    if hit.after - first > 1:
        return False
    before = words[first - 1].lower() if first else ""
    if before in settings.get("named_after_month", ()) and "month" in hit.slots:
        return True
    if words[first] not in settings.get("given_names", ()):
        return False
    return before not in settings.get("before_month", ())


def _is_other_noun(hit: Hit, settings: Mapping[str, Any]) -> bool:
    """ "Ein kalter Morgen", "das Gestern": a capital inside the sentence makes it another word."""
    words, first = hit.line.words, hit.first
    if hit.after - first > 1 or words[first] not in settings.get("other_nouns", ()):
        return False
    return first > 0 and words[first - 1].isalpha() and hit.rule.shape == "day"


def _heads_a_compound(text: str, line: Line, first: int, after: int, codes: str) -> bool:
    """ "Winter-Biathlon": a hyphen ties the last word to one that is no time word."""
    end = line.spans[after - 1][1]
    if after - first > 2 and line.words[after - 2] == "-":  # "das 48-Stunden-Ultimatum" is as long
        return False
    return (
        text[end : end + 1] == "-"
        and text[end + 1 : end + 2].isalpha()
        and codes[after + 1 : after + 2] in {UNKNOWN, OTHER}
    )


def read_slot(name: str, words: Sequence[str], grammar: Grammar) -> Any:
    """The value of the words that filled a slot of class (or macro) `name`."""
    values = grammar.lexicon.values
    table = values.get(name)
    if table is not None:
        return table[words[0].lower()]
    if name in NUMBER_CLASSES:
        return _READERS.get(name, int)(words[0])
    if name == "year_words":
        return year_value(words, values)
    if name.startswith("count"):
        return count_value(words, values)
    if name == "named_day":
        return grammar.named_days["".join(map(_plain, words)).lower()]
    return _first_known(words, grammar.macro_classes.get(name, ()), values)


def _plain(word: str) -> str:
    return "'" if word in "’‘`´" else word


_READERS: Mapping[str, Callable[[str], Any]] = {
    "clock": read_clock,
    "clock_colon": read_clock,
    "clock_seconds": read_clock,
    "day_month": str,
    "day_month_year": str,
    "year_span": str,
    "decimal": read_number,
    "int": read_number,
    "amount": read_number,
}


def _first_known(
    words: Sequence[str], classes: Sequence[str], values: Mapping[str, Mapping[str, Any]]
) -> Any:
    """A macro that is a choice of classes has the value of the first word that has one."""
    for word in words:
        if word.isdigit():
            return int(word)
        lower = word.lower()
        for name in classes:
            if lower in values.get(name, ()):
                return values[name][lower]
    return " ".join(words)
