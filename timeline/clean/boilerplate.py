"""Which paragraphs of a pasted web page are no content, and why. The cues are data per language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from timeline.languages.loader import available, load_table

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIVE_BLOG = re.compile(r"\+{2,5}\s?[^+\n]{1,300}\s?\+{2,5}|\+{2,5}\s?[^+\n]{1,200}$")
# "TASS PUBLICATIONxINxGERxAUTxONLY TS11A58F": capital words joined by a small x, then a number.
_PHOTO_CODE = re.compile(
    r"\b[A-Z]{2,15}(?:x[A-Z]{2,15}){1,8}\b(?:\s+[A-Z]{0,4}\d{2,8}[A-Z0-9]{0,6})?"
)
# "STOCKHOLM, SWEDEN DECEMBER 2, 2021:" and "KIEW, UKRAINE - 21. FEBRUAR:" begin captions.
_SHOUTED = re.compile(
    r"[A-ZÄÖÜ]{3,20}[A-ZÄÖÜ ]{0,20},\s{1,2}[A-ZÄÖÜ][A-ZÄÖÜ ]{1,24}[\s–-]{1,4}[A-ZÄÖÜ0-9]"
)
_SIGNATURE = re.compile(
    r"[(\[]?(?:(?:quelle|source|von|by|mit|with)\s?:?\s)?"
    r"(?P<names>[A-Za-zÄÖÜäöü-]{2,20}(?:\s?[/,]\s?[A-Za-zÄÖÜäöü.-]{2,20}){0,5})[)\]]?\.?"
)
_REPORTERS = re.compile(
    r"[(\[]?(?:additional\s)?(?:reporting|writing|editing|compiled|bearbeitung|redaktion|"
    r"mitarbeit|bericht)\s?(?:by|von|:)\s.{2,300}",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright\b).{0,200}"
    r"|.{0,60}\b(?:alle rechte vorbehalten|all rights reserved)\b.{0,120}",
    re.IGNORECASE,
)
_EDGE = " \t\u00a0.:;,…!»«>→|-–—*•▶►"


@dataclass(frozen=True, slots=True)
class _Cues:
    lines: Mapping[str, str]
    prefixes: tuple[tuple[re.Pattern[str], str], ...]
    list_heading: re.Pattern[str]
    consent_reason: str
    subjects: re.Pattern[str]
    address: re.Pattern[str]
    unless: re.Pattern[str]
    caption_contains: tuple[str, ...]
    caption_prefix: re.Pattern[str]
    credit: re.Pattern[str]
    furniture: re.Pattern[str]
    agencies: frozenset[str]


def fold(text: str) -> str:
    """Lower case, single blanks, without signs at the ends: how cues are compared."""
    return " ".join(text.casefold().split()).strip(_EDGE)


def reason(paragraph: str, language: str | None, *, headline: bool) -> str | None:
    """Why this paragraph is no content, or None where it is some.

    `headline`: it has no final mark; a word that only pages use is then enough.
    """
    folded = fold(paragraph)
    stripped = paragraph.strip()
    cues = _cues(language)
    if not any(char.isalnum() for char in folded):
        return "no words"
    if _LIVE_BLOG.fullmatch(stripped):
        return "live-blog pointer"
    why = cues.lines.get(folded) or _by_prefix(paragraph, cues)
    if why is None and is_signature(paragraph):
        why = "agency signature"
    elif why is None and len(stripped) < 400 and _RIGHTS.fullmatch(stripped):
        why = "rights notice"
    elif why is None and _is_consent(paragraph, folded, cues):
        why = cues.consent_reason
    elif why is None and headline and cues.furniture.search(folded):
        why = "page furniture"
    return why


def _by_prefix(paragraph: str, cues: _Cues) -> str | None:
    for pattern, why in cues.prefixes:
        if pattern.match(paragraph) and not _is_news(paragraph, cues):
            return why
    return None


def is_signature(paragraph: str) -> bool:
    """Whether the paragraph is an agency's or a desk's mark: "RND/dpa", "(afp)"."""
    stripped = paragraph.strip()
    if len(stripped) > 320:
        return False
    if _REPORTERS.fullmatch(stripped):
        return True
    match = _SIGNATURE.fullmatch(stripped)
    if match is None or len(stripped) > 70:
        return False
    names = [name.strip().casefold() for name in re.split("[/,]", match["names"])]
    known = sum(name in _cues(None).agencies for name in names)
    # "Tagesspur/kld": a house and an author's mark in small letters.
    mark = len(names) > 1 and bool(
        re.fullmatch(r"[a-z]{2,4}", match["names"].split("/")[-1].strip())
    )
    return known > 0 or mark


def is_list_heading(paragraph: str, language: str | None) -> bool:
    """Whether headline-like lines after this paragraph are links rather than text."""
    return bool(_cues(language).list_heading.fullmatch(fold(paragraph)))


def is_caption(paragraph: str, language: str | None) -> bool:
    """Whether the paragraph describes a picture."""
    if len(paragraph) > 600:
        return False
    cues = _cues(language)
    low = paragraph.casefold()
    return bool(
        any(cue in low for cue in cues.caption_contains)
        or cues.caption_prefix.match(paragraph)
        or cues.credit.search(paragraph)
        or _SHOUTED.match(paragraph.lstrip())
        or _PHOTO_CODE.search(paragraph)
    )


def caption_tail(
    text: str, start: int, end: int, language: str | None
) -> tuple[int, int, str] | None:
    """Where a caption's agency code or credit stands, up to its end, and which of them it is."""
    match = _PHOTO_CODE.search(text, start, end)
    if match is not None:
        return match.start(), end, "photo agency code"
    match = _cues(language).credit.search(text, start, end)
    return None if match is None else (match.start(), end, "photo credit")


