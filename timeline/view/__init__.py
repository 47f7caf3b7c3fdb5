"""Exporters by name: a Timeline as HTML, CSV, JSON. Each loads on first use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.model import Timeline


def _lazy(module: str) -> Callable[[Timeline], str]:
    """The function of the module's own name, imported when it is called."""

    def export(timeline: Timeline) -> str:
        text: str = getattr(import_module(f"timeline.view.{module}"), module)(timeline)
        return text

    export.__name__ = module
    export.__doc__ = f"`timeline.view.{module}.{module}`, loaded on first use."
    return export


EXPORTERS: dict[str, Callable[[Timeline], str]] = {
    "html": _lazy("to_html"),
    "csv": _lazy("to_csv"),
    "json": _lazy("to_json"),
}
