"""Sections read by themselves are those of the whole tables."""

from __future__ import annotations

from pathlib import Path

import pytest

import timeline.languages
from timeline.errors import LanguagePackError
from timeline.languages.loader import available, load_section, load_table

PACKS = Path(timeline.languages.__path__[0])


@pytest.mark.parametrize("language", available())
def test_a_section_is_that_of_the_table(language: str) -> None:
    compared = 0
    for path in sorted((PACKS / language).glob("*.toml")):
        for name, section in load_table(language, path.stem).items():
            if isinstance(section, dict):
                assert load_section(language, path.stem, name) == section, (path.name, name)
                compared += 1
    assert compared > 10


def test_what_a_pack_lacks_is_empty() -> None:
    assert load_section("de", "titles", "no-such-section") == {}
    assert load_section("de", "no-such-table", "titles") == {}
    with pytest.raises(LanguagePackError):
        load_section("xx", "titles", "titles")
