"""The page in a real Chromium, opened from disk: what it shows and how it is used."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from page_steps import choose, facet, hash_of, search, shown
from playwright.sync_api import expect

from timeline.interval import Interval, to_edtf
from timeline.model import Timeline
from timeline.view.to_html import to_html

pytestmark = pytest.mark.browser

Watch = Callable[..., Any]


@pytest.fixture(scope="session")
def twenty(tmp_path_factory: pytest.TempPathFactory, timeline_of: Callable[..., Timeline]) -> Path:
    path = tmp_path_factory.mktemp("page") / "twenty events.html"
    path.write_text(to_html(timeline_of(20)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def thousands(
    tmp_path_factory: pytest.TempPathFactory, timeline_of: Callable[..., Timeline]
) -> Path:
    path = tmp_path_factory.mktemp("page") / "thousands.html"
    path.write_text(to_html(timeline_of(3000, days=700)), encoding="utf-8")
    return path


def test_it_loads(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    assert page.title() == "Timeline"
    assert "20 events · 5 articles" in page.locator("header").inner_text()
    assert shown(page) == 20
    days = page.locator(".day-name").all_inner_texts()
    assert re.fullmatch(r"\w+day, \d+ \w+ 20\d\d", days[0])
    assert page.locator(".plot .scatterlayer .trace").count() >= 4
    assert page.locator(".lane-name").count() >= 6


def test_rows_are_in_date_order_and_grouped(watch: Watch, twenty: Path) -> None:
    page = watch(viewport={"width": 1280, "height": 2600}).open(twenty)
    kinds = page.locator(".list-inner > *").evaluate_all(
        "all => all.map(one => one.className.split(' ')[0])"
    )
    assert kinds[0] == "day"
    assert kinds.count("row") == 20
    tops = page.locator(".list-inner > *").evaluate_all(
        "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
    )
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops)
    positions = page.locator(".row").evaluate_all("all => all.map(one => +one.ariaPosInSet)")
    assert positions == list(range(1, 21))


def test_filter_by_actor(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    count = choose(page, "Actors", "Graustark")
    assert shown(page) == count < 20
    for text in page.locator(".row .who").all_inner_texts():
        assert "Graustark" in text
    assert "actor=state%3Agraustark" in hash_of(page)
    page.get_by_role("button", name="Clear all").first.click()
    assert shown(page) == 20
    assert hash_of(page) == ""


def test_an_actor_is_found_by_any_spelling(watch: Watch, twenty: Path, thousands: Path) -> None:
    page = watch().open(twenty)
    page.get_by_placeholder("Find an actor").fill("graustark")
    expect(facet(page, "Actors").locator("label")).to_have_count(1)
    page.get_by_placeholder("Find an actor").fill("RURITANIEN")
    assert facet(page, "Actors").locator("label").inner_text().startswith("Ruritania")
    page.get_by_placeholder("Find an actor").fill("celik")
    assert facet(page, "Actors").locator("label").inner_text().startswith("Mira Çelik")
    page = watch().open(thousands)
    for typed, name in (
        ("mueller", "Ana Müller"),
        ("MULLER", "Ana Müller"),
        ("strauss ivo", "Ivo Strauß"),
        ("wojcik", "Łucja Wójcik"),
        ("ågård", "Søren Ågård"),
        ("republic freed", "Freedonia"),
    ):
        page.get_by_placeholder("Find an actor").fill(typed)
        found = facet(page, "Actors").locator("label")
        expect(found).to_have_count(1)
        assert found.inner_text().startswith(name)


def test_all_instead_of_any_actor(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    choose(page, "Actors", "Graustark")
    choose(page, "Actors", "Danube League")
    either = shown(page)
    page.get_by_role("button", name="all", exact=True).click()
    both = shown(page)
    assert 0 < both < either
    for text in page.locator(".row .who").all_inner_texts():
        assert "Graustark" in text
        assert "Danube League" in text


def test_filter_by_status(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    count = choose(page, "Status", "denied")
    assert shown(page) == count > 0
    assert set(page.locator(".row .chip").all_inner_texts()) == {"denied"}
    # The other statuses keep their numbers: they say what choosing them would show.
    assert choose(page, "Status", "happened") > 0
    assert shown(page) > count


@pytest.mark.parametrize("title", ["Class", "Source", "Language"])
def test_other_filters_show_as_many_as_they_say(watch: Watch, thousands: Path, title: str) -> None:
    page = watch().open(thousands)
    choice = facet(page, title).locator("label").first
    count = int(choice.locator(".count").inner_text().replace(",", ""))
    choice.click()
    assert shown(page) == count
    page.locator(".chosen-chip button").click()
    assert shown(page) == 3000


def test_search_folds_and_finds_variants(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    search(page, "celik")
    plain = shown(page)
    assert plain > 0
    search(page, "MIRA ÇELİK")
    assert shown(page) == plain
    # A German name that no article uses.
    search(page, "bordurien")
    assert 0 < shown(page) < 20
    assert all("Borduria" in text for text in page.locator(".row .who").all_inner_texts())
    search(page, "zzzz")
    assert shown(page) == 0
    assert "No event matches" in page.locator(".list").inner_text()
    search(page, "")
    assert shown(page) == 20


def test_search_reads_the_evidence(watch: Watch, small_timeline: Timeline, tmp_path: Path) -> None:
    path = tmp_path / "small.html"
    path.write_text(to_html(small_timeline), encoding="utf-8")
    page = watch().open(path)
    # "on Monday" stands in the sentence, not in the title.
    search(page, "recognised monday")
    assert shown(page) == 1


@pytest.mark.parametrize(
    ("words", "marked"),
    [("celik", "Çelik"), ("STRAUSS", "Strauß"), ("mueller", "Müller"), ("agard", "Ågård")],
)
def test_what_was_searched_for_is_marked(
    watch: Watch, thousands: Path, words: str, marked: str
) -> None:
    page = watch().open(thousands)
    search(page, words)
    assert 0 < shown(page) < 3000
    assert set(page.locator(".row .found").all_inner_texts()) == {marked}
    page.locator(".row").first.click()
    page.locator("aside.detail mark.found").first.wait_for()
    assert set(page.locator("aside.detail .found").all_inner_texts()) == {marked}


def test_an_event_opens_with_its_evidence(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    page.locator(".row", has_text="Graustark saw marches").first.click()
    detail = page.locator("aside.detail")
    assert detail.locator("h2").inner_text().startswith("Graustark saw marches")
    assert re.search(r"\w+day, \d+ December 2021", detail.locator(".date").inner_text())
    assert "2021-12-" in detail.inner_text()
    assert "reckoned from the publication date" in detail.inner_text()
    assert "The reports disagree" in detail.inner_text()
    assert re.fullmatch(r"\d{1,3} %", detail.locator(".confidence").inner_text())
    first = detail.locator(".report").first
    first.locator("mark").first.wait_for()
    passage = first.locator(".passage").inner_text()
    sentence = "".join(first.locator("mark").all_inner_texts())
    assert sentence in passage
    assert len(sentence) < len(passage)
    assert first.locator("mark.trigger").inner_text() == "saw marches against"
    assert first.locator("mark.timex").inner_text().startswith("on ")
    assert first.locator("mark.actor").all_inner_texts() == ["Graustark", "Danube League"]
    expect(detail.locator(".report")).to_have_count(2)
    assert "published" in first.locator("figcaption").inner_text()
    assert "from the article's header" in first.locator("figcaption").inner_text()


def test_links_are_safe(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    page.get_by_role("tab", name="Articles").click()
    links = page.locator(".articles a")
    assert links.count() > 0
    for link in links.all():
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert link.get_attribute("href").startswith("https://news.example/")


def test_the_network_is_drawn_and_filters(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    page.get_by_role("tab", name="Network").click()
    page.wait_for_selector(".network-plot[data-ready]")
    points = page.locator(".network-plot .point")
    assert points.count() > 5
    dashes = page.locator(".network-plot .js-line").evaluate_all(
        "all => all.map(line => line.style.strokeDasharray)"
    )
    assert "" in dashes or "none" in dashes
    assert any(dash not in {"", "none"} for dash in dashes)
    table = page.locator(".network-table tbody tr")
    assert table.count() > 5
    name = table.first.locator("button").first
    words = name.inner_text()
    name.click()
    assert words in page.locator(".chosen").inner_text()
    assert shown(page) < 20
    assert "tab=network" in hash_of(page)


def test_problems_have_a_remedy(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    page.get_by_role("tab", name="Problems").click()
    text = page.locator(".problems").inner_text()
    assert "undated-article" in text
    assert "--published 2022-02-22" in text


def test_undated_events_are_listed_last(watch: Watch, thousands: Path) -> None:
    page = watch().open(thousands)
    page.locator(".list").focus()
    page.keyboard.press("End")
    page.wait_for_timeout(300)
    assert page.locator(".day-name", has_text="Undated").count() >= 1
    assert "no date" in page.locator("aside.detail").inner_text()


def test_only_rows_in_sight_are_in_the_document(watch: Watch, thousands: Path) -> None:
    page = watch().open(thousands)
    assert 3 < page.locator(".row").count() < 60
    first = page.locator(".row").first.inner_text()
    page.locator(".list").evaluate("list => { list.scrollTop = list.scrollHeight / 2; }")
    page.wait_for_timeout(200)
    assert 3 < page.locator(".row").count() < 60
    assert page.locator(".row").first.inner_text() != first


def test_dense_lanes_are_bars_and_zoom_to_marks(watch: Watch, thousands: Path) -> None:
    page = watch().open(thousands)
    assert page.locator(".plot .scatterlayer .js-fill").count() >= 5
    expect(page.locator(".plot .scatterlayer .point")).to_have_count(0)
    for _ in range(7):
        page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(200)
    assert page.locator(".plot .scatterlayer .point").count() > 3
    assert 0 < shown(page) < 300
    assert "range=" in hash_of(page)
    page.get_by_role("button", name="All", exact=True).click()
    assert shown(page) == 3000


def test_a_bar_says_its_number_and_opens_its_stretch(watch: Watch, thousands: Path) -> None:
    page = watch().open(thousands, "#lanes=status")
    box = page.locator(".plot").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 30)
    page.locator(".tip").wait_for()
    count = int(re.match(r"\d+", page.locator(".tip strong").inner_text())[0])
    words = page.locator(".tip div").inner_text()
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + 30)
    assert count <= shown(page) < 3000
    year = words.split()[-1]
    assert year in page.locator(".chosen-chip").inner_text()


def test_fit_zooms_to_what_is_shown(watch: Watch, thousands: Path) -> None:
    page = watch().open(thousands)
    choose(page, "Class", "Assault")
    search(page, "strauß canal")
    dated = shown(page) - page.locator(".day-name", has_text="Undated").count()
    page.get_by_role("button", name="Fit", exact=True).click()
    assert 0 < shown(page) <= dated
    first, last = re.findall(r"(\d{4}-\d\d-\d\d)", hash_of(page))
    chart = page.locator(".plot .scatterlayer .point")
    assert "2021-12-01" < first < last < "2024-01-01"
    assert chart.count() >= shown(page)


def test_dragging_in_the_overview_chooses_a_range(watch: Watch, thousands: Path) -> None:
    page = watch().open(thousands)
    box = page.locator(".overview svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 10, steps=4)
    page.mouse.up()
    assert 0 < shown(page) < 3000
    assert "outside any time range" in page.locator(".list-note").inner_text()


def test_a_mark_opens_its_event(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    point = page.locator(".plot .scatterlayer .trace").last.locator(".point").first
    box = point.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator(".tip").wait_for()
    title = page.locator(".tip strong").inner_text()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert page.locator("aside.detail h2").inner_text() == title


@pytest.mark.parametrize("mode", ["Class", "Status", "Source", "Place"])
def test_lanes(watch: Watch, twenty: Path, mode: str) -> None:
    page = watch().open(twenty)
    page.locator(".chart-bar").get_by_role("button", name=mode).click()
    page.wait_for_timeout(200)
    names = page.locator(".lane-label").all_inner_texts()
    wanted = {"Class": "Assault", "Status": "denied", "Source": "Prüfblatt", "Place": "Strelsau"}
    assert wanted[mode] in names
    assert f"lanes={mode.lower()}" in hash_of(page)


def test_statuses_differ_in_shape(watch: Watch, thousands: Path) -> None:
    page = watch().open(thousands, "#lanes=status&range=2022-06-01..2022-06-20")
    shapes: dict[str, set[str]] = {}
    for trace in page.locator(".plot .scatterlayer .trace").all():
        paths = trace.locator(".point").evaluate_all(
            "all => all.map(one => one.getAttribute('d') + '|' + (one.style.fill === 'none'"
            " || one.style.fillOpacity === '0'))"
        )
        if paths:
            shapes[str(len(shapes))] = set(paths)
    every = [shape for kind in shapes.values() for shape in kind]
    assert len(shapes) >= 4
    assert len(set(every)) >= len(shapes)


def test_the_hash_brings_everything_back(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    choose(page, "Status", "happened")
    search(page, "bridge")
    count = shown(page)
    page.locator(".row").first.click()
    title = page.locator("aside.detail h2").inner_text()
    page.locator(".chart-bar").get_by_role("button", name="Class").click()
    page.wait_for_timeout(150)
    fragment = hash_of(page)
    assert "q=bridge" in fragment
    assert "status=happened" in fragment
    again = watch().open(twenty, fragment)
    assert shown(again) == count
    assert again.locator("aside.detail h2").inner_text() == title
    assert again.get_by_role("searchbox", name="Search").input_value() == "bridge"
    assert hash_of(again) == fragment


def test_an_event_opened_by_its_address_is_in_sight(watch: Watch, thousands: Path) -> None:
    page = watch().open(thousands, "#event=article-00400-1")
    page.wait_for_timeout(300)
    expect(page.locator('.row[aria-selected="true"]')).to_have_count(1)
    row = page.locator('.row[aria-selected="true"]').bounding_box()
    box = page.locator(".list").bounding_box()
    assert box["y"] <= row["y"]
    assert row["y"] + row["height"] <= box["y"] + box["height"]


def test_back_closes_the_event(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    page.locator(".row").first.click()
    assert "event=" in hash_of(page)
    page.go_back()
    page.wait_for_timeout(150)
    expect(page.locator("aside.brief")).to_have_count(1)
    page.go_forward()
    page.wait_for_timeout(150)
    expect(page.locator("aside.brief")).to_have_count(0)


def test_a_nonsense_hash_is_ignored(watch: Watch, twenty: Path) -> None:
    page = watch().open(
        twenty, "#actor=nobody&class=X&range=z..9&lanes=__proto__&tab=no&event=none&status=1"
    )
    assert shown(page) == 20
    expect(page.locator("aside.brief")).to_have_count(1)


def test_keyboard(watch: Watch, twenty: Path) -> None:
    page = watch().open(twenty)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("graustark")
    page.wait_for_function("() => location.hash.includes('q=graustark')")
    assert 0 < shown(page) < 20
    page.keyboard.press("Escape")
    assert shown(page) == 20
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    first = page.locator("aside.detail h2").inner_text()
    expect(page.locator('.row[aria-selected="true"]')).to_have_count(1)
    page.keyboard.press("ArrowDown")
    assert page.locator("aside.detail h2").inner_text() != first
    page.keyboard.press("ArrowUp")
    assert page.locator("aside.detail h2").inner_text() == first
    page.keyboard.press("Escape")
    expect(page.locator("aside.brief")).to_have_count(1)
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_german_by_the_browser_and_by_the_switch(watch: Watch, twenty: Path) -> None:
    page = watch(locale="de-DE").open(twenty)
    assert page.title() == "Zeitleiste"
    assert "20 Ereignisse · 5 Artikel" in page.locator("header").inner_text()
    assert page.evaluate("document.documentElement.lang") == "de"
    assert re.search(r"\w+tag, \d+\. Dezember 2021", page.locator(".day-name").first.inner_text())
    page.get_by_role("button", name="EN", exact=True).click()
    assert "20 events" in page.locator("header").inner_text()
    page.reload()
    page.wait_for_selector("#app[data-ready]")
    assert "20 events" in page.locator("header").inner_text()


def test_light_and_dark(watch: Watch, twenty: Path) -> None:
    def ground(page: Any) -> int:
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(int, re.findall(r"\d+", colour)[:3]))

    page = watch(color_scheme="dark").open(twenty)
    assert ground(page) < 120
    page.locator("#theme").click()
    assert ground(page) > 600
    page.locator("#theme").click()
    assert ground(page) < 120
    assert ground(watch(color_scheme="light").open(twenty)) > 600


@pytest.mark.parametrize("width", [320, 800, 1280, 1920, 3840])
def test_nothing_overflows(watch: Watch, twenty: Path, width: int) -> None:
    page = watch(viewport={"width": width, "height": 800}).open(twenty)
    page.locator(".row").first.click()
    page.wait_for_timeout(150)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_filters_are_reached_on_a_narrow_screen(watch: Watch, twenty: Path) -> None:
    page = watch(viewport={"width": 320, "height": 700}).open(twenty)
    page.get_by_role("button", name="Filters").click()
    page.wait_for_timeout(300)
    count = choose(page, "Status", "denied")
    page.keyboard.press("Escape")
    assert shown(page) == count


def test_an_empty_timeline(watch: Watch, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_text(to_html(Timeline()), encoding="utf-8")
    page = watch().open(path)
    assert shown(page) == 0
    assert "No events were found" in page.locator(".list").inner_text()


def test_only_undated_events(watch: Watch, small_timeline: Timeline, tmp_path: Path) -> None:
    path = tmp_path / "undated.html"
    path.write_text(
        to_html(replace(small_timeline, events=small_timeline.events[2:])), encoding="utf-8"
    )
    page = watch().open(path)
    assert shown(page) == 1
    assert page.locator(".day-name").inner_text() == "Undated"


def test_without_script_the_page_says_so(chromium: Any, twenty: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(twenty.as_uri())
    assert "needs JavaScript" in page.locator("body").inner_text()
    context.close()


def test_far_dates_and_open_ends(watch: Watch, small_timeline: Timeline, tmp_path: Path) -> None:
    first = small_timeline.events[0]
    spans: list[Interval] = [
        Interval(datetime(1, 1, 1), datetime(2, 1, 1), "year"),
        Interval(datetime(1501, 1, 1), datetime(1601, 1, 1), "century"),
        Interval(datetime(1990, 1, 1), datetime(2000, 1, 1), "decade"),
        Interval(None, datetime(1945, 5, 9), "day"),
        Interval(datetime(2015, 7, 14), None, "day"),
        Interval(datetime(2022, 2, 24, 4, 30), datetime(2022, 2, 24, 4, 30, 1), "second"),
        Interval(datetime(2022, 4, 1), datetime(2022, 7, 1), "quarter", approximate=True),
        Interval(None, None, "range"),
        Interval(datetime(9998, 12, 31), datetime(9999, 12, 31), "range"),
    ]
    events = tuple(
        replace(first, id=f"e{index}", interval=span, edtf=to_edtf(span))
        for index, span in enumerate(spans)
    )
    path = tmp_path / "far.html"
    path.write_text(to_html(replace(small_timeline, events=events)), encoding="utf-8")
    page = watch(viewport={"width": 1280, "height": 1600}).open(path)
    assert shown(page) == len(spans)
    names = page.locator(".day-name").all_inner_texts()
    assert [re.sub(r"\s*–\s*", "–", name) for name in names] == [
        "1",
        "1501–1600",
        "until 8 May 1945",
        "the 1990s",
        "since 14 July 2015",
        "Thursday, 24 February 2022",
        "about April–June 2022",
        "31 December 9998–30 December 9999",
        "Undated",
    ]
    for mode in ("Class", "Status", "Source", "Actor"):
        page.locator(".chart-bar").get_by_role("button", name=mode).click()
    for _ in range(30):
        page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="All", exact=True).click()
    page.locator(".list").focus()
    for _ in spans:
        page.keyboard.press("ArrowDown")
    expect(page.locator("aside.detail .date")).to_have_count(1)
