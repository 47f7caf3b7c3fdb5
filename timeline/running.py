"""How a build is done: in how many processes, on which machines, and what is kept of it."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.errors import UsageError
from timeline.terminal import say, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from timeline.actors.spellings import Spellings
    from timeline.corpus import Notes
    from timeline.engines import Engine
    from timeline.ingest import Recall
    from timeline.model import Document, Event, Reading, Timeline
    from timeline.store import Changes, Store


@dataclass(frozen=True, slots=True)
class How:
    """What the command line says about it; `jobs` None means every core there is."""

    jobs: int | None = 1
    engine: str = "local"
    scheduler: str | None = None
    partitions: Path | None = None
    store: Path | None = None
    changes: Path | None = None

    def checked(self) -> How:
        """The same; UsageError where two options contradict each other."""
        if (self.scheduler or self.partitions) and self.engine != "dask":
            raise UsageError(
                "--scheduler and --partitions are of no use here", remedy="add --engine dask"
            )
        if self.changes is not None and self.store is None:
            raise UsageError(
                "--changes needs to know the run before", remedy="add --store FILE.duckdb"
            )
        return self

    @contextmanager
    def opened(self) -> Iterator[Run]:
        """The run, with the store locked and the engine up until the block ends."""
        store = None
        try:
            with ExitStack() as stack:
                if self.store is not None:
                    from timeline.store import opened

                    # First, so that nothing is started for a store that is in use.
                    store = stack.enter_context(opened(self.store))
                yield Run(stack.enter_context(self._engine()), store, self.changes)
        except KeyboardInterrupt:
            if store is not None:
                say(f"interrupted; the {store.read} articles read so far are in {self.store}")
            raise

    def _engine(self) -> AbstractContextManager[Engine]:
        from timeline import engines

        jobs = self.jobs or engines.cores()
        if self.engine == "local":
            return engines.opened(jobs=jobs)
        from timeline.engines.cluster import cluster

        return cluster(self.scheduler, folder=self.partitions, jobs=jobs)


@dataclass(frozen=True, slots=True)
class Run:
    """One build under way: what the pipeline needs of it, and the end of it."""

    engine: Engine
    store: Store | None = None
    changes: Path | None = None

    def documents(self, found: Iterable[Document]) -> Iterable[Document]:
        """The articles, under the names that they have in the store."""
        return found if self.store is None else self.store.named(found)

    @property
    def recall(self) -> Recall | None:
        """Who may know the files from an earlier run."""
        return None if self.store is None else self.store.recall

    @property
    def spellings(self) -> Spellings | None:
        """Pairs of names that an earlier run has compared."""
        return None if self.store is None else self.store.spellings()

    @property
    def notes(self) -> Notes | None:
        """What an earlier run has found out about articles; known once they are extracted."""
        return None if self.store is None else self.store.notes

    def extract(self, documents: Iterable[Document], *, raw: bool = False) -> Iterator[Reading]:
        """A reading for each article; see `extraction.Extract`."""
        from timeline.engines import HERE, extract_with
        from timeline.extraction import read_documents

        if self.store is not None:
            return self.store.extract(self.engine, documents, raw=raw)
        if self.engine is HERE:
            # Nothing leaves this process, so nothing need be packed.
            return read_documents(documents, raw=raw)
        return extract_with(self.engine)(documents, raw=raw)

    def rename(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """The merged events, under the names that they have in the store."""
        return events if self.store is None else self.store.renamed(events)

    def finish(self, timeline: Timeline) -> Changes | None:
        """Keep the run, once its files are written; what it changed, None without a store.

        In this order: should the power go between the two, the next run tells the changes again.
        """
        if self.store is None:
            return None
        from timeline.store import change_record

        changes = self.store.changes(timeline)
        if self.changes is not None:
            record = json.dumps(change_record(changes), indent=1)
            write_atomically(self.changes, record + "\n", option="--changes")
        self.store.keep(timeline)
        return changes


def running(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options for this, handed to a command as one `How`."""

    @wraps(command)
    def with_how(
        *,
        jobs: int | None,
        engine: str,
        scheduler: str | None,
        partitions: Path | None,
        store: Path | None,
        changes: Path | None,
        **options: Any,
    ) -> Any:
        return command(
            how=How(jobs, engine, scheduler, partitions, store, changes).checked(), **options
        )

    decorated: Callable[..., Any] = with_how
    for decorate in (
        click.option(
            "--partitions",
            type=click.Path(file_okay=False, path_type=Path),
            metavar="FOLDER",
            help="Where the workers' files lie, on a disk that all see; kept for the next run.",
        ),
        click.option(
            "--scheduler",
            metavar="ADDRESS",
            help="The Dask cluster's scheduler (tcp://host:8786); default: one on this machine.",
        ),
        click.option(
            "--engine",
            type=click.Choice(["local", "dask"]),
            default="local",
            show_default=True,
            help="Where articles are read: in processes of this machine, or on a Dask cluster.",
        ),
        JOBS,
        click.option(
            "--changes",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Write what is new, changed and gone since the last run with this store (JSON).",
        ),
        click.option(
            "--store",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Keep what was read in a DuckDB file: known articles are not read again. Without"
            " PATH the articles of the last run are built anew.",
        ),
    ):
        decorated = decorate(decorated)
    return decorated


JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that read articles; default: as many as there are cores.",
)
