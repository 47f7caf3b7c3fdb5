"""The cue words of all language packs, compiled once per language of the article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.clean.words import starters
from timeline.languages.loader import available, load_table
from timeline.languages.patterns import either
from timeline.own import Own, current

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

_EDGE = " \t\u00a0.:;,…!?»«>→›|-–—_=*#•·▶►▸▾▼↓↑()[]"
# Letters and single blanks: what has no sign and no number can only be told by its words.
_PLAIN = re.compile(r"[^\W\d_]{1,60}(?: [^\W\d_]{1,60}){0,30}")
_WORD = re.compile(r"[^\W\d_]+")
_ALWAYS_TELLING = frozenset({"by", "copyright", "rights", "rechte"})  # see signatures, boilerplate
_DIGIT = re.compile(r"\d")
_COUNTS = re.compile(r"[(\[]?\d[\d.,]{0,8}[)\]]?")

Rules = tuple[tuple[re.Pattern[str], str], ...]


class Phrases(NamedTuple):
    """Words and phrases to be found in folded text, and why it is no content where they are.

    Nearly no text has any, and whoever has the set of its words (`words_of`) learns so at once:
    `telling` holds one word of each phrase, `literals` the phrases that have none. Without that
    set, looking for each phrase as it stands is still faster than the pattern.
    """

    pattern: re.Pattern[str]
    telling: frozenset[str]
    wordless: tuple[str, ...]
    literals: tuple[str, ...]
    why: str = ""

    def search(self, folded: str, words: Collection[str] | None = None) -> re.Match[str] | None:
        """The first of them that stands between word boundaries; `words` are those of the text."""
        if words is None:
            possible = any(map(folded.__contains__, self.literals))
        else:
            possible = not self.telling.isdisjoint(words) or bool(self.wordless)
        return self.pattern.search(folded) if possible else None


@dataclass(frozen=True, slots=True)
class Cues:
    """What `languages/*/boilerplate.toml` lists; each pair is a pattern and a reason.

    `telling` holds one word of every cue that can stand in text without signs and numbers,
    `spoken` one of every phrase that `boilerplate` looks for, `wordless` those without any.
    """

    lines: Mapping[str, str]
    telling: frozenset[str]
    prefixes: Rules
    labels: Rules
    list_heading: re.Pattern[str]
    consent_reason: str
    subjects: Phrases
    address: Phrases
    weak_subjects: Phrases
    strong_address: Phrases
    unless: Phrases
    stock: tuple[Phrases, ...]
    furniture: tuple[Phrases, ...]
    spoken: frozenset[str]
    wordless: tuple[str, ...]
    contributions: re.Pattern[str]
    contributors: tuple[str, ...]
    source_line: re.Pattern[str]
    sources: tuple[str, ...]
    from_places: Phrases
    caption_words: tuple[str, ...]
    caption_signs: tuple[tuple[str, tuple[str, ...]], ...]
    caption_prefix: re.Pattern[str]
    credit: re.Pattern[str]
    picture: Phrases


def fold(text: str) -> str:
    """Lower case, single blanks, without signs at the ends: how cues are compared."""
    return " ".join(text.casefold().split()).strip(_EDGE)


def words_of(folded: str) -> list[str]:
    """The words of folded text, for `Phrases.search`."""
    return _WORD.findall(folded)


def without_counts(folded: str) -> str:
    """The folded text without numbers: "12 kommentare" and "kommentare (12)" are one cue."""
    if _DIGIT.search(folded) is None:
        return folded
    return " ".join(_COUNTS.sub(" ", folded).split()).strip(_EDGE)


def is_plain(text: str, folded: str, language: str | None) -> bool:
    """Whether no cue can be in the text: words only, and none of them belongs to a cue.

    It spares short lines the patterns one by one; False says nothing.
    """
    if not text[-1:].isalpha():
        return False
    words = cues(language)
    return (
        _PLAIN.fullmatch(text) is not None
        and folded not in words.lines
        and words.telling.isdisjoint(folded.split())
    )


def _telling(phrases: list[str]) -> frozenset[str]:
    """The longest word of each phrase, which is seldom one that other texts need."""
    found = (_WORD.findall(phrase.casefold()) for phrase in phrases)
    common = starters()
    return frozenset(
        max(words, key=lambda word: (word not in common, len(word))) for words in found if words
    )


def cues(language: str | None) -> Cues:
    """The cues for an article in `language`, and the lines that the user lists.

    Pages mix languages ("Advertisement" on a German page), so all packs' words count, the page's
    own language last so that its reasons win.
    """
    own = current()
    return _with_own(language, own) if own.boilerplate else _cues(language)


@lru_cache(maxsize=16)
def _with_own(language: str | None, own: Own) -> Cues:
    listed = _cues(language)
    lines = {without_counts(fold(line)): "listed by the user" for line in own.boilerplate}
    return replace(
        listed,
        lines={**listed.lines, **lines},
        telling=listed.telling | _telling(list(own.boilerplate)),
    )


@cache
def _cues(language: str | None) -> Cues:
    codes = sorted(available(), key=lambda code: code == language)
    tables = [table for code in codes if (table := load_table(code, "boilerplate"))]

    def words(section: str, key: str) -> list[str]:
        return [word for table in tables for word in table.get(section, {}).get(key, ())]

    def any_of(section: str, key: str) -> Phrases:
        return _phrases([word.casefold() for word in words(section, key)])

    subjects, address = any_of("consent", "subjects"), any_of("consent", "address")
    weak_subjects = any_of("consent", "weak_subjects")
    strong_address = any_of("consent", "strong_address")
    unless = any_of("consent", "unless")
    stock, furniture = _reasons(tables, "stock"), _reasons(tables, "furniture")
    # Address and weak subjects say nothing without one of these.
    spoken = (subjects, strong_address, *stock, *furniture)
    contains = [word.casefold() for word in words("captions", "contains")]
    reasons = [table["consent"]["reason"] for table in tables if "consent" in table]
    prefixes = words("captions", "prefixes")
    return Cues(
        lines={
            fold(word): why
            for table in tables
            for why, group in table.get("lines", {}).items()
            for word in group
        },
        telling=_ALWAYS_TELLING
        | _telling(
            [
                *(words("list_headings", "words") + words("captions", "contains")),
                *(words("captions", "sentence") + words("datelines", "byline_words")),
                *(words("consent", "subjects") + words("consent", "strong_address")),
                *(word for key in _AGENCY_KEYS for word in words("agencies", key)),
                *(word for section in _PHRASES for word in _grouped(tables, section)),
            ]
        ),
        prefixes=_rules(tables, "prefixes", _with_colon),
        labels=_rules(tables, "labels", _with_colon),
        list_heading=re.compile(
            rf"(?:{either([fold(word) for word in words('list_headings', 'words')])})"
            r"(?: [\w-]{1,30}){0,2}"
        ),
        consent_reason=reasons[-1] if reasons else "consent or subscription text",
        subjects=subjects,
        address=address,
        weak_subjects=weak_subjects,
        strong_address=strong_address,
        unless=unless,
        stock=stock,
        furniture=furniture,
        spoken=frozenset().union(*(phrases.telling for phrases in spoken)),
        wordless=tuple(phrase for phrases in spoken for phrase in phrases.wordless),
        contributions=re.compile(
            rf"\b(?:{either(words('agencies', 'contributions'))})"
            r"(?: (?:from|in|aus) [\w-]{1,30}(?: [\w-]{1,30})?)?\Z"
        ),
        contributors=tuple(words("agencies", "contributions")),
        source_line=re.compile(rf"(?:{either(words('agencies', 'credits'))})\b"),
        sources=tuple(words("agencies", "credits")),
        from_places=any_of("agencies", "from_places"),
        caption_words=tuple(word for word in contains if word[0].isalnum()),
        caption_signs=_by_sign([word for word in contains if not word[0].isalnum()]),
        caption_prefix=re.compile(rf"\s*(?:{either(prefixes)})\s?:", re.IGNORECASE),
        credit=re.compile(
            rf"(?<=[.)!?…])\s{{0,3}}\(?(?:(?:{either(prefixes)})\s?:[^.]{{1,80}}"
            rf"|©\s?[^.]{{2,60}}|(?:{either(words('captions', 'credits'))}))\)?\.?\s{{0,3}}\Z",
            re.IGNORECASE,
        ),
        picture=any_of("captions", "sentence"),
    )


_AGENCY_KEYS = ("names", "contributions", "credits", "from_places")
_PHRASES = ("stock", "furniture")


def _by_sign(listed: list[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The phrases by the sign that they begin with: few texts have it."""
    signs = dict.fromkeys(phrase[0] for phrase in listed)
    return tuple((sign, tuple(p for p in listed if p[0] == sign)) for sign in signs)


