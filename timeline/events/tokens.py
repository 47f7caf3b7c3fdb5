"""Words of a sentence with their part of speech, and the clause text that word rules look into."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from timeline.events.closing import with_closing_participles
from timeline.events.lexicon import lexicon, past_forms
from timeline.events.mending import FINITE, VERBAL, mended
from timeline.events.mending import words as mended_words
from timeline.events.vocabulary import clause_words
from timeline.languages.loader import available, load_table
from timeline.languages.reading import Reading, reading, tag_all, tags
from timeline.model import Document, Layout, Sentence

# Words of the longest sentence that is looked at: no news has a longer one, hostile text does.
LONGEST = 300
_CHARACTERS = 40 * LONGEST
_TOGETHER = 500  # sentences


@dataclass(slots=True, eq=False)  # not frozen: there is one for each word, and that costs thrice
class Token:
    """One word or sign; `tag` is the universal part of speech, `form` a verb's form or "".

    `finite` tells whether it can head a clause, `verbal` whether it is a verb in any form: both
    follow from the form and the tag, so change these by `tagged`.
    """

    index: int
    start: int
    end: int
    text: str
    low: str
    tag: str
    form: str
    finite: bool
    verbal: bool
    quoted: bool

    def tagged(self, tag: str, form: str) -> Token:
        """The word as another part of speech."""
        return Token(
            self.index,
            self.start,
            self.end,
            self.text,
            self.low,
            tag,
            form,
            form in FINITE,
            tag in VERBAL,
            self.quoted,
        )


def read(text: str, start: int, end: int, language: str) -> tuple[Token, ...]:
    """The tagged words of `text[start:end]`; offsets count in `text`. Nothing for endless text."""
    if end - start > _CHARACTERS:
        return ()
    sentence = reading(text, start, end, language)
    surface = sentence.words
    if not surface:
        return ()
    fine = tags(sentence, language)
    mended_as = mended_words(language)
    known = [mended_as[tag][word] for word, tag in zip(surface, fine, strict=True)]
    if language == "de":
        known[0] = mended(surface[0], fine[0], language, opens=True)
    starts, ends = zip(*sentence.spans, strict=True)
    lows, parts, forms, finite, verbal = zip(*known, strict=True)
    numbers = range(len(surface))
    quoted = _inside_quotes(surface)
    found = list(
        map(Token, numbers, starts, ends, surface, lows, parts, forms, finite, verbal, quoted)
    )
    if language == "de":
        return tuple(with_closing_participles(found))
    return _mended_english(found, lows, forms)


def _mended_english(
    found: list[Token], lows: Sequence[str], forms: Sequence[str]
) -> tuple[Token, ...]:
    """The words by their neighbours: what is an adjective, a participle, a preterite."""
    beside = found
    if not _DOUBTED.isdisjoint(forms):
        beside = [_adjectival(found, token) if token.form in _DOUBTED else token for token in found]
    if not _struck().isdisjoint(lows):
        for token in beside:
            if token.tag == "ADJ":
                beside[token.index] = _passive(beside, token)
    if not clause_words("en")["intents"].isdisjoint(lows):
        beside = [_intending(beside, token) for token in beside]
    return _with_preterites(beside)


def _intending(tokens: Sequence[Token], token: Token) -> Token:
    """ "The EU plans to lift …": a verb behind a name, though the word is mostly a noun."""
    at, intents = token.index, clause_words("en")["intents"]
    if token.tag != "NOUN" or token.low not in intents or not 0 < at < len(tokens) - 2:
        return token
    named = tokens[at - 1].tag == "PROPN" and tokens[at - 1].low != "'s"
    infinitive = tokens[at + 1].low == "to" and tokens[at + 2].form == "VB"
    return token.tagged("VERB", "VBZ") if named and infinitive else token


class Tagged(NamedTuple):
    """Words of a sentence as the tagger gives them: fine parts of speech, offsets in the text."""

    words: Sequence[str]
    tags: Sequence[str]
    spans: Sequence[tuple[int, int]]


def tagged(text: str, start: int, end: int, language: str) -> Tagged:
    """The words that `read` gives more about, for a first look. Nothing for endless text."""
    if end - start > _CHARACTERS:
        return Tagged((), (), ())
    sentence = reading(text, start, end, language)
    return Tagged(sentence.words, tags(sentence, language), sentence.spans)


def look_ahead(parts: Iterable[tuple[Document, Layout]]) -> None:
    """Tag the sentences of all the documents at once; `read` then finds them tagged."""
    by_language: dict[str, list[Reading]] = {}
    for document, layout in parts:
        if document.language in available("events"):
            by_language.setdefault(document.language, []).extend(
                reading(document.text, sentence.start, sentence.end, document.language)
                for sentence in layout.sentences
                if sentence.end - sentence.start <= _CHARACTERS
            )
    for language, readings in by_language.items():
        tag_all(readings, language)


def tagged_together(document: Document, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences in order, with those that follow tagged while their turn is waited for."""
    for first in range(0, len(sentences), _TOGETHER):
        some = sentences[first : first + _TOGETHER]
        look_ahead([(document, Layout(tuple(some)))])
        yield from some


