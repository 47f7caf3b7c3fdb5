"""What an expression is counted from: publication date, dates named before, tense of the clause."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from timeline.interval import Interval
from timeline.times.grammar import Grammar
from timeline.times.tag import Hit
from timeline.times.tense import Tense, TenseCodes, Verb, find_verb

# How exactly a date is known to be counted from: on its day, or anywhere in its year.
ON_DAY = frozenset({"day", "hour", "minute", "second"})
IN_YEAR = ON_DAY | {"week", "month", "season", "quarter", "half", "year"}

_COARSE = frozenset({"year", "decade", "century"})
_YEAR = re.compile(r"[0-9]{4}")  # not the decade 185 or the century 18
_UNTOLD = 2  # sentences
_YEARS_BACK = 2
_LOOK_BACK = 100  # dates; enough for any page, and keeps a list of a million dates linear


@dataclass(frozen=True, slots=True)
class Named:
    """A date the text has named: where (start offset, sentence number), and what it covers."""

    start: int
    line: int
    text: str
    value: str
    interval: Interval
    explicit: bool = False  # said in full, with its year
    aside: bool = False  # no step of the story: "Monday's bombings", "had met on Monday"

    @property
    def day(self) -> date:
        """Its first day."""
        return self.interval.first_day or date.min

    @property
    def of_a_thing(self) -> bool:
        """Whether it only says which: "the 1951 treaty"."""
        return self.aside and self.interval.precision == "year"

    @property
    def year(self) -> int:
        """The year it is called by: a winter that begins in December 1860 is one of 1861."""
        return int(self.value[:4]) if _YEAR.match(self.value) else self.day.year


@dataclass(slots=True)
class Context:
    """State of one pass over a document. `named` grows as expressions are resolved.

    `listed` are the years of a chronology's days by their offsets. `ahead` are the next hits of the
    text, `before_christ` the year BC that it named last, if no
    other date after that, `untold` the sentence that spoke of a day it does not name
    ("jenem Dienstag"), likewise. `long_period` is where it last spoke of more than a
    quarter of a year of business.
    """

    grammar: Grammar
    tenses: TenseCodes
    published: date | None
    estimated: bool = False
    retrospective: bool = False
    month_first: bool = True
    listed: Mapping[int, int] = field(default_factory=dict)
    named: list[Named] = field(default_factory=list)
    ahead: Sequence[Hit] = ()
    long_period: int | None = None
    before_christ: int | None = None
    untold: int | None = None
    _verb_of: tuple[Hit, Verb | None] | None = None
    _line: tuple[int, str] = (-1, "")

    @property
    def possessives(self) -> set[tuple[str, ...]]:
        """What makes a date the owner of an event: "'s"."""
        return {tuple(mark) for mark in self.grammar.settings.get("possessives", ())}

    def verb(self, hit: Hit) -> Verb | None:
        """The verb that tells whether the hit lies ahead or behind."""
        if self._verb_of is None or self._verb_of[0] is not hit:
            line = hit.line
            if self._line[0] != line.number:
                self._line = line.number, self.tenses.line(line.words)
            self._verb_of = hit, find_verb(line.words, self._line[1], hit.first, hit.after)
        return self._verb_of[1]

    def tense(self, hit: Hit) -> Tense | None:
        """Tense of the clause, None where no verb shows it."""
        verb = self.verb(hit)
        beside = self._tense_beside(hit)
        if beside == "future" and verb is not None and verb.before_past:
            return "past"  # "had left until Friday"
        return beside or (None if verb is None else verb.tense)

    def _tense_beside(self, hit: Hit) -> Tense | None:
        """What the words right before and behind say, by the pack's settings."""
        words, settings = hit.line.words, self.grammar.settings
        before = [word.lower() for word in words[max(0, hit.first - 2) : hit.first]]
        beside = {*before[-1:], " ".join(before)}

        def stands(name: str) -> bool:
            return not beside.isdisjoint(settings.get(name, ()))

        of_day = "weekday" in hit.slots
        if stands("ahead") or (of_day and stands("ahead_of_weekday")):
            return "future"
        if stands("behind"):
            return "past"
        if of_day and stands("behind_weekday") and not self._begins_range(hit):
            return "past"
        if stands("at_hand"):
            return "present"
        return self._tense_behind(hit, words[hit.after : hit.after + 2])

    def _tense_behind(self, hit: Hit, following: Sequence[str]) -> Tense | None:
        """What the two words behind an expression say of it."""
        if tuple(following) in self.possessives and "month" not in hit.slots:
            return "past"  # "Friday's talks" have taken place
        if len(following) > 1 and following[0].islower() and following[1][0].isupper():
            # "Die am Freitag begonnenen, am Montag endenden Gespräche"
            settings = self.grammar.settings
            if following[0].endswith(tuple(settings.get("going_on_endings", ()))):
                return "future"
            if following[0].endswith(tuple(settings.get("done_endings", ()))):
                return "past"
        return None

    def _begins_range(self, hit: Hit) -> bool:
        """ "Vom Montag bis Freitag"."""
        following = hit.line.words[hit.after : hit.after + 1]
        return bool(following) and following[0].lower() in self.grammar.settings.get("range_to", ())

    def reference(self, *, spoken: bool = False, fine: bool = False) -> tuple[date | None, str]:
        """The day that dates are counted from, and its name for the reader.

        `spoken` is for words that point at the moment of writing even in a story ("heute", "ago"),
        `fine` for those that need a day to be counted from ("Friday", "last month"): where the
        story is no closer than a year, an article tells of its own days.
        """
        named = None if spoken else self.narrative(fine=fine)
        if named is not None:
            return named.day, self.name_of(named)
        if self.published is None:
            return None, ""
        name = "estimated publication date" if self.estimated else "publication date"
        return self.published, f"{name} {self.published.isoformat()}"

    def is_end(self, named: Named) -> bool:
        """Whether the date is called late: "late 1918", "Ende 1918"."""
        ends = str(self.grammar.settings.get("modifiers", {}).get("END", ""))
        return named.text.lower().startswith(tuple(f"{word.strip()} " for word in ends.split(",")))

    @staticmethod
    def name_of(named: Named) -> str:
        """How a named date is called as an anchor."""
        return f"timex {named.start}-{named.start + len(named.text)}"

    def last_named(
        self,
        hit: Hit,
        *,
        precision: frozenset[str],
        within: int = 1000,
        until: date | None = None,
    ) -> Named | None:
        """The date named last with one of the precisions, at most so many lines up.

        With `until`, the last one that does not lie behind that day.
        """
        for named in reversed(self.named[-_LOOK_BACK:]):
            if hit.line.number - named.line > within:
                return None
            if named.interval.precision in precision and (until is None or named.day <= until):
                return named
        return None

    def long_past(self, hit: Hit) -> Named | None:
        """The date right before the hit where, in the news, it lies years back, as the tense does.

        A year that was counted ("ten years ago") is left out: what follows goes back to today.
        """
        named = self.named[-1] if self.named else None
        if named is None or self.retrospective or self.published is None or named.of_a_thing:
            return None
        said = named.explicit or named.interval.precision != "year"
        near = hit.line.number - named.line <= 1 and said
        far = self.published.year - named.year >= _YEARS_BACK
        return named if near and far and self.tense(hit) == "past" else None

    def is_untold(self, hit: Hit) -> bool:
        """Whether the text is at a day that it does not name."""
        return self.untold is not None and hit.line.number - self.untold <= _UNTOLD

    def narrative(self, *, fine: bool = False) -> Named | None:
        """In a retrospective text, the date the story has reached; None in the news.

        With `fine` also None where that is no closer than a year and the text has a date itself.
        """
        named = self.named[-1] if self.retrospective and self.named else None
        if named is None or not fine or self.published is None:
            return named
        return None if named.interval.precision in _COARSE else named
