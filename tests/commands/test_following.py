"""`timeline watch` and `timeline serve` as programs: built, changed, built again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest

from timeline import watching

ARTICLE = "published: 2022-02-22\nlanguage: en\n\nRussia attacked the city of Kharkiv on Monday.\n"
SECOND = "published: 2022-02-22\nlanguage: en\n\nFrance sanctioned Belarus on Sunday.\n"
Start = Callable[..., "Program"]


class Program:
    """A running command; its lines, both streams as they come."""

    def __init__(self, *arguments: str | Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "timeline", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self.lines: Queue[str] = Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def until(self, words: str, *, seconds: float = 60) -> str:
        """The first line with the words; what came instead, if it does not come."""
        seen = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                seen.append(self.lines.get(timeout=0.2))
            except Empty:
                assert self.process.poll() is None, seen
                continue
            if words in seen[-1]:
                return seen[-1]
        raise AssertionError(f"{words!r} did not come: {seen}")

    def stop(self) -> int:
        """The exit status after Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=20)


@pytest.fixture
def start() -> Iterator[Start]:
    running: list[Program] = []

    def begin(*arguments: str | Path) -> Program:
        running.append(Program(*arguments))
        return running[-1]

    yield begin
    for program in running:
        if program.process.poll() is None:
            program.process.kill()
        program.process.wait(timeout=20)
        program.reader.join(timeout=20)
        assert program.process.stdout is not None
        program.process.stdout.close()


def test_watch(start: Start, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    page = tmp_path / "page.html"
    program = start("watch", tmp_path, "-o", page, "-o", tmp_path / "e.csv")
    program.until("1 article, 1 event")
    assert "Kharkiv" in page.read_text(encoding="utf-8")
    # What it writes itself is no change.
    (tmp_path / "b.txt").write_text(SECOND, encoding="utf-8")
    assert "b.txt" in program.until("changed: ")
    program.until("2 articles, 2 events")
    assert "Belarus" in page.read_text(encoding="utf-8")
    # A configuration of no use is told, and the page stays.
    good = page.read_bytes()
    (tmp_path / "timeline.toml").write_text('titel = "Wrong"', encoding="utf-8")
    assert "did you mean 'title'" in program.until("Error: ")
    assert page.read_bytes() == good
    (tmp_path / "timeline.toml").write_text('title = "Right"', encoding="utf-8")
    program.until("2 articles, 2 events")
    assert "<title>Right</title>" in page.read_text(encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).unlink()
    program.until("the last page stays")
    assert "<title>Right</title>" in page.read_text(encoding="utf-8")
    assert program.stop() == 0


def test_serve(start: Start, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    program = start("serve", tmp_path, "--port", "0")
    address = program.until("http://127.0.0.1:")
    program.until("1 article, 1 event")
    page = _get(address).decode()
    assert "timeline-served" in page
    event = json.loads(
        subprocess.run(
            [sys.executable, "-m", "timeline", "extract", str(tmp_path)],
            capture_output=True,
            check=True,
        ).stdout
    )
    entry = {"event": event["id"], "type": "AID"}
    assert _post(address, [entry]) == 200
    stored = json.loads((tmp_path / "corrections.json").read_text(encoding="utf-8"))
    assert stored["corrections"] == [entry]
    program.until("changed: ")
    program.until("1 article, 1 event")
    assert "class corrected from ASSAULT to AID" in _get(address).decode()
    assert program.stop() == 0


def test_a_port_that_is_taken_and_standard_input(start: Start, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    program = start("serve", tmp_path, "--port", "0")
    port = program.until("http://").split(":")[2].split("/")[0]
    taken = start("serve", tmp_path, "--port", port)
    assert "--port 0" in taken.until("Error: ")
    assert taken.process.wait(timeout=20) == 2
    piped = start("watch", "-")
    piped.until("standard input cannot be watched")
    assert piped.process.wait(timeout=20) == 2


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return bytes(answer.read())


def _post(address: str, entries: list[dict[str, Any]]) -> int:
    with urllib.request.urlopen(f"{address}corrections", timeout=10) as answer:
        tag = answer.headers["ETag"]
    request = urllib.request.Request(
        f"{address}corrections",
        data=json.dumps({"version": 1, "corrections": entries}).encode(),
        headers={
            "Content-Type": "application/json",
            "If-Match": tag,
            "Origin": address.rsplit("/", 2)[0],
        },
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return int(answer.status)


@pytest.mark.parametrize("told", [True, False])
def test_changes_are_seen_with_and_without_watchfiles(
    tmp_path: Path, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if told:
        pytest.importorskip("watchfiles")
    else:
        monkeypatch.setitem(sys.modules, "watchfiles", None)
    path, stop = tmp_path / "a.txt", threading.Event()
    path.write_text("one", encoding="utf-8")

    def files() -> list[Path]:
        return sorted(tmp_path.glob("*.txt"))

    found: Queue[list[str]] = Queue()

    def follow() -> None:
        for changed in watching.changes(
            files, folders=[tmp_path], stop=stop, every=0.05, quiet=0.1
        ):
            found.put(changed)

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    time.sleep(0.5)
    path.write_text("another", encoding="utf-8")
    assert found.get(timeout=10) == [str(path)]
    (tmp_path / "ignored.md").write_text("", encoding="utf-8")
    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    assert found.get(timeout=10) == [str(tmp_path / "b.txt")]
    path.unlink()
    assert found.get(timeout=10) == [str(path)]
    stop.set()
    thread.join(timeout=10)
    assert not thread.is_alive()
    assert found.empty()