def _grouped(tables: list[Mapping[str, Any]], section: str) -> list[str]:
    return [w for table in tables for group in table.get(section, {}).values() for w in group]


def _phrases(listed: list[str], *, flags: int = 0, why: str = "") -> Phrases:
    return Phrases(
        re.compile(rf"\b(?:{either(listed)})\b", flags),
        _telling(listed),
        tuple(phrase for phrase in listed if not _WORD.search(phrase)),
        _shortest(listed),
        why,
    )


def _reasons(tables: list[Mapping[str, Any]], section: str) -> tuple[Phrases, ...]:
    """The phrases of each reason of a section."""
    return tuple(
        _phrases(group, flags=re.IGNORECASE, why=why)
        for table in tables
        for why, group in table.get(section, {}).items()
    )


def _shortest(words: list[str]) -> tuple[str, ...]:
    """The words without those that contain another one."""
    kept: list[str] = []
    for word in sorted({word.casefold() for word in words}, key=lambda word: (len(word), word)):
        if not any(short in word for short in kept):
            kept.append(word)
    return tuple(kept)


def _rules(
    tables: list[Mapping[str, Any]], section: str, pattern: Callable[[list[str]], str]
) -> Rules:
    """One pattern for each reason of a section."""
    return tuple(
        (re.compile(pattern(group), re.IGNORECASE), why)
        for table in tables
        for why, group in table.get(section, {}).items()
    )


def _with_colon(group: list[str]) -> str:
    # "Mehr aus *" takes up to three more words; "Mehr" alone must not ("Mehr als 30 Tote: …").
    exact = [word for word in group if not word.endswith(" *")]
    longer = [word[:-2] for word in group if word.endswith(" *")]
    return (
        rf"[\s*>→•▶►-]{{0,5}}(?:{either(exact)}|(?:{either(longer)})(?:\s[\w-]{{1,30}}){{0,3}})"
        r"(?:\s?[:|]\s?|\s[–—-]\s)\S"
    )
