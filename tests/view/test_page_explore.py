"""Finding one's way: order, key events, what belongs together, and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from page_steps import choose, facet, hash_of, search, shown
from playwright.sync_api import expect

from timeline.model import Link, Timeline
from timeline.view.island import in_order
from timeline.view.to_html import to_html

pytestmark = pytest.mark.browser

Watch = Callable[..., Any]


@pytest.fixture(scope="module")
def timeline(timeline_of: Callable[..., Timeline]) -> Timeline:
    """300 events, three of which are a plan, its postponement and its outcome."""
    made = timeline_of(300)
    events = in_order(made.events)
    plan, later, done = events[20], events[60], events[90]
    stories = {
        plan.id: (Link(later.id, "postponed", "both name the talks"),),
        later.id: (Link(plan.id, "planned in"), Link(done.id, "took place")),
        done.id: (Link(later.id, "planned in"), Link("gone", "planned in")),
    }
    return replace(
        made, events=tuple(replace(one, links=stories.get(one.id, ())) for one in events)
    )


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory, timeline: Timeline) -> Path:
    path = tmp_path_factory.mktemp("explore") / "explore.html"
    path.write_text(to_html(timeline), encoding="utf-8")
    return path


def titles(page: Any) -> list[str]:
    page.wait_for_timeout(150)
    found: list[str] = page.locator(".row-title").evaluate_all(
        "all => all.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)"
        ".map(one => one.lastChild.textContent)"
    )
    return found


def test_the_list_is_ordered_as_asked(watch: Watch, page_file: Path, timeline: Timeline) -> None:
    page = watch().open(page_file)
    order = page.get_by_label("Order")
    first = titles(page)
    order.select_option(label="Newest first")
    assert "sort=newest" in hash_of(page)
    assert page.locator(".day-name").first.inner_text() == "Undated"
    assert titles(page)[0] != first[0]
    page.locator(".list").focus()
    page.keyboard.press("End")
    assert page.locator("aside.detail h2").inner_text() == first[0]
    page.keyboard.press("Escape")
    order.select_option(label="Most important first")
    page.locator(".list").evaluate("list => { list.scrollTop = 0; }")
    by_salience = sorted(timeline.events, key=lambda one: -round(one.salience, 3))
    assert titles(page)[:5] == [one.title for one in by_salience[:5]]
    expect(page.locator(".list .day")).to_have_count(0)
    assert page.locator(".row .when").first.inner_text() != ""
    page.locator(".list").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    assert page.locator("aside.detail h2").inner_text() == by_salience[1].title
    row = page.locator('.row[aria-selected="true"]')
    assert row.get_attribute("aria-posinset") == "2"
    again = watch().open(page_file, hash_of(page))
    assert titles(again)[:5] == [one.title for one in by_salience[:5]]


def test_key_events(watch: Watch, page_file: Path, timeline: Timeline) -> None:
    page = watch().open(page_file)
    slider = page.get_by_role("slider", name="Key events")
    slider.focus()
    page.keyboard.press("Home")
    assert shown(page) == 10
    assert slider.get_attribute("aria-valuetext") == "10 most important"
    assert "key=10" in hash_of(page)
    page.get_by_label("Order").select_option(label="Most important first")
    best = sorted(timeline.events, key=lambda one: -round(one.salience, 3))[:10]
    assert titles(page) == [one.title for one in best]
    # It goes together with every other filter, and its counts are right.
    counts = facet(page, "Status").locator(".count").all_inner_texts()
    assert sum(map(int, counts)) == 10
    one = choose(page, "Status", "happened")
    assert shown(page) == one
    page.locator(".chosen-chip", has_text="Key events").locator("button").click()
    assert shown(page) > one
    slider.focus()
    for _ in range(8):
        page.keyboard.press("ArrowLeft")
    assert shown(page) > 10
    page.keyboard.press("End")
    assert "key=" not in hash_of(page)


@pytest.mark.parametrize("fragment", ["#key=0", "#key=x", "#key=1e9", "#key=2.5", "#sort=x"])
def test_nonsense_changes_nothing(watch: Watch, page_file: Path, fragment: str) -> None:
    assert shown(watch().open(page_file, fragment)) == 300


def test_back_and_forward_go_through_the_choices(watch: Watch, page_file: Path) -> None:
    page = watch().open(page_file)
    steps = [(hash_of(page), 300)]

    def done() -> None:
        count = shown(page)
        steps.append((hash_of(page), count))

    choose(page, "Status", "denied")
    done()
    choose(page, "Kind", "material conflict")
    done()
    search(page, "c")
    search(page, "can")
    search(page, "canal")
    done()
    page.locator(".chart-bar").get_by_role("button", name="Class").click()
    done()
    page.locator(".row").first.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    done()
    page.get_by_role("tab", name="Articles").click()
    done()
    for fragment, count in reversed(steps[:-1]):
        page.go_back()
        page.wait_for_function("hash => location.hash === hash", arg=fragment)
        assert shown(page) == count
        expect(page.locator(".row.open")).to_have_count(int("event=" in fragment))
    assert page.locator("#search").input_value() == ""
    for fragment, count in steps[1:]:
        page.go_forward()
        page.wait_for_function("hash => location.hash === hash", arg=fragment)
        assert shown(page) == count
    expect(page.get_by_role("tab", name="Articles")).to_have_attribute("aria-selected", "true")


def test_the_story_of_a_plan(watch: Watch, page_file: Path, timeline: Timeline) -> None:
    plan, later, done = (timeline.events[number] for number in (20, 60, 90))
    page = watch().open(page_file, f"#event={plan.id}")
    story = page.locator("aside.detail .story")
    expect(story.locator("li")).to_have_count(3)
    texts = story.locator("li").all_inner_texts()
    for event, text in zip((plan, later, done), texts, strict=True):
        assert event.title in text
    assert story.locator("[aria-current]").inner_text() == texts[0]
    assert "postponed: both name the talks" in story.inner_text()
    story.locator("li").nth(2).locator("button").click()
    assert page.locator("aside.detail h2").inner_text() == done.title
    assert f"event={done.id}" in hash_of(page)
    expect(story.locator("li")).to_have_count(3)
    # Hiding a step takes it out of the story.
    page.keyboard.press("e")
    page.get_by_role("button", name="Hide event").click()
    page.evaluate("id => { location.hash = 'event=' + id; }", plan.id)
    expect(story.locator("li")).to_have_count(2)


def test_what_happened_before_and_after(watch: Watch, page_file: Path, timeline: Timeline) -> None:
    event = timeline.events[100]
    page = watch().open(page_file, f"#event={event.id}")
    context = page.locator("aside.detail .context")
    assert "same actors" in context.inner_text()
    expect(context.locator("li")).to_have_count(7)
    assert event.title in context.locator("[aria-current]").inner_text()
    own = {role.actor for role in event.roles}
    order = {one.title + str(one.edtf): one for one in timeline.events}
    for text in context.locator("button").all_inner_texts():
        assert any(
            one.title == text and own & {role.actor for role in one.roles} for one in order.values()
        )
    context.locator("button").nth(2).click()
    assert page.locator("aside.detail h2").inner_text() != event.title
    assert re.search(r"event=article", hash_of(page))


def test_the_detail_names_who_tells_it(watch: Watch, page_file: Path) -> None:
    page = watch().open(page_file)
    page.locator(".row").first.click()
    told = page.locator(".facts div", has_text="Sources").locator("button").first
    source = told.inner_text()
    told.click()
    assert source in page.locator(".chosen-chip").inner_text()
    assert 0 < shown(page) < 300
