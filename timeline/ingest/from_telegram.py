"""Telegram's own export, `result.json`: one article per message, or per message of each chat."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from timeline.errors import InputError
from timeline.ingest.decode import decode
from timeline.ingest.published import day_of, parse_date
from timeline.ingest.source import Article
from timeline.own import current

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.model import Problem


def read_telegram(content: bytes, where: str) -> Iterator[Article | Problem]:
    """Messages with words; joins, pins and pictures without a caption are passed over."""
    text, notes = decode(content, where)
    try:
        export = json.loads(text)
        if not isinstance(export, dict):
            raise ValueError("a number, a list or a string is no export")
    except (ValueError, RecursionError) as error:
        raise InputError(
            "not a complete Telegram export", where=where, remedy="export the chat again as JSON"
        ) from error
    chats = export["chats"].get("list", ()) if isinstance(export.get("chats"), dict) else [export]
    found = False
    for chat in chats:
        if not isinstance(chat, dict):
            continue
        for message in chat.get("messages") or ():
            article = _article(message, chat, notes) if isinstance(message, dict) else None
            if article is not None:
                found = True
                yield article
    if not found:
        raise InputError("no message holds text", where=where, remedy="leave it out")


def _article(
    message: dict[str, Any], chat: dict[str, Any], notes: tuple[str, ...]
) -> Article | None:
    text = _plain(message.get("text"))
    if message.get("type", "message") != "message" or not text.strip():
        return None
    published = _published(message)
    name = str(chat.get("name") or message.get("from") or "Telegram")
    forwarded = message.get("forwarded_from")
    return Article(
        text=text,
        id=f"{name}/{message.get('id')}",
        published=published,
        published_from="metadata" if published else "unknown",
        title=text.strip().splitlines()[0][:120],
        source=name,
        author=str(message["from"]) if message.get("from") else None,
        notes=(*notes, f"forwarded from {forwarded}") if forwarded else notes,
    )


def _published(message: dict[str, Any]) -> date | None:
    """The day of the message; the clock it is written by is that of whoever exported the chat."""
    seconds = str(message.get("date_unixtime", ""))
    if current().zone is not None and seconds.isascii() and seconds.isdigit():
        try:
            return day_of(datetime.fromtimestamp(int(seconds), UTC))
        except (ValueError, OverflowError, OSError):
            pass
    return parse_date(str(message.get("date", ""))[:10])


def _plain(text: Any) -> str:
    """The words of a message, which come as a string or as a list of strings and styled pieces."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    return "".join(
        piece if isinstance(piece, str) else str(piece.get("text", ""))
        for piece in text
        if isinstance(piece, str | dict)
    )
