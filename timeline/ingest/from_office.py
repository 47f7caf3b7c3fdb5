"""Word processor files: DOCX by python-docx, RTF by striprtf."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from timeline.errors import InputError
from timeline.ingest.exports import split_export
from timeline.ingest.optional import library
from timeline.ingest.source import Article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from timeline.model import Problem

# A document of a few kilobytes that unpacks to more than this was made to do harm.
_MOST_UNPACKED = 500_000_000
_MOST_XML = 100_000_000
_MOST_PARAGRAPHS = 500_000
_XML = (".xml", ".rels")
_PROLOG = 4000  # bytes, in which a document type would stand
_RTF_FIELD = re.compile(r"\{\\(title|author) ([^{}\\]{1,300})\}")
_RTF_CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_CREATED = "published on the day the document was created"


def read_docx(content: bytes, where: str) -> Iterator[Article | Problem]:
    """The articles of a DOCX file: one, or those of a press database's export."""
    check_archive(content, where)
    docx = library("docx", format_name="DOCX", where=where)
    try:
        document = docx.Document(io.BytesIO(content))
        paragraphs = list(islice(_paragraphs(document), _MOST_PARAGRAPHS + 1))
        about = document.core_properties
        title, author, created = about.title, about.author, about.created
    except Exception as error:  # python-docx raises whatever a broken file makes it raise
        raise InputError(
            f"the DOCX file cannot be read: {type(error).__name__}",
            where=where,
            remedy="save it as text",
        ) from error
    if len(paragraphs) > _MOST_PARAGRAPHS:
        raise InputError(
            f"more than {_MOST_PARAGRAPHS} paragraphs", where=where, remedy="split the document"
        )
    text = "\n\n".join(filter(None, paragraphs))
    yield from _articles(text, where, title, author, created.date() if created else None)


def _paragraphs(document: Any) -> Iterator[str]:
    """The paragraphs in their order, those inside tables and content controls, too."""
    from docx.oxml.ns import qn

    tag = qn("w:p")
    for block in document.element.body.iterchildren():
        for paragraph in (block,) if block.tag == tag else block.iter(tag):
            yield paragraph.text.strip()


def read_rtf(content: bytes, where: str) -> Iterator[Article | Problem]:
    """The articles of an RTF file: one, or those of a press database's export."""
    striprtf = library("striprtf.striprtf", format_name="RTF", where=where)
    source = content.decode("cp1252", errors="replace")
    try:
        text = striprtf.rtf_to_text(source, errors="replace")
    except (ValueError, IndexError, KeyError, LookupError, RecursionError) as error:
        raise InputError(
            f"the RTF file cannot be read: {type(error).__name__}",
            where=where,
            remedy="save it as text",
        ) from error
    lines = [line.strip() for line in text.splitlines()]
    fields = dict(_RTF_FIELD.findall(source[:20_000]))
    yield from _articles(
        "\n\n".join(filter(None, lines)),
        where,
        fields.get("title"),
        fields.get("author"),
        _rtf_created(source[:20_000]),
    )


def _rtf_created(head: str) -> date | None:
    from datetime import date

    found = _RTF_CREATED.search(head)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def _articles(
    text: str, where: str, title: str | None, author: str | None, created: date | None
) -> Iterator[Article | Problem]:
    if not text.strip():
        raise InputError("the document holds no text", where=where, remedy="leave it out")
    exported = split_export(text)
    if exported:
        yield from exported
        return
    yield Article(
        text=text,
        published=created,
        published_from="metadata" if created else "unknown",
        title=title or next(iter(text.splitlines()), None),
        author=author or None,
        notes=(_CREATED,) if created else (),
    )


def check_archive(content: bytes, where: str) -> None:
    """InputError for an archive that is broken or would unpack to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries)
            parts = [entry for entry in entries if entry.filename.lower().endswith(_XML)]
            size_of_xml = sum(entry.file_size for entry in parts)
            typed = size <= _MOST_UNPACKED and any(map(partial(_has_type, archive), parts))
    # Besides broken ones: encrypted ones, and methods that nobody uses.
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError) as error:
        raise InputError(
            "the archive is damaged", where=where, remedy="save the document again"
        ) from error
    if size > _MOST_UNPACKED or size_of_xml > _MOST_XML:
        most = _MOST_XML if size <= _MOST_UNPACKED else _MOST_UNPACKED
        raise InputError(
            f"unpacks to more than {most // 1_000_000} MB"
            + (" of XML" if most == _MOST_XML else ""),
            where=where,
            remedy="save its text instead",
        )
    if typed:
        raise InputError(
            "its XML declares a document type, which office documents never do",
            where=where,
            remedy="save the document again",
        )


def _has_type(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether an XML part declares a document type, and with it may declare entities."""
    with archive.open(part) as file:
        head = file.read(_PROLOG).replace(b"\0", b"")  # in whatever encoding
    return b"<!DOCTYPE" in head or b"<!ENTITY" in head
