"""The publication date that readers see beside the headline, where no metadata states one."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from timeline.ingest.beside import is_beside
from timeline.ingest.page_metadata import says_change
from timeline.ingest.published import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lxml.html import HtmlElement

_NEAR = 60  # elements behind the headline
# Characters of a line that holds the date, its author and the like; a longer paragraph is the
# article itself.
_LONGEST = 160
_PARTS = re.compile(r"[|·•\n]| [–—] ")
# As far as the year: "Posted on 3 March 2022 by …"
_UP_TO_YEAR = re.compile(r".{0,50}?(?:\b(?:19|20)\d\d\b|\b\d{1,2}\.\s?\d{1,2}\.\s?\d\d\b)")
_LISTS = {"li", "aside", "footer", "nav"}


def date_beside_headline(tree: HtmlElement, language: str | None) -> date | None:
    """The first full date of a short line right behind the page's headline; None without one.

    It has to begin its line, or its part of one, after no more than labels ("Posted on"). A date
    above the headline may be that of the day the page was saved, and those of changes and in lists
    of other articles do not count.
    """
    headline = next((h for h in tree.iter("h1") if "".join(h.itertext()).strip()), None)
    if headline is None:
        return None
    for line in _lines(headline):
        for part in _PARTS.split(line):
            stated = _UP_TO_YEAR.match(part.strip())
            if stated is None or says_change(stated.group()):
                continue
            found = parse_date(stated.group(), language)
            if found is not None:
                return found
    return None


def _lines(headline: HtmlElement) -> Iterator[str]:
    """The short texts behind the headline, as far as the first paragraph of the article."""
    inside = {headline, *headline.iterdescendants()}
    for element in islice(_behind(headline), _NEAR):
        if element in inside or not isinstance(element.tag, str):
            continue
        if any(one.tag in _LISTS or is_beside(one) for one in (element, *element.iterancestors())):
            continue
        text = _beginning(element)
        if element.tag == "p" and len(text) > _LONGEST:
            return
        if 0 < len(text) <= _LONGEST:
            yield text


def _beginning(element: HtmlElement) -> str:
    """The element's text; of a long one no more than tells that it is long."""
    text = ""
    for part in element.itertext():
        text = " ".join(f"{text} {part}".split())
        if len(text) > _LONGEST:
            break
    return text


def _behind(headline: HtmlElement) -> Iterator[HtmlElement]:
    """Elements in the order of the page, from the headline on."""
    yield from headline.iterdescendants()
    element: HtmlElement | None = headline
    while element is not None:
        for following in element.itersiblings():
            yield following
            yield from following.iterdescendants()
        element = element.getparent()
