"""What tests do with a page again and again: search, filter, read how many events are shown."""

from __future__ import annotations

import re
from typing import Any


def shown(page: Any) -> int:
    """What the live region says."""
    page.wait_for_timeout(200)
    text = page.locator('[role="status"]').inner_text()
    return int(re.sub(r"\D", "", text))


def search(page: Any, words: str) -> None:
    """Types into the search field and waits until the page has taken it."""
    page.locator("#search").fill(words)
    page.wait_for_function(
        "words => (new URLSearchParams(location.hash.slice(1)).get('q') ?? '') === words",
        arg=words.strip(),
    )


def facet(page: Any, title: str) -> Any:
    """The box of a filter, opened."""
    box = page.locator("fieldset", has=page.locator("legend", has_text=re.compile(f"^{title}$")))
    name = box.locator(".facet-title")
    if name.get_attribute("aria-expanded") == "false":
        name.click()
    return box


def choose(page: Any, title: str, name: str) -> int:
    """Ticks a value of a facet and gives back the count that stood beside it."""
    choice = facet(page, title).locator("label", has_text=name).first
    count = int(re.sub(r"\D", "", choice.locator(".count").inner_text()))
    choice.click()
    return count


def hash_of(page: Any) -> str:
    """The state as it stands in the address."""
    return str(page.evaluate("location.hash"))
