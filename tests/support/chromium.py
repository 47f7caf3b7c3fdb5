"""Which Chromium the tests of the page use, and how it is started."""

from __future__ import annotations

import os
import shutil

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str | None:
    """The browser named by TIMELINE_CHROMIUM, else an installed one; None for Playwright's own."""
    named = os.environ.get("TIMELINE_CHROMIUM")
    if named:
        return shutil.which(named) or named
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    return None
