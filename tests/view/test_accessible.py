"""axe-core over every view of the page, with both backgrounds and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from timeline.model import Place, Timeline
from timeline.view.to_html import to_html

pytestmark = pytest.mark.browser

# For contrast axe has to know what lies behind a text; it loses track where <main> has no box.
_RUN = """() => {
    document.querySelector('main').style.display = 'block';
    return axe.run(document, {resultTypes: ['violations']}).then(result =>
        result.violations.flatMap(({id, nodes}) =>
            nodes.slice(0, 3).map(node => `${id}: ${node.target.join(' ')}`)));
}"""

WIDE = {"width": 1280, "height": 860}
PHONE = {"width": 320, "height": 700}


@pytest.fixture(scope="module")
def axe() -> str:
    folder = pytest.importorskip("axe_playwright_python")
    return (Path(folder.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page_path(
    tmp_path_factory: pytest.TempPathFactory, timeline_of: Callable[..., Timeline]
) -> Path:
    timeline = timeline_of(30)
    events = tuple(
        replace(event, place=Place(f"Klow {index}", "SYL", 40.0 + index, 10.0 + index))
        for index, event in enumerate(timeline.events)
    )
    path = tmp_path_factory.mktemp("axe") / "page.html"
    path.write_text(to_html(replace(timeline, events=events)), encoding="utf-8")
    return path


def views(page: Any, *, narrow: bool) -> Iterator[str]:
    """Walks through the page; each name is a view to look at."""
    yield "events"
    page.locator(".row").nth(2).click()
    page.locator("aside.detail mark").first.wait_for()
    yield "detail"
    page.keyboard.press("Escape")
    if narrow:
        page.get_by_role("button", name="Filters").click()
        page.wait_for_timeout(200)
        yield "filters"
        page.keyboard.press("Escape")
        return
    for tab in ("network", "map", "articles", "corrections", "problems"):
        page.locator(f"#tab-{tab}").click()
        page.wait_for_timeout(250)
        yield tab
    page.keyboard.press("?")
    yield "help"


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": WIDE, "color_scheme": "light", "locale": "en-GB"},
        {"viewport": WIDE, "color_scheme": "dark", "locale": "de-DE"},
        {"viewport": WIDE, "color_scheme": "light", "locale": "en-GB", "contrast": "more"},
        {"viewport": PHONE, "color_scheme": "dark", "locale": "en-GB"},
    ],
    ids=["light", "dark-german", "contrast", "phone"],
)
def test_no_violations(chromium: Any, axe: str, page_path: Path, options: dict[str, Any]) -> None:
    # axe comes in from outside, which the page's own policy would not let happen.
    context = chromium.new_context(bypass_csp=True, reduced_motion="reduce", **options)
    page = context.new_page()
    page.goto(page_path.as_uri())
    page.wait_for_selector(".plot[data-ready]")
    page.evaluate(axe)
    found: dict[str, list[str]] = {}
    for name in views(page, narrow=options["viewport"] is PHONE):
        found[name] = page.evaluate(_RUN)
        page.evaluate("document.querySelector('main').style.display = ''")
    assert len(found) >= 3
    assert {name: problems for name, problems in found.items() if problems} == {}
    # And it would have seen it.
    page.evaluate("document.querySelector('h1').style.color = '#888'")
    page.evaluate("document.querySelector('h1').style.background = '#999'")
    page.keyboard.press("Escape")
    assert any("color-contrast" in problem for problem in page.evaluate(_RUN))
    context.close()


def test_colours_of_the_system_are_taken(watch: Callable[..., Any], page_path: Path) -> None:
    page = watch(forced_colors="active").open(page_path)
    text = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.plot .xtick text')).fill") == text
    )
    page.locator("#tab-map").click()
    assert page.locator("path.land").evaluate("one => getComputedStyle(one).stroke") != "none"
