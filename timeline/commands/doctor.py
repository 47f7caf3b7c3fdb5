"""`timeline doctor`: whether the installation is whole."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from timeline.terminal import shown


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("output"))
@click.option("--json", "as_json", is_flag=True, help="One JSON object per check.")
def doctor(*, folder: Path, as_json: bool) -> None:
    """Check the installation: Python, packages, data, the page, and whether FOLDER is writable.

    The exit status is 0 if everything that is needed is there. Extras that are not installed are
    named, and count for nothing.
    """
    from timeline.doctor import examine

    failed = False
    for check in examine(folder):
        failed = failed or check.state == "failed"
        if as_json:
            click.echo(json.dumps(asdict(check)))
            continue
        remedy = f" ({check.remedy})" if check.remedy else ""
        click.echo(shown(f"{check.state:<8}{check.name}: {check.found}{remedy}"))
    sys.exit(1 if failed else 0)
