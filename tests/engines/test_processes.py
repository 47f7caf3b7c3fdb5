"""Articles read by processes: the same readings in the same order, and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from timeline.engines import extract_with, opened
from timeline.engines.processes import processes
from timeline.errors import TimelineError
from timeline.extraction import read_documents
from timeline.model import Document
from timeline.own import Own, OwnActor, using
from timeline.pipeline import read

SAMPLES = Path(__file__).parents[2] / "sample_articles"


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.extraction._BATCH", 4_000)


def samples() -> list[Document]:
    return list(read([SAMPLES], problems=[]))[::2]


def test_processes_give_what_one_gives() -> None:
    documents = samples()
    own = Own(actors=(OwnActor("Freie Hafenunion", "organisation", country="DEU"),))
    documents.append(Document("own", "Die Freie Hafenunion warnte Russland am Montag.", "de"))
    with using(own):
        expected = list(read_documents(documents))
        with processes(2, small=2) as engine:
            assert list(extract_with(engine)(documents)) == expected
    assert any(actor.name == "Freie Hafenunion" for actor in expected[-1].actors)
    assert active_children() == []


def test_a_few_articles_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.engines.processes._pool", None)
    (document, *_) = samples()
    with opened(jobs=4) as engine:
        assert list(extract_with(engine)([document])) == list(read_documents([document]))


_WORDS = "The envoys met in Geneva on Monday. " * 120


def test_a_worker_that_dies_is_an_error_and_no_hang() -> None:
    documents = [Document(f"article-{number}", _WORDS, "en") for number in range(400)]

    def read_while_one_dies() -> None:
        with processes(2, small=1) as engine:
            found = engine.read(documents)
            next(found)
            victim = next(child.pid for child in active_children() if child.pid is not None)
            os.kill(victim, signal.SIGKILL)
            list(found)

    with pytest.raises(TimelineError, match=r"a worker process died.*--jobs") as caught:
        read_while_one_dies()
    assert "article-" in str(caught.value)
    assert active_children() == []


_RUN = """
import signal, sys
from multiprocessing import active_children
from timeline import extraction
from timeline.engines.processes import processes
from timeline.model import Document

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have switched it off
    extraction._BATCH = 4_000
    documents = [Document(str(number), sys.argv[1], "en") for number in range(2_000)]
    with processes(2, small=1) as engine:
        found = engine.read(documents)
        next(found)
        print(*[child.pid for child in active_children()], flush=True)
        list(found)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_an_interrupted_or_killed_run(sent: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _RUN, _WORDS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as run:
        assert run.stdout is not None
        workers = [int(pid) for pid in run.stdout.readline().split()]
        assert workers
        # As a terminal does it: Ctrl-C goes to every process of the group.
        if sent == signal.SIGINT:
            os.killpg(run.pid, sent)
        else:
            run.kill()
        _, errors = run.communicate(timeout=30)
    assert run.returncode == -sent
    assert errors.count("Traceback") == (sent == signal.SIGINT), "workers say nothing"
    deadline = time.monotonic() + 20
    while any(map(_runs, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_runs, workers))


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
