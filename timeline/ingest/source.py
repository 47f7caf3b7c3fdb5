"""Bytes to text, and paths to the articles behind them: shared by all readers."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from timeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from timeline.model import Problem, PublishedFrom

# An article above this size is a dump, not an article; all stages stay linear up to it.
MAX_BYTES = 50_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How much of a file is looked at to tell text from binary data, and to guess an encoding.
_SAMPLE = 64_000


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader found in one article, before ids are made unique.

    `id` is None where the article does not bring one. `published` stands with who said it.
    """

    text: str
    id: str | None = None
    language: str | None = None
    published: date | None = None
    published_from: PublishedFrom = "unknown"
    title: str | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None
    notes: tuple[str, ...] = field(default=())


class Reader(Protocol):
    """A reader turns the content of one file into articles.

    It yields a Problem for each article that it cannot use, and goes on. `where` names the file
    in messages.
    """

    def __call__(self, content: bytes, where: str) -> Iterator[Article | Problem]:
        """The articles in `content`."""


def decode(content: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and a note where its encoding had to be guessed.

    InputError where the content is no text.
    """
    if not content.strip(b" \t\r\n\0"):
        raise InputError("the file is empty", where=where, remedy="leave it out")
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _strict(content, encoding, where), ()
    if _is_binary(content):
        raise InputError(
            "this is binary data, no text",
            where=where,
            remedy="save the article as text or HTML",
        )
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guess(content, where)


def _strict(content: bytes, encoding: str, where: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"marked as {encoding}, but byte {error.start} does not fit",
            where=where,
            remedy="save the article as UTF-8",
        ) from error


def _is_binary(content: bytes) -> bool:
    sample = content[:_SAMPLE]
    control = sum(
        sample.count(bytes([code])) for code in (*range(8), *range(14, 27), *range(28, 32))
    )
    return control > len(sample) // 100


def _guess(content: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    # Mostly UTF-8 with a few broken bytes is repaired rather than read as something else.
    repaired = content.decode("utf-8", errors="replace")
    broken = repaired.count("\ufffd")
    multibyte = sum(repaired.count(char) for char in "äöüÄÖÜßéèáó„“”–’")
    if broken * 20 <= multibyte:
        return repaired, (f"{broken} broken bytes were replaced; the file is not clean UTF-8",)
    from charset_normalizer import from_bytes

    best = from_bytes(
        content[:_SAMPLE], cp_isolation=["cp1252", "iso8859_15", "cp1250", "cp1251"]
    ).best()
    encoding = "cp1252" if best is None else best.encoding
    for candidate in dict.fromkeys((encoding, "cp1252")):
        try:
            return content.decode(candidate), (f"not UTF-8; read as {candidate}",)
        except UnicodeDecodeError:
            continue
    raise InputError("the encoding cannot be told", where=where, remedy="save the article as UTF-8")
