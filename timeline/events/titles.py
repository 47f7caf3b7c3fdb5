"""A short readable line for an event, from the words of its sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.events.clauses import Clause
    from timeline.model import Sentence

LONGEST = 96
# A clause of fewer words ("Belarus announced") says too little without what follows it.
_SHORT = 6
# "STOCKHOLM, SWEDEN DECEMBER 2, 2021: " before an agency's caption; place and date stand elsewhere.
_CAPTION_HEAD = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ\d\s,./–-]{5,80}:\s")
_VERBS = ("VERB", "AUX", "PART")
_EDGES = " \t\u00a0,;:–—-.…\"„“”»«'‚‘’"


def title(text: str, sentence: Sentence, clause: Clause) -> str:
    """The clause as it stands in the text, at most `LONGEST` characters and an ellipsis.

    Words are left out at the ends only: a line with holes reads like another sentence. A clause
    that needs what stands before it begins with an ellipsis.
    """
    own = [token for token in clause.tokens if token.start >= clause.start]  # no shared auxiliary
    tokens = [token for token in own if token.tag != "PUNCT"] or own
    first = tokens[0]
    opened = first.low == clause.marker or first.tag in ("CCONJ", "SCONJ")
    if opened and len(tokens) > 1 and clause.kind != "rel":
        first = tokens[1]
    begin, end = first.start, clause.tokens[-1].end
    if len(tokens) < _SHORT and clause.kind in ("main", "coord"):
        end = sentence.end
    if clause.kind == "coord" and end - sentence.start <= LONGEST:
        begin = sentence.start
    head = _CAPTION_HEAD.match(text, begin, end)
    line = " ".join(text[head.end() if head else begin : end].split()).strip(_EDGES)
    if len(line) > LONGEST:
        line = line[:LONGEST].rsplit(" ", 1)[0].rstrip(_EDGES) + " …"
    # A relative clause, or one that shares the subject of the clause before it, hangs in the air.
    hangs = clause.kind in ("rel", "inf") or (clause.kind == "coord" and first.tag in _VERBS)
    if hangs and _in_midst(text, sentence, begin):
        return "… " + line
    return line[:1].upper() + line[1:]


def _in_midst(text: str, sentence: Sentence, begin: int) -> bool:
    """Whether words of the sentence stand before `begin`."""
    return any(char.isalnum() for char in text[sentence.start : begin])
