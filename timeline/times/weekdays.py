"""The shape of weekdays: "am Montag", "next Friday", "on 31 July, a Monday"."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.times.anchors import Context, Named
from timeline.times.answer import NO_ANCHOR, Answer
from timeline.times.tag import Hit
from timeline.times.values import weekday_value

_APPOSED, _NEXT_TO = 2, 9  # tokens and characters of ", einem "
_SAME_WEEK = 50  # characters

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday(hit: Hit, context: Context) -> Answer | None:
    """A weekday, by direction word ("last", "this", "next"), its `week`, or by tense."""
    number = int(hit.slots["weekday"])
    said = weekday_value(number)
    beside = _day_beside(number, hit, context)
    if beside is not None:
        how = f"the day of “{beside.text}” beside it"
        return Answer("DATE", beside.day.isoformat(), said, how, context.name_of(beside))
    reference, anchor = context.reference(fine=True)
    if hit.rule.attributes.get("anchor") == "named":
        named = context.last_named(hit, precision=frozenset({"day"}), within=12)
        if named is not None:
            reference, anchor = named.day, context.name_of(named)
    if hit.rule.attributes.get("anchor") == "story" and context.narrative() is None:
        context.untold = hit.line.number
        return Answer("DATE", said, said, "a weekday of a time that is not said")
    if reference is None:
        return Answer("DATE", said, said, f"a weekday; {NO_ANCHOR}")
    found, how, by_tense = place_weekday(number, reference, hit, context)
    return Answer("DATE", found.isoformat(), said, how, anchor, by_tense=by_tense)


def _day_beside(number: int, hit: Hit, context: Context) -> Named | None:
    """ "On 31 July, a Monday": the day right before it, if it is one."""
    words, articles = hit.line.words, context.grammar.settings.get("beside_day", ())
    if not context.named or hit.first < _APPOSED or words[hit.first - 1].lower() not in articles:
        return None
    named = context.named[-1]
    beside = words[hit.first - 2] == "," and hit.start - named.start - len(named.text) <= _NEXT_TO
    fits = named.interval.precision == "day" and named.day.isoweekday() == number
    return named if beside and fits else None


def place_weekday(
    number: int, reference: date, hit: Hit, context: Context
) -> tuple[date, str, bool]:
    """The day meant by a weekday, how it was found, and whether tense had a part in it."""
    name = WEEKDAYS[number - 1]
    ahead = (number - reference.isoweekday()) % 7
    direction = hit.slots.get("direction", hit.rule.attributes.get("direction"))
    week = hit.slots.get("week")
    if week is not None:  # "nächste Woche Dienstag"
        monday = reference - timedelta(days=reference.isoweekday() - 1 - 7 * int(week))
        return monday + timedelta(days=number - 1), f"the {name} of that week", False
    if direction:
        days = ahead - 7 if direction < 0 else ahead or 7
        side = "last {} before" if direction < 0 else "next {} after"
        return reference + timedelta(days=days), f"the {side.format(name)} the day", False
    if direction is not None:
        return _this_weekday(number, reference, context)
    said_week = _week_of(hit, context)
    if said_week is not None:
        day = said_week.day + timedelta(days=number - 1)
        return day, f"the {name} of “{said_week.text}”", False
    return _by_tense(number, reference, hit, context)


def _this_weekday(number: int, reference: date, context: Context) -> tuple[date, str, bool]:
    name = WEEKDAYS[number - 1]
    if context.grammar.settings.get("this_weekday") == "next":
        ahead = (number - reference.isoweekday()) % 7
        return reference + timedelta(days=ahead), f"the coming {name}", False
    monday = reference - timedelta(days=reference.isoweekday() - 1)
    return monday + timedelta(days=number - 1), f"the {name} of the same week", False


def _by_tense(number: int, reference: date, hit: Hit, context: Context) -> tuple[date, str, bool]:
    name = WEEKDAYS[number - 1]
    ahead = (number - reference.isoweekday()) % 7
    tense = context.tense(hit)
    if tense is None:
        tense = context.grammar.settings.get("weekday_without_verb", "past")
    elif tense == "present":
        tense = context.grammar.settings.get("weekday_in_present", "future")
    if tense == "past" and not _goes_on(hit, context):
        back = (ahead - 7) if ahead else 0
        return reference + timedelta(days=back), f"the last {name}, the day itself included", True
    return reference + timedelta(days=ahead), f"the next {name}, the day itself included", True


def _goes_on(hit: Hit, context: Context) -> bool:
    """Whether a story goes on to that day: "The rising began on Monday, 24 April. On Tuesday …"."""
    if context.narrative(fine=True) is None:
        return False
    verb = context.verb(hit)
    return verb is None or not verb.before_past


def _week_of(hit: Hit, context: Context) -> Named | None:
    """A week said just before: "last week the rebels struck, on Monday in Marsk".

    Not of what is said later than it: "Over the past week ten died, a doctor said Monday."
    """
    named = context.named[-1] if context.named else None
    if named is None or named.interval.precision != "week" or named.line != hit.line.number:
        return None
    before = hit.line.words[hit.first - 1].lower() if hit.first else ""
    near = hit.start - named.start - len(named.text) <= _SAME_WEEK
    if not near or before not in context.grammar.settings.get("apposition", ()):
        return None
    return None if "XX" in named.value or named.value.endswith("WE") else named
