"""Telegram's own export, `result.json`: one article per message, or per message of each chat."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from timeline.errors import InputError
from timeline.ingest.decode import decode
from timeline.ingest.published import parse_date
from timeline.ingest.source import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.model import Problem


def read_telegram(content: bytes, where: str) -> Iterator[Article | Problem]:
    """Messages with words; joins, pins and pictures without a caption are passed over."""
    text, notes = decode(content, where)
    try:
        export = json.loads(text)
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
    published: date | None = parse_date(str(message.get("date", ""))[:10])
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
