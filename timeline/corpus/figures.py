"""How many of what a sentence counts: numbers with what they count, comparable across languages.

"At least 12 people were killed" and "wobei 14 Menschen getötet wurden" count the same thing, the
dead, and do not contradict each other: the first leaves room for the second. Words around numbers
are data (`languages/<code>/figures.toml`); dates, ages, lengths of time and names hold no figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import inf

from timeline.corpus.figure_words import FigureWords, figure_words
from timeline.languages.loader import available

# "50m" is one token, "H2N2" and "13th" hold no number.
_TOKEN = re.compile(
    r"\d{1,15}+(?:[.,]\d{1,15}+){0,4}+(?:(?:mn?|bn)\b|(?![^\W\d_]))"
    r"|[^\W\d_]\w{0,40}(?:[-'’][^\W\d_]{1,40}){0,4}|\d\w{1,40}|[%$€]"
)
_SHORT = {"m": 1e6, "mn": 1e6, "bn": 1e9}
_DIGIT = re.compile(r"\d")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3}){1,4}")
# "About 300" leaves a tenth on both sides; "up to 300" means that the count nears 300.
_ABOUT = 0.1
_BIGGEST, _YEARS = 1e12, (1900, 2100)
# Words between a number and its noun ("three accused Russian diplomats"), to what befell them, and
# back to a noun before it.
_TO_NOUN, _TO_FATE, _BACK = 4, 9, 6
_SHORTEST_NOUN, _TO_NEW = 4, 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A count: from `low` to `high` inclusive of `what`, as `said` in a neutral form ("≥ 12").

    `what` is "killed", "troops", … or a noun of the text where no list knows it.
    """

    what: str
    low: float
    high: float
    said: str


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence as tokens, as they stand and in lower case, and what its language knows."""

    tokens: Sequence[str]
    lower: Sequence[str]
    known: FigureWords


def compatible(one: Figure, two: Figure) -> bool:
    """Whether both may be true at once; figures of different things always are."""
    return one.what != two.what or (one.low <= two.high and two.low <= one.high)


def figures(text: str, language: str | None, *, parts: bool = False) -> tuple[Figure, ...]:
    """The figures of a sentence in text order; dates must be gone from it.

    A language without a table gives none. With `parts` children, soldiers and the like are
    something else than the people killed, and what adds to a count, or lies in it, is none.
    """
    if language is None or language not in available("figures"):
        return ()
    if _DIGIT.search(text) is None and not _may_count(text, language):
        return ()
    tokens = _TOKEN.findall(text)
    said = _Said(tokens, [token.lower() for token in tokens], figure_words(language))
    found: dict[Figure, None] = {}
    counting = _counting_words(language)
    place = 0
    while place < len(tokens):
        if not tokens[place][0].isdecimal() and said.lower[place] not in counting:
            place += 1
            continue
        low, high, after = _number(said, place)
        if after > place:
            figure = _figure(said, place, after, (low, high))
            if figure is None and found and _goes_on(said, place, after):
                # "11 tanks in the east, and 14 near the port"
                figure = replace([*found][-1], low=low, high=high, said=_plain(low))
            if figure is not None and parts:
                figure = _finer(figure, said, place, after, is_first=not found)
            if figure is not None:
                found[figure] = None
        place = max(after, place + 1)
    return tuple(found)


@cache
def _counting_words(language: str) -> frozenset[str]:
    known = figure_words(language)
    return frozenset((*known.numbers, *(word.split()[0] for word in known.vague)))


def _may_count(text: str, language: str) -> bool:
    counting = _counting_words(language)
    return any(word in counting for word in text.lower().split())


def _number(said: _Said, place: int) -> tuple[float, float, int]:
    """Least and most that the number at `place` means, and where it ends; `place` for none."""
    lower, known = said.lower, said.known
    for length in (3, 2, 1):
        vague = known.vague.get(" ".join(lower[place : place + length]))
        if vague is not None and place + length <= len(lower):
            return (*vague, place + length)
    token = lower[place]
    value = _value(token) if token[0].isdecimal() else known.numbers.get(token)
    if value is None:
        return 0, 0, place
    after = place + 1
    while after < len(lower) and lower[after] in known.scale:
        value *= known.scale[lower[after]]
        after += 1
    return _range(said, value, after)


def _range(said: _Said, low: float, after: int) -> tuple[float, float, int]:
    """The number with its upper end, if it has one: "10 to 15 people"."""
    lower = said.lower
    if after + 1 < len(lower) and lower[after] in said.known.range_words:
        _, high, end = _number(said, after + 1)
        if end > after + 1 and high > low:
            return low, high, end
    return low, low, after


def _value(token: str) -> float | None:
    """1.079 and 1,079 are one number; 1,5 and 1.5 are another; "2bn" is two billion."""
    short = token.lstrip("0123456789.,")
    if short:
        value = _value(token[: -len(short)])
        return None if value is None or short not in _SHORT else value * _SHORT[short]
    if _GROUPED.fullmatch(token):
        return float(re.sub("[.,]", "", token))
    if token.isdecimal():
        return float(token)
    plain = token.replace(",", ".")
    return float(plain) if plain.count(".") == 1 else None


def _figure(said: _Said, place: int, after: int, bounds: tuple[float, float]) -> Figure | None:
    low, high = bounds
    before = _before_list(said, place)
    if before in said.known.before or _is_past(said, place, after) or _is_rate(said, place, after):
        return None
    what = _counted(said, place, after)
    if what is None or what.startswith("~"):
        what = "people" if low < high else what  # "thousands protested"
    if what is None or low > _BIGGEST:
        return None
    sign, low, high = _modified(said, place, bounds)
    # A year is no count, nor is "one" more than an article.
    if what.startswith("~") and (_YEARS[0] <= bounds[0] <= _YEARS[1] or bounds[0] <= 1):
        return None
    plain = _plain(bounds[0])
    if bounds[0] != bounds[1]:
        plain += "+" if said.lower[place] in said.known.vague_heads else f"–{_plain(bounds[1])}"
    return Figure(what, low, high, sign + plain)


def _goes_on(said: _Said, place: int, after: int) -> bool:
    """Whether a number counts what the one before did: behind "and", before a place."""
    lower, known = said.lower, said.known
    if not place or after >= len(lower) or lower[place - 1] not in known.joining:
        return False
    return lower[after] in known.near


def _finer(figure: Figure, said: _Said, place: int, after: int, *, is_first: bool) -> Figure | None:
    """The figure of a part as one of its own; None where it is no count of its own."""
    lower, known = said.lower, said.known
    ahead = lower[place - 1] if place else ""
    if ahead in known.within or (is_first and ahead in known.more):
        return None
    for word in lower[after : after + _TO_NOUN]:
        if word[0].isdigit() or known.fate.find(word) is not None:
            break
        part = known.part.find(word)
        if part is not None and figure.what not in (part, _WHOLE.get(part)):
            return replace(figure, what=f"{figure.what} ({part})")
    return figure


_WHOLE = {"soldiers": "troops", "police": "officers"}


def _before_list(said: _Said, place: int) -> str:
    """The word before a number, or before the row it ends: "aged 10, 14 and 16"."""
    lower, known = said.lower, said.known
    at = place - 1
    while at > 0 and (lower[at][0].isdigit() or lower[at] in known.joining):
        at -= 1
    return lower[at] if at >= 0 and lower[at] in known.before else lower[place - 1] if place else ""


def _is_rate(said: _Said, place: int, after: int) -> bool:
    """ "$24.05 a barrel" counts no barrels."""
    money = place > 0 and said.tokens[place - 1] in ("$", "€")
    return money and after < len(said.lower) and said.lower[after] in said.known.stop


def _counted(said: _Said, place: int, after: int) -> str | None:
    """What is counted: the noun behind the number, or what befell those counted."""
    lower, known = said.lower, said.known
    noun, at = None, after
    for at in range(after, min(after + _TO_NOUN, len(lower))):
        word = lower[at]
        if known.never.find(word) is not None:
            return None
        if word[0].isdigit() or word in known.numbers:
            break
        noun = known.noun.find(word)
        if noun is not None:
            break
        direct = known.fate.find(word)
        if direct is not None and all(_is_function(said, one) for one in lower[after:at]):
            # "Killing 12 and wounding 30": the 12 belong to what stands before them.
            return direct if at == after else _fate_ahead(said, place) or direct
    if noun is None:
        at, noun = _before(said, place)
    if noun is None:
        return _fate_ahead(said, place) or _unlisted(said, after)
    return _fate(said, place, at) or noun


def _unlisted(said: _Said, after: int) -> str | None:
    """A noun that no list knows, marked with "~"."""
    lower = said.lower
    if after >= len(lower) or not lower[after][0].isalpha():
        return None
    if len(lower[after]) < _SHORTEST_NOUN or lower[after] in said.known.stop:
        return None
    return "~" + lower[after][:7]


def _fate_ahead(said: _Said, place: int) -> str | None:
    """What befell those counted, right before the number: "wounded 30", "wounded another 30"."""
    lower, known = said.lower, said.known
    if place and lower[place - 1] in known.more:
        place -= 1
    return known.fate.find(lower[place - 1]) if place else None


def _before(said: _Said, place: int) -> tuple[int, str | None]:
    """A known noun before the number: "$1.5 billion", "cut its centrifuges to 6,104"."""
    for at in range(place - 1, max(-1, place - 1 - _BACK), -1):
        word = said.lower[at]
        if word[0].isdigit() or word in said.known.numbers:
            if said.known.old[0] not in said.lower[max(0, at - 2) : at]:
                break  # another count; unless "from 19,000 to 6,104"
            continue
        found = said.known.noun.find(word)
        if found is not None:
            return at, found
    return place, None


def _is_function(said: _Said, word: str) -> bool:
    """Whether the word only joins: "hundreds were slightly wounded" counts the wounded."""
    return word in said.known.stop or word.endswith("ly")


def _is_past(said: _Said, place: int, after: int) -> bool:
    """Whether the number is what was before: "from 19,000 to 6,104", "down from 19,000"."""
    lower, known = said.lower, said.known
    ahead = " ".join(lower[max(0, place - 3) : place])
    if any(f" {words} " in f" {ahead} " for words in known.older):
        return True
    first, then = known.old
    if first not in lower[max(0, place - 2) : place] or then not in lower[after : after + _TO_NEW]:
        return False
    at = lower.index(then, after)
    return any(word[0].isdigit() or word in known.numbers for word in lower[at + 1 : at + 3])


_PEOPLE = frozenset(
    {"people", "protesters", "officers", "troops", "prisoners", "officials", "refugees"}
)


def _fate(said: _Said, place: int, at: int) -> str | None:
    """What befell the people counted: behind the noun, or shortly before the number."""
    lower, known = said.lower, said.known
    if known.noun.find(lower[at]) not in _PEOPLE:
        return None
    for words in (
        lower[at + 1 : at + 1 + _TO_FATE],
        list(reversed(lower[max(0, place - _TO_NOUN) : place])),
    ):
        for word in words:
            if word[0].isdigit():
                break
            found = known.fate.find(word)
            if found is not None:
                return found
    return None


def _modified(said: _Said, place: int, bounds: tuple[float, float]) -> tuple[str, float, float]:
    """Sign, least and most after the words before the number ("about", "at least")."""
    low, high = bounds
    for length in (3, 2, 1):
        words = " ".join(said.lower[max(0, place - length) : place])
        behind_noun = place > 1 and said.tokens[place - 2][:1].isupper()
        if words in said.known.prepositions and behind_noun:
            continue
        kind = said.known.modifiers.get(words)
        if kind == "about":
            return "≈ ", low * (1 - _ABOUT), high * (1 + _ABOUT)
        if kind == "at_least":
            return "≥ ", low, inf
        if kind == "at_most":
            return "≤ ", low * (1 - _ABOUT), high
    return "", low, high


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)
