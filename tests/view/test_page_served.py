"""A served page writes its corrections to their file at once."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from page_steps import shown
from playwright.sync_api import expect

from timeline.model import Timeline
from timeline.serve.server import Server
from timeline.serve.site import Site
from timeline.view.to_html import to_html

pytestmark = pytest.mark.browser


@pytest.fixture
def server(small_timeline: Timeline, tmp_path: Path) -> Iterator[Server]:
    site = Site(tmp_path / "corrections.json")
    site.show(to_html(small_timeline, served="r1"), "r1")
    made = Server(site, 0)
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield made
    site.close()
    made.shutdown()
    made.server_close()


def held(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_what_is_corrected_goes_to_the_file(chromium: Any, server: Server) -> None:
    path = server.site.corrections
    before = {"event": "e1", "note": "by somebody else"}
    path.write_text(json.dumps({"version": 1, "corrections": [before]}), encoding="utf-8")
    context = chromium.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(server.address)
    page.wait_for_selector("#app[data-ready]")
    page.locator(".row", has_text="Borduria attacked").click()
    page.locator("aside.detail .detail-tags").wait_for()  # keys speak to the event that is shown
    page.keyboard.press("e")
    page.get_by_role("button", name="Hide event").click()
    page.get_by_text("Written to the corrections file.").wait_for()
    assert held(path)["corrections"] == [before, {"event": "e2", "hide": True}]
    page.get_by_role("button", name="Views").click()
    page.keyboard.type("Everything")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.views li')")
    page.wait_for_timeout(300)
    assert held(path)["views"] == [{"name": "Everything", "view": ""}]
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    page.wait_for_timeout(300)
    assert held(path) == {"version": 1, "corrections": [before], "views": []}
    assert shown(page) == 3
    # What the file cannot take is said, and kept in the browser.
    path.write_text("no JSON", encoding="utf-8")
    page.locator(".row", has_text="Borduria attacked").click()
    page.locator("aside.detail .detail-tags").wait_for()  # keys speak to the event that is shown
    page.keyboard.press("e")
    page.get_by_role("button", name="Hide event").click()
    page.get_by_text("Kept in this browser only").wait_for()
    assert "not valid JSON" in page.locator(".notice").inner_text()
    assert shown(page) == 2
    page.get_by_role("tab", name="Corrections").click()
    expect(page.locator(".entry")).to_have_count(1)
    assert all("422" in text for text in said)
    context.close()
