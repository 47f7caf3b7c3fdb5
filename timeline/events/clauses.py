"""Sentences into clauses: which words belong to which finite verb.

German brackets ("hat … verurteilt"), verb-final clauses and embedded relative clauses, English
complement clauses without "that" and coordinated verbs. A main clause that an embedded clause
interrupts is one clause again afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from timeline.events.finite import (
    ends_in_verb,
    finite_verb,
    verb_first,
)
from timeline.events.lexicon import lexicon
from timeline.events.segments import segments
from timeline.events.tokens import Token
from timeline.events.vocabulary import Words, clause_words
from timeline.languages.loader import load_table

if TYPE_CHECKING:
    from timeline.events.status import Tense
    from timeline.events.triggers import Hit

Kind = Literal["main", "sub", "rel", "inf", "coord"]


@dataclass(slots=True, eq=False)  # not frozen: that costs thrice
class Clause:
    """The words of one clause in their order, with its finite verb (None for "um … zu").

    `marker` is the word that opens a dependent clause ("dass", "who"). `coord` is a clause that
    shares the subject of the clause before it unless it brings its own. `lows` are the words in
    small letters, `text` has them with one space around each, `indexes` their positions in the
    sentence; `stretch` counts the semicolons before them. What is asked for often is kept:
    `verbs`, `hits` and `tense` once somebody has asked.
    """

    kind: Kind
    tokens: tuple[Token, ...]
    finite: Token | None
    marker: str
    text: str
    indexes: frozenset[int]
    lows: tuple[str, ...]
    stretch: int = 0
    verbs: Sequence[Token] | None = None
    hits: Sequence[Hit] | None = None
    tense: Tense | None = None

    @property
    def start(self) -> int:
        """Where the first word begins in the document."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where the last word ends in the document."""
        return self.tokens[-1].end

    def holds(self, start: int, end: int) -> bool:
        """Whether the clause has a word inside the stretch of the document."""
        for token in self.tokens:
            if token.start < end and start < token.end:
                return True
        return False


@dataclass(slots=True)
class _Draft:
    kind: Kind
    tokens: list[Token]
    finite: Token | None
    marker: str


def split(tokens: Sequence[Token], language: str) -> tuple[Clause, ...]:
    """The clauses of a sentence in the order in which they begin."""
    table = clause_words(language)
    found: list[Clause] = []
    for stretch, parts in enumerate(_stretches(segments(tokens, language), tokens)):
        drafts: list[_Draft] = []
        current: _Draft | None = None
        for segment in parts:
            current = _place(drafts, current, segment, language, table)
        found += [
            clause_of(d.kind, d.tokens, d.finite, d.marker, stretch)
            for d in drafts
            if _has_words(d.tokens)
        ]
    return tuple(found)


def _stretches(
    parts: list[list[Token]], tokens: Sequence[Token]
) -> Iterator[Sequence[list[Token]]]:
    """The segments between semicolons, where another sentence might begin as well."""
    ends = [token.index for token in tokens if token.text == ";"]
    for end in ends:
        before = [part for part in parts if part[0].index < end]
        if any(token.finite for part in before for token in part):
            yield before
            parts = parts[len(before) :]
    yield parts


def _has_words(tokens: Sequence[Token]) -> bool:
    for token in tokens:
        if token.tag != "PUNCT":
            return True
    return False


def clause_of(
    kind: Kind, tokens: Sequence[Token], finite: Token | None, marker: str, stretch: int = 0
) -> Clause:
    """The clause of these words."""
    lows = tuple([token.low for token in tokens])
    return Clause(
        kind,
        tuple(tokens),
        finite,
        marker,
        f" {' '.join(lows)} ",
        frozenset([token.index for token in tokens]),
        lows,
        stretch,
    )


