"""The day of a lead that names none, where the sentence behind it says when that was said.

"Putin hat eine Mobilmachung angeordnet. Er habe das Dekret unterschrieben, sagte er am Mittwoch":
printed on Thursday, the lead tells of Wednesday.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from timeline.events import attribution, dates
from timeline.events.clauses import Clause
from timeline.events.status import tense
from timeline.model import Event, Timex

_BACK = timedelta(days=2)


def said_on(clauses: Sequence[Clause], timexes: Sequence[Timex], language: str) -> Timex | None:
    """The expression that dates a main clause of saying in the past; None without one."""
    for clause in clauses:
        if clause.kind != "main" or not attribution.is_statement(clause, language):
            continue
        if tense(clause, language).time in ("past", "perfect"):
            return dates.governing(timexes, clause, clause.tokens[0].start, language)
    return None


def redated(events: Sequence[Event], said: Timex, published: date | None) -> list[Event]:
    """The events, those only taken for news of the day with the day when it was said.

    A day farther back than two is another story.
    """
    day = said.interval.first_day if said.interval is not None else None
    if day is None or published is None or not timedelta(0) < published - day <= _BACK:
        return list(events)
    told = dates.by_timex(said)
    why = f"No time words; {said.edtf}, when the sentence behind it was said."
    return [
        replace(
            event, interval=told.interval, edtf=told.edtf, edtf_end=None, basis="implicit", why=why
        )
        if event.basis == "implicit" and event.edtf == published.isoformat()
        else event
        for event in events
    ]
