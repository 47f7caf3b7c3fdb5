"""What leaves the page: tables, pictures, print and links hold exactly what is shown."""

from __future__ import annotations

import csv
import json
import re
import struct
import zlib
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from page_steps import choose, hash_of, search, shown
from playwright.sync_api import expect

from timeline.exports.to_csv import COLUMNS
from timeline.model import Timeline
from timeline.tables import event_records
from timeline.view.to_html import to_html

pytestmark = pytest.mark.browser

Watch = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def timeline(timeline_of: Callable[..., Timeline]) -> Timeline:
    return timeline_of(300)


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory, timeline: Timeline) -> Path:
    path = tmp_path_factory.mktemp("exports") / "exports.html"
    path.write_text(to_html(timeline, title="Fish & <b>grain</b>"), encoding="utf-8")
    return path


def taken(page: Any, name: str) -> bytes:
    """The file that an entry of the export menu gives."""
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return Path(waiting.value.path()).read_bytes()


def pixels(picture: bytes) -> bytes:
    """The unpacked lines of a PNG."""
    packed, at = b"", 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] == b"IDAT":
            packed += picture[at + 8 : at + 8 + length]
        at += length + 12
    return zlib.decompress(packed)


def test_tables_hold_what_is_shown(watch: Watch, page_file: Path, timeline: Timeline) -> None:
    page = watch().open(page_file)
    choose(page, "Status", "denied")
    count = shown(page)
    rows = list(csv.DictReader(StringIO(taken(page, "Table (CSV)").decode("utf-8-sig"))))
    value = json.loads(taken(page, "Data (JSON)"))
    wanted = {r["id"]: r for r in event_records(timeline) if r["status"] == "denied"}
    assert len(rows) == len(value["events"]) == count == len(wanted)
    assert set(COLUMNS) - set(rows[0]) == {"cameo"}
    assert value["view"] == "status=denied"
    assert value["title"] == "Fish & <b>grain</b>"
    for row, record in zip(rows, value["events"], strict=True):
        original = wanted[record["id"]]
        for field in ("title", "type", "quad", "status", "basis", "why", "time_expression"):
            assert record[field] == (original[field] or None)
            assert row[field] == (original[field] or "")
        assert record["date"] == (original["date"] or "").split("/")[0] or original["date"] is None
        assert [item["text"] for item in record["evidence"]] == [
            item["text"] for item in original["evidence"]
        ]
        assert record["actors"] == original["actors"]
        assert row["sentence"] == original["evidence"][0]["text"]
        assert row["place_basis"] == (original["place"] or {}).get("basis", "")
    documents = {item["document"] for record in value["events"] for item in record["evidence"]}
    assert {item["id"] for item in value["documents"]} == documents


def test_exports_and_print_keep_the_order_of_the_list(
    watch: Watch, page_file: Path, timeline: Timeline
) -> None:
    page = watch().open(page_file, "#sort=salience&key=12")
    wanted = sorted(timeline.events, key=lambda one: -round(one.salience, 3))[:12]
    value = json.loads(taken(page, "Data (JSON)"))
    assert [event["id"] for event in value["events"]] == [event.id for event in wanted]
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    titles = page.locator(".paper h3").evaluate_all("all => all.map(one => one.textContent)")
    assert titles == [event.title for event in wanted]
    expect(page.locator(".paper h2")).to_have_count(0)


def test_pictures_of_the_chart(watch: Watch, page_file: Path) -> None:
    page = watch().open(page_file, "#lanes=status")
    choose(page, "Kind", "material conflict")
    count = shown(page)
    content = taken(page, "Chart (SVG)")
    root = ElementTree.fromstring(content)
    texts = ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]
    assert texts[0] == "Fish & <b>grain</b>"
    assert texts[1] == f"{count} events · Kind: material conflict"
    lanes = page.locator(".lane-label").all_inner_texts()
    assert set(lanes) <= set(texts)
    assert {"planned", "in deeds"} <= set(texts)
    drawn = page.locator(".plot .point, .plot .js-fill").count()
    classes = [(one.get("class") or "").split(" ")[0] for one in root.iter()]
    assert classes.count("point") + classes.count("js-fill") == drawn > 0
    assert b"<script" not in content
    assert not re.findall(rb'(?:href|src)="(?!#)', content)
    # It is a whole picture by itself, in colours and of the size that it says.
    picture = taken(page, "Chart (PNG)")
    assert picture.startswith(b"\x89PNG")
    size = struct.unpack(">II", picture[16:24])
    assert size == tuple(2 * int(root.get(name) or 0) for name in ("width", "height"))
    assert len(set(pixels(picture))) > 60


