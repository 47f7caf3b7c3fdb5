"""Web archives (WARC), by warcio: one article per page that was fetched well."""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from timeline.errors import InputError
from timeline.ingest.formats import is_html
from timeline.ingest.from_html import read_html
from timeline.ingest.optional import library
from timeline.ingest.source import MAX_BYTES, Article
from timeline.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_RECORDS = 1_000_000
# What may come out of a compressed archive: pages shrink to a tenth, seldom to less.
_MOST_AT_LEAST, _MOST_TIMES = 200_000_000, 100


def read_warc(content: bytes, where: str) -> Iterator[Article | Problem]:
    """Pages with status 200; pictures, scripts and redirects are passed over.

    The day a page was fetched is not its publication date.
    """
    library("warcio", format_name="WARC", where=where)
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    found = False
    records = ArchiveIterator(_unpacked(content))
    try:
        for number, record in enumerate(records, 1):
            if number > _MOST_RECORDS:
                yield Problem(where, f"more than {_MOST_RECORDS} records", "split the archive")
                break
            address = record.rec_headers.get_header("WARC-Target-URI")
            status = record.http_headers.get_statuscode() if record.http_headers else None
            if record.rec_type != "response" or status != "200":
                continue
            page = record.content_stream().read(MAX_BYTES + 1)
            if not is_html(page):
                continue
            found = True
            yield from _page(page, f"{where}, record {number}", address)
    except _BombError:
        yield Problem(where, "unpacks to far too much", "fetch it again; what came before was read")
        return
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error) as error:
        reason = f"the archive breaks off: {error}"
        yield Problem(where, reason[:200], "fetch it again; what came before was read")
    if not found:
        raise InputError("no page in this archive", where=where, remedy="leave it out")


class _BombError(Exception):
    """More came out of a compressed archive than goes into one."""


class _Bounded(io.RawIOBase):
    """A compressed archive as it is unpacked, up to what may come out of it."""

    def __init__(self, content: bytes) -> None:
        self._stream = gzip.GzipFile(fileobj=io.BytesIO(content))
        self._left = max(_MOST_AT_LEAST, _MOST_TIMES * len(content))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        read = self._stream.readinto(buffer)
        self._left -= read
        if self._left < 0:
            raise _BombError
        return read


def _unpacked(content: bytes) -> BinaryIO:
    if content.startswith(b"\x1f\x8b"):
        return cast("BinaryIO", io.BufferedReader(_Bounded(content)))
    return io.BytesIO(content)


def _page(page: bytes, where: str, address: str | None) -> Iterator[Article | Problem]:
    if len(page) > MAX_BYTES:
        yield Problem(where, f"more than {MAX_BYTES // 1_000_000} MB", "leave the page out")
        return
    try:
        for article in read_html(page, where):
            if isinstance(article, Article):
                yield replace(article, url=article.url or address)
            else:
                yield article
    except InputError as error:
        yield Problem(where, error.message, error.remedy or "", "warning")
