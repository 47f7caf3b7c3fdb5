"""Files made to do harm: each is refused with a word, or read in bounds."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import format_samples as samples
import pytest

from timeline import ingest
from timeline.errors import InputError
from timeline.ingest import from_office, from_pdf, from_warc
from timeline.ingest.formats import format_of
from timeline.ingest.source import Article
from timeline.model import Problem

DEEP = 100_000
BOMB = '<!DOCTYPE x [<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
)
SECRET = "the words of another file"


def read(name: str, content: bytes) -> list[Article | Problem]:
    return list(format_of(name, content).load()(content, name))


def words(name: str, content: bytes) -> str:
    """All that comes out of a file, its refusal included."""
    try:
        items = read(name, content)
    except InputError as error:
        return f"{error.message} {error.remedy}"
    return " ".join(item.text if isinstance(item, Article) else item.message for item in items)


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A ZIP archive with something replaced in one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w", 8) as target:
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                assert old in text
                text = text.replace(old, new, 1)
            target.writestr(name, text)
    return made.getvalue()


def nested() -> Iterator[tuple[str, bytes]]:
    lead = samples.LEAD.encode()
    yield "a.html", b"<html><body>" + b"<div>" * DEEP + lead
    yield "b.html", b"<html><body><p>" + b"<span>" * DEEP + lead + b"</span>" * DEEP
    yield "a.json", b'{"id":"a","text":' + b"[" * DEEP
    yield "a.jsonl", b"[" * DEEP
    yield "a.xml", b"<nitf><body><body.content>" + b"<p>" * DEEP
    yield "a.rss", b"<?xml version='1.0'?><rss><channel><item>" + b"<a>" * 20_000
    yield "a.rtf", b"{\\rtf1 " + b"{" * DEEP + lead
    yield "a.bib", b"@article{x, title={" + b"{" * DEEP
    yield "result.json", b'{"name":"c","type":"x","messages":' + b"[" * DEEP
    head = "From: a@b\nDate: Mon, 26 Apr 2021 10:00:00 +0000\nSubject: x\nMIME-Version: 1.0\n"
    parts = "".join(
        f'Content-Type: multipart/mixed; boundary="{number}"\n\n--{number}\n'
        for number in range(5000)
    )
    yield "a.eml", f"{head}{parts}Content-Type: text/plain\n\nhello".encode()
    yield "b.eml", b"From: " + b"(" * DEEP + b"\nDate: x\nSubject: " + b"(" * DEEP + b"\n\n" + lead
    yield "c.eml", b"From: " + b"=?utf-8?q?a?= " * DEEP + b"\nDate: x\nSubject: y\n\n" + lead
    yield (
        "a.docx",
        changed(samples.docx("x"), "word/document.xml", b"<w:p>", b"<w:p>" + b"<w:p>" * DEEP),
    )


@pytest.mark.parametrize(("name", "content"), list(nested()), ids=lambda item: str(item)[:8])
def test_deep_nesting(name: str, content: bytes) -> None:
    assert words(name, content)


def with_entities(doctype: str, reference: str) -> Iterator[tuple[str, bytes]]:
    """The same declaration in every format that is made of XML or HTML."""
    head = f'<?xml version="1.0"?>{doctype}'
    body = f"<body><body.content><p>{reference} x</p></body.content></body>"
    yield "a.nitf", f"{head}<nitf>{body}</nitf>".encode()
    yield (
        "a.rss",
        (
            f"{head}<rss><channel><title>{reference}</title><item><title>t {reference}</title>"
            f"<description>{reference} x</description></item></channel></rss>"
        ).encode(),
    )
    yield "a.html", f"{head}<html><body><p>{samples.LEAD} {reference}</p></body></html>".encode()
    declared, replaced = doctype.encode(), f"{reference} x".encode()
    for name, made, part in (
        ("a.docx", samples.docx("needle"), "word/document.xml"),
        ("a.xlsx", samples.xlsx(("Text",), ("needle",)), "xl/worksheets/sheet1.xml"),
    ):
        inside = changed(made, part, b"needle", replaced)
        root = b"<w:document" if name == "a.docx" else b"<worksheet"
        yield name, changed(inside, part, root, declared + root)


def outside(folder: Path) -> str:
    path = folder / "secret.txt"
    path.write_text(SECRET, encoding="utf-8")
    return f'<!DOCTYPE x [<!ENTITY e SYSTEM "{path.as_uri()}">]>'


def test_no_entity_reaches_another_file(tmp_path: Path) -> None:
    found = {name: words(name, made) for name, made in with_entities(outside(tmp_path), "&e;")}
    assert len(found) == 5
    assert not [name for name, text in found.items() if SECRET in text]
    assert "document type" in found["a.docx"]
    assert "document type" in found["a.xlsx"]


def test_no_entity_becomes_large() -> None:
    for name, content in with_entities(f"{BOMB}]>", "&j;"):
        assert words(name, content).count("lol") < 20, name


def test_a_document_type_in_another_encoding_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    made = samples.docx("x")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        text = archive.read("word/document.xml").decode()
    wide = text.replace("<w:document", "<!DOCTYPE x><w:document").encode("utf-16")
    assert "document type" in words(
        "a.docx", changed(made, "word/document.xml", text.encode(), wide)
    )


@pytest.mark.parametrize(("limit", "value"), [("_MOST_XML", 3000), ("_MOST_UNPACKED", 9000)])
def test_office_files_that_unpack_to_too_much(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    made = samples.docx(*["word " * 50] * 100)
    assert "word" in words("a.docx", made)
    monkeypatch.setattr(from_office, limit, value)
    assert "unpacks to more than" in words("a.docx", made)


def test_too_many_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_office, "_MOST_PARAGRAPHS", 2)
    assert "more than 2 paragraphs" in words("a.docx", samples.docx("a", "b", "c"))
    assert "a" in words("a.docx", samples.docx("a", "b"))


def test_text_in_tables_is_read_too() -> None:
    made = samples.docx("before", "inside", "after")
    table = b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>inside</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    plain = b"<w:p><w:r><w:t>inside</w:t></w:r></w:p>"
    (article,) = read("a.docx", changed(made, "word/document.xml", plain, table))
    assert isinstance(article, Article)
    assert article.text.split() == ["before", "inside", "after"]


def test_a_cell_far_away_costs_nothing() -> None:
    made = samples.xlsx(("Text",), (samples.LEAD,))
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    part = "xl/worksheets/sheet1.xml"
    (article,) = read("a.xlsx", changed(made, part, b"</sheetData>", far))
    assert isinstance(article, Article)
    assert article.text == samples.LEAD


def test_forms_that_draw_each_other() -> None:
    forms = [b"/X0 Do"]
    forms += [b"/X%d Do " % number * 8 for number in range(1, 12)]
    assert "draws too much" in words("a.pdf", pdf_of_forms(forms))
    assert "Envoys" in words("a.pdf", pdf_of_forms([b"/X0 Do"]))


def pdf_of_forms(streams: list[bytes]) -> bytes:
    """A page that draws form X0, which draws X1, and so on; the last one has a line of text."""
    line = b"BT /F1 12 Tf (Envoys met.) Tj ET"
    streams = [*streams, line]
    font = b"/Font << /F1 4 0 R >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources << "
        + font
        + b" /XObject << /X0 6 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, stream in enumerate(streams):
        inner = b"/XObject << /X%d %d 0 R >>" % (number, number + 6)
        kind = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800]" if number else b""
        more = inner if number + 1 < len(streams) else b""
        objects.append(
            b"<< %s /Resources << %s %s >> /Length %d >>\nstream\n%s\nendstream"
            % (kind, font, more, len(stream), stream)
        )
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF" % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_pdf, "_MOST_PAGES", 1)
    assert "more than 1 pages" in words("a.pdf", samples.pdf([samples.LEAD], [samples.LEAD]))


def test_an_archive_that_unpacks_to_far_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_warc, "_MOST_AT_LEAST", 10_000)
    monkeypatch.setattr(from_warc, "_MOST_TIMES", 10)
    good = samples.warc()
    assert "far too much" not in words("a.warc.gz", good)
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 9000000\r\n\r\n"
    found = words("a.warc.gz", good + gzip.compress(head + b" " * 9_000_000))
    assert "far too much" in found
    assert samples.LEAD in found


def test_a_reader_that_fails_is_reported_and_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(content: bytes, where: str) -> Iterator[Article]:
        raise KeyError(where)

    monkeypatch.setattr("timeline.ingest.from_jsonl.read_jsonl", broken)
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "x"}), encoding="utf-8")
    (tmp_path / "b.txt").write_text("The envoys met in Oslo.", encoding="utf-8")
    problem, document = [item for item in ingest.read([tmp_path]) if not _about_language(item)]
    assert isinstance(problem, Problem)
    assert "KeyError" in problem.message
    assert not isinstance(document, Problem)


def _about_language(item: object) -> bool:
    return isinstance(item, Problem) and "language" in item.message


@pytest.mark.parametrize(
    ("encoding", "noted"),
    [
        ("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"), ("utf-32", ""), ("cp1252", "cp1252"),
    ],
)  # fmt: skip
def test_encodings_from_utf_16_to_cp1252(tmp_path: Path, encoding: str, noted: str) -> None:
    path = tmp_path / "a.txt"
    text = "Die Gespräche über die Grenze begannen am Montag in Zürich.\n" * 3
    path.write_bytes(text.encode(encoding))
    (document,) = [item for item in ingest.read([path]) if not isinstance(item, Problem)]
    assert document.text.strip() == text.strip()
    assert noted in " ".join(document.notes)
