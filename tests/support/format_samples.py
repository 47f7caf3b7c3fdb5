"""Small files of every format, made here so that nothing has to be kept in binary form."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage

LEAD = "The envoys of Norway and Chile met in Oslo on Monday."
MORE = "They agreed to open the border on 3 May 2021, a spokesman said."


def pdf(*pages: list[str], created: str = "20210427101500", producer: str = "Newsroom") -> bytes:
    """A PDF with one line of text below the other on each page."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        drawn = " T* ".join(f"({line}) Tj" for line in lines)
        stream = f"BT /F1 10 Tf 14 TL 50 750 Td {drawn} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title (Envoys meet) /CreationDate (D:{created}) /Producer ({producer}) >>")
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    for offset in offsets:
        out.write(f"{offset:010d} 00000 n \n".encode())
    out.write(
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
        f"startxref\n{start}\n%%EOF\n".encode()
    )
    return out.getvalue()


def docx(*paragraphs: str) -> bytes:
    """A DOCX file created on 27 April 2021."""
    import docx as library

    document = library.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.title = "Envoys meet"
    document.core_properties.author = "Ann Example"
    document.core_properties.created = datetime(2021, 4, 27, 9, 0)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx(*rows: tuple[object, ...]) -> bytes:
    """An Excel file with one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def eml(text: str = f"{LEAD}\n{MORE}\n", *, html: str = "") -> bytes:
    """A message of 27 April 2021."""
    message = EmailMessage()
    message["From"] = "Nordic Wire <desk@wire.example>"
    message["To"] = "list@example.org"
    message["Subject"] = "Envoys meet"
    message["Date"] = "Tue, 27 Apr 2021 10:15:00 +0200"
    if text:
        message.set_content(text)
    if html:
        if text:
            message.add_alternative(html, subtype="html")
        else:
            message.set_content(html, subtype="html")
    return bytes(message)


def mbox(*messages: bytes) -> bytes:
    """A mailbox with the messages."""
    mark = b"From desk@wire.example Tue Apr 27 10:15:00 2021\n"
    return b"\n".join(mark + message for message in messages)


PAGE = (
    "<!doctype html><html lang=en><head><title>Envoys meet</title>"
    '<meta property="article:published_time" content="2021-04-27T10:15:00Z"></head>'
    f"<body><article><h1>Envoys meet</h1><p>{LEAD}</p><p>{MORE}</p>"
    "<p>The talks had been put off twice because of the weather in the north.</p></article></body></html>"
)

MHTML = (
    "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://wire.example/envoys\r\n"
    "Subject: Envoys meet\r\nDate: Fri, 1 Jul 2022 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="cut"\r\n\r\n'
    "--cut\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    f"{PAGE}\r\n--cut--\r\n"
).encode()

RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Nordic Wire</title>
<language>en</language>
<item><title>Envoys meet</title><link>https://wire.example/envoys</link>
<description>&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;</description>
<pubDate>Tue, 27 Apr 2021 10:15:00 +0200</pubDate></item>
<item><title>Ferry sinks</title><description>A ferry sank off Bergen.</description></item>
</channel></rss>""".encode()

ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>Nordic Wire</title><entry><title>Envoys meet</title><id>urn:x:1</id>
<link href="https://wire.example/envoys"/><updated>2021-04-27T08:15:00Z</updated>
<content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;</content></entry></feed>""".encode()

NITF = f"""<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>Envoys meet</title>
<docdata><doc-id id-string="wire-77"/><date.issue norm="20210427T101500Z"/>
<doc.copyright holder="Nordic Wire"/></docdata></head><body><body.head><hedline><hl1>Envoys meet</hl1>
</hedline><byline>Ann Example</byline></body.head><body.content><p>{LEAD}</p><p>{MORE}</p></body.content>
</body></nitf>""".encode()

NEWSML = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:wire:77" xml:lang="en">
<itemMeta><versionCreated>2021-04-27T10:15:00Z</versionCreated><provider literal="Nordic Wire"/></itemMeta>
<contentMeta><headline>Envoys meet</headline><language tag="en"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<body><p>{LEAD}</p><p>{MORE}</p></body></html></inlineXML></contentSet></newsItem>""".encode()

TELEGRAM = json.dumps(
    {
        "name": "Nordic Wire",
        "type": "public_channel",
        "id": 7,
        "messages": [
            {"id": 1, "type": "service", "date": "2021-04-26T10:00:00", "action": "create_channel"},
            {
                "id": 2,
                "type": "message",
                "date": "2021-04-27T10:15:00",
                "from": "Nordic Wire",
                "text": ["The envoys met in ", {"type": "bold", "text": "Oslo"}, " on Monday."],
            },
            {"id": 3, "type": "message", "date": "2021-04-27T10:16:00", "text": ""},
        ],
    }
).encode()

