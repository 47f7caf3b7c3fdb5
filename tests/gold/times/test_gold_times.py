"""Scores on the project's own annotated articles may rise, never silently fall."""

from __future__ import annotations

import itertools
import json
import re
import sys
from datetime import date
from pathlib import Path

import pytest

from timeline.model import Document, Layout, Sentence
from timeline.times import tag

HERE = Path(__file__).parent
MARK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")
# A number of one or two digits before a full stop is an ordinal ("3. Oktober"), no end.
SENTENCE_END = re.compile(
    r"(?<![ (][0-9]\.)(?<![ (][0-9]{2}\.)(?<=[a-zäöüß%0-9)“\"][.!?])\s(?=[A-Z„\"])|\n"
)
LANGUAGES = ("de", "en")


def read(path: Path) -> tuple[Document, set[tuple[int, int, str]]]:
    header, _, marked = path.read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in header.splitlines())
    text, gold, at = "", set(), 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        gold.add((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        at = match.end()
    text += marked[at:]
    published = date.fromisoformat(fields["published"])
    document = Document(id=path.stem, text=text, language=fields["language"], published=published)
    return document, gold


def layout(text: str) -> Layout:
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    bounds = [0, *ends, len(text)]
    return Layout(tuple(Sentence(a, b, 0) for a, b in itertools.pairwise(bounds)))


def scores(language: str) -> dict[str, float]:
    """F1 of exact spans, and of exact spans with their value, over the articles of a language."""
    found = wanted = spans = values = 0
    for path in sorted(HERE.glob(f"{language}-*.txt")):
        document, gold = read(path)
        system = {(t.start, t.end, t.value) for t in tag(document, layout(document.text))}
        found, wanted = found + len(system), wanted + len(gold)
        spans += len({entry[:2] for entry in system} & {entry[:2] for entry in gold})
        values += len(system & gold)
    return {
        "strict": round(200 * spans / (found + wanted), 1),
        "value": round(200 * values / (found + wanted), 1),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_scores_do_not_fall(language: str) -> None:
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))[language]
    reached = scores(language)
    assert all(reached[measure] >= floor for measure, floor in floors.items()), (reached, floors)


def test_the_articles_hold_enough_to_measure() -> None:
    assert all(len(read(path)[1]) >= 10 for path in HERE.glob("??-*.txt"))


if __name__ == "__main__":
    report = {language: scores(language) for language in LANGUAGES}
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
