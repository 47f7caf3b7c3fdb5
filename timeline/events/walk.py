"""Left from a word to the edge of its noun phrase: what governs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from timeline.events.finite import may_be_preterite
from timeline.events.tokens import Token
from timeline.events.vocabulary import Words

# Index of a word in a name → number of the name in its sentence.
Names = Mapping[int, int]
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
NOUNS = ("NOUN", "PROPN")


class Reach(NamedTuple):
    """What lies left of a word.

    `prep` is the nearest preposition, `outer` the one that governs the whole phrase, `left` the
    index of its first word, `oblique` an article no subject has, `listed` a list that goes on.
    """

    prep: str | None
    outer: str | None
    left: int
    oblique: bool
    listed: bool = False


def walk(
    tokens: Sequence[Token],
    first: int,
    dates: frozenset[int],
    names: Names,
    roles: Words,
    *,
    possessive: bool = False,
    ends: frozenset[int] = frozenset(),
) -> Reach:
    """From `first` to the left; `dates` are no part of a phrase, `names` take no genitive.

    `ends` are indexes of nouns behind which another phrase begins.

    `possessive`: "denounced as a crime Chile's raid" has two noun phrases side by side, and so
    has German "in Lima Präsident X".
    """
    prep: str | None = None
    outer: str | None = None
    article = ""
    crossed = False
    left = index = first
    # "nach [wochenlangen] Protesten": such an adjective dates nothing but its noun.
    while (index := index - 1) >= 0 and (index not in dates or tokens[index].tag == "ADJ"):
        index = _bearing(tokens, index, roles)
        token = tokens[index]
        before = tokens[index - 1] if index > 0 and index - 1 not in dates else None
        noun_before = before is not None and before.tag in NOUNS
        if _governs(token, before, tokens, roles):
            prep = prep or (None if crossed else token.low)
            outer, left = token.low, index
            inside = before is not None and before.tag == "DET"
            if inside and token.low not in roles["bearings"]:  # "der als … eingesetzte Minister"
                prep = outer = None
            elif (
                noun_before
                and not _background(token, names, roles)
                and _attached(token, before, roles)
            ):
                outer = None
            else:
                break
        elif token.tag == "DET" or possesses(token, tokens, roles):
            article, left = token.low, index
            if _goes_on(tokens, index, dates):
                return _list(prep, outer, index, article, roles)
            if not _inside(before, article, index - 1 in names, roles):
                break
            crossed = crossed or noun_before
        elif _goes_along(token, before, tokens, roles) and not (
            (index in ends and not article)
            or _other_noun(tokens, index, roles)
            or (possessive and index == first - 1 and token.tag == "NOUN")
            or (index in names and roles["apart"] and not _same_name(tokens, index, first, names))
        ):
            left = index
        else:
            noun_before = noun_before or _after_comma(tokens, index, roles)
            noun_before = noun_before or _two_adjectives(tokens, index)
            if _joins(token, tokens, first, dates) and noun_before and index + 1 == left:
                return _list(prep, outer, left, article, roles)
            break
    return Reach(prep, outer, left, article in roles["oblique"])


def _bearing(tokens: Sequence[Token], index: int, roles: Words) -> int:
    """Of "south of" and "in der Nähe von" the first word, which governs, see `beside`."""
    if index and tokens[index].tag == "ADP" and tokens[index - 1].low in roles["bearings"]:
        return index - 1 if tokens[index - 1].tag == "ADP" else index
    return index


def _other_noun(tokens: Sequence[Token], index: int, roles: Words) -> bool:
    """ "wiesen 20 Staaten russische Diplomaten aus": German adjectives stand before their noun."""
    token, after = tokens[index], tokens[index + 1]
    return bool(roles["apart"]) and token.tag == "NOUN" and after.tag == "ADJ"


def _attached(token: Token, before: Token | None, roles: Words) -> bool:
    """Whether the preposition belongs to the noun before it; a crowd only has "of" behind it."""
    crowd = before is not None and before.low in roles["crowds"]
    return not crowd or token.low in roles["binding"]


def _background(token: Token, names: Names, roles: Words) -> bool:
    """ "after weeks of clashes with X", "nahe Lima im Süden": belongs to no noun before it."""
    if roles["apart"] and token.index - 1 in names and token.low in roles["place"]:
        return True
    return token.low in roles["aside"] and token.low not in roles["place"]


def _governs(token: Token, before: Token | None, tokens: Sequence[Token], roles: Words) -> bool:
    """Whether the word is a preposition, and no part of a verb or of a number."""
    if token.tag != "ADP" or token.form == "Vz" or _names(token, before, roles):
        return False
    return not _counts(token, tokens, roles) and not _of_verb(token, before, roles)


def _names(token: Token, before: Token | None, roles: Words) -> bool:
    """ "the town of X" is X."""
    return before is not None and before.low in roles["sorts"] and token.low in roles["binding"]


def _of_verb(token: Token, before: Token | None, roles: Words) -> bool:
    """ "shot down a jet": a word that belongs to the verb before it and governs nothing."""
    if token.low not in roles["particles"] or before is None:
        return False
    return before.verbal or may_be_preterite(before)


def _adverb(token: Token, before: Token | None, tokens: Sequence[Token]) -> bool:
    """An adverb inside the phrase ("two severely wounded soldiers")."""
    after = tokens[token.index + 1]
    inside = after.tag in ("ADJ", "NUM") and before is not None and before.tag in _BEFORE
    return token.tag == "ADV" and inside


def _counts(token: Token, tokens: Sequence[Token], roles: Words) -> bool:
    """ "up to 100", "more than 40": a preposition before a number that governs nothing."""
    if token.low not in roles["quantity"] or token.index + 1 >= len(tokens):
        return False
    after = tokens[token.index + 1]
    if token.low == "than" and after.tag == "DET":  # "more than a dozen"
        return True
    return after.tag == "NUM" or (after.low in roles["quantity"] and after.tag == "ADP")


_BEFORE = ("DET", "NUM", "ADJ", "ADP")


def _two_adjectives(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word stands in "Thai and Cambodian soldiers"."""
    return 0 < index < len(tokens) - 1 and tokens[index - 1].tag == tokens[index + 1].tag == "ADJ"


