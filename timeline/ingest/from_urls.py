"""A list of addresses: each page is fetched by trafilatura, politely, and read as HTML.

Pages that forbid robots are left alone; between two pages of one host the program waits.
"""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from timeline.errors import InputError
from timeline.ingest.decode import decode
from timeline.ingest.from_html import read_html
from timeline.ingest.source import MAX_BYTES, Article
from timeline.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

WAIT = 2.0  # seconds between two pages of one host
_MOST = 10_000
_AGENT = "event-timeline"


def read_urls(content: bytes, where: str) -> Iterator[Article | Problem]:
    """One article per address; a page that cannot be had becomes a Problem."""
    text, _ = decode(content, where)
    addresses = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    wanted = list(dict.fromkeys(line for line in addresses if line and not line.startswith("#")))
    if len(wanted) > _MOST:
        raise InputError(f"more than {_MOST} addresses", where=where, remedy="split the list")
    robots: dict[str, RobotFileParser | None] = {}
    visited: set[str] = set()
    for address in wanted:
        host = urlsplit(address).netloc
        if host in visited:
            time.sleep(WAIT)
        visited.add(host)
        yield from _page(address, robots)


def _page(address: str, robots: dict[str, RobotFileParser | None]) -> Iterator[Article | Problem]:
    try:
        if not _allowed(address, robots):
            yield Problem(
                address, "the site forbids programs to read this page", "save it by hand", "error"
            )
            return
        page = _fetch(address)
        if page is None:
            yield Problem(address, "the page cannot be had", "check address and network")
            return
        if len(page) > MAX_BYTES:
            yield Problem(address, f"more than {MAX_BYTES // 1_000_000} MB", "save its text")
            return
        for article in read_html(page, address):
            if isinstance(article, Article):
                yield replace(article, url=article.url or address, id=address)
            else:
                yield article
    except InputError as error:
        yield Problem(address, error.message, error.remedy or "")


def _fetch(address: str) -> bytes | None:
    from trafilatura.downloads import fetch_response

    response: Any = fetch_response(address, decode=False, with_headers=False, config=_settings())
    if response is None or response.status != 200 or not response.data:
        return None
    return bytes(response.data)


@cache
def _settings() -> Any:
    """trafilatura's settings; it refuses addresses inside the own network by itself."""
    from trafilatura.settings import use_config

    settings = use_config()
    settings.set("DEFAULT", "DOWNLOAD_TIMEOUT", "20")
    settings.set("DEFAULT", "MAX_FILE_SIZE", str(MAX_BYTES))
    settings.set("DEFAULT", "USER_AGENTS", _AGENT)
    return settings


def _allowed(address: str, robots: dict[str, RobotFileParser | None]) -> bool:
    parts = urlsplit(address)
    root = f"{parts.scheme}://{parts.netloc}"
    if root not in robots:
        rules = _fetch(f"{root}/robots.txt")
        parser = None
        if rules is not None:
            parser = RobotFileParser()
            parser.parse(rules[:500_000].decode("utf-8", "replace").splitlines())
        robots[root] = parser
    known = robots[root]
    return known is None or known.can_fetch(_AGENT, address)
