"""The network of actors: linked both ways with the timeline, with a table that says the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from page_steps import hash_of, shown
from playwright.sync_api import expect

from timeline.model import Timeline
from timeline.view.to_html import to_html

pytestmark = pytest.mark.browser

Watch = Callable[..., Any]


@pytest.fixture(scope="session")
def hundreds(
    tmp_path_factory: pytest.TempPathFactory, timeline_of: Callable[..., Timeline]
) -> Path:
    path = tmp_path_factory.mktemp("network") / "hundreds.html"
    path.write_text(to_html(timeline_of(300)), encoding="utf-8")
    return path


def opened(watch: Watch, path: Path, fragment: str = "") -> Any:
    page = watch().open(path, "#tab=network" + fragment)
    page.wait_for_selector(".network-plot[data-ready]")
    return page


def total(page: Any) -> int:
    if page.get_by_role("button", name="Show all").count():
        page.get_by_role("button", name="Show all").click()
    cells = page.locator(".network-table tbody tr td:last-child").all_inner_texts()
    return sum(map(int, cells))


def test_the_table_has_every_pair_and_follows_the_time_window(watch: Watch, hundreds: Path) -> None:
    page = opened(watch, hundreds)
    everything = total(page)
    rows = page.locator(".network-table tbody tr")
    assert rows.count() > 40
    counts = page.locator(".network-table tbody tr td:last-child").all_inner_texts()
    assert counts == sorted(counts, key=int, reverse=True)
    page.get_by_role("button", name="Zoom in").first.click()
    page.wait_for_timeout(300)
    assert 0 < total(page) < everything
    expect(page.locator(".network-picture .hint strong")).to_contain_text(f"{shown(page)} events")


def test_a_pair_leads_to_its_events(watch: Watch, hundreds: Path) -> None:
    page = opened(watch, hundreds)
    button = page.locator(".network-table tbody tr").first.locator("td").last.locator("button")
    names = page.locator(".network-table tbody tr").first.locator("td").first.inner_text()
    count = int(button.inner_text())
    button.click()
    assert shown(page) >= count
    assert "actors=all" in hash_of(page)
    for text in page.locator(".row .who").all_inner_texts():
        assert all(name.strip() in text for name in names.split("–")), text


def test_an_actor_in_the_picture_filters_the_timeline(watch: Watch, hundreds: Path) -> None:
    page = opened(watch, hundreds)
    page.locator(".network-plot .textpoint").first.wait_for(state="attached")
    points = page.locator(".network-plot .points path")
    points.last.click(force=True)
    assert "actor=" in hash_of(page)
    assert shown(page) < 300
    # And back: what is chosen in the timeline is marked in the table.
    expect(page.locator(".network-table [aria-pressed=true]").first).to_be_visible()


def test_the_open_event_is_marked_in_the_network(watch: Watch, hundreds: Path) -> None:
    page = opened(watch, hundreds)
    accent = page.evaluate(
        "getComputedStyle(document.querySelector('.tabs [aria-selected=true]')).borderBottomColor"
    )

    def marked() -> int:
        return int(
            page.evaluate(
                """accent => ['points path', 'js-line']
                    .flatMap(name => [...document.querySelectorAll(`.network-plot .${name}`)])
                    .filter(one => getComputedStyle(one).stroke === accent).length""",
                accent,
            )
        )

    assert marked() == 0
    page.keyboard.press("ArrowDown")
    page.locator("aside.detail h2").wait_for()
    page.wait_for_timeout(400)
    # Two actors and the line between them.
    assert marked() == 3


def test_conflict_and_cooperation_differ_without_colour(watch: Watch, hundreds: Path) -> None:
    page = opened(watch, hundreds)
    dashes = page.locator(".line-legend line").evaluate_all(
        "all => all.map(one => getComputedStyle(one).strokeDasharray)"
    )
    assert len(set(dashes)) == 3
    drawn = page.locator(".network-plot .js-line").evaluate_all(
        "all => [...new Set(all.map(one => one.style.strokeDasharray || 'none'))]"
    )
    assert len(drawn) >= 3
