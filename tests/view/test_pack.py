"""What is packed comes out as it went in: columns and texts here, whole pages in Chromium."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import newsroom

from timeline.model import Actor, Evidence, Role, Timeline
from timeline.view import to_html as page_maker
from timeline.view.ascii import SIGNS, to_signs
from timeline.view.island import build_island
from timeline.view.pack import Part, pack
from timeline.view.to_html import to_html
from timeline.view.words import Words


def numbers(spec: list[int], body: bytes) -> list[float | None]:
    """The column as `unpack.ts` reads it."""
    at, count, planes, low, steps, scale = spec
    out: list[float | None] = []
    last = 0
    for index in range(count):
        stored = sum(body[at + plane * count + index] << 8 * plane for plane in range(planes))
        if not stored:
            out.append(None)
            continue
        stored -= 1
        step = -(stored + 1) // 2 if stored % 2 else stored // 2
        last = last + step if steps else stored + low
        out.append(last / scale)
    return out


@settings(deadline=None)
@given(st.lists(st.none() | st.integers(-(2**40), 2**40), min_size=1, max_size=40))
def test_a_column_comes_back(column: list[int | None]) -> None:
    part = Part()
    part.text(b"something before")
    spec = part.column(column)["packed"]
    assert numbers(spec, bytes(part.body)) == column


def test_a_column_of_fractions_comes_back() -> None:
    part = Part()
    spec = part.column([0.0, 0.125, 1.0], scale=1000)["packed"]
    assert numbers(spec, bytes(part.body)) == [0.0, 0.125, 1.0]


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_signs_hold_the_bytes(data: bytes) -> None:
    text = to_signs(data)
    assert set(text) <= set(SIGNS)
    assert not set(SIGNS) & set("<>& \n\r")
    bits = held = 0
    out = bytearray()
    for high, low in zip(text[::2], text[1::2], strict=True):
        bits |= (SIGNS.index(high) * len(SIGNS) + SIGNS.index(low)) << held
        held += 13
        while held > 7:
            out.append(bits & 255)
            bits, held = bits >> 8, held - 8
    assert bytes(out[: len(data)]) == data
    assert len(text) < 1.24 * len(data) + 2


def plain(coded: bytes, listed: list[str]) -> str:
    """A text without names and quotes as `texts.ts` reads it."""
    out = ""
    at = 0
    while coded[at]:
        code = coded[at]
        if code == 1:
            size = coded[at + 1] + 256 * coded[at + 2]
            out += coded[at + 3 : at + 3 + size].decode()
            at += 3 + size
        elif code < 160:
            out, at = out + listed[code - 8], at + 1
        elif code < 255:
            out, at = out + listed[152 + (code - 160) * 256 + coded[at + 1]], at + 2
        else:
            rank = 152 + 95 * 256 + coded[at + 1] * 256 + coded[at + 2]
            out, at = out + listed[rank], at + 3
    assert at == len(coded) - 1
    return out


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=8))
def test_texts_come_back(texts: list[str]) -> None:
    words = Words()
    ends = [0]
    for text in [*texts, *texts[:3], "never seen before 🕊️"]:
        words.tell(text)
        ends.append(len(words))
    coded = words.settle()
    for text, span in zip([*texts, *texts[:3], "never seen before 🕊️"], pairwise(ends), strict=True):
        assert plain(coded.part(*span), words.listed) == text


def test_words_of_every_length_of_code() -> None:
    """24,472 words have one byte or two; more are needed to see three."""
    texts = [f"w{number}" for number in range(25_000)]
    words = Words()
    for text in texts * 2:
        words.tell(text)
    coded = words.settle()
    parts = [coded.part(2 * place, 2 * place + 2) for place in range(len(texts))]
    assert {len(part) for part in parts} == {2, 3, 4}
    assert b"".join(parts) * 2 == coded.part(0, len(words))
    for text, part in [*zip(texts, parts, strict=True)][:: len(texts) // 500]:
        assert plain(part, words.listed) == text


def test_much_is_told_once() -> None:
    """Titles and names are quoted, so a block is far smaller than its texts."""
    core, passages = build_island(newsroom(600))
    _, blocks = pack(core, passages, per_block=1024)
    header = json.loads(blocks[0][4 : 4 + int.from_bytes(blocks[0][:4], "little")])
    assert header["quotes"]["packed"][1] > 300
    assert header["texts"][2] < 0.2 * sum(len(row[0]) for row in passages)


def awkward(timeline: Timeline) -> Timeline:
    """Titles cut at both ends, told with a small letter, named twice, wide characters, no actor."""
    one, two = timeline.actors[0], timeline.actors[1]
    small = one.name[0].lower() + one.name[1:]
    said = (
        (
            f"… {one.name} warned {two.name} again …",
            f"But {small} warned {two.name} again, 3 times.",
        ),
        (f"The Council met {one.name} in Klow", f"On Monday the Council met {one.name} in Klow."),
        (" ".join([one.name] * 3), f"“{' '.join([one.name] * 3)}”, they sang in {one.name}."),
        (f"🕊️ {one.name} freed doves", f"Then: 🕊️ {one.name} freed doves."),
        ("short", "It was too short to be quoted, and <b>bold</b> & more."),
        (f"The Council met {one.name} in Klow", f"The Council met {one.name} in Klow once more."),
    )
    first = timeline.events[0]
    events = []
    documents = []
    for index, (title, sentence) in enumerate(said):
        name = f"awkward-{index}"
        documents.append(replace(timeline.documents[0], id=name, text=sentence))
        evidence = Evidence(name, 0, len(sentence), sentence)
        roles = (Role(one.id, "actor", one.name), Role(two.id, "actor", "she"))
        events.append(
            replace(
                first, id=name, title=title, evidence=(evidence,), roles=roles[: (index + 2) % 3]
            )
        )
    more = Actor("place:empty", "place", "")
    return replace(
        timeline,
        actors=(*timeline.actors, more),
        documents=(*timeline.documents, *documents),
        events=(*timeline.events, *events),
    )


_ALL = """async () => {
    const out = [];
    const wait = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    const list = document.querySelector('.list');
    list.focus();
    const press = key => document.activeElement.dispatchEvent(
        new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
    press('Home');
    for (let seen = null; ;) {
        for (let turn = 0; turn < 40; turn++) {
            await wait();
            if (document.querySelector('aside.detail .passage')) break;
        }
        await wait();
        const detail = document.querySelector('aside.detail');
        if (location.hash === seen) return out;
        seen = location.hash;
        const marks = [...detail.querySelectorAll('.m, mark')].map(one => one.textContent);
        out.push([seen, detail.innerText, marks]);
        press('ArrowDown');
    }
}"""


@pytest.mark.browser
def test_a_packed_page_says_the_same(
    watch: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    timeline = awkward(newsroom(48))
    said = []
    for name, limit in (("plain", 10**9), ("packed", 0)):
        monkeypatch.setattr(page_maker, "PLAIN_UP_TO", limit)
        path = tmp_path / f"{name}.html"
        text = to_html(timeline)
        assert ('type="application/gzip" id="data"' in text) == (name == "packed")
        path.write_text(text, encoding="utf-8")
        said.append(watch().open(path).evaluate(_ALL))
    plain_page, packed_page = said
    assert len(plain_page) == 54
    for before, after in zip(plain_page, packed_page, strict=True):
        assert after == before
    assert any("🕊️" in mark for _, _, marks in packed_page for mark in marks)
