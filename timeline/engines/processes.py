"""The work on single articles in processes of this machine.

Workers come from a fork server that has loaded the packs once (Linux), or load them for
themselves (macOS, Windows, where forking is unsafe or unknown). The calling process is never
forked: its threads (a progress display, numpy's) would leave locks behind that nobody opens.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING

from timeline.codec import encode_reading
from timeline.engines import HERE, Engine
from timeline.errors import TimelineError
from timeline.extraction import batches, read_documents
from timeline.own import current, use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.context import BaseContext

    from timeline.model import Document
    from timeline.own import Own

    Batch = list[Document]

# Batches that one process has read before others would be up and have loaded their packs.
SMALL = 6
# Batches per worker under way or waiting, so that none has to wait for this process.
_AHEAD = 3
# Objects made between two collections; the default looks at all that is kept too often.
YOUNG = 100_000


@contextmanager
def processes(jobs: int, *, small: int = SMALL) -> Iterator[Engine]:
    """An engine of `jobs` processes, which end with the block; a few batches are read here.

    `small` is how many batches are worth the processes; TimelineError where one of them dies.
    """
    with ExitStack() as stack:

        def read(
            documents: Iterable[Document], *, raw: bool = False
        ) -> Iterator[tuple[Document, bytes]]:
            waiting = batches(documents)
            first = list(islice(waiting, small))
            if len(first) < small:
                yield from HERE.read(chain.from_iterable(first), raw=raw)
                return
            pool = stack.enter_context(_pool(jobs))
            yield from _in_order(pool, chain(first, waiting), raw=raw, most=jobs * _AHEAD)

        yield Engine(read)


def _in_order(
    pool: ProcessPoolExecutor, waiting: Iterable[Batch], *, raw: bool, most: int
) -> Iterator[tuple[Document, bytes]]:
    pending: deque[tuple[Batch, Future[list[bytes]]]] = deque()
    for batch in waiting:
        with _no_interrupts(), _deaths(chain([batch], (some for some, _ in pending))):
            pending.append((batch, pool.submit(_read, batch, raw)))
        if len(pending) >= most:
            yield from _finished(pending)
    while pending:
        yield from _finished(pending)


def _finished(
    pending: deque[tuple[Batch, Future[list[bytes]]]],
) -> Iterator[tuple[Document, bytes]]:
    """The oldest batch, as soon as it is done."""
    with _deaths(some for some, _ in pending):
        packed = pending[0][1].result()
    batch, _ = pending.popleft()
    yield from zip(batch, packed, strict=True)


@contextmanager
def _deaths(batches_under_way: Iterable[Batch]) -> Iterator[None]:
    """A dead worker becomes an error that says what may have killed it."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield
    except BrokenProcessPool as error:
        names = [document.id for batch in batches_under_way for document in batch]
        raise TimelineError(
            f"a worker process died while {len(names)} articles were read",
            where=f"{names[0]} … {names[-1]}" if len(names) > 1 else names[0],
            remedy="mostly the memory is full: try fewer processes (--jobs), with --jobs 1 the"
            " articles are read one after the other",
        ) from error


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Workers; on an error or an interrupt they are ended at once, not after their work."""
    from concurrent.futures import ProcessPoolExecutor

    others = set(multiprocessing.active_children())
    with _fork_server_ended():
        pool = ProcessPoolExecutor(
            jobs, mp_context=_context(), initializer=_start, initargs=(current(),)
        )
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for child in set(multiprocessing.active_children()) - others:
                child.terminate()
            raise
        pool.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["timeline.engines.warm"])
    return context


@contextmanager
def _fork_server_ended() -> Iterator[None]:
    """The fork server goes, too, unless it was there before: it holds the packs' memory.

    Only a process that was waited for counts in what `time` says, with all it has waited for.
    Python has no public name for it; where the private one is gone, the server ends a bit later.
    """
    from multiprocessing import forkserver

    server = getattr(forkserver, "_forkserver", None)
    known = getattr(server, "_forkserver_pid", None)
    try:
        yield
    finally:
        stop = getattr(server, "_stop", None)
        if known is None and stop is not None:
            stop()


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Processes started inside never see Ctrl-C, which is for the process that ends them.

    The signal waits and reaches this process at the end of the block.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(own: Own) -> None:
    """What a worker does first: leave Ctrl-C to its parent, and outlive it by no moment.

    `own` is what the user adds to what the program knows; it holds for all that the worker does.
    """
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use(own)
    gc.set_threshold(YOUNG, 50, 100)
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _read(batch: Batch, raw: bool) -> list[bytes]:
    return [encode_reading(reading) for reading in read_documents(batch, raw=raw)]
