"""Shapes of calendar dates: day, month and year, weekdays."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta

from timeline.interval import Interval, add_months
from timeline.times.anchors import IN_YEAR, Context, Named
from timeline.times.answer import NO_ANCHOR, Answer
from timeline.times.tag import Hit
from timeline.times.tokens import full_second_year, full_year, read_date

# How much farther a date on the wrong side of the tense seems than it is, and one that is to come
# where no verb tells: news looks back more than ahead.
_DAY_AHEAD, _MONTH_AHEAD, _BEHIND, _UNTOLD = 6.0, 12.0, 4.0, 1.3
_FAR = 2  # years, after which what has begun may have been extended many times
_EARLY = 6  # months of a year that "late 1918" leads up to
_DASHES = frozenset("-–—")
_OPENING = 1  # tokens before a date that opens its sentence: "On"
_DATED = frozenset({"day", "month"})
_BESIDE = 60  # characters within which a year still speaks for the next date


def calendar_date(hit: Hit, context: Context) -> Answer | None:
    """A date with a month: `day`? `month` `year`?; the year is chosen where it is not said."""
    year, month, day = _parts(hit, context)
    if month is None and day is not None and year is None:
        year, month = _month_reached(int(day), hit, context)
    if month is None or not 1 <= month <= 12 or (day is not None and not _exists(2000, month, day)):
        return None
    if year is not None:
        return _full(year, month, day)
    return _without_year(month, day, hit, context)


def _without_year(month: int, day: int | None, hit: Hit, context: Context) -> Answer:
    """A month, or a day of it, in the year that is meant."""
    said = f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
    listed = context.listed.get(hit.start)
    full = None if listed is None else _full(listed, month, day)
    if full is not None:
        return Answer("DATE", full.value, said, "in the year that the list has reached")
    if hit.rule.attributes.get("year_of") == "named":
        return _in_named_year(hit, context, month, day) or Answer(
            "DATE", said, said, "no year was named before it"
        )
    reference, anchor = context.reference()
    if reference is None or context.before_christ is not None:
        return Answer("DATE", said, said, f"a date without a year; {NO_ANCHOR}")
    direction = hit.slots.get("direction")
    if direction is None:
        year, how = _nearest_year(reference, month, day, hit, context)
    elif hit.slots.get("unit") == "year":
        year, how = reference.year + int(direction), "in the year the words point to"
    else:
        year = _directed_year(reference, month, int(direction))
        how = "the nearest such month in the direction of the words"
    full = _full(year, month, day)
    if full is None:
        return Answer("DATE", said, said, "a day that the nearest year does not have")
    return Answer("DATE", full.value, said, how, anchor, by_tense=direction is None)


def _in_named_year(hit: Hit, context: Context, month: int, day: int | None) -> Answer | None:
    """ "July of that year": of the date named last."""
    named = context.last_named(hit, precision=IN_YEAR, within=12)
    step = int(hit.rule.attributes.get("offset", 0))
    full = None if named is None else _full(named.year + step, month, day)
    if named is None or full is None:
        return None
    beside = ("before ", "", "after ")[step + 1]
    how = f"in the year {beside or 'of '}“{named.text}”"
    return Answer("DATE", full.value, full.value, how, context.name_of(named))


def _month_reached(day: int, hit: Hit, context: Context) -> tuple[int | None, int | None]:
    """ "On the 7th": of the month that the text has reached, else of the nearest by tense."""
    if context.named:
        reached = context.named[-1].day
        return reached.year, reached.month
    reference, following = context.reference()[0], hit.line.words[hit.after : hit.after + 1]
    if reference is None or "".join(following).isalpha():  # "on the 7th floor"
        return None, None
    tense = context.tense(hit)
    steps = (tense == "future" and day < reference.day) - (tense == "past" and day > reference.day)
    moved = add_months(reference.replace(day=1), steps)
    return moved.year, moved.month


def _parts(hit: Hit, context: Context) -> tuple[int | None, int | None, int | None]:
    slots = hit.slots
    token = slots.get("day_month_year")
    if token is not None:
        return read_date(token, month_first=context.month_first) or (None, None, None)
    token = slots.get("day_month")
    if token is not None:
        day_text, month_text = token.split(".")
        return _year(hit, context), int(month_text), int(day_text)
    month = slots.get("month", slots.get("month_number"))
    if "month_week" in slots:
        month = slots["month_week"][0]
    return _year(hit, context), month, slots.get("day")


def _year(hit: Hit, context: Context) -> int | None:
    year = hit.slots.get("year")
    if year is None and "two_digits" in hit.slots:
        return short_year(int(hit.slots["two_digits"]), context)
    return None if year is None else int(year)


def short_year(digits: int, context: Context) -> int:
    """A year of two digits: near the story if there is one, else between 1950 and 2049."""
    story = context.narrative()
    if story is None:
        return full_year(f"{digits:02d}")
    century = story.year // 100 * 100
    return (
        min((century - 100, century, century + 100), key=lambda c: abs(c + digits - story.year))
        + digits
    )


def _full(year: int, month: int, day: int | None) -> Answer | None:
    if day is None:
        value = f"{year:04d}-{month:02d}"
    elif _exists(year, month, day):
        value = f"{year:04d}-{month:02d}-{day:02d}"
    else:
        return None
    return Answer("DATE", value, value, "a calendar date with its year", basis="explicit")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _directed_year(reference: date, month: int, direction: int) -> int:
    if direction < 0:
        return reference.year - (month >= reference.month)
    if direction > 0:
        return reference.year + (month <= reference.month)
    return reference.year


def _nearest_year(
    reference: date, month: int, day: int | None, hit: Hit, context: Context
) -> tuple[int, str]:
    """The year by tense; without a tense, the one that brings the date nearest."""
    story = context.narrative()
    if story is not None:
        year = _year_of_story(story, reference, month, day, context)
        return year, "next to the date the story has reached"
    begun = _begun(hit, context)
    if begun is not None and 0 <= reference.year - begun.year < _FAR:
        later = (month, day or 1) >= (begun.day.month, begun.day.day)
        return begun.year + (not later), f"the first such date after “{begun.text}”"
    anchored = None if begun else _year_of_sentence(hit, month, day, context)
    if anchored is not None:
        return anchored, "in the year that the sentence names"
    tense = context.tense(hit)
    # Days are named when they are near, so tense only tips the scales; a month in the past tense
    # ("im Dezember stieg …") is nearly always the last one.
    ahead = 1.0 if tense else _UNTOLD
    if tense == "past":
        of_day = float(context.grammar.settings.get("past_day_ahead", _DAY_AHEAD))
        ahead = of_day if day else _MONTH_AHEAD
    behind = _BEHIND if tense == "future" else 1.0

    def distance(year: int) -> float:
        gap = _gap(reference, year, month, day)
        return gap * ahead if gap > 0 else -gap * behind

    year = min(years_around(reference), key=distance)
    return year, "the nearest such date" + (f" ({tense} preferred)" if tense else "")


def _begun(hit: Hit, context: Context) -> Named | None:
    """The full date before in the sentence, where a word between them makes the hit its end."""
    if not context.named or hit.first == 0:
        return None
    named = context.named[-1]
    to = context.grammar.settings.get("range_to", ())
    before = [word.lower() for word in hit.line.words[max(0, hit.first - 2) : hit.first]]
    if before[-1] not in to and " ".join(before) not in to:
        return None
    full = named.interval.precision in _DATED and named.line == hit.line.number
    return named if full and before[-1] not in _DASHES and named.explicit else None


def _year_of_story(
    story: Named, reference: date, month: int, day: int | None, context: Context
) -> int:
    """A story moves forward, so going back a month or two counts as more than going on."""
    if story.interval.precision in {"year", "decade", "century", "season", "half"}:
        late = story.interval.precision == "year" and context.is_end(story)
        return story.year + (late and month <= _EARLY)

    def distance(year: int) -> int:
        gap = _gap(reference, year, month, day)
        return gap if gap >= 0 else -2 * gap

    return min(years_around(reference), key=distance)


def years_around(reference: date) -> list[int]:
    """This year, the last and the next, as far as the calendar goes."""
    years = (reference.year, reference.year - 1, reference.year + 1)
    return [year for year in years if MINYEAR <= year < MAXYEAR] or [reference.year]


def _gap(reference: date, year: int, month: int, day: int | None) -> int:
    first = date(year, month, 1)
    if day is None:
        last = add_months(first, 1) - timedelta(days=1)
        if first <= reference <= last:
            return 0
        return (first - reference).days if first > reference else (last - reference).days
    return (first - reference).days + day - 1


def _year_of_sentence(hit: Hit, month: int, day: int | None, context: Context) -> int | None:
    """The year of a full date named shortly before, in the same sentence, if it is far away.

    Also of one in the sentence before, where the hit opens its own and goes on from there: "On 3
    May 1911 it was opened. On 10 May it collapsed.", not "In April it was rebuilt."
    """
    if not context.named:
        return None
    named = context.named[-1]
    if named.interval.start is None or named.of_a_thing or context.tense(hit) != "past":
        return None
    beside = named.line == hit.line.number and hit.start - named.start <= _BESIDE
    opens = _OPENING + (hit.rule.shape == "part")
    goes_on = hit.line.number - named.line == 1 and hit.first <= opens
    goes_on = goes_on and month >= named.interval.start.month
    known = _DATED if day is None else IN_YEAR
    if not beside and not (goes_on and named.interval.precision in known):
        return None
    year = named.interval.start.year
    if context.published is not None and abs(context.published.year - year) <= 1:
        return None
    return year


def year_only(hit: Hit, context: Context) -> Answer | None:
    """A year: `year`, or `year_span` ("2007/08")."""
    span = hit.slots.get("year_span")
    if "until" in hit.slots:  # "1914-18"; "2010-05" is a month
        short = int(hit.slots["until"])
        if not short > 12 or short <= hit.slots["year"] % 100:
            return None
        span = f"{hit.slots['year']}/{short}"
    if span is not None:
        first, second = span.split("/")
        last = full_second_year(first, second)
        covered = Interval(datetime(int(first), 1, 1), datetime(last + 1, 1, 1), "range")
        how = f"the years {first} to {last}"
        return Answer("DATE", "XXXX-XX-XX", None, how, basis="explicit", interval=covered)
    year = hit.slots.get(
        "year", hit.slots.get("modern_year", hit.slots.get("old_year", hit.slots.get("year_words")))
    )
    if "two_digits" in hit.slots:
        year = short_year(int(hit.slots["two_digits"]), context)
    if year is None:
        return None
    if _is_number(int(year), hit):
        return None
    kind = hit.rule.attributes.get("type", "DATE")
    return Answer(kind, f"{int(year):04d}", None, "a year", basis="explicit")


def _is_number(year: int, hit: Hit) -> bool:
    """ "between 1000 and 2000 dead": a bare thousand is a number, and so is what it leads up to.

    So is one that counts years ("2000 Jahren").
    """
    if year % 1000 or not hit.text.isdigit():
        return False
    after = hit.line.words[hit.first + 1 : hit.first + 2]
    if after and after[0].lower() in ("jahre", "jahren", "years"):
        return True
    before = hit.line.words[max(0, hit.first - 2) : hit.first]
    return year == 1000 or before[:1] == ["1000"]


def iso_date(hit: Hit, context: Context) -> Answer | None:
    """`year`-`month_number`-`day`."""
    return _full(hit.slots["year"], hit.slots["month_number"], hit.slots["day"])


def era(hit: Hit, context: Context) -> Answer | None:
    """A year before (attribute `sign` -1) or after Christ: BC0480, 0476."""
    year = int(hit.slots["int"])
    if year > 9999:
        return None
    value = f"BC{year:04d}" if hit.rule.attributes.get("sign") == -1 else f"{year:04d}"
    value += f"-{hit.slots['season']}" if "season" in hit.slots else ""
    return Answer("DATE", value, None, "a year with its era", basis="explicit")
