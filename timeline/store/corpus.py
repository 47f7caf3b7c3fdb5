"""A store as a run uses it: what is known, what is new, and one transaction at the end."""

from __future__ import annotations

import json
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from timeline.actors.spellings import Spellings
from timeline.codec import decode_document, decode_reading, encode_document, pack, unpack
from timeline.corpus import Notes
from timeline.engines import read_both
from timeline.ingest.source import Article
from timeline.own import current
from timeline.rules import notes_version, rules_version
from timeline.store.changes import Changed, Changes, articles_compared, settled
from timeline.store.ids import KnownArticles, ReportKeys, by_content, events_renamed
from timeline.store.kept import (
    insert,
    keep_notes,
    keep_reports,
    keep_salience,
    keep_spellings,
    known_spellings,
    learn_notes,
)
from timeline.store.keys import (
    content_key,
    file_key,
    fingerprint,
    readable,
    record_key,
    storable,
)
from timeline.store.schema import connected
from timeline.tables import event_records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from timeline.engines import Engine
    from timeline.model import Document, Event, Problem, Reading, Timeline
    from timeline.tables import Record

# Articles looked up at a time, and readings kept at a time: what a pulled plug costs at most.
_LOOKED_UP = 500
_KEPT = 50


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """The store in a file, made if it is not there; it is closed with the block.

    UsageError without DuckDB, TimelineError where the file is in use, no store, or not writable.
    """
    with connected(path) as connection:
        store = Store(path, connection)
        try:
            yield store
        finally:
            store.flush()


