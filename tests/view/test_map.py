"""The map: places of the events shown, on outlines that lie in the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from page_steps import choose, hash_of, shown
from playwright.sync_api import expect

from timeline.model import Place, Timeline
from timeline.view.to_html import to_html

pytestmark = pytest.mark.browser

Watch = Callable[..., Any]

# Klow and Edelweiss lie apart, Lutz beside Klow; of Nowhere the coordinates are not known.
PLACES = (
    Place("Klow", "SYL", 48.2, 16.4),
    Place("Edelweiss", "GEN", 14.0, -90.2),
    Place("Lutz", "SYL", 48.3, 16.6),
    Place("Nowhere"),
    None,
)


@pytest.fixture(scope="session")
def placed(tmp_path_factory: pytest.TempPathFactory, timeline_of: Callable[..., Timeline]) -> Path:
    """100 events, twenty to a place."""
    timeline = timeline_of(100)
    events = tuple(
        replace(event, place=PLACES[index % 5]) for index, event in enumerate(timeline.events)
    )
    path = tmp_path_factory.mktemp("map") / "placed.html"
    path.write_text(to_html(replace(timeline, events=events)), encoding="utf-8")
    return path


def test_places_are_drawn_and_counted(watch: Watch, placed: Path) -> None:
    page = watch().open(placed, "#tab=map")
    marks = page.locator(".place-mark")
    # Klow and Lutz share a circle until somebody looks closer.
    expect(marks).to_have_count(2)
    assert sorted(page.locator(".spot-count").all_text_contents()) == ["20", "40"]
    assert len(page.locator("path.land").get_attribute("d")) > 20_000
    names = page.locator(".spot-name").all_text_contents()
    assert "Edelweiss" in names
    assert any(name.endswith("+1") for name in names)
    rows = page.locator(".map table").first.locator("tbody tr")
    assert [row.split("\t")[-1].strip() for row in rows.all_inner_texts()] == ["20"] * 3
    # What cannot be drawn is told.
    side = page.locator(".map .network-table")
    expect(side).to_contain_text("Not on the map")
    expect(side).to_contain_text("20 events whose text names no place")
    expect(side.locator("table").last).to_contain_text("Nowhere")


def test_a_circle_filters_and_the_others_stay_to_be_chosen(watch: Watch, placed: Path) -> None:
    page = watch().open(placed, "#tab=map")
    page.locator(".place-mark", has_text="20").click()
    assert shown(page) == 20
    assert "place=Edelweiss%2C+GEN" in hash_of(page)
    expect(page.locator(".place-mark.faint")).to_have_count(1)
    page.locator(".place-mark.faint").click()
    assert shown(page) == 60
    page.get_by_role("button", name="Show the events (60)").click()
    assert set(page.locator(".row .place").all_inner_texts()) <= {"Klow", "Lutz", "Edelweiss"}
    page.go_back()


def test_the_table_goes_to_the_events_of_a_place(watch: Watch, placed: Path) -> None:
    page = watch().open(placed, "#tab=map")
    page.get_by_role("button", name="Show the events of Nowhere: 20").click()
    assert shown(page) == 20
    assert set(page.locator(".row .place").all_inner_texts()) == {"Nowhere"}
    page.get_by_role("tab", name="Map").click()
    page.get_by_role("button", name="20 events", exact=True).click()
    assert shown(page) == 20
    expect(page.locator(".row .place")).to_have_count(0)


def test_it_is_filtered_with_all_else(watch: Watch, placed: Path) -> None:
    page = watch().open(placed, "#tab=map")
    choose(page, "Status", "denied")
    total = shown(page)
    rows = page.locator(".map table tbody tr").all_inner_texts()
    nowhere = page.locator(".map .network-table > p").inner_text()
    counted = sum(int(row.split("\t")[-1]) for row in rows) + int(nowhere.split()[0])
    assert counted == total < 100


def test_it_is_moved_by_keys_wheel_and_buttons(watch: Watch, placed: Path) -> None:
    page = watch().open(placed, "#tab=map")
    plot = page.get_by_role("img", name="Map of the places")
    world = page.locator(".map-plot > g").first

    def place() -> str:
        page.wait_for_timeout(60)
        return str(world.get_attribute("transform"))

    page.wait_for_timeout(250)
    seen = [place()]
    plot.focus()
    for key in ("ArrowLeft", "ArrowUp", "+", "+"):
        page.keyboard.press(key)
        seen.append(place())
    plot.hover()
    page.mouse.wheel(0, -200)
    seen.append(place())
    page.mouse.down()
    page.mouse.move(400, 560, steps=3)
    page.mouse.up()
    seen.append(place())
    page.locator(".map-zoom").get_by_role("button", name="Zoom out").click()
    seen.append(place())
    assert len(set(seen)) == len(seen)
    assert "place=" not in hash_of(page)
    plot.focus()
    page.keyboard.press("0")
    assert place() == seen[0]
    # Arrow keys move the map here, not the open event.
    assert "event=" not in hash_of(page)


def test_closer_two_places_part(watch: Watch, placed: Path) -> None:
    page = watch().open(placed, "#tab=map&place=Klow%2C+SYL")
    marks = page.locator(".place-mark")
    box = page.locator(".place-mark", has=page.locator(".halo")).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for _ in range(12):
        page.mouse.wheel(0, -240)
    expect(marks).to_have_count(2)
    assert set(page.locator(".spot-name").all_text_contents()) == {"Klow", "Lutz"}


def test_an_open_event_is_ringed_where_it_happened(watch: Watch, placed: Path) -> None:
    page = watch().open(placed, "#place=Edelweiss%2C+GEN")  # else its rows may lie below the fold
    page.locator(".row", has=page.locator(".place", has_text="Edelweiss")).first.click()
    page.get_by_role("tab", name="Map").click()
    expect(page.locator(".halo.open")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".halo.open")).to_have_count(0)


def test_in_german_and_without_any_place(
    watch: Watch, tmp_path: Path, small_timeline: Timeline
) -> None:
    path = tmp_path / "nowhere.html"
    events = tuple(replace(event, place=None) for event in small_timeline.events)
    path.write_text(to_html(replace(small_timeline, events=events)), encoding="utf-8")
    page = watch(locale="de-DE", viewport={"width": 360, "height": 800}).open(path, "#tab=map")
    expect(page.locator(".map-box .empty")).to_contain_text("Koordinaten")
    expect(page.locator(".map .network-table")).to_contain_text("deren Text keinen Ort nennt")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
