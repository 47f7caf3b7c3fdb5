"""A store as a user meets it: read once, kept names, changes told, and what it refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

import timeline
import timeline.ingest.from_html
from timeline import codec
from timeline.cli import cli, main
from timeline.errors import TimelineError, UsageError
from timeline.pipeline import read
from timeline.running import How
from timeline.store import opened
from timeline.store import schema as store_schema

BODIES = {
    "a": "Sergei Lavrov met Antony Blinken in Geneva on Monday. Russia attacked Kharkiv on Friday.",
    "b": "The United States sanctioned Belarus on Tuesday. Talks may follow.",
    "c": "The UK expelled two Russian diplomats on Saturday, officials in London said.",
}


def write(folder: Path, name: str, body: str, *, day: int = 22, source: str = "Courier") -> Path:
    path = folder / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"published: 2022-02-{day}\nlanguage: en\nsource: {source}\n\n"
    path.write_text(head + body + "\n", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, body in BODIES.items():
        write(tmp_path / "articles", name, body)
    return tmp_path / "articles"


def build(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["build", *map(str, arguments)], catch_exceptions=True)


def kept(folder: Path, *more: str | Path) -> Result:
    """A build with the store beside the folder; events go to events.jsonl."""
    beside = folder.parent
    return build(folder, "--store", beside / "c.duckdb", "-o", beside / "events.jsonl", *more)


def events(folder: Path) -> list[dict[str, object]]:
    path = folder.parent / "events.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def changes(folder: Path) -> dict[str, dict[str, list[object]]]:
    found: dict[str, dict[str, list[object]]] = json.loads(
        (folder.parent / "changes.json").read_text(encoding="utf-8")
    )
    return found


def test_known_articles_are_not_read_again_and_the_result_is_the_same(folder: Path) -> None:
    first = kept(folder)
    assert first.exit_code == 0, first.output
    assert "0 articles were read before" in first.output
    assert "everything is new" in first.output
    before = events(folder)
    again = kept(folder)
    assert "3 articles were read before" in again.output
    assert events(folder) == before
    assert build(folder, "-o", folder.parent / "events.jsonl").exit_code == 0
    assert events(folder) == before, "a store changes nothing"


def test_what_changed_is_told(folder: Path) -> None:
    kept(folder)
    write(folder, "d", "France recalled its ambassador from Moscow on Thursday.")
    write(folder, "b", BODIES["b"], day=15)
    (folder / "c.txt").unlink()
    done = kept(folder, "--changes", folder.parent / "changes.json")
    assert "1 article was read before" in done.output
    assert "articles 1 new, 1 changed, 1 removed" in done.output
    found = changes(folder)
    assert found["since"] is not None
    assert found["articles"] == {"new": ["d"], "changed": ["b"], "removed": ["c"]}
    (new,) = found["events"]["new"]
    assert isinstance(new, dict)
    assert "France" in new["title"]
    (gone,) = found["events"]["removed"]
    assert isinstance(gone, dict)
    assert "UK" in gone["title"]
    changed = found["events"]["changed"][-1]
    assert isinstance(changed, dict)
    assert changed["was"]["date"] == "2022-02-22"
    assert changed["now"]["date"] == "2022-02-15"
    assert "salience" not in changed["now"]
    assert "type" not in changed["now"], "only what differs"


def test_an_event_keeps_its_id_when_an_article_sorted_before_joins_it(folder: Path) -> None:
    kept(folder)
    before = {str(event["title"]): event["id"] for event in events(folder)}
    write(folder, "0", "Antony Blinken met Sergei Lavrov in Geneva on Monday.", source="Other")
    kept(folder, "--changes", folder.parent / "changes.json")
    after = {event["id"]: event for event in events(folder)}
    met = before["Sergei Lavrov met Antony Blinken in Geneva on Monday"]
    assert after[met]["sources"] == 2
    (changed,) = changes(folder)["events"]["changed"]
    assert changed["id"] == met  # type: ignore[index]
    assert changed["was"]["sources"] == 1  # type: ignore[index]


def test_without_a_path_the_last_articles_are_built_again(folder: Path) -> None:
    kept(folder)
    before = events(folder)
    for path in folder.iterdir():
        path.unlink()
    done = build("--store", folder.parent / "c.duckdb", "-o", folder.parent / "events.jsonl")
    assert done.exit_code == 0, done.output
    assert events(folder) == before
    refused = build("--store", folder.parent / "c.duckdb", "--published", "2022-01-01")
    assert refused.exit_code == 2
    assert "PATH" in build().output


def test_another_version_of_the_rules_reads_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(folder)
    monkeypatch.setattr("timeline.store.corpus.rules_version", lambda: "another")
    assert "0 articles were read before" in kept(folder).output
    assert "3 articles were read before" in kept(folder).output
    assert "0 articles were read before" in kept(folder, "--raw").output, (
        "so do options that matter"
    )
    with duckdb.connect(str(folder.parent / "c.duckdb"), read_only=True) as run:
        assert run.execute("SELECT count(*) FROM readings").fetchall() == [(3,)], "nothing piles up"


def test_a_reading_that_cannot_be_decoded_is_made_again(folder: Path) -> None:
    kept(folder)
    before = events(folder)
    with duckdb.connect(str(folder.parent / "c.duckdb")) as run:
        run.execute("UPDATE readings SET reading = 'nonsense'::BLOB")
    assert "0 articles were read before" in kept(folder).output
    assert events(folder) == before
    assert "3 articles were read before" in kept(folder).output


def test_known_pages_are_not_searched_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = folder / "page.html"
    body = "".join(f"<p>{text} The officials there said so.</p>" for text in BODIES.values())
    head = "<html><head><title>Envoys meet</title></head>"
    page.write_text(f"{head}<body><article>{body}</article></body></html>", encoding="utf-8")
    (folder / "broken.html").write_text("<html></html>", encoding="utf-8")
    first = kept(folder, "--published", "2022-02-22")
    before = events(folder)
    calls: list[str] = []
    original = timeline.ingest.from_html.read_html
    monkeypatch.setattr(
        "timeline.ingest.from_html.read_html",
        lambda content, where: calls.append(Path(where).name) or original(content, where),
    )
    again = kept(folder, "--published", "2022-02-22")
    assert calls == ["broken.html"], "a problem is told each time"
    assert (first.exit_code, again.exit_code) == (1, 1)
    assert events(folder) == before
    page.write_text(page.read_text(encoding="utf-8") + " ", encoding="utf-8")
    kept(folder, "--published", "2022-02-22")
    assert calls.count("page.html") == 1


def test_odd_texts_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    row = {"id": "o\ud800", "title": "\ud800", "published": "2022-02-22", "language": "en"}
    path.write_text(json.dumps({**row, "text": BODIES["a"] + "\ud83d \ude00"}), encoding="ascii")
    for told in ("0 articles were read before", "1 article was read before"):
        done = build(path, "--store", tmp_path / "c.duckdb", "-o", tmp_path / "events.jsonl")
        assert done.exit_code == 0, done.output
        assert told in done.output


def test_a_removed_article_leaves_nothing_behind(folder: Path) -> None:
    body = f"<p>{BODIES['a']} The officials there said so.</p>" * 3
    (folder / "page.html").write_text(
        f"<html><title>Envoys</title><body>{body}</body></html>", encoding="utf-8"
    )
    kept(folder)
    with duckdb.connect(str(folder.parent / "c.duckdb"), read_only=True) as run:
        assert run.execute("SELECT count(*) FROM files").fetchall() == [(1,)]
    (folder / "c.txt").unlink()
    (folder / "page.html").unlink()
    kept(folder)
    with duckdb.connect(str(folder.parent / "c.duckdb"), read_only=True) as run:
        for table in ("articles", "readings", "corpus"):
            assert run.execute(f"SELECT count(*) FROM {table}").fetchall() == [(2,)], table
        assert run.execute("SELECT count(*) FROM files").fetchall() == [(0,)]
        rows = run.execute("SELECT title FROM events WHERE title LIKE '%UK%'").fetchall()
    assert rows == []


def test_the_events_can_be_asked_in_sql(folder: Path) -> None:
    kept(folder)
    with duckdb.connect(str(folder.parent / "c.duckdb"), read_only=True) as run:
        rows = run.execute(
            "SELECT date, record ->> '$.place.name' FROM events WHERE type = 'CONSULT'"
            " AND salience > 0"
        ).fetchall()
    assert ("2022-02-21", "Geneva") in rows


def test_nothing_usable_changes_nothing(folder: Path) -> None:
    kept(folder)
    done = kept(folder.parent / "missing" / "x")
    assert done.exit_code == 1
    with opened(folder.parent / "c.duckdb") as store:
        assert len(list(store.documents())) == 3


_HOLD = """
import sys
from pathlib import Path
from timeline.store import opened
with opened(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_two_runs_at_once_are_refused(folder: Path) -> None:
    kept(folder)
    path = folder.parent / "c.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(TimelineError, match=rf"in use by another run \(process {other.pid}\)"):
            opened(path).__enter__()
        other.stdin.close()
    assert "3 articles were read before" in kept(folder).output


def test_the_last_state_stays_when_a_later_step_fails(folder: Path) -> None:
    kept(folder)
    write(folder, "d", "France recalled its ambassador from Moscow on Thursday.")
    (folder.parent / "file").touch()
    done = kept(folder, "-o", folder.parent / "file" / "page.html")
    assert isinstance(done.exception, TimelineError)
    # The changes were not told, so they are told next time; the new article need not be read again.
    done = kept(folder)
    assert "4 articles were read before" in done.output
    assert "articles 1 new, 0 changed, 0 removed" in done.output


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"hello world", "no store"), (b"published: 2022-02-22\n\n" * 900, "no store")],
)
def test_another_file_is_not_touched(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "c.duckdb"
    path.write_bytes(content)
    with pytest.raises(TimelineError, match=word) as caught:
        opened(path).__enter__()
    assert str(path) in str(caught.value)
    assert "--store" in str(caught.value)
    assert path.read_bytes() == content


def test_a_database_of_others_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "c.duckdb"
    with duckdb.connect(str(path)) as run:
        run.execute("CREATE TABLE mine (x INTEGER)")
    with pytest.raises(TimelineError, match="another program"):
        opened(path).__enter__()


def test_another_format_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.duckdb"
    with monkeypatch.context() as patch:
        patch.setattr(store_schema, "FORMAT", 99)
        with opened(path):
            pass
    with pytest.raises(TimelineError, match="format 99"):
        opened(path).__enter__()


def test_a_damaged_file_says_what_to_do(folder: Path) -> None:
    kept(folder)
    path = folder.parent / "c.duckdb"
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    done = kept(folder)
    assert isinstance(done.exception, TimelineError)
    assert str(path) in str(done.exception)
    assert "delete it" in str(done.exception) or "--store" in str(done.exception)


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "c.duckdb"
    path.touch()
    with opened(path) as store:
        assert list(store.documents()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "c.duckdb", tmp_path):
        with pytest.raises(TimelineError, match="--store"):
            opened(path).__enter__()


def test_without_duckdb_the_remedy_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UsageError, match="event-timeline\\[store\\]"):
        opened(tmp_path / "c.duckdb").__enter__()


