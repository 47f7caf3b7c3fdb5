"""Feed the readers with what coverage leads to: `make fuzz`, or `python tests/fuzz/readers.py`.

Arguments are libFuzzer's (`-max_total_time=60`, a corpus folder first). It starts from the samples
of every format. A reader may give articles, problems and InputError; anything else is a crash,
which is written to the folder `build/fuzz` and ends the run. Needs atheris, which has wheels for
Linux; CI runs the same with hypothesis instead (`tests/ingest/test_fuzz.py`).
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
FOLDER = Path(__file__).parents[2] / "build" / "fuzz"

with atheris.instrument_imports(include=["timeline", "email", "bibtexparser", "feedparser",
                                         "pypdf", "striprtf", "rispy", "warcio"]):  # fmt: skip
    import format_samples

    from timeline.errors import InputError
    from timeline.ingest.formats import FORMATS, format_of
    from timeline.model import Problem

# The first byte chooses the reader, one more value lets the content choose.
NAMES = [found.name for found in FORMATS if found.name != "urls"]


def one_input(data: bytes) -> None:
    """Read it once; what libFuzzer calls."""
    if not data:
        return
    chosen, content = data[0] % (len(NAMES) + 1), data[1:]
    if chosen == len(NAMES):
        found = format_of("noise", content)
    else:
        found = next(item for item in FORMATS if item.name == NAMES[chosen])
    if found.name == "urls":
        return  # it would ask the network
    try:
        read = list(found.load()(content, "noise"))
    except InputError as error:
        if not (error.message and error.remedy):
            raise RuntimeError("an error without words") from error
        return
    for item in read:
        assert item.message if isinstance(item, Problem) else item.text.strip()


def main() -> None:
    """Write the seeds, then hand over to libFuzzer."""
    warnings.simplefilter("ignore")
    seeds = FOLDER / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    for name, content in format_samples.everything():
        number = NAMES.index(format_of(name, content).name)
        (seeds / name).write_bytes(bytes([number]) + content)
    arguments = sys.argv[1:] or ["-max_total_time=60"]
    sys.argv = [sys.argv[0], *arguments, f"-artifact_prefix={FOLDER}/", "-timeout=30",
                "-rss_limit_mb=4096", "-max_len=20000", str(seeds)]  # fmt: skip
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
