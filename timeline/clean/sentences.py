"""Sentence boundaries, by offset: one pass over the candidate marks, checks only there."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from timeline.clean.words import months
from timeline.languages.loader import available, load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

# A closing mark, whatever closes after it, white space, whatever opens before a capital or digit.
_CANDIDATE = re.compile(
    r"[.!?…][\"“”»«’'\u2019)\]]{0,3}(?P<gap>[ \t\u00a0\u2009\u202f]{1,200})"
    r"(?=[\"„“”»«›‹‚‘'(\[–—•-]{0,3}[ ]?[^\W_a-zß-öø-ÿ])"
)
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_LAST_WORD = re.compile(r"[^\s\"„“”»«‚‘'(\[/–—]{0,40}$")
_NEXT_WORD = re.compile(r"[\"„“”»«›‹‚‘'(\[–—•\s-]{0,4}(\w{1,40})")
_ROMAN = re.compile(r"[IVX]{2,6}")
# Longest stretch before a mark that can matter for an abbreviation of several parts ("z. B.").
_LOOK_BACK = 41


class _Rules(NamedTuple):
    """Words of a pack; a test of membership takes the word as it stands."""

    abbreviations: frozenset[str]
    before_numbers: frozenset[str]
    may_end: frozenset[str]
    starters: frozenset[str]
    before_ordinals: frozenset[str]
    numbered: frozenset[str]
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
    """Whether the full stop at `mark` ends a sentence that begins at or after `start`."""
    if text[mark + 1] not in " \t\u00a0\u2009\u202f":
        return True  # something closes after the full stop
    if mark > start and text[mark - 1] == " ":
        mark -= 1  # words parted for a machine: "St . Moritz"
    word = _word_before(text, start, mark)
    following = _NEXT_WORD.match(text, after)
    next_word = following.group(1) if following else ""
    starts = next_word.casefold() in rules.starters
    if word.isdigit() or _ROMAN.fullmatch(word):
        previous = _word_before(text, start, max(start, mark - len(word) - 1))
        return not rules.ordinals or _ends_after_number(word, previous, next_word, rules)
    numbered = next_word[:1].isdigit()
    if _is_in(word, rules.abbreviations) or (numbered and _is_in(word, rules.before_numbers)):
        return False
    if len(word) == 1 and word.isalpha():
        # An initial ("J. K."), a piece of an abbreviation ("z. B.") or, rarely, "option C."
        return starts and word.isupper() and text[max(start, mark - 3) : mark - 1] != ". "
    acronym = "." in word and all(len(piece) <= 1 for piece in word.split("."))
    return starts or not (acronym or _is_in(word, rules.may_end))


def _is_in(word: str, words: frozenset[str]) -> bool:
    """Whether the word is listed as it stands or, where a sentence may begin, in small letters."""
    return (
        word in words
        or word[:1].lower() + word[1:] in words
        or ("." in word and word.casefold() in words)
    )


def _word_before(text: str, start: int, end: int) -> str:
    match = _LAST_WORD.search(text, max(start, end - _LOOK_BACK), end)
    return match.group() if match else ""


def _ends_after_number(word: str, previous: str, next_word: str, rules: _Rules) -> bool:
    """In a language that writes "3." for the third: whether the number is none such."""
    if not previous or next_word[:1].isdigit():
        return False  # the number of a list's entry, or "3. 10."
    if len(word) > 3 and word.isdigit():
        return True
    if next_word.casefold() in rules.starters:
        return True
    if next_word.casefold() in rules.numbered:
        return False
    ordinal = not word.isdigit() or previous.casefold() in rules.before_ordinals
    return not (ordinal or previous.endswith((".", ",")) or next_word.casefold() in months())


@cache
def _rules(language: str | None) -> _Rules:
    codes = [language] if language in available() else list(available())
    tables = [load_table(str(code), "sentences") for code in codes]

    def words(key: str) -> frozenset[str]:
        return frozenset(word for table in tables for word in table.get(key, ()))

    return _Rules(
        abbreviations=words("abbreviations"),
        before_numbers=words("before_numbers"),
        may_end=words("may_end"),
        starters=words("starters"),
        before_ordinals=words("before_ordinals"),
        numbered=words("numbered"),
        ordinals=any(table.get("ordinals_with_full_stop", False) for table in tables),
    )
