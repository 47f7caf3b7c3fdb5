"""Things that turn out to be one: disjoint sets with path halving (Tarjan 1975)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

_Item = TypeVar("_Item", bound=Hashable)


class Groups(Generic[_Item]):
    """Groups of items; an item never joined is a group of its own."""

    def __init__(self) -> None:
        self._home: dict[_Item, _Item] = {}

    def root(self, item: _Item) -> _Item:
        """The item that stands for the group."""
        home = self._home
        while home.get(item, item) != item:
            home[item] = home.get(home[item], home[item])
            item = home[item]
        return item

    def join(self, one: _Item, two: _Item) -> None:
        """Make the groups of both one, which `one`'s root stands for."""
        self._home[self.root(two)] = self.root(one)

    def of(self, items: Iterable[_Item]) -> list[list[_Item]]:
        """The items by group, in their order."""
        found: dict[_Item, list[_Item]] = defaultdict(list)
        for item in items:
            found[self.root(item)].append(item)
        return list(found.values())
