"""HTML pages: text by trafilatura, everything about the article from its metadata."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from timeline.errors import InputError
from timeline.ingest.decode import decode
from timeline.ingest.published import parse_date
from timeline.ingest.source import Article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lxml.html import HtmlElement

    from timeline.model import Problem, PublishedFrom

_ARTICLE_TYPES = ("Article", "ReportageNewsArticle", "LiveBlogPosting", "BlogPosting", "WebPage")
# Metadata that states when the article first appeared, most reliable first; never a change date.
_DATE_TAGS = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dc.date.created",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "date",
    "publication_date", "publication-date", "cxenseparse:recs:publishtime", "article.published",
)  # fmt: skip
_SITE_TAGS = ("og:site_name", "application-name", "dc.publisher", "publisher")
_AUTHOR_TAGS = ("author", "article:author", "dc.creator", "parsely-author")
_TITLE_TAGS = ("og:title", "twitter:title", "dc.title", "headline")
# .../2022/02/21/... or .../2022-02-21-...; a month alone is no date.
_DATE_IN_URL = re.compile(
    r"[/_-](20\d\d|19\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
_BREAKS = re.compile(r"\n{2,20}")


def read_html(content: bytes, where: str) -> Iterator[Article | Problem]:
    """One article per page.

    The publication date comes from JSON-LD, meta tags, a `<time>` element or the address, in this
    order, and is unknown where none states it: a date in the running text is no metadata.
    """
    tree, notes = _parse(content, where)
    linked = _json_ld(tree)
    meta = _meta(tree)
    url = _first(linked.get("url"), _canonical(tree), meta.get("og:url"))
    published, origin = _published(linked, meta, tree, url)
    text = _text(tree)
    if not text.strip():
        raise InputError(
            "no article text was found on the page", where=where, remedy="save its text instead"
        )
    language = _first(linked.get("inLanguage"), tree.get("lang"), meta.get("og:locale"))
    yield Article(
        text=text,
        language=_code(language),
        published=published,
        published_from=origin,
        title=_first(
            linked.get("headline"),
            *map(meta.get, _TITLE_TAGS),
            _element(tree, "h1"),
            _element(tree, "title"),
        ),
        source=_first(_name(linked.get("publisher")), *map(meta.get, _SITE_TAGS)),
        url=url,
        author=_first(_name(linked.get("author")), *map(meta.get, _AUTHOR_TAGS)),
        notes=notes,
    )


def _parse(content: bytes, where: str) -> tuple[HtmlElement, tuple[str, ...]]:
    from lxml import etree, html

    notes: tuple[str, ...] = ()
    declared = re.search(
        rb"<meta[^>]{1,200}charset=[\"']?\s?([\w-]{2,20})", content[:4000], re.IGNORECASE
    )
    text: str | None = None
    if declared is not None:
        try:
            text = content.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            notes = (f"the declared encoding {declared[1].decode('ascii')} does not fit",)
    if text is None:
        text, guessed = decode(content, where)
        notes += guessed
    # Characters that XML cannot hold would make the parser stop at them.
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "\ufffd", text)
    text = re.sub(r"^\s{0,50}<\?xml[^>]{0,200}\?>", "", text)
    try:
        tree = html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise InputError(
            f"the page cannot be parsed: {error}", where=where, remedy="save its text instead"
        ) from error
    return tree, notes


def _text(tree: HtmlElement) -> str:
    """The article's paragraphs, an empty line between them."""
    from copy import deepcopy

    import trafilatura

    # trafilatura empties the tree it is given.
    found = trafilatura.extract(
        deepcopy(tree),
        output_format="txt",
        include_comments=False,
        include_tables=False,
        include_links=False,
        favor_recall=True,
        deduplicate=False,
    )
    if not found:
        return ""
    return (
        _BREAKS.sub("\n\n", found.replace("\r\n", "\n"))
        .replace("\n", "\n\n")
        .replace("\n\n\n\n", "\n\n")
        .strip()
    )


def _json_ld(tree: HtmlElement) -> dict[str, Any]:
    """The first article among the page's JSON-LD blocks; empty where there is none."""
    best: dict[str, Any] = {}
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            block = json.loads(script.text or "")
        except (json.JSONDecodeError, RecursionError):
            continue
        for item in _items(block):
            kinds = item.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            article = any(isinstance(name, str) and name.endswith(_ARTICLE_TYPES) for name in names)
            # A WebPage serves only where no article is described.
            if article and (not best or "WebPage" in (best.get("@type") or ())):
                best = item
    return best


def _items(block: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(block, list):
        for part in block:
            yield from _items(part, depth + 1)
    elif isinstance(block, dict):
        yield block
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _items(block.get(key), depth + 1)


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _published(
    linked: dict[str, Any], meta: dict[str, str], tree: HtmlElement, url: str | None
) -> tuple[date | None, PublishedFrom]:
    stated: list[Any] = [
        linked.get("datePublished"),
        *map(meta.get, _DATE_TAGS),
        *_time_elements(tree),
    ]
    for value in stated:
        found = parse_date(value) if isinstance(value, str) else None
        if found is not None:
            return found, "metadata"
    found = _by_htmldate(tree)
    if found is not None:
        return found, "metadata"
    match = _DATE_IN_URL.search(url or "")
    found = parse_date("-".join(match.groups())) if match else None
    return found, "unknown" if found is None else "url"


def _time_elements(tree: HtmlElement) -> list[str]:
    """`<time>` elements that say they hold the publication date, or the only one of the page."""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    marked = [
        element
        for element in times
        if element.get("itemprop") == "datePublished"
        or element.get("pubdate") is not None
        or re.search(
            r"publi|date|datum|veröff",
            f"{element.get('class')} {element.getparent().get('class')}",
            re.IGNORECASE,
        )
    ]
    chosen = marked or (times if len(times) == 1 else [])
    return [str(element.get("datetime")) for element in chosen]


def _by_htmldate(tree: HtmlElement) -> date | None:
    """What htmldate finds in the page's head.

    Only the head: in the body it takes any date for the publication date, a caption's too.
    """
    from htmldate import find_date
    from lxml import html

    head = tree.find("head")
    if head is None:
        return None
    page = b"<html>" + html.tostring(head) + b"<body></body></html>"
    # The upper bound is fixed, so that the result does not depend on the day it is run.
    found = find_date(
        page.decode("utf-8", errors="replace"),
        extensive_search=False,
        original_date=True,
        min_date="1980-01-01",
        max_date="2100-01-01",
    )
    return parse_date(found) if found else None


def _canonical(tree: HtmlElement) -> str | None:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            return str(element.get("href") or "") or None
    return None


def _element(tree: HtmlElement, tag: str) -> str | None:
    element = tree.find(f".//{tag}")
    return None if element is None else " ".join(element.text_content().split())


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(name for name in map(_name, value) if name) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    return value if isinstance(value, str) else None


def _first(*values: Any) -> str | None:
    return next(
        (value.strip() for value in values if isinstance(value, str) and value.strip()), None
    )


def _code(language: str | None) -> str | None:
    """`de-AT`, `de_DE` → `de`."""
    match = re.match(r"[A-Za-z]{2}(?![A-Za-z])", language or "")
    return match.group().lower() if match else None


def is_html(content: bytes) -> bool:
    """Whether the content looks like a page."""
    head = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return (
        head.startswith((b"<!doctype html", b"<html", b"<?xml"))
        and b"<html" in content[:8000].lower()
    )
