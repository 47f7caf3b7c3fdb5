from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from chromium import CHROMIUM_ARGUMENTS, chromium_path
from hypothesis import settings

from timeline import interval
from timeline.model import (
    Actor,
    Attribution,
    Document,
    Event,
    Evidence,
    Layout,
    Place,
    Reading,
    Role,
    Sentence,
    Timeline,
)

# Speed is measured by `make bench`; a test that fails on a busy machine tells nothing.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

TEXT = "Ruritania recognised Syldavia on Monday.\n\nBorduria attacked Syldavia. Talks may follow."


@pytest.fixture
def small_timeline() -> Timeline:
    """Three states, three events: one dated, one from context, one undated."""
    document = Document(
        id="courier-1",
        text=TEXT,
        language="en",
        published=date(2022, 2, 22),
        published_from="header",
        title="Recognition",
        source="The Test Courier",
    )
    spans = [(0, 40), (42, 69), (70, 87)]
    sentences = tuple(
        Sentence(start, end, paragraph)
        for (start, end), paragraph in zip(spans, (0, 1, 1), strict=True)
    )
    states = ("Ruritania", "Syldavia", "Borduria")
    actors = tuple(
        Actor(id=f"local:{name.lower()}", kind="country", name=name, country=name[:3].upper())
        for name in states
    )

    def evidence(index: int) -> tuple[Evidence, ...]:
        start, end = spans[index]
        return (Evidence(document.id, start, end, TEXT[start:end], rule="test"),)

    def role(name: str, part: str) -> Role:
        return Role(f"local:{name.lower()}", part, name)  # type: ignore[arg-type]

    monday = interval.day(date(2022, 2, 21))
    events = (
        Event(
            id="e1",
            title="Ruritania recognised Syldavia",
            type="SUPPORT",
            status="happened",
            roles=(role("Ruritania", "actor"), role("Syldavia", "recipient")),
            evidence=evidence(0),
            basis="relative",
            interval=monday,
            edtf="2022-02-21",
            time_expression="on Monday",
            why="Monday before the publication date",
            place=Place("Klow", "SYL", 45.0, 20.5),
            language="en",
            sources=2,
        ),
        Event(
            id="e2",
            title="Borduria attacked Syldavia",
            type="ASSAULT",
            status="claimed",
            roles=(
                role("Borduria", "actor"),
                role("Syldavia", "recipient"),
                role("Ruritania", "mentioned"),
            ),
            evidence=evidence(1),
            basis="implicit",
            interval=monday,
            edtf="2022-02-21",
            attribution=Attribution("Syldavia", "local:syldavia"),
            language="en",
        ),
        Event(
            id="e3",
            title="Talks may follow",
            type="CONSULT",
            status="hypothetical",
            roles=(role("Ruritania", "actor"), role("Borduria", "actor")),
            evidence=evidence(2),
            language="en",
        ),
    )
    reading = Reading(document, Layout(sentences), (), (), actors, events)
    return Timeline((document,), actors, events, (), (reading,))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS
        )
        yield browser
        browser.close()
