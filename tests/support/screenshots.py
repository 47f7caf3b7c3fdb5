"""The pictures of README and manual, taken from the page of the sample articles: make screenshots.

python tests/support/screenshots.py           docs/*.png
python tests/support/screenshots.py --more    also a phone, 20 and 20,000 events, in build/shots
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]

from chromium import CHROMIUM_ARGUMENTS, chromium_path  # noqa: E402

WIDE, PHONE = (1280, 860), (390, 780)


@dataclass(frozen=True, slots=True)
class Shot:
    """What is photographed: the state in the address, and the event that is opened, if any."""

    name: str
    fragment: str = ""
    scheme: str = "light"
    size: tuple[int, int] = WIDE
    row: int | None = None


# One period of the sample articles is as much as a picture can show.
WEEK = "range=2022-02-20..2022-02-26"
PICTURES = (
    Shot("timeline", f"#{WEEK}", row=4),
    Shot("timeline-dark", f"#{WEEK}&lanes=class", "dark", row=4),
    Shot("network", f"#tab=network&{WEEK}"),
    Shot("map", "#tab=map", "dark"),
)
MORE = (
    Shot("light"),
    Shot("dark", scheme="dark", row=2),
    Shot("phone", size=PHONE),
    Shot("phone-detail", size=PHONE, row=1),
    Shot("phone-map", "#tab=map", size=PHONE),
)


def main() -> int:
    """Takes the pictures and names them."""
    import timeline

    target = ROOT / "build" / "shots"
    target.mkdir(parents=True, exist_ok=True)
    sample = target / "sample.html"
    sample.write_text(timeline.build([ROOT / "sample_articles"]).to_html(), encoding="utf-8")
    jobs = [(sample, ROOT / "docs", shot) for shot in PICTURES]
    if "--more" in sys.argv[1:]:
        from newsroom import newsroom

        for size in (20, 20_000):
            page = target / f"events-{size}.html"
            page.write_text(newsroom(size).to_html(), encoding="utf-8")
            jobs += [(page, target / f"{size}", shot) for shot in MORE]
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS
        )
        for page, folder, shot in jobs:
            folder.mkdir(exist_ok=True)
            print(take(browser, page, folder, shot))
        browser.close()
    return 0


def take(browser: Any, page_path: Path, folder: Path, shot: Shot) -> Path:
    """One picture in a browser of its own state."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=shot.scheme,
        locale="en-GB",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(page_path.as_uri() + shot.fragment)
    page.wait_for_selector(".plot[data-ready]")
    if shot.row is not None:
        page.locator(".row").nth(shot.row).click()
        page.locator("aside.detail mark").first.wait_for()
    page.mouse.move(0, 0)
    page.wait_for_timeout(600)
    path = folder / f"{shot.name}.png"
    page.screenshot(path=path)
    context.close()
    return path


if __name__ == "__main__":
    sys.exit(main())
