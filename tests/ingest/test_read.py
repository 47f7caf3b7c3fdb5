"""Paths to documents: which files are read, by whom, and how the articles are called."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from timeline import ingest
from timeline.ingest import formats
from timeline.model import Document, Problem

TEXT = "The envoys met in Geneva, and they will meet again.\n"
PAGE = f"<!doctype html><html lang=en><body><article><p>{TEXT * 3}</article></body></html>"


def write(folder: Path, name: str, content: str | bytes = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def documents(found: Iterator[Document | Problem]) -> list[Document]:
    read = list(found)
    assert not [item for item in read if isinstance(item, Problem)]
    return [item for item in read if isinstance(item, Document)]


def only_problem(found: Iterator[Document | Problem]) -> Problem:
    (problem,) = found
    assert isinstance(problem, Problem)
    assert problem.message
    assert problem.remedy
    return problem


def test_a_folder_is_read_with_all_below_it_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "deep/er/c.jsonl"):
        write(tmp_path, name, PAGE if name.endswith("html") else TEXT)
    write(tmp_path, "deep/er/c.jsonl", '{"text": "The envoys met in the city."}\n')
    for passed_over in (
        "README.md", "a.gold.json", "style.css", "a.png", ".hidden.txt", ".git/d.txt", "noending",
    ):  # fmt: skip
        write(tmp_path, passed_over)
    assert [document.id for document in documents(ingest.read([tmp_path]))] == ["a", "b", "c"]


def test_a_folder_without_articles_is_named(tmp_path: Path) -> None:
    write(tmp_path, "README.md")
    problem = only_problem(ingest.read([tmp_path]))
    assert problem.where == str(tmp_path)
    assert ".txt" in problem.remedy


def test_ids_are_file_names_told_apart_by_folder_and_number(tmp_path: Path) -> None:
    for name in ("x/a.txt", "y/a.txt", "z/x/a.txt", "b.txt"):
        write(tmp_path, name)
    found = [document.id for document in documents(ingest.read([tmp_path]))]
    assert found == ["b", "x/a", "y/a", "x/a-2"]


def test_ids_inside_a_file_are_its_own(tmp_path: Path) -> None:
    lines = '{"id": "a", "text": "The one."}\n{"text": "The two."}\n{"text": "The three."}\n'
    one = write(tmp_path, "x/wire.jsonl", lines)
    two = write(tmp_path, "y/more.jsonl", '{"id": "a", "text": "The four."}\n')
    found = [document.id for document in documents(ingest.read([one, two]))]
    assert found == ["a", "wire", "wire-2", "y/a"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    assert len(documents(ingest.read([path, tmp_path, path, link]))) == 1


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt", PAGE, "The envoys"),  # a page saved under another name
        ("page", PAGE, "The envoys"),
        ("lines", '{"text": "The envoys met."}', "The envoys met."),
        ("list.json", '[{"text": "The envoys met."}]', "The envoys met."),
        ("note.md", TEXT, TEXT),
        ("a.txt", '{"text": "The envoys met."}', "The envoys met."),
    ],
)
def test_the_content_tells_where_the_ending_does_not(
    tmp_path: Path, name: str, content: str, text: str
) -> None:
    (document,) = documents(ingest.read([write(tmp_path, name, content)], language="en"))
    assert document.text.startswith(text)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (TEXT, TEXT),
        (f"title: Talks\n\n{TEXT}", TEXT),
        ('{"text": "The envoys met in the city."}\n', "The envoys met in the city."),
        (PAGE, "The envoys"),
    ],
)
def test_standard_input(content: str, text: str) -> None:
    (document,) = documents(ingest.read(["-"], stdin=BytesIO(content.encode())))
    assert document.text.startswith(text)
    assert (document.id, document.path) == ("stdin", None)


def test_empty_standard_input_is_named() -> None:
    assert only_problem(ingest.read(["-"], stdin=BytesIO(b""))).where == "standard input"
    assert only_problem(ingest.read(["-"])).where == "standard input"


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 9, "binary"),
        ("report.pdf", b"%PDF-1.4 text", "PDF"),
        ("logo.png", b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        ("style.css", b"p { color: red }", "no article"),
        ("a.gold.json", b"{}", "no text"),
        ("page.html", b"<html><body></body></html>", "no article text"),
        ("date.txt", b"published: 31.02.2022\n\nThe envoys met.", "31.02.2022"),
        ("lies.txt", b"\xff\xfea\x00b", "does not fit"),
    ],
)
def test_a_bad_file_is_one_problem_and_the_rest_goes_on(
    tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    bad = write(tmp_path, name, content)
    found = list(ingest.read([bad, write(tmp_path, "good.txt")]))
    assert [type(item) for item in found] == [Problem, Document]
    assert isinstance(found[0], Problem)
    assert found[0].where.startswith(str(bad))
    assert found[0].severity == "error"
    assert word in found[0].message
    assert found[0].remedy


@pytest.mark.parametrize("name", ["", "missing.txt", "missing/", "a\0b.txt", "x" * 5000])
def test_a_path_that_leads_nowhere(name: str) -> None:
    assert only_problem(ingest.read([name])).severity == "error"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    path.chmod(0)
    assert "permissions" in only_problem(ingest.read([path])).remedy


def test_a_file_that_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path, "a.txt")
    monkeypatch.setattr(Path, "open", refuse)
    problem = only_problem(ingest.read([path]))
    assert "Permission denied" in problem.message


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_BYTES", 20)
    problem = only_problem(ingest.read([write(tmp_path, "a.txt")]))
    assert "MB" in problem.message
    assert "split" in problem.remedy


def test_the_argument_dates_only_what_nothing_else_dates(tmp_path: Path) -> None:
    argument, header = date(2020, 1, 1), date(2022, 2, 22)
    stated = write(tmp_path, "a.txt", f"published: {header}\n\n{TEXT}")
    unstated = write(tmp_path, "b.txt")
    found = documents(ingest.read([stated, unstated], published=argument))
    assert [(document.published, document.published_from) for document in found] == [
        (header, "header"),
        (argument, "argument"),
    ]
    assert documents(ingest.read([unstated]))[0].published is None


def test_the_language_of_the_article_goes_before_the_argument(tmp_path: Path) -> None:
    stated = write(tmp_path, "a.txt", f"language: EN-gb\n\n{TEXT}")
    unstated = write(tmp_path, "b.txt")
    found = documents(ingest.read([stated, unstated], language="de"))
    assert [document.language for document in found] == ["en", "de"]


def test_a_language_that_is_no_code_is_told_from_the_text(tmp_path: Path) -> None:
    (document,) = documents(ingest.read([write(tmp_path, "a.txt", f"language: Klingon\n\n{TEXT}")]))
    assert document.language == "en"
    assert "Klingon" in document.notes[0]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (
            "fr",
            "Le ministre a rencontré hier les ambassadeurs, qui avaient demandé une audience.",
            "only times and actors",
        ),
        (
            "pl",
            "Minister spotkał się wczoraj z ambasadorami, którzy poprosili o rozmowę w Warszawie.",
            "no language pack",
        ),
    ],
)
def test_a_language_that_is_not_fully_known_is_reported_and_kept(
    tmp_path: Path, language: str, text: str, words: str
) -> None:
    document, problem = ingest.read([write(tmp_path, "a.txt", text)])
    assert isinstance(document, Document)
    assert isinstance(problem, Problem)
    assert document.language == language
    assert problem.severity == "warning"
    assert f"'{language}'" in problem.message
    assert words in problem.message
    assert "de, en" in problem.remedy


def test_reading_is_repeatable(tmp_path: Path) -> None:
    for name in ("b/a.txt", "a/a.txt", "c.txt"):
        write(tmp_path, name)
    assert list(ingest.read([tmp_path])) == list(ingest.read([tmp_path]))
