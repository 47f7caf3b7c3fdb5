"""Whether a sentence without a time expression can tell an event, by its words alone.

Such a sentence tells one by a trigger that is not weak (or, inside what somebody says, by a verb of
"must"). Most have none, and splitting them into clauses would find nothing. What is asked for here
is less than `triggers.find` asks for, so that no sentence is passed over that it would take:

- A verb's word need only be tagged as something that a clause can have as its verb, before or after
  the parts of speech are mended by their neighbours, and a noun's as a noun or as one of the forms
  that are mended to nouns.
- Of the words that a pattern asks for elsewhere in its clause each has to be somewhere in the
  sentence; what it forbids, and the order, is not looked at.

The second thing that such a sentence can do is to tell who said the one before ("This was said by
…"): `may_refer_back`. All else that is kept of it does not need its clauses, see `recall`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import compress
from typing import NamedTuple

from timeline.events import attribution
from timeline.events.lexicon import Lexicon, Pattern, lexicon
from timeline.events.mending import Word, mended
from timeline.events.nouns import noun_heads
from timeline.languages.remembered import Answers, Remembered

Tagged = tuple[str, str]  # a word and its fine part of speech


class Need(NamedTuple):
    """What else a sentence has to have where a word is to be a trigger, in small letters.

    All of `words`; one of `any_of`, or all of one of `pieces` somewhere in its words. Where there
    are neither of these they ask for nothing.
    """

    words: frozenset[str] = frozenset()
    any_of: frozenset[str] = frozenset()
    pieces: tuple[tuple[str, ...], ...] = ()

    def met(self, present: frozenset[str]) -> bool:
        """Whether the sentence of these words has it."""
        if not self.words <= present:
            return False
        if not self.any_of.isdisjoint(present):
            return True
        if not self.pieces:
            return not self.any_of
        text = " ".join(present)
        return any(all(map(text.__contains__, pieces)) for pieces in self.pieces)


def needed(words: Sequence[str], tags: Sequence[str], language: str) -> bool:
    """Whether a sentence without a time expression has to be read at all."""
    return may_tell(words, tags, language) or may_refer_back(words, tags, language)


def may_tell(words: Sequence[str], tags: Sequence[str], language: str) -> bool:
    """Whether a word of the sentence may be the trigger of an event that has no time expression."""
    listed = map(_triggers(language).__getitem__, words)
    needs = [
        *filter(
            None, map(_needs(language).__getitem__, compress(zip(words, tags, strict=True), listed))
        )
    ]
    if not needs:
        return False
    if _NOTHING in needs:
        return True
    present = frozenset(map(str.lower, words))
    for several in needs:
        for need in several:
            if need.met(present):
                return True
    return False


def may_refer_back(words: Sequence[str], tags: Sequence[str], language: str) -> bool:
    """Whether the sentence may say who said the one before.

    Its first clause has to begin with a word such as "this": only signs may stand before it.
    """
    back = attribution.back_words(language)
    for word, tag in zip(words, tags, strict=True):
        low = word.lower()
        if low in back:
            present = {other.lower() for other in words}
            return not attribution.statement_forms(language).isdisjoint(present)
        if word[0].isalnum() and not tag.startswith("PUNCT"):
            return False
    return False


_NOTHING = (Need(),)


@cache
def _triggers(language: str) -> Remembered[bool]:
    """Whether a word may be a trigger at all, as whatever part of speech."""
    known = lexicon(language)
    verbs = {
        form
        for form, readings in known.verbs.items()
        if any(reading.lemma in known.patterns for reading in readings)
    }
    listed = verbs.union(known.phrases, _obligation(known))

    def may_be(word: str) -> bool:
        low = word.lower()
        heads = noun_heads(word if language == "de" else low, known)
        return low in listed or any(head in known.nouns for head in heads)

    return Remembered(may_be)


@cache
def _needs(language: str) -> Answers[Tagged, tuple[Need, ...]]:
    """Word and tag → what has to stand beside it where it is a trigger; () where it is none."""
    known = lexicon(language)
    obligation = _obligation(known)
    return Answers(lambda tagged: _needs_of(tagged, known, obligation))


def _needs_of(
    tagged: Tagged, known: Lexicon, obligation: Mapping[str, tuple[Need, ...]]
) -> tuple[Need, ...]:
    text, tag = tagged
    # Whether the word opens its sentence makes a difference, and is not known here.
    either = {mended(text, tag, known.language, opens=opens) for opens in (True, False)}
    low = text.lower()
    needs: set[Need] = {*obligation.get(low, ()), *_listed(known.phrases.get(low, ()))}
    if any(_may_be_verb(word, known) for word in either):
        for reading in known.verbs.get(low, ()):
            needs.update(_of_verb(known.language, reading.lemma, reading.particle))
    if any(_may_be_noun(word) for word in either):
        heads = noun_heads(text if known.language == "de" else low, known)
        for head in filter(known.nouns.__contains__, heads):
            needs.update(_of_noun(known.language, head))
    return _NOTHING if Need() in needs else tuple(needs)


# What a verb, or what may be its last resort, is tagged as; see `finite` and `triggers`.
_TAKEN_FOR = frozenset({"ADJ", "NOUN", "ADV", "X", "ADP", "PROPN"})
_FEATURES = frozenset({"participle", "base", "past", "present"})


def _may_be_verb(word: Word, known: Lexicon) -> bool:
    if word.tag == "VERB" or word.form == "VBN":
        return True
    return word.tag in _TAKEN_FOR and any(
        reading.feature in _FEATURES for reading in known.verbs.get(word.low, ())
    )


def _may_be_noun(word: Word) -> bool:
    return word.tag in ("NOUN", "PROPN") or word.form in ("VB", "VBP")


@cache
def _of_verb(language: str, lemma: str, particle: str | None) -> tuple[Need, ...]:
    return tuple(_listed(lexicon(language).patterns.get(lemma, ()), particle))


@cache
def _of_noun(language: str, head: str) -> tuple[Need, ...]:
    return tuple(_listed(lexicon(language).nouns[head]))


def _listed(patterns: Iterable[Pattern], particle: str | None = None) -> Iterator[Need]:
    for pattern in patterns:
        if not pattern.entry.weak:
            words = {*pattern.follow, *pattern.phrase.split(), *([particle] if particle else ())}
            pieces = tuple(tuple(part.split()) for part in pattern.require.parts)
            yield Need(frozenset(words), pattern.require.words, pieces)


def _obligation(known: Lexicon) -> dict[str, tuple[Need, ...]]:
    """The verbs of "must": they demand something where somebody says so in another clause."""
    said = attribution.statement_forms(known.language)
    verbs = [verb.split() for verb in known.obligation[1]]
    return {verb[0]: (Need(frozenset(verb), said),) for verb in verbs}
