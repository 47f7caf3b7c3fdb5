"""The version of the rules covers whatever a reading may depend on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from timeline import rules

_LOADED = """
import sys
from timeline.extraction import read_document
from timeline.model import Document
for code in ("de", "en", "fr"):
    read_document(Document("a", "Berlin, 21. Februar 2022 (dpa) - On Monday they met.", code))
names = {name.split(".")[1] for name in sys.modules if name.startswith("timeline.")}
print(*sorted(names))
"""


def test_every_module_that_reading_loads_is_part_of_the_version() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True
    )
    parts = {part.removesuffix(".py") for part in rules.PARTS}
    # Exceptions decide nothing about what is found.
    assert set(done.stdout.split()) - parts <= {"errors"}


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for part in rules.PARTS:
        path = tmp_path / part
        if not part.endswith(".py"):
            path.mkdir()
            path /= "data.toml"
        path.write_text("word = 1\n", encoding="utf-8")
    monkeypatch.setattr(rules, "files", lambda _: tmp_path)
    return tmp_path


def version() -> str:
    return rules.rules_version.__wrapped__()


@pytest.mark.parametrize("part", rules.PARTS)
def test_it_changes_with_each_part(copy: Path, part: str) -> None:
    before = version()
    assert version() == before
    path = copy / part if part.endswith(".py") else copy / part / "data.toml"
    path.write_text("word = 2\n", encoding="utf-8")
    assert version() != before


def test_it_changes_with_a_name_and_with_the_program(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version()
    (copy / "times" / "__pycache__").mkdir()
    (copy / "times" / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert version() == before, "compiled files say nothing"
    (copy / "times" / "data.toml").rename(copy / "times" / "other.toml")
    renamed = version()
    assert renamed != before
    monkeypatch.setattr(rules, "__version__", "99")
    assert version() != renamed
