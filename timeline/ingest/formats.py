"""The formats that are read: told by content first, by file name ending where content is mute.

A new reader is one line in `FORMATS`: its name, the module and function that read it, its endings,
and how its content is known. Modules are imported when the first file of their kind comes.
"""

from __future__ import annotations

import gzip
import importlib
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from timeline.ingest.source import MAX_BYTES, MAX_CORPUS_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from timeline.ingest.source import Reader

_BLANK = b"\xef\xbb\xbf \t\r\n"
_HEAD = 4000
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_NEWSML = re.compile(rb"<(?:\w{1,20}:)?(?:nitf|newsItem|newsMessage|NewsML|packageItem)[\s>]")
_RIS = re.compile(rb"TY  - [A-Z]")
_BIBTEX = re.compile(rb"@\w{2,30}\s{0,5}[{(]")
_ADDRESS = re.compile(rb"https?://[^\s<>\"']{3,2000}", re.IGNORECASE)
_MAIL_LINE = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[^\n]{0,4000}\n|[ \t][^\n]{0,4000}\n")
_MAIL_FIELDS = {b"from", b"date", b"subject", b"message-id", b"mime-version", b"received", b"to"}


@dataclass(frozen=True, slots=True)
class Format:
    """How a kind of file is recognised and read.

    `corpus` files hold many articles and may be as large as a whole corpus. `looks` sees the
    content's first `_HEAD` bytes without leading blanks, and the whole content.
    """

    name: str
    reader: str
    endings: tuple[str, ...] = ()
    looks: Callable[[bytes, bytes], bool] | None = None
    corpus: bool = False

    def load(self) -> Reader:
        """The function that reads it."""
        module, _, function = self.reader.partition(":")
        found: Reader = getattr(importlib.import_module(f"timeline.ingest.{module}"), function)
        return found


def is_html(content: bytes) -> bool:
    """Whether the content looks like a page."""
    low = content[:_HEAD].lstrip(_BLANK).lower()
    begins = low.startswith((b"<!doctype html", b"<html", b"<?xml", b"<!--"))
    return begins and b"<html" in content[:8000].lower()


def _is_json(head: bytes, content: bytes) -> bool:
    """Objects, one per line or in a list."""
    rest = head[1:].lstrip()
    return (head.startswith(b"{") and rest[:1] in (b'"', b"}")) or (
        head.startswith(b"[") and rest[:1] in (b"{", b"]")
    )


def _is_telegram(head: bytes, content: bytes) -> bool:
    """The export of one chat, or of all."""
    if not head.startswith(b"{"):
        return False
    one = b'"messages"' in head and b'"type"' in head and b'"name"' in head
    return one or (b'"chats"' in head and b'"list"' in head)


def _is_mail(head: bytes, content: bytes) -> bool:
    """A message's header, or a mailbox's postmark above one."""
    block = content[:16_000].replace(b"\r\n", b"\n")
    if block.startswith(b"From "):
        block = block.partition(b"\n")[2]
    fields, position = set(), 0
    while line := _MAIL_LINE.match(block, position):
        if line[1]:
            fields.add(line[1].lower())
        position = line.end()
    closed = block[position : position + 1] == b"\n"
    return closed and b"from" in fields and len(fields & _MAIL_FIELDS) >= 3


def _is_mhtml(head: bytes, content: bytes) -> bool:
    low = head.lower()
    return b"multipart/related" in low and b"mime-version:" in low


def _is_warc(head: bytes, content: bytes) -> bool:
    if not content.startswith(b"\x1f\x8b"):
        return content.startswith(b"WARC/")
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as packed:
            return packed.read(5) == b"WARC/"
    except (OSError, EOFError, zlib.error):
        return False


def _is_url_list(head: bytes, content: bytes) -> bool:
    """Every line that is not empty or a `#` comment is an address."""
    if not head.lower().startswith((b"http://", b"https://", b"#")):
        return False
    lines = [line.strip() for line in content.lstrip(_BLANK).split(b"\n")]
    said = [line for line in lines if line and not line.startswith(b"#")]
    return bool(said) and all(_ADDRESS.fullmatch(line) for line in said)


