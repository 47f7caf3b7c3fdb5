"""Timelines of any size from an invented world: who, what, when and in which sentence.

The same arguments give the same timeline. The text is meant to weigh what news weighs: some 250
characters of paragraph around a report, packed about as well as real articles pack.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from timeline import interval
from timeline.interval import Interval
from timeline.model import (
    Actor,
    Attribution,
    Document,
    Event,
    Evidence,
    Layout,
    Mention,
    Place,
    Reading,
    Role,
    Sentence,
    Timeline,
)

_SLOT = re.compile(r"\{(\w+)\}")
_STATUSES = ("happened",) * 6 + ("planned", "planned", "claimed", "claimed", "denied")
_PER_ARTICLE = 4


@cache
def _words() -> dict[str, Any]:
    with (Path(__file__).parent / "newsroom.toml").open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True, slots=True)
class World:
    """Everybody and every place there is; the first actors are in the news most."""

    actors: tuple[Actor, ...]
    people: tuple[str, ...]
    states: tuple[str, ...]
    towns: tuple[str, ...]
    weights: tuple[float, ...]


def newsroom(size: int, *, seed: int = 11, days: int | None = None) -> Timeline:
    """`size` events in about a quarter as many articles, over `days` (default: by size)."""
    chance = random.Random(seed)
    world = _world(chance, size)
    span = days or min(3000, 40 + size // 12)
    readings: list[Reading] = []
    made = 0
    while made < size:
        count = min(_PER_ARTICLE, size - made)
        readings.append(_article(chance, world, number=len(readings), days=span, count=count))
        made += count
    events = [event for reading in readings for event in reading.events]
    return Timeline(
        tuple(reading.document for reading in readings),
        world.actors,
        tuple(_corroborated(chance, events)),
        (),
        tuple(readings),
    )


def _world(chance: random.Random, size: int) -> World:
    names = _words()["names"]

    def make(endings: list[str], count: int, first: bool = False) -> tuple[str, ...]:
        found: dict[str, None] = {}
        while len(found) < count:
            word = chance.choice(names["begin"]) + chance.choice(names["middle"])
            word += chance.choice(endings)
            found[f"{chance.choice(names['first'])} {word}" if first else word] = None
        return tuple(found)

    scale = max(1, round((size / 20) ** 0.5))
    states = make(names["state"], min(60, 6 + scale))
    towns = make(names["town"], min(900, 8 + 12 * scale))
    people = make(names["person"], min(1500, 8 + 20 * scale), first=True)
    bodies = [
        f"{chance.choice(names['body'])} {chance.choice(states + towns)}"
        for _ in range(4 + scale * 6)
    ]
    actors = [
        Actor(
            f"state:{name.lower()}",
            "country",
            name,
            country=name[:3].upper(),
            aliases=(f"Republic of {name}",),
        )
        for name in states
    ]
    actors += [
        Actor(f"org:{index}", "organisation", name)
        for index, name in enumerate(dict.fromkeys(bodies))
    ]
    actors += [
        Actor(f"person:{index}", "person", name, aliases=(name.split()[1],))
        for index, name in enumerate(people)
    ]
    weights = tuple(1 / (rank + 2) for rank in range(len(actors)))
    return World(tuple(actors), people, states, towns, weights)


def _fill(chance: random.Random, world: World, template: str) -> str:
    text = _words()["text"]

    def word(match: re.Match[str]) -> str:
        slot = match[1]
        if slot == "number":
            return f"{chance.randrange(20, 90_000):,}"
        pools = {"person": world.people, "state": world.states, "town": world.towns}
        pool = pools.get(slot) or text[f"{slot}s"]
        return str(chance.choice(pool))

    return _SLOT.sub(word, template)


def _article(chance: random.Random, world: World, *, number: int, days: int, count: int) -> Reading:
    words = _words()
    # News comes in waves: quiet stretches, and days when everything happens.
    wave = chance.choice((0.15, 0.4, 0.42, 0.75, 0.9))
    at = wave + chance.gauss(0, 0.05) if chance.random() < 0.6 else chance.random()
    published = date(2019, 3, 4) + timedelta(days=int(days * min(max(at, 0), 0.999)))
    german = number % 3 == 2
    name = f"report-{number:05d}"
    pieces: list[str] = []
    length = 0
    sentences: list[Sentence] = []
    mentions: list[Mention] = []
    events: list[Event] = []

    def add(sentence: str, paragraph: int, after: str) -> int:
        nonlocal length
        start = length
        sentences.append(Sentence(start, start + len(sentence), paragraph))
        pieces.extend((sentence, after))
        length += len(sentence) + len(after)
        return start

    for index in range(count):
        event, sentence, found = _event(chance, world, published, name=f"{name}-{index}")
        start = add(sentence, index, " ")
        mentions += [
            replace(item, start=item.start + start, end=item.end + start) for item in found
        ]
        (evidence,) = event.evidence
        events.append(
            replace(
                event,
                language="de" if german else "en",
                evidence=(_moved(replace(evidence, document=name), start),),
            )
        )
        add(_fill(chance, world, chance.choice(words["text"]["context"])), index, "\n\n")
    document = Document(
        id=name,
        text="".join(pieces),
        language="de" if german else "en",
        published=published,
        published_from="header",
        title=_fill(chance, world, "{state}: the {adjective} {noun} of {town}"),
        source=words["sources"]["names"][min(15, int(chance.expovariate(0.3)))],
        url=f"https://news.example/{published:%Y/%m}/{number}",
    )
    return Reading(document, Layout(tuple(sentences)), (), tuple(mentions), (), tuple(events))


def _moved(evidence: Evidence, by: int) -> Evidence:
    def span(pair: tuple[int, int] | None) -> tuple[int, int] | None:
        return None if pair is None else (pair[0] + by, pair[1] + by)

    return replace(
        evidence,
        start=evidence.start + by,
        end=evidence.end + by,
        trigger=span(evidence.trigger),
        timex=span(evidence.timex),
    )


def _event(
    chance: random.Random, world: World, published: date, *, name: str
) -> tuple[Event, str, list[Mention]]:
    words = _words()
    left, right = chance.choices(world.actors, world.weights, k=2)
    while right is left:
        right = chance.choice(world.actors)
    kind = chance.choice(tuple(words["classes"]))
    verb = chance.choice(words["classes"][kind])
    reason = _fill(chance, world, chance.choice(words["text"]["reasons"]))
    expression, when, edtf = _when(chance, published)
    status: Any = chance.choice(_STATUSES)
    title = f"{left.name} {verb} {right.name} {reason}"
    says = (
        _fill(chance, world, chance.choice(words["text"]["says"])) if chance.random() < 0.4 else ""
    )
    sentence = f"{title} {expression}{', ' + says if says else ''}."
    at = len(left.name) + 1
    timex = len(title) + 1
    town = chance.choice(world.towns)
    rank = world.towns.index(town)
    event = Event(
        id=name,
        title=title[:1].upper() + title[1:],
        type=kind,
        status=status,
        roles=(Role(left.id, "actor", left.name), Role(right.id, "recipient", right.name)),
        evidence=(
            Evidence(
                "",
                0,
                len(sentence),
                sentence,
                rule=f"{kind.lower()}.{verb.split()[0]}",
                trigger=(at, at + len(verb)),
                timex=(timex, timex + len(expression)),
            ),
        ),
        basis="undated" if when is None else "relative",
        interval=when,
        edtf=edtf,
        time_expression=expression,
        why=""
        if when is None
        else f"“{expression}”, counted from the publication date {published}",
        attribution=Attribution(says) if says else None,
        place=Place(town, None, (rank * 37) % 120 - 50.0, (rank * 71) % 340 - 170.0)
        if chance.random() < 0.5
        else None,
        confidence=chance.choice((1.0, 0.9, 0.75, 0.6)),
        salience=round(chance.random() ** 3, 3),
    )
    mentions = [
        Mention(0, len(left.name), left.name, "PER", actor=left.id),
        Mention(
            at + len(verb) + 1,
            at + len(verb) + 1 + len(right.name),
            right.name,
            "PER",
            actor=right.id,
        ),
    ]
    return event, sentence, mentions


def _when(chance: random.Random, published: date) -> tuple[str, Interval | None, str | None]:
    pick = chance.random()
    if pick < 0.78:
        back = min(6, int(chance.expovariate(0.6)))
        day = published - timedelta(days=back)
        said, when = ("today" if back == 0 else f"on {day:%A}"), interval.day(day)
    elif pick < 0.84:
        start = datetime(published.year, published.month, published.day, chance.randrange(24))
        said, when = f"at {start:%H:%M}", Interval(start, start + timedelta(hours=1), "hour")
    elif pick < 0.89:
        said, when = f"in {published:%B}", interval.month(published.year, published.month)
    elif pick < 0.93:
        said, when = "this week", interval.week(published)
    elif pick < 0.96:
        last = published + timedelta(days=3)
        said, when = f"until {last:%A}", interval.days(published, last)
    elif pick < 0.98:
        said, when = "since then", Interval(interval.midnight(published), None, "day")
    else:
        return "at some point", None, None
    return said, when, interval.to_edtf(when)


def _corroborated(chance: random.Random, events: list[Event]) -> list[Event]:
    """Some events are told twice or more: the reports of others stand in for a second outlet."""
    out = []
    for event in events:
        more = chance.choice((0, 0, 0, 0, 0, 0, 1, 1, 2, 3))
        others = chance.sample(events, k=min(more, len(events) - 1))
        added = tuple(item.evidence[0] for item in others if item is not event)
        notes = ("same actors, same class, same day",) if added else ()
        out.append(
            replace(event, evidence=event.evidence + added, sources=1 + len(added), merges=notes)
        )
    return out
