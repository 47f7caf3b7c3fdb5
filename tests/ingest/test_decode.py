"""Bytes to text."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import InputError
from timeline.ingest.decode import decode

GERMAN = "Die Außenministerin fährt für drei Tage nach Übersee – „so früh wie möglich“, heißt es.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_plain_unicode_needs_no_note(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding), "x") == (GERMAN, ())


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("cp1252", "cp1252"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")],
)
def test_a_guessed_encoding_is_noted(encoding: str, named: str) -> None:
    text, notes = decode(GERMAN.encode(encoding), "x")
    assert text == GERMAN
    assert len(notes) == 1
    assert named in notes[0]


def test_cyrillic_bytes_are_not_taken_for_western_ones() -> None:
    text = "Министр иностранных дел заявил во вторник, что переговоры будут продолжены. " * 4
    assert decode(text.encode("cp1251"), "x")[0] == text


def test_broken_utf8_is_repaired_rather_than_read_as_something_else() -> None:
    content = GERMAN.encode().replace("–".encode(), b"\xe2\x80")
    text, notes = decode(content, "x")
    assert text == GERMAN.replace("–", "\ufffd")
    assert "1 broken" in notes[0]


def test_a_stray_nul_does_not_make_a_text_binary() -> None:
    assert decode(b"The en\0voy spoke.", "x") == ("The en\0voy spoke.", ())


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\0" * 100])
def test_nothing_is_empty(content: bytes) -> None:
    with pytest.raises(InputError, match="empty"):
        decode(content, "x")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (bytes(range(256)) * 10, "binary"),
        (b"%PDF-1.7\nplain text may follow", "PDF"),
        (b"PK\x03\x04 word/document.xml", "office"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"{\\rtf1 text}", "RTF"),
    ],
)
def test_what_is_no_text_is_named(content: bytes, kind: str) -> None:
    with pytest.raises(InputError, match=kind) as caught:
        decode(content, "the.file")
    assert caught.value.where == "the.file"
    assert caught.value.remedy


def test_a_mark_that_lies_is_an_error() -> None:
    with pytest.raises(InputError, match="does not fit"):
        decode(b"\xff\xfea\x00b", "x")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    with suppress(InputError):
        assert isinstance(decode(content, "x")[0], str)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_clean_utf8_survives(text: str) -> None:
    content = text.encode()
    found = decode(content, "x")[0] if not content.startswith((b"%PDF", b"PK", b"{\\rtf")) else text
    assert found == text.removeprefix("\ufeff")
