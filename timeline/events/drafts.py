"""What one trigger of a sentence tells: who says it, who has which part, when, whether."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from timeline.events import attribution, roles, status, when
from timeline.events.anaphora import Memory, complete
from timeline.events.attribution import Source
from timeline.events.choose import Choice
from timeline.events.clauses import Clause
from timeline.events.compose import Draft, aside, by_source, lead, only_content, unsure
from timeline.events.context import Context, says_since
from timeline.events.lexicon import Lexicon
from timeline.events.roles import Part
from timeline.events.subjects import Scene, subject
from timeline.model import Actor, Dateline, Document, Event, Mention, Sentence, Timex


@dataclass(slots=True)
class Story:
    """What is kept from sentence to sentence of a document; `datelines` by their ends."""

    document: Document
    lexicon: Lexicon
    actors: Mapping[str, Actor]
    context: Context
    memory: Memory
    datelines: Mapping[int, Dateline]
    events: list[Event] = field(default_factory=list)
    source: Source | None = None
    source_paragraph: int = -1
    told: int = 0  # sentences so far


def draft_of(
    story: Story,
    sentence: Sentence,
    choice: Choice,
    *,
    clauses: Sequence[Clause],
    scene: Scene,
    timexes: Sequence[Timex],
    source: Source | None,
) -> Draft:
    """What the choice tells; scene and source are those that `speech` gives."""
    language = story.lexicon.language
    hit, clause = choice.hit, choice.clause
    later = [
        c
        for c in clauses[choice.place + 1 :]
        if c is not choice.speaker
        and (c.kind in ("sub", "inf") or attribution.speaks_on(c, language))
    ]
    parts = roles.assign(hit, clause, scene, later)
    if choice.reports:
        source = attribution.of_clause(clause, scene) or source
        told = {mention.actor for mention in source.mentions} if source is not None else set()
        parts = [part for part in parts if part.mention.actor not in told]
    parts = complete(parts, hit, clause, scene, story.memory)
    if hit.entry.id == "echo" and story.memory.last_class is not None:
        hit = replace(hit, type=story.memory.last_class)
        choice = replace(choice, hit=hit)
    timex = when.governing(choice, clauses, timexes, language)
    tense = status.tense(clause, language)
    if choice.speaker is not None and status.shifted(tense, choice.speaker, language):
        tense = replace(tense, time="past")
    dropped = timex if only_content(hit.type, tense, timex, story.document) else None
    if dropped is not None:
        timex = None
    state = status.decide(
        hit,
        clause,
        language=language,
        sentence_text=story.document.text[sentence.start : sentence.end],
        interval=timex.interval if timex is not None else None,
        published=story.document.published,
        reported=choice.speaker is not None,
    )
    if choice.speaker is not None and status.announced(clause, choice.speaker, language):
        state = "planned"
    timex, state = when.due(choice, timex, tense, state, document=story.document, language=language)
    if state == "happened" and choice.speaker is not None:
        state = "claimed" if attribution.is_claim(choice.speaker, language) else state
    if choice.reports:
        state = "claimed"
    if state == "planned" and not parts and source is not None:
        parts = [Part(mention, "actor") for mention in source.mentions[:1]]
    state = by_source(state, hit.type, tense, source=source, parts=parts, actors=story.actors)
    return Draft(choice, sentence, scene, tuple(parts), timex, tense, state, source, dropped)


def echoed(draft: Draft, others: Sequence[Draft]) -> Draft:
    """ "imposed sanctions; a week later Peru followed suit": as the same sentence told before."""
    if draft.choice.hit.entry.id != "echo":
        return draft
    before = [other for other in others if other.choice.place < draft.choice.place]
    if not before:
        return draft
    told = max(before, key=lambda other: other.choice.place)
    hit = replace(draft.choice.hit, type=told.choice.hit.type)
    doers = [part for part in draft.parts if part.role == "actor"]
    sufferers = [part for part in told.parts if part.role == "recipient"]
    parts = (*doers, *sufferers)
    return replace(draft, choice=replace(draft.choice, hit=hit), parts=parts)


def speech(
    story: Story, sentence: Sentence, choice: Choice, *, clauses: Sequence[Clause], scene: Scene
) -> tuple[Scene, Source | None]:
    """The scene of the clause, and who says what it tells."""
    scene = scene.after(_subject_before(choice, clauses, scene))
    source = _source(story, sentence, choice, clauses=clauses, scene=scene)
    return scene if source is None else scene.spoken(source.mentions), source


def hopeless(story: Story, sentence: Sentence, choice: Choice, source: Source | None) -> bool:
    """Whether `worth` would not take what has no time expression, whoever has a part in it."""
    hit, clause = choice.hit, choice.clause
    language = story.lexicon.language
    if hit.kind == "phrase" or says_since(clause.text, language):
        return False
    if unsure(hit):
        return True
    if lead(hit, clause, sentence) or source is not None or choice.speaker or choice.reports:
        return False  # who says it, and so the status, depends on more
    state = status.decide(
        hit,
        clause,
        language=language,
        sentence_text=story.document.text[sentence.start : sentence.end],
        interval=None,
        published=story.document.published,
    )
    return aside(clause, status.tense(clause, language), state)


def _source(
    story: Story,
    sentence: Sentence,
    choice: Choice,
    *,
    clauses: Sequence[Clause],
    scene: Scene,
) -> Source | None:
    """Who says it: the clause of saying, a phrase, or who spoke in the sentence before."""
    source = attribution.by_phrase(clauses, scene)
    if choice.speaker is not None:
        source = attribution.of_clause(choice.speaker, scene) or source
    elif source is None and story.source_paragraph >= sentence.paragraph - 1:
        speaks_on = attribution.speaks_on(choice.clause, scene.language)
        source = story.source if speaks_on else None
    if source is not None:
        story.source, story.source_paragraph = source, sentence.paragraph
    return source


def _subject_before(choice: Choice, clauses: Sequence[Clause], scene: Scene) -> tuple[Mention, ...]:
    for clause in reversed(clauses[: choice.place]):
        if clause.kind in ("main", "coord"):
            mentions = subject(clause, scene)
            if mentions:
                return mentions
    return ()
