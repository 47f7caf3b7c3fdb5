"""Documents with hand-made mentions, so that a test of events depends on no recogniser."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from timeline import clean, times
from timeline.events import extract
from timeline.model import Actor, ActorKind, Document, Event, Mention, MentionForm, MentionKind

Names = dict[str, tuple[str, MentionKind | None, str | None]]
Reader = Callable[..., tuple[Event, ...]]

# text → actor id, kind of mention, country
KNOWN: Names = {
    "Norwegen": ("state:NOR", "LOC", "NOR"),
    "norwegische": ("state:NOR", None, "NOR"),
    "norwegischen": ("state:NOR", None, "NOR"),
    "Norwegens": ("state:NOR", "LOC", "NOR"),
    "Chiles": ("state:CHL", "LOC", "CHL"),
    "Norway": ("state:NOR", "LOC", "NOR"),
    "Norwegian": ("state:NOR", None, "NOR"),
    "Oslo": ("state:NOR", "LOC", "NOR"),
    "Chile": ("state:CHL", "LOC", "CHL"),
    "Chilean": ("state:CHL", None, "CHL"),
    "chilenische": ("state:CHL", None, "CHL"),
    "chilenischen": ("state:CHL", None, "CHL"),
    "Peru": ("state:PER", "LOC", "PER"),
    "peruanische": ("state:PER", None, "PER"),
    "peruanischen": ("state:PER", None, "PER"),
    "Peruvian": ("state:PER", None, "PER"),
    "Lima": ("city:lima", "LOC", "PER"),
    "Nordrat": ("org:nordrat", "ORG", "IGO"),
    "Nordic Council": ("org:nordrat", "ORG", "IGO"),
    "Marta Solvang": ("person:solvang", "PER", "NOR"),
    "Solvang": ("person:solvang", "PER", "NOR"),
    "Diego Rojas": ("person:rojas", "PER", "CHL"),
    "Rojas": ("person:rojas", "PER", "CHL"),
    "Milizionäre": ("group:milizionäre", None, "CHL"),
    "Fischer": ("group:fischer", None, "CHL"),
}


def _kind(actor: str) -> ActorKind:
    kinds: dict[str, ActorKind] = {
        "state": "country",
        "city": "place",
        "org": "organisation",
        "person": "person",
        "group": "group",
    }
    return kinds[actor.partition(":")[0]]


def _mentions(text: str) -> list[Mention]:
    found: list[Mention] = []
    for name in sorted(KNOWN, key=len, reverse=True):
        actor, kind, _ = KNOWN[name]
        form: MentionForm = "adjective" if kind is None else "name"
        if actor.startswith("group:"):
            form = "description"
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            if not any(m.start < match.end() and match.start() < m.end for m in found):
                found.append(Mention(match.start(), match.end(), name, kind, form, actor))
    return sorted(found, key=lambda mention: mention.start)


def actors() -> tuple[Actor, ...]:
    """One actor per id of the table."""
    unique = {actor: country for actor, _, country in KNOWN.values()}
    return tuple(
        Actor(
            actor,
            _kind(actor),
            actor.partition(":")[2],
            country=country,
            latitude=-12.0 if actor == "city:lima" else None,
            longitude=-77.0 if actor == "city:lima" else None,
        )
        for actor, country in unique.items()
    )


@pytest.fixture
def events_of() -> Reader:
    """Events of a text published on Friday, 14 March 2031."""

    def run(
        text: str,
        *,
        language: str,
        published: date | None = date(2031, 3, 14),
        name: str = "story",
        source: str | None = None,
        title: str = "",
    ) -> tuple[Event, ...]:
        document = Document(name, text, language, published, source=source, title=title)
        layout = clean.lay_out(document, raw=not title)
        timexes: Sequence = times.tag(document, layout)
        return extract(document, layout, tuple(timexes), tuple(_mentions(text)), actors())

    return run
