"""MkDocs hooks: pages and tables that are made of the program itself, so that they stay true."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from mkdocs.structure.files import File, Files

from timeline.cli import cli

_FLOORS = Path(__file__).parents[1] / "tests/gold/floors.json"


def on_files(files: Files, config: Any) -> Files:
    """Add `cli.md` to the pages."""
    files.append(File.generated(config, "cli.md", content=reference()))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put the table of floors where a page asks for it."""
    return markdown.replace("{{ floors }}", floors())


def floors() -> str:
    """Markdown table: the scores below which a test fails, in per cent."""
    table = json.loads(_FLOORS.read_text(encoding="utf-8"))
    lines = ["| on | measure | at least |", "| --- | --- | --- |"]
    for group, scores in table.items():
        lines += [f"| {group} | {name} | {score} |" for name, score in scores.items()]
    return "\n".join(lines)


def reference() -> str:
    """Markdown: one section per command, with what `--help` prints."""
    parts = ["# Command line", "", "Each section is what `timeline COMMAND --help` prints.", ""]
    top = click.Context(cli, info_name="timeline")
    parts += ["## timeline", "", "```text", cli.get_help(top), "```", ""]
    for name in cli.list_commands(top):
        command = cli.get_command(top, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=top)
        parts += [f"## timeline {name}", "", "```text", command.get_help(context), "```", ""]
    parts += [
        "## Exit status",
        "",
        "0 all well; 1 some articles could not be used, each named with the remedy, the rest done;"
        " 2 wrong usage.",
        "",
    ]
    return "\n".join(parts)
