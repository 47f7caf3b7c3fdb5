"""Pronouns that stand for a person, resolved only where one reading is clear."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

from timeline.actors.draft import Draft, in_text
from timeline.actors.titles import TitleWords, title_words
from timeline.actors.words import Words
from timeline.gazetteer.index import Index, fold, split_tokens
from timeline.languages.loader import load_table

_REACH = 4  # words from an article to its noun
_NOMINATIVE = frozenset({"Der", "Ein", "Dieser", "Sein", "Kein"})


class _Pronouns(NamedTuple):
    sex: dict[str, str]
    object: frozenset[str]
    singular: tuple[str, ...]
    given: dict[str, str]
    people: frozenset[str]
    masculine: frozenset[str]
    human: frozenset[str]


@cache
def _pronouns(language: str) -> _Pronouns:
    table = load_table(language, "titles").get("pronouns", {}) if language else {}
    names = load_table(language, "names") if language else {}
    given = {fold(name): sex for sex in ("m", "f") for name in names.get(sex, ())}
    for name in set(map(fold, names.get("m", ()))) & set(map(fold, names.get("f", ()))):
        given.pop(name, None)  # "Kim", "Andrea": either
    sexes = {word: sex for sex in ("m", "f") for word in table.get(sex, ())}
    return _Pronouns(
        sexes,
        frozenset(table.get("object", ())),
        tuple(table.get("singular", ())),
        given,
        *(frozenset(map(fold, table.get(key, ()))) for key in ("people", "masculine", "human")),
    )


@cache
def given_names(language: str) -> frozenset[str]:
    """Listed given names, without accents."""
    table = load_table(language, "names") if language else {}
    return frozenset(fold(name) for sex in ("m", "f") for name in table.get(sex, ()))


def resolve_pronouns(
    drafts: list[Draft], words: Words, text: str, *, language: str, index: Index
) -> None:
    """Add a draft for every pronoun whose person is clear, in place."""
    table = _pronouns(language)
    persons = [draft for draft in drafts if _is_person(draft)]
    if not persons or not table.sex:
        return
    of_word = map(table.sex.get, map(str.lower, words.word))
    pronouns = [(place, sex) for place, sex in enumerate(of_word) if sex is not None]
    if not pronouns:
        return
    sexes = _sexes(persons, words, language=language, index=index)
    made = []
    bounds = words.first
    taken = {at for draft in drafts for at in range(draft.first, draft.last)}
    taken |= {draft.first - 1 for draft in persons if draft.title}
    firsts = [person.first for person in persons]
    rivals = [draft.first for draft in drafts if _is_rival(draft)]
    for place, sex in pronouns:
        sentence = bisect_right(bounds, place) - 1
        begin, window = bounds[sentence], bounds[sentence - 1] if sentence else 0
        if not _is_singular(place, words, table, begin):
            continue
        near = persons[bisect_left(firsts, window) : bisect_left(firsts, place)]
        near = _possible(near, words, table, begin, place)
        if _has_rival(rivals, near, begin, place):
            continue
        if _unnamed(words, window, place, taken=taken, table=table, sex=sex):
            continue
        person = _clear(near, sex, sexes, begin)
        if person is not None:
            made.append(_draft(place, words, person))
    drafts.extend(made)
    drafts.sort(key=in_text)


def _possible(
    near: list[Draft], words: Words, table: _Pronouns, first: int, place: int
) -> list[Draft]:
    """Without those of the pronoun's own clause where it is an object ("Moreno invited him").

    Nobody is the object of his own deed.
    """
    if words.word[place].lower() not in table.object:
        return near
    start = next((at for at in range(place - 1, first, -1) if words.word[at] in ",;:"), first)
    doing = {person.actor for person in near if person.first >= start}
    return [person for person in near if person.actor not in doing]


def _is_person(draft: Draft) -> bool:
    return draft.kind == "PER" or (draft.form == "description" and draft.office is not None)


def _sexes(persons: list[Draft], words: Words, *, language: str, index: Index) -> dict[str, str]:
    """Actor id → m or f: of the gazetteer, the given name or the title's form."""
    given, titles = _pronouns(language).given, title_words(language)
    found: dict[str, str] = {}
    for draft in persons:
        if draft.actor is None or draft.actor in found:
            continue
        entity = index.by_id(draft.actor)
        sex = entity.sex if entity is not None else None
        if sex is None and draft.last - draft.first > 1:
            sex = given.get(words.word[draft.first])
        if sex is None and draft.title:
            sex = _sex_of_title(draft.title, titles)
        if sex is not None:
            found[draft.actor] = sex
    return found


