"""`timeline doctor`: a whole installation passes, and each thing that breaks is named."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner

from timeline import doctor
from timeline.cli import cli


def failing(folder: Path) -> dict[str, doctor.Check]:
    return {check.name: check for check in doctor.examine(folder) if check.state == "failed"}


def test_this_installation_is_whole(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["doctor", str(tmp_path / "new"), "--json"])
    assert done.exit_code == 0, done.output
    checks = {row["name"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert checks["language packs"]["found"].startswith("de, en")
    assert {checks[name]["state"] for name in ("Python", "weights", "page", "a trial")} == {"ok"}
    assert not (tmp_path / "new").exists()


def test_what_is_broken_is_named_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = metadata.version
    versions = {"lxml": "4.9.1", "rich": None}

    def other(name: str) -> str:
        found = versions.get(name, version(name))
        if found is None:
            raise metadata.PackageNotFoundError(name)
        return found

    monkeypatch.setattr(doctor.metadata, "version", other)
    monkeypatch.setattr(doctor, "_LEAST", (9, 9))
    monkeypatch.setattr(doctor.hashlib, "sha256", doctor.hashlib.sha1)
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    found = failing(blocked)
    assert set(found) == {"Python", "packages", "weights", f"writing to {blocked}"}
    assert "lxml 4.9.1 is not" in found["packages"].found
    assert "rich is not installed" in found["packages"].found
    assert "install Python 9.9" in found["Python"].remedy
    assert all(check.remedy for check in found.values())
    done = CliRunner().invoke(cli, ["doctor", str(blocked)])
    assert done.exit_code == 1
    assert "failed  Python" in done.stdout


def test_extras_are_named_and_count_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = metadata.version

    def without(name: str) -> str:
        if name == "pypdf":
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(doctor.metadata, "version", without)
    (missing,) = [check for check in doctor.examine(tmp_path) if "pypdf" in check.found]
    assert (missing.state, missing.name) == ("missing", "extra formats")
    assert "event-timeline[formats]" in missing.remedy
    assert not failing(tmp_path)
