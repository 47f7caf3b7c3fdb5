"""The compiled page: script and style as the build hook left them in `static/`."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from timeline.errors import TimelineError


@dataclass(frozen=True, slots=True)
class Bundle:
    """Script and style as text, with the hashes that the page's policy names."""

    script: str
    style: str
    script_hash: str
    style_hash: str


@cache
def load_bundle() -> Bundle:
    """The bundle; TimelineError with the remedy where it was never built."""
    folder = files("timeline.view") / "static"
    try:
        script = (folder / "page.js").read_text(encoding="utf-8")
        style = (folder / "page.css").read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise TimelineError(
            "the page's script is not built",
            where="timeline/view/static",
            remedy="install the package with pip, which builds it: pip install .",
        ) from error
    return Bundle(script, style, source_hash(script), source_hash(style))


def source_hash(text: str) -> str:
    """The hash source of an inline element's text, as Content-Security-Policy spells it."""
    return "'sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"
