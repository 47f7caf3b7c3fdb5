"""Where the work on single articles is done: here, in processes of this machine, on a cluster.

An engine takes documents and gives back each with its packed reading (`timeline.codec`), in order.
What it gives is the same wherever it is made; it never holds more than a few batches at a time.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from timeline.codec import decode_reading, encode_reading
from timeline.extraction import batches, read_documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.extraction import Extract
    from timeline.model import Document, Reading

__all__ = ["Engine", "cores", "extract_with", "here", "opened"]


class Engine(Protocol):
    """Makes packed readings of documents."""

    def __call__(
        self, documents: Iterable[Document], *, raw: bool = False
    ) -> Iterator[tuple[Document, bytes]]:
        """Each document with its packed reading, in order."""


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def here(documents: Iterable[Document], *, raw: bool = False) -> Iterator[tuple[Document, bytes]]:
    """The engine that does the work in this process."""
    for batch in batches(documents):
        for document, reading in zip(batch, read_documents(batch, raw=raw), strict=True):
            yield document, encode_reading(reading)


def extract_with(engine: Engine) -> Extract:
    """The engine as what `pipeline.build_from` takes."""

    def extract(documents: Iterable[Document], *, raw: bool = False) -> Iterator[Reading]:
        for document, packed in engine(documents, raw=raw):
            yield decode_reading(packed, document)

    return extract


@contextmanager
def opened(*, jobs: int = 1) -> Iterator[Engine]:
    """The engine with so many processes, which end with the block, whatever happens inside."""
    if jobs > 1:
        from timeline.engines.processes import processes

        with processes(jobs) as engine:
            yield engine
    else:
        yield here
