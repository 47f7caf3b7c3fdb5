"""Mentions as parts of their clause: which preposition governs them, what noun they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from timeline.events import vocabulary
from timeline.events.modifiers import without_modifiers
from timeline.events.tokens import Token, indexes_of
from timeline.events.vocabulary import Words
from timeline.events.walk import Names, Reach, walk
from timeline.gazetteer.index import load
from timeline.model import Mention

_NOWHERE: frozenset[int] = frozenset()
_Span = tuple[Mention, int, int]  # a mention with its first and last word


@dataclass(slots=True, eq=False)  # not frozen: that costs thrice
class Phrase:
    """A mention in its noun phrase.

    `prep` is the preposition nearest to it, `outer` the one that governs the whole phrase (None
    for a subject or object), `left` the index of the phrase's first word, `head` the index of the
    noun it modifies (its own last word where it is the head itself). `coordinated` marks the second
    and later members of a list, `oblique` a German article that no subject has, `noun` a mention
    that ends in a noun and not in an adjective; `side` is the head's word in lower case.
    """

    mention: Mention
    first: int
    last: int
    prep: str | None
    outer: str | None
    left: int
    head: int
    coordinated: bool = False
    oblique: bool = False
    noun: bool = False
    side: str = ""

    @property
    def modifies(self) -> bool:
        """Whether the mention only modifies another noun ("Georgian troops", "staff of the UN")."""
        return not self.first <= self.head <= self.last


def find(
    tokens: Sequence[Token],
    mentions: Iterable[Mention],
    dates: frozenset[int],
    language: str,
) -> tuple[Phrase, ...]:
    """The phrases of a sentence in order; `dates` are indexes of words that belong to a timex."""
    spans = _spans(tokens, mentions)
    if not spans:
        return ()
    roles = vocabulary.roles(language)
    found: list[Phrase] = []
    names: dict[int, int] = {}
    for number, (mention, first, last) in enumerate(spans):
        if mention.form == "name":
            names.update(dict.fromkeys(range(first, last + 1), number))
    # German nouns side by side are two phrases: "griffen Polizisten Demonstranten an", and so are
    # names ("warf Paris Lima vor"), unless the first is a genitive.
    ends: dict[str, frozenset[int]] = {}
    for form in ("description", "name") if roles["apart"] else ():
        alike = [last for mention, _, last in spans if mention.form == form]
        genitive = form == "name"
        ends[form] = frozenset(
            last for last in alike if not (genitive and tokens[last].low.endswith("s"))
        )
    for mention, first, last in spans:
        if not dates.isdisjoint(range(first, last + 1)) or _describes(tokens, last, spans, roles):
            continue
        found.append(
            _phrase(
                tokens,
                mention,
                first=first,
                last=last,
                dates=dates,
                names=names,
                ends=ends.get(mention.form, _NOWHERE),
                roles=roles,
            )
        )
    return tuple(_inherit(without_modifiers(found, tokens, language), tokens))


def _describes(tokens: Sequence[Token], last: int, spans: Sequence[_Span], roles: Words) -> bool:
    """Whether a name before a hyphen only says more of what stands behind it.

    "Israeli-occupied", "NATO-member": what the compound names. "the Russian-led alliance CSTO":
    where the body is named.
    """
    if last + 2 >= len(tokens) or tokens[last + 1].text != "-":
        return False
    low = tokens[last + 2].low
    if low in roles["compound"]:
        return True
    bodies = (first for mention, first, _ in spans if mention.kind == "ORG")
    return low in roles["leading"] and any(first in (last + 3, last + 4) for first in bodies)


def _spans(tokens: Sequence[Token], mentions: Iterable[Mention]) -> list[_Span]:
    """Mentions with their first and last word, none inside another.

    Several over the same words are one description of several actors ("the foreign ministers of
    Russia and the USA"); those to whom they belong, behind them, do not act themselves.
    """
    spans: list[_Span] = []
    end, owners = -1, 0
    for mention in sorted(mentions, key=lambda item: (item.start, -item.end)):
        inside = indexes_of(tokens, mention.start, mention.end)
        if not inside:
            continue
        if inside[0] <= end:
            last = spans[-1]
            if (inside[0], inside[-1]) == last[1:] and mention.actor != last[0].actor:
                owners += 1 if owners else 2
                spans.append((mention, *last[1:]))
            continue
        if owners and _listed_behind(tokens[end + 1 : inside[0]], mention):
            owners -= 1
            end = inside[-1]
            continue
        owners = 0
        end = inside[-1]
        spans.append((mention, inside[0], inside[-1]))
    return spans


def _listed_behind(between: Sequence[Token], mention: Mention) -> bool:
    """Whether the mention goes on a list of owners: "of France", "and Germany"."""
    return mention.kind in ("LOC", "ORG") and all(
        t.tag in ("DET", "CCONJ", "ADP") or t.text == "," for t in between
    )


def _phrase(
    tokens: Sequence[Token],
    mention: Mention,
    *,
    first: int,
    last: int,
    dates: frozenset[int],
    names: Names,
    ends: frozenset[int],
    roles: Words,
) -> Phrase:
    head: int | None = last
    possessive = last + 1 < len(tokens) and tokens[last + 1].low in ("'s", "’s", "'", "’")
    start = _before_title(tokens, mention, first)
    reach = walk(tokens, start, dates, names, roles, possessive=possessive, ends=ends)
    if start < first and start > 0 and roles["apart"] and tokens[start - 1].tag == "NOUN":
        reach = Reach(None, None, start, False)  # "hat das Gericht Präsident X verurteilt"
    compound = mention.form == "adjective" and tokens[last].tag == "NOUN" and reach.prep is None
    genitive = _genitive_name(tokens, mention, last, names)
    if (mention.form == "adjective" and not compound) or possessive or genitive:
        german = bool(roles["apart"])
        head = _noun_behind(tokens, last + (2 if possessive else 1), german=german)
    elif _owner_behind(tokens, mention, first, last):
        head = first - 1
    elif reach.prep is not None and reach.outer is None:
        head = _noun_before(tokens, first, reach.left)
    elif reach.prep is None:
        for index in range(first - 1, reach.left, -1):
            if tokens[index].tag == "DET" and tokens[index].low in roles["genitive"]:
                head = index - 1
                break
    return Phrase(
        mention,
        first,
        last,
        reach.prep,
        reach.outer,
        reach.left,
        last if head is None else head,
        reach.listed,
        reach.oblique,
        tokens[last].tag in ("NOUN", "PROPN"),
        tokens[last if head is None else head].low,
    )


def _before_title(tokens: Sequence[Token], mention: Mention, first: int) -> int:
    """Where a title before the name begins ("Secretary of State"): its "of" governs nothing."""
    if mention.title is None or mention.kind != "PER":
        return first
    words = mention.title.split()
    for index in range(first - 1, max(-1, first - 12), -1):
        if tokens[index].text == words[0]:
            between = tokens[index:first]
            return index if not any(t.verbal or t.text == "," for t in between) else first
    return first


def _genitive_name(tokens: Sequence[Token], mention: Mention, last: int, names: Names) -> bool:
    """German "Israels Regierungschef": a name in "-s" right before a noun."""
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    return (
        tokens[last].low.endswith("s")
        and mention.kind in ("LOC", "ORG", "PER")
        and after is not None
        and (after.tag in ("NOUN", "ADJ") or _named(mention, after, last + 1 in names))
        and (after.text[0].isupper() or _titled_behind(tokens, last + 1))
        and after.start - tokens[last].end == 1
    )


def _named(mention: Mention, after: Token, in_name: bool) -> bool:
    """ "Marokkos König Mohammed": a title that the tagger takes for a name."""
    return after.tag == "PROPN" and (not in_name or _of_state(mention))


def _titled_behind(tokens: Sequence[Token], at: int) -> bool:
    """ "[Chiles] früherer Präsident": one adjective in "-er" or "-e" and a noun."""
    ends = tokens[at].tag == "ADJ" and tokens[at].low.endswith(("er", "e", "en", "em"))
    return ends and at + 1 < len(tokens) and tokens[at + 1].tag == "NOUN"


def _owner_behind(tokens: Sequence[Token], mention: Mention, first: int, last: int) -> bool:
    """German "dem Präsidenten Kenias": a state in the genitive right behind a noun."""
    if mention.kind != "LOC" or first == 0 or tokens[first - 1].tag != "NOUN":
        return False
    return _of_state(mention)


def _of_state(mention: Mention) -> bool:
    """Whether the mention is a state's name in the genitive."""
    if not mention.text.endswith("s") or not (mention.actor or "").startswith("state:"):
        return False
    state = load().by_id(mention.actor or "")
    return state is not None and mention.text in (f"{state.de}s", f"{state.en}s")


def _noun_behind(tokens: Sequence[Token], start: int, *, german: bool) -> int | None:
    """The noun that an adjective or genitive in front modifies."""
    head = None
    for index in range(start, min(start + 7, len(tokens))):
        if tokens[index].tag in ("NOUN", "PROPN"):
            if head is not None and german:
                break  # "französische Ermittler Büros": two phrases
            head = index
            continue
        between = tokens[index].tag in ("ADJ", "NUM", "ADV") or tokens[index].text == "-"
        if head is not None or not between:
            break
    return head


def _noun_before(tokens: Sequence[Token], first: int, left: int) -> int:
    """The first noun of "staff of the mission", left of the preposition."""
    for index in range(left, first):
        if tokens[index].tag in ("NOUN", "PROPN") and (
            index + 1 >= first
            or (tokens[index + 1].tag not in ("NOUN", "PROPN") and tokens[index + 1].low != "'s")
        ):
            return index
    return first


def _inherit(found: Sequence[Phrase], tokens: Sequence[Token]) -> list[Phrase]:
    """Members of a list stand where its first member stands."""
    result: list[Phrase] = []
    for phrase in found:
        previous = result[-1] if result else None
        if phrase.coordinated and previous is not None and phrase.prep is None:
            between = tokens[max(previous.last, previous.head) + 1 : phrase.left]
            if all(t.tag in ("CCONJ", "DET") or t.text == "," for t in between):
                result.append(
                    replace(
                        phrase,
                        prep=previous.prep,
                        outer=previous.outer,
                        oblique=previous.oblique,
                        left=previous.left,
                    )
                )
                continue
        result.append(replace(phrase, coordinated=False) if phrase.coordinated else phrase)
    return result
