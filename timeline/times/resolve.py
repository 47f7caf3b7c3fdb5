"""What the hits mean: each rule's shape reads its hit, in text order; later ones see earlier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from timeline.interval import Interval, to_edtf
from timeline.model import Timex
from timeline.times import clocks, dates, durations, named_days, periods, relative, sums, weekdays
from timeline.times.anchors import Context, Named
from timeline.times.answer import Answer
from timeline.times.explain import explain
from timeline.times.tag import Hit
from timeline.times.values import interval_of

Shape = Callable[[Hit, Context], Answer | None]

# A rule's `shape` names one of these; languages share them.
SHAPES: Mapping[str, Shape] = {
    "ago": relative.ago,
    "century": periods.century,
    "clock": clocks.clock,
    "date": dates.calendar_date,
    "day": relative.day,
    "decade": periods.decade,
    "duration": durations.duration,
    "era": dates.era,
    "feast": named_days.feast,
    "fixed": durations.fixed,
    "following": relative.following,
    "half": periods.half,
    "iso": dates.iso_date,
    "part": clocks.part,
    "nth": sums.nth,
    "quarter": periods.quarter,
    "reported": periods.reported,
    "same": relative.same,
    "same-day-in": sums.same_day_in,
    "season": periods.season,
    "set": durations.repeated,
    "span": relative.span,
    "sum": sums.day_sum,
    "unit": relative.unit,
    "vague": durations.vague,
    "week": periods.week_number,
    "week-of": periods.week_of,
    "weekday": weekdays.weekday,
    "weekend": periods.weekend,
    "year": dates.year_only,
}


_DASHES = frozenset("-–—")  # "1914–1918": the story begins with the first
_CLAUSE = 8  # words between what begins a clause and its date
_AHEAD = 2  # hits that a time of day may look at to find its day
_LONG_PERIODS = frozenset({"P6M", "P9M"})  # of a business year


def resolve(hits: Iterable[Hit], context: Context) -> tuple[Timex, ...]:
    """Timexes in text order; a hit whose words are no possible date is left out."""
    found: list[Timex] = []
    hits = [*hits]
    for index, hit in enumerate(hits):
        context.ahead = hits[index + 1 : index + 1 + _AHEAD]
        if hit.rule.attributes.get("only_in") == "retrospective" and not context.retrospective:
            continue
        try:
            answer = SHAPES[hit.rule.shape](hit, context)
        except OverflowError:  # counted out of the calendar: "vor 9000 Jahren"
            continue
        if answer is None:
            continue
        timex = _timex(hit, answer, context)
        found.append(timex)
        if answer.value in _LONG_PERIODS:
            context.long_period = hit.start
        if answer.value.startswith("BC"):
            context.before_christ = int(answer.value[2:6]) if answer.value[5:6] else None
        elif timex.interval is not None and _can_anchor(answer):
            _remember(hit, answer, timex.interval, context)
    return tuple(found)


def _remember(hit: Hit, answer: Answer, covered: Interval, context: Context) -> None:
    """What later expressions are counted from."""
    words = hit.line.words
    if context.retrospective and hit.first and _only_bounds(hit, context):
        return
    owner = tuple(words[hit.after : hit.after + 2]) in context.possessives
    verb = None if context.retrospective else context.verb(hit)
    of_a_thing = not context.retrospective and _is_of_a_thing(hit, answer, context)
    context.before_christ = context.untold = None
    context.named.append(
        Named(
            hit.start,
            hit.line.number,
            hit.text,
            answer.value,
            covered,
            answer.basis == "explicit",
            owner
            or of_a_thing
            or (verb is not None and verb.before_past)
            or _is_subordinate(hit, context),
        )
    )


def _only_bounds(hit: Hit, context: Context) -> bool:
    """Whether a story only looks there: "organised since 1914", "was over by July 2008".

    "By October all were gone" opens its sentence, and the story goes on from there.
    """
    settings, before = context.grammar.settings, hit.line.words[: hit.first]
    low, inside = before[-1].lower(), len(before) > 1
    looks = low in settings.get("looks_ahead", ()) and inside and before[-2] != ","
    dash = low in _DASHES and inside and before[-2].isdigit()
    return low in settings.get("open_begin", ()) or looks or dash


def _is_of_a_thing(hit: Hit, answer: Answer, context: Context) -> bool:
    """Whether a year only says which: "the 1951 treaty", "das Gesetz aus dem Jahr 2015"."""
    if len(answer.value) != 4 or answer.basis != "explicit":
        return False
    words, settings = hit.line.words, context.grammar.settings
    before = " ".join(words[max(0, hit.first - 3) : hit.after]).lower()
    leads = [f" {lead} {answer.value}" for lead in settings.get("dating_from", ())]
    if before.endswith(tuple(leads)):
        return True
    named = hit.after < len(words) and words[hit.after].isalpha() and hit.after - hit.first == 1
    articles = settings.get("before_attribute_year", ())
    return named and hit.first > 0 and words[hit.first - 1].lower() in articles


def _is_subordinate(hit: Hit, context: Context) -> bool:
    """ "A week after protests began on Jan. 25": a date the sentence only counts from."""
    words = hit.line.words[max(0, hit.first - _CLAUSE) : hit.first]
    joining = context.grammar.settings.get("subordinate", ())
    for word in reversed(words):
        if word == ",":
            return False
        if word.lower() in joining:
            return True
    return False


def _can_anchor(answer: Answer) -> bool:
    dated = answer.type in {"DATE", "TIME"} and not answer.value.endswith("_REF")
    return dated and answer.is_anchor


def _timex(hit: Hit, answer: Answer, context: Context) -> Timex:
    covered = answer.interval
    if covered is None and answer.type in {"DATE", "TIME"}:
        covered = interval_of(answer.value)
    return Timex(
        hit.start,
        hit.end,
        hit.text,
        answer.type,
        answer.value,
        answer.value if answer.said is None else answer.said,
        hit.rule.name,
        answer.mod,
        answer.quant,
        answer.freq,
        covered,
        None if covered is None else _edtf(covered),
        answer.anchor or None,
        answer.basis,
        explain(hit, answer, context, covered),
    )


@lru_cache(maxsize=8192)
def _edtf(covered: Interval) -> str:
    return to_edtf(covered)
