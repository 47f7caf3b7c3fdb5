"""Where the configuration lies: told at each start, where most have none to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME = "timeline.toml"


def find_config(paths: Iterable[str | Path]) -> Path | None:
    """The one `timeline.toml` that lies in a folder among the paths; UsageError for several."""
    found: list[Path] = []
    for path in paths:
        try:
            candidate = Path(path) / NAME
            if str(path) and candidate.is_file():
                found.append(candidate)
        except (OSError, ValueError):
            continue  # reading the path will say why
    if len({path.resolve() for path in found}) > 1:
        raise UsageError(
            f"several folders bring a {NAME}",
            where=", ".join(map(str, found)),
            remedy="name the one that counts with --config FILE",
        )
    return found[0] if found else None