def _is_consent(paragraph: str, folded: str, cues: _Cues) -> bool:
    if len(paragraph) > 900 or _is_news(paragraph, cues):
        return False
    return bool(cues.subjects.search(folded) and cues.address.search(folded))


def _is_news(paragraph: str, cues: _Cues) -> bool:
    return any(quote in paragraph for quote in '„“”"»«') or bool(cues.unless.search(paragraph))


@cache
def _cues(language: str | None) -> _Cues:
    # Pages mix languages ("Advertisement" on a German page), so all packs' words count, the
    # page's own language last so that its reasons win.
    codes = sorted(available(), key=lambda code: code == language)
    tables = [load_table(code, "boilerplate") for code in codes]
    tables = [table for table in tables if table]
    lines: dict[str, str] = {}
    prefixes = []
    for table in tables:
        for why, words in table.get("lines", {}).items():
            lines.update((fold(word), why) for word in words)
        for why, words in table.get("prefixes", {}).items():
            prefixes.append(
                (re.compile(rf"\s*(?:{_any(words)})\s?[:|–—-]\s?\S", re.IGNORECASE), why)
            )

    def gather(section: str, key: str) -> list[str]:
        return [word for table in tables for word in table.get(section, {}).get(key, ())]

    reasons = [table["consent"]["reason"] for table in tables if "consent" in table]
    return _Cues(
        lines=lines,
        prefixes=tuple(prefixes),
        list_heading=re.compile(
            rf"(?:{_any(gather('list_headings', 'words'))})(?: \w{{1,30}}){{0,2}}", re.IGNORECASE
        ),
        consent_reason=reasons[-1] if reasons else "consent or subscription text",
        subjects=re.compile(rf"\b(?:{_any(gather('consent', 'subjects'))})\b"),
        address=re.compile(rf"\b(?:{_any(gather('consent', 'address'))})\b"),
        unless=re.compile(rf"\b(?:{_any(gather('consent', 'unless'))})\b", re.IGNORECASE),
        caption_contains=tuple(word.casefold() for word in gather("captions", "contains")),
        caption_prefix=re.compile(
            rf"\s*(?:{_any(gather('captions', 'prefixes'))})\s?:", re.IGNORECASE
        ),
        credit=re.compile(
            rf"(?<=[.)!?…])\s*\(?(?:(?:{_any(gather('captions', 'prefixes'))})\s?:[^.]{{1,80}}"
            rf"|(?:{_any(gather('captions', 'credits'))}))\)?\.?\s*\Z",
            re.IGNORECASE,
        ),
        furniture=re.compile(rf"\b(?:{_any(gather('furniture', 'words'))})\b"),
        agencies=frozenset(gather("agencies", "names")),
    )


def _any(words: list[str]) -> str:
    # Longest first, so that no word hides a longer one; an empty pack matches nothing.
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or r"(?!)"
