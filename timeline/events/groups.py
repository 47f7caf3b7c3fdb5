"""Actors without a name: "the junta", "Putschisten", "protesters" as groups of the story's state.

They are mentions like any other, so that roles, graph and page need no second kind of actor. A
group belongs to one document and state: two documents' "soldiers" are not taken for one actor
unless both tell of the same state.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from timeline.events.anaphora import clear_home_of
from timeline.events.mending import words as mended_words
from timeline.events.tokens import LONGEST, Token, read, tagged, tagged_together
from timeline.languages.inflect import noun_forms
from timeline.languages.loader import load_table
from timeline.languages.remembered import Remembered
from timeline.model import Actor, Document, Layout, Mention

_LINK = frozenset({"NOUN", "PROPN"})


def with_groups(
    document: Document, layout: Layout, mentions: Sequence[Mention], actors: Sequence[Actor]
) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
    """Mentions and actors with the unnamed groups of the document added, mentions sorted."""
    language = document.language
    if language is None or not load_table(language, "groups"):
        return tuple(mentions), tuple(actors)
    known = {actor.id: actor for actor in actors}
    home = clear_home_of(mentions, known)
    country = known[home.actor].country if home is not None and home.actor in known else None
    covered = sorted((mention.start, mention.end) for mention in mentions)
    found: dict[str, Actor] = {}
    added: list[Mention] = []
    place = 0
    listed = _listed(language)
    for sentence in tagged_together(document, layout.sentences):
        while place < len(covered) and covered[place][1] <= sentence.start:
            place += 1
        # Most sentences have no such word, and for the rest parts of speech are mended last.
        words, tags, spans = tagged(document.text, sentence.start, sentence.end, language)
        if not any(map(listed.__getitem__, words)):
            continue
        inside = [span for span in covered[place : place + 400] if span[0] < sentence.end]
        if not any(
            listed[word] and _may_head(words, tags, at, language) and not _touched(*span, inside)
            for at, (word, span) in enumerate(zip(words, spans, strict=True))
        ):
            continue
        tokens = read(document.text, sentence.start, sentence.end, language)
        for token, lemma in _groups(tokens[:LONGEST], inside, language):
            actor_id = f"group:{country or document.id}:{lemma.lower()}"
            name = token.text if token.text[0].isupper() or language != "de" else lemma
            found.setdefault(actor_id, Actor(actor_id, "group", name, {language: name}, country))
            added.append(
                Mention(
                    token.start,
                    token.end,
                    token.text,
                    None,
                    "description",
                    actor_id,
                    why=f"“{token.text}” without a name: a group of the state the story is about",
                )
            )
    everyone = sorted([*mentions, *added], key=lambda mention: (mention.start, mention.end))
    return tuple(everyone), (*actors, *found.values())


def _groups(
    tokens: Sequence[Token], covered: Sequence[tuple[int, int]], language: str
) -> Iterator[tuple[Token, str]]:
    """Listed nouns that head their phrase and have no name or adjective of a state beside."""
    for token in tokens:
        if token.tag not in _LINK or token.quoted:
            continue
        lemma = _lemma(token.text, token.low, language)
        if lemma is None:
            continue
        after = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        if after is not None and after.tag in _LINK:
            continue
        near = tokens[max(0, token.index - 3) : token.index + 1]
        first = next((t for t in near if t.tag in ("ADJ", "NOUN", "PROPN", "PART")), token)
        start = first.start if first.index < token.index else token.start
        if _touched(start, token.end, covered):
            continue
        yield token, lemma


def _touched(start: int, end: int, covered: Sequence[tuple[int, int]]) -> bool:
    for a, b in covered:
        if a < end and start < b:
            return True
    return False


def _may_head(words: Sequence[str], tags: Sequence[str], at: int, language: str) -> bool:
    """Whether the word may be a noun before none, before the neighbours have their say.

    Of other parts of speech only English verbs are mended to nouns, and nouns are not mended.
    """
    known = mended_words(language)
    word = known[tags[at]][words[at]]
    if word.tag not in _LINK and word.form not in ("VB", "VBP"):
        return False
    return at + 1 == len(words) or known[tags[at + 1]][words[at + 1]].tag not in _LINK


@cache
def _forms(language: str) -> dict[str, str]:
    forms: dict[str, str] = {}
    for noun in load_table(language, "groups")["nouns"]:
        for form in noun_forms(language, noun):
            forms.setdefault(form, noun)
    return forms


@cache
def _listed(language: str) -> Remembered[bool]:
    """Whether a word may be a group."""
    return Remembered(lambda word: _lemma(word, word.lower(), language) is not None)


@lru_cache(maxsize=10_000)
def _lemma(text: str, low: str, language: str) -> str | None:
    """The listed noun; for German compounds the compound with the listed noun's ending."""
    forms = _forms(language)
    if language != "de":
        return forms.get(low)
    word = text.rpartition("-")[2]
    if word in forms:
        return forms[word]
    for at in range(3, len(word) - 3):
        noun = forms.get(word[at].upper() + word[at + 1 :])
        if noun is not None and len(noun) >= 5:
            return word[:at] + noun.lower()
    return None
