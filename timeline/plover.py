"""The event typology: PLOVER's sixteen classes and OTHER, with their quad class and CAMEO root.

Facts from the PLOVER codebook (Open Event Data Alliance); definitions in our words. `score` is the
class's place on PLOVER's conflict–cooperation scale, -10 to 10; for ACCUSE the codebook's table
prints +3 against its own modes, a misprint, so it is -3 here.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Quad = Literal[
    "verbal cooperation", "material cooperation", "verbal conflict", "material conflict", "other"
]


class EventClass(NamedTuple):
    """One class; `cameo` is the root code that an exporter writes."""

    name: str
    quad: Quad
    cameo: str | None
    score: float


_CLASSES = (
    EventClass("AGREE", "verbal cooperation", "03", 2.5),
    EventClass("CONSULT", "verbal cooperation", "04", 2.5),
    EventClass("SUPPORT", "verbal cooperation", "05", 5.0),
    EventClass("CONCEDE", "verbal cooperation", "08", 4.5),
    EventClass("COOPERATE", "material cooperation", "06", 9.5),
    EventClass("AID", "material cooperation", "07", 10.0),
    EventClass("RETREAT", "material cooperation", "08", 6.5),
    EventClass("REQUEST", "verbal conflict", "10", 0.0),
    EventClass("ACCUSE", "verbal conflict", "11", -3.0),
    EventClass("REJECT", "verbal conflict", "12", -2.0),
    EventClass("THREATEN", "verbal conflict", "13", -3.5),
    EventClass("PROTEST", "material conflict", "14", -5.0),
    EventClass("SANCTION", "material conflict", "16", -6.0),
    EventClass("MOBILIZE", "material conflict", "15", -5.5),
    EventClass("COERCE", "material conflict", "17", -7.0),
    EventClass("ASSAULT", "material conflict", "19", -9.0),
    EventClass("OTHER", "other", None, 0.0),
)

CLASSES: dict[str, EventClass] = {item.name: item for item in _CLASSES}


def quad(name: str) -> Quad:
    """The quad class of a PLOVER class; KeyError for a name that is none."""
    return CLASSES[name].quad


def is_conflict(name: str) -> bool:
    """Whether the class is one of conflict, verbal or material."""
    return CLASSES[name].quad.endswith("conflict")
