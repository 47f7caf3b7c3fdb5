"""Persons whom a title before the name gives away, where the back end overlooked or cut them.

"Foreign Minister Abdou Diallo Sy" can only be somebody. Only for languages in which a capital
inside a sentence marks a name, and never for one word: "General Motors" is no officer.
"""

from __future__ import annotations

from timeline.actors.draft import Draft, in_text
from timeline.actors.lists import lists_of, name_end
from timeline.actors.titles import title_ending_at, title_words
from timeline.actors.words import Words, calendar_words, is_headline
from timeline.gazetteer.index import Index

_LEAST = 2  # words of such a name


def add_entitled(drafts: list[Draft], words: Words, *, language: str, index: Index) -> None:
    """Add or complete the drafts of such persons, in place."""
    table = title_words(language)
    if table.compounds or not table.by_last:
        return
    lists, calendar = lists_of(language), calendar_words(language)
    known = {word: draft for draft in drafts for word in range(draft.first, draft.last)}
    for begin, stop in zip(words.first, words.first[1:], strict=False):
        sentence = words.word[begin:stop]
        places = [at for at in range(begin, stop - _LEAST) if words.word[at] in table.by_last]
        if not places or is_headline(sentence):
            continue
        for place in places:
            first = place + 1
            if not words.word[first][:1].isupper() or title_ending_at(words, place, table) is None:
                continue
            last = name_end(words, first, stop, lists, index=index, titled=True)
            if any(title_ending_at(words, at, table) is not None for at in range(first, last)):
                continue  # two titles: the name stands behind the second
            inside = {id(known[at]): known[at] for at in range(first, last) if at in known}
            named = [word for word in words.word[first:last] if word[:1].isupper()]
            if len(named) < _LEAST or not calendar.isdisjoint(map(str.lower, named)):
                continue
            _add(drafts, list(inside.values()), words, first, last)
    drafts.sort(key=in_text)


def _add(drafts: list[Draft], inside: list[Draft], words: Words, first: int, last: int) -> None:
    """A draft of these words; one that is part of the name grows, any other one stays alone."""
    if not inside:
        start, end = words.start[first], words.end[last - 1]
        drafts.append(Draft(first, last, start, end, "PER", why="name behind a title"))
        return
    part = inside[0]
    whole = part.first >= first and part.last <= last
    if len(inside) > 1 or not whole or part.kind != "PER" or part.actor is not None:
        return
    part.first, part.last = first, last
    part.start, part.end = words.start[first], words.end[last - 1]
