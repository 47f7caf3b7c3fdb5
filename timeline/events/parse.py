"""A sentence taken apart: its clauses, and the mentions in their phrases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from timeline.events import phrases
from timeline.events.attributive import Outer, phrases_of, split_around
from timeline.events.beside import with_directions
from timeline.events.clauses import Clause
from timeline.events.recall import About
from timeline.events.subjects import Scene, about, scene_of
from timeline.events.tokens import Token, indexes_of, read, with_names, with_nouns_behind
from timeline.model import Mention, Sentence, Timex


class Parsed(NamedTuple):
    """A sentence with its clauses; indexes of words in time expressions and names."""

    outer: Outer
    dated: frozenset[int]
    named: frozenset[int]

    @property
    def clauses(self) -> Sequence[Clause]:
        """The clauses."""
        return self.outer.clauses


def parse(
    text: str,
    sentence: Sentence,
    timexes: Sequence[Timex],
    mentions: Sequence[Mention],
    language: str,
) -> Parsed:
    """The sentence with its clauses; names are no verbs, whatever the tagger took them for."""
    tokens = read(text, sentence.start, sentence.end, language)
    dated = _indexes(tokens, [(x.start, x.end) for x in timexes])
    names = [m for m in mentions if m.form == "name" and m.kind != "ORG"]
    named = _indexes(tokens, [(m.start, m.end) for m in names])
    if language == "en":
        adjectives = [(m.start, m.end) for m in mentions if m.form == "adjective"]
        tokens = with_nouns_behind(tokens, _indexes(tokens, adjectives))
    tokens = with_directions(with_names(tokens, named, language), language)
    return Parsed(split_around(tokens, dated, language), dated, named)


def scene_in(
    parsed: Parsed,
    sentence: Sentence,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    language: str,
) -> tuple[Scene, Sequence[phrases.Phrase]]:
    """The scene of the sentence without the places before the date of a caption, and these."""
    found = phrases_of(parsed.outer, mentions, parsed.dated, language)
    lead = _lead(sentence, found, timexes)
    if lead:
        found = tuple(p for p in found if p not in lead)
    return scene_of(parsed.outer.tokens, found, parsed.outer.dated, language), lead


def about_parsed(
    parsed: Parsed,
    sentence: Sentence,
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
    language: str,
) -> About:
    """Who a sentence without an event is about."""
    scene, _ = scene_in(parsed, sentence, mentions, timexes, language)
    return about(parsed.clauses, scene)


def about_unread(
    text: str,
    sentence: Sentence,
    timexes: Sequence[Timex],
    mentions: Sequence[Mention],
    language: str,
) -> About:
    """Who a sentence that was passed over is about."""
    parsed = parse(text, sentence, timexes, mentions, language)
    return about_parsed(parsed, sentence, mentions, (), language)


def _lead(
    sentence: Sentence, found: Sequence[phrases.Phrase], timexes: Sequence[Timex]
) -> list[phrases.Phrase]:
    """Places before the date of a caption ("LIMA, PERU MAY 2, 2031: …"): where, not who."""
    if sentence.kind != "caption" or not timexes:
        return []
    return [p for p in found if p.mention.kind == "LOC" and p.mention.end <= timexes[0].start]


def _indexes(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    found: list[int] = []
    for start, end in spans:
        found.extend(indexes_of(tokens, start, end))
    return frozenset(found)
