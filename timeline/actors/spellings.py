"""Whether two names are spellings of one: asked for thousands of pairs, answered alike each run."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.actors.compare import same_organisation, similar


class Spellings:
    """Compares names for linking; what earlier runs found may be given, and is not done again.

    `alike` and `unlike` are what `asked` gave then, under the same rules.
    """

    def __init__(self, alike: Iterable[str] = (), unlike: Iterable[str] = ()) -> None:
        self._known = dict.fromkeys(alike, True)
        self._known.update(dict.fromkeys(unlike, False))
        self._asked: dict[str, bool] = {}

    def same(self, mine: str, other: str, *, organisation: bool) -> bool:
        """Whether the two differ in spelling only; organisations are compared word by word."""
        # The length parts the two names, whatever they consist of.
        key = f"{'o' if organisation else 'n'}{len(mine)} {mine} {other}"
        found = self._asked.get(key)
        if found is None:
            found = self._known.get(key)
            if found is None:
                found = same_organisation(mine, other) if organisation else similar(mine, other)
            self._asked[key] = found
        return found

    def asked(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """All pairs of this run, alike and unlike, as texts to be kept; None where none is new."""
        if self._asked.keys() == self._known.keys():
            return None
        return (
            tuple([key for key, same in self._asked.items() if same]),
            tuple([key for key, same in self._asked.items() if not same]),
        )
