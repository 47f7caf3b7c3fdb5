"""What only the whole corpus shows: one event of many reports, outcomes of plans, key dates."""

from timeline.corpus.dated import dated, days_named
from timeline.corpus.day_salience import day_salience
from timeline.corpus.event_salience import with_salience
from timeline.corpus.merge import Compare, compared, merge
from timeline.corpus.notes import Notes
from timeline.corpus.order import in_order
from timeline.corpus.outcomes import link_outcomes
from timeline.corpus.summarize import KeyDate, summarize

__all__ = [
    "Compare",
    "KeyDate",
    "Notes",
    "compared",
    "dated",
    "day_salience",
    "days_named",
    "in_order",
    "link_outcomes",
    "merge",
    "summarize",
    "with_salience",
]