def with_openers(tokens: tuple[Token, ...], clauses: Sequence[Clause]) -> tuple[Token, ...]:
    """The words, with "after" as a conjunction and no preposition where it opens a clause."""
    opening = {
        clause.tokens[0].index
        for clause in clauses
        if clause.kind == "sub" and clause.tokens[0].tag == "ADP"
    }
    if not opening:
        return tokens
    return tuple(t.tagged("SCONJ", "") if t.index in opening else t for t in tokens)


def _place(
    drafts: list[_Draft],
    current: _Draft | None,
    segment: list[Token],
    language: str,
    table: Words,
) -> _Draft:
    """Add the segment to the clause it continues, or begin a new one; gives that clause back."""
    marker = _marker(segment, language, table)
    finite = finite_verb(segment, language, dependent=bool(marker))
    if finite is None:
        if segment[0].low in table["infinitive"] or (
            current is not None and language == "de" and _has_infinitive(segment)
        ):
            return _begin(drafts, _Draft("inf", list(segment), None, segment[0].low))
        return _attach(drafts, current, segment)
    if marker:
        kind: Kind = "rel" if marker in table["relatives"] and marker != "that" else "sub"
        return _begin(drafts, _Draft(kind, list(segment), finite, marker))
    waiting = next((d for d in reversed(drafts) if d.kind == "main" and d.finite is None), None)
    if waiting is not None:
        waiting.tokens.extend(segment)
        waiting.finite = finite
        return waiting
    shared = current is not None and current.finite is finite
    coordinated = shared or segment[0].low in table["coordinators"]
    if current is not None and (coordinated or (language == "en" and verb_first(segment, finite))):
        kind = "coord" if current.kind in ("main", "coord") else current.kind
        mark = "" if kind == "coord" else current.marker
        return _begin(drafts, _Draft(kind, list(segment), finite, mark))
    return _begin(drafts, _Draft("main", list(segment), finite, ""))


def _begin(drafts: list[_Draft], draft: _Draft) -> _Draft:
    drafts.append(draft)
    return draft


def _has_infinitive(segment: Sequence[Token]) -> bool:
    readings = lexicon("de").verbs
    return any(
        token.form == "Izu"
        or (token.low == "zu" and token.tag == "PART")
        or (token.form == "Inf" and any(r.feature == "zu" for r in readings.get(token.low, ())))
        or (token.form in ("Inf", "Part") and _zu("de").match(token.low) is not None)
        for token in segment
    )


@cache
def _zu(language: str) -> re.Pattern[str]:
    """ "aufzuhalten": the infinitive with "zu" of verbs that no list has."""
    particles = load_table(language, "clauses")["clause"]["particles"]
    return re.compile(rf"(?:{'|'.join(particles)})zu\w{{2,20}}en$")


def _attach(drafts: list[_Draft], current: _Draft | None, segment: list[Token]) -> _Draft:
    """Words without a verb: an apposition or a list goes on with the clause before it."""
    if current is None:
        return _begin(drafts, _Draft("main", list(segment), None, ""))
    target = current
    if target.kind in ("rel", "sub", "inf"):
        opened = next((d for d in drafts if d.kind == "main"), None)
        if opened is not None and opened.finite is None:
            target = opened
    target.tokens.extend(segment)
    return target


def _marker(segment: Sequence[Token], language: str, table: Words) -> str:
    """The subordinator or relative pronoun that opens the segment, or ""."""
    first = segment[0]
    rest = 1
    if first.low in table["coordinators"] and len(segment) > 1:
        first, rest = segment[1], 2
    opens = first.low in table["subordinators"] and (language == "en" or ends_in_verb(segment))
    if opens and not (first.low == "that" and first.tag == "DET"):
        return first.low
    if language == "de":
        place = first
        if first.tag == "ADP" and len(segment) > rest:
            place = segment[rest]
        if place.low in table["relatives"] and place.index > 0 and ends_in_verb(segment):
            return place.low
        return ""
    if first.low in table["relatives"]:
        return first.low
    if (
        first.tag == "ADP"
        and len(segment) > rest
        and segment[rest].low in ("which", "whom", "whose")
    ):
        return segment[rest].low
    return ""
