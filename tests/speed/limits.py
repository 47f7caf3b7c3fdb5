"""How time and memory grow with hostile sizes: `python tests/speed/limits.py [--full]`.

Each row is one run in a process of its own, of double the size of the one before: seconds of
processor time, the largest process's peak of memory, and the growth, which is 1 where time is
linear and 2 where it is the square. Without --full the sizes stop at a tenth.

    line       one article of one line, news told over and over
    word       one article that is one word without a blank
    tiny       many articles of one sentence, in one JSON Lines file
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from math import log2
from pathlib import Path

_NEWS = (
    "Officials in Moscow said on Monday that Russia attacked the city of Kharkiv. ",
    "France and Germany will hold talks in Geneva on 3 March 2022. ",
    "The foreign minister accused Belarus of closing the border two days earlier. ",
    "Aid was sent to the region after the ceasefire, according to the United Nations. ",
)
_HEAD = "published: 2022-02-22\nlanguage: en\ntitle: Size\n\n"
_RUN = """
import os, resource, sys
from timeline.cli import cli
try:
    cli([*sys.argv[1:]], standalone_mode=False)
except SystemExit:
    pass
usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
peak = max(one.ru_maxrss for one in usage) // 1024
print(f"{sum(os.times()[:4]):.2f} {peak}", file=sys.stderr)
"""


def line(size: int) -> str:
    """One line of about so many characters."""
    whole = "".join(_NEWS)
    return _HEAD + whole * (size // len(whole))


def word(size: int) -> str:
    """One word of so many letters."""
    return _HEAD + "a" * size


def tiny(count: int) -> str:
    """So many articles, each of one sentence, on 60 days."""
    rows = (
        {
            "id": f"a{number}",
            "published": f"2022-{1 + number % 12:02d}-{1 + number % 28:02d}",
            "language": "en",
            "source": f"Outlet {number % 50}",
            "text": _NEWS[number % len(_NEWS)].strip(),
        }
        for number in range(count)
    )
    return "\n".join(map(json.dumps, rows)) + "\n"


# What is made, its ending, the command, the largest size, its unit.
CASES: dict[str, tuple[Callable[[int], str], str, str, int, str]] = {
    "line": (line, ".txt", "build", 10_000_000, "characters"),
    "word": (word, ".txt", "build", 10_000_000, "characters"),
    "tiny": (tiny, ".jsonl", "build", 100_000, "articles"),
}


def measure(text: str, ending: str, command: str) -> tuple[float, int]:
    """Seconds and megabytes of one run."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"input{ending}"
        path.write_text(text, encoding="utf-8")
        output = ["-o", str(Path(folder) / "page.html")] if command == "build" else []
        done = subprocess.run(
            [sys.executable, "-c", _RUN, command, str(path), *output, "--quiet"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
        )
    seconds, peak = done.stderr.split()[-2:]
    return float(seconds), int(peak)


def main(arguments: list[str]) -> None:
    """Print the table."""
    names = [name for name in CASES if name in arguments] or list(CASES)
    shrunk = 1 if "--full" in arguments else 10
    print(f"{'case':8}{'size':>12} {'unit':12}{'seconds':>9}{'MB':>7}{'growth':>8}")
    for name in names:
        make, ending, command, largest, unit = CASES[name]
        before = None
        for divisor in (8, 4, 2, 1):
            size = largest // shrunk // divisor
            seconds, peak = measure(make(size), ending, command)
            growth = "" if before is None else f"{log2(seconds / before):.2f}"
            print(f"{name:8}{size:>12,} {unit:12}{seconds:>9.1f}{peak:>7}{growth:>8}", flush=True)
            before = seconds


if __name__ == "__main__":
    main(sys.argv[1:])
