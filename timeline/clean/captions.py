"""Paragraphs that describe a picture, and the credits and codes at their ends."""

from __future__ import annotations

import re

from timeline.clean.cues import Cues, cues

# "TASS PUBLICATIONxINxGERxAUTxONLY TS11A58F": capital words joined by a small x, then a number.
_PHOTO_CODE = re.compile(
    r"\b[A-Z]{2,15}(?:x[A-Z]{2,15}){1,8}\b(?:\s{1,2}[A-Z]{0,4}\d{2,8}[A-Z0-9]{0,6})?"
)
# "STOCKHOLM, SWEDEN DECEMBER 2, 2021:" and "KIEW, UKRAINE - 21. FEBRUAR:" begin captions.
_SHOUTED = re.compile(
    r"[A-ZÄÖÜ]{3,20}[A-ZÄÖÜ ]{0,20},\s{1,2}[A-ZÄÖÜ][A-ZÄÖÜ ]{1,24}[\s–-]{1,4}"
    r"(?:[A-ZÄÖÜ]{3,10}\s{1,2}\d{1,4}|\d{1,2}\.?\s{1,2}[A-ZÄÖÜ]{3,10})\b"
)
# "Oleg Brand/KALEIDO", "Russian Foreign Ministry/TASS": a name and a house after the last sentence.
_HOUSE = re.compile(
    r"(?<=[.!?…)])\s{1,3}[A-ZÄÖÜ][\w.'’-]{1,25}(?:\s[A-ZÄÖÜ][\w.'’-]{0,25}){0,4}\s?/\s?"
    r"[A-ZÄÖÜ][\w.'’ -]{1,30}(?:/[\w.'’ -]{1,30}){0,3}\Z"
)
_LAST_MARK = re.compile(r"[.!?…][\"“”»«)]{0,2}\s{1,3}(?=[^.!?…]{0,90}\Z)")
_MARKS = ".)!?…"
_CLOSING = ".) \t\n\r\u00a0"
_LONGEST = 600
_EDGE = 70
_CREDIT = 200  # no credit at the end is longer


def is_caption(paragraph: str, language: str | None) -> bool:
    """Whether the paragraph describes a picture."""
    if len(paragraph) > _LONGEST:
        return False
    words = cues(language)
    low = paragraph.casefold()
    ends = f"{low[:_EDGE]}\n{low[-_EDGE:]}"
    if any(map(ends.__contains__, words.caption_words)):
        return True
    for sign, phrases in words.caption_signs:
        if sign in ends and any(map(ends.__contains__, phrases)):
            return True
    return bool(
        (":" in paragraph and words.caption_prefix.match(paragraph))
        or _has_credit(paragraph, words)
        or _SHOUTED.match(paragraph.lstrip())
        or ("x" in paragraph and _PHOTO_CODE.search(paragraph))
        or ("/" in paragraph and _HOUSE.search(paragraph))
        or words.picture.search(low)
    )


def _has_credit(paragraph: str, words: Cues) -> bool:
    """Whether a credit ends the paragraph; something must stand behind a mark for that."""
    last = paragraph[-_CREDIT - 1 :].rstrip(_CLOSING)
    if not any(map(last.__contains__, _MARKS)):
        return False
    return words.credit.search(paragraph, max(0, len(paragraph) - _CREDIT)) is not None


def tail(text: str, start: int, end: int, language: str | None) -> tuple[int, str] | None:
    """Where a caption's agency code or credit begins (it runs to the end), and which it is."""
    code = _PHOTO_CODE.search(text, start, end)
    if code is not None:
        mark = _LAST_MARK.search(text, max(start, code.start() - 100), code.start())
        # "… in Geneva. Foreign Ministry/TASS PUBLICATIONxNOTxINxUSA": the house belongs to it.
        return (code.start() if mark is None else mark.end()), "photo agency code"
    for pattern in (cues(language).credit, _HOUSE):
        match = pattern.search(text, start, end)
        if match is not None:
            return match.start(), "photo credit"
    return None