def _after_comma(tokens: Sequence[Token], index: int, roles: Words) -> bool:
    """Whether the word is the "sondern" of ", sondern auch" behind a noun."""
    if index < 2 or tokens[index].tag != "CCONJ" or tokens[index - 1].text != ",":
        return False
    return tokens[index + 1].low in roles["also"] and tokens[index - 2].tag in NOUNS


def _joins(token: Token, tokens: Sequence[Token], first: int, dates: frozenset[int]) -> bool:
    """Whether the word or sign stands between members of a list."""
    if token.text != ",":
        return token.tag == "CCONJ"
    if _acts(tokens, first, dates):
        return False
    return not (_ends_adjunct(tokens, token.index) and _acts(tokens, first, dates, together=True))


def _ends_adjunct(tokens: Sequence[Token], comma: int) -> bool:
    """ "At the United Nations, Russia and China vetoed …": what stands before is no list."""
    return tokens[0].tag == "ADP" and all(
        t.tag in NOMINAL or t.tag == "DET" for t in tokens[1:comma]
    )


def _same_name(tokens: Sequence[Token], index: int, first: int, names: Names) -> bool:
    """Whether the name goes on without a break to the first word, or is a genitive before it."""
    last = index
    while names.get(last + 1) == names[index]:  # "Sri Lankas"
        last += 1
    return last >= first or tokens[last].low.endswith("s")


def _acts(
    tokens: Sequence[Token], first: int, dates: frozenset[int], *, together: bool = False
) -> bool:
    """Whether the verb follows: "under pressure from Chile, Norway released …" is no list.

    `together`: also behind another name, "Norway and Peru released".
    """
    between = ("ADV", "CCONJ") if together else ("ADV",)
    for token in tokens[first:]:
        dated = token.index in dates or (token.tag == "ADP" and token.index + 1 in dates)
        if token.tag not in NOMINAL and token.tag not in between and not dated:
            return token.finite
    return False


def _goes_along(token: Token, before: Token | None, tokens: Sequence[Token], roles: Words) -> bool:
    """Whether the word belongs to the phrase of the word behind it."""
    nominal = token.tag in NOMINAL or (token.tag == "PART" and token.low in ("'s", "’s"))
    if _names(token, before, roles):
        return True
    if token.low in roles["also"]:  # "nicht nur X, sondern auch Y"
        return before is not None and before.tag == "CCONJ"
    if token.text == "-":  # "Lima-based"
        nominal = tokens[token.index + 1].tag == "ADJ"
    return nominal or _counts(token, tokens, roles) or _adverb(token, before, tokens)


def _goes_on(tokens: Sequence[Token], index: int, dates: frozenset[int]) -> bool:
    """Whether "noun and" stands before the article, or "name," where more names follow."""
    if index < 2 or tokens[index - 2].tag not in NOUNS or index - 2 in dates:
        return False
    if tokens[index - 1].tag == "CCONJ":
        return True
    if tokens[index - 1].text != "," or tokens[index - 2].tag != "PROPN":
        return False
    behind = next((t for t in tokens[index + 1 :] if t.tag not in NOMINAL), None)
    first = tokens[index - 3].tag if index > 2 else ""
    return behind is not None and behind.tag == "CCONJ" and first != "ADP"


def _inside(before: Token | None, article: str, named: bool, roles: Words) -> bool:
    """Whether the phrase goes on left of its article: a genitive, or a preposition before it."""
    if before is None:
        return False
    genitive = before.tag in NOUNS and article in roles["genitive"] and not named
    return genitive or before.tag in ("ADP", "DET")


def _list(
    prep: str | None,
    outer: str | None,
    left: int,
    article: str,
    roles: Words,
) -> Reach:
    return Reach(prep, outer, left, article in roles["oblique"], True)


def possesses(token: Token, tokens: Sequence[Token], roles: Words) -> bool:
    """Whether the word is a possessive in front of its noun ("its troops")."""
    after = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    return (
        token.tag == "PRON"
        and token.low in roles["possessive"]
        and after is not None
        and after.tag in NOMINAL
    )
