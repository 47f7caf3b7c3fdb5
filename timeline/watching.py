"""When articles change: told by watchfiles where it is installed, else seen now and then."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event

# A file's path → what differs once it has been written: its time, its size, and which file it is.
Snapshot = dict[str, tuple[int, int, int]]

EVERY = 1.0  # seconds between two looks
QUIET = 0.3  # seconds for which nothing may change before a change counts: copying takes a while


def changes(
    files: Callable[[], Iterable[Path]],
    *,
    folders: Iterable[Path] = (),
    stop: Event | None = None,
    every: float = EVERY,
    quiet: float = QUIET,
) -> Iterator[list[str]]:
    """The paths that were written, made or deleted since the last time, whenever there are any.

    `files` says what counts at that moment; what the build writes must not be among it. If all of
    it lies in `folders`, watchfiles tells when to look, where it is installed. What changes
    between this call and the first step counts.
    """
    return _changes(
        files, snapshot(files()), folders=folders, stop=stop or Event(), every=every, quiet=quiet
    )


def _changes(
    files: Callable[[], Iterable[Path]],
    last: Snapshot,
    *,
    folders: Iterable[Path],
    stop: Event,
    every: float,
    quiet: float,
) -> Iterator[list[str]]:
    for _ in _moments(folders, stop=stop, every=every):
        now = snapshot(files())
        while now != last and not stop.is_set():
            time.sleep(quiet)
            settled = snapshot(files())
            if settled == now:
                break
            now = settled
        changed = [path for path in now.keys() | last.keys() if last.get(path) != now.get(path)]
        last = now
        if changed:
            yield sorted(changed)


def snapshot(files: Iterable[Path]) -> Snapshot:
    """What can be told of the files without reading them; those that are not there are left out."""
    found: Snapshot = {}
    for path in files:
        try:
            about = os.stat(path)
        except (OSError, ValueError):
            continue
        found[str(path)] = about.st_mtime_ns, about.st_size, about.st_ino
    return found


def _moments(folders: Iterable[Path], *, stop: Event, every: float) -> Iterator[None]:
    """Whenever it is worth looking, until `stop`."""
    yield
    watched = [folder for folder in folders if folder.is_dir()]
    if watched:
        try:
            from watchfiles import watch
        except ImportError:
            watched = []
    if watched:
        # A large folder costs more to look through than to be told about. Network drives tell
        # nothing, so it is looked through now and then all the same.
        for _ in watch(
            *watched, stop_event=stop, step=100, debounce=400,
            rust_timeout=int(10_000 * every), yield_on_timeout=True,
        ):  # fmt: skip
            yield
    while not stop.is_set():
        stop.wait(every)
        yield
