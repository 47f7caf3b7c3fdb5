"""The one place where text from articles is made safe to stand in a page.

Article text is hostile. It reaches the page only inside a JSON island, and from there only through
`textContent`; what stands directly in the HTML goes through `html`.
"""

from __future__ import annotations

import json
from functools import cache
from html import escape
from typing import Any

REPLACEMENT = "\ufffd"


@cache
def _visible() -> dict[int, str]:
    """Controls as their visible pictures, one character for one, so that offsets stay right."""
    table = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
    table[0] = REPLACEMENT
    table[0x7F] = "\u2421"
    table.update(dict.fromkeys(range(0x80, 0xA0), REPLACEMENT))
    table.update(dict.fromkeys(range(0xD800, 0xE000), REPLACEMENT))
    return table


def readable(text: str) -> str:
    """The text without NUL, lone surrogates and bare control characters; its length is kept."""
    # All that is made visible is not printable; that is told in no time, and of nearly every text.
    return text if text.isprintable() else text.translate(_visible())


def html(text: str) -> str:
    """Text for an element or a quoted attribute."""
    return escape(readable(text), quote=True)


def json_island(value: Any) -> str:
    """JSON that can stand inside a script element: no `<`, `>`, `&` and no line separators.

    Strings must have gone through `readable`; a lone surrogate would make the file unwritable.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        if character in text:
            text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def web_address(url: str | None) -> str | None:
    """The address if it is absolute http or https after trimming as browsers do, else None."""
    if url is None:
        return None
    # Browsers cut C0 controls and spaces at the ends and drop tabs and line breaks inside.
    trimmed = url.strip("".join(map(chr, range(0x21))))
    trimmed = "".join(character for character in trimmed if character not in "\t\n\r")
    return trimmed if trimmed.lower().startswith(("http://", "https://")) else None
