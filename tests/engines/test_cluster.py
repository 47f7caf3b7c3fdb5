"""Articles read on a Dask cluster: a real one of several processes, one of which is killed."""

from __future__ import annotations

import ipaddress
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from timeline.engines.cluster import cluster, read_partition
from timeline.errors import TimelineError, UsageError
from timeline.own import NOTHING

SAMPLES = Path(__file__).parents[2] / "sample_articles"

# The command itself, but with partitions so small that thirty articles make many.
_COMMAND = """
from timeline import cli, extraction
from timeline.engines import cluster

if __name__ == "__main__":
    extraction._BATCH, cluster._IN_PARTITION = 3_000, 1
    cluster._FEW_PAIRS = cluster._PAIRS = 200
    cli.main()
"""


def command(tmp_path: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    script = tmp_path / "command.py"
    script.write_text(_COMMAND, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, str(script), "build", *map(str, arguments)],
        stderr=subprocess.PIPE,
        text=True,
    )


def workers_of(pid: int) -> list[psutil.Process]:
    """The processes that do the work: below the one that watches over them."""
    below = psutil.Process(pid).children(recursive=True)
    return [child for child in below if "spawn_main" in " ".join(child.cmdline())]


def test_a_worker_is_killed_and_the_result_is_the_local_one(tmp_path: Path) -> None:
    local = command(tmp_path, SAMPLES, "--jobs", "1", "-o", tmp_path / "local.json")
    assert local.communicate(timeout=120)[1] is not None
    assert local.returncode == 0
    parts = tmp_path / "parts"
    run = command(
        tmp_path, SAMPLES, "--engine", "dask", "--jobs", "2", "--partitions", parts,
        "-o", tmp_path / "dask.json",
    )  # fmt: skip
    deadline = time.monotonic() + 120
    while not list(parts.glob("readings-*.parquet")) and time.monotonic() < deadline:
        time.sleep(0.02)
    workers = workers_of(run.pid)
    assert len(workers) == 2
    peers = [
        end.ip
        for process in (psutil.Process(run.pid), *workers)
        for connection in process.net_connections("inet")
        for end in (connection.laddr, connection.raddr)
        if end
    ]
    assert peers
    assert all(ipaddress.ip_address(ip).is_loopback for ip in peers), peers
    os.kill(workers[0].pid, signal.SIGKILL)
    assert run.poll() is None, "it was killed in the middle"
    _, errors = run.communicate(timeout=120)
    assert run.returncode == 0, errors
    assert "Traceback" not in errors
    assert (tmp_path / "dask.json").read_bytes() == (tmp_path / "local.json").read_bytes()
    made = {path.name: path.stat().st_mtime_ns for path in parts.glob("readings-*.parquet")}
    assert len(made) > 5
    assert not list(parts.glob("*.part")), "nothing half done under another name"


def test_what_does_not_answer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.engines.cluster._SECONDS_TO_CONNECT", 0.2)
    with pytest.raises(TimelineError, match=r"127\.0\.0\.1:9: this scheduler does not answer"):
        cluster("tcp://127.0.0.1:9", folder=tmp_path).__enter__()


def test_a_cluster_of_others_needs_a_folder_that_all_see() -> None:
    with pytest.raises(UsageError, match="--partitions"):
        cluster("tcp://127.0.0.1:9").__enter__()


def test_without_dask_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="event-timeline\\[dask\\]"):
        cluster(jobs=2).__enter__()


def test_a_worker_of_another_version_refuses(tmp_path: Path) -> None:
    with pytest.raises(TimelineError, match="another version"):
        read_partition(str(tmp_path / "a"), str(tmp_path / "b"), "another", False, NOTHING)


def test_a_worker_that_does_not_see_the_folder_says_so(tmp_path: Path) -> None:
    from timeline.rules import rules_version

    with pytest.raises(TimelineError, match=r"cannot read this file.*--partitions"):
        read_partition(
            str(tmp_path / "missing"), str(tmp_path / "b"), rules_version(), False, NOTHING
        )
