"""Mail: EML and MBOX files, and the web pages that browsers save as one MHTML file."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, cast

from timeline.errors import InputError
from timeline.ingest.from_html import read_html
from timeline.ingest.published import day_of
from timeline.ingest.source import Article
from timeline.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from email.message import EmailMessage


class _Bounded(EmailPolicy):
    """Header fields cut off: the parser takes the square of their length, and they say no more."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """The name and the value of a field, as the parser of messages asks for them."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_FIELD]


_LONGEST_FIELD = 4000
_POLICY = cast("EmailPolicy[EmailMessage]", _Bounded())
_POSTMARK = re.compile(rb"^From [^\n]{1,200}\n", re.MULTILINE)
_MOST_PARTS = 500
_SIGNATURE = re.compile(r"\n-- \n.*\Z", re.DOTALL)


def read_mail(content: bytes, where: str) -> Iterator[Article | Problem]:
    """One article per message, dated by its `Date` field; a mailbox has many."""
    if not content.startswith(b"From "):
        yield _read(content, where)
        return
    marks = [
        match
        for match in _POSTMARK.finditer(content)
        if match.start() == 0
        or content[max(0, match.start() - 4) : match.start()].endswith((b"\n\n", b"\r\n\r\n"))
    ]
    ends = [mark.start() for mark in marks[1:]] + [len(content)]
    for number, (mark, end) in enumerate(zip(marks, ends, strict=True), 1):
        message = content[mark.end() : end].replace(b"\n>From ", b"\nFrom ")
        place = f"{where}, message {number}"
        try:
            yield _read(message, place)
        except InputError as error:
            yield Problem(error.where or place, error.message, error.remedy or "")


def read_mhtml(content: bytes, where: str) -> Iterator[Article | Problem]:
    """The page that the file holds; its own metadata date it, not the day it was saved."""
    try:
        message = _parse(content)
        page = _part(message, "text/html")
    except RecursionError:
        raise InputError(_NESTED, where=where, remedy="save the page as HTML") from None
    if page is None:
        raise InputError("no page in this file", where=where, remedy="save the page as HTML")
    address = _field(message, "Snapshot-Content-Location")
    for article in read_html(_content(page).encode(), where):
        if isinstance(article, Article) and article.url is None:
            yield replace(article, url=address)
        else:
            yield article


_NESTED = "its parts are nested too deeply"


def _read(content: bytes, where: str) -> Article:
    try:
        return _article(_parse(content), where)
    except RecursionError:
        raise InputError(_NESTED, where=where, remedy="save the text of the message") from None


def _parse(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=_POLICY)


def _article(message: EmailMessage, where: str) -> Article:
    plain, page = _part(message, "text/plain"), _part(message, "text/html")
    title = _field(message, "Subject")
    name, address = parseaddr(_field(message, "From") or "")
    published = _date(message)
    article = Article(
        text="",
        id=None,
        published=published,
        published_from="metadata" if published else "unknown",
        title=title,
        source=name or address or None,
    )
    if plain is not None and _content(plain).strip():
        text = _SIGNATURE.sub("\n", _unwrapped(_content(plain)))
        return replace(article, text=text)
    if page is not None:
        for found in read_html(_content(page).encode(), where):
            if isinstance(found, Article):
                return replace(article, text=found.text, url=found.url)
    raise InputError("the message holds no text", where=where, remedy="leave it out")


def _part(message: EmailMessage, kind: str) -> EmailMessage | None:
    for count, part in enumerate(message.walk()):
        if count > _MOST_PARTS:
            return None
        if part.get_content_type() == kind and not part.is_attachment():
            return part
    return None


def _content(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError, AssertionError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _unwrapped(text: str) -> str:
    """Lines that mail programs have broken at 72 characters, joined again."""
    paragraphs = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
    return "\n\n".join(
        " ".join(line.strip() for line in paragraph.splitlines())
        if max((len(line) for line in paragraph.splitlines()), default=0) <= 80
        else paragraph.strip()
        for paragraph in paragraphs
        if paragraph.strip()
    )


def _field(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except Exception:  # malformed headers make the parser raise whatever there is
        return None
    return None if value is None else " ".join(str(value).split()) or None


def _date(message: EmailMessage) -> date | None:
    stated = _field(message, "Date")
    if stated is None:
        return None
    try:
        return day_of(parsedate_to_datetime(stated))
    except (ValueError, TypeError, OverflowError):
        return None