def _with_preterites(tokens: list[Token]) -> tuple[Token, ...]:
    """English stretches without a finite verb: their first preterite was taken for a participle."""
    listed = past_forms("en")
    for index, token in enumerate(tokens):
        if token.low in listed and _may_be_promoted(token):
            stretch = _stretch(tokens, index)
            if stretch[0] is token and _goes_on(tokens, index):
                tokens[index] = token.tagged("VERB", "VBD")
            elif not any(word.finite or word.form in ("VBG", "VB") for word in stretch[:2]):
                _promote(tokens, stretch)
    return tuple(tokens)


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """ "Chile, which …, shelled Lima": behind a relative clause the sentence needs its verb."""
    if index < 4 or tokens[index - 1].text != ",":
        return False
    opened = next((i for i in range(index - 2, 0, -1) if tokens[i].text == ","), None)
    if opened is None or tokens[opened + 1].low not in clause_words("en")["relatives"]:
        return False
    outside = (*tokens[:opened], *tokens[index:])
    subject = any(token.tag in ("NOUN", "PROPN") for token in tokens[:opened])
    return subject and not any(token.finite for token in outside)


def _stretch(tokens: list[Token], index: int) -> list[Token]:
    """The words around the one at `index` up to the next sign or word that opens a clause."""
    breaks = _breaks()
    first, after = index, index
    while first > 0 and tokens[first - 1].tag != "PUNCT" and tokens[first - 1].low not in breaks:
        first -= 1
    while after < len(tokens) and tokens[after].tag != "PUNCT" and tokens[after].low not in breaks:
        after += 1
    return tokens[first:after]


@cache
def _breaks() -> frozenset[str]:
    table = load_table("en", "clauses")["clause"]
    return frozenset((*table["coordinators"], *table["subordinators"], *table["relatives"]))


def _may_be_promoted(word: Token) -> bool:
    """Whether the word by itself may be a preterite that was taken for something else."""
    return (
        (word.form == "VBN" or word.tag in ("ADJ", "ADV"))
        and word.low in past_forms("en")
        and word.text.islower()
    )


def _promote(tokens: list[Token], stretch: list[Token]) -> None:
    if any(word.finite or word.tag == "AUX" for word in stretch):
        return
    for before, word in pairwise(stretch):
        if before.tag not in ("NOUN", "PROPN", "PRON") or not _may_be_promoted(word):
            continue
        following = [t.low for t in stretch if word.index < t.index <= word.index + 3]
        if "by" not in following:
            tokens[word.index] = word.tagged("VERB", "VBD")
            return


def _passive(tokens: Sequence[Token], token: Token) -> Token:
    """ "was shot ten times": behind a form of "be" the participle of a listed verb is one."""
    if not token.index or not token.text.islower():
        return token
    before = tokens[token.index - 1]
    if before.tag != "AUX" or before.low not in ("was", "were", "been", "being"):
        return token
    return token.tagged("VERB", "VBN") if token.low in _struck() else token


@cache
def _struck() -> frozenset[str]:
    """Participles of the verbs of force: to be shot is no quality."""
    known = lexicon("en")
    return frozenset(
        form
        for form, readings in known.verbs.items()
        if any(
            reading.feature == "participle" and pattern.entry.type in _FORCE
            for reading in readings
            for pattern in known.patterns.get(reading.lemma, ())
        )
    )


_FORCE = ("ASSAULT", "COERCE")


