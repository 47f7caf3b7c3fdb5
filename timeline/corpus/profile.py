"""What a report says, in the form in which reports are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from timeline.corpus.again import told_again
from timeline.corpus.changed import changed
from timeline.corpus.changes import Change, change_of, new_date_words
from timeline.corpus.figures import Figure
from timeline.corpus.notes import Notes, within
from timeline.interval import day
from timeline.model import Actor, Event, Evidence, Place, Reading

# A group of no known country ("soldiers") may be any.
ANYBODY, PERHAPS = "group@", 0.3
_CONTEXT = 250  # characters before a sentence in which a pronoun's name may stand
_JUST_NOW = 2  # days before publication that news without a date is from


@dataclass(frozen=True, slots=True)
class Profile:
    """One event as a piece of its evidence tells it.

    Days are ordinals, None where open or undated. `doers` and `receivers` are keys of actors as
    `Who.key` gives them, `names` those of everybody named in the sentence, `context` those of the
    sentences just before it, `towns` the towns among the names and the place. `stems` compare
    sentences of one language, `skeletons` and `senses` those of any. `change` is set where the
    event is that a plan was postponed or called off, `again` where it is a further one of its kind.
    """

    event: Event
    evidence: Evidence
    document: str
    language: str
    published: int | None
    first: int | None
    last: int | None
    sense: str
    doers: frozenset[str]
    receivers: frozenset[str]
    names: frozenset[str]
    context: frozenset[str]
    place: str | None
    towns: frozenset[str]
    stems: frozenset[str]
    skeletons: frozenset[str]
    senses: frozenset[str]
    figures: tuple[Figure, ...]
    change: Change | None = None
    again: bool = False

    @property
    def is_early(self) -> bool:
        """Whether the report was published before the event's first day."""
        return self.published is not None and self.first is not None and self.published < self.first

    @property
    def parts(self) -> frozenset[str]:
        """Everybody with a part in the event."""
        return self.doers | self.receivers


def strangers(one: Profile, two: Profile) -> bool:
    """Whether each sentence names people that the other does not."""
    ours = {name for name in one.names if name.startswith(("person:", "local:"))}
    theirs = {name for name in two.names if name.startswith(("person:", "local:"))}
    return bool(ours - theirs and theirs - ours)


class Who:
    """Actors by id, as far as comparison needs them."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._known: dict[tuple[str, str], float] = {}
        # Groups of one country are one, for each language names them in its own words.
        self.groups = {
            actor.id: f"group@{actor.country or ''}"
            for actor in self._actors.values()
            if actor.kind == "group"
        }

    def key(self, actor: str) -> str:
        """The id, or that of all groups of the country."""
        return self.groups.get(actor, actor)

    def country(self, key: str) -> str | None:
        """ISO code of the country an actor acts for, IGOs excepted."""
        if key.startswith("group@"):
            return key[6:] or None
        known = self._actors.get(key)
        country = None if known is None else known.country
        return None if country == "IGO" else country

    def alike(self, one: str, two: str) -> float:
        """1 for the same actor, less where one may stand for the other, 0 for strangers."""
        if one == two:
            return 1.0 if one != ANYBODY else PERHAPS
        pair = (one, two) if one < two else (two, one)
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = self._compare(*pair)
        return found

    def _compare(self, one: str, two: str) -> float:
        ours, theirs = self.country(one), self.country(two)
        if ours is None or ours != theirs:
            # A group that no country is known of may be anybody's.
            return PERHAPS if ANYBODY in (one, two) else 0.0
        kinds = {self._kind(one), self._kind(two)}
        if kinds == {"person"}:
            return 0.0
        return 0.8 if "country" in kinds else 0.5

    def _kind(self, key: str) -> str:
        if key.startswith("group@"):
            return "group"
        known = self._actors.get(key)
        return "unknown" if known is None else "country" if known.kind == "country" else known.kind


def profiles(
    events: Sequence[Event],
    readings: Mapping[str, Reading],
    who: Who,
    *,
    notes: Notes | None = None,
) -> list[Profile]:
    """One profile per event, in their order; `readings` by document id."""
    reports = [(event, event.evidence[0]) for event in events]
    return profiles_of(reports, readings, who, notes or Notes())


def profiles_of(
    reports: Iterable[tuple[Event, Evidence]],
    readings: Mapping[str, Reading],
    who: Who,
    notes: Notes,
) -> list[Profile]:
    """One profile per report: an event, and the piece of its evidence that tells it."""
    sentences = notes.sentences(who.groups)
    found = []
    for event, evidence in reports:
        key = (evidence.document, evidence.start, evidence.end)
        reading = readings.get(evidence.document)
        sentence: _Sentence | None = sentences.get(key)
        if sentence is None or sentence.reading is not reading:
            sentence = sentences[key] = _sentence(evidence, reading, who)
        known = sentence.told.get(evidence)
        if known is not None and _says_the_same(event, known):
            found.append(changed(known, event=event))
            continue
        item = _profile(event, evidence, sentence, who, notes)
        if item.event is event:  # it was not dated anew
            sentence.told[evidence] = item
        found.append(item)
    return found


def _says_the_same(event: Event, known: Profile) -> bool:
    """Whether the profile of the same report is this event's, too: most have one report."""
    was = known.event
    return (
        event.roles is was.roles
        and event.interval is was.interval
        and event.place is was.place
        and event.type == was.type
        and event.language == was.language
    )