def test_print_lists_everything_with_its_evidence(
    watch: Watch, page_file: Path, timeline: Timeline
) -> None:
    page = watch().open(page_file)
    search(page, "canal")
    count = shown(page)
    assert count > page.locator(".row").count()
    # The browser's own print, as from its menu.
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#app")).to_be_hidden()
    paper = page.locator(".paper")
    assert paper.locator("h1").inner_text() == "Fish & <b>grain</b>"
    assert f"{count} events · Search: canal" in paper.inner_text()
    expect(paper.locator("article")).to_have_count(count)
    sentences = paper.locator("q").evaluate_all("all => all.map(one => one.textContent)")
    wanted = {e.text for event in timeline.events for e in event.evidence}
    assert len(sentences) >= count
    assert set(sentences) <= wanted
    by = paper.locator("li .by").first.inner_text()
    assert re.search(r"Report \d+ .*, \d+ \w{3,4} 20\d\d", by)
    height = page.evaluate("document.querySelector('.paper').getBoundingClientRect().height")
    assert height > 2000
    content = page.pdf(format="A4")
    assert content.count(b"/Type /Page\n") > 2
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(paper.locator("article")).to_have_count(0)
    expect(page.locator("#app")).to_be_visible()


def test_the_print_key_reads_packed_evidence_first(
    watch: Watch, timeline_of: Callable[..., Timeline], tmp_path: Path
) -> None:
    path = tmp_path / "large.html"
    path.write_text(to_html(timeline_of(2400, days=400)), encoding="utf-8")
    watched = watch()
    watched.page.add_init_script(
        "window.print = () => { dispatchEvent(new Event('beforeprint')); window.printed = true; }"
    )
    page = watched.open(path, "#status=denied")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert "The evidence is not in this print" in page.locator(".paper").text_content()
    page.keyboard.press("Control+p")
    page.wait_for_function("() => window.printed")
    assert "not in this print" not in page.locator(".paper").text_content()
    expect(page.locator(".paper article")).to_have_count(shown(page))
    assert page.locator(".paper q").count() >= shown(page)


def test_views_are_saved_opened_and_exported(watch: Watch, page_file: Path) -> None:
    watched = watch()
    watched.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = watched.open(page_file)
    choose(page, "Status", "denied")
    count = shown(page)
    fragment = hash_of(page)
    page.get_by_role("button", name="Views").click()
    page.keyboard.type("What is <i>denied</i>")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(".menu-panel")).to_have_count(0)
    page.get_by_role("button", name="Clear all").first.click()
    assert shown(page) == 300
    page.reload()
    page.wait_for_selector("#app[data-ready]")
    page.get_by_role("button", name="Views").click()
    page.get_by_role("button", name="Copy link of view").click()
    expect(page.get_by_text("Copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()").endswith(fragment)
    page.get_by_role("button", name="What is <i>denied</i>", exact=True).click()
    assert shown(page) == count
    assert hash_of(page) == fragment
    page.go_back()
    assert shown(page) == 300
    page.get_by_role("tab", name="Corrections").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Export corrections").click()
    value = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert value["views"] == [{"name": "What is <i>denied</i>", "view": fragment[1:]}]
    page.get_by_role("button", name="Views").click()
    page.get_by_role("button", name="Delete view").click()
    assert "No view is saved" in page.locator(".menu-panel").inner_text()


def test_a_link_can_be_copied_without_a_clipboard(watch: Watch, page_file: Path) -> None:
    watched = watch()
    watched.page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
    )
    page = watched.open(page_file, "#status=denied")
    page.locator(".row").first.click()
    page.get_by_role("button", name="Copy link").click()
    field = page.get_by_label("Copy this link:")
    assert field.input_value() == page.url
    assert "status=denied" in page.url