RIS = f"""TY  - NEWS
TI  - Envoys meet
AU  - Example, Ann
JO  - Nordic Wire
DA  - 2021/04/27
UR  - https://wire.example/envoys
AB  - {LEAD} {MORE}
ER  -

TY  - NEWS
TI  - No abstract
ER  -
""".encode()

BIBTEX = f"""@article{{envoys, title = {{{{Envoys}} meet}}, author = {{Example, Ann}},
 journal = {{Nordic Wire}}, date = {{2021-04-27}}, abstract = {{{LEAD}}} }}
@misc{{old, title = {{Old}}, year = 2021, month = apr, day = 27, abstract = {{{MORE}}} }}
""".encode()

CSV = f'Überschrift;Datum;Volltext;Quelle\nEnvoys meet;27.04.2021;"{LEAD}\n{MORE}";Nordic Wire\n;;;\nEmpty;1.5.2021;;X\n'.encode()

NEXIS = f"""Envoys of Norway and Chile meet after two delays

Nordic Wire

April 27, 2021 Tuesday

Copyright 2021 Nordic Wire All Rights Reserved

Section: WORLD

Length: 24 words

Byline: Ann Example

Body

{LEAD}

{MORE}

Load-Date: April 28, 2021

End of Document

Ferry sinks off the coast near Bergen

Nordic Wire

May 2, 2021 Sunday

Length: 9 words

Body

A ferry sank off Bergen on Saturday.

Load-Date: May 3, 2021

End of Document
""".encode()

NEXIS_OLD = f"""                               1 of 1 DOCUMENTS

                                  Nordic Wire

                            April 27, 2021 Tuesday

Envoys of Norway and Chile meet after two delays

BYLINE: Ann Example

LENGTH: 24 words

{LEAD}

{MORE}

LOAD-DATE: April 28, 2021

LANGUAGE: ENGLISH
""".encode()

FACTIVA = f"""Envoys of Norway and Chile meet
24 words
27 April 2021
10:15
Nordic Wire
NORWIR
English
(c) 2021 Nordic Wire

{LEAD}

{MORE}

Document NORWIR0020210427eh4r0001x
""".encode()

FACTIVA_FIELDS = f"""HD Envoys of Norway and Chile meet
WC 24 words
PD 27 April 2021
SN Nordic Wire
LA English
LP
{LEAD}
TD
{MORE}
Document NORWIR0020210427eh4r0001x
""".encode()

RTF = (
    r"{\rtf1\ansi\ansicpg1252{\info{\title Envoys meet}{\creatim\yr2021\mo4\dy27}}"
    rf"\pard {LEAD}\par Sie sagten M\'f6rz ab.\par}}"
).encode()


def warc(*, status: str = "200 OK") -> bytes:
    """A web archive with one page, packed record by record."""
    page = PAGE.encode()
    block = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n".encode() + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wire.example/envoys\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        "WARC-Date: 2022-07-01T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    ).encode()
    return gzip.compress(head + block + b"\r\n\r\n")


def everything() -> Iterator[tuple[str, bytes]]:
    """A file of every format, with a name that says which."""
    yield "a.pdf", pdf([LEAD, "", MORE])
    yield "a.docx", docx(LEAD, MORE)
    yield "a.xlsx", xlsx(("Title", "Date", "Text"), ("Envoys meet", "2021-04-27", LEAD))
    yield "a.eml", eml()
    yield "b.eml", eml("", html=PAGE)
    yield "a.mbox", mbox(eml(), eml())
    yield "a.warc.gz", warc()
    fixed = {"a.rtf": RTF, "a.mhtml": MHTML, "a.rss": RSS, "a.atom": ATOM, "a.nitf": NITF,
             "a.xml": NEWSML, "result.json": TELEGRAM, "a.ris": RIS, "a.bib": BIBTEX,
             "a.csv": CSV, "a.txt": NEXIS, "b.txt": NEXIS_OLD, "c.txt": FACTIVA,
             "d.txt": FACTIVA_FIELDS}  # fmt: skip
    yield from fixed.items()
    yield "a.html", PAGE if isinstance(PAGE, bytes) else PAGE.encode()
    yield "a.jsonl", json.dumps({"id": "a", "text": LEAD, "published": "2021-04-27"}).encode()
    yield "e.txt", f"published: 2021-04-27\ntitle: Envoys meet\n\n{LEAD}\n".encode()
