"""What tests do with a page again and again: search, filter, read how many events are shown."""

from __future__ import annotations

import json
import re
from pathlib import Path
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


def open_event(page: Any, title: str) -> str:
    """Opens the event and gives back its id."""
    page.evaluate(
        """title => {
            const row = [...document.querySelectorAll('.row-title')].find(
                one => one.textContent.includes(title));
            row.click();
        }""",
        title,
    )
    page.wait_for_function("() => location.hash.includes('event=')")
    return str(page.evaluate("new URLSearchParams(location.hash.slice(1)).get('event')"))


def exported(page: Any) -> dict[str, Any]:
    """The file that the page gives out."""
    page.get_by_role("tab", name="Corrections").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Export corrections").click()
    value: dict[str, Any] = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    return value


def actors_edited(page: Any) -> Any:
    """The form for the actors of the open event."""
    page.get_by_role("button", name="Correct", exact=True).click()
    return page.get_by_role("group", name="Actors of this event")


def joined(form: Any, name: str) -> None:
    """Says that the chosen actor is the one of that name."""
    form.get_by_label("is the same as").fill(name)
    form.get_by_role("button", name="Join").click()


def correct(page: Any, **fields: str) -> None:
    """Fills the open event's form by its labels and saves it."""
    page.get_by_role("button", name="Correct", exact=True).click()
    form = page.locator("aside.detail .edit").first
    for label, text in fields.items():
        field = form.get_by_label(label, exact=True)
        if label in {"Class", "Status"}:
            field.select_option(label=text)
        else:
            field.fill(text)
    form.get_by_role("button", name="Save").click()
