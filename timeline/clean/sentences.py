"""Sentence boundaries, by offset: one pass over the candidate marks, checks only there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from timeline.languages.loader import available, load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

# A closing mark, whatever closes after it, white space, whatever opens before a capital or digit.
_CANDIDATE = re.compile(
    r"[.!?…][\"“”»«’'\u2019)\]]{0,3}(?P<gap>[ \t\u00a0\u2009]{1,20})"
    r"(?=[\"„“”»«‚‘'(\[–—-]{0,3}[ ]?[^\W_a-zäöüß])"
)
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_LAST_WORD = re.compile(r"[^\s\"„“”»«‚‘'(\[/–—]{0,40}$")
_NEXT_WORD = re.compile(r"[\"„“”»«‚‘'(\[–—\s-]{0,4}(\w{1,40})")
# Longest stretch before a mark that can matter for an abbreviation of several parts ("z. B.").
_LOOK_BACK = 41


@dataclass(frozen=True, slots=True)
class _Rules:
    abbreviations: frozenset[str]
    may_end: frozenset[str]
    starters: frozenset[str]
    ordinals: bool


def split(text: str, start: int, end: int, language: str | None) -> list[tuple[int, int]]:
    """Offsets of the sentences in `text[start:end]`, trimmed of white space.

    A line break does not end a sentence here; see `lines`. A language without a pack is cut with
    the abbreviations of all packs, which errs towards longer sentences.
    """
    rules = _rules(language)
    found: list[tuple[int, int]] = []
    begin = start
    for match in _CANDIDATE.finditer(text, start, end):
        mark = match.start()
        if text[mark] == "." and not _ends(text, start, mark, match.end(), rules):
            continue
        _append(found, text, begin, match.start("gap"))
        begin = match.end()
    _append(found, text, begin, end)
    return found


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the lines that hold more than white space, trimmed."""
    for match in _LINE.finditer(text, start, end):
        trimmed = trim(text, *match.span())
        if trimmed[0] < trimmed[1]:
            yield trimmed


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space (and byte order marks) at its ends."""
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b"):
        end -= 1
    return start, end


def _append(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    start, end = trim(text, start, end)
    if start < end:
        found.append((start, end))


def _ends(text: str, start: int, mark: int, after: int, rules: _Rules) -> bool:
    """Whether the full stop at `mark` ends a sentence."""
    if text[mark + 1 : mark + 2] not in " \t\u00a0\u2009":
        return True  # something closes after the full stop
    before = _LAST_WORD.search(text, max(start, mark - _LOOK_BACK), mark)
    word = before.group() if before else ""
    following = _NEXT_WORD.match(text, after)
    starts = following is not None and following.group(1).casefold() in rules.starters
    if word.isdigit():
        return not rules.ordinals or len(word) > 3 or starts
    folded = word.casefold()
    if folded in rules.may_end:
        return starts
    # One letter is an initial ("J. K.") or a piece of an abbreviation ("z. B.").
    if folded in rules.abbreviations or (len(word) == 1 and word.isalpha()):
        return False
    acronym = "." in word and all(len(piece) <= 1 for piece in word.split("."))
    return starts or not acronym


@cache
def _rules(language: str | None) -> _Rules:
    codes = [language] if language in available() else list(available())
    tables = [load_table(str(code), "sentences") for code in codes]

    def words(key: str) -> frozenset[str]:
        return frozenset(word.casefold() for table in tables for word in table.get(key, ()))

    return _Rules(
        abbreviations=words("abbreviations"),
        may_end=words("may_end"),
        starters=words("starters"),
        ordinals=any(table.get("ordinals_with_full_stop", False) for table in tables),
    )
