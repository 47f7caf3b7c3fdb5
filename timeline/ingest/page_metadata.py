"""What a page says about its article: JSON-LD, meta tags, `<time>` elements, its address."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Any

from timeline.ingest.published import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lxml.html import HtmlElement

    from timeline.model import PublishedFrom

_ARTICLE_TYPES = ("Article", "LiveBlogPosting", "BlogPosting", "SocialMediaPosting", "Report")
_PAGE_TYPES = ("WebPage",)
# Metadata that states when the article first appeared, most reliable first; never a change date.
_DATE_TAGS = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "date",
    "publication_date", "publication-date", "cxenseparse:recs:publishtime", "article.published",
)  # fmt: skip
_CHANGE = re.compile(r"modif|updat|revis|chang|aktualis|geändert", re.IGNORECASE)
_PUBLICATION = re.compile(r"publi|pubdate|date|datum|veröffentl|entry-time", re.IGNORECASE)
_SITE_TAGS = ("og:site_name", "application-name", "dc.publisher", "publisher")
_AUTHOR_TAGS = ("author", "dc.creator", "parsely-author", "article:author")
_TITLE_TAGS = ("og:title", "twitter:title", "dc.title", "headline")
# .../2022/02/21/... or .../2022-02-21-...; a month alone is no date.
_DATE_IN_URL = re.compile(
    r"[/_-](?P<year>20\d\d|19\d\d)(?P<sep>[/_-]?)(?P<month>0[1-9]|1[0-2])(?P=sep)"
    r"(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_TAGS = re.compile(r"<[^<>]{1,2000}>")
_DEEPEST = 6
_INLINE = {"time", "span", "abbr", "small", "a", "b", "i", "em", "strong"}
# "Published on Tuesday at", "Zuletzt aktualisiert am"
_LONGEST_LABEL = 30
# Where the dates of other articles stand.
_OUTSIDE = {"aside", "footer", "nav"}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page states; None and empty where it does not."""

    published: date | None
    published_from: PublishedFrom
    title: str | None
    source: str | None
    author: str | None
    url: str | None
    language: str | None
    body: str


def read_metadata(tree: HtmlElement) -> Metadata:
    """The page's metadata; the publication date only where it is stated as such."""
    linked = linked_article(tree)
    meta = _meta(tree)
    url = _address(linked.get("url"), linked.get("@id"), _canonical(tree), meta.get("og:url"))
    published, origin = _published(linked, meta, tree, url)
    source = _first(_name(linked.get("publisher")), *map(meta.get, _SITE_TAGS))
    body = linked.get("articleBody")
    authors = [value for value in map(meta.get, _AUTHOR_TAGS) if value and "://" not in value]
    return Metadata(
        published=published,
        published_from=origin,
        title=_title(linked, meta, tree, source),
        source=source,
        author=_first(_name(linked.get("author")), *authors),
        url=url,
        language=_first(linked.get("inLanguage"), tree.get("lang"), meta.get("og:locale")),
        body=unescape(without_tags(body)).strip() if isinstance(body, str) else "",
    )


def without_tags(text: str) -> str:
    """The text with a blank for each tag: what JSON-LD calls a body may be written in HTML."""
    return _TAGS.sub(" ", text)


def linked_article(tree: HtmlElement) -> dict[str, Any]:
    """The first article among the page's JSON-LD blocks, else the page itself, else nothing."""
    pages: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        for item in _items(_loaded(script.text or "")):
            if _is_a(item, _ARTICLE_TYPES):
                return item
            if _is_a(item, _PAGE_TYPES):
                pages.append(item)
    return pages[0] if pages else {}


def _loaded(text: str) -> Any:
    start, end = text.find("{"), text.rfind("}")
    bracket = text.find("[")
    if 0 <= bracket < start:
        start, end = bracket, text.rfind("]")
    try:
        # Line breaks inside strings are forbidden and common.
        return json.loads(text[start : end + 1], strict=False)
    except (ValueError, RecursionError):
        return None