def with_nouns_behind(tokens: tuple[Token, ...], adjectives: frozenset[int]) -> tuple[Token, ...]:
    """ "attacked Russian refineries": what follows a nationality is no verb in "-s"."""
    behind = [index + 1 for index in adjectives if index + 1 < len(tokens)]
    return _retagged(tokens, [at for at in behind if tokens[at].form == "VBZ"], "NOUN", "en")


def with_names(
    tokens: tuple[Token, ...], names: frozenset[int], language: str
) -> tuple[Token, ...]:
    """The words with those of names tagged as names, whatever the tagger took them for."""
    mistaken = [
        index
        for index in names
        if tokens[index].tag not in ("PROPN", "NOUN") and tokens[index].text[0].isupper()
    ]
    tokens = _retagged(tokens, mistaken, "PROPN", language)
    # "the city of Kunming": of governs a name, and opens no clause before it.
    bound = [at - 1 for at in mistaken if at and tokens[at - 1].low == "of"]
    return _retagged(tokens, bound, "ADP", language)


def _retagged(
    tokens: tuple[Token, ...], mistaken: Sequence[int], tag: str, language: str
) -> tuple[Token, ...]:
    """The words with those at the indexes tagged anew, and what follows from that in English."""
    if not mistaken:
        return tokens
    changed = list(tokens)
    for index in mistaken:
        changed[index] = tokens[index].tagged(tag, "")
    return _with_preterites(changed) if language == "en" else tuple(changed)


def indexes_of(tokens: Sequence[Token], start: int, end: int) -> range:
    """The indexes of the words of a sentence that the stretch of the document touches."""
    first = bisect_right(tokens, start, key=_end_of)
    after = first
    while after < len(tokens) and tokens[after].start < end:
        after += 1
    return range(first, after)


_end_of = attrgetter("end")
# Forms that between article and noun are no verbs.
_DOUBTED = frozenset({"VBD", "VBN", "VB", "VBP"})


def _adjectival(tokens: Sequence[Token], token: Token) -> Token:
    """ "a Russian armoured column": a preterite between article and noun is an adjective."""
    if token.index + 1 >= len(tokens):
        return token
    after = tokens[token.index + 1].tag
    if token.form in ("VB", "VBP"):
        return _nominal(tokens, token) if after == "ADP" else token
    if after not in ("NOUN", "PROPN", "ADJ"):
        return token
    if _before_noun(tokens, token) or (token.index and tokens[token.index - 1].text == "-"):
        return token.tagged("ADJ", "")
    return token


def _before_noun(tokens: Sequence[Token], token: Token) -> bool:
    """Whether article, preposition or position make a participle out of the form."""
    if token.form == "VBN" and _starts(tokens, token):
        return True
    for before in reversed(tokens[max(0, token.index - 3) : token.index]):
        if before.tag == "DET":
            return True
        if before.tag not in ("ADJ", "PROPN", "ADV") or before.text[0].islower():
            return False
    return False


def _starts(tokens: Sequence[Token], token: Token) -> bool:
    """ "Ousted president …", "newly appointed …" at the head of a sentence, "reject proposed …"."""
    before = tokens[: token.index]
    if not before or (len(before) == 1 and before[0].tag == "ADV"):
        return True
    return before[-1].form in ("VBP", "VBZ", "VB") and before[-1].tag == "VERB"


def _nominal(tokens: Sequence[Token], token: Token) -> Token:
    """ "a United Nations appeal for": no verb between article and preposition."""
    for before in reversed(tokens[max(0, token.index - 4) : token.index]):
        if before.tag == "DET":
            return token.tagged("NOUN", "")
        if before.tag not in ("ADJ", "PROPN"):
            return token
    return token


def _inside_quotes(surface: Sequence[str]) -> list[bool]:
    """Words inside quotation marks; up to four quoted words are only a name or an irony."""
    flags = [False] * len(surface)
    if _QUOTES.isdisjoint(surface):
        return flags
    opened: int | None = None
    for index, word in enumerate(surface):
        if word not in _QUOTES:
            continue
        if opened is None or word == "„":
            opened = index
        else:
            if index - opened > 5:
                flags[opened : index + 1] = [True] * (index + 1 - opened)
            opened = None
    if opened is not None and len(surface) - opened > 5:
        flags[opened:] = [True] * (len(surface) - opened)
    return flags


_QUOTES = frozenset(("„", "“", "”", '"', "«", "»", "``", "''"))
