"""Every format: known by its content under any name, read with its own date, source and title."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import format_samples as samples
import pytest
from format_samples import LEAD, MORE
from hypothesis import example, given
from hypothesis import strategies as st

from timeline import ingest
from timeline.errors import InputError
from timeline.ingest.formats import FORMATS, format_of
from timeline.ingest.source import Article, Reader
from timeline.model import Document, Problem

DAY = date(2021, 4, 27)
LONG_TITLE = "Envoys of Norway and Chile meet after two delays"
Made = bytes | Callable[[], bytes]

# Format, content, expected title, source and publication date of its first article.
Case = tuple[str, Made, str | None, str | None, date | None]
CASES: list[Case] = [
    ("pdf", lambda: samples.pdf([LEAD, "", MORE]), "Envoys meet", None, DAY),
    ("docx", lambda: samples.docx(LEAD, MORE), "Envoys meet", None, DAY),
    ("rtf", samples.RTF, "Envoys meet", None, DAY),
    ("mail", samples.eml, "Envoys meet", "Nordic Wire", DAY),
    ("mail", lambda: samples.eml("", html=samples.PAGE), "Envoys meet", "Nordic Wire", DAY),
    ("mail", lambda: samples.mbox(samples.eml(), samples.eml()), "Envoys meet", "Nordic Wire", DAY),
    ("mhtml", samples.MHTML, "Envoys meet", None, DAY),
    ("feed", samples.RSS, "Envoys meet", "Nordic Wire", DAY),
    ("feed", samples.ATOM, "Envoys meet", "Nordic Wire", DAY),
    ("newsml", samples.NITF, "Envoys meet", "Nordic Wire", DAY),
    ("newsml", samples.NEWSML, "Envoys meet", "Nordic Wire", DAY),
    ("telegram", samples.TELEGRAM, "The envoys met in Oslo on Monday.", "Nordic Wire", DAY),
    ("ris", samples.RIS, "Envoys meet", "Nordic Wire", DAY),
    ("bibtex", samples.BIBTEX, "Envoys meet", "Nordic Wire", DAY),
    ("export", samples.NEXIS, LONG_TITLE, "Nordic Wire", DAY),
    ("export", samples.NEXIS_OLD, LONG_TITLE, "Nordic Wire", DAY),
    ("export", samples.FACTIVA, "Envoys of Norway and Chile meet", "Nordic Wire", DAY),
    ("export", samples.FACTIVA_FIELDS, "Envoys of Norway and Chile meet", "Nordic Wire", DAY),
    ("warc", samples.warc, "Envoys meet", None, DAY),
    ("excel", lambda: samples.xlsx(("Title", "Date", "Text"), ("Envoys meet", DAY, LEAD)),
     "Envoys meet", None, DAY),
]  # fmt: skip


def made(content: Made) -> bytes:
    return content if isinstance(content, bytes) else content()


def articles(name: str, content: bytes) -> list[Article | Problem]:
    return list(format_of(name, content).load()(content, name))


def all_of(reader: Reader, content: bytes) -> list[Article | Problem | InputError]:
    """What a reader gives, its last word an error if it raises one."""
    found: list[Article | Problem | InputError] = []
    try:
        found.extend(reader(content, "broken"))
    except InputError as error:
        found.append(error)
    return found


def first(found: list[Article | Problem]) -> Article:
    assert isinstance(found[0], Article)
    return found[0]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", ["", "article.txt", "page.html", "letter.doc"])
def test_content_tells_the_format(name: str, case: Case) -> None:
    kind, content, title, source, published = case
    data = made(content)
    assert format_of(name, data).name == kind
    article = first(articles(name, data))
    assert (article.title, article.published) == (title, published)
    assert article.published_from == "metadata"
    assert "Oslo" in article.text
    if source is not None:
        assert article.source == source


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (samples.NEXIS, 2),
        (samples.RSS, 2),
        (samples.TELEGRAM, 1),
        (samples.mbox(samples.eml(), samples.eml(), samples.eml()), 3),
    ],
)
def test_files_of_many_articles(content: bytes, count: int) -> None:
    assert len(articles("", content)) == count


@pytest.mark.parametrize(
    "text",
    [
        "From Oslo came word that the envoys had met.\nThey will meet again.\n",
        "Note: the envoys met.\n\nThey will meet again.\n",
        "Document after document was read out in Oslo.\n",
        "The envoys met. https://wire.example/envoys has more.\n",
        "@ the border, all is calm.\n",
        "TY is a company.\n",
        "# The envoys met\n\nThey will meet again.\n",
        "{curly} words, and no JSON.\n",
    ],
)
def test_plain_texts_that_look_a_little_like_something_else(text: str) -> None:
    assert format_of("a.txt", text.encode()).name == "text"


def test_columns_are_guessed_and_shown() -> None:
    found = articles("table.csv", samples.CSV)
    article = first(found)
    assert (article.title, article.source, article.published) == ("Envoys meet", "Nordic Wire", DAY)
    assert article.text == f"{LEAD}\n{MORE}"
    assert any("text = Volltext" in note for note in article.notes)
    problem = found[1]
    assert isinstance(problem, Problem)
    assert problem.where == "table.csv, row 4"


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"date;name\n2021-04-27;x\n"])
def test_a_table_without_text_names_its_columns(content: bytes) -> None:
    with pytest.raises(InputError, match="the columns are"):
        articles("table.csv", content)


def test_a_print_to_pdf_is_not_dated_by_the_print() -> None:
    article = first(articles("", samples.pdf([LEAD], producer="Skia/PDF m100")))
    assert article.published is None
    assert any("2021-04-27" in note for note in article.notes)


def test_pdf_lines_become_paragraphs_without_running_heads() -> None:
    pages = [
        ["Nordic Wire, issue 7", "The envoys of Norway and Chile have agreed to open the bor-",
         "der between their zones.", str(number)]
        for number in range(1, 5)
    ]  # fmt: skip
    article = first(articles("", samples.pdf(*pages)))
    assert "open the border between their zones." in article.text
    assert "issue 7" not in article.text
    assert "\n1\n" not in article.text


def test_a_broken_date_in_a_table_is_named() -> None:
    problem = articles("t.csv", b"text,date\nThe envoys met.,31.02.2021\n")[0]
    assert isinstance(problem, Problem)
    assert "31.02.2021" in problem.message


def test_a_saved_page_is_read_without_its_folder(tmp_path: Path) -> None:
    (tmp_path / "Envoys.html").write_text(samples.PAGE)
    (tmp_path / "Envoys_files").mkdir()
    (tmp_path / "Envoys_files" / "frame.html").write_text(samples.PAGE)
    (tmp_path / "other_files").mkdir()
    (tmp_path / "other_files" / "b.html").write_text(samples.PAGE)
    found = [item for item in ingest.read([tmp_path]) if isinstance(item, Document)]
    assert [document.id for document in found] == ["Envoys", "b"]


def test_a_folder_with_every_format(tmp_path: Path) -> None:
    for number, (kind, content, *_) in enumerate(CASES):
        ending = next(f.endings for f in FORMATS if f.name == kind) or (".txt",)
        name = "result.json" if kind == "telegram" else f"{number:02d}{ending[0]}"
        (tmp_path / name).write_bytes(made(content))
    found = list(ingest.read([tmp_path]))
    read = {item.path for item in found if isinstance(item, Document)}
    assert len(read) == len(CASES)


@pytest.mark.parametrize("kind", [f.name for f in FORMATS if f.name not in ("text", "urls")])
@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_file_that_breaks_off_is_named_or_read_in_part(kind: str, cut: float) -> None:
    contents = [made(content) for name, content, *_ in CASES if name == kind]
    for content in contents or [samples.CSV]:
        piece = content[: int(len(content) * cut)]
        reader = next(f for f in FORMATS if f.name == kind).load()
        found = all_of(reader, piece)
        assert found
        errors = [item for item in found if isinstance(item, InputError)]
        assert all(error.where and error.remedy for error in errors)


@given(st.binary(max_size=300), st.sampled_from([f.name for f in FORMATS if f.name != "urls"]))
@example(b"0", "telegram")
@example(b"[[]]", "telegram")
def test_no_bytes_make_a_reader_crash(noise: bytes, kind: str) -> None:
    reader = next(f for f in FORMATS if f.name == kind).load()
    heads = {"pdf": b"%PDF-1.4\n", "rtf": b"{\\rtf1 ", "mail": b"From: a\nDate: b\nTo: c\n\n"}
    for item in all_of(reader, heads.get(kind, b"") + noise):
        assert isinstance(item, Article | Problem) or item.message


def test_xml_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    attack = samples.NITF.replace(
        b"<nitf>", f'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file://{secret}">]><nitf>'.encode()
    ).replace(b"They agreed", b"&x; They agreed")
    try:
        found = articles("a.xml", attack)
    except InputError:
        return
    assert all("hidden" not in item.text for item in found if isinstance(item, Article))


def test_an_entity_bomb_is_refused() -> None:
    levels = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "boom">' for n in range(12)
    )
    attack = samples.NITF.replace(b"<nitf>", f"<!DOCTYPE nitf [{levels}]><nitf>".encode())
    attack = attack.replace(b"They agreed", b"&a11; They agreed")
    try:
        found = articles("a.xml", attack)
    except InputError:
        return
    assert all(len(item.text) < 10_000 for item in found if isinstance(item, Article))


def test_a_zip_bomb_is_refused() -> None:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 250_000_000)
    with pytest.raises(InputError, match="unpacks"):
        articles("a.docx", out.getvalue())


def test_a_missing_library_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    with pytest.raises(InputError, match=r"event-timeline\[formats\]"):
        articles("a.pdf", samples.pdf([LEAD]))
