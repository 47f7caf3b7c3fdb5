"""What the chart draws: lines from plans to outcomes, patterns where dates or events are unsure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from timeline import interval
from timeline.model import Event, Link, Timeline
from timeline.view.to_html import to_html

pytestmark = pytest.mark.browser

Watch = Callable[..., Any]


def on(event: Event, day: int, status: Any, *links: Link) -> Event:
    when = interval.day(date(2022, 1, 3) + timedelta(days=day))
    return replace(event, status=status, interval=when, basis="explicit", links=links)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory, timeline_of: Callable[..., Timeline]) -> Path:
    """A plan that came about and is told of both ways, one postponed, one called off."""
    timeline = timeline_of(12)
    names = [event.id for event in timeline.events]
    events = (
        on(timeline.events[0], 0, "planned", Link(names[1], "took place")),
        on(timeline.events[1], 5, "happened", Link(names[0], "planned in")),
        on(timeline.events[2], 1, "planned", Link(names[3], "postponed")),
        on(timeline.events[3], 9, "planned", Link(names[4], "called off")),
        on(timeline.events[4], 14, "happened"),
        on(timeline.events[5], 2, "claimed"),
        on(timeline.events[6], 3, "denied"),
        on(timeline.events[7], 4, "hypothetical", Link("gone", "took place")),
    )
    path = tmp_path_factory.mktemp("chart") / "planned.html"
    path.write_text(to_html(replace(timeline, events=events)), encoding="utf-8")
    return path


_LINES = """() => [...document.querySelectorAll('.plot .js-line')].map(one =>
    [one.style.strokeDasharray || 'solid', (one.getAttribute('d').match(/M/g) ?? []).length])"""


def test_plans_are_joined_with_what_became_of_them(watch: Watch, planned: Path) -> None:
    page = watch().open(planned, "#lanes=status")
    lines = page.evaluate(_LINES)
    # Three kinds, one line each: told of both ways is still one; what is gone has none.
    assert [count for _, count in lines] == [1, 1, 1]
    assert len({dash for dash, _ in lines}) == 3
    legend = page.locator(".legend ul", has_text="postponed")
    expect(legend.locator("li")).to_have_count(3)
    page.locator(".row", has=page.locator(".chip", has_text="planned")).first.click()
    page.wait_for_timeout(300)
    accent = page.evaluate(
        "getComputedStyle(document.querySelector('.tabs [aria-selected=true]')).borderBottomColor"
    )
    strokes = page.evaluate(
        "[...document.querySelectorAll('.plot .js-line')].map(one => getComputedStyle(one).stroke)"
    )
    assert strokes.count(accent) == 1


def test_a_line_goes_with_its_events(watch: Watch, planned: Path) -> None:
    page = watch().open(planned, "#status=planned")
    page.wait_for_timeout(200)
    # Only the postponed plan and its new date are both in sight.
    assert [count for _, count in page.evaluate(_LINES)] == [1]


def test_statuses_have_shapes_of_their_own(watch: Watch, planned: Path) -> None:
    page = watch().open(planned, "#lanes=status")
    shapes = page.locator(".plot .points").evaluate_all(
        "all => all.map(one => one.querySelector('path')?.getAttribute('d')).filter(Boolean)"
    )
    assert len(set(shapes)) >= 5


def test_bars_of_what_did_not_happen_are_hatched(
    watch: Watch, tmp_path: Path, timeline_of: Callable[..., Timeline]
) -> None:
    path = tmp_path / "many.html"
    path.write_text(to_html(timeline_of(1500)), encoding="utf-8")
    page = watch().open(path, "#status=denied")
    assert page.locator(".plot pattern").count() >= 1
    page = watch().open(path, "#status=happened")
    assert page.locator(".plot pattern").count() == 0


def test_arrows_plus_and_zero_move_the_time(watch: Watch, planned: Path) -> None:
    page = watch().open(planned)

    def window() -> str:
        page.wait_for_timeout(150)
        return str(page.evaluate("new URLSearchParams(location.hash.slice(1)).get('range')"))

    page.locator("h1").click()
    seen = [window()]
    for key in ("+", "ArrowRight", "ArrowLeft", "-"):
        page.keyboard.press(key)
        seen.append(window())
    assert seen[0] == "None"
    assert len(set(seen[1:3])) == 2
    assert seen[1] == seen[3]
    page.keyboard.press("0")
    assert window() == "None"


def test_tabs_are_one_stop_and_arrows_go_through_them(watch: Watch, planned: Path) -> None:
    page = watch().open(planned)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Skip to the events")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#event-list")).to_be_focused()
    page.get_by_role("tab", name="Events").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Network")).to_be_focused()
    expect(page.get_by_role("tab", name="Network")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    expect(page.get_by_role("tab", name="Events")).to_be_focused()
    expect(page.locator("[role=tab][tabindex='0']")).to_have_count(1)
