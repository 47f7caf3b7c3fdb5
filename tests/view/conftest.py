"""Synthetic timelines of any size, and a real Chromium to look at their pages with."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from timeline import interval
from timeline.interval import Interval
from timeline.model import (
    Actor,
    Attribution,
    Conflict,
    Document,
    Event,
    Evidence,
    Layout,
    Mention,
    Place,
    Problem,
    Reading,
    Role,
    Sentence,
    Timeline,
)

STATES = (
    ("Ruritania", "Ruritanien"),
    ("Syldavia", "Syldavien"),
    ("Borduria", "Bordurien"),
    ("Graustark", "Graustark"),
    ("Freedonia", "Freedonien"),
    ("Sylvania", "Sylvanien"),
    ("Zubrowka", "Zubrowka"),
    ("Latveria", "Latverien"),
    ("Genovia", "Genovien"),
    ("Markovia", "Markovien"),
)
PEOPLE = ("Ana Müller", "Jiří Novák", "Łucja Wójcik", "Søren Ågård", "Ivo Strauß", "Mira Çelik")
BODIES = ("Council of the Isles", "Danube League", "Assembly of Ports")
SOURCES = ("The Test Courier", "Prüfblatt", "Harbour Gazette", "Wiener Probe", "North Ledger")
PLACES = ("Klow", "Szohôd", "Strelsau", "Edelweiss", "Lutz", "Port Salut")
VERBS = {
    "AGREE": "agreed with",
    "CONSULT": "met envoys of",
    "SUPPORT": "backed",
    "CONCEDE": "eased its rules for",
    "COOPERATE": "traded with",
    "AID": "sent relief to",
    "RETREAT": "pulled its guards back from",
    "REQUEST": "called for restraint by",
    "ACCUSE": "accused",
    "REJECT": "turned down the offer of",
    "THREATEN": "threatened",
    "PROTEST": "saw marches against",
    "SANCTION": "froze the accounts of",
    "MOBILIZE": "moved troops towards",
    "COERCE": "closed the border to",
    "ASSAULT": "shelled positions of",
    "OTHER": "held an election watched by",
}
REASONS = (
    "over the canal",
    "after the fish dispute",
    "about the bridge at Lutz",
    "on grain duties",
)
STATUSES = ("happened", "happened", "happened", "planned", "claimed", "denied", "hypothetical")


def make_timeline(size: int, *, seed: int = 7, days: int = 60) -> Timeline:
    """`size` events told in about a third as many articles; the same for the same arguments."""
    chance = random.Random(seed)
    actors = _actors()
    first = date(2021, 12, 1)
    documents: list[Document] = []
    readings: list[Reading] = []
    events: list[Event] = []
    while len(events) < size:
        made = _article(
            chance,
            number=len(documents),
            actors=actors,
            first=first,
            days=days,
            count=min(4, size - len(events)),
        )
        documents.append(made.document)
        readings.append(made)
        events.extend(made.events)
    events[0] = replace(
        events[0],
        evidence=events[0].evidence + events[-1].evidence,
        sources=2,
        merges=("same actors, same class, same day",),
        conflicts=(Conflict("date", (("2022-02-21", ("a",)), ("2022-02-22", ("b",)))),),
    )
    problems = (
        Problem(
            "undated-article",
            "no publication date was found",
            "give one with --published 2022-02-22",
            "warning",
        ),
    )
    return Timeline(tuple(documents), actors, tuple(events), problems, tuple(readings))


def _actors() -> tuple[Actor, ...]:
    states = [
        Actor(
            id=f"state:{english.lower()}",
            kind="country",
            name=english,
            names={"en": english, "de": german},
            country=english[:3].upper(),
            aliases=(f"Republic of {english}",),
        )
        for english, german in STATES
    ]
    people = [
        Actor(id=f"person:{name.split()[1].lower()}", kind="person", name=name) for name in PEOPLE
    ]
    bodies = [
        Actor(id=f"org:{index}", kind="organisation", name=name, country="IGO")
        for index, name in enumerate(BODIES)
    ]
    return (*states, *people, *bodies)


def _article(
    chance: random.Random,
    *,
    number: int,
    actors: tuple[Actor, ...],
    first: date,
    days: int,
    count: int,
) -> Reading:
    published = first + timedelta(days=int(days * chance.betavariate(2.5, 2)))
    sentences: list[Sentence] = []
    mentions: list[Mention] = []
    events: list[Event] = []
    text = ""
    name = f"article-{number:05d}"
    for index in range(count):
        left, right = chance.sample(range(len(actors)), k=2)
        left, right = min(left, right, key=lambda item: item), max(left, right)
        verb_class = chance.choice(list(VERBS))
        verb = VERBS[verb_class]
        expression, when = _when(chance, published)
        reason = chance.choice(REASONS)
        start = len(text)
        sentence = f"{actors[left].name} {verb} {actors[right].name} {reason} {expression}."
        text += sentence
        at = start + len(actors[left].name) + 1
        to = at + len(verb) + 1
        timex = start + len(sentence) - 1 - len(expression)
        for actor, offset in ((actors[left], start), (actors[right], to)):
            mentions.append(
                Mention(offset, offset + len(actor.name), actor.name, "PER", actor=actor.id)
            )
        sentences.append(Sentence(start, start + len(sentence), index // 2))
        events.append(
            _event(
                chance,
                name=f"{name}-{index}",
                pair=(actors[left], actors[right]),
                verb_class=verb_class,
                sentence=sentence,
                when=when,
                expression=expression,
                evidence=Evidence(
                    name,
                    start,
                    start + len(sentence),
                    sentence,
                    rule=f"en.{verb_class.lower()}",
                    trigger=(at, at + len(verb)),
                    timex=(timex, timex + len(expression)),
                ),
            )
        )
        if index % 2 == 0:
            text += " "
            follow = "Officials on both sides declined to give further details 🕊️."
            sentences.append(Sentence(len(text), len(text) + len(follow), index // 2))
            text += follow + " "
        else:
            text += "\n\n"
    source = chance.choice(SOURCES)
    document = Document(
        id=name,
        text=text,
        language="de" if source in ("Prüfblatt", "Wiener Probe") else "en",
        published=None if number % 40 == 39 else published,
        published_from="unknown" if number % 40 == 39 else "header",
        title=f"Report {number} {chance.choice(REASONS)}",
        source=source,
        url=f"https://news.example/{number}" if number % 3 else None,
    )
    events = [replace(event, language=document.language) for event in events]
    return Reading(document, Layout(tuple(sentences)), (), tuple(mentions), (), tuple(events))


def _when(chance: random.Random, published: date) -> tuple[str, Interval | None]:
    pick = chance.random()
    if pick < 0.7:
        back = chance.randrange(5)
        day = published - timedelta(days=back)
        return ("today" if back == 0 else f"on {day:%A}"), interval.day(day)
    if pick < 0.78:
        start = datetime(published.year, published.month, published.day, chance.randrange(24))
        return f"at {start:%H:%M}", Interval(start, start + timedelta(hours=1), "hour")
    if pick < 0.84:
        return f"in {published:%B}", interval.month(published.year, published.month)
    if pick < 0.88:
        return "this week", interval.week(published)
    if pick < 0.92:
        last = published + timedelta(days=3)
        return f"until {last:%A}", interval.days(published, last)
    if pick < 0.95:
        start = interval.midnight(published)
        return "since then", Interval(start, None, "day")
    return "at some point", None


def _event(
    chance: random.Random,
    *,
    name: str,
    pair: tuple[Actor, Actor],
    verb_class: str,
    sentence: str,
    when: Interval | None,
    expression: str,
    evidence: Evidence,
) -> Event:
    status: Any = chance.choice(STATUSES)
    place = chance.choice((None, *PLACES))
    says = chance.random() < 0.2
    return Event(
        id=name,
        title=sentence.removesuffix(f" {expression}."),
        type=verb_class,
        status=status,
        roles=(
            Role(pair[0].id, "actor", pair[0].name),
            Role(pair[1].id, "recipient", pair[1].name),
        ),
        evidence=(evidence,),
        basis="undated" if when is None else "relative",
        interval=when,
        edtf=None if when is None else interval.to_edtf(when),
        time_expression=expression,
        why=""
        if when is None
        else f"“{expression}” in the past tense, reckoned from the publication date",
        attribution=Attribution("a spokesman", pair[0].id) if says else None,
        place=None if place is None else Place(place, "SYL"),
        salience=chance.random(),
    )


@pytest.fixture(scope="session")
def timeline_of() -> Callable[..., Timeline]:
    """`timeline_of(20)` makes a timeline of 20 events."""
    return make_timeline


class Watched:
    """A page together with every request, console message and error it gave rise to."""

    def __init__(self, browser: Any, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.messages: list[str] = []
        self.requests: list[str] = []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))

    def open(self, path: Path, fragment: str = "") -> Any:
        """Loads the file and waits until the page stands."""
        self.page.goto(path.as_uri() + fragment)
        self.page.wait_for_selector("#app[data-ready]")
        self.page.wait_for_selector(".plot[data-ready]")
        return self.page

    def strays(self) -> list[str]:
        """Requests other than for the file itself and for what the page has made itself."""
        return [url for url in self.requests if not url.startswith(("file:", "blob:null/"))]


@pytest.fixture
def watch(chromium: Any) -> Iterator[Callable[..., Watched]]:
    """Makes watched pages; after the test, none may have complained or asked the network."""
    watched: list[Watched] = []

    def make(**options: Any) -> Watched:
        defaults = {"viewport": {"width": 1280, "height": 860}, "locale": "en-GB"}
        item = Watched(chromium, **{**defaults, **options})
        watched.append(item)
        return item

    yield make
    for item in watched:
        item.context.close()
        assert item.messages == []
        assert item.strays() == []
