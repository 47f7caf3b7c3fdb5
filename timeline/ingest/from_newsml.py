"""News agencies' XML: NITF documents and NewsML-G2 items, one article each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.errors import InputError
from timeline.ingest.markup import local_name, parse_xml, plain_text, words_of
from timeline.ingest.published import parse_date
from timeline.ingest.source import Article
from timeline.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_PARAGRAPHS = {"p", "hl2", "h1", "h2", "h3", "h4", "li", "blockquote"}


def read_newsml(content: bytes, where: str) -> Iterator[Article | Problem]:
    """Every NITF document and every newsItem with text; XML entities are not followed."""
    try:
        root = parse_xml(content)
    except ValueError as error:
        raise InputError(
            f"not valid XML: {error}", where=where, remedy="export the item again"
        ) from error
    items = [element for element in root.iter() if local_name(element) == "newsItem"] or [root]
    found = 0
    for number, item in enumerate(items, 1):
        article = _article(item)
        if article is None:
            place = where if len(items) == 1 else f"{where}, item {number}"
            yield Problem(place, "the item holds no text", "leave it out")
            continue
        found += 1
        yield article
    if not found and len(items) > 1:
        raise InputError("no item holds text", where=where, remedy="export the text items")


def _article(item: Any) -> Article | None:
    text = _text(item)
    if not text:
        return None
    title = _first(item, "headline", "hl1", "title")
    published, origin = _published(item)
    return Article(
        text=f"{title}\n\n{text}" if title and not text.startswith(title) else text,
        id=item.get("guid") or _attribute(item, "doc-id", "id-string"),
        language=_language(item),
        published=published,
        published_from="metadata" if published else "unknown",
        title=title,
        source=_source(item),
        url=_attribute(item, "remoteContent", "href"),
        author=_first(item, "byline", "by"),
        notes=(origin,) if origin else (),
    )


def _text(item: Any) -> str:
    """The paragraphs of `body.content` (NITF) or of the XHTML inside `inlineXML` (G2)."""
    for name in ("body.content", "inlineXML", "inlineData", "body"):
        for holder in item.iter():
            if local_name(holder) != name:
                continue
            parts = [
                words_of(element)
                for element in holder.iter()
                if local_name(element) in _PARAGRAPHS and not _nested(element, holder)
            ]
            text = "\n\n".join(filter(None, parts)) or plain_text(words_of(holder))
            if text:
                return text
    return ""


def _nested(element: Any, holder: Any) -> bool:
    """Whether a paragraph stands inside another one, which already has its words."""
    parent = element.getparent()
    while parent is not None and parent is not holder:
        if local_name(parent) in _PARAGRAPHS:
            return True
        parent = parent.getparent()
    return False


def _published(item: Any) -> tuple[date | None, str]:
    """When it was issued; the day the file was made only where nothing else is said."""
    for name, attribute in (
        ("date.release", "norm"),
        ("date.issue", "norm"),
        ("story.date", "norm"),
        ("firstCreated", ""),
        ("contentCreated", ""),
        ("versionCreated", ""),
        ("DateLineDate", ""),
        ("FirstCreated", ""),
    ):
        for element in item.iter():
            if local_name(element) == name:
                stated = element.get(attribute) if attribute else words_of(element)
                text = (stated or "").strip()
                found = parse_date(text) or parse_date(text[:10]) or parse_date(text[:8])
                if found is not None:
                    return found, f"published on its {name}"
    return None, ""


def _language(item: Any) -> str | None:
    for element in item.iter():
        if local_name(element) == "language" and element.get("tag"):
            return str(element.get("tag"))
    declared = item.get("{http://www.w3.org/XML/1998/namespace}lang")
    return None if declared is None else str(declared)


def _source(item: Any) -> str | None:
    stated = _first(item, "copyrightHolder", "creditline", "provider", "distributor", "org")
    for element in item.iter():
        if not stated and local_name(element) in ("provider", "doc.copyright"):
            stated = element.get("literal") or element.get("holder")
    return stated or None


def _first(item: Any, *names: str) -> str | None:
    for name in names:
        for element in item.iter():
            if local_name(element) == name and words_of(element):
                return words_of(element)
    return None


def _attribute(item: Any, name: str, attribute: str) -> str | None:
    for element in item.iter():
        if local_name(element) == name and element.get(attribute):
            return str(element.get(attribute))
    return None
