"""Passages coded by what the page knows already: titles of their events, and names of actors."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from timeline.view import words as signs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.view.words import Words

Span = tuple[int, int, int]

# Titles are cut out of sentences, with an ellipsis where something was left out. So cuts the page.
_WIDE = re.compile("[\U00010000-\U0010ffff]")
_CUT = re.compile(r"\A… | …\Z")


@dataclass(slots=True)
class Columns:
    """What the texts of a block need beside their codes, in reading order."""

    inline: list[int] = field(default_factory=list)  # actors called by their name
    quotes: list[int] = field(default_factory=list)  # events whose title is quoted
    mentions: list[int] = field(default_factory=list)  # per passage: how many of the next three
    start: list[int] = field(default_factory=list)
    length: list[int] = field(default_factory=list)
    actor: list[int] = field(default_factory=list)


class Quotes:
    """Tells titles and passages; every column as a list of values, see `timeline.view.island`."""

    def __init__(
        self,
        words: Words,
        strings: Sequence[str],
        *,
        names: Sequence[str],
        titles: Sequence[int],
        roles: dict[str, list[int]],
        reports: dict[str, list[int]],
    ) -> None:
        self._words = words
        self._strings = strings
        self._names = names
        self._all_names = frozenset(names)
        self._titles = titles
        self._roles = roles
        self._spans: dict[int, list[Span]] = {}
        # A title belongs to the first event that has it.
        self.owner: dict[int, int] = {}
        for event, title in enumerate(titles):
            self.owner.setdefault(title, event)
        self._told: dict[int, list[int]] = defaultdict(list)
        at = reports["at"]
        for event, title in enumerate(titles):
            if self.owner[title] == event:
                for passage in dict.fromkeys(reports["passage"][at[event] : at[event + 1]]):
                    self._told[passage].append(event)

    def title(self, number: int) -> None:
        """Tell the string; in a title, a name of its event's role as that role's number."""
        text = self._strings[number]
        words = self._words
        place = 0
        for start, end, role in self._named(number) if number in self.owner else ():
            spaced = start > place and text[start - 1] == " "
            words.spell(text[place : start - spaced])
            words.sign((signs.SPACE_NAME if spaced else signs.NAME) + bytes((role,)))
            place = end
        words.tell(text[place:])

    def _named(self, number: int) -> list[Span]:
        """Where the names of the roles stand in a title: (start, end, role), apart and in order."""
        spans = self._spans.get(number)
        if spans is None:
            spans = self._spans[number] = self._names_in(number)
        return spans

    def _names_in(self, number: int) -> list[Span]:
        text = self._strings[number]
        event = self.owner[number]
        found: list[Span] = []
        # A title that is itself a name must not be told by names, or reading it would never end.
        if text in self._all_names or not _narrow(text):
            return found
        first = self._roles["at"][event]
        after = min(self._roles["at"][event + 1], first + 256)
        for role, actor in enumerate(self._roles["actor"][first:after]):
            name = self._names[actor]
            start = text.find(name) if len(name) > 1 else -1
            end = start + len(name)
            if start >= 0 and all(end <= other[0] or start >= other[1] for other in found):
                found.append((start, end, role))
        return sorted(found)

    def passage(self, number: int, row: Sequence[Any], columns: Columns) -> None:
        """Tell the text; whom it mentions goes into the columns where the codes do not say it."""
        text: str = row[0]
        flat = row[1]
        mentions = list(zip(flat[::3], flat[1::3], flat[2::3], strict=True))
        narrow = _narrow(text)
        pieces = self._quoted(number, text, mentions) if narrow else []
        covered = {
            mention
            for start, end, sign, _ in pieces
            if sign in (signs.QUOTE, signs.SMALL_QUOTE)
            for mention in mentions
            if start <= mention[0] and mention[1] <= end
        }
        rest: list[Span] = []
        for mention in mentions:
            if mention in covered:
                continue
            start, end, actor = mention
            if (
                narrow
                and text[start:end] == self._names[actor]
                and all(end <= other[0] or start >= other[1] for other in pieces)
            ):
                pieces.append((start, end, signs.NAME, actor))
            else:
                rest.append(mention)
        columns.mentions.append(len(rest))
        columns.start += [start for start, _, _ in rest]
        columns.length += [end - start for start, end, _ in rest]
        columns.actor += [actor for _, _, actor in rest]
        self._tell(text, sorted(pieces), columns)

    def _tell(self, text: str, pieces: list[tuple[int, int, bytes, int]], columns: Columns) -> None:
        words = self._words
        place = 0
        for start, end, sign, told in pieces:
            spaced = sign == signs.NAME and start > place and text[start - 1] == " "
            words.spell(text[place : start - spaced])
            words.sign(signs.SPACE_NAME if spaced else sign)
            (columns.inline if sign == signs.NAME else columns.quotes).append(told)
            place = end
        words.tell(text[place:])

    def _quoted(
        self, number: int, text: str, mentions: list[Span]
    ) -> list[tuple[int, int, bytes, int]]:
        found: list[tuple[int, int, bytes, int]] = []
        for event in self._told.get(number, ()):
            title = self._strings[self._titles[event]]
            core = _CUT.sub("", title)
            if len(core) < 8 or not _narrow(title):
                continue
            small = False
            start = text.find(core)
            if start < 0 and len(core[0].lower()) == 1:
                small, start = True, text.find(core[0].lower() + core[1:])
            end = start + len(core)
            if start < 0 or not all(end <= other[0] or start >= other[1] for other in found):
                continue
            if any(start < mention[1] and mention[0] < end for mention in mentions) and any(
                mention[0] < start < mention[1] or mention[0] < end < mention[1]
                for mention in mentions
            ):
                continue
            inside = [item for item in mentions if start <= item[0] and item[1] <= end]
            shift = start - (2 if title.startswith("… ") else 0)
            first = self._roles["at"][event]
            told = [
                (shift + begin, shift + stop, self._roles["actor"][first + role])
                for begin, stop, role in self._named(self._titles[event])
            ]
            if inside == told:
                sign = signs.SMALL_QUOTE if small else signs.QUOTE
            else:
                sign = signs.SMALL_BARE_QUOTE if small else signs.BARE_QUOTE
            found.append((start, end, sign, event))
        return found


def _narrow(text: str) -> bool:
    """Whether every character is one UTF-16 unit, so that offsets here and in the page agree."""
    return text.isascii() or _WIDE.search(text) is None
