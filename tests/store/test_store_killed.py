"""A run that is killed at any moment leaves the last good state, and what it has read."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]

# A run over an invented corpus that ends itself, without a word to anybody, at the moment named.
_RUN = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
sys.path[:0] = [sys.argv[1]]
from newsroom import newsroom
from timeline.codec import encode_reading
from timeline.engines import Engine
from timeline.store import corpus, opened

path, size, moment = Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
made = newsroom(400)
some = replace(made, documents=made.documents[:size], readings=made.readings[:size],
               events=made.events[:size])
readings = {reading.document.id: reading for reading in made.readings}

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def read(documents, *, raw=False):
    for count, document in enumerate(documents):
        if moment == "reading" and count == 70:
            die()
        yield document, encode_reading(readings[document.id])

def dying_after(function):
    def run(*args):
        function(*args)
        die()
    return run

Store = corpus.Store
if moment == "articles":
    Store._keep_articles = dying_after(Store._keep_articles)
if moment == "events":
    Store._keep_events = dying_after(Store._keep_events)
with opened(path) as store:
    list(store.extract(Engine(read), store.named(some.documents)))
    if moment == "before":
        die()
    store.keep(some)
    if moment == "after":
        die()
"""


def run(path: Path, size: int, moment: str) -> int:
    support = str(ROOT / "tests/support")
    return subprocess.run(
        [sys.executable, "-c", _RUN, support, str(path), str(size), moment], check=False
    ).returncode


def state(path: Path) -> dict[str, object]:
    """Counts of the tables, and whether they fit each other."""
    with duckdb.connect(str(path)) as connection:
        found = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
            for table in ("builds", "corpus", "articles", "readings", "events")
        }
        whole = connection.execute(
            "SELECT count(*) FROM corpus JOIN articles USING (fingerprint)"
            " JOIN readings USING (fingerprint)"
        ).fetchall()
    assert whole == [(found["corpus"],)]
    return found


LAST = {"builds": 1, "corpus": 20, "articles": 20, "events": 20}


@pytest.mark.parametrize(
    ("moment", "left"),
    [
        ("reading", {**LAST, "readings": 70}),
        ("before", {**LAST, "readings": 100}),
        ("articles", {**LAST, "readings": 100}),
        ("events", {**LAST, "readings": 100}),
        ("after", {"builds": 2, "corpus": 100, "articles": 100, "events": 100, "readings": 100}),
    ],
)
def test_killed(tmp_path: Path, moment: str, left: dict[str, int]) -> None:
    path = tmp_path / "c.duckdb"
    assert run(path, 20, "never") == 0
    assert run(path, 100, moment) == -signal.SIGKILL
    assert state(path) == left
    assert run(path, 100, "never") == 0, "and the next run needs no repair"
    assert state(path)["corpus"] == 100
