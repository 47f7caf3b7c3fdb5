"""Which paragraphs of a pasted web page are no content, and why. The cues are data per language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.clean.cues import Cues, Phrases, cues, fold, without_counts, words_of
from timeline.clean.date_lines import is_byline
from timeline.clean.signatures import is_signature

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_LIVE_BLOG = re.compile(r"\+{2,5}\s?[^+\n]{1,300}\s?\+{2,5}|\+{2,5}\s?[^+\n]{1,200}$")
_RIGHTS = re.compile(
    r"(?:©|\(c\)\s|copyright\s{1,2}(?:©|\(c\)|\d{4}|by\b|the\b|20)).{0,200}"
    r"|.{0,60}\b(?:alle rechte vorbehalten|all rights reserved)\b.{0,120}",
    re.IGNORECASE,
)
# Words of a cookie banner's buttons are quoted too; a person's words are longer.
_QUOTATION = re.compile(r"[„“”\"»«][^„“”\"»«]{25}")
_BAR = re.compile(r"\s[|•·/]\s|\s{3,9}|\t")
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S{1,2000}", re.IGNORECASE)
_ONE_SENTENCE = re.compile(r"[^.!?…]{1,300}[.!?…»«“”\"]{0,3}")
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
    stripped = paragraph.strip()
    folded = fold(paragraph)
    if not any(char.isalnum() for char in folded):
        return "no words"
    words = cues(language)
    why = words.lines.get(folded)
    if why is not None or len(stripped) > _LONGEST_CONSENT:
        return why
    for check in _checks(stripped, folded, words, headline=headline, below_title=below_title):
        why = check()
        if why is not None:
            return why
    return None


def _checks(
    stripped: str, folded: str, words: Cues, *, headline: bool, below_title: bool
) -> Iterator[Callable[[], str | None]]:
    """The tests in their order: what is certain first."""
    yield lambda: "live-blog pointer" if _LIVE_BLOG.fullmatch(stripped) else None
    yield lambda: words.lines.get(without_counts(folded))
    yield lambda: _buttons(stripped, words)
    yield lambda: "web address" if _ADDRESS.fullmatch(stripped) else None
    if below_title:
        yield lambda: _link(stripped, words, headline=headline)
    yield lambda: "agency signature" if is_signature(stripped) else None
    yield lambda: "byline" if headline and is_byline(stripped) else None
    yield lambda: "rights notice" if len(stripped) < 400 and _RIGHTS.fullmatch(stripped) else None
    # Pages speak to their readers; "victims who report abuse" speaks of others.
    present = words_of(folded)
    spoken_to = headline or words.address.search(folded, present)
    if (
        len(stripped) <= _LONGEST_STOCK
        and spoken_to
        and not _is_news(stripped, folded, present, words)
    ):
        yield lambda: _first(words.stock, folded, present)
    yield lambda: words.consent_reason if is_consent(stripped, folded, present, words) else None
    if headline and below_title:
        yield lambda: _first(words.furniture, folded, present)


def is_list_heading(paragraph: str, language: str | None) -> bool:
    """Whether headline-like lines after this paragraph are links rather than text."""
    return len(paragraph) < 100 and bool(cues(language).list_heading.fullmatch(fold(paragraph)))


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
    if len(stripped) > _LONGEST_LINK or not _ONE_SENTENCE.fullmatch(stripped):
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
    split = _BAR.split(stripped)
    if len(split) < 2:
        return None
    parts = [without_counts(fold(part)) for part in split]
    parts = [part for part in parts if part]
    known = [words.lines[part] for part in parts if part in words.lines]
    if len(known) < 2 or len(known) * 3 < len(parts) * 2:
        return None
    return known[0]
