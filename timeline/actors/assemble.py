"""Spans of the back end and names of the gazetteer, made one list of drafts without overlaps."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.actors.draft import Draft, in_text
from timeline.actors.metonyms import governs_place
from timeline.actors.order import order
from timeline.actors.overlay import Hit, only_capitals
from timeline.actors.pronouns import given_names
from timeline.actors.recognise import Span
from timeline.actors.scene import nouns
from timeline.actors.side_by_side import told_apart
from timeline.actors.titles import title_words, titles_before
from timeline.actors.words import Words, calendar_words
from timeline.gazetteer import index as gazetteer
from timeline.gazetteer.index import Index

# Above this the back end's PER outweighs a listed place of the same words ("Jordan", "Georgia").
_SURE_PERSON = 0.8
# Above this it outweighs a listed adjective ("Schweizer" as a surname).
_CERTAIN = 0.95
_WHOLE_NAMES = frozenset({gazetteer.NAME, gazetteer.CAPITAL, gazetteer.SEAT})
# Years before the first office in which a later office holder may be in the news already.
_RISE = 5
# English prefixes that make an adjective of a name.
_PREFIXES = frozenset({"anti", "pro", "non", "post", "pre", "mid", "inter", "intra", "trans"})
_NEED_COMPANY = frozenset({gazetteer.WEAK, gazetteer.SHARED_SURNAME, gazetteer.PREFIX})
# Below this a listed name that contradicts the back end wins.
_UNSURE = 0.5


def assemble(
    spans: Sequence[Span],
    hits: Sequence[Hit],
    words: Words,
    *,
    language: str,
    index: Index,
    year: int | None = None,
) -> list[Draft]:
    """Drafts in text order; the longer of two wins, the listed one of two equals.

    `year` is that of the article: a surname alone names nobody who came to office long after it.
    """
    hits = [hit for hit in hits if not _too_early(hit, index, year)]
    drafts = [_from_span(span, words) for span in spans]
    drafts = [d for d in drafts if d.first < d.last and not _is_no_name(d, words, language)]
    drafts = [*told_apart(drafts, hits, words, language=language, index=index)]
    by_first = _by_word(drafts)
    result: list[Draft] = []
    dropped: set[int] = set()
    for hit in hits:
        rivals = _over(by_first, hit.first, hit.last)
        made = _settle(hit, rivals, words, language=language, index=index)
        if made is None:
            continue
        result.append(made)
        dropped.update(map(id, rivals))
    result.extend(draft for draft in drafts if id(draft) not in dropped)
    result.sort(key=in_text)
    return result


def _over(by_word: dict[int, Draft], first: int, last: int) -> list[Draft]:
    """The drafts that have words between the two, each once."""
    if last - first == 1:
        draft = by_word.get(first)
        return [] if draft is None else [draft]
    found = {id(draft): draft for word in range(first, last) if (draft := by_word.get(word))}
    return list(found.values())


def _is_no_name(draft: Draft, words: Words, language: str) -> bool:
    """Times, and capitals that name nobody."""
    capitals = only_capitals(draft.first, draft.last, words, language)
    return capitals or _is_time(draft, words, language)


def _is_time(draft: Draft, words: Words, language: str) -> bool:
    """ "Nacht zu Samstag": every capitalised word of it belongs to the calendar."""
    listed, seen = calendar_words(language), False
    for word in words.word[draft.first : draft.last]:
        if word[:1].isupper():
            if word.lower() not in listed:
                return False
            seen = True
    return seen


def _too_early(hit: Hit, index: Index, year: int | None) -> bool:
    if year is None or hit.flag != gazetteer.SURNAME:
        return False
    since = index.entity(hit.entities[0]).since
    return since is not None and since > year + _RISE


def _settle(
    hit: Hit, rivals: list[Draft], words: Words, *, language: str, index: Index
) -> Draft | None:
    """The draft of a hit, or None where what the back end found there stays."""
    if language == "de" and _ends_compound(hit, words):
        return None
    draft = _from_hit(hit, words, index)
    same: Draft | None = None
    longer = 0.0
    for rival in rivals:
        if same is None and rival.first == hit.first and rival.last == hit.last:
            same = rival
        elif rival.last - rival.first > hit.last - hit.first and rival.score > longer:
            longer = rival.score
    prefixed = language == "en" and _has_prefix(hit, words)
    if hit.flag == gazetteer.PREFIX or prefixed or (hit.compound and language == "de"):
        return _compound(draft, hit, rivals, language=language, prefixed=prefixed)
    if hit.flag in (gazetteer.SURNAME, gazetteer.SHARED_SURNAME):
        if hit.flag == gazetteer.SURNAME and _entitled(hit, rivals, words, language):
            draft.why = "surname of a known person"
            return draft
        if longer or words.word[hit.first] in given_names(language):
            return None
        return _surname(draft, hit, same, rivals, words)
    stays = _stays(hit, draft, same, longer, words=words, language=language)
    if stays and hit.flag == gazetteer.WEAK and draft.kind == "LOC" and not longer:
        # Where only lists recognise names there is no second opinion to wait for.
        seen = same is not None or order(language) is not None
        stays = not (seen and governs_place(words, hit.first, language))
    draft.sure = draft.kind == "PER" and not stays
    return None if stays else draft


def _has_prefix(hit: Hit, words: Words) -> bool:
    """ "India" in "pro-India": part of an adjective."""
    return _before_hyphen(hit, words) in _PREFIXES


def _entitled(hit: Hit, rivals: list[Draft], words: Words, language: str) -> bool:
    """ "Kremlchef Putin", taken for a place: all that stands before the surname is its title."""
    if len(rivals) != 1 or len(hit.entities) > 1 or rivals[0].kind == "PER":
        return False
    (rival,) = rivals
    if rival.last != hit.last or rival.first == hit.first:
        return False
    fixed = hit.first - rival.first == 1 and words.word[rival.first] in nouns(language).fixed
    return fixed or titles_before(words, hit.first, title_words(language)) == rival.first


def _ends_compound(hit: Hit, words: Words) -> bool:
    """ "Bundespolizei" in "US-Bundespolizei" is no name of its own."""
    whole = hit.flag not in (gazetteer.ADJECTIVE, gazetteer.INHABITANT)
    return whole and _before_hyphen(hit, words)[:1].isalnum()


def _before_hyphen(hit: Hit, words: Words) -> str:
    """The word that a hyphen joins to the name, or ""."""
    place = hit.first - 1
    joined = place > 0 and words.word[place] == "-"
    joined = joined and words.joined(hit.first) and words.joined(place)
    return words.word[place - 1] if joined else ""


def _stays(
    hit: Hit, draft: Draft, same: Draft | None, longer: float, *, words: Words, language: str
) -> bool:
    """Whether the back end's name (of the same words, or longer by score) outweighs the list."""
    if hit.flag in (gazetteer.ADJECTIVE, gazetteer.INHABITANT):
        # An adjective inside a longer name ("Deutsche Bank") belongs to the name.
        # One of the same words is most likely taken for a place; a person may be called so.
        person = same is not None and same.kind == "PER" and same.score >= _CERTAIN
        return longer > 0 or person
    if draft.kind == "PER" and hit.last - hit.first > 1:
        return longer >= _SURE_PERSON
    if hit.flag == gazetteer.WEAK:
        return longer > 0 or same is None or same.kind != draft.kind
    person = same is not None and same.kind == "PER" and same.score >= _SURE_PERSON
    if draft.kind != "LOC":
        person = False
    elif hit.last - hit.first == 1 and hit.flag != gazetteer.WEAK:
        # "Jordan" may be a man, "Paris" and "China" are not, whatever the back end thinks.
        person = person and words.word[hit.first] in given_names(language)
    return longer > 0 or person


