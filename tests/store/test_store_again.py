"""A run with a store gives what a run from scratch gives, whatever was known before it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from timeline import pipeline
from timeline.codec import decode_reading, encode_reading
from timeline.engines import Engine
from timeline.model import Document, Reading, Timeline
from timeline.store import Store, opened
from timeline.tables import event_records

ROOT = Path(__file__).resolve().parents[2]


@cache
def samples() -> tuple[Document, ...]:
    return tuple(pipeline.read([ROOT / "sample_articles"], problems=[]))


@cache
def packed(document: Document) -> bytes:
    """What reading the article gives: done once for all tests of this file."""
    return encode_reading(pipeline.read_documents([document]).__next__())


def read(documents: Iterable[Document], *, raw: bool = False) -> Iterator[tuple[Document, bytes]]:
    assert not raw
    for document in documents:
        yield document, packed(document)


def extract(documents: Iterable[Document], *, raw: bool = False) -> Iterator[Reading]:
    for document, content in read(documents, raw=raw):
        yield decode_reading(content, document)


def build(store: Store, documents: Iterable[Document]) -> Timeline:
    return pipeline.build_from(
        store.named(documents),
        problems=[],
        extract=partial(store.extract, Engine(read)),
        rename=store.renamed,
        spellings=store.spellings(),
        notes=store.notes,
    )


def with_store(path: Path, documents: Iterable[Document]) -> Timeline:
    with opened(path) as store:
        timeline = build(store, documents)
        store.keep(timeline)
    return timeline


def kept(path: Path) -> dict[str, dict[str, Any]]:
    """The tables of events and reports: digest and salience, and the event of each report."""
    import duckdb

    with duckdb.connect(str(path)) as connection:
        events = connection.execute("SELECT id, digest, salience FROM events").fetchall()
        reports = connection.execute("SELECT report, event FROM reports").fetchall()
    assert len({name for name, *_ in events}) == len(events)
    return {"events": {name: rest for name, *rest in events}, "reports": dict(reports)}


def told(timeline: Timeline) -> tuple[list[str], list[str]]:
    """All events and actors; events are named by their reports, for a store keeps their ids."""
    names = {event.id: str(event.evidence) for event in timeline.events}
    records: list[dict[str, Any]] = []
    for record in event_records(timeline):
        links = [{**link, "event": names[link["event"]]} for link in record["links"]]
        records.append({**record, "id": names[record["id"]], "links": links})
    found = sorted(json.dumps(record, ensure_ascii=False) for record in records)
    return found, [repr(actor) for actor in timeline.actors]


def changed(document: Document, chance: random.Random) -> Document:
    """The article with a paragraph less, or published a day later."""
    parts = document.text.split("\n\n")
    if len(parts) > 2 and chance.random() < 0.5:
        del parts[chance.randrange(1, len(parts))]
        return replace(document, text="\n\n".join(parts))
    assert document.published is not None
    return replace(document, published=document.published + timedelta(days=1))


@pytest.mark.parametrize("seed", range(6))
def test_the_result_is_that_of_a_run_from_scratch(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    known: list[Document] = []
    for count in (chance.randrange(8, 20), 3, 3):
        rest = [item for item in samples() if item.id not in {one.id for one in known}]
        # Some stay, one goes, one is not what it was, some are new: in an order of their own.
        stay = known[1:-1] + [changed(item, chance) for item in known[-1:] if item.published]
        now = stay + chance.sample(rest, min(count, len(rest)))
        chance.shuffle(now)
        found = with_store(tmp_path / "c.duckdb", now)
        fresh = pipeline.build_from(now, problems=[], extract=extract)
        assert told(found) == told(fresh)
        known = now
    assert any(event.merges for event in found.events), "nothing was there to be compared"


def test_what_is_known_of_articles_and_names_is_not_found_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.duckdb"
    first = with_store(path, samples())

    def never(*_: object) -> Any:
        raise AssertionError("found out again")

    monkeypatch.setattr("timeline.corpus.notes.content", never)
    monkeypatch.setattr("timeline.corpus.notes._sample", never)
    monkeypatch.setattr("timeline.actors.spellings.similar", never)
    monkeypatch.setattr("timeline.actors.spellings.same_organisation", never)
    assert with_store(path, samples()) == first
    monkeypatch.setattr("timeline.store.corpus.notes_version", lambda: "another")
    with pytest.raises(AssertionError, match="again"):
        with_store(path, samples())


def test_a_store_of_an_earlier_version_gets_what_it_lacks(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "c.duckdb"
    first = with_store(path, samples()[:4])
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP TABLE notes; DROP TABLE spellings")
    assert with_store(path, samples()[:4]) == first
    with duckdb.connect(str(path)) as connection:
        # A damaged note is as good as none.
        connection.execute("UPDATE notes SET note = 'x'::BLOB; UPDATE spellings SET pairs = 'y'")
    assert with_store(path, samples()[:4]) == first
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SELECT count(*) FROM notes").fetchall() == [(4,)]
    with_store(path, samples()[:2])
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SELECT count(*) FROM notes").fetchall() == [(2,)]


def test_the_page_is_that_of_a_run_from_scratch_byte_for_byte(tmp_path: Path) -> None:
    """Articles that are sorted behind the known ones change no event's id, so nothing differs."""
    path = tmp_path / "c.duckdb"
    documents = tuple(sorted(samples(), key=lambda item: item.id))
    for count in (len(documents) - 6, len(documents) - 6, len(documents) - 3, len(documents)):
        now = documents[:count]
        fresh = pipeline.build_from(now, problems=[], extract=extract)
        assert with_store(path, now).to_html() == fresh.to_html()


def test_only_what_changed_is_written_and_told(tmp_path: Path) -> None:
    path = tmp_path / "c.duckdb"
    documents = tuple(sorted(samples(), key=lambda item: item.id))
    with_store(path, documents)
    before = kept(path)
    assert with_store(path, documents[:-1]).events
    less = kept(path)
    assert len(less["reports"]) < len(before["reports"])
    assert less["reports"].items() <= before["reports"].items()
    with_store(path, documents)
    assert kept(path) == before
    with opened(path) as store:
        timeline = build(store, documents)
        changes = store.changes(timeline)
    assert not any(changes.counts()["events"].values())


def test_events_with_digests_of_another_version_are_no_changed_events(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "c.duckdb"
    with_store(path, samples()[:4])
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE events SET digest = 'another' || digest")
    with opened(path) as store:
        timeline = build(store, samples()[:4])
        assert not any(store.changes(timeline).counts()["events"].values())
        store.keep(timeline)
    with duckdb.connect(str(path)) as connection:
        rows = connection.execute("SELECT count(*) FROM events WHERE digest LIKE 'another%'")
        assert rows.fetchall() == [(0,)]
