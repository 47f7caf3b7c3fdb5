"""Records as bytes and back: nothing is lost, and bytes of anybody else are refused."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, replace
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline import codec
from timeline.interval import Interval
from timeline.model import Document, Reading, Timeline

# Lone surrogates and all: JSON escapes would join two of them.
_TEXTS = st.text(st.characters(exclude_categories=[]), max_size=8)
_MOMENTS = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    ends = sorted({draw(_MOMENTS), draw(_MOMENTS)})
    start, end = draw(st.sampled_from([(0, -1), (0, None), (None, -1), (None, None)]))
    if start is not None and end is not None and len(ends) == 1:
        start = None
    return Interval(
        None if start is None else ends[start],
        None if end is None else ends[end],
        draw(st.sampled_from(["day", "range", "second"])),
        draw(st.booleans()),
    )


st.register_type_strategy(Interval, intervals())
st.register_type_strategy(str, _TEXTS)
st.register_type_strategy(float, st.floats(allow_nan=False))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.from_type(Reading))
def test_a_reading_comes_back_as_it_was(reading: Reading) -> None:
    assert codec.decode_reading(codec.encode_reading(reading), reading.document) == reading


@given(st.from_type(Document))
def test_a_document_comes_back_as_it_was(document: Document) -> None:
    assert codec.decode_document(codec.encode_document(document)) == document


def test_two_lone_surrogates_do_not_become_one_character() -> None:
    document = Document("\ud83d\ude00", "\ud83d\ude00 and 😀")
    assert codec.decode_document(codec.encode_document(document)) == document


def test_a_reading_holds_neither_text_nor_path(small_timeline: Timeline) -> None:
    (reading,) = small_timeline.readings
    moved = replace(reading.document, path="elsewhere")
    packed = codec.encode_reading(reading)
    assert codec.decode_reading(packed, moved).document == moved
    document = replace(reading.document, text="UNHEARD OF", path="/secret")
    plain = zlib.decompress(codec.encode_reading(replace(reading, document=document)))
    assert b"UNHEARD OF" not in plain
    assert b"/secret" not in plain


def test_a_reading_of_another_article_is_refused(small_timeline: Timeline) -> None:
    (reading,) = small_timeline.readings
    with pytest.raises(ValueError, match="not of 'other'"):
        codec.decode_reading(codec.encode_reading(reading), Document("other", ""))


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"nonsense",
        zlib.compress(b"nonsense"),
        zlib.compress(b"[]"),
        zlib.compress(b"{}"),
        zlib.compress(json.dumps(["id", "text", "de", "no date"]).encode()),
        zlib.compress(b"[" * 100_000),
    ],
)
def test_foreign_bytes_are_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match="no Document"):
        codec.decode_document(packed)


@dataclass(frozen=True, slots=True)
class Odd:
    value: set[str]


def test_a_type_that_nobody_taught_is_no_silent_loss() -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        codec._encoder(Odd)
