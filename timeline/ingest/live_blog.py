"""Live blogs: a page of many reports, each with its own time, as its JSON-LD lists them."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from timeline.ingest.page_metadata import linked_article, without_tags
from timeline.ingest.published import parse_date

if TYPE_CHECKING:
    from datetime import date

    from lxml.html import HtmlElement

_LEAST = 2  # a blog of one report is an article


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a live blog; `published` is None where it states no time."""

    text: str
    headline: str | None
    published: date | None


def reports(tree: HtmlElement) -> tuple[Report, ...]:
    """The reports of a `LiveBlogPosting`, in the order of the page; none for other pages.

    Only where their texts are in the page's data: what is written between headings on the page
    cannot be told apart safely, and is read as one article.
    """
    listed = linked_article(tree).get("liveBlogUpdate")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    found = tuple(report for item in items if (report := _report(item)) is not None)
    return found if len(found) >= _LEAST else ()


def _report(item: dict[str, Any]) -> Report | None:
    body, headline, stated = map(item.get, ("articleBody", "headline", "datePublished"))
    if not isinstance(body, str) or not body.strip():
        return None
    title = _plain(headline) if isinstance(headline, str) else ""
    paragraphs = [_plain(part) for part in body.split("\n")]
    text = "\n\n".join(part for part in (title, *paragraphs) if part)
    published = parse_date(stated) if isinstance(stated, str) else None
    return Report(text, title or None, published) if text else None


def _plain(text: str) -> str:
    return " ".join(unescape(without_tags(text)).split())
