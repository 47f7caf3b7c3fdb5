"""Marks of agencies, desks and reporters at the end of an article."""

from __future__ import annotations

import re

from timeline.clean.cues import cues, fold
from timeline.clean.words import agencies

_NAMES = r"[A-Za-zÄÖÜäöü-]{2,20}(?:\s?[/,]\s?[A-Za-zÄÖÜäöü.-]{2,20}){0,5}"
_SIGNATURE = re.compile(
    r"[(\[—–-]{0,2}\s?(?:(?:quelle|source|von|by|mit|with)\s?:?\s)?"
    rf"(?:(?P<marks>[a-z]{{2,4}}(?:/[a-z]{{2,4}}){{0,3}})\s?\()?(?P<names>{_NAMES})[)\]]{{0,2}}\.?",
    re.IGNORECASE,
)
_AUTHOR_MARK = re.compile(r"[a-z]{2,4}")
# "(Reporting by A. Holm; Editing by B. Lind)": what stands in the brackets, not what follows.
_REPORTERS = re.compile(
    r"[(\[](?:additional\s)?(?:reporting|writing|editing|compiled|edited|written|translated)\b"
    r"[^()\[\]]{2,400}[)\]]",
    re.IGNORECASE,
)
_REPORTER_LINE = re.compile(
    r"(?i:additional\s|further\s)?(?i:reporting|writing|editing|compiled|edited|written)"
    r"(?i:\sand\s(?:writing|editing))?\s(?i:by)\s[A-Z].{1,250}"
)
# "Redaktion: Anna Holm, Jan Brandt": names only, so that "Redaktion: wir bleiben" stays.
_DESK_LINE = re.compile(
    r"[(\[]?(?i:bearbeitung|redaktion|mitarbeit|autorin|autor|author|editor|editors)\s?:\s?"
    r"[A-ZÄÖÜ][\w.'’-]{0,25}(?:[\s,/;&]{1,3}(?:und\s|and\s)?[A-ZÄÖÜ][\w.'’-]{0,25}){0,8}[)\]]?"
)
# The brackets and first letters of the patterns above.
_OPENING = frozenset("([abcefmrwABCEFMRW")
_JOINERS = frozenset({"and", "in", "from", "reported", "reporting", "with"})
_LONGEST_MARK = 70
_LONGEST_LINE = 400


def is_signature(paragraph: str, folded: str | None = None) -> bool:
    """Whether the paragraph is an agency's or a desk's mark: "RND/dpa", "(afp)".

    `folded` is the paragraph folded, for whoever has it.
    """
    stripped = paragraph.strip()
    if len(stripped) > _LONGEST_LINE:
        return False
    if stripped[:1] in _OPENING and (
        _REPORTERS.fullmatch(stripped.rstrip(".")) or _is_line(stripped)
    ):
        return True
    if _names_reporters(stripped, fold(stripped) if folded is None else folded):
        return True
    return len(stripped) <= _LONGEST_MARK and _is_mark(stripped)


def _names_reporters(stripped: str, folded: str) -> bool:
    words = cues(None)
    if any(map(folded.__contains__, words.contributors)) and words.contributions.search(
        folded, max(0, len(folded) - 100)
    ):
        return len(stripped.split()) <= 60
    if folded.startswith(words.sources) and words.source_line.match(folded):
        return len(folded.split()) <= 10
    # Names alone around "reported from"; "Witnesses reported from Minsk that …" is a sentence.
    if not words.from_places.search(folded):
        return False
    return all(word in _JOINERS or not word[0].islower() for word in stripped.split())


def _is_line(stripped: str) -> bool:
    if _REPORTER_LINE.fullmatch(stripped) and len(stripped.split()) <= 40:
        return True
    return bool(_DESK_LINE.fullmatch(stripped))


def _is_mark(stripped: str) -> bool:
    match = _SIGNATURE.fullmatch(stripped)
    if match is None:
        return False
    names = [name.strip(" .").casefold() for name in re.split("[/,]", match["names"])]
    if any(name in agencies() for name in names):
        return True
    # "Tagesspur/kld": a house and an author's mark in small letters.
    last = match["names"].split("/")[-1].strip()
    return "/" in match["names"] and bool(_AUTHOR_MARK.fullmatch(last))
