"""What is known of one occurrence, put together into an Event."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.events import details, places, status, titles
from timeline.events.attribution import Source
from timeline.events.choose import Choice
from timeline.events.clauses import Clause
from timeline.events.dates import Dating
from timeline.events.forces import is_force
from timeline.events.roles import Part
from timeline.events.status import Tense
from timeline.events.subjects import Scene
from timeline.events.triggers import Hit
from timeline.model import (
    Actor,
    Document,
    Event,
    Evidence,
    Mention,
    Place,
    Role,
    Sentence,
    Status,
    Timex,
)
from timeline.plover import CLASSES


@dataclass(slots=True, eq=False)  # not frozen: that costs thrice
class Draft:
    """An occurrence before it is dated by context and judged.

    `dropped` is a time expression of its clause that belongs to what was said, not to the saying.
    """

    choice: Choice
    sentence: Sentence
    scene: Scene
    parts: tuple[Part, ...]
    timex: Timex | None
    tense: Tense
    state: Status
    source: Source | None
    dropped: Timex | None = None


def place_of(draft: Draft, actors: Mapping[str, Actor]) -> Place | None:
    """Where the clause says that it was."""
    choice = draft.choice
    return places.find(choice.hit, choice.clause, draft.scene, parts=draft.parts, actors=actors)


def compose(
    draft: Draft,
    dating: Dating,
    document: Document,
    actors: Mapping[str, Actor],
    *,
    place: Place | None = None,
) -> Event:
    """The event; its id stays while document, sentence, trigger and class stay."""
    hit, clause, sentence = draft.choice.hit, draft.choice.clause, draft.sentence
    text = document.text[sentence.start : sentence.end]
    timex = dating.timex
    language = draft.scene.language
    evidence = Evidence(
        document.id,
        sentence.start,
        sentence.end,
        text,
        rule=f"{language}:{hit.entry.id}:{hit.lemma}",
        trigger=(hit.token.start, hit.token.end),
        timex=(timex.start, timex.end) if timex is not None else None,
    )
    return Event(
        id=_identifier(document.id, text, hit.token.start - sentence.start, hit.type),
        title=titles.title(document.text, sentence, clause),
        type=hit.type,
        status=draft.state,
        roles=tuple(_roles(draft.parts, actors, hit.type, language)),
        evidence=(evidence,),
        basis=dating.basis if dating.interval is not None else "undated",
        interval=dating.interval,
        edtf=dating.edtf,
        edtf_end=dating.edtf_end,
        time_expression=timex.text if timex is not None else None,
        why=dating.why,
        attribution=draft.source.attribution if draft.source is not None else None,
        place=place,
        mode=hit.entry.mode,
        contexts=details.contexts(clause, language),
        instrument=details.instrument(hit, clause, language),
        language=document.language,
        confidence=_confidence(draft, dating),
    )


# Tenses in which a verb without a class still tells an occurrence.
_OVER = frozenset({"past", "perfect", "pluperfect", "future"})


def worth(draft: Draft) -> bool:
    """Whether it is an event at all: dated, or done by somebody and over."""
    hit, clause = draft.choice.hit, draft.choice.clause
    named = any(part.role != "mentioned" for part in draft.parts)
    if hit.entry.id == "unknown":
        doer = any(part.role == "actor" for part in draft.parts)
        return doer and draft.timex is not None and draft.tense.time in _OVER
    if draft.timex is not None or (hit.kind == "phrase" and named):
        return named or hit.score >= 4
    doer = any(part.role == "actor" for part in draft.parts)
    open_end = draft.state in ("planned", "hypothetical")
    doubtful = unsure(hit) or (open_end and not doer)
    if not named:
        doubtful = doubtful or hit.score < 9.5 or clause.kind != "main"
        doubtful = doubtful or draft.tense.mood != "fact"
    tense = Tense("past", "fact") if draft.dropped is not None else draft.tense
    told = lead(hit, clause, draft.sentence) and _both_sides(draft)
    return not doubtful and (told or not aside(clause, tense, draft.state))


_LEAD = 2  # paragraphs


def lead(hit: Hit, clause: Clause, sentence: Sentence) -> bool:
    """ "Sudan accuses the Emirates": in the first lines the present tense of a verb tells news."""
    return sentence.paragraph < _LEAD and clause.kind == "main" and hit.token is clause.finite


def _both_sides(draft: Draft) -> bool:
    """Whether it says who, and to whom, by names or descriptions."""
    return {"actor", "recipient"} <= {p.role for p in draft.parts if p.mention.form != "pronoun"}


def unsure(hit: Hit) -> bool:
    """Whether the trigger tells an event only with a time expression."""
    return hit.score < 6.5 or hit.entry.weak


def aside(clause: Clause, tense: Tense, state: Status) -> bool:
    """Whether a clause without a time expression only describes, or says how things are."""
    if clause.kind in ("sub", "rel", "inf") and state == "happened":
        return True
    return tense.time == "present" and state not in ("denied", "claimed")


def by_source(
    state: Status,
    event_class: str,
    tense: Tense,
    *,
    source: Source | None,
    parts: Sequence[Part],
    actors: Mapping[str, Actor],
) -> Status:
    """What one party says of its enemy is a claim, not a fact."""
    if state != "happened" or source is None:
        return state
    if CLASSES[event_class].quad != "material conflict":
        return "claimed" if tense.mood == "reported" and event_class == "RETREAT" else state
    speakers = {_country(mention, actors) for mention in source.mentions} - {None}
    doers = {_country(part.mention, actors) for part in parts if part.role == "actor"} - {None}
    if speakers and doers and not speakers & doers:
        return "claimed"
    return "claimed" if tense.mood == "reported" and source.mentions else state


def only_content(draft_type: str, tense: Tense, timex: Timex | None, document: Document) -> bool:
    """ "forderte einen Abzug bis Freitag": a future date in a past speech act is not its date."""
    spoken = CLASSES[draft_type].quad.startswith("verbal") and draft_type != "CONSULT"
    past = tense.mood == "fact" and (
        tense.time in ("past", "perfect", "pluperfect") or draft_type == "AGREE"
    )
    interval = timex.interval if timex is not None else None
    return spoken and past and status.after(interval, document.published)


def _country(mention: Mention, actors: Mapping[str, Actor]) -> str | None:
    actor = actors.get(mention.actor or "")
    return None if actor is None else actor.country or actor.id


def _identifier(document: str, text: str, offset: int, event_class: str) -> str:
    key = "\0".join((document, " ".join(text.split()), str(offset), event_class))
    return hashlib.sha256(key.encode()).hexdigest()[:16]


# What can be done to a town as such: it is shelled, seized, helped, visited.
_DONE_TO_TOWNS = frozenset({"ASSAULT", "COERCE", "AID", "CONSULT", "MOBILIZE", "SANCTION"})


def _roles(
    parts: Sequence[Part], actors: Mapping[str, Actor], event_class: str, language: str
) -> list[Role]:
    """The parts as roles; a town that stands for no known state does nothing."""
    found: dict[str, Role] = {}
    for part in parts:
        if part.mention.actor is None:
            continue
        mention = part.mention
        if part.role == "mentioned" and _is_town(actors.get(part.mention.actor)):
            continue  # a town on the way is where, and nobody
        actor = _state_of(part.mention.actor, actors)
        if is_force(mention, language):
            actor = _state_behind(actor, actors)
        known = actors.get(actor)
        if known is not None and known.kind == "place" and part.role != "mentioned":
            suffers = part.role == "recipient" and event_class in _DONE_TO_TOWNS
            if not suffers or known.country is None:
                continue
        found.setdefault(actor, Role(actor, part.role, mention.text, mention.start, mention.end))
    return list(found.values())


def _is_town(actor: Actor | None) -> bool:
    """A place that is no region: those act, and are spoken of, like states."""
    return actor is not None and actor.kind == "place" and not actor.id.startswith("region:")


def _state_behind(actor: str, actors: Mapping[str, Actor]) -> str:
    """ "Georgian troops" act for Georgia, where that state is known."""
    known = actors.get(actor)
    if known is None or known.kind != "group" or known.country is None:
        return actor
    state = f"state:{known.country}"
    return state if state in actors else actor


def _state_of(actor: str, actors: Mapping[str, Actor]) -> str:
    """A town that acts or is visited stands for its state, where the state is known."""
    known = actors.get(actor)
    if known is None or known.kind != "place" or known.country is None:
        return actor
    state = f"state:{known.country}"
    return state if state in actors else actor


# Shares of events with class, status and date all right, measured on the development stories.
_DATED = {"explicit": 1.0, "relative": 0.96, "implicit": 0.78, "undated": 0.4}


def _confidence(draft: Draft, dating: Dating) -> float:
    """How likely class, status and date are right; 0 to 1."""
    hit = draft.choice.hit
    trigger = 0.93 if hit.score >= 9 else 0.85 if hit.score >= 6 else 0.65
    doer = 1.0 if any(part.role == "actor" for part in draft.parts) else 0.85
    known = 0.8 if hit.entry.id == "unknown" else 1.0
    open_end = 0.85 if draft.state in ("planned", "claimed") else 1.0
    return round(trigger * _DATED[dating.basis] * doer * known * open_end, 2)
