"""What press databases export: many articles in one text, each with a head of its own.

Three layouts are known: Nexis with "End of Document" below each article, its older one with
"3 of 40 DOCUMENTS" above each, and Factiva with "Document XYZ0000020220222ei2m0005l" below.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.errors import InputError
from timeline.ingest.decode import decode
from timeline.ingest.published import parse_date
from timeline.ingest.source import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from timeline.model import Problem

_NEXIS_END = re.compile(r"^[ \t]{0,80}(?:End of Document|Ende des Dokuments)[ \t]{0,80}$", re.M)
_NEXIS_HEAD = re.compile(
    r"^[ \t]{0,80}\d{1,5} (?:of|von) \d{1,5} (?:DOCUMENTS|DOKUMENTEN)\s*$", re.M
)
_FACTIVA_END = re.compile(
    r"^[ \t]{0,20}(?:Document|Dokument) ([A-Z][A-Z0-9]{3,10}\d{8}\w{6,20})[ \t]*$", re.M
)
_FACTIVA_FIELD = re.compile(
    r"^(HD|BY|WC|PD|ET|SN|SC|LA|CY|LP|TD|CO|IN|NS|RE|PUB|AN|CR|ED|PG)(?:[ \t]{1,40}|$)(.*)"
)
_FIELD = re.compile(
    r"^[ \t]{0,20}(?P<name>BYLINE|LENGTH|DATELINE|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|SECTION"
    r"|GRAPHIC|HIGHLIGHT|JOURNAL-CODE|URL|HEADLINE|COUNTRY|SUBJECT|TYPE|RUBRIK|LÄNGE|AUTOR|SPRACHE|UPDATE"
    r"|DOCUMENT-TYPE|CLASSIFICATION|NOTES|CORRECTION|CORRECTION-DATE)[ \t]{0,5}:"
    r"[ \t]{0,20}(?P<value>.*)",
    re.IGNORECASE,
)  # fmt: skip
_BODY = re.compile(r"^[ \t]{0,20}(?:Body|Text|Volltext|Haupttext)[ \t]{0,20}$")
_COPYRIGHT = re.compile(r"^[ \t]{0,80}(?:Copyright|\(c\)|©)", re.IGNORECASE)
_WORDS = re.compile(r"^[\d.,]{1,9} (?:words|Wörter)$")
_DAY_NAME = re.compile(
    r"(?:,?\s)(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*|^(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag,?\s"
    r"|^Mittwoch,?\s|\s\d{1,2}:\d{2}.*",
)
_MARKS = (
    b"End of Document",
    b"Ende des Dokuments",
    b" DOCUMENTS",
    b" DOKUMENTEN",
    b"Document ",
    b"Dokument ",
)
_LANGUAGES = {"english": "en", "englisch": "en", "german": "de", "deutsch": "de", "french": "fr",
              "französisch": "fr", "spanish": "es", "spanisch": "es"}  # fmt: skip
_MOST_HEAD = 40  # lines


def is_export(content: bytes) -> bool:
    """Whether the content has the marks of an export below or above an article."""
    if not any(word in content for word in _MARKS):
        return False
    text = content.decode("utf-8", "replace")
    return any(
        pattern.search(text) is not None for pattern in (_NEXIS_END, _NEXIS_HEAD, _FACTIVA_END)
    )


def read_export(content: bytes, where: str) -> Iterator[Article | Problem]:
    """The articles of an export that was saved as plain text."""
    text, notes = decode(content, where)
    found = split_export(text.replace("\r\n", "\n"))
    if not found:
        raise InputError(
            "an export without articles", where=where, remedy="export the full texts again"
        )
    for article in found:
        yield replace(article, notes=(*article.notes, *notes))


def split_export(text: str) -> list[Article]:
    """The articles of an export; an empty list for a text that is none."""
    if _FACTIVA_END.search(text):
        return list(_factiva(text))
    if _NEXIS_END.search(text):
        return [article for part in _NEXIS_END.split(text) for article in _nexis(part)]
    if _NEXIS_HEAD.search(text):
        return [article for part in _NEXIS_HEAD.split(text)[1:] for article in _nexis(part)]
    return []


def _nexis(part: str) -> Iterator[Article]:
    """Head (title, source, date in any order), fields, body, fields."""
    lines = [line.strip() for line in part.strip().splitlines()]
    head, fields, at = _nexis_head(lines)
    body: list[str] = []
    for line in lines[at:]:
        field = _FIELD.match(line)
        if field and field["name"].upper() in ("LOAD-DATE", "LANGUAGE", "CLASSIFICATION", "NOTES"):
            fields.setdefault(field["name"].upper(), field["value"])
            if field["name"].upper() == "CLASSIFICATION":
                break
        elif not (_BODY.match(line) or (field and field["name"].isupper())):
            body.append(line)
    text = "\n".join(body).strip()
    if not text:
        return
    dated = [(line, found) for line in head if (found := _date(line))]
    rest = [line for line in head if not _date(line) and not _COPYRIGHT.match(line)]
    title = fields.get("HEADLINE") or _title(rest)
    published = dated[0][1] if dated else None
    yield Article(
        text=f"{title}\n\n{text}" if title else text,
        title=title,
        source=next((line for line in rest if line != title), None),
        published=published,
        published_from="metadata" if published else "unknown",
        language=_language(fields.get("LANGUAGE")),
        author=fields.get("BYLINE") or None,
        url=fields.get("URL") or None,
        notes=("one article of a Nexis export",),
    )


def _nexis_head(lines: Sequence[str]) -> tuple[list[str], dict[str, str], int]:
    """The lines above the body, the fields among them, and where the body begins."""
    body = next((at for at, line in enumerate(lines[:_MOST_HEAD]) if _BODY.match(line)), None)
    length = next(
        (
            at
            for at, line in enumerate(lines[:_MOST_HEAD])
            if (field := _FIELD.match(line)) and field["name"].upper() in ("LENGTH", "LÄNGE")
        ),
        None,
    )
    end = body if body is not None else length if length is not None else 0
    head, fields = [], {}
    for line in lines[:end]:
        field = _FIELD.match(line)
        if field:
            fields[field["name"].upper()] = field["value"].strip()
        elif line:
            head.append(line)
    return head, fields, end + 1 if end else 0


def _title(lines: Sequence[str]) -> str | None:
    """The longest of the head's lines: sources have short names."""
    return max(lines, key=len, default=None)


