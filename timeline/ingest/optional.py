"""Libraries that only some formats need: imported where they are used, named where missing."""

from __future__ import annotations

import importlib
from typing import Any

from timeline.errors import InputError


def library(name: str, *, format_name: str, where: str) -> Any:
    """The module, or an InputError that says how to install it."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise InputError(
            f"{format_name} files need a package that is not installed ({name})",
            where=where,
            remedy="pip install 'event-timeline[formats]'",
        ) from None
