"""The records that the stages hand to each other.

Offsets count Unicode code points of `Document.text`, start inclusive, end exclusive. `None` means
unknown. What the text said and what was inferred from it stand in separate fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from timeline.interval import Interval

if TYPE_CHECKING:  # heavy packages are imported where they are used
    import networkx
    import pandas
    import plotly.graph_objects

PublishedFrom = Literal["argument", "header", "metadata", "url", "dateline", "estimate", "unknown"]
SentenceKind = Literal["title", "heading", "body", "caption"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
MentionKind = Literal["PER", "LOC", "ORG"]
MentionForm = Literal["name", "adjective", "description", "pronoun"]
ActorKind = Literal["person", "country", "organisation", "group", "place", "unknown"]
RoleName = Literal["actor", "recipient", "mentioned"]
Basis = Literal["explicit", "relative", "implicit", "undated"]
PlaceBasis = Literal["said", "near", "inferred"]
Corroboration = Literal["single-source", "corroborated", "disputed"]
Status = Literal["happened", "planned", "claimed", "denied", "hypothetical"]


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read; `text` is the body, untouched.

    `published` is None where nobody said it, never today's date. `published_from` tells who said
    it, `notes` what a reader should know about the reading ("decoded as cp1252"). `reliability` is
    what the user thinks of the source, A to F; it is shown and decides nothing.
    """

    id: str
    text: str
    language: str | None = None
    published: date | None = None
    published_from: PublishedFrom = "unknown"
    title: str | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None
    path: str | None = None
    notes: tuple[str, ...] = ()
    reliability: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the cleaned text. `paragraph` counts from 0 in reading order.

    `language` is None where it is the document's; agencies' captions are often in another one.
    """

    start: int
    end: int
    paragraph: int
    kind: SentenceKind = "body"
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch that is no content, and why ("advertising", "repeated caption", "dateline")."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place, agency and date before a first sentence: "WASHINGTON, Feb 21 (dpa) –", "Moskau.".

    `date_text` is the date as it stands there; reading it is up to the publication date's rules.
    """

    start: int
    end: int
    place: str | None = None
    agency: str | None = None
    date_text: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What the clean-up made of a document: sentences in order, and everything left out of them."""

    sentences: tuple[Sentence, ...]
    dropped: tuple[Dropped, ...] = ()
    datelines: tuple[Dateline, ...] = ()


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression. `value` is the resolved TIMEX3 value, `said` the underspecified one.

    `said` is what the words alone give (`XXXX-10-02`); `value` equals it where nothing could be
    resolved, and then `interval` is None. `anchor` names what it was resolved against
    ("publication date 2022-02-22", "timex 41-47"), `why` is one sentence for the reader.
    `begin` and `end_point` hold the offsets (start) of the two ends of a range, if it has them.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    said: str
    rule: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    interval: Interval | None = None
    edtf: str | None = None
    anchor: str | None = None
    basis: Literal["explicit", "relative"] = "relative"
    why: str = ""
    begin: int | None = None
    end_point: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name or describe an actor or a place.

    `kind` is None for adjectives and inhabitants ("russisch", "Russians"), which name an actor
    without being a proper name. `actor` is the id of the linked actor. `title` holds a role that
    stood before the name ("US-Außenminister"), which is not part of the span.
    """

    start: int
    end: int
    text: str
    kind: MentionKind | None
    form: MentionForm = "name"
    actor: str | None = None
    title: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts, or a place: one record however it is spelt.

    `id` is the gazetteer's ("state:RUS", "org:un", "person:lavrov", "city:geneva") or local to the
    corpus ("local:maria-sacharowa"). `names` maps a language to its canonical name. `country` is
    ISO 3166 alpha-3 or IGO. `merges` says why the names were taken to be one actor.
    """

    id: str
    kind: ActorKind
    name: str
    names: Mapping[str, str] = field(default_factory=dict)
    country: str | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    merges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """An actor's part in an event; `mention` is how the sentence put it."""

    actor: str
    role: RoleName
    mention: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened; coordinates in degrees, None where the gazetteer has none.

    `basis`: the sentence says it was there, says it was near, or it follows from the context.
    """

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    actor: str | None = None
    basis: PlaceBasis = "said"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One report of an event: the sentence, and the words in it that made the event.

    `trigger` and `timex` are offsets into the document, `rule` the trigger entry that fired.
    """

    document: str
    start: int
    end: int
    text: str
    rule: str = ""
    trigger: tuple[int, int] | None = None
    timex: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: the words, and the actor they name if it is linked."""

    text: str
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the reports of one event disagree on: each claim with the documents that make it.

    A claim is as short as it can be read alone: "2011-03-19", "262", "≈ 300", "NATO". `what` says
    what a number counts ("killed", "troops").
    """

    aspect: Literal["date", "number", "actor", "place", "status"]
    claims: tuple[tuple[str, tuple[str, ...]], ...]
    what: str = ""

    def __str__(self) -> str:
        """One line: "number of killed: 262 (a, b) / 300 (c)"."""
        listed = (f"{claim} ({', '.join(documents)})" for claim, documents in self.claims)
        about = f"{self.aspect} of {self.what}" if self.what else self.aspect
        return f"{about}: {' / '.join(listed)}"