def _factiva(text: str) -> Iterator[Article]:
    start = 0
    for end in _FACTIVA_END.finditer(text):
        lines = [line.strip() for line in text[start : end.start()].strip().splitlines()]
        start = end.end()
        named = sum(_FACTIVA_FIELD.match(line) is not None for line in lines)
        article = _factiva_fields(lines) if named >= 4 else _factiva_shown(lines)
        if article is not None:
            yield article


def _factiva_fields(lines: Sequence[str]) -> Article | None:
    """The layout with two-letter fields."""
    fields: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines:
        match = _FACTIVA_FIELD.match(line)
        if match:
            current = fields.setdefault(match[1], [])
        rest = match[2] if match else line
        if rest:
            current.append(rest)
    body = [*fields.get("LP", ()), *fields.get("TD", ())]
    return _factiva_article(
        body,
        title=" ".join(fields.get("HD", ())),
        published=_date(" ".join(fields.get("PD", ()))),
        source=" ".join(fields.get("SN", ())),
        language=" ".join(fields.get("LA", ())),
        author=" ".join(fields.get("BY", ())),
    )


def _factiva_shown(lines: Sequence[str]) -> Article | None:
    """The layout for readers: title, "540 words", date, time, source, code, language, body."""
    words = next((at for at, line in enumerate(lines) if _WORDS.match(line)), None)
    if words is None:
        return None
    dated = next(
        ((at, day) for at in range(words, min(words + 4, len(lines))) if (day := _date(lines[at]))),
        None,
    )
    if dated is None:
        return None
    at, published = dated
    about = [
        line for line in lines[at + 1 : at + 12] if line and not re.match(r"\d{1,2}:\d{2}", line)
    ]
    spoken = next((n for n, line in enumerate(about) if line.lower() in _LANGUAGES), None)
    copyright_ = next((n for n, line in enumerate(about) if _COPYRIGHT.match(line)), spoken or 0)
    last = about[max(copyright_, spoken or 0)] if about else ""
    begin = next((n for n in range(at, len(lines)) if lines[n] == last), at) + 1
    title = " ".join(line for line in lines[:words] if line)
    return _factiva_article(
        lines[begin:],
        title=title,
        published=published,
        source=about[0] if about else "",
        language=about[spoken] if spoken is not None else "",
        author="",
    )


def _factiva_article(
    body: Sequence[str],
    *,
    title: str,
    published: date | None,
    source: str,
    language: str,
    author: str,
) -> Article | None:
    text = "\n\n".join(filter(None, body))
    if not text:
        return None
    return Article(
        text=f"{title}\n\n{text}" if title else text,
        title=title or None,
        source=source or None,
        published=published,
        published_from="metadata" if published else "unknown",
        language=_language(language),
        author=author or None,
        notes=("one article of a Factiva export",),
    )


def _language(stated: str | None) -> str | None:
    return _LANGUAGES.get((stated or "").split(";")[0].strip().lower())


def _date(line: str) -> date | None:
    """A line that is a date and little else; weekday and edition behind it do not matter."""
    return parse_date(_DAY_NAME.sub(" ", line).strip(" ,")) if 6 <= len(line) <= 60 else None