@dataclass(slots=True)
class Store:
    """One run's view of the file: `named`, `extract` and `renamed`, then `changes`, then `keep`."""

    path: Path
    connection: DuckDBPyConnection
    read: int = 0
    notes: Notes = field(default_factory=Notes)
    _rules: str = ""
    _notes_rules: str = ""
    _seen: list[Document] = field(default_factory=list)
    _contents: list[str] = field(default_factory=list)
    _keys: list[str] = field(default_factory=list)
    _spellings: tuple[Spellings, str] | None = None
    _fresh: list[tuple[str, str, bytes]] = field(default_factory=list)
    _again: bool = False
    _known_reports: dict[str, str] | None = None
    _report_keys: ReportKeys = field(default_factory=ReportKeys)
    _told: tuple[Timeline, Mapping[str, tuple[str, Record]]] | None = None
    _files: set[str] = field(default_factory=set)
    _fresh_files: list[tuple[str, bytes]] = field(default_factory=list)

    def recall(
        self, content: bytes, where: str, read: Callable[[], Iterable[Article | Problem]]
    ) -> Iterable[Article | Problem]:
        """The articles of a file; see `ingest.Recall`. A file with a problem is read each time."""
        key = file_key(content, where, _rules())
        self._files.add(key)
        rows = self._rows("SELECT articles FROM files WHERE key = $1", [key])
        for (packed,) in rows:
            with suppress(ValueError):
                return unpack(tuple[Article, ...], packed)
        found = tuple(read())
        if not rows and all(isinstance(item, Article) for item in found):
            self._fresh_files.append((key, pack(tuple[Article, ...], found)))
        return found

    def documents(self) -> Iterator[Document]:
        """The articles of the last run, in their order, as they were read then."""
        self._again = True
        rows = self._rows(
            "SELECT path, document FROM corpus JOIN articles USING (fingerprint) ORDER BY position"
        )
        for path, packed in rows:
            yield replace(decode_document(packed), path=path)

    def named(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The articles; those of the last run have the ids that they had then."""
        rows = self._rows(
            "SELECT content, id, path FROM corpus JOIN articles USING (fingerprint)"
            " ORDER BY position"
        )
        return KnownArticles(by_content(rows)).renamed(documents)

    def extract(
        self, engine: Engine, documents: Iterable[Document], *, raw: bool = False
    ) -> Iterator[Reading]:
        """A reading for each article in order; only those not known yet are made, and then kept.

        `read` counts the new ones. What was made before an interrupt or an error is kept.
        """
        rules = self._rules = f"{_rules()}{' raw' * raw}"
        self._notes_rules = f"{notes_version()} {rules}"
        queue: deque[tuple[Document, Reading | None]] = deque()

        def unknown() -> Iterator[Document]:
            rest = iter(documents)
            while some := list(islice(rest, _LOOKED_UP)):
                # As they came, for that is how they will come again: datelines date some later on.
                contents = [content_key(document) for document in some]
                keys = [*map(fingerprint, some, contents)]
                self._seen += some
                self._contents += contents
                self._keys += keys
                known = self._readings(dict(zip(keys, some, strict=True)), rules)
                for document in some:
                    queue.append((document, known.get(document.id)))
                    if queue[-1][1] is None:
                        yield document

        def known() -> Iterator[Reading]:
            while queue and queue[0][1] is not None:
                yield queue.popleft()[1]  # type: ignore[misc]

        try:
            for document, packed, reading in read_both(engine, unknown(), raw=raw):
                yield from known()
                queue.popleft()
                self.read += 1
                self._remember(document, rules, packed)
                yield reading
            yield from known()
        finally:
            self.flush()

    def spellings(self) -> Spellings:
        """The names that the last run compared, which learn those of this one."""
        if self._spellings is None:
            rules = _rules()
            self._spellings = known_spellings(self.connection, rules), rules
        return self._spellings[0]

    def renamed(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """The merged events, each with the id it had in the last run if it was there."""
        return events_renamed(events, self._reports(), key=self._report_keys.__getitem__)

    def changes(self, timeline: Timeline) -> Changes:
        """What differs from the last run; nothing is written."""
        since = self.connection.execute("SELECT max(finished) FROM builds").fetchall()[0][0]
        articles = dict(
            self._rows("SELECT id, content FROM corpus JOIN articles USING (fingerprint)")
        )
        names = [readable(item.id) for item in self._seen]
        now = dict(zip(names, self._contents, strict=True))
        before = self._digests()
        records = self._records_of(timeline)
        new = [name for name in records if name not in before]
        changed = [name for name in records if before.get(name) not in (None, records[name][0])]
        gone = [name for name in before if name not in records]
        stored = self._records([*changed, *gone])
        compared = [Changed(stored[name], storable(records[name][1])) for name in changed]
        return Changes(
            since,
            len(self._seen) - self.read,
            *articles_compared(articles, now),
            new=tuple(storable(records[name][1]) for name in new),
            # Another version of this program may have had other digests.
            changed=tuple(pair for pair in compared if pair.fields),
            removed=tuple(stored[name] for name in gone),
        )

    def keep(self, timeline: Timeline) -> None:
        """Make this the last run, at once or not at all."""
        with self._transaction() as run:
            self._keep_articles(self._seen)
            self._keep_events(timeline)
            articles = dict(zip(self._keys, (item.id for item in self._seen), strict=True))
            keep_notes(run, self.notes, articles, self._notes_rules)
            if self._spellings is not None:
                keep_spellings(run, *self._spellings)
            run.execute(
                "INSERT INTO builds SELECT 1 + coalesce(max(number), 0),"
                " make_timestamp(epoch_us(now())), ?, ?, ? FROM builds",
                [self._rules, len(timeline.documents), len(timeline.events)],
            )

    def _keep_articles(self, documents: Sequence[Document]) -> None:
        run = self.connection
        keys = self._keys
        paths = [None if item.path is None else readable(item.path) for item in documents]
        run.execute("DELETE FROM corpus")
        run.execute(
            "INSERT INTO corpus SELECT unnest($1::INTEGER[]), unnest($2::VARCHAR[]),"
            " unnest($3::VARCHAR[])",
            [list(range(len(keys))), keys, paths],
        )
        # What is not in the corpus any more goes; a store does not remember deleted articles.
        gone = "fingerprint NOT IN (SELECT fingerprint FROM corpus)"
        run.execute(f"DELETE FROM articles WHERE {gone}")
        run.execute(f"DELETE FROM readings WHERE {gone} OR rules <> ?", [self._rules])
        self._keep_files()
        there = {key for (key,) in self._rows("SELECT fingerprint FROM articles")}
        rows = [
            _article_row(key, document)
            for key, document in zip(keys, documents, strict=True)
            if key not in there
        ]
        insert(run, "articles", _ARTICLE_TYPES, rows)

    def _records_of(self, timeline: Timeline) -> Mapping[str, tuple[str, Record]]:
        """The digest and the record of each event, as they are kept, by id."""
        if self._told is None or self._told[0] is not timeline:
            records = event_records(timeline)
            plain = map(settled, records)
            self._told = timeline, {item["id"]: (record_key(item), item) for item in plain}
        return self._told[1]

    def _keep_files(self) -> None:
        """Files that nobody asked for have gone, unless the articles came from the store."""
        if not self._again:
            self.connection.execute(
                "DELETE FROM files WHERE key NOT IN (SELECT unnest($1::VARCHAR[]))",
                [list(self._files)],
            )

    def _keep_events(self, timeline: Timeline) -> None:
        run = self.connection
        before, records = self._digests(), self._records_of(timeline)
        fresh = [name for name in records if before.get(name) != records[name][0]]
        gone = [name for name in before if name not in records]
        run.execute(
            "DELETE FROM events WHERE id IN (SELECT unnest($1::VARCHAR[]))", [[*fresh, *gone]]
        )
        rows = [_event_row(*records[name]) for name in fresh]
        insert(run, "events", _EVENT_TYPES, rows)
        keep_salience(run, timeline.events)
        keys = self._report_keys
        reports = {keys[item]: event.id for event in timeline.events for item in event.evidence}
        keep_reports(run, self._reports(), reports)
        self._known_reports = reports

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, list(values)).fetchall()

    def _digests(self) -> dict[str, str]:
        return dict(self._rows("SELECT id, digest FROM events"))

    def _reports(self) -> dict[str, str]:
        """The event that each report of the last run belongs to."""
        if self._known_reports is None:
            self._known_reports = dict(self._rows("SELECT report, event FROM reports"))
        return self._known_reports

    def _records(self, names: Sequence[str]) -> dict[str, Record]:
        rows = self._rows(
            "SELECT id, record FROM events WHERE id IN (SELECT unnest($1::VARCHAR[]))",
            [list(names)],
        )
        return {name: json.loads(record) for name, record in rows}

    def _readings(self, keys: Mapping[str, Document], rules: str) -> dict[str, Reading]:
        """The readings that are known, by the article's id; what cannot be read is not known.

        `keys` are the articles by their fingerprints.
        """
        rows = self._rows(
            "SELECT fingerprint, reading FROM readings WHERE rules = $1"
            " AND fingerprint IN (SELECT unnest($2::VARCHAR[]))",
            [rules, list(keys)],
        )
        found = {}
        for key, packed in rows:
            try:
                found[keys[key].id] = decode_reading(packed, keys[key])
            except ValueError:
                continue
        articles = {key: document.id for key, document in keys.items() if document.id in found}
        learn_notes(self.connection, self.notes, articles, self._notes_rules)
        return found

    def _remember(self, document: Document, rules: str, packed: bytes) -> None:
        self._fresh.append((fingerprint(document), rules, packed))
        if len(self._fresh) >= _KEPT:
            self.flush()

    def flush(self) -> None:
        """Keep what was read, before the block of `opened` ends at the latest."""
        rows, self._fresh = self._fresh, []
        files, self._fresh_files = self._fresh_files, []
        if not rows and not files:
            return
        with self._transaction() as run:
            if rows:
                run.execute(
                    "DELETE FROM readings WHERE fingerprint IN (SELECT unnest($1::VARCHAR[]))"
                    " AND rules = $2",
                    [[row[0] for row in rows], rows[0][1]],
                )
                run.executemany("INSERT INTO readings VALUES (?, ?, ?)", rows)
            if files:
                run.executemany("INSERT OR IGNORE INTO files VALUES (?, ?)", files)

    @contextmanager
    def _transaction(self) -> Iterator[DuckDBPyConnection]:
        """All that happens inside, or none of it."""
        self.connection.begin()
        try:
            yield self.connection
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()


def _rules() -> str:
    """What a file or an article is read by: the program's rules, and what the user adds."""
    return f"{rules_version()} {current().key}".strip()


_ARTICLE_TYPES = ("VARCHAR",) * 3 + ("DATE",) + ("VARCHAR",) * 4 + ("BLOB",)
_EVENT_TYPES = ("VARCHAR",) * 7 + ("INTEGER", "DOUBLE", "VARCHAR")


def _event_row(key: str, record: Record) -> tuple[Any, ...]:
    record = storable(record)
    columns = ("title", "date", "end", "type", "status", "sources")
    plain = json.dumps(record, ensure_ascii=False)
    return (record["id"], key, *(record[name] for name in columns), 0.0, plain)


def _article_row(key: str, document: Document) -> tuple[Any, ...]:
    texts = (document.language, document.title, document.source, document.url)
    return (
        key,
        content_key(document),
        readable(document.id),
        document.published,
        *(None if text is None else readable(text) for text in texts),
        encode_document(document),
    )
