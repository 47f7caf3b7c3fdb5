"""Instruments and contexts: named where the clause has the words, open where it has none."""

from __future__ import annotations

from typing import Any

import pytest

BRIBES = {"legal", "corruption"}
CASES = [
    ("en", "Norway attacked Chile with missiles on Wednesday.", "missiles", {"military"}),
    ("en", "A drone strike by Norway killed two soldiers on Wednesday.", "drone", {"military"}),
    ("en", "Norwegian police dispersed protesters with tear gas on Wednesday.", "tear gas", set()),
    ("en", "Norway attacked Chile on Wednesday.", None, set()),
    ("en", "Norway met Chile for talks about drones on Wednesday.", None, {"diplomatic"}),
    ("en", "A court convicted Diego Rojas of corruption on Wednesday.", None, BRIBES),
    ("de", "Norwegen griff Chile am Mittwoch mit Raketen an.", "raketen", {"military"}),
    ("de", "Ein Drohnenangriff Norwegens tötete am Mittwoch Soldaten.", "drohnen", {"military"}),
    ("de", "Norwegen griff Chile am Mittwoch an.", None, set()),
    ("de", "Norwegen verhängte am Mittwoch Zölle auf Waren aus Chile.", None, {"economic"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "instrument", "contexts"), CASES)
def test_details(
    events_of: Any, language: str, text: str, instrument: str | None, contexts: set[str]
) -> None:
    (event,) = events_of(text, language=language)
    assert event.instrument == instrument
    assert set(event.contexts) == contexts
