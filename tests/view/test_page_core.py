"""A few stray dates do not press the story into a corner of the chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from page_steps import shown

from timeline import interval
from timeline.interval import Interval, to_edtf
from timeline.model import Timeline
from timeline.view.to_html import to_html

pytestmark = pytest.mark.browser
Watch = Callable[..., Any]
YEARS = {"ago": (11, 12), "ahead": (2099, 2100)}


@pytest.fixture
def stray(small_timeline: Timeline, tmp_path: Path) -> Path:
    """Twenty days of news, one event in the year 11 and one in 2099."""
    first = small_timeline.events[0]
    spans: list[tuple[str, Interval]] = [
        (f"n{day}", interval.day(date(2022, 2, 1) + timedelta(days=day))) for day in range(20)
    ]
    spans += [
        (name, interval.days(date(a, 1, 1), date(b - 1, 12, 31))) for name, (a, b) in YEARS.items()
    ]
    events = tuple(
        replace(first, id=name, title=name, interval=span, edtf=to_edtf(span), edtf_end=None)
        for name, span in sorted(spans, key=lambda pair: pair[1].start or 0)  # type: ignore[arg-type]
    )
    path = tmp_path / "stray.html"
    path.write_text(to_html(replace(small_timeline, events=events)), encoding="utf-8")
    return path


def test_the_story_is_shown_and_all_is_one_step_away(watch: Watch, stray: Path) -> None:
    page = watch().open(stray)
    assert shown(page) == 20
    assert "range=2022-01-31" in page.evaluate("location.hash")
    facts = page.locator(".brand p").inner_text()
    assert "2022" in facts
    assert "2099" not in facts, "the head tells what the story covers"
    page.get_by_role("button", name="All", exact=True).click()
    page.wait_for_function("!location.hash.includes('range')")
    assert shown(page) == 22


def test_an_address_that_says_something_is_kept(watch: Watch, stray: Path) -> None:
    page = watch().open(stray, "#sort=newest")
    assert shown(page) == 22
