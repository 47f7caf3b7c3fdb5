"""The manual: it builds without a warning, its examples run, and what it names exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from timeline.cli import cli
from timeline.config import read_config
from timeline.config_fields import OPTIONS, TABLES

ROOT = Path(__file__).parents[1]
PAGES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"`((?:timeline|tests|docs|sample_articles)/[\w./-]+)`")


def blocks(page: Path, language: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return [body for name, body in _BLOCK.findall(text) if name == language]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, str(page), "exec"), names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_console_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sample_articles").symlink_to(ROOT / "sample_articles")
    monkeypatch.chdir(tmp_path)
    for block in blocks(page, "console"):
        for line in block.splitlines():
            assert line.startswith("$ timeline "), line
            done = CliRunner().invoke(cli, shlex.split(line)[2:])
            assert done.exit_code == 0, done.output


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_configurations_are_right(page: Path, tmp_path: Path) -> None:
    for block in blocks(page, "toml"):
        path = tmp_path / "timeline.toml"
        path.write_text(block, encoding="utf-8")
        found = read_config(path)
        assert found.options
        assert found.own.key


def test_the_manual_names_every_key_of_the_configuration() -> None:
    text = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    assert not [key for key in [*OPTIONS, *TABLES] if key not in text]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    # A language with everything, and one whose actors come from the gazetteer.
    for name in _PATH.findall(text.replace("<code>", "LANGUAGE")):
        assert any((ROOT / name.replace("LANGUAGE", code)).exists() for code in ("de", "fr")), name


def test_the_manual_builds_and_holds_every_option(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.chdir(ROOT)
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path)))
    page = (tmp_path / "cli" / "index.html").read_text(encoding="utf-8")
    top = click.Context(cli)
    for name in cli.list_commands(top):
        command = cli.get_command(top, name)
        assert command is not None
        assert f"timeline {name}" in page
        for option in command.params:
            if isinstance(option, click.Option):
                assert max(option.opts, key=len) in page
    whole = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html"))
    assert not re.search(r'(?:src|href)="https?://(?:fonts|cdn|unpkg)', whole)
