"""HTML pages: text by trafilatura, everything about the article from the page's metadata."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from timeline.errors import InputError
from timeline.ingest.beside import is_beside
from timeline.ingest.decode import decode
from timeline.ingest.language import clearly, code
from timeline.ingest.live_blog import Report, reports
from timeline.ingest.page_metadata import Metadata, in_running_text, is_running_text, read_metadata
from timeline.ingest.published import parse_date
from timeline.ingest.source import Article
from timeline.ingest.visible_date import date_beside_headline
from timeline.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from lxml.html import HtmlElement

# What `view` writes into its pages; one that lies among the articles is none of them.
_OWN_PAGE = b'<meta name="generator" content="event-timeline">'
_HEAD = 4000
_ASIDE = "keep it in another folder"
_DECLARED = re.compile(
    rb"<meta[^>]{1,200}charset\s{0,3}=\s{0,3}[\"']?\s{0,3}(?P<name>[\w-]{2,20})", re.IGNORECASE
)
# Characters that XML cannot hold would end the text for the parser.
_UNPARSABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_DECLARATION = re.compile(r"\s{0,50}<\?xml[^>]{0,200}\?>")
_BREAKS = re.compile(r"(?:[ \t]*\n){1,100}")
_BYLINES = {"p", "div", "span", "address", "small", "time"}
_BY = re.compile(r"\A[^\W\d_]{2,4}\s")  # "By", "Von", "Par"
_LONGEST_BYLINE = 120
# What holds more of the page than this is the article, however its class is called.
_MOST = 0.3
_FLAT = {"time", "span", "abbr", "small"}


def read_html(content: bytes, where: str) -> Iterator[Article | Problem]:
    """One article per page, of a live blog one per report.

    The publication date is the one that metadata or the address state; a date in the running
    text is none. The language is that of the text where it is clear, since templates often
    declare another one.
    """
    _quiet()
    if _OWN_PAGE in content[:_HEAD]:
        yield Problem(where, "this page was made by this program", _ASIDE, "warning")
        return
    tree, notes = _parse(content, where)
    about = read_metadata(tree)
    blog = reports(tree)
    if blog:
        yield from _live(blog, about)
        return
    text = _text(tree, about)
    if len(text) < len(about.body) // 2:
        text, notes = about.body, (*notes, "text from the page's JSON-LD")
    if not text.strip():
        raise InputError(
            "no article text was found on the page", where=where, remedy="save its text instead"
        )
    declared = code(about.language)
    spoken = clearly(text) or declared
    if about.published is None:
        seen = date_beside_headline(tree, spoken)
        if seen is not None:
            about = replace(about, published=seen, published_from="dateline")
    if declared not in (None, spoken):
        notes += (f"the page declares {declared!r}, its text is {spoken!r}",)
    yield Article(
        text=text,
        language=spoken,
        published=about.published,
        published_from=about.published_from,
        title=about.title,
        source=about.source,
        url=about.url,
        author=about.author,
        notes=notes,
    )


def _live(blog: Sequence[Report], about: Metadata) -> Iterator[Article]:
    """An article for each report of a live blog; one without a time has that of the page."""
    language = clearly("\n".join(report.text for report in blog)) or code(about.language)
    for report in blog:
        own = report.published is not None
        yield Article(
            text=report.text,
            language=language,
            published=report.published if own else about.published,
            published_from="metadata" if own else about.published_from,
            title=report.headline or about.title,
            source=about.source,
            url=about.url,
            author=about.author,
            notes=("a report of a live blog",),
        )


def _parse(content: bytes, where: str) -> tuple[HtmlElement, tuple[str, ...]]:
    from lxml import etree, html

    text, notes = _decoded(content, where)
    text = _UNPARSABLE.sub("\ufffd", _XML_DECLARATION.sub("", text, count=1))
    try:
        tree = html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise InputError(
            f"the page cannot be parsed: {error}", where=where, remedy="save its text instead"
        ) from error
    return tree, notes


def _decoded(content: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """The page as text; its own word about the encoding counts only where the bytes agree."""
    declared = _DECLARED.search(content[:4000])
    if declared is not None:
        name = declared["name"].decode("ascii", errors="replace")
        # Browsers read Latin-1 as cp1252, which has the quotes and dashes that pages use.
        name = "cp1252" if name.lower() in ("iso-8859-1", "latin1", "latin-1") else name
        try:
            return content.decode(name), ()
        except (LookupError, UnicodeDecodeError):
            text, notes = decode(content, where)
            return text, (f"the declared encoding {name!r} does not fit", *notes)
    return decode(content, where)


def _text(tree: HtmlElement, about: Metadata) -> str:
    """The article's paragraphs, an empty line between them."""
    from copy import deepcopy

    import trafilatura

    # trafilatura empties the tree it is given.
    page = _without_surroundings(deepcopy(tree), about)
    found = trafilatura.extract(
        page,
        output_format="txt",
        include_comments=False,
        include_tables=False,
        include_links=False,
        favor_recall=True,
        deduplicate=False,
        config=_settings(),
    )
    return _BREAKS.sub("\n\n", found or "").strip()


