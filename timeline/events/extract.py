"""The events of one document, sentence by sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from timeline.events import attribution, choose, dates, phrases, places, roles, status, titles
from timeline.events.attribution import Source
from timeline.events.choose import Choice
from timeline.events.clauses import Clause, split
from timeline.events.dates import Context, Dating
from timeline.events.lexicon import Lexicon, lexicon
from timeline.events.roles import Part, Scene
from timeline.events.tokens import Token, read
from timeline.languages.loader import load_table
from timeline.model import (
    Actor,
    Document,
    Event,
    Evidence,
    Layout,
    Mention,
    Role,
    Sentence,
    Status,
    Timex,
)
from timeline.plover import CLASSES

LANGUAGES = ("de", "en")


@dataclass(slots=True)
class _Story:
    """What is kept from sentence to sentence of a document."""

    document: Document
    lexicon: Lexicon
    actors: Mapping[str, Actor]
    context: Context
    events: list[Event] = field(default_factory=list)
    subject: Mention | None = None
    source: Source | None = None
    source_paragraph: int = -1


def extract(
    document: Document,
    layout: Layout,
    timexes: Sequence[Timex],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
) -> tuple[Event, ...]:
    """The events of the document in text order; none for a language without a lexicon."""
    language = document.language
    if language not in LANGUAGES:
        return ()
    story = _Story(
        document,
        lexicon(language),
        {actor.id: actor for actor in actors},
        Context(document.published),
    )
    for sentence in layout.sentences:
        if sentence.kind in ("title", "heading"):
            continue
        inside = [t for t in timexes if sentence.start <= t.start and t.end <= sentence.end]
        named = [m for m in mentions if sentence.start <= m.start and m.end <= sentence.end]
        _sentence(story, sentence, inside, named)
    return tuple(story.events)


def _sentence(
    story: _Story, sentence: Sentence, timexes: Sequence[Timex], mentions: Sequence[Mention]
) -> None:
    language = story.lexicon.language
    text = story.document.text
    raw = text[sentence.start : sentence.end]
    if status.doubted(raw, language) and story.events:
        _doubt_last(story)
        return
    tokens = read(text, sentence.start, sentence.end, language)
    if len(tokens) < 4:
        return
    dated = frozenset(
        t.index
        for t in tokens
        if any(x.start < t.end and t.start < x.end for x in timexes if x.type != "DURATION")
    )
    clauses = split(tokens, language)
    found = phrases.find(tokens, mentions, dated, language)
    scene = Scene(tokens, found, dated, language, memory=story.subject)
    masked = dated | {
        t.index
        for t in tokens
        for m in mentions
        if m.form == "name" and m.start <= t.start and t.end <= m.end and m.kind != "ORG"
    }
    ours = [t for t in timexes if dates.usable(t)]
    choices = choose.choose(clauses, ours, story.lexicon, masked)
    source = attribution.by_phrase(clauses, scene)
    previous: Dating | None = None
    for choice in choices:
        dating = _emit(story, sentence, choice, clauses, scene, ours, source, previous)
        previous = previous or dating
    _remember_subject(story, clauses, scene)


def _remember_subject(story: _Story, clauses: Sequence[Clause], scene: Scene) -> None:
    for clause in clauses:
        if clause.kind == "main":
            mentions = roles.subject(clause, scene)
            if mentions and mentions[0].actor is not None:
                story.subject = mentions[0]
                return


def _emit(
    story: _Story,
    sentence: Sentence,
    choice: Choice,
    clauses: Sequence[Clause],
    scene: Scene,
    timexes: Sequence[Timex],
    source: Source | None,
    previous: Dating | None,
) -> Dating | None:
    language = story.lexicon.language
    hit, clause = choice.hit, choice.clause
    scene = replace(scene, subject_before=_subject_before(choice, clauses, scene))
    if choice.speaker is not None:
        source = attribution.of_clause(choice.speaker, scene) or source
    elif (
        source is None
        and attribution.speaks_on(clause, language)
        and (story.source_paragraph >= sentence.paragraph - 1)
    ):
        source = story.source
    if source is not None:
        story.source, story.source_paragraph = source, sentence.paragraph
        scene = replace(scene, speaker=source.mentions)
    later = [c for c in clauses[choice.place + 1 :] if c.kind in ("sub", "inf", "main")]
    parts = roles.assign(hit, clause, scene, later)
    timex = _timex(choice, clauses, timexes, language)
    tense = status.tense(clause, language)
    if timex is not None and _only_content(hit.type, tense, timex, story.document.published):
        timex = None
    text = story.document.text[sentence.start : sentence.end]
    state = status.decide(
        hit,
        clause,
        language=language,
        sentence_text=text,
        interval=timex.interval if timex is not None else None,
        published=story.document.published,
        reported=choice.speaker is not None,
    )
    if choice.speaker is not None and attribution.is_claim(choice.speaker, language):
        state = "claimed" if state == "happened" else state
    state = _by_source(state, hit.type, tense, source, parts, story)
    if timex is not None:
        dating = dates.by_timex(timex)
    elif previous is not None and previous.timex is not None:
        dating = previous
    else:
        dating = dates.by_context(story.context, sentence.paragraph, tense, state)
    if not _worth(hit, clause, parts, timex, tense, state):
        return None
    event = _event(story, sentence, choice, scene, parts, dating, state, source)
    story.events.append(event)
    story.context.remember(dating, sentence.paragraph, state)
    return dating


def _only_content(
    event_class: str, tense: status.Tense, timex: Timex, published: date | None
) -> bool:
    """ "forderte einen Abzug bis Freitag": a future date in a past speech act is not its date."""
    spoken = CLASSES[event_class].quad.startswith("verbal") and event_class != "CONSULT"
    past = tense.time in ("past", "perfect", "pluperfect") and tense.mood == "fact"
    return spoken and past and status.after(timex.interval, published)


def _worth(
    hit: choose.Hit,
    clause: Clause,
    parts: Sequence[Part],
    timex: Timex | None,
    tense: status.Tense,
    state: Status,
) -> bool:
    """Whether what was found is an event: dated, or done by somebody in the past."""
    named = any(part.role != "mentioned" for part in parts)
    if hit.entry.id == "unknown":
        return timex is not None and any(part.role == "actor" for part in parts)
    if timex is not None:
        return named or hit.score >= 4
    if hit.score < 6.5 or hit.entry.weak:
        return False
    if not named and (hit.score < 9.5 or clause.kind != "main" or tense.mood != "fact"):
        return False
    if clause.kind in ("sub", "rel", "inf") and state == "happened":
        return False
    return tense.time != "present" or state in ("denied", "claimed")


def _subject_before(choice: Choice, clauses: Sequence[Clause], scene: Scene) -> tuple[Mention, ...]:
    for clause in reversed(clauses[: choice.place]):
        if clause.kind in ("main", "coord"):
            mentions = roles.subject(clause, scene)
            if mentions:
                return mentions
    return ()


def _timex(
    choice: Choice, clauses: Sequence[Clause], timexes: Sequence[Timex], language: str
) -> Timex | None:
    """The expression of the clause; for reported and coordinated clauses that of the one before."""
    own = dates.governing(timexes, choice.clause, choice.hit.token.start, language)
    if own is not None:
        return own
    if choice.speaker is not None:
        found = dates.governing(timexes, choice.speaker, choice.hit.token.start, language)
        if found is not None:
            return found
    if choice.clause.kind in ("coord", "main", "inf", "sub"):
        for clause in reversed(clauses[: choice.place]):
            found = dates.governing(timexes, clause, choice.hit.token.start, language)
            if found is not None and clause.kind in ("main", "coord"):
                return found
    if choice.clause.kind in ("main", "coord"):
        for clause in clauses:
            if clause.kind == "inf":
                found = dates.governing(timexes, clause, choice.hit.token.start, language)
                if found is not None:
                    return found
    return None


def _by_source(
    state: Status,
    event_class: str,
    tense: status.Tense,
    source: Source | None,
    parts: Sequence[Part],
    story: _Story,
) -> Status:
    """What one party says of its enemy is a claim, not a fact."""
    if state != "happened" or source is None:
        return state
    if not CLASSES[event_class].quad.startswith("material conflict"):
        return "claimed" if tense.mood == "reported" and event_class == "RETREAT" else state
    speakers = {_country(mention, story) for mention in source.mentions} - {None}
    doers = {_country(p.mention, story) for p in parts if p.role == "actor"} - {None}
    if speakers and doers and not speakers & doers:
        return "claimed"
    return "claimed" if tense.mood == "reported" and (speakers or source.mentions) else state


def _country(mention: Mention, story: _Story) -> str | None:
    actor = story.actors.get(mention.actor or "")
    return None if actor is None else actor.country or actor.id


def _doubt_last(story: _Story) -> None:
    """A sentence such as "could not be verified" makes a claim of the event before."""
    for place in range(len(story.events) - 1, max(-1, len(story.events) - 3), -1):
        event = story.events[place]
        if event.status == "happened" and event.attribution is not None:
            story.events[place] = replace(event, status="claimed")


def _event(
    story: _Story,
    sentence: Sentence,
    choice: Choice,
    scene: Scene,
    parts: Sequence[Part],
    dating: Dating,
    state: Status,
    source: Source | None,
) -> Event:
    hit, clause = choice.hit, choice.clause
    document = story.document
    text = document.text[sentence.start : sentence.end]
    trigger = (hit.token.start, (hit.particle or hit.token).end)
    if trigger[1] < trigger[0] or hit.particle is not None:
        trigger = (hit.token.start, hit.token.end)
    timex = dating.timex
    found_place = places.find(hit, clause, scene.phrases, story.actors, story.lexicon.language)
    evidence = Evidence(
        document.id,
        sentence.start,
        sentence.end,
        text,
        rule=f"{story.lexicon.language}:{hit.entry.id}:{hit.lemma}",
        trigger=trigger,
        timex=(timex.start, timex.end) if timex is not None else None,
    )
    return Event(
        id=_identifier(document.id, text, hit.token.start - sentence.start, hit.type),
        title=titles.title(document.text, clause, scene.dates),
        type=hit.type,
        status=state,
        roles=tuple(_roles(parts, story)),
        evidence=(evidence,),
        basis=dating.basis if dating.interval is not None else "undated",
        interval=dating.interval,
        edtf=dating.edtf,
        edtf_end=dating.edtf_end,
        time_expression=timex.text if timex is not None else None,
        why=dating.why,
        attribution=source.attribution if source is not None else None,
        place=found_place,
        mode=hit.entry.mode,
        language=document.language,
        confidence=_confidence(hit, dating, parts, state),
    )


def _identifier(document: str, text: str, offset: int, event_class: str) -> str:
    """Stable while document, sentence, trigger and class stay, wherever the sentence stands."""
    key = "\0".join((document, " ".join(text.split()), str(offset), event_class))
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _roles(parts: Sequence[Part], story: _Story) -> list[Role]:
    found: dict[str, Role] = {}
    for part in parts:
        actor = part.mention.actor
        if actor is None:
            continue
        actor = _country_of_city(actor, story)
        found.setdefault(
            actor,
            Role(actor, part.role, part.mention.text, part.mention.start, part.mention.end),
        )
    return list(found.values())


def _country_of_city(actor: str, story: _Story) -> str:
    """A town that acts or is visited stands for its state, where the state is known."""
    known = story.actors.get(actor)
    if known is None or known.kind != "place" or known.country is None:
        return actor
    state = f"state:{known.country}"
    return state if state in story.actors else actor


def _confidence(hit: choose.Hit, dating: Dating, parts: Sequence[Part], state: Status) -> float:
    """A rough first value: how sure the trigger, the date and the actor are."""
    trigger = 0.9 if hit.score >= 9 else 0.75 if hit.score >= 6 else 0.55
    date = {"explicit": 1.0, "relative": 0.95, "implicit": 0.7, "undated": 0.6}[dating.basis]
    actor = 1.0 if any(part.role == "actor" for part in parts) else 0.8
    known = 0.5 if hit.entry.id == "unknown" else 1.0
    return round(trigger * date * actor * known, 2)


def sentences_of(language: str) -> Mapping[str, object]:
    """The language's function words, for tests."""
    return load_table(language, "clauses")


def tokens_of(text: str, language: str) -> tuple[Token, ...]:
    """The words of one sentence, for tests."""
    return read(text, 0, len(text), language)
