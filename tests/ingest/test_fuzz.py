"""Damaged files of every format: articles, problems or one error with a remedy, nothing else.

`make fuzz` looks further, with coverage as its guide.
"""

from __future__ import annotations

import format_samples
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import InputError
from timeline.ingest.formats import format_of
from timeline.ingest.source import Article
from timeline.model import Problem

SAMPLES = list(format_samples.everything())
# What parsers stumble over: ends of strings and containers, huge numbers, wrong encodings.
PIECES = [b"", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"<", b">", b"{", b"}", b"[", b"]]>", b'"',
          b"'", b"(", b")", b"\\", b"\\u", b"&#0;", b"&x;", b"=?utf-8?q?", b"99999999999999999999",
          b"\r\n\r\n", b"\n\n", b"\nFrom x\n", b"<!--", b"<![CDATA[", b"\\'zz", b"%PDF-", b"endobj",
          b"-1", b"0000-00-00", b"9999-12-31T25:61:61+99:99"]  # fmt: skip
Edit = tuple[float, int, bytes]
EDITS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 40),
        st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)),
    ),
    min_size=1,
    max_size=6,
)


def damaged(content: bytes, edits: list[Edit]) -> bytes:
    """The content with stretches of it replaced."""
    for where, length, piece in edits:
        at = int(where * len(content))
        content = content[:at] + piece + content[at + length :]
    return content


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(SAMPLES), EDITS)
def test_damaged_files(sample: tuple[str, bytes], edits: list[Edit]) -> None:
    name, content = sample
    content = damaged(content, edits)
    found = format_of(name, content)
    if found.name == "urls":
        return
    items: list[Article | Problem | InputError] = []
    try:
        items += found.load()(content, name)
    except InputError as error:
        items.append(error)
    assert all(
        item.text.strip() if isinstance(item, Article) else item.message and item.remedy
        for item in items
    )
