"""PDF files, by pypdf: the text in paragraphs, without running heads and page numbers."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from timeline.errors import InputError
from timeline.ingest.optional import library
from timeline.ingest.published import parse_date
from timeline.ingest.source import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from timeline.model import Problem

_MOST_PAGES = 2000
_MOST_CHARACTERS = 20_000_000
# Steps of drawing: a page has a few thousand. Forms may draw each other over and over again, and
# each costs as much as a hundred other steps.
_MOST_STEPS, _MOST_STEPS_ON_A_PAGE = 5_000_000, 200_000
_FORM = b"Do"
_FORM_STEPS = 100
# Programs that print what others published: their date is that of the print.
_PRINTERS = re.compile(
    r"skia|chrom|firefox|mozilla|safari|quartz|print|wkhtml|scan|cups|ghostscript", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(r"(?:\w{1,8}\s)?[-–]?\s?\d{1,4}(?:\s?(?:/|of|von)\s?\d{1,4})?\s?[-–]?")
_DIGITS = re.compile(r"\d{1,9}")
_SENTENCE_END = (".", "!", "?", ":", "“", "”", '"', "»", "«")


def read_pdf(content: bytes, where: str) -> Iterator[Article | Problem]:
    """One article per file; InputError for encrypted, broken and scanned files."""
    pypdf = library("pypdf", format_name="PDF", where=where)
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    logging.getLogger("pypdf").propagate = False
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("the PDF is encrypted", where=where, remedy="save it without password")
        pages = _pages(reader, where)
        information = dict(reader.metadata or {})
    except InputError:
        raise
    except Exception as error:  # pypdf raises whatever a broken file makes Python raise
        raise InputError(
            f"the PDF cannot be read: {_reason(error)}",
            where=where,
            remedy="save its text instead",
        ) from error
    text = "\n\n".join(_paragraphs(_without_furniture(pages)))
    if not text.strip():
        raise InputError(
            "the PDF holds pictures of pages, no text",
            where=where,
            remedy="let a program recognise its text (OCR) and save that",
        )
    published, note = _published(information)
    yield Article(
        text=text,
        published=published,
        published_from="metadata" if published else "unknown",
        title=_said(information.get("/Title")),
        author=_said(information.get("/Author")),
        notes=note,
    )


def _pages(reader: Any, where: str) -> list[list[str]]:
    count = len(reader.pages)
    if count > _MOST_PAGES:
        raise InputError(
            f"more than {_MOST_PAGES} pages", where=where, remedy="split it into articles"
        )
    pages, size = [], 0
    steps = _Steps(where)
    for number, page in enumerate(reader.pages, 1):
        steps.begin(number)
        text = page.extract_text(visitor_operand_before=steps.count) or ""
        steps.check()
        lines = [line.strip() for line in text.splitlines()]
        size += sum(map(len, lines))
        if size > _MOST_CHARACTERS:
            raise InputError(
                f"more than {_MOST_CHARACTERS // 1_000_000} million characters of text",
                where=where,
                remedy="split it into articles",
            )
        pages.append(lines)
    return pages


class _Steps:
    """Counts what pages draw: InputError, soon and for sure, where it is more than pages need."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._all = self._here = self._page = 0

    def begin(self, page: int) -> None:
        """The next page."""
        self._page, self._here = page, 0

    def count(self, operator: bytes, *_: Any) -> None:
        """One step, as pypdf tells it."""
        cost = _FORM_STEPS if operator == _FORM else 1
        self._here += cost
        self._all += cost
        self.check()

    def check(self) -> None:
        """Once more after each page: pypdf swallows what goes wrong inside forms."""
        if self._here > _MOST_STEPS_ON_A_PAGE or self._all > _MOST_STEPS:
            raise InputError(
                f"page {self._page} draws too much to be a page of text",
                where=self._where,
                remedy="save its text instead",
            )


def _without_furniture(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines without page numbers, and without heads and feet that pages have in common."""
    edges = Counter(
        _DIGITS.sub("0", page[place])
        for page in pages
        for place in range(len(page))
        if page[place] and _at_edge(place, len(page))
    )
    for page in pages:
        for place, line in enumerate(page):
            at_edge = _at_edge(place, len(page))
            repeated = len(pages) > 2 and edges[_DIGITS.sub("0", line)] > len(pages) / 2
            if at_edge and (repeated or _PAGE_NUMBER.fullmatch(line)):
                continue
            yield line


def _at_edge(place: int, lines: int) -> bool:
    """Whether a line stands where running heads do: two deep, one on a page of few lines."""
    depth = 2 if lines >= 12 else 1
    return place < depth or place >= lines - depth


def _paragraphs(lines: Iterator[str]) -> Iterator[str]:
    """Lines joined to paragraphs: a blank line ends one, and a short line that ends a sentence."""
    lines_read = list(lines)
    lengths = sorted(len(line) for line in lines_read if line)
    full = lengths[len(lengths) * 3 // 4] if lengths else 0
    current = ""
    for line in lines_read:
        if not line:
            if current:
                yield current
            current = ""
            continue
        if not current:
            current = line
        elif current.endswith("-") and line[:1].islower():
            current = current[:-1] + line
        else:
            current = f"{current} {line}"
        if len(line) < 0.7 * full and line.endswith(_SENTENCE_END):
            yield current
            current = ""
    if current:
        yield current


def _published(information: dict[str, Any]) -> tuple[date | None, tuple[str, ...]]:
    """The creation date, unless the file is a print of something older."""
    stated = str(information.get("/CreationDate", "")).removeprefix("D:")[:8]
    created = parse_date(stated) if len(stated) == 8 and stated.isdigit() else None
    if created is None:
        return None, ()
    made_by = f"{information.get('/Producer', '')} {information.get('/Creator', '')}"
    if _PRINTERS.search(made_by):
        return None, (f"printed to PDF on {created}, which says nothing about its publication",)
    return created, ("published on the day the PDF was created",)


def _said(value: Any) -> str | None:
    text = " ".join(str(value or "").split())
    return text if text and not text.lower().endswith((".doc", ".docx", ".indd", ".html")) else None


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
