"""What the server shows: the page as it was last built, and the corrections file behind it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from threading import Condition
from typing import Any

from timeline.corrections.read import VERSION, parse_corrections
from timeline.errors import InputError, TimelineError
from timeline.terminal import write_atomically

_NONE = json.dumps({"version": VERSION, "corrections": []}).encode()


class StaleError(TimelineError):
    """The corrections file is no longer what the page had read."""


class Site:
    """One page and one file, shared by the server's threads and the one that builds.

    The file is read each time it is asked for: an editor may have changed it.
    """

    def __init__(self, corrections: Path) -> None:
        self.corrections = corrections
        self._changed = Condition()
        self._page = b""
        self._revision = ""
        self._closed = False

    def show(self, page: str, revision: str) -> None:
        """Replace the page, and tell everybody who waits for a change."""
        with self._changed:
            self._page, self._revision = page.encode("utf-8", "backslashreplace"), revision
            self._changed.notify_all()

    def close(self) -> None:
        """Let everybody go who waits for a change."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def page(self) -> bytes:
        """The page as it is now; empty before the first build."""
        with self._changed:
            return self._page

    def next_revision(self, known: str | None, *, seconds: float) -> str | None:
        """Another revision than the known one, which comes back after a while; None at the end."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or self._revision not in ("", known), seconds
            )
            return None if self._closed else self._revision

    def entries(self) -> tuple[bytes, str]:
        """The corrections file and its tag; an empty list of corrections where there is none."""
        try:
            content = self.corrections.read_bytes()
        except FileNotFoundError:
            content = _NONE
        except OSError as error:
            raise InputError(
                f"cannot be read: {error.strerror or error}",
                where=str(self.corrections),
                remedy="check its permissions",
            ) from error
        parse_corrections(content, str(self.corrections))
        return content, tag(content)

    def save(self, content: bytes, known: str) -> tuple[bytes, str]:
        """Write the file, if it is still the one of the tag `known`; what was written, and its tag.

        InputError for corrections of no use, StaleError where the file has changed meanwhile.
        """
        parse_corrections(content, "the corrections sent")
        value: Any = json.loads(content)
        written = (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode(
            "utf-8", "backslashreplace"
        )
        with self._changed:
            if self.entries()[1] != known:
                raise StaleError(
                    "the file was changed meanwhile",
                    where=str(self.corrections),
                    remedy="load the page again",
                )
            write_atomically(self.corrections, written, option="--corrections")
        return written, tag(written)


def tag(content: bytes) -> str:
    """The entity tag of a file's content."""
    return f'"{sha256(content).hexdigest()[:32]}"'
