from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.view.escape import html, json_island, readable, web_address

ANY_TEXT = st.text(st.characters(), max_size=60)


@given(ANY_TEXT)
def test_readable_keeps_the_length_and_can_be_written(text: str) -> None:
    shown = readable(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not any(ord(character) < 32 and character not in "\t\n\r" for character in shown)
    assert readable(shown) == shown


@given(st.recursive(ANY_TEXT.map(readable), st.lists, max_leaves=8))
def test_the_island_closes_nothing_and_reads_back(value: object) -> None:
    text = json_island(value)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == value


def test_html_escapes_quotes_and_brackets() -> None:
    assert html("<a href='x'>\"&\x00") == "&lt;a href=&#x27;x&#x27;&gt;&quot;&amp;\ufffd"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("  HTTP://news.example/a\n", "HTTP://news.example/a"),
        ("ht\ttps://news.example/a", "https://news.example/a"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("\x01javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//news.example/a", None),
        ("https:news.example", None),
        ("news.example", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, link: str | None) -> None:
    assert web_address(url) == link
