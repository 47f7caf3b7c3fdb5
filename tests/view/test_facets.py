"""Every filter shows as many events as it says, alone and together with others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from page_steps import choose, facet, hash_of, shown
from playwright.sync_api import expect

from timeline.model import Actor, Conflict, Place, Timeline
from timeline.view.to_html import to_html

pytestmark = pytest.mark.browser

Watch = Callable[..., Any]
BASES = ("explicit", "relative", "implicit")


@pytest.fixture(scope="session")
def mixed(tmp_path_factory: pytest.TempPathFactory, timeline_of: Callable[..., Timeline]) -> Path:
    """400 events of every basis, with single, several and quarrelling sources."""
    timeline = timeline_of(400)
    dispute = Conflict("number", (("262", ("article-00001",)), ("300", ("article-00002",))))
    events = tuple(
        replace(
            event,
            basis="undated" if event.interval is None else BASES[index % 3],
            sources=1 + index % 3,
            conflicts=(dispute,) if index % 10 == 0 else (),
        )
        for index, event in enumerate(timeline.events)
    )
    path = tmp_path_factory.mktemp("facets") / "mixed.html"
    path.write_text(to_html(replace(timeline, events=events)), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Kind", "quad"),
        ("Class", "class"),
        ("Status", "status"),
        ("Source", "source"),
        ("Place", "place"),
        ("Language", "language"),
        ("Basis of the date", "basis"),
        ("Corroboration", "corroboration"),
    ],
)
def test_each_filter_shows_as_many_as_it_says(
    watch: Watch, mixed: Path, title: str, key: str
) -> None:
    page = watch().open(mixed)
    box = facet(page, title)
    first, second = box.locator("label").nth(0), box.locator("label").nth(1)
    one = int(first.locator(".count").inner_text())
    first.click()
    assert shown(page) == one < 400
    # What is not chosen keeps its number: together they show no more than the sum.
    two = int(second.locator(".count").inner_text())
    second.click()
    assert one < shown(page) <= one + two
    assert f"{key}=" in hash_of(page)
    again = watch().open(mixed, hash_of(page))
    assert shown(again) == shown(page)


def test_filters_narrow_each_other(watch: Watch, mixed: Path) -> None:
    page = watch().open(mixed)
    choose(page, "Kind", "material conflict")
    both = choose(page, "Corroboration", "disputed")
    assert 0 < shown(page) == both
    kinds = page.locator(".row .kind").evaluate_all("all => all.map(one => one.className)")
    assert set(kinds) == {"kind q3"}
    page.locator(".row").first.click()
    text = page.locator("aside.detail .disputes").inner_text()
    assert "262" in text
    assert "300" in text


def test_a_claim_names_who_makes_it(watch: Watch, mixed: Path) -> None:
    page = watch().open(mixed, "#corroboration=disputed")
    page.locator(".row").first.click()
    claims = page.locator("aside.detail .disputes dd")
    expect(claims).to_have_count(2)
    assert claims.first.locator("strong").inner_text() == "262"
    assert "according to" in claims.first.inner_text()
    link = claims.first.locator("a")
    assert link.get_attribute("href") == "https://news.example/1"


def test_a_place_of_the_detail_filters(watch: Watch, mixed: Path) -> None:
    page = watch().open(mixed, "#place=Klow%2C+SYL")
    assert 0 < shown(page) < 400
    page.locator(".row").first.click()
    page.locator("aside.detail .facts button", has_text="Klow").click()
    assert shown(page) == 400


def test_a_place_is_one_however_it_is_spelt(
    watch: Watch, small_timeline: Timeline, tmp_path: Path
) -> None:
    city = Actor("city:klow", "place", "Klow", {"en": "Klow", "de": "Klau"}, aliases=("Klowgrad",))
    first, second, third = small_timeline.events
    timeline = replace(
        small_timeline,
        actors=(*small_timeline.actors, city),
        events=(
            replace(first, place=Place("Klow", "SYL", actor="city:klow")),
            replace(second, place=Place("Klowgrad", "SYL", actor="city:klow")),
            replace(third, place=None),
        ),
    )
    path = tmp_path / "places.html"
    path.write_text(to_html(timeline), encoding="utf-8")
    page = watch(locale="de-DE").open(path)
    assert choose(page, "Ort", "Klau") == 2
    assert shown(page) == 2


def test_on_a_phone_the_filters_are_closed_at_first(watch: Watch, mixed: Path) -> None:
    page = watch(viewport={"width": 320, "height": 700}).open(mixed)
    page.get_by_role("button", name="Filters").click()
    last = page.locator(".facet").last
    box = last.bounding_box()
    assert box["y"] + box["height"] <= 700
    expect(page.locator(".facet label")).to_have_count(0)
    count = choose(page, "Kind", "verbal conflict")
    page.locator(".facet-title", has_text="Kind").click()
    expect(page.locator(".facet-sum")).to_have_text("1 chosen")
    assert shown(page) == count


def test_a_facet_opens_by_the_keyboard(watch: Watch, mixed: Path) -> None:
    page = watch().open(mixed)
    name = page.locator(".facet-title", has_text="Language")
    name.focus()
    page.keyboard.press("Enter")
    expect(name).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert "language=" in hash_of(page)
