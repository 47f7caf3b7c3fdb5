"""Read treebanks as words with fine tags, cut the way `timeline.languages.words` cuts text."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_GERMAN_FORMS = {
    "FIN": "Fin",
    "IMP": "Imp",
    "INF": "Inf",
    "IZU": "Izu",
    "PP": "Part",
    "VBC": "Fin",  # PUD uses a tag set of its own
    "VBN": "Part",
    "VB": "Inf",
}
_PENN_VERBS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"))
_FUSED_PARTS = 2  # "im" is followed by its two syntactic words, "in" and "dem"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence: its words and one tag for each."""

    words: tuple[str, ...]
    tags: tuple[str, ...]


def read_conllu(path: Path, language: str) -> Iterator[Tagged]:
    """The sentences of a gzipped CoNLL-U file with the tags of `timeline.languages.pos`.

    German fused words ("im") stay one word, an adposition; English ones ("don't") are parted.
    """
    for block in _blocks(path):
        words: list[str] = []
        tags: list[str] = []
        covered = 0
        for columns in block:
            number, word, upos, xpos = columns[0], columns[1], columns[3], columns[4]
            if "-" in number:
                if language == "de":
                    covered = int(number.partition("-")[2])
                    words.append(word)
                    tags.append("ADP")
            elif int(number) > covered:
                words.append(word)
                tags.append(fine_tag(upos, xpos, language))
        yield Tagged(tuple(words), tuple(tags))


def read_upos(path: Path) -> Iterator[Tagged]:
    """The sentences of a gzipped `word<TAB>UPOS` file; `_` marks a German fused word."""
    for block in _blocks(path):
        words: list[str] = []
        tags: list[str] = []
        skip = 0
        for place, (word, upos) in enumerate(block):
            if skip:
                skip -= 1
            elif upos == "_":
                words.append(word)
                tags.append("ADP")
                skip = _FUSED_PARTS
            elif word == "." and words and words[-1].isdigit() and place < len(block) - 1:
                words[-1] += "."  # the older release parts ordinals
                tags[-1] = "ADJ"
            else:
                words.append(word)
                tags.append(upos)
        yield Tagged(tuple(words), tuple(tags))


def fine_tag(upos: str, xpos: str, language: str) -> str:
    """UPOS with the verb form behind a dot; German separable prefixes become `ADP.Vz`."""
    if language == "de":
        if xpos == "PTKVZ":
            return "ADP.Vz"
        if upos not in ("VERB", "AUX"):
            return upos
        ending = xpos if xpos in _GERMAN_FORMS else xpos[2:]
        return f"{upos}.{_GERMAN_FORMS.get(ending, 'Fin')}"
    if upos in ("VERB", "AUX"):
        return f"{upos}.{xpos}" if xpos in _PENN_VERBS else f"{upos}.VB"
    return upos


def _blocks(path: Path) -> Iterator[list[list[str]]]:
    block: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = line.rstrip("\n")
            if not text:
                if block:
                    yield block
                block = []
            elif not text.startswith("# "):
                columns = text.split("\t")
                if "." not in columns[0] or len(columns) == 2:
                    block.append(columns)
    if block:
        yield block
