"""Cut text into words, numbers and signs, by offset.

The cut follows the treebanks and name corpora the models are trained on: German keeps hyphenated
compounds ("US-Präsident") and ordinals ("28.") whole; English parts hyphens ("US", "-", "led") and
clitics ("Putin", "'s"; "do", "n't"). Abbreviations and initials keep their full stop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from timeline.languages.loader import load_table

_END = r"[^\s<>\"„“”.,;:!?)\]]"  # a full stop after an address is the sentence's
_URL = (
    rf"https?://[^\s<>\"„“”]{{0,500}}{_END}|www\.[^\s<>\"„“”]{{0,500}}{_END}"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"
)
_INITIALS = r"[^\W\d_]\.(?:[^\W\d_]\.){1,5}"  # U.S., z.B., a.m.
_NUMBER = r"\d{1,30}(?:[.,:/]\d{1,30}){1,6}"  # 18.30, 1,000, 2007/08
# A name of the web ("Spiegel.de", "Amazon.com") keeps its dot, a missing space does not make one.
_DOMAIN = r"\.(?=(?:com|org|net|info|gov|edu|de|at|ch|uk|ru|eu|tv|fm|tr|ua)\b)[a-z]{2,4}"
# Group 1 marks the words that the loop below has to look into.
_WORD_DE = rf"\w{{1,60}}(?:[-'’&/+]\w{{1,60}}|{_DOMAIN}){{0,8}}(?:-(?=[\s,;]))?(\.(?!\.))?"
_WORD_EN = (
    rf"['’](?:s|m|d|re|ve|ll)\b"
    rf"|\w{{1,60}}((?:[-'’&/]\w{{1,60}}|{_DOMAIN}){{1,8}}(?:\.(?!\.))?|\.(?!\.))?"
)
_SIGN = r"[.]{2,8}|-{2,80}|'{2}|`{2}|[^\w\s]"
# What a space follows is no address, no number with signs and no compound: it need not be tried.
_PLAIN = r"\w{1,60}(?=\s)"
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|m|d|re|ve|ll))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cutter:
    pattern: re.Pattern[str]
    abbreviations: frozenset[str]
    parts_hyphens: bool
    prefixes: frozenset[str]


def tokens(
    text: str, start: int = 0, end: int | None = None, *, language: str = "de"
) -> list[tuple[int, int]]:
    """Offsets of the tokens in `text[start:end]`, counted in `text`.

    Pass one sentence at a time: a number with a full stop is an ordinal only where the sentence
    goes on. Every character that is not white space lies in exactly one token. A language without
    rules of its own is cut like German.
    """
    cutter = _cutter(language)
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    append = found.append
    for match in cutter.pattern.finditer(text, start, stop):
        span = match.span()
        if match.lastindex is None:
            append(span)
        elif cutter.parts_hyphens:
            _append_english(found, text, match, stop, cutter)
        else:
            _append_dotted(found, text, span, stop, cutter)
    return found


def words(text: str, *, language: str = "de") -> list[str]:
    """The tokens themselves, for one sentence."""
    return [text[start:end] for start, end in tokens(text, language=language)]


def _append_dotted(
    found: list[tuple[int, int]], text: str, span: tuple[int, int], stop: int, cutter: _Cutter
) -> None:
    """Append a token that ends in a full stop, with it or as two tokens."""
    start, end = span
    if _keeps_dot(text, start, end, stop, cutter):
        found.append(span)
    else:
        found.append((start, end - 1))
        found.append((end - 1, end))


def _append_english(
    found: list[tuple[int, int]], text: str, match: re.Match[str], stop: int, cutter: _Cutter
) -> None:
    """Append an English word that has a hyphen, an apostrophe or a full stop in it."""
    start, end = match.span()
    dot = None
    if text[end - 1] == "." and not _keeps_dot(text, start, end, stop, cutter):
        end -= 1
        dot = (end, end + 1)
    tail = None
    clitic = _CLITIC.search(text[start:end])
    if clitic is not None and clitic.start() > 0:
        tail = (start + clitic.start(), end)
        end = tail[0]
    hyphen = text.find("-", start, end)
    while hyphen > start and hyphen < end - 1:
        if text[start:hyphen].lower() in cutter.prefixes or text[start:hyphen].isdigit():
            hyphen = text.find("-", hyphen + 1, end)
            continue
        found.append((start, hyphen))
        found.append((hyphen, hyphen + 1))
        start = hyphen + 1
        hyphen = text.find("-", start, end)
    found.append((start, end))
    if tail is not None:
        found.append(tail)
    if dot is not None:
        found.append(dot)


def _keeps_dot(text: str, start: int, end: int, stop: int, cutter: _Cutter) -> bool:
    """Whether the full stop before `end` belongs to the word: "Dr.", "W.", German "28."."""
    word = text[start : end - 1]
    if word in cutter.abbreviations:
        return True
    if len(word) == 1 and not word.isdigit():
        return word.isalpha() and end < stop
    if cutter.parts_hyphens or end >= stop:
        return False
    goes_on = text[end].isspace() or text[end] in "-–/"
    if word.isdigit():
        return len(word) <= 3 and goes_on
    return goes_on and len(word) <= 5 and not word.strip("IVX")


@cache
def _cutter(language: str) -> _Cutter:
    table = load_table(language, "words") if language in ("de", "en") else load_table("de", "words")
    english = "hyphen_prefixes" in table
    word = _WORD_EN if english else _WORD_DE
    return _Cutter(
        re.compile(f"{_PLAIN}|{_URL}|{_INITIALS}|{_NUMBER}|{word}|{_SIGN}"),
        frozenset(table["abbreviations"]),
        english,
        frozenset(table.get("hyphen_prefixes", ())),
    )
