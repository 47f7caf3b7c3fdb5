"""How fast times are found, and whether the time grows with the text alone.

    make bench-times                            lines of 1 and of 10 million characters
    python tests/speed/times.py --megabytes 1 2 --kinds numbers dates

Each kind is one line without a break, made to make a tagger slow: dates upon dates, numbers that
might be any date, words that almost are rules, no space or full stop at all. CPU seconds, with
characters per CPU second; `growth` is the time of the longest line by that of the shortest, over
the growth of the text: 1.0 is linear.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from timeline.model import Document, Layout, Sentence  # noqa: E402
from timeline.times import tag  # noqa: E402
from timeline.times.grammar import grammar  # noqa: E402

_PROSE = {
    "en": "The ministers met in the old town on Monday and said that nobody could tell what the "
    "councils of both cities had agreed upon before the talks in the harbour began, ",
    "de": "Die Minister trafen sich am Montag in der alten Stadt und sagten, niemand könne sagen, "
    "worauf sich die Räte beider Städte vor den Gesprächen im Hafen geeinigt hätten, ",
}
_KINDS: Mapping[str, Callable[[str], str]] = {
    "prose": lambda language: _PROSE[language],
    "dates": lambda language: {
        "en": "on Monday, March 3, 2021, at 9 a.m. and two days later ",
        "de": "am Montag, 3. März 2021, um 9 Uhr und zwei Tage später ",
    }[language],
    "numbers": lambda _: "12 3 2021 10:30 1.2.3 2007/08 14-18 1998-2002 5 ",
    "almost": lambda language: {
        "en": "the first the last the second half of the the late early next ",
        "de": "der ersten der letzten im zweiten Halbjahr des der Anfang nächster ",
    }[language],
    "lists": lambda _: "1., 2., 3., 4., 5., 6., 7., 8., 9., 10., ",
    "units": lambda language: {"en": "two and a half ", "de": "zwei bis drei "}[language],
    "solid": lambda _: "MondayMontag3March",
    "brackets": lambda _: "((((9 (9) a.m. (",
}


def seconds(text: str, language: str) -> float:
    """CPU seconds for one line, the pack being loaded."""
    document = Document("line", text, language, date(2022, 2, 22))
    layout = Layout((Sentence(0, len(text), 0),))
    start = time.process_time()
    tag(document, layout)
    return time.process_time() - start


def main() -> None:
    """Print one row per language and kind."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--megabytes", type=float, nargs="+", default=[1, 10])
    parser.add_argument("--kinds", nargs="+", choices=_KINDS, default=[*_KINDS])
    parser.add_argument("--languages", nargs="+", choices=_PROSE, default=[*_PROSE])
    options = parser.parse_args()
    sizes = [int(size * 1_000_000) for size in sorted(options.megabytes)]
    head = "".join(f"{size / 1e6:>8g} MB" for size in sizes)
    print(f"{'language':9}{'kind':10}{head}{'chars/CPU s':>14}{'growth':>8}")
    for language in options.languages:
        grammar(language)
        for kind in options.kinds:
            piece = _KINDS[kind](language)
            taken = [seconds((piece * (n // len(piece) + 1))[:n], language) for n in sizes]
            growth = taken[-1] / taken[0] / (sizes[-1] / sizes[0])
            row = "".join(f"{second:>9.2f} s" for second in taken)
            print(f"{language:9}{kind:10}{row}{sizes[-1] / taken[-1]:>14,.0f}{growth:>8.2f}")


if __name__ == "__main__":
    main()
