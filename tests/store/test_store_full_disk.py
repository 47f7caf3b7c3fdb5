"""Where files may not grow: one line with the remedy, and the last good files stay."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from timeline.store import opened

pytest.importorskip("resource", reason="limits of POSIX")

# As a full disk does it: a write fails halfway. The system's limit on file size is real enough.
_RUN = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.argv[1:] = sys.argv[2:]
from timeline.cli import main
main()
"""


def build(limit: int, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _RUN, str(limit), "build", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / "a.txt"
    path.parent.mkdir()
    path.write_text(
        "published: 2022-02-22\nlanguage: en\n\nSergei Lavrov met Antony Blinken on Monday.\n",
        encoding="utf-8",
    )
    return path


def test_a_page_that_does_not_fit_leaves_the_old_one(article: Path, tmp_path: Path) -> None:
    page = tmp_path / "out" / "page.html"
    page.parent.mkdir()
    page.write_text("old", encoding="utf-8")
    done = build(20_000, article, "-o", page)
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("Error")]
    assert str(page) in line
    assert "-o" in line
    assert "Traceback" not in done.stderr
    assert page.read_text(encoding="utf-8") == "old"
    assert list(page.parent.iterdir()) == [page], "nothing half done is left"


def test_a_store_that_does_not_fit_keeps_its_state(article: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "c.duckdb", tmp_path / "events.jsonl"
    unlimited = 1 << 40
    assert build(unlimited, article, "--store", path, "-o", out).returncode == 0
    for number in range(8):
        # Texts that do not pack well, so that the store has to grow.
        first = 4_000 * number
        words = "".join(f"{word * 7919 % 99991:x}" for word in range(first, first + 4_000))
        body = f"published: 2022-02-23\nlanguage: en\n\nThey met.\n{words}"
        (article.parent / f"{number}.txt").write_text(body, encoding="utf-8")
    done = build(40_000, article.parent, "--store", path, "-o", out)
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("Error")]
    assert str(path) in line
    assert "make room" in line
    assert "Traceback" not in done.stderr
    with opened(path) as store:
        assert len(list(store.documents())) == 1, "all of a run or nothing"
    assert build(unlimited, article.parent, "--store", path, "-o", out).returncode == 0
    with opened(path) as store:
        assert len(list(store.documents())) == 9
