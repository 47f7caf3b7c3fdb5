"""The trigger lexicon of a language: `events.toml` compiled into tables by word form.

A look-up costs one dictionary access per word (German nouns: one per possible compound boundary),
however many entries there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, get_args

from timeline.errors import LanguagePackError
from timeline.languages.inflect import Feature, noun_forms, verb_forms
from timeline.languages.loader import load_table
from timeline.model import Status
from timeline.plover import CLASSES

Frame = Literal["default", "meet", "visit", "host", "victim", "self", "object", "demand"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One sense of `events.toml`; `order` is its place there."""

    id: str
    type: str
    frame: Frame
    mode: str | None
    status: Status | None
    weak: bool
    order: int
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Words of which one stands in a clause: whole words, and parts of its text."""

    words: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()

    def stand_in(self, lows: Collection[str], text: str) -> bool:
        """Whether one does; `lows` are the words of the clause in small letters."""
        if not self.words.isdisjoint(lows):
            return True
        for part in self.parts:
            if part in text:
                return True
        return False


NOTHING = Alternatives()


@dataclass(slots=True, eq=False)  # asked for all the time; not frozen, nor compared
class Pattern:
    """Words that belong to an entry.

    `follow` are the words that have to come after a verb (English particles) or before a noun;
    one of `require` has to stand in the clause, none of `forbid` may, and `phrase` has to. `rank`
    is higher for the more specific one: words that are asked for, then place in the file.
    """

    entry: Entry
    lemma: str
    follow: tuple[str, ...]
    require: Alternatives
    forbid: Alternatives
    phrase: str = ""
    rank: tuple[int, int] = field(init=False)

    def __post_init__(self) -> None:
        asked = 2 * (self.require is not NOTHING) + 2 * bool(self.follow or self.phrase)
        self.rank = asked, -self.entry.order


@dataclass(frozen=True, slots=True)
class Reading:
    """A verb form: what it may be a form of."""

    lemma: str
    feature: Feature
    particle: str | None


@dataclass(frozen=True, slots=True, eq=False)  # there is one for each language
class Lexicon:
    """All triggers of one language.

    `verbs` maps a verb form to readings, `patterns` a lemma to its patterns. The sets hold lemmas
    of verbs that carry a noun (`light`: "Gespräche führen"), report it (`reporting`: "von Beschuss
    berichten"), stop what it names (`reversal`), or leave the event to the infinitive they govern
    (`transparent`: "voted to suspend"). `obligation` is the entry and the verbs of "must".
    """

    language: str
    entries: tuple[Entry, ...]
    verbs: Mapping[str, tuple[Reading, ...]]
    patterns: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    phrases: Mapping[str, tuple[Pattern, ...]]
    light: frozenset[str]
    reporting: frozenset[str]
    predicative: frozenset[str]
    naming: frozenset[str]
    transparent: frozenset[str]
    reversal: frozenset[str]
    obligation: tuple[Entry, tuple[str, ...]]
    longest_noun: int


@cache
def lexicon(language: str) -> Lexicon:
    """The compiled lexicon; LanguagePackError for an entry that cannot be used."""
    table = load_table(language, "events")
    entries: list[Entry] = []
    patterns: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[Pattern]] = {}
    phrases: dict[str, list[Pattern]] = {}
    for order, raw in enumerate(table.get("trigger", ())):
        entry = _entry(raw, order, language)
        entries.append(entry)
        for text in raw.get("verbs", ()):
            pattern = _verb_pattern(entry, text, language)
            patterns.setdefault(pattern.lemma, []).append(pattern)
        for text in raw.get("nouns", ()):
            pattern, forms = _noun_pattern(entry, text, language)
            for form in forms:
                nouns.setdefault(form, []).append(pattern)
        for text in raw.get("phrases", ()):
            first, *rest = text.lower().split()
            phrases.setdefault(first, []).append(
                Pattern(entry, first, tuple(rest), NOTHING, NOTHING)
            )
    light = frozenset(table["light"]["verbs"])
    reversal = frozenset(table["reversal"]["verbs"])
    known = [*patterns, *light, *reversal, *_other_verbs(language)]
    return Lexicon(
        language,
        tuple(entries),
        _freeze(_readings(known, language)),
        _freeze(patterns),
        _freeze(nouns),
        _freeze(phrases),
        light,
        frozenset(table["light"]["reporting"]),
        frozenset(table["light"]["predicative"]),
        frozenset(table["light"]["naming"]),
        frozenset(table["transparent"]["verbs"]),
        reversal,
        _obligation(entries, table["obligation"], language),
        max((len(form) for form in nouns), default=0),
    )


@cache
def past_forms(language: str) -> frozenset[str]:
    """All forms that may be a simple past."""
    forms = lexicon(language).verbs.items()
    return frozenset(form for form, readings in forms if any(r.feature == "past" for r in readings))


def _obligation(
    entries: list[Entry], raw: Mapping[str, Any], language: str
) -> tuple[Entry, tuple[str, ...]]:
    found = next((entry for entry in entries if entry.id == raw["trigger"]), None)
    if found is None:
        raise LanguagePackError(
            f"no trigger {raw['trigger']!r}", where=f"languages/{language}/events.toml, obligation"
        )
    return found, tuple(f" {word} " for word in raw["words"])


def _other_verbs(language: str) -> Iterator[str]:
    """Verbs without a class: the splitter has to know them, and statement verbs too."""
    yield from load_table(language, "verbs")["common"]["verbs"]
    yield from load_table(language, "attribution").get("statement", {}).get("verbs", ())
    for group in ("planned", "hypothetical"):
        yield from load_table(language, "status")[group].get("verbs", ())


def _entry(raw: Mapping[str, Any], order: int, language: str) -> Entry:
    where = f"languages/{language}/events.toml, trigger {raw.get('id', order)!r}"
    if raw.get("type") not in CLASSES:
        raise LanguagePackError(f"no such event class: {raw.get('type')!r}", where=where)
    frame = raw.get("frame", "default")
    if frame not in get_args(Frame):
        raise LanguagePackError(f"no such frame: {frame!r}", where=where)
    if not raw.get("examples") or not raw.get("counterexamples"):
        raise LanguagePackError(
            "a trigger needs examples and counterexamples", where=where, remedy="add one of each"
        )
    return Entry(
        raw["id"],
        raw["type"],
        frame,
        raw.get("mode"),
        raw.get("status"),
        raw.get("weak", False),
        order,
        tuple(raw["examples"]),
        tuple(raw["counterexamples"]),
    )


def _conditions(text: str, language: str) -> tuple[str, Alternatives, Alternatives]:
    """The head of a pattern, the alternatives it asks for and those it forbids."""
    rest, _, forbidden = text.partition("!")
    head, _, required = rest.partition("~")
    return head.strip(), _alternatives(required, language), _alternatives(forbidden, language)


def _alternatives(text: str, language: str) -> Alternatives:
    """The alternatives; parts as they are searched in the clause text, with a space at each end.

    German nouns also match as the end of a compound; a star leaves the end open.
    """
    found: list[str] = []
    for part in text.split("|"):
        word = part.strip()
        if not word:
            continue
        compound = (
            language == "de"
            and word[0].isupper()
            and len(word.rstrip("*")) >= 5
            and " " not in word
        )
        body = word.lower().removesuffix("*") + ("" if word.endswith("*") else " ")
        found.append(body if compound else " " + body)
        if language == "en" and " " not in word and word[-1].isalpha():
            found.append(f" {word.lower()}s ")
    whole = [part for part in found if part == f" {''.join(part.split())} "]
    parts = tuple(part for part in found if part not in whole)
    return Alternatives(frozenset(map(str.strip, whole)), parts) if found else NOTHING


def _verb_pattern(entry: Entry, text: str, language: str) -> Pattern:
    head, required, forbidden = _conditions(text, language)
    if language == "de":
        *before, lemma = head.split()
        phrase = " " + " ".join(before).lower() + " " if before else ""
        return Pattern(entry, lemma, (), required, forbidden, phrase)
    lemma, *follow = head.split()
    return Pattern(entry, lemma, tuple(follow), required, forbidden)


def _noun_pattern(entry: Entry, text: str, language: str) -> tuple[Pattern, tuple[str, ...]]:
    head, required, forbidden = _conditions(text, language)
    *before, noun = head.split()
    pattern = Pattern(entry, noun, tuple(before), required, forbidden)
    return pattern, noun_forms(language, noun)


def _readings(lemmas: list[str], language: str) -> dict[str, list[Reading]]:
    found: dict[str, list[Reading]] = {}
    for lemma in dict.fromkeys(lemmas):
        if " " in lemma:
            continue
        for form in verb_forms(language, lemma):
            reading = Reading(lemma, form.feature, form.particle)
            listed = found.setdefault(form.text.removeprefix("zu "), [])
            if reading not in listed:
                listed.append(reading)
    return found


def _freeze(table: dict[str, list[Any]]) -> dict[str, tuple[Any, ...]]:
    return {key: tuple(values) for key, values in table.items()}
