"""What articles, reports and events are known by from one run to the next."""

from __future__ import annotations

import json
import marshal
import re
from dataclasses import fields
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from timeline.model import Document

if TYPE_CHECKING:
    from timeline.model import Evidence

_dump = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
_SURROGATE = re.compile(r"\\ud[89a-f]", re.IGNORECASE)
_CONTENT = tuple(field.name for field in fields(Document) if field.name not in ("id", "path"))


def content_key(document: Document) -> str:
    """32 hex digits for all that was read of an article, whatever it is called."""
    return _hash([repr(getattr(document, name)) for name in _CONTENT])


def fingerprint(document: Document, content: str | None = None) -> str:
    """32 hex digits for the content under its id, which stands in all that is made of it.

    `content` is the document's `content_key`, where that is known already.
    """
    return _hash([document.id, content or content_key(document)])


def file_key(content: bytes, where: str, rules: str) -> str:
    """32 hex digits for a file's content, the place it is read from and the rules to read by."""
    head = f"{rules}\n{where}\n".encode("utf-8", "surrogatepass")
    return blake2b(head + blake2b(content).digest(), digest_size=16).hexdigest()


def report_key(evidence: Evidence) -> str:
    """32 hex digits for one report: the words in a sentence of an article that made an event."""
    return _hash([evidence.document, evidence.start, evidence.end, evidence.trigger, evidence.rule])


def record_key(record: dict[str, Any]) -> str:
    """32 hex digits for a record of JSON.

    Python's own form of such values is written in a sixth of the time of JSON; that of version 2
    tells the value alone, not which texts of it are one object.
    """
    return blake2b(marshal.dumps(record, 2), digest_size=16).hexdigest()


def storable(record: dict[str, Any]) -> dict[str, Any]:
    """A record of JSON as the store's columns can hold it: without lone surrogates."""
    plain = json.dumps(record)
    if _SURROGATE.search(plain) is None:
        return record
    # Of a pair, or one that nobody can write.
    found: dict[str, Any] = json.loads(readable(json.dumps(record, ensure_ascii=False)))
    return found


def _hash(value: Any) -> str:
    return _digest(_dump(value))


def _digest(plain: str) -> str:
    return blake2b(plain.encode("ascii"), digest_size=16).hexdigest()


def readable(text: str) -> str:
    """The text as UTF-8 can hold it: `?` for lone surrogates."""
    return text.encode("utf-8", "replace").decode()
