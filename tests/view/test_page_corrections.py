"""Corrections made in the page: shown at once, kept in the browser, undone, exported."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from page_steps import actors_edited, correct, exported, joined, open_event, search, shown
from playwright.sync_api import expect

from timeline.model import Timeline
from timeline.view.to_html import to_html

pytestmark = pytest.mark.browser

Watch = Callable[..., Any]


@pytest.fixture(scope="module")
def twenty(tmp_path_factory: pytest.TempPathFactory, timeline_of: Callable[..., Timeline]) -> Path:
    path = tmp_path_factory.mktemp("corrected") / "twenty.html"
    path.write_text(to_html(timeline_of(20)), encoding="utf-8")
    return path


def test_a_date_a_class_and_a_status(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    name = open_event(page, "Graustark saw marches")
    correct(page, Date="2021-12-24/2021-12-26", Class="Aid", Status="denied", Note="see the log")
    detail = page.locator("aside.detail")
    assert re.search(r"24\s*–\s*26 December 2021", detail.locator(".date").inner_text())
    assert "denied" in detail.locator(".detail-tags").inner_text()
    lines = detail.locator(".corrected li")
    expect(lines).to_have_count(4)
    assert "Protest → Aid" in lines.nth(1).inner_text()
    expect(page.locator(".row.open .chip.edited")).to_have_count(1)
    tops = page.locator(".list-inner > *").evaluate_all(
        "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
    )
    assert tops == sorted(tops)
    # Filters and search know it, too.
    search(page, "2021-12-24/2021")
    assert shown(page) == 1
    search(page, "")
    # It outlasts a reload, and every field can be taken back by itself.
    page.reload()
    page.wait_for_selector("#app[data-ready]")
    expect(page.locator("aside.detail .corrected li")).to_have_count(4)
    page.get_by_role("button", name="Undo: Class").click()
    expect(page.locator("aside.detail .corrected li")).to_have_count(3)
    assert "Protest" in detail.locator(".detail-tags").inner_text()
    (entry,) = exported(page)["corrections"]
    assert entry == {
        "event": name,
        "date": "2021-12-24/2021-12-26",
        "status": "denied",
        "note": "see the log",
        "was": {"date": entry["was"]["date"], "status": "happened"},
    }
    page.locator(".entry").get_by_role("button", name="Undo").click()
    expect(page.locator(".entry")).to_have_count(0)
    expect(page.locator("aside.detail .corrected")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('timeline-e'))") == []


def test_a_wrong_date_is_refused(watch: Watch, twenty: Path) -> None:
    page = watch(locale="de-DE").open(twenty)
    open_event(page, "Graustark saw marches")
    page.keyboard.press("e")
    date = page.locator("aside.detail").get_by_label("Datum", exact=True)
    for text in ("gestern", "2021-02-30", "2022-13", "2022-02-03/2022-02-01", "0000-01-01"):
        date.fill(text)
        date.press("Enter")
        assert page.get_by_role("alert").inner_text() == "Das ist kein Datum."
    date.press("Escape")
    expect(page.locator("aside.detail .edit")).to_have_count(0)
    expect(page.locator("aside.detail .corrected")).to_have_count(0)


def test_a_hidden_event_comes_back(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    open_event(page, "Graustark saw marches")
    page.get_by_role("button", name="Correct", exact=True).click()
    page.get_by_role("button", name="Hide event").click()
    assert shown(page) == 19
    expect(page.locator("aside.brief")).to_have_count(1)
    page.locator(".notice").get_by_role("button", name="Undo").click()
    assert shown(page) == 20
    expect(page.locator(".entry")).to_have_count(0)


def test_it_is_all_done_by_the_keyboard(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    page.keyboard.press("ArrowDown")
    title = page.locator("aside.detail h2").inner_text()
    page.keyboard.press("e")
    page.locator("aside.detail .date-field:focus").wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.type("2020")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type("plan")
    page.keyboard.press("Tab")
    page.keyboard.type("as the minutes say")
    page.keyboard.press("Control+Enter")
    expect(page.locator("aside.detail .corrected li")).to_have_count(3)
    assert page.evaluate("document.activeElement.id") == "correct"
    assert page.locator("aside.detail h2").inner_text() == title
    assert page.locator(".day-name").first.inner_text() == "2020"
    page.keyboard.press("Control+z")
    expect(page.locator("aside.detail .corrected")).to_have_count(0)


def test_an_added_event(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    page.get_by_role("tab", name="Corrections").click()
    page.get_by_role("button", name="Add an event").click()
    form = page.locator(".panel .edit")
    form.get_by_role("button", name="Save").click()
    assert page.get_by_role("alert").inner_text() == "Say what happened."
    form.get_by_label("What happened").fill("Talks <b>in</b> Klow")
    form.get_by_label("Date", exact=True).fill("2021-12-31")
    form.get_by_label("Class").select_option(label="Consult")
    form.get_by_label("Who acts").fill("ruritanien; The Mediator")
    form.get_by_label("Where").fill("Klow")
    form.get_by_role("button", name="Save").click()
    assert shown(page) == 21
    page.locator(".entry .link").click()
    detail = page.locator("aside.detail")
    assert detail.locator("h2").inner_text() == "Talks <b>in</b> Klow"
    assert detail.locator(".actor-chip").all_inner_texts()[:2] == ["Ruritania", "The Mediator"]
    page.get_by_placeholder("Find an actor").fill("mediat")
    assert "The Mediator" in page.locator(".facet label").first.inner_text()
    # It can be written anew.
    page.get_by_role("button", name="Correct", exact=True).click()
    detail.get_by_label("What happened").fill("Talks at Klow")
    detail.get_by_role("button", name="Save").click()
    (entry,) = exported(page)["corrections"]
    assert entry["add"]["title"] == "Talks at Klow"
    assert entry["add"]["actors"][0] == {"name": "ruritanien", "role": "actor"}
    assert shown(page) == 21


def test_actors_are_joined_and_parted(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty, "#actor=state%3Agraustark")
    before = shown(page)
    open_event(page, "Graustark")
    edits = actors_edited(page)
    edits.get_by_label("Actor", exact=True).select_option(label="Graustark")
    joined(edits, "nobody at all")
    assert page.get_by_role("alert").inner_text() == "Nobody else is called that."
    joined(edits, "zubrowka")
    both = shown(page)
    assert both > before
    for text in page.locator(".row .who").all_inner_texts():
        assert "Zubrowka" not in text
    page.get_by_role("tab", name="Corrections").click()
    assert "Graustark is the same as Zubrowka" in page.locator(".entry").inner_text()
    page.get_by_role("tab", name="Events").click()
    # The other name is now a spelling of the same actor, and can be parted from it again.
    edits.get_by_label("called").select_option(label="Zubrowka")
    edits.get_by_role("button", name="Is somebody else").click()
    assert shown(page) == before
    assert [entry["same"] for entry in exported(page)["corrections"]] == [True, False]


def test_a_browser_that_keeps_nothing(watch: Watch, twenty: Path) -> None:
    watched = watch()
    watched.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }"
    )
    page = watched.open(twenty)
    open_event(page, "Graustark saw marches")
    correct(page, Date="2021-12-24")
    assert "refuses to keep it" in page.locator(".notice").inner_text()
    assert "24 December 2021" in page.locator("aside.detail .date").inner_text()
    page.get_by_role("tab", name="Corrections").click()
    assert "lost when it is closed" in page.locator(".panel").inner_text()
    assert len(exported(page)["corrections"]) == 1


def test_what_is_kept_may_be_nonsense(watch: Watch, twenty: Path) -> None:
    watched = watch()
    page = watched.open(twenty)
    key = "timeline-edits:" + page.evaluate(
        "JSON.parse(document.getElementById('data').text).corpus"
    )
    for text in (
        "{",
        "7",
        '{"added": 1, "views": [1], "withdrawn": [1]}',
        '{"added": [{"event": "x", "date": "soon"}, {"add": {}}, {"actors": ["a"], "same": 1},'
        ' {"event": "e", "type": "WAR"}, {"__proto__": 1}, null], "withdrawn": ["x"]}',
    ):
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
        page.reload()
        page.wait_for_selector("#app[data-ready]")
        assert shown(page) == 20
        page.get_by_role("tab", name="Corrections").click()
        expect(page.locator(".entry")).to_have_count(0)
    page.evaluate("localStorage.clear()")


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"version": 2, "corrections": []}', '{"version": 1, "corrections": [{"dat": 1}]}'],
)
def test_a_file_of_no_use_is_refused(watch: Watch, twenty: Path, tmp_path: Path, text: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(text, encoding="utf-8")
    page = watch().open(twenty, "#tab=corrections")
    page.locator("input[type=file]").set_input_files(path)
    page.locator(".notice").wait_for()
    assert "nothing was taken over" in page.locator(".notice").inner_text()
    expect(page.locator(".entry")).to_have_count(0)


def test_a_large_page_is_corrected_as_a_small_one(
    watch: Watch, timeline_of: Callable[..., Timeline], tmp_path: Path
) -> None:
    """Its texts are packed and coded by events and actors, which corrections move."""
    timeline = timeline_of(3000, days=400)
    path = tmp_path / "large.html"
    path.write_text(to_html(timeline), encoding="utf-8")
    one = next(event for event in timeline.events if event.id == "article-00400-1")
    page = watch().open(path, f"#event={one.id}")
    detail = page.locator("aside.detail")

    def check() -> None:
        assert detail.locator("h2").inner_text() == one.title
        detail.locator("mark").first.wait_for()
        marked = "".join(detail.locator(".report").first.locator("mark").all_inner_texts())
        assert marked == one.evidence[0].text

    check()
    correct(page, Date="2021-01-01", Status="denied")
    check()
    assert detail.locator(".date").inner_text() == "Friday, 1 January 2021"
    page.locator(".list").focus()
    page.keyboard.press("Home")
    check()
    edits = actors_edited(page)
    first = edits.get_by_label("Actor", exact=True).locator("option").first.inner_text()
    other = "Zubrowka" if first != "Zubrowka" else "Latveria"
    joined(edits, other)
    check()
    assert detail.locator("mark.actor").count() == 2
    page.get_by_role("tab", name="Corrections").click()
    page.get_by_role("button", name="Add an event").click()
    page.locator(".panel").get_by_label("What happened").fill("Something else")
    page.locator(".panel").get_by_label("What happened").press("Control+Enter")
    assert shown(page) == 3001
    page.reload()
    page.wait_for_selector("#app[data-ready]")
    assert shown(page) == 3001
    check()
    search(page, "something else")
    assert shown(page) == 1