def _without_surroundings(tree: HtmlElement, about: Metadata) -> HtmlElement:
    """The tree without the elements that stand beside the article or only repeat its metadata."""
    elements = list(tree.iter())
    # Bottom up, so that nested elements are counted once: pages are nested deeply.
    lengths: dict[HtmlElement, int] = {}
    for element in reversed(elements):
        inside = sum(lengths[child] + len(child.tail or "") for child in element)
        own = len(element.text or "") if isinstance(element.tag, str) else 0
        lengths[element] = own + inside
    for element in reversed(elements):
        if len(element) and isinstance(element.tag, str) and is_running_text(element):
            _flatten(element)
    for element in elements:
        if element.getparent() is None or not isinstance(element.tag, str):
            continue
        if in_running_text(element):
            continue
        beside = is_beside(element) and lengths[element] <= lengths[tree] * _MOST
        if beside or (lengths[element] < 2 * _LONGEST_BYLINE and _is_byline(element, about)):
            element.drop_tree()
    return tree


def _flatten(holder: HtmlElement) -> None:
    """Make plain text of the `<time>` and `<span>` elements within a sentence.

    trafilatura would cut many of them out, and the date with them. The text is put together
    once: taking elements out one by one costs the square of their number.
    """
    previous, parts = None, [holder.text or ""]
    for child in list(holder):
        if child.tag in _FLAT and not len(child):
            parts += [child.text or "", child.tail or ""]
            child.tail = None
            holder.remove(child)
            continue
        _set_text(holder, previous, parts)
        previous, parts = child, [child.tail or ""]
    _set_text(holder, previous, parts)


def _set_text(holder: HtmlElement, previous: HtmlElement | None, parts: list[str]) -> None:
    if len(parts) == 1:
        return
    if previous is None:
        holder.text = "".join(parts)
    else:
        previous.tail = "".join(parts)


def _is_byline(element: HtmlElement, about: Metadata) -> bool:
    """Whether the element is "By Ann Example | 3 May 2021", or only that date."""
    if element.tag not in _BYLINES or len(element) > 6:
        return False
    text = " ".join("".join(element.itertext()).split())
    if len(text) > _LONGEST_BYLINE or text.endswith((".", "!", "?")):
        return False
    if about.author and any(one.startswith(about.author) for one in (text, _BY.sub("", text))):
        return True
    return about.published is not None and parse_date(text, about.language) == about.published


@cache
def _settings() -> Any:
    from trafilatura.settings import use_config

    settings = use_config()
    # A shorter find makes trafilatura take all words of the page in one paragraph; the default
    # would do so to every news item in brief.
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "60")
    return settings


@cache
def _quiet() -> None:
    """Keep the libraries' log lines off standard error, where only the command writes."""
    for name in ("trafilatura", "htmldate", "charset_normalizer"):
        logging.getLogger(name).addHandler(logging.NullHandler())