@dataclass(frozen=True, slots=True)
class Link:
    """From an event to another that belongs to its story; `why` is for the reader.

    From the plan to what became of it ("took place", "postponed", "called off"), from the outcome
    back to where it was announced ("planned in").
    """

    event: str
    kind: Literal["planned in", "took place", "postponed", "called off"]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened (or is planned, claimed, denied), when, who to whom, and who says so.

    `mode` and `contexts` are PLOVER's, `instrument` is the means as the text names it.
    `type` is a PLOVER class or OTHER; `status` is separate from it. `interval` is None exactly
    where `basis` is "undated". `first_report` is the day on which the first report was published.
    `merges` says why several reports were taken to be one event, `conflicts` what they disagree
    on, `links` what became of a plan, `corrections` what the user changed by hand. `confidence`
    runs from 0 to 1.
    """

    id: str
    title: str
    type: str
    status: Status
    roles: tuple[Role, ...]
    evidence: tuple[Evidence, ...]
    basis: Basis = "undated"
    interval: Interval | None = None
    edtf: str | None = None
    edtf_end: str | None = None
    time_expression: str | None = None
    why: str = ""
    attribution: Attribution | None = None
    place: Place | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    instrument: str | None = None
    language: str | None = None
    confidence: float = 1.0
    salience: float = 0.0
    sources: int = 1
    first_report: date | None = None
    merges: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    links: tuple[Link, ...] = ()
    corrections: tuple[str, ...] = ()

    @property
    def corroboration(self) -> Corroboration:
        """Whether reports disagree, several sources tell the same, or one source stands alone."""
        if self.conflicts:
            return "disputed"
        return "corroborated" if self.sources > 1 else "single-source"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the user should know: an article that could not be used, a date that is missing.

    `severity` "error" means the article was left out, "warning" that it was used with a limit.
    """

    where: str
    message: str
    remedy: str = ""
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True, slots=True)
class Correction:
    """An entry of the corrections file as it stands there; `stale` says why it was left out.

    `event` is the event that it changed or added, `was` what that one said before, by field.
    """

    entry: Mapping[str, Any]
    stale: str | None = None
    event: str | None = None
    was: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ByHand:
    """What the corrections file brought: its entries, and views of the page by name."""

    entries: tuple[Correction, ...] = ()
    views: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one document gave by itself, before the corpus is looked at."""

    document: Document
    layout: Layout
    timexes: tuple[Timex, ...] = ()
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The result: documents, actors and events in date order, and every problem met."""

    documents: tuple[Document, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()
    readings: tuple[Reading, ...] = ()
    by_hand: ByHand = field(default_factory=ByHand)

    def actor(self, actor_id: str) -> Actor:
        """The actor with that id; KeyError where there is none."""
        for actor in self.actors:
            if actor.id == actor_id:
                return actor
        raise KeyError(actor_id)

    def to_frame(self) -> pandas.DataFrame:
        """One row per event; columns as in `timeline.tables`."""
        from timeline.tables import events_frame

        return events_frame(self)

    def to_graph(self) -> networkx.MultiGraph[Any]:
        """Actors and events as a networkx multigraph; see `timeline.graph`."""
        from timeline.graph import build_graph

        return build_graph(self)

    def to_figure(self) -> plotly.graph_objects.Figure:
        """A plain plotly figure; see `timeline.view.to_figure`."""
        from timeline.view.to_figure import to_figure

        return to_figure(self)

    def _repr_html_(self) -> str:
        """What a notebook shows: counts and the first events."""
        from timeline.view.to_figure import to_table

        return to_table(self)

    def to_html(self, *, title: str | None = None) -> str:
        """The interactive page as one self-contained HTML text."""
        from timeline.view.to_html import to_html

        return to_html(self, title=title)