def test_changes_need_a_store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["timeline", "build", str(folder), "--changes", "x.json"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2


def test_from_python(folder: Path) -> None:
    plain = timeline.build([folder])
    documents = iter(plain.documents)
    assert all(
        codec.decode_reading(codec.encode_reading(reading), next(documents)) == reading
        for reading in plain.readings
    )


@pytest.mark.parametrize(
    ("raised", "seen"),
    [
        # DuckDB makes one of the other when the signal comes while it works.
        (RuntimeError("Query interrupted"), KeyboardInterrupt),
        (KeyboardInterrupt(), KeyboardInterrupt),
        (RuntimeError("another"), RuntimeError),
    ],
)
def test_an_interrupt_is_one_wherever_it_comes(
    tmp_path: Path, raised: BaseException, seen: type[BaseException]
) -> None:
    def work() -> None:
        with opened(tmp_path / "c.duckdb"):
            raise raised

    with pytest.raises(seen):
        work()


def test_an_interrupted_run_says_what_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def work() -> None:
        with How(store=folder.parent / "c.duckdb").opened() as run:
            readings = run.extract(run.documents(read([folder], problems=[])))
            assert next(readings).document.id == "a"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert "interrupted; the 1 articles read so far" in capsys.readouterr().err
    assert "1 article was read before" in kept(folder).output
