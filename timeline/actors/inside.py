"""Names inside one document: whole names, surnames after them, acronyms, repeats; one id each."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from itertools import compress
from pathlib import Path

import timeline.gazetteer
from timeline.actors.compare import SLIP_LENGTH, similar, slip
from timeline.actors.draft import Draft, in_text
from timeline.actors.pronouns import given_names
from timeline.actors.words import Words
from timeline.gazetteer import index as gazetteer
from timeline.gazetteer.index import Entity, Index, fold, slug
from timeline.gazetteer.romanise import keys
from timeline.languages.loader import load_table

_ARTICLES = frozenset({"The", "the", "Der", "Die", "Das"})
_SURE = 0.75
_SHORTEST_SURNAME = 6  # letters; shorter ones are alike by chance


def link_inside(drafts: list[Draft], words: Words, *, language: str, index: Index) -> None:
    """Give every named draft an actor id, in place, and add repeats that were overlooked."""
    _known_names(drafts, words, language=language, index=index)
    _misspelt(drafts, words, index)
    _persons(drafts, words, index=index, language=language)
    _acronyms(drafts, words)
    _others(drafts, words)
    drafts.sort(key=in_text)


def tokens_of(draft: Draft, words: Words) -> list[str]:
    """The words of a draft, without signs."""
    return [word for word in words.word[draft.first : draft.last] if word[:1].isalnum()]


def _known_names(drafts: list[Draft], words: Words, *, language: str, index: Index) -> None:
    """Recognised names that the gazetteer has in another language or spelling."""
    given, sorts = given_names(language), _sorts(language)
    present = {draft.actor for draft in drafts if (draft.actor or "").startswith("person:")}
    told = _states_told_of(drafts, index)
    surnames = index.answers("romanised surname", _romanised_surname)
    spellings = index.answers("romanised name", _romanised_name)
    for draft in drafts:
        if draft.actor is not None or draft.kind is None:
            continue
        tokens = words.word[draft.first : draft.last]
        draft.actor = _exact(tokens, draft, index, sorts)
        if draft.actor is not None:
            draft.why = "listed name"
        elif len(tokens) == 1 and tokens[0] not in given:
            found = surnames[tokens[0]]
            # Surnames are alike across the world: somebody of that state, or it, must be named too.
            # "Kadhafi" may be taken for a town, but not where the text names the man.
            near = found is not None and (found.id in present or found.country in told)
            if found is not None and near and (draft.kind != "LOC" or found.id in present):
                draft.actor, draft.kind = found.id, "PER"
                draft.why = f"another spelling of the surname of {found.en}"
        elif len(tokens) > 1:
            found = spellings[" ".join(tokens)]
            if found is not None:
                draft.actor, draft.kind = found.id, "PER"
                draft.why = f"another spelling of {found.en}"


def _states_told_of(drafts: list[Draft], index: Index) -> set[str | None]:
    """The states of everything listed that the text names: places, adjectives, people, bodies."""
    listed = (index.by_id(draft.city or draft.actor or "") for draft in drafts)
    return {entity.country for entity in listed if entity is not None} - {None, "IGO"}


def _misspelt(drafts: list[Draft], words: Words, index: Index) -> None:
    """A typing slip in a listed name that the text also spells right: "Donzek" beside "Donezk"."""
    right = {
        tokens[0].lower(): draft
        for draft in drafts
        if draft.actor is not None
        and draft.kind is not None
        and len(tokens := tokens_of(draft, words)) == 1
    }
    by_letter: dict[str, list[str]] = {}
    for spelling in right:
        if len(spelling) >= SLIP_LENGTH:
            by_letter.setdefault(spelling[0], []).append(spelling)
    for draft in drafts:
        if draft.actor is not None or draft.kind is None:
            continue
        tokens = tokens_of(draft, words)
        if len(tokens) != 1:
            continue
        word = tokens[0].lower()
        repeated = right.get(word)
        if repeated is not None:
            draft.actor, draft.kind, draft.city = repeated.actor, repeated.kind, repeated.city
            draft.why = "the same word as elsewhere in the text"
            continue
        for spelling in by_letter.get(word[0], ()):
            if slip(word, spelling):
                other = right[spelling]
                draft.actor, draft.kind, draft.city = other.actor, other.kind, other.city
                entity = index.by_id(other.actor or "")
                name = entity.en if entity is not None else spelling
                draft.why = f"typing slip of {name}, which the text names too"
                break


def _romanised_name(index: Index, name: str) -> Entity | None:
    """The only person whose name, romanised from another script, may be spelt like this."""
    tokens = name.split(" ")
    forms = dict.fromkeys((name, " ".join(_nominative(tokens))))
    found = index.by_key(*(key for form in forms for key in keys(form)))
    return found if found is not None and _is_spelling(name, found) else None


def _romanised_surname(index: Index, token: str) -> Entity | None:
    """The only person whose surname, romanised from another script, may be spelt like this."""
    for form in (token, token.removesuffix("s")):
        if len(form) < _SHORTEST_SURNAME:
            return None
        found = index.by_key(*(f"~ {key}" for key in keys(form)))
        if found is not None and any(
            similar(form, name.split(" ")[-1]) for name in (found.de, found.en)
        ):
            return found
    return None


def _is_spelling(name: str, entity: Entity) -> bool:
    bare = name.removesuffix("s")
    return any(similar(form, known) for form in (name, bare) for known in (entity.de, entity.en))


def _exact(tokens: list[str], draft: Draft, index: Index, sorts: frozenset[str]) -> str | None:
    for variant in _variants(tokens, sorts):
        for rest, flag, number, _ in index.entries[variant[0]]:
            if flag not in "nscw" or rest != " ".join(variant[1:]):
                continue
            entity = index.entity(number)
            if entity.mention == draft.kind or (draft.kind == "ORG" and entity.mention == "LOC"):
                if flag == gazetteer.CAPITAL:
                    draft.city = entity.id
                return entity.id
    return None


def _variants(tokens: list[str], sorts: frozenset[str]) -> list[list[str]]:
    """The words as they stand, without a genitive -s, an article or a sort, in small letters."""
    found = [tokens, _nominative(tokens)]
    if len(tokens) > 1 and tokens[0] in _ARTICLES:
        found.append(tokens[1:])
    if len(tokens) > 1 and all(not token.isalpha() or token.isupper() for token in tokens):
        found.append([token.capitalize() for token in tokens])
    if len(tokens) > 1 and tokens[-1] in sorts:
        found.append(tokens[:-1])
    return found


@cache
def _sorts(language: str) -> frozenset[str]:
    """What a body is said to be behind its name: "the AfD party"."""
    return frozenset(load_table(language, "names").get("sorts", ()) if language else ())


def _nominative(tokens: list[str]) -> list[str]:
    """Without the -s of a genitive on the last word."""
    last = tokens[-1]
    return [*tokens[:-1], last[:-1]] if last.endswith("s") and len(last) > 3 else tokens


def _persons(drafts: list[Draft], words: Words, *, index: Index, language: str) -> None:
    """Whole names first, then surnames to the nearest whole name before (or else behind) them."""
    whole: dict[str, list[Draft]] = defaultdict(list)
    full_names: dict[str, str] = {}
    for draft in drafts:
        if draft.kind != "PER":
            continue
        tokens = tokens_of(draft, words)
        if len(tokens) < 2:
            continue
        if draft.actor is None:
            draft.actor = _local_person(tokens, full_names)
        for surname in _surnames(tokens):
            whole[surname].append(draft)
    for draft in drafts:
        if draft.kind == "PER" and len(tokens_of(draft, words)) == 1:
            _follow(draft, words, whole, index)
    _overlooked_surnames(drafts, words, whole, common=_common_nouns(language))


def local_slug(name: str) -> str:
    """A name as the end of a local id; one in another script keeps its letters."""
    return slug(name) or "-".join(re.findall(r"\w+", fold(name).lower())) or "name"


def _local_person(tokens: list[str], full_names: dict[str, str]) -> str:
    name = local_slug(" ".join(tokens))
    bare = local_slug(" ".join(_nominative(tokens)))
    for candidate in (name, bare):
        if candidate in full_names:
            return full_names[candidate]
    full_names[name] = f"local:{name}"
    return full_names[name]


@cache
def _common_nouns(language: str) -> frozenset[str]:
    """Surnames that are words too where every noun has a capital: "Frieden" is peace in German."""
    if language != "de":
        return frozenset()
    path = Path(timeline.gazetteer.__path__[0]) / "common_words.toml"
    return frozenset(map(fold, tomllib.loads(path.read_text("utf-8"))[language]))


def _surnames(tokens: list[str]) -> set[str]:
    last = tokens[-1]
    return {last, last[:-1]} if last.endswith("s") and len(last) > 3 else {last}


def _follow(draft: Draft, words: Words, whole: dict[str, list[Draft]], index: Index) -> None:
    """The whole name that a lone surname repeats."""
    token = tokens_of(draft, words)[-1] if tokens_of(draft, words) else ""
    for form in (token, token[:-1] if token.endswith("s") else token):
        several = whole.get(form)
        if several:
            if draft.actor is not None and not _overrules(several, draft, index):
                return
            before = [other for other in several if other.start < draft.start]
            chosen = before[-1] if before else several[0]
            if chosen.actor != draft.actor:
                draft.actor = chosen.actor
                draft.why = "surname after the whole name"
            return
    if draft.actor is None:
        draft.actor = f"local:{local_slug(token)}"


def _overrules(several: list[Draft], draft: Draft, index: Index) -> bool:
    """Whether whole names in the text outweigh whom the surname alone is known to name.

    They do unless they are of several people, or of one known by the whole name only who is of the
    same state and so may be a relative ("Laura Bush" beside "Bush").
    """
    actors = {other.actor for other in several}
    if draft.actor in actors or len(actors) > 1:
        return False
    named = index.by_id(next(iter(actors)) or "")
    known = index.by_id(draft.actor or "")
    return named is None or known is None or named.country != known.country


def _overlooked_surnames(
    drafts: list[Draft], words: Words, whole: dict[str, list[Draft]], *, common: frozenset[str]
) -> None:
    """Surnames of people named in full that nobody recognised elsewhere in the text.

    Those in `common` are words of daily life, which the recogniser has to see.
    """
    if whole.keys().isdisjoint(words.word):
        return
    taken = {place for draft in drafts for place in range(draft.first, draft.last)}
    for place in compress(range(len(words.word)), map(whole.__contains__, words.word)):
        word = words.word[place]
        several = whole[word]
        if place in taken or not word[:1].isupper() or len(word) < 3 or word in common:
            continue
        before = [other for other in several if other.start < words.start[place]]
        chosen = before[-1] if before else several[0]
        if chosen.score < _SURE:
            continue
        beside = words.word[place + 1] if place + 1 < len(words.word) else ""
        compound = beside == "-" and words.joined(place + 1)
        drafts.append(
            Draft(
                place,
                place + 1,
                words.start[place],
                words.end[place],
                None if compound else "PER",
                form="adjective" if compound else "name",
                actor=chosen.actor,
                why="surname after the whole name",
                score=0.7,
            )
        )


def _acronyms(drafts: list[Draft], words: Words) -> None:
    """ "Nationale Befreiungsfront (NBF)": the letters in brackets name the same organisation."""
    by_first = {draft.first: draft for draft in drafts}
    _spelt_out(drafts, words, by_first)
    introduced = _introduced(drafts, words)
    if not introduced:
        return
    for place, word in enumerate(words.word):
        source = introduced.get(word)
        if source is None:
            continue
        found = by_first.get(place)
        if found is None:
            if any(other.first <= place < other.last for other in drafts):
                continue
            found = Draft(place, place + 1, words.start[place], words.end[place], "ORG")
            drafts.append(found)
        elif found.last != place + 1:
            continue
        found.actor, found.why = source.actor, "acronym introduced in brackets"


def _spelt_out(drafts: list[Draft], words: Words, by_first: dict[int, Draft]) -> None:
    """Unknown words before the letters of a listed body, "National Liberation Army (ELN)"."""
    for draft in drafts:
        if draft.kind != "ORG" or draft.actor is not None or draft.last - draft.first < 2:
            continue
        letters = by_first.get(draft.last + 1)
        if letters is None or not (letters.actor or "").startswith("org:"):
            continue
        brackets = [words.word[at] for at in (draft.last, letters.last) if at < len(words.word)]
        if brackets == ["(", ")"] and words.word[letters.first].isupper():
            draft.actor, draft.why = letters.actor, "spelt out before its letters"


def _introduced(drafts: list[Draft], words: Words) -> dict[str, Draft]:
    """The acronyms that stand in brackets right after an organisation's name."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        place = draft.last
        if draft.kind != "ORG" or place + 2 >= len(words.word) or words.word[place] != "(":
            continue
        letters = words.word[place + 1]
        if words.word[place + 2] == ")" and _abbreviates(letters, tokens_of(draft, words)):
            if draft.actor is None:
                draft.actor = f"local:{local_slug(' '.join(tokens_of(draft, words)))}"
            found[letters] = draft
    return found


def _abbreviates(letters: str, tokens: list[str]) -> bool:
    """Whether the letters run through the name in order and begin with one of its initials."""
    if not (letters.isupper() and 2 <= len(letters) <= 8) or len(tokens) < 2:
        return False
    initials = [token[:1].lower() for token in tokens]
    if letters[0].lower() not in initials:
        return False
    rest = iter("".join(tokens).lower())
    return all(letter in rest for letter in letters.lower())


def _others(drafts: list[Draft], words: Words) -> None:
    """Names nobody knows get an id of their own words; a genitive joins its nominative."""
    known: dict[tuple[str | None, str], str] = {}
    for draft in drafts:
        if draft.actor is not None or draft.kind is None:
            continue
        tokens = tokens_of(draft, words) or [words.word[draft.first]]
        for form in (tokens, _nominative(tokens)):
            name = local_slug(" ".join(form))
            if (draft.kind, name) in known:
                draft.actor = known[draft.kind, name]
                break
        else:
            name = local_slug(" ".join(tokens))
            draft.actor = known[draft.kind, name] = f"local:{name}"
