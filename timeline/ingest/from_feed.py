"""RSS and Atom feeds, by feedparser: one article per entry."""

from __future__ import annotations

import calendar
import html
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from timeline.errors import InputError
from timeline.ingest.markup import plain_text
from timeline.ingest.optional import library
from timeline.ingest.published import day_of
from timeline.ingest.source import Article
from timeline.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_feed(content: bytes, where: str) -> Iterator[Article | Problem]:
    """One article per entry; an entry without text becomes a Problem."""
    feedparser = library("feedparser", format_name="RSS", where=where)
    try:
        feed = feedparser.parse(content)
    except Exception as error:  # a damaged declaration makes it raise what decoders raise
        raise InputError(
            f"the feed cannot be read: {type(error).__name__}",
            where=where,
            remedy="fetch it again",
        ) from error
    if not feed.entries:
        raise InputError("the feed has no entries", where=where, remedy="leave it out")
    source = feed.feed.get("title") or None
    language = feed.feed.get("language") or None
    for number, entry in enumerate(feed.entries, 1):
        place = f"{where}, entry {number}"
        title = _line(entry.get("title"))
        bodies = [part.get("value") or "" for part in entry.get("content", ())]
        body = plain_text(max([*bodies, entry.get("summary") or ""], key=len))
        if not body and not title:
            yield Problem(place, "there is no text", "leave the entry out")
            continue
        published = _date(entry)
        yield Article(
            text=f"{title}\n\n{body}" if title and not body.startswith(title) else body,
            language=language,
            published=published,
            published_from="metadata" if published else "unknown",
            title=title,
            source=_line(entry.get("source", {}).get("title")) or source,
            url=entry.get("link") or None,
            author=_line(entry.get("author")),
        )


def _date(entry: Any) -> date | None:
    for field in ("published_parsed", "updated_parsed"):
        parsed = dict.get(entry, field)  # its own `get` gives one field for another, and warns
        if parsed:
            try:
                return day_of(datetime.fromtimestamp(calendar.timegm(parsed), UTC))
            except (ValueError, OverflowError, OSError):
                continue
    return None


def _line(text: str | None) -> str | None:
    return " ".join(html.unescape(text or "").split()) or None