def _compound(
    draft: Draft, hit: Hit, rivals: list[Draft], *, language: str, prefixed: bool
) -> Draft | None:
    """ "Nato" in "Nato-Generalsekretär": names its actor without being a name itself."""
    if prefixed:
        return None if hit.flag in _NEED_COMPANY else _adjectival(draft)
    if hit.flag == gazetteer.PREFIX and not hit.compound:
        return None
    if language != "de":
        # English parts its hyphens: "US" in "US-led" is a name of its own.
        return draft if hit.flag != gazetteer.PREFIX else _adjectival(draft)
    if any(r.last > hit.last + 1 and r.score >= _UNSURE for r in rivals):
        return None
    if hit.flag in (gazetteer.WEAK, gazetteer.SHARED_SURNAME):
        return None
    return _adjectival(draft)


def _adjectival(draft: Draft) -> Draft:
    draft.kind, draft.form = None, "adjective"
    return draft


def _surname(
    draft: Draft, hit: Hit, same: Draft | None, rivals: list[Draft], words: Words
) -> Draft | None:
    if same is not None:
        if same.kind != "PER" and same.score >= _UNSURE:
            return None
        if hit.flag == gazetteer.SHARED_SURNAME or len(hit.entities) > 1:
            return None  # whom it names, the document pass decides
        draft.why = "surname of a known person"
        return draft
    if rivals or hit.flag == gazetteer.SHARED_SURNAME or len(hit.entities) > 1:
        return None
    if _has_capital_beside(hit, words):
        return None
    draft.why = "surname of a known person"
    draft.score = 0.6
    return draft


def _has_capital_beside(hit: Hit, words: Words) -> bool:
    before = words.word[hit.first - 1] if hit.first else ""
    after = words.word[hit.last] if hit.last < len(words.word) else ""
    return (before[:1].isupper() and not words.begins(hit.first - 1)) or after[:1].isupper()


def _from_hit(hit: Hit, words: Words, index: Index) -> Draft:
    entity = index.entity(hit.entities[0])
    draft = Draft(
        hit.first,
        hit.last,
        words.start[hit.first],
        words.end[hit.last - 1],
        entity.mention,
        actor=entity.id,
        why="listed name",
    )
    if hit.flag in (gazetteer.ADJECTIVE, gazetteer.INHABITANT):
        draft.kind, draft.form = None, "adjective"
        draft.why = "adjective" if hit.flag == gazetteer.ADJECTIVE else "inhabitants"
    elif hit.flag == gazetteer.SEAT:
        draft.kind, draft.why = "ORG", "seat of government"
    elif hit.flag == gazetteer.CAPITAL:
        draft.city = entity.id
    return draft


def _from_span(span: Span, words: Words) -> Draft:
    first = words.at(span.start)
    last = first
    while last < len(words.word) and words.start[last] < span.end:
        last += 1
    end = span.end
    if last - first > 1 and words.word[last - 1] == "s" and words.word[last - 2] != "'":
        last -= 1  # an apostrophe got lost: "Gaddafi s forces"
        end = words.end[last - 1]
    if last - first > 2 and span.kind == "PER" and _is_side(words.word[last - 1]):
        last -= 1  # a caption's left and right: "Antony Blinken L and"
        end = words.end[last - 1]
    return Draft(first, last, span.start, end, span.kind, score=span.score, why="recognised name")


def _is_side(word: str) -> bool:
    return word in {"L", "R", "l", "r"}


def _by_word(drafts: Sequence[Draft]) -> dict[int, Draft]:
    return {word: draft for draft in drafts for word in range(draft.first, draft.last)}
