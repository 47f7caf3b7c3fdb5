"""Where a sentence may be cut into clauses: at commas, and before words that open one."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.finite import (
    by_follows,
    may_be_participle,
    may_be_preterite,
    only_participle,
    open_bracket,
    shares,
)
from timeline.events.tokens import Token
from timeline.events.vocabulary import Words, clause_words

BREAKS = frozenset(",;:()–—")


def segments(tokens: Sequence[Token], language: str) -> list[list[Token]]:
    """Stretches between commas and before subordinators and conjunctions that open a clause."""
    table = clause_words(language)
    coordinators, late = table["coordinators"], table["late"]
    english = language == "en"
    openers = table["openers"] if english else frozenset()
    special = coordinators | late | openers
    # Without a verb of saying only the openers open a clause.
    told = english and not table["saying"].isdisjoint([token.low for token in tokens])
    part: list[Token] = []
    parts = [part]
    finite_here = False
    shared: Token | None = None
    for index, token in enumerate(tokens):
        if token.text in BREAKS or (token.text == "-" and _spaced(tokens, index)):
            shared = _shared(part, tokens, index, language) if token.text == "," else None
            parts.append(part := [])
            finite_here = shared is not None
            continue
        low = token.low
        if part and (low in special or (told and finite_here)):
            opens = False
            if low in late:
                opens = True
            elif low in coordinators:
                bracket = language == "de" and open_bracket(part)
                shared = _shared(part, tokens, index, language)
                opens = shared is not None or (
                    finite_here and _finite_follows(tokens, index, language, bracket)
                )
                opens = opens or (
                    english and not finite_here and _ends_adjunct(part, tokens, index)
                )
            elif not token.verbal and (low in openers or (told and finite_here)):
                opens = _opens_english(tokens, index, finite_here, table)
            if opens:
                parts.append(part := [])
                finite_here = False
        part.append(token)
        if shared is not None:
            part.append(shared)
            shared, finite_here = None, True
        finite_here = finite_here or token.finite
    return [part for part in parts if part]


def _ends_adjunct(part: Sequence[Token], tokens: Sequence[Token], index: int) -> bool:
    """ "X met Y, the premier, in Paris and promised …": the verb has X for its subject."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    verb = after is not None and after.form in ("VBD", "VBN", "VBZ")
    return part[0].tag == "ADP" and verb


def _spaced(tokens: Sequence[Token], index: int) -> bool:
    return (
        0 < index < len(tokens) - 1
        and tokens[index].start > tokens[index - 1].end
        and tokens[index + 1].start > tokens[index].end
    )


def _shared(
    part: Sequence[Token], tokens: Sequence[Token], index: int, language: str
) -> Token | None:
    """The auxiliary that a second verb behind the conjunction or comma shares."""
    auxiliary = next((token for token in part if token.finite), None)
    if auxiliary is None or auxiliary.tag != "AUX":
        return None
    coordinators = clause_words(language)["coordinators"]
    after = index + 1
    while after < len(tokens) and tokens[after].text not in BREAKS:
        if tokens[after].low in coordinators:
            break
        after += 1
    shared = shares(auxiliary, part, tokens[index + 1 : after], language)
    return auxiliary if shared else None


def _finite_follows(tokens: Sequence[Token], index: int, language: str, bracket: bool) -> bool:
    """Whether a finite verb comes before the next break; a `bracket` still wants its participle."""
    coordinators = clause_words(language)["coordinators"]
    for token in tokens[index + 1 :]:
        if token.finite and not (
            language == "de" and (only_participle(token) or (bracket and may_be_participle(token)))
        ):
            return True
        if language == "en" and token.form == "VBN" and may_be_preterite(token):
            return True
        if token.text in BREAKS or token.low in coordinators:
            return False
    return False


def _opens_english(tokens: Sequence[Token], index: int, finite_here: bool, table: Words) -> bool:
    """English dependent clauses need no comma; a zero "that" follows a verb of saying."""
    token = tokens[index]
    if token.low in table["subordinators"] or token.low in table["relatives"]:
        if _no_subordinator(tokens, index):
            return False
        return _finite_before_break(tokens, index, table, preterite=True)
    if not finite_here or not index:
        return False
    before = tokens[index - 1]
    if (
        before.finite
        and before.low in table["saying"]
        and token.tag in ("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM")
    ):
        told = _finite_before_break(tokens, index, table, preterite=True)
        return told and not _goes_on_saying(tokens, index)
    if (
        token.tag in ("PRON", "DET", "PROPN")
        and before.tag != "ADP"
        and _after_saying_date(tokens, index, table)
    ):
        return _finite_before_break(tokens, index, table)
    return False


def _goes_on_saying(tokens: Sequence[Token], index: int) -> bool:
    """ "Declared an emergency and ordered …": the next verb has the subject of the first."""
    for place in range(index + 1, len(tokens)):
        token = tokens[place]
        if token.finite or token.form in ("VBD", "VBN"):
            before = tokens[place - 1]
            before = tokens[place - 2] if before.tag == "ADV" else before
            return before.tag == "CCONJ"
    return False


def _no_subordinator(tokens: Sequence[Token], index: int) -> bool:
    """ "so that", "that day", and "after the deal the council …", where it is a preposition."""
    token = tokens[index]
    if token.low == "that":
        return token.tag == "DET" or (index > 0 and tokens[index - 1].low in ("so", "now"))
    return token.tag == "ADP" and _two_phrases(tokens, index)


def _two_phrases(tokens: Sequence[Token], index: int) -> bool:
    """ "days after the deal the council endorsed it": the first noun belongs to the preposition."""
    noun = False
    for token in tokens[index + 1 : index + 8]:
        if noun and token.tag in ("DET", "PRON"):
            return True
        noun = token.tag == "NOUN"
        if not noun and token.tag not in ("DET", "ADJ", "PROPN", "NUM"):
            return False
    return False


def _after_saying_date(tokens: Sequence[Token], index: int, table: Words) -> bool:
    """ "said on Monday it was …": the date stands between the verb and its content."""
    back = index - 1
    steps = 0
    while (
        back >= 0
        and steps < 4
        and (
            tokens[back].tag in ("ADP", "NUM", "ADV")
            or tokens[back].text[0].isupper()
            or tokens[back].low in ("today", "yesterday", "late", "evening", "morning", "night")
        )
    ):
        back -= 1
        steps += 1
    return steps > 0 and back >= 0 and tokens[back].low in table["saying"] and tokens[back].finite


def _finite_before_break(
    tokens: Sequence[Token],
    index: int,
    table: Words,
    *,
    preterite: bool = False,
) -> bool:
    for token in tokens[index + 1 :]:
        if token.finite or (
            preterite
            and token.form == "VBN"
            and may_be_preterite(token)
            and not by_follows(tokens[token.index + 1 : token.index + 5], token)
        ):
            return True
        if token.text in BREAKS or (
            token.low in table["subordinators"] and token.tag in ("SCONJ", "PRON")
        ):
            return False
    return False
