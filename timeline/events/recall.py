"""Who sentences were about, worked out only when a later sentence asks.

Most sentences tell no event, and of most of these nobody asks for the subject. What a sentence says
of it depends on the sentence alone, but for one thing: a pronoun means the subject before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from timeline.model import Mention

RECENT = 12
_HELD = 200  # sentences of whom nobody has asked; their words fill the memory


class About(NamedTuple):
    """Who a sentence is about.

    `again` tells that a pronoun is its subject, which means the subject before if there is one;
    `subject` is who else it is about.
    """

    again: bool
    subject: Mention | None


class _Told:
    """A sentence: its people, and what it is about once somebody has asked."""

    __slots__ = ("_about", "_read", "people")

    def __init__(self, read: Callable[[], About], people: Sequence[Mention]) -> None:
        self._read: Callable[[], About] | None = read
        self._about = About(again=False, subject=None)
        self.people = people

    def about(self) -> About:
        read = self._read
        if read is not None:
            self._about = read()
            self._read = None
        return self._about


class Recall:
    """The subjects and the people of the sentences so far."""

    __slots__ = ("_counted", "_known", "_people", "_told", "_upto")

    def __init__(self) -> None:
        self._told: list[_Told] = []
        # The subject after the first `_upto` sentences of `_told`.
        self._known: Mention | None = None
        self._upto = 0
        # The people of all sentences that are no more in `_told`, and the subject after them.
        self._people: list[Mention] = []
        self._counted: Mention | None = None

    def add(self, read: Callable[[], About], people: Sequence[Mention]) -> None:
        """A sentence; `read` is called at most once, and not at all if nobody asks."""
        if len(self._told) >= _HELD:
            self.people()
        self._told.append(_Told(read, people))

    def subject(self) -> Mention | None:
        """The subject of the last sentence that has one."""
        told = self._told
        found = self._known
        place = len(told)
        while place > self._upto:
            place -= 1
            about = told[place].about()
            if about.subject is not None and not about.again:
                found = about.subject
                break
        # A pronoun with nobody before it means nobody; what else its sentence is about counts then.
        for one in told[place:]:
            found = _after(found, one.about())
        self._known, self._upto = found, len(told)
        return found

    def people(self) -> Sequence[Mention]:
        """The persons named last, the latest at the end; a subject is the likeliest to be meant."""
        for one in self._told:
            about = one.about()
            self._people.extend(one.people)
            again = about.again and self._counted is not None
            subject = self._counted if again else about.subject
            if subject is not None and subject.kind == "PER":
                self._people.append(subject)
            self._counted = _after(self._counted, about)
        self._known, self._upto = self._counted, 0
        self._told.clear()
        del self._people[:-RECENT]
        return self._people


def _after(before: Mention | None, about: About) -> Mention | None:
    """The subject after a sentence, by the one before it."""
    if about.again and before is not None:
        return before
    return about.subject if about.subject is not None else before