def _items(block: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(block, list):
        for part in block:
            yield from _items(part, depth + 1)
    elif isinstance(block, dict):
        yield block
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _items(block.get(key), depth + 1)


def _is_a(item: dict[str, Any], kinds: tuple[str, ...]) -> bool:
    stated = item.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return any(isinstance(name, str) and name.endswith(kinds) for name in names)


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
        linked.get("dateCreated"),
        *map(meta.get, _DATE_TAGS),
        *_marked_dates(tree),
    ]
    for value in stated:
        found = parse_date(value) if isinstance(value, str) else None
        if found is not None:
            return found, "metadata"
    found = _by_htmldate(tree)
    if found is not None:
        return found, "metadata"
    match = _DATE_IN_URL.search(url or "")
    if match is not None:
        found = parse_date(f"{match['year']}-{match['month']}-{match['day']}")
    return found, "unknown" if found is None else "url"


def _marked_dates(tree: HtmlElement) -> list[str]:
    """Elements that say they hold the publication date, else the page's only `<time>`.

    Teasers of other articles have dates, too: those beside the article do not count.
    """
    marked, plain = [], []
    for element in tree.iter("time", "span", "div", "abbr", "p"):
        value = element.get("datetime") or element.get("content")
        if not value or in_running_text(element):
            continue
        if any(parent.tag in _OUTSIDE for parent in element.iterancestors()):
            continue
        holder = element.getparent()
        names = " ".join(
            str(one.get(key) or "")
            for one in ([element] if holder is None else [element, holder])
            for key in ("itemprop", "class", "pubdate")
        )
        if _CHANGE.search(names):
            continue
        if _PUBLICATION.search(names) or element.get("pubdate") is not None:
            marked.append(value)
        elif element.tag == "time":
            plain.append(value)
    return marked or (plain if len(plain) == 1 else [])


def says_change(text: str) -> bool:
    """Whether the words speak of a change of the article, not of its first appearance."""
    return _CHANGE.search(text) is not None


def in_running_text(element: HtmlElement) -> bool:
    """Whether the element stands within a sentence rather than by itself or after a label."""
    holder = element.getparent()
    return holder is not None and element.tag in _INLINE and is_running_text(holder)


def is_running_text(holder: HtmlElement) -> bool:
    """Whether the words directly in the element are more than labels of what it holds."""
    around = [holder.text, *(child.tail for child in islice(holder, 50))]
    text = " ".join(part.strip() for part in around if part)
    return len(text) > _LONGEST_LABEL or text.endswith((".", "!", "?"))


def _by_htmldate(tree: HtmlElement) -> date | None:
    """What htmldate finds in the page's other meta tags.

    Nothing else is shown to it: in a body it takes any date for the publication date, a
    caption's too, and where it finds no date of publication it takes one of change.
    """
    from lxml import etree, html

    kept = [
        html.tostring(element, encoding="unicode", with_tail=False)
        for element in tree.iter("meta")
        if not _CHANGE.search(
            f"{element.get('name')} {element.get('property')} {element.get('itemprop')}"
        )
    ]
    if not kept:
        return None
    from htmldate import find_date

    try:
        # The bounds are fixed, so that the result does not depend on the day it is run.
        found = find_date(
            f"<html><head>{''.join(kept)}</head><body><p></p></body></html>",
            extensive_search=False,
            original_date=True,
            min_date="1980-01-01",
            max_date="2100-01-01",
        )
    except (ValueError, etree.LxmlError):
        return None
    return parse_date(found) if found else None


def _title(
    linked: dict[str, Any], meta: dict[str, str], tree: HtmlElement, source: str | None
) -> str | None:
    stated = _first(linked.get("headline"), *map(meta.get, _TITLE_TAGS), _element(tree, "h1"))
    if stated is not None:
        return unescape(stated)
    title = _element(tree, "title")
    if title is None or source is None:
        return title
    # "Headline | The Courier": the site's name is no part of the headline.
    return re.sub(rf"\s{{1,3}}[|–—·-]\s{{1,3}}{re.escape(source)}\Z", "", title) or title


def _canonical(tree: HtmlElement) -> str | None:
    for element in tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            return str(element.get("href") or "")
    return None


def _address(*values: Any) -> str | None:
    """The first that is a web address; a page may write anything there."""
    return next(
        (
            value.strip()
            for value in values
            if isinstance(value, str) and re.match(r"https?://", value.strip(), re.IGNORECASE)
        ),
        None,
    )


def _element(tree: HtmlElement, tag: str) -> str | None:
    element = tree.find(f".//{tag}")
    return None if element is None else " ".join("".join(element.itertext()).split()) or None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(name for name in map(_name, value[:20]) if name) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    return value if isinstance(value, str) else None


def _first(*values: Any) -> str | None:
    return next(
        (value.strip() for value in values if isinstance(value, str) and value.strip()), None
    )
