"""Which date an event takes: its own time expression, that of another deed, or the context's."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events import dates, status, vocabulary
from timeline.events.attached import belongs_elsewhere
from timeline.events.choose import Choice, has_object
from timeline.events.clauses import Clause
from timeline.events.compose import Draft
from timeline.events.context import Context, at_that_time, by_context
from timeline.events.dates import Dating
from timeline.events.status import Tense
from timeline.events.steps import Step, stepped
from timeline.model import Document, Status, Timex
from timeline.plover import CLASSES

# Senses of acts that are done and over: "since" adds them up, and begins none of them.
_ADDS_UP = frozenset({"kill", "perish", "death", "arrest", "expel", "deport", "abduct"})


def governing(
    choice: Choice, clauses: Sequence[Clause], timexes: Sequence[Timex], language: str
) -> Timex | None:
    """The expression of the clause; else that of the clause it hangs on."""
    kind, place = choice.clause.kind, choice.place
    order: list[Clause] = [choice.clause]
    if choice.speaker is not None:
        order.append(choice.speaker)
    present = kind == "main" and status.tense(choice.clause, language).time == "present"
    if kind != "rel" and not present:
        order.extend(c for c in reversed(clauses[:place]) if c.kind in ("main", "coord"))
    if kind in ("main", "coord"):
        order.extend(c for c in clauses if c.kind == "inf")
        at_once = vocabulary.clause_words(language)["at_once"]
        order.extend(c for c in clauses if c.kind == "sub" and c.marker in at_once)
        if not has_object(choice):  # "attacked and shelled the town on Monday"
            order.extend(c for c in clauses[place + 1 : place + 2] if c.kind == "coord")
    for clause in order:
        found = dates.governing(timexes, clause, choice.hit.token.start, language)
        if found is not None:
            return None if _lasts(found, choice, language) else found
    return None


def _lasts(timex: Timex, choice: Choice, language: str) -> bool:
    """ "Urged the army to lift the law, in force since 1981": no date of a deed that is over."""
    tense = status.tense(choice.clause, language).time
    return (
        timex.begin == timex.start and tense == "past" and choice.clause.kind in ("main", "coord")
    )


def due(
    choice: Choice,
    timex: Timex | None,
    tense: Tense,
    state: Status,
    *,
    document: Document,
    language: str,
) -> tuple[Timex | None, Status]:
    """The day of a plan lies ahead; the day that something called off was set for dates nothing."""
    if timex is None:
        return None, state
    own = choice.clause.holds(timex.start, timex.end)
    if own and state == "planned" and tense.time in ("future", "present"):
        return dates.coming(timex, document.published), state
    if not dates.is_for(timex, document.text, language):
        return timex, state
    if choice.hit.entry.id == "call-off":
        return None, state
    return dates.coming(timex, document.published), "planned"


def unless_open(dating: Dating, draft: Draft, timexes: Sequence[Timex], context: Context) -> Dating:
    """The dating, or none where the clause speaks of a day that nobody can tell."""
    clause = draft.choice.clause
    if dating.basis == "implicit":
        return dates.unsaid(timexes, clause, draft.scene.language) or dating
    if context.published is None:
        return dates.open_day(timexes, clause, dating, draft.choice.hit.token.start) or dating
    return dating


def reached(
    draft: Draft, dating: Dating, clauses: Sequence[Clause], timexes: Sequence[Timex]
) -> Dating:
    """The date that the next sentence goes on from.

    "A missile that fell on Tuesday was a stray, he said on Wednesday": what a relative clause tells
    is behind the story, which is at the day of the main clause.
    """
    clause, timex = draft.choice.clause, draft.timex
    if timex is None or not clause.holds(timex.start, timex.end):
        return dating
    language = draft.scene.language
    verb = clause.finite
    if verb is not None and belongs_elsewhere(timex, clause, verb.start, language):
        # "They reaffirmed the 1951 treaty": the story is at the day they did.
        at = dates.governing(timexes, clause, verb.start, language)
        return Dating(None, "undated", "") if at is None else dates.by_timex(at)
    if not _is_aside(draft):
        return dating
    for other in clauses:
        if other.kind == "main":
            at = dates.governing(timexes, other, other.tokens[0].start, language)
            if at is not None:
                return dates.by_timex(at)
    return dating


def _is_aside(draft: Draft) -> bool:
    """Whether the clause says more of a noun: "a missile that fell on Tuesday"."""
    clause, tokens = draft.choice.clause, draft.scene.tokens
    if clause.kind != "sub":
        return clause.kind == "rel"
    before = clause.tokens[0].index - 1
    return clause.marker == "that" and before >= 0 and tokens[before].tag in ("NOUN", "PROPN")


def date_of(
    draft: Draft,
    previous: Dating | None,
    timexes: Sequence[Timex],
    away: Step | None,
    *,
    context: Context,
    text: str,
) -> Dating:
    """By its own words, by the deed it is so far `away` from, or by the context.

    `previous` is the date of the main event of the sentence.
    """
    language = draft.scene.language
    clause, timex = draft.choice.clause, draft.timex
    paragraph = draft.sentence.paragraph
    if away is not None and (timex is None or not clause.holds(timex.start, timex.end)):
        base = previous if timex is None else dates.by_timex(timex)
        if base is None:  # "it came a day after …": what was told before, else the news of the day
            base = by_context(context, paragraph, Tense("past", "fact"), "happened", deed=True)
        return stepped(away, base)
    if draft.timex is not None:
        found = dates.joined(draft.timex, timexes, text, language)
        if found is None and draft.choice.hit.entry.id in _ADDS_UP:
            found = dates.until_told(draft.timex, context.published, text, language)
        return found or dates.by_timex(draft.timex)
    if previous is not None and (previous.timex is not None or previous.basis == "relative"):
        return previous
    if draft.tense.time in ("pluperfect", "past"):
        then = at_that_time(context, paragraph, clause.text, language)
        if then is not None:
            return then
    deed = CLASSES[draft.choice.hit.type].quad.startswith("material")
    return by_context(context, paragraph, draft.tense, draft.state, deed=deed)