def _profile(
    event: Event,
    evidence: Evidence,
    sentence: _Sentence,
    who: Who,
    notes: Notes,
) -> Profile:
    reading = sentence.reading
    language = _language(event, evidence, reading)
    change = change_of(evidence, language)
    first, last = days_of(event)
    keys = [(role.role, who.key(role.actor)) for role in event.roles]
    doers = frozenset([key for role, key in keys if role == "actor"])
    receivers = frozenset([key for role, key in keys if role == "recipient"])
    published = None if reading is None else reading.document.published
    told = None if published is None else published.toordinal()
    if change is not None and published is not None and told is not None:
        late = first is not None and first > told
        if late or _is_new_date(evidence, language, reading):
            # "Postponed to Monday" says when it will be, not when it was put off.
            event = _told_on(event, published)
            first, last = told - _JUST_NOW, told
    wording = notes.wording(evidence, language, reading)
    place = place_key(event.place)
    names = sentence.names.union([key for _, key in keys])
    return Profile(
        event=event,
        evidence=evidence,
        document=evidence.document,
        language=language,
        published=told,
        first=first,
        last=last,
        sense=_sense(event, evidence),
        doers=doers,
        receivers=receivers,
        names=names,
        context=sentence.context,
        place=place,
        towns=_towns(names, place),
        stems=wording.stems,
        skeletons=wording.skeletons,
        senses=wording.senses,
        figures=wording.figures,
        change=change,
        again=reading is not None and told_again(evidence, reading.document.text, language),
    )


@dataclass(frozen=True, slots=True)
class _Sentence:
    """Its article, the keys of those whom it names, and of those named shortly before it.

    `told` are the profiles that were made of its reports so far.
    """

    reading: Reading | None
    names: frozenset[str]
    context: frozenset[str]
    told: dict[Evidence, Profile] = field(default_factory=dict)


def _sentence(evidence: Evidence, reading: Reading | None, who: Who) -> _Sentence:
    if reading is None:
        return _Sentence(None, frozenset(), frozenset())
    start, before = evidence.start, max(0, evidence.start - _CONTEXT)
    inside = {item.actor for item in within(reading.mentions, start, evidence.end)}
    around = {item.actor for item in within(reading.mentions, before, start)}
    return _Sentence(
        reading,
        frozenset([who.key(actor) for actor in inside if actor is not None]),
        frozenset([who.key(actor) for actor in around if actor is not None]),
    )


def _towns(names: frozenset[str], place: str | None) -> frozenset[str]:
    """Towns among the names, and the place if it is one."""
    towns = [name for name in names if name.startswith("city:")]
    if place is not None and place.startswith("city:"):
        towns.append(place)
    return frozenset(towns)


def _language(event: Event, evidence: Evidence, reading: Reading | None) -> str:
    """The language of the sentence: the rule that fired is one of its pack."""
    code, colon, _ = evidence.rule.partition(":")
    if colon and len(code) == 2:
        return code
    return event.language or (None if reading is None else reading.document.language) or "en"


def _told_on(event: Event, published: date) -> Event:
    """The report that a plan was changed, dated by its publication: its words date the plan."""
    said = f"“{event.time_expression}”" if event.time_expression else "the date of the sentence"
    return changed(
        event,
        interval=day(published),
        edtf=published.isoformat(),
        edtf_end=None,
        basis="implicit",
        time_expression=None,
        why=f"{said} is when it was or will be due, not when that was changed; told {published}",
    )


def _sense(event: Event, evidence: Evidence) -> str:
    """The sense of the act; of acts without a class the very word, for such senses hold many."""
    parts = evidence.rule.split(":")
    if len(parts) < 3:
        return ""
    return ":".join(parts) if event.type == "OTHER" else parts[1]


def _is_new_date(evidence: Evidence, language: str, reading: Reading | None) -> bool:
    if evidence.timex is None or reading is None:
        return False
    ahead = reading.document.text[evidence.start : evidence.timex[0]].split()[-2:]
    return any(word.lower() in new_date_words(language) for word in ahead)


def place_key(place: Place | None) -> str | None:
    """What places are compared by: those that the reports name."""
    return None if place is None or place.basis == "inferred" else place.actor or place.name


def days_of(event: Event) -> tuple[int | None, int | None]:
    """First and last day as ordinals."""
    if event.interval is None:
        return None, None
    first, last = event.interval.first_day, event.interval.last_day
    return (
        None if first is None else first.toordinal(),
        None if last is None else last.toordinal(),
    )
