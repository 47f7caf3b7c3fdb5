"""Hostile text in all that is written into the page by hand, and in all that it writes out."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hostile_page import TEXTS, actor, harmless, reading
from page_steps import shown

from timeline.exports.to_csv import guard
from timeline.model import Timeline
from timeline.view.escape import readable
from timeline.view.to_html import to_html

pytestmark = pytest.mark.browser

Watch = Callable[..., Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# What is read from a file or typed is trimmed, and must say something.
SAID = [text for text in dict.fromkeys(readable(text).strip() for text in TEXTS) if text]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, timeline_of: Callable[..., Timeline]) -> Path:
    path = tmp_path_factory.mktemp("hostile-edits") / "page.html"
    path.write_text(to_html(timeline_of(20), title=TEXTS[0]), encoding="utf-8", newline="\n")
    return path


def taken(page: Any, name: str, *, menu: bool = True) -> str:
    if menu:
        page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return Path(waiting.value.path()).read_bytes().decode("utf-8-sig")


def test_a_file_of_corrections_full_of_it(watch: Watch, plain: Path, tmp_path: Path) -> None:
    entries: list[dict[str, Any]] = []
    for index, text in enumerate(SAID):
        add = {"title": text, "note": text, "place": text, "date": "2021-12-24"}
        entries.append({"add": add | {"actors": [{"name": text, "role": "recipient"}]}})
        entries.append({"event": f"article-0000{index % 5}-0", "note": text})
        entries.append({"event": text, "hide": True, "was": {text: text, "date": text}})
        entries.append({"actors": [text, "Graustark"], "same": index % 2 == 0, "note": text})
    views = [{"name": text, "view": text} for text in SAID]
    path = tmp_path / "hostile.json"
    value = {"version": 1, "corrections": entries, "views": views}
    path.write_text(json.dumps(value), encoding="utf-8")
    page = watch().open(plain, "#tab=corrections")
    page.locator("input[type=file]").set_input_files(path)
    page.wait_for_function(
        "count => document.querySelectorAll('.entry').length === count", arg=len(entries)
    )
    assert shown(page) == 20 + len(SAID)
    assert harmless(page)
    titles = page.locator(".entry .link").evaluate_all("all => all.map(one => one.textContent)")
    assert set(SAID) <= set(titles)
    # It comes out as it went in.
    assert json.loads(taken(page, "Export corrections", menu=False)) == value
    page.get_by_role("button", name="Views").click()
    names = page.locator(".views .link").evaluate_all("all => all.map(one => one.textContent)")
    assert names == SAID
    for index in range(len(SAID)):
        page.locator(".views .link").nth(index).click()
        page.get_by_role("button", name="Views").click()
    page.keyboard.press("Escape")
    assert harmless(page)
    # And stays after a reload, where it is read from the browser's memory.
    page.goto(plain.as_uri())
    page.reload()
    page.wait_for_selector("#app[data-ready]")
    assert shown(page) == 20 + len(SAID)
    for index in range(0, len(SAID), 3):
        page.evaluate(
            """title => [...document.querySelectorAll('.row-title')].find(
                one => one.lastChild.textContent === title)?.click()""",
            SAID[index],
        )
        page.keyboard.press("e")
        page.keyboard.press("Escape")
        assert harmless(page)
    page.evaluate("localStorage.clear()")


def test_what_is_exported(watch: Watch, tmp_path: Path) -> None:
    readings = tuple(reading(index, text, TEXTS[index - 1]) for index, text in enumerate(TEXTS))
    timeline = Timeline(
        tuple(item.document for item in readings),
        tuple(actor(text) for text in TEXTS),
        tuple(event for item in readings for event in item.events),
        (),
        readings,
    )
    path = tmp_path / "hostile.html"
    path.write_text(to_html(timeline, title=TEXTS[2]), encoding="utf-8", newline="\n")
    page = watch().open(path)
    rows = list(csv.DictReader(StringIO(taken(page, "Table (CSV)"), newline="")))
    assert sorted(row["id"] for row in rows) == sorted(map(guard, TEXTS))
    assert not [
        cell for row in rows for cell in row.values() if cell.lstrip(" ").startswith(FORMULA)
    ]
    value = json.loads(taken(page, "Data (JSON)"))
    assert sorted(event["title"] for event in value["events"]) == sorted(map(readable, TEXTS))
    picture = taken(page, "Chart (SVG)")
    root = ElementTree.fromstring(picture)
    names = {one.tag.rpartition("}")[2] for one in root.iter()}
    assert not names & {"script", "foreignObject", "a", "image", "iframe", "set", "animate"}
    assert not [key for one in root.iter() for key in one.attrib if key.lower().startswith("on")]
    with page.expect_download():
        page.get_by_role("button", name="Export", exact=True).click()
        page.get_by_role("button", name="Chart (PNG)").click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    shown_on_paper = page.locator(".paper h3").evaluate_all(
        "all => all.map(one => one.textContent)"
    )
    assert sorted(shown_on_paper) == sorted(map(readable, TEXTS))
    assert not page.evaluate(
        "document.querySelector('.paper :is(img, b, script, iframe, a, style)')"
    )
    assert harmless(page)
