"""Where the work on single articles is done: here, in processes of this machine, on a cluster.

An engine takes documents and gives back each with its packed reading (`timeline.codec`), in order.
What it gives is the same wherever it is made; it never holds more than a few batches at a time. Of
the work on the whole corpus it may take the comparison of reports.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from timeline.codec import decode_reading, encode_reading
from timeline.extraction import batches, read_documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.corpus import Compare
    from timeline.extraction import Extract
    from timeline.model import Document, Reading

__all__ = ["HERE", "Engine", "cores", "extract_with", "opened", "read_both"]


class Read(Protocol):
    """Makes packed readings of documents."""

    def __call__(
        self, documents: Iterable[Document], *, raw: bool = False
    ) -> Iterator[tuple[Document, bytes]]:
        """Each document with its packed reading, in order."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Who reads articles, and who compares their reports for the merging (None: this process)."""

    read: Read
    compare: Compare | None = None


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _here(documents: Iterable[Document], *, raw: bool = False) -> Iterator[tuple[Document, bytes]]:
    """Read in this process."""
    for batch in batches(documents):
        for document, reading in zip(batch, read_documents(batch, raw=raw), strict=True):
            yield document, encode_reading(reading)


HERE = Engine(_here)


def read_both(
    engine: Engine, documents: Iterable[Document], *, raw: bool = False
) -> Iterator[tuple[Document, bytes, Reading]]:
    """Each document with its reading, packed and as it is: what is made here is not unpacked."""
    if engine is not HERE:
        for document, packed in engine.read(documents, raw=raw):
            yield document, packed, decode_reading(packed, document)
        return
    for batch in batches(documents):
        for document, reading in zip(batch, read_documents(batch, raw=raw), strict=True):
            yield document, encode_reading(reading), reading


def extract_with(engine: Engine) -> Extract:
    """The engine as what `pipeline.build_from` takes."""

    def extract(documents: Iterable[Document], *, raw: bool = False) -> Iterator[Reading]:
        for document, packed in engine.read(documents, raw=raw):
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
        yield HERE
