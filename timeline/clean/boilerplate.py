"""Which paragraphs of a pasted web page are no content, and why. The cues are data per language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.clean.cues import Cues, Phrases, cues, fold, without_counts, words_of
from timeline.clean.date_lines import is_byline
from timeline.clean.signatures import is_signature

if TYPE_CHECKING:
    from collections.abc import Collection

_LIVE_BLOG = re.compile(r"\+{2,5}\s?[^+\n]{1,300}\s?\+{2,5}|\+{2,5}\s?[^+\n]{1,200}$")
_RIGHTS = re.compile(
    r"(?:©|\(c\)\s|copyright\s{1,2}(?:©|\(c\)|\d{4}|by\b|the\b|20)).{0,200}"
    r"|.{0,60}\b(?:alle rechte vorbehalten|all rights reserved)\b.{0,120}",
    re.IGNORECASE,
)
# Words of a cookie banner's buttons are quoted too; a person's words are longer.
_QUOTATION = re.compile(r"[„“”\"»«][^„“”\"»«]{25}")
_BAR = re.compile(r"\s[|•·/]\s|\s{3,9}|\t")
_BARS = (" | ", " • ", " · ", " / ", "   ")  # what `_BAR` is where all blanks are plain ones
_LINKING = (":", "|", "–", "—", "-")  # what stands behind a label, see `cues`
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S{1,2000}", re.IGNORECASE)
_ONE_SENTENCE = re.compile(r"[^.!?…]{1,300}[.!?…»«“”\"]{0,3}")
# One of these stands in every notice of rights.
_RIGHTS_CUES = ("©", "(c)", "copyright", "vorbehalten", "reserved")
_LONGEST_RIGHTS = 400
_LONGEST_LINK = 300
_LONGEST_STOCK = 450
_LONGEST_CONSENT = 900
_LONGEST_BUTTONS = 300


def reason(
    paragraph: str, language: str | None, *, headline: bool, below_title: bool
) -> str | None:
    """Why this paragraph is no content, or None where it is some.

    `headline`: it has no final mark; a word that only pages use is then enough. `below_title`: a
    title stood above, so that a label ("Video:") no longer begins the article.
    """
    words, folded = cues(language), fold(paragraph)
    return reason_of(paragraph, folded, words, headline=headline, below_title=below_title)


def reason_of(
    paragraph: str, folded: str, words: Cues, *, headline: bool, below_title: bool
) -> str | None:
    """The same for whoever has folded the paragraph and knows the cues."""
    stripped = paragraph.strip()
    if not folded.isalpha() and not any(map(str.isalnum, folded)):
        return "no words"
    why = words.lines.get(folded)
    if why is not None or len(stripped) > _LONGEST_CONSENT:
        return why
    # What is certain first. Most paragraphs are sentences, which a glance tells from each of these.
    return (
        ("live-blog pointer" if stripped[:2] == "++" and _LIVE_BLOG.fullmatch(stripped) else None)
        or words.lines.get(without_counts(folded))
        or _buttons(stripped, words)
        or ("web address" if _ADDRESS.fullmatch(stripped) else None)
        or (_link(stripped, words, headline=headline) if below_title else None)
        or ("agency signature" if is_signature(stripped, folded) else None)
        or ("byline" if headline and is_byline(stripped) else None)
        or _rights(stripped)
        or _told_by_words(stripped, folded, words, headline=headline, below_title=below_title)
    )


def _rights(stripped: str) -> str | None:
    if len(stripped) >= _LONGEST_RIGHTS:
        return None
    low = stripped.casefold()
    if not any([cue in low for cue in _RIGHTS_CUES]):  # noqa: C419 a list is faster
        return None
    return "rights notice" if _RIGHTS.fullmatch(stripped) else None


def _told_by_words(
    stripped: str, folded: str, words: Cues, *, headline: bool, below_title: bool
) -> str | None:
    """What pages say to their readers; "victims who report abuse" speaks of others."""
    listed = words_of(folded)
    if words.spoken.isdisjoint(listed) and not any(map(folded.__contains__, words.wordless)):
        return None
    present = frozenset(listed)
    spoken_to = headline or words.address.search(folded, present)
    if (
        len(stripped) <= _LONGEST_STOCK
        and spoken_to
        and not _is_news(stripped, folded, present, words)
    ):
        why = _first(words.stock, folded, present)
        if why is not None:
            return why
    if is_consent(stripped, folded, present, words):
        return words.consent_reason
    return _first(words.furniture, folded, present) if headline and below_title else None


def is_list_heading(paragraph: str, folded: str, words: Cues) -> bool:
    """Whether headline-like lines after this paragraph are links rather than text."""
    return len(paragraph) < 100 and words.list_heading.fullmatch(folded) is not None


def is_consent(paragraph: str, folded: str, present: Collection[str], words: Cues) -> bool:
    """Consent, subscription or newsletter text: its subject and somebody who is spoken to.

    `present` are the words of the folded paragraph.
    """
    return _asks(folded, present, words) and not _is_news(paragraph, folded, present, words)


def _asks(folded: str, present: Collection[str], words: Cues) -> bool:
    if words.subjects.search(folded, present) and words.address.search(folded, present):
        return True
    called = words.strong_address.search(folded, present)
    if called is None or not words.weak_subjects.search(folded, present):
        return False
    # "Subscribe to the edition": an order begins the text, or somebody is spoken to as well;
    # "members who subscribe to the fund" does neither.
    return called.start() == 0 or words.address.search(folded, present) is not None


def _is_news(paragraph: str, folded: str, present: Collection[str], words: Cues) -> bool:
    """Whether somebody is quoted, or an authority is named."""
    return bool(words.unless.search(folded, present) or _QUOTATION.search(paragraph))


def _first(reasons: tuple[Phrases, ...], folded: str, present: Collection[str]) -> str | None:
    return next((one.why for one in reasons if one.search(folded, present)), None)


def _link(stripped: str, words: Cues, *, headline: bool) -> str | None:
    """A pointer to another page: one short sentence behind a colon, a bar or a dash."""
    if len(stripped) > _LONGEST_LINK or not any(map(stripped.__contains__, _LINKING)):
        return None
    if not _ONE_SENTENCE.fullmatch(stripped):
        return None
    for pattern, why in words.prefixes:
        if pattern.match(stripped):
            return why
    if not headline and not stripped.endswith("?"):
        return None
    return next((why for pattern, why in words.labels if pattern.match(stripped)), None)


def _buttons(stripped: str, words: Cues) -> str | None:
    """ "Teilen | Drucken | Kommentieren (12)": a row of things that are no content one by one."""
    if len(stripped) > _LONGEST_BUTTONS:
        return None
    if stripped.isprintable() and not any(map(stripped.__contains__, _BARS)):
        return None
    split = _BAR.split(stripped)
    if len(split) < 2:
        return None
    parts = [without_counts(fold(part)) for part in split]
    parts = [part for part in parts if part]
    known = [words.lines[part] for part in parts if part in words.lines]
    if len(known) < 2 or len(known) * 3 < len(parts) * 2:
        return None
    return known[0]
