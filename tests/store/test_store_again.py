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
from timeline.store import opened
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


def with_store(path: Path, documents: Iterable[Document]) -> Timeline:
    with opened(path) as store:
        timeline = pipeline.build_from(
            store.named(documents),
            problems=[],
            extract=partial(store.extract, Engine(read)),
            rename=store.renamed,
            spellings=store.spellings(),
            notes=store.notes,
        )
        store.keep(timeline)
    return timeline


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
