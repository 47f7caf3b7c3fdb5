"""The work on single articles on a Dask cluster, over Parquet partitions.

A partition is a file of articles; a task makes a file of readings of it. Both lie in one folder
that every machine sees and are named by what is in them, so that what is done is never done again:
not after a worker's death, nor by the next run with the same folder. Only names travel through the
scheduler. A cluster of one's own listens on the loopback address only and has no dashboard.
"""

from __future__ import annotations

import os
from collections import deque
from contextlib import ExitStack, contextmanager
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from timeline.codec import decode_document, encode_document, encode_reading
from timeline.corpus import compared
from timeline.engines import Engine
from timeline.errors import TimelineError, UsageError
from timeline.extraction import batches, read_documents
from timeline.own import Own, current, using
from timeline.rules import rules_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from distributed import Client, Future

    from timeline.corpus.likeness import Scale
    from timeline.corpus.merge import Found
    from timeline.corpus.profile import Profile, Who
    from timeline.model import Document

# Batches in a partition, some 30 articles: a second's work, of which little is lost with a worker.
_IN_PARTITION = 4
# Partitions per worker on their way, so that none waits for this process.
_AHEAD = 3
_SECONDS_TO_CONNECT = 15
# Pairs of reports in a task, some tenths of a second's work, and tasks under way.
_PAIRS = 5_000
_PAIRS_AHEAD = 64
# So many pairs are compared here before their reports have been sent anywhere.
_FEW_PAIRS = 100_000


@contextmanager
def cluster(
    scheduler: str | None = None, *, folder: Path | None = None, jobs: int = 1
) -> Iterator[Engine]:
    """An engine on the cluster of `scheduler` (tcp://host:port), or on `jobs` processes here.

    `folder` holds the partitions and must be one that all machines see; a cluster of one's own
    does with a temporary one. UsageError where Dask is not installed or the folder is missing,
    TimelineError where the scheduler does not answer.
    """
    try:
        import distributed  # noqa: F401
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise UsageError(
            f"--engine dask needs a package that is not installed ({error.name})",
            remedy="pip install 'event-timeline[dask]'",
        ) from None
    if scheduler is not None and folder is None:
        raise UsageError(
            "the workers get the articles in files",
            remedy="name a folder that all their machines see: --partitions FOLDER",
        )
    with ExitStack() as stack:
        if folder is None:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="timeline-")))
        client = stack.enter_context(_client(scheduler, jobs))
        at = folder.absolute()

        def read(
            documents: Iterable[Document], *, raw: bool = False
        ) -> Iterator[tuple[Document, bytes]]:
            yield from _in_order(client, documents, folder=at, raw=raw)

        def compare(
            items: Sequence[Profile], wanted: Iterable[tuple[int, int]], who: Who, scale: Scale
        ) -> Iterator[Found]:
            return _compared(client, items, wanted, who, scale)

        yield Engine(read, compare)


@contextmanager
def _client(scheduler: str | None, jobs: int) -> Iterator[Client]:
    import dask
    import distributed

    # The package has types for some of this only.
    connect: Any = distributed.Client
    start: Any = distributed.LocalCluster
    if scheduler is not None:
        try:
            client = connect(scheduler, timeout=_SECONDS_TO_CONNECT)
        except (OSError, ValueError) as error:
            raise TimelineError(
                "this scheduler does not answer",
                where=scheduler,
                remedy="start one with `dask scheduler`, and give its address: tcp://host:8786",
            ) from error
        with client:
            yield client
        return
    with (
        # A profile that nobody can look at costs the workers time.
        dask.config.set({"distributed.worker.profile.enabled": False}),
        start(
            n_workers=jobs,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            worker_dashboard_address=None,
            silence_logs="CRITICAL",
        ) as own,
        connect(own) as client,
    ):
        yield client


def _in_order(
    client: Client, documents: Iterable[Document], *, folder: Path, raw: bool
) -> Iterator[tuple[Document, bytes]]:
    pending: deque[tuple[list[Document], Path, Future[Any] | None]] = deque()
    workers = len(client.scheduler_info(n_workers=-1)["workers"])
    waiting = batches(documents)
    while some := list(chain.from_iterable(islice(waiting, _IN_PARTITION))):
        source, target = _written(some, folder, raw=raw)
        future = None
        if not target.exists():
            future = client.submit(
                read_partition, str(source), str(target), rules_version(), raw, current(),
                pure=False,
            )  # fmt: skip
        pending.append((some, target, future))
        if len(pending) >= max(1, workers) * _AHEAD:
            yield from _finished(pending.popleft())
    while pending:
        yield from _finished(pending.popleft())