def _is_export(head: bytes, content: bytes) -> bool:
    """A press database's export as plain text."""
    from timeline.ingest.exports import is_export

    return is_export(content)


# In the order in which contents are tried; endings decide where no content does.
FORMATS = (
    Format("pdf", "from_pdf:read_pdf", (".pdf",), lambda head, _: head.startswith(b"%PDF-")),
    Format(
        "docx", "from_office:read_docx", (".docx",),
        lambda head, all_: head.startswith(b"PK\x03\x04") and b"word/document.xml" in all_,
    ),
    Format(
        "excel", "from_table:read_excel", (".xlsx",),
        lambda head, all_: head.startswith(b"PK\x03\x04") and b"xl/workbook.xml" in all_,
    ),
    Format("rtf", "from_office:read_rtf", (".rtf",), lambda head, _: head.startswith(b"{\\rtf")),
    Format("warc", "from_warc:read_warc", (".warc", ".warc.gz"), _is_warc, corpus=True),
    Format("mhtml", "from_mail:read_mhtml", (".mht", ".mhtml"), _is_mhtml),
    Format("mail", "from_mail:read_mail", (".eml", ".mbox"), _is_mail, corpus=True),
    Format("newsml", "from_newsml:read_newsml", (".xml", ".nitf"),
           lambda head, _: head.startswith(b"<") and _NEWSML.search(head) is not None),
    Format("feed", "from_feed:read_feed", (".rss", ".atom"),
           lambda head, _: head.startswith(b"<") and _FEED.search(head) is not None),
    Format("html", "from_html:read_html", (".html", ".htm", ".xhtml"),
           lambda _, content: is_html(content)),
    Format("telegram", "from_telegram:read_telegram", (), _is_telegram, corpus=True),
    Format("jsonl", "from_jsonl:read_jsonl", (".jsonl", ".ndjson"), _is_json, corpus=True),
    Format("ris", "from_bibliography:read_ris", (".ris",), lambda head, _: bool(_RIS.match(head))),
    Format("bibtex", "from_bibliography:read_bibtex", (".bib",),
           lambda head, _: bool(_BIBTEX.match(head))),
    Format("csv", "from_table:read_csv", (".csv", ".tsv"), corpus=True),
    Format("urls", "from_urls:read_urls", (".urls",), _is_url_list),
    Format("export", "exports:read_export", (), _is_export, corpus=True),
    Format("text", "from_text:read_text", (".txt", ".text")),
)  # fmt: skip
ENDINGS = {ending: format_ for format_ in FORMATS for ending in format_.endings}
# Programs give these files a name of their own; other `.json` files in folders are no articles.
NAMES = ("result.json",)
# What comes after a dot says nothing where a person chose it ("notes.2022"), so text is assumed.
_OTHERWISE = "text"


def format_of(name: str, content: bytes) -> Format:
    """The format of a file called `name`."""
    head = content[: _HEAD + 100].lstrip(_BLANK)[:_HEAD]
    ending = by_ending(name)
    for candidate in FORMATS:
        if candidate.looks is None:
            continue
        # Tables are made of lines that may look like anything else.
        if ending is not None and ending.name in ("csv", "jsonl"):
            return ending
        if candidate.looks(head, content):
            return candidate
    return ending if ending is not None else _by_name()[_OTHERWISE]


def by_ending(name: str) -> Format | None:
    """The format that a file name alone tells."""
    low = name.lower()
    return next((found for ending, found in ENDINGS.items() if low.endswith(ending)), None)


def is_article(path: Path) -> bool:
    """Whether a file in a folder is read."""
    return by_ending(path.name) is not None or path.name in NAMES


def limit_of(name: str) -> int:
    """Bytes that a file of that name may have."""
    found = by_ending(name)
    whole = name in NAMES or (found is not None and found.corpus)
    return MAX_CORPUS_BYTES if whole else MAX_BYTES


@cache
def _by_name() -> dict[str, Format]:
    return {format_.name: format_ for format_ in FORMATS}