def _sex_of_title(title: str, table: TitleWords) -> str | None:
    tokens = split_tokens(fold(title))
    if not tokens:
        return None
    if any(token in table.feminine or token in {"Mrs", "Ms", "Frau"} for token in tokens):
        return "f"
    if "woman" in tokens[-1]:
        return "f"
    masculine = table.compounds or tokens[0] in {"Mr", "Sir", "Lord", "King", "Prince"}
    return "m" if masculine or tokens[-1].endswith("man") else None


def _is_singular(place: int, words: Words, table: _Pronouns, first: int) -> bool:
    """Whether "sie" is she: the verb beside it is singular; always for the other pronouns."""
    if words.word[place].lower() != "sie":
        return True
    if words.word[place] == "Sie" and place != first:
        return False  # the polite form
    beside = [words.word[p] for p in (place - 1, place + 1) if 0 <= p < len(words.word)]
    return any(word.islower() and word.endswith(table.singular) for word in beside)


def _is_rival(draft: Draft) -> bool:
    return draft.form == "name" and draft.kind in ("LOC", "ORG")


def _has_rival(rivals: list[int], near: list[Draft], first: int, place: int) -> bool:
    """Whether something else named in the sentence may be meant ("Der Iran ..., er habe").

    `rivals` are the first words of all places and bodies named, in order.
    """
    if near and near[-1].first >= first:
        return False
    at = bisect_left(rivals, first)
    return at < len(rivals) and rivals[at] < place


def _unnamed(
    words: Words, first: int, place: int, *, taken: set[int], table: _Pronouns, sex: str
) -> bool:
    """Whether a person without a name, or a thing of the same gender, may be meant.

    Looked for between word `first` and the pronoun; words in `taken` belong to somebody named.
    """
    human = any(
        words.word[at] in table.human for at in (place - 1, place + 1) if 0 <= at < len(words.word)
    )
    for at in range(first, place):
        word = words.word[at]
        if word in table.people and at not in taken:
            return True
        if sex != "m" or human or not table.masculine:
            continue
        if word in table.masculine or (word in _NOMINATIVE and words.begins(at)):
            noun = _noun_after(words, at, place)
            if noun is not None and noun not in taken:
                return True
    return False


def _noun_after(words: Words, article: int, stop: int) -> int | None:
    """The number of the first capitalised word right behind an article and its adjectives."""
    for at in range(article + 1, min(article + 1 + _REACH, stop)):
        if words.word[at][:1].isupper():
            return at
        if not words.word[at].isalpha():
            return None
    return None


def _clear(near: list[Draft], sex: str, sexes: dict[str, str], sentence: int) -> Draft | None:
    """The only person in reach who fits; of several the one that opened the sentence before."""
    fitting = [draft for draft in near if sexes.get(draft.actor or "", sex) == sex]
    actors = {draft.actor for draft in fitting}
    if len(actors) == 1:
        return fitting[-1]
    here = [draft for draft in fitting if draft.first >= sentence]
    if len({draft.actor for draft in here}) == 1:
        return here[-1]
    return None


def _draft(place: int, words: Words, person: Draft) -> Draft:
    return Draft(
        place,
        place + 1,
        words.start[place],
        words.end[place],
        None,
        form="pronoun",
        actor=person.actor,
        why="the only person in reach whom the pronoun fits",
        score=0.6,
    )