def _finished(
    partition: tuple[list[Document], Path, Future[Any] | None],
) -> Iterator[tuple[Document, bytes]]:
    """The partition's articles, as soon as it is done."""
    from distributed import KilledWorker

    documents, target, future = partition
    if future is not None:
        try:
            future.result()
        except KilledWorker as error:
            raise TimelineError(
                f"several workers died while they read {len(documents)} articles",
                where=f"{documents[0].id} … {documents[-1].id}",
                remedy="mostly their memory is full: give them more, or leave the articles out",
            ) from error
    try:
        packed = _column(target, "reading")
    except OSError as error:
        raise TimelineError(
            "a worker says it has written this file, but it is not there",
            where=str(target),
            remedy="name a folder that all machines see with --partitions",
        ) from error
    yield from zip(documents, packed, strict=True)


def _written(documents: list[Document], folder: Path, *, raw: bool) -> tuple[Path, Path]:
    """The partition's file, and the file that its readings go to."""
    packed = [encode_document(document) for document in documents]
    names = (rules_version(), current().key, str(raw))
    key = blake2b("\n".join(names).encode() + b"".join(packed), digest_size=16).hexdigest()
    source, target = folder / f"articles-{key}.parquet", folder / f"readings-{key}.parquet"
    if not target.exists():
        ids = [document.id.encode("utf-8", "replace").decode() for document in documents]
        _write(source, {"id": ids, "document": packed})
    return source, target


def read_partition(source: str, target: str, rules: str, raw: bool, own: Own) -> int:
    """What a worker does: the articles of one file to readings in another; gives their number."""
    if rules != rules_version():
        raise TimelineError(
            "a worker has another version of this program",
            where=os.uname().nodename if hasattr(os, "uname") else None,
            remedy="install the same on all machines",
        )
    try:
        packed = _column(Path(source), "document")
    except OSError as error:
        raise TimelineError(
            "a worker cannot read this file",
            where=source,
            remedy="name a folder that all machines see with --partitions",
        ) from error
    documents = [decode_document(item) for item in packed]
    with using(own):
        readings = [encode_reading(reading) for reading in read_documents(documents, raw=raw)]
    _write(Path(target), {"reading": readings})
    return len(readings)


def _compared(
    client: Client,
    items: Sequence[Profile],
    wanted: Iterable[tuple[int, int]],
    who: Who,
    scale: Scale,
) -> Iterator[Found]:
    """Pairs come block by block (day and actor, place or word), so a task needs few reports."""
    rest = iter(wanted)
    first = list(islice(rest, _FEW_PAIRS))
    if len(first) < _FEW_PAIRS:
        yield from compared(items, first, who, scale)
        return
    rest = chain(first, rest)
    scatter: Any = client.scatter
    shared = scatter([who, scale], broadcast=True, hash=False)
    pending: deque[Future[Any]] = deque()
    while some := list(islice(rest, _PAIRS)):
        needed = {number: items[number] for number in {*chain.from_iterable(some)}}
        pending.append(client.submit(compare_block, needed, some, *shared, pure=False))
        if len(pending) >= _PAIRS_AHEAD:
            yield from pending.popleft().result()
    while pending:
        yield from pending.popleft().result()


def compare_block(
    items: dict[int, Profile], wanted: list[tuple[int, int]], who: Who, scale: Scale
) -> list[Found]:
    """What a worker does: those pairs of the reports that are one event."""
    return list(compared(items, wanted, who, scale))


def _column(path: Path, name: str) -> list[bytes]:
    import pyarrow.parquet

    # One file, not a data set: a folder of others' files beside it is none of our business.
    found: list[bytes] = pyarrow.parquet.ParquetFile(path).read([name])[name].to_pylist()
    return found


def _write(path: Path, columns: dict[str, list[Any]]) -> None:
    """Write the whole file or none: others may look for it meanwhile."""
    import pyarrow
    import pyarrow.parquet

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        # The records are packed already.
        pyarrow.parquet.write_table(pyarrow.table(columns), part, compression="none")
        os.replace(part, path)
    except OSError as error:
        raise TimelineError(
            f"cannot be written: {error.strerror or error}",
            where=str(path),
            remedy="name another folder with --partitions",
        ) from error
