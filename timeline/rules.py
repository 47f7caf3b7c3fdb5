"""Which version of the rules this is: two that differ may read the same article differently."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import TYPE_CHECKING

from timeline import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

# All that a reading may depend on, sources and data alike. It is more than need be (linking and
# merging are done anew each time): reading an article once too often is better than not at all.
PARTS = (
    "actors", "clean", "events", "gazetteer", "ingest", "languages", "times",
    "codec.py", "extraction.py", "interval.py", "making.py", "model.py", "own.py", "plover.py",
)  # fmt: skip
_PACKAGES = ("dateparser", "numpy", "stopwordsiso")
_LEFT_OUT = ("__pycache__",)


# What is kept about articles for comparing them depends on these, too.
_COMPARING = ("corpus",)


@cache
def rules_version() -> str:
    """32 hex digits that change with the stages' sources, packs, gazetteer and weights.

    Some 8 MB are read, which takes hundredths of a second, once per process.
    """
    return _version(PARTS)


@cache
def notes_version() -> str:
    """32 hex digits that change with all of that, and with how articles are compared."""
    return _version(_COMPARING, rules_version())


def _version(parts: Iterable[str], *more: str) -> str:
    digest = blake2b(digest_size=16)
    names = [f"timeline {__version__}", f"python {sys.version_info.major}.{sys.version_info.minor}"]
    names += [f"{name} {_installed(name)}" for name in _PACKAGES]
    digest.update("\n".join((*names, *more)).encode())
    root = files("timeline")
    for part in parts:
        _add(digest, root / part, part)
    return digest.hexdigest()


def _add(digest: blake2b, entry: Traversable, name: str) -> None:
    if entry.is_dir():
        for inside in sorted(entry.iterdir(), key=lambda item: item.name):
            if inside.name not in _LEFT_OUT:
                _add(digest, inside, f"{name}/{inside.name}")
        return
    content = entry.read_bytes()
    digest.update(f"\n{name} {len(content)}\n".encode())
    digest.update(content)


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
