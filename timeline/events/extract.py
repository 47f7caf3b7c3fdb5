"""The events of one document, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from timeline.events import (
    attribution,
    dates,
    first_look,
    lead,
    phrases,
    places,
    status,
    when,
    whereabouts,
)
from timeline.events.anaphora import Memory, clear_home_of, rivals_of
from timeline.events.choose import agreed_on, choose
from timeline.events.clauses import Clause
from timeline.events.compose import Draft, compose, place_of, worth
from timeline.events.context import Context, since_then
from timeline.events.dates import Dating
from timeline.events.drafts import Story, draft_of, echoed, hopeless, speech
from timeline.events.lexicon import lexicon
from timeline.events.parse import about_parsed, about_unread, parse, scene_in
from timeline.events.spans import Sorted
from timeline.events.steps import step
from timeline.events.subjects import Scene, about
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
_LEAD = 2  # the sentence behind the lead


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
    story = Story(
        document,
        lexicon(language),
        {actor.id: actor for actor in actors},
        Context(document.published, estimated=document.published_from == "estimate"),
        Memory(),
        {line.end: line for line in layout.datelines},
    )
    story.memory.home = clear_home_of(mentions, story.actors)
    story.memory.rivals = rivals_of(mentions, story.actors)
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
    story: Story, sentence: Sentence, timexes: Sequence[Timex], mentions: Sequence[Mention]
) -> None:
    language = story.lexicon.language
    text = story.document.text
    story.told += 1
    if story.events and status.doubted(text[sentence.start : sentence.end], language):
        _doubt_last(story)
        return
    words, tags, _ = tagged(text, sentence.start, sentence.end, language)
    if not _SHORTEST <= len(words) <= LONGEST or words[-1] == "?":
        return
    ours = [t for t in timexes if dates.usable(t, text, language)]
    # "die seit Tagen erwartete Freilassung": there a participle is a verb, see `attributive`.
    inside = bool(timexes) and language == "de"
    if ours or inside or first_look.needed(words, tags, language):
        _read_sentence(story, sentence, timexes, mentions, ours)
    else:
        later = partial(about_unread, text, sentence, timexes, mentions, language)
        story.memory.after_sentence(later, mentions)


def _read_sentence(
    story: Story,
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
    if story.told == _LEAD and ours and (said := lead.said_on(clauses, ours, language)):
        story.events[:] = lead.redated(story.events, said, story.document.published)
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
    alone, opening = scene_in(parsed, sentence, mentions, ours, language)
    scene = alone.remembering(story.memory.recall.subject)
    if back:
        _attribute_last(story, clauses, scene, sentence)
    previous: Dating | None = None
    drafts = []
    for choice in choices:
        there, source = speech(story, sentence, choice, clauses=clauses, scene=scene)
        if not ours and choice.place not in away and hopeless(story, sentence, choice, source):
            continue
        draft = draft_of(
            story, sentence, choice, clauses=clauses, scene=there, timexes=ours, source=source
        )
        drafts.append(draft)
        planned = agreed_on(choice, story.lexicon) if draft.dropped is not None else None
        if planned is not None:
            draft = draft_of(
                story, sentence, planned, clauses=clauses, scene=there, timexes=ours, source=source
            )
            drafts.append(replace(draft, state="planned"))
    for draft in [echoed(draft, drafts) for draft in drafts]:
        since = since_then(story.context, draft.choice.clause.text, language)
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
        dating = when.unless_open(dating, draft, timexes, story.context)
        place = whereabouts.fixed(draft) or place_of(draft, story.actors)
        place = place or _place_around(story, draft, opening)
        story.events.append(compose(draft, dating, story.document, story.actors, place=place))
        told_by = draft.source.mentions[0] if draft.source and draft.source.mentions else None
        story.memory.after_event(draft.parts, draft.choice.hit.type, told_by)
        if draft.choice.place not in away:  # "two days after X had …" is behind the story
            reached = when.reached(draft, dating, clauses, ours)
            story.context.remember(reached, sentence.paragraph, draft.state, draft.tense)
        previous = previous or dating
    story.memory.after_sentence(partial(about, clauses, alone), mentions)


def _headline(
    story: Story, title: Sentence, timexes: Sequence[Timex], mentions: Sequence[Mention]
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
        there, source = speech(story, title, choice, clauses=parsed.clauses, scene=scene)
        draft = draft_of(
            story, title, choice, clauses=parsed.clauses, scene=there, timexes=(), source=source
        )
        told = compose(draft, Dating(None, "undated", ""), story.document, story.actors)
        doers = {role.actor for role in told.roles if role.role == "actor"}
        for place, event in enumerate(story.events):
            shared = any(role.role == "actor" and role.actor in doers for role in event.roles)
            if event.type == told.type and shared:
                story.events[place] = replace(event, evidence=(*event.evidence, *told.evidence))
                break


def _place_around(story: Story, draft: Draft, lead: Sequence[phrases.Phrase]) -> Place | None:
    """Where the clause does not say it: that of the caption, or what follows from the context."""
    if lead:
        mention = lead[0].mention
        return places.of_mention(mention.text, mention.actor, story.actors)
    return whereabouts.around(
        draft,
        story.events,
        home=story.memory.home,
        actors=story.actors,
        dateline=story.datelines.get(draft.sentence.start),
    )


def _attribute_last(
    story: Story, clauses: Sequence[Clause], scene: Scene, sentence: Sentence
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


def _doubt_last(story: Story) -> None:
    """A sentence such as "could not be verified" makes a claim of the event before."""
    for place in range(len(story.events) - 1, max(-1, len(story.events) - 3), -1):
        event = story.events[place]
        if event.status == "happened" and event.attribution is not None:
            story.events[place] = replace(event, status="claimed")
