"""The events of one document, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from timeline.events import attribution, dates, first_look, phrases, places, roles, status, when
from timeline.events.anaphora import Memory, complete, home_of
from timeline.events.attribution import Source
from timeline.events.choose import Choice, agreed_on, choose
from timeline.events.clauses import Clause
from timeline.events.compose import Draft, by_source, compose, only_content, worth
from timeline.events.dates import Context, Dating
from timeline.events.lexicon import Lexicon, lexicon
from timeline.events.parse import about_parsed, about_unread, parse, scene_in
from timeline.events.roles import Part
from timeline.events.spans import Sorted
from timeline.events.steps import step
from timeline.events.subjects import Scene, about, subject
from timeline.events.tokens import (
    LONGEST,
    tagged,
    tagged_together,
)
from timeline.model import (
    Actor,
    Document,
    Event,
    Layout,
    Mention,
    Place,
    Sentence,
    Timex,
)

LANGUAGES = ("de", "en")
_SHORTEST, _SHORTEST_TITLE = 4, 3


@dataclass(slots=True)
class _Story:
    """What is kept from sentence to sentence of a document."""

    document: Document
    lexicon: Lexicon
    actors: Mapping[str, Actor]
    context: Context
    memory: Memory
    events: list[Event] = field(default_factory=list)
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
        Context(document.published, estimated=document.published_from == "estimate"),
        Memory(),
    )
    story.memory.home = home_of(mentions, story.actors)
    dated = Sorted(timexes)
    who = Sorted(mentions)
    titles: list[Sentence] = []
    for sentence in tagged_together(document, layout.sentences):
        if sentence.kind == "title":
            titles.append(sentence)
        elif sentence.kind != "heading":
            _sentence(story, sentence, dated.within(sentence), who.within(sentence))
    for title in titles[:1] if story.events else ():
        _headline(story, title, dated.within(title), who.within(title))
    return tuple(story.events)


def _sentence(
    story: _Story, sentence: Sentence, timexes: Sequence[Timex], mentions: Sequence[Mention]
) -> None:
    language = story.lexicon.language
    text = story.document.text
    if story.events and status.doubted(text[sentence.start : sentence.end], language):
        _doubt_last(story)
        return
    words, tags, _ = tagged(text, sentence.start, sentence.end, language)
    if not _SHORTEST <= len(words) <= LONGEST or words[-1] == "?":
        return
    ours = [t for t in timexes if dates.usable(t, text, language)]
    if ours or first_look.needed(words, tags, language):
        _read_sentence(story, sentence, timexes, mentions, ours)
    else:
        later = partial(about_unread, text, sentence, timexes, mentions, language)
        story.memory.after_sentence(later, mentions)


def _read_sentence(
    story: _Story,
    sentence: Sentence,
    timexes: Sequence[Timex],
    mentions: Sequence[Mention],
    ours: Sequence[Timex],
) -> None:
    """Find the events of a sentence; `ours` are the time expressions that can date one."""
    language = story.lexicon.language
    text = story.document.text
    parsed = parse(text, sentence, timexes, mentions, language)
    clauses = parsed.clauses
    away = {
        place: length
        for place, clause in enumerate(clauses)
        if clause.kind == "sub" and (length := step(clause, timexes, text, language)) is not None
    }
    choices = choose(clauses, ours, story.lexicon, parsed.dated | parsed.named, frozenset(away))
    back = attribution.refers_back(clauses, language)
    if not choices and not back:
        later = partial(about_parsed, parsed, sentence, mentions, ours, language)
        story.memory.after_sentence(later, mentions)
        return
    alone, lead = scene_in(parsed, sentence, mentions, ours, language)
    scene = alone.remembering(story.memory.recall.subject)
    if back:
        _attribute_last(story, clauses, scene, sentence)
    previous: Dating | None = None
    drafts = []
    for choice in choices:
        draft = _draft(story, sentence, choice, clauses=clauses, scene=scene, timexes=ours)
        drafts.append(draft)
        planned = agreed_on(choice, story.lexicon) if draft.dropped is not None else None
        if planned is not None:
            draft = _draft(story, sentence, planned, clauses=clauses, scene=scene, timexes=ours)
            drafts.append(replace(draft, state="planned"))
    for draft in drafts:
        since = dates.since_then(story.context, draft.choice.clause.text, language)
        sure = worth(draft) or draft.choice.place in away
        if not sure and (since is None or draft.choice.hit.entry.weak):
            continue
        dating = when.date_of(
            draft,
            previous or since,
            ours,
            away.get(draft.choice.place),
            context=story.context,
            text=text,
        )
        if dating.basis == "implicit":
            dating = dates.unsaid(timexes, draft.choice.clause, language) or dating
        event = compose(draft, dating, story.document, story.actors)
        if event.place is None:
            event = replace(event, place=_place_around(story, draft, lead))
        story.events.append(event)
        source = draft.source.mentions[0] if draft.source and draft.source.mentions else None
        story.memory.after_event(draft.parts, draft.choice.hit.type, source)
        story.context.remember(dating, sentence.paragraph, draft.state, draft.tense)
        previous = previous or dating
    story.memory.after_sentence(partial(about, clauses, alone), mentions)


def _headline(
    story: _Story, title: Sentence, timexes: Sequence[Timex], mentions: Sequence[Mention]
) -> None:
    """A headline tells no event of its own, but is evidence of one that the text tells.

    That is the first of its class that has an actor in common with it.
    """
    language = story.lexicon.language
    text = story.document.text
    words, tags, _ = tagged(text, title.start, title.end, language)
    short = len(words) < _SHORTEST_TITLE or len(words) > LONGEST
    if short or not mentions or not first_look.may_tell(words, tags, language):
        return
    parsed = parse(text, title, timexes, mentions, language)
    scene, _ = scene_in(parsed, title, mentions, (), language)
    for choice in choose(parsed.clauses, (), story.lexicon, parsed.dated | parsed.named):
        draft = _draft(story, title, choice, clauses=parsed.clauses, scene=scene, timexes=())
        told = compose(draft, Dating(None, "undated", ""), story.document, story.actors)
        doers = {role.actor for role in told.roles if role.role == "actor"}
        for place, event in enumerate(story.events):
            shared = any(role.role == "actor" and role.actor in doers for role in event.roles)
            if event.type == told.type and shared:
                story.events[place] = replace(event, evidence=(*event.evidence, *told.evidence))
                break


def _place_around(story: _Story, draft: Draft, lead: Sequence[phrases.Phrase]) -> Place | None:
    """Where the clause does not say it: the place it points back to, or that of the caption."""
    back = places.named_before(draft.choice.clause, story.events, story.lexicon.language)
    if back is not None or not lead:
        return back
    mention = lead[0].mention
    return places.of_mention(mention.text, mention.actor, story.actors)


def _draft(
    story: _Story,
    sentence: Sentence,
    choice: Choice,
    *,
    clauses: Sequence[Clause],
    scene: Scene,
    timexes: Sequence[Timex],
) -> Draft:
    language = story.lexicon.language
    hit, clause = choice.hit, choice.clause
    scene = scene.after(_subject_before(choice, clauses, scene))
    source = _source(story, sentence, choice, clauses=clauses, scene=scene)
    if source is not None:
        scene = scene.spoken(source.mentions)
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


def _source(
    story: _Story,
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


def _attribute_last(
    story: _Story, clauses: Sequence[Clause], scene: Scene, sentence: Sentence
) -> None:
    """ "Das sagte die Sprecherin am Dienstag": who said the sentence before, and when."""
    source = attribution.of_clause(clauses[0], scene)
    if source is None:
        return
    story.source, story.source_paragraph = source, sentence.paragraph
    for place in range(len(story.events) - 1, -1, -1):
        event = story.events[place]
        if event.evidence[0].end > sentence.start or sentence.start - event.evidence[0].end > 3:
            break
        if event.attribution is None:
            event = replace(event, attribution=source.attribution)
        story.events[place] = event


def _doubt_last(story: _Story) -> None:
    """A sentence such as "could not be verified" makes a claim of the event before."""
    for place in range(len(story.events) - 1, max(-1, len(story.events) - 3), -1):
        event = story.events[place]
        if event.status == "happened" and event.attribution is not None:
            story.events[place] = replace(event, status="claimed")
