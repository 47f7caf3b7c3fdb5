"""The gazetteer with the actors that the user adds to it, whose names outweigh its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.gazetteer.build import Compiler, surnames
from timeline.gazetteer.index import NAME, SURNAME, Entry, Index, Names, fold, slug
from timeline.gazetteer.romanise import keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.own import OwnActor

# Kind of the actor → how its id begins and what sort of name it has, as in the hand-written tables.
_KINDS = {
    "person": ("person", "PER"),
    "country": ("state", "LOC"),
    "organisation": ("org", "ORG"),
    "group": ("org", "ORG"),
    "place": ("region", "LOC"),
}


class OwnNames(Names):
    """The names of the tables and the user's, who alone have the names that they bear in full."""

    def __init__(
        self, base: Names, own: Mapping[str, Sequence[Entry]], keys_of: Mapping[str, int]
    ) -> None:
        super().__init__(base.lines)
        self._own, self._keys = own, keys_of

    def __missing__(self, first: str) -> list[Entry]:
        found = super().__missing__(first)
        more = self._own.get(first)
        if more:
            # A surname that others have too is theirs as well.
            full = {entry[0] for entry in more if entry[1] != SURNAME}
            kept = [entry for entry in found if entry[0] not in full]
            self[first] = found = sorted([*kept, *more], key=lambda entry: -len(entry[0]))
        return found

    def with_key(self, key: str) -> int | None:
        """The number of the person with that romanisation key; the user's outweigh the table's."""
        return self._keys[key] if key in self._keys else super().with_key(key)


def extended(base: Index, actors: Sequence[OwnActor]) -> Index:
    """The index with these actors; `base` stays as it is.

    An actor whose id is listed gets further names.
    """
    rows, numbers = list(base.rows), dict(base.numbers)
    compiler = Compiler()
    keys_of: dict[str, int] = {}
    for actor in actors:
        number = _number(actor, rows, numbers)
        for surface in (actor.name, *actor.aliases):
            compiler.name(surface, NAME, number)
            if actor.kind == "person":
                for short in surnames(surface, actor.country or ""):
                    compiler.name(short, SURNAME, number)
                keys_of |= dict.fromkeys(keys(surface), number)
    own: dict[str, list[Entry]] = {}
    for tokens, flag, number, language in compiler.names:
        first, _, rest = tokens.partition(" ")
        own.setdefault(first, []).append((rest, flag, number, language))
    return Index(OwnNames(base.entries, own, keys_of), rows, numbers, base.canonical)


def _number(actor: OwnActor, rows: list[str], numbers: dict[str, int]) -> int:
    """The place of the actor's row, which is written unless the id is a listed one."""
    prefix, mention = _KINDS[actor.kind]
    actor_id = actor.id or f"{prefix}:{slug(actor.name) or fold(actor.name)}"
    if actor_id in numbers:
        return numbers[actor_id]
    at = (actor.latitude, actor.longitude)
    degrees = ["" if value is None else f"{value:.3f}" for value in at]
    name = " ".join(actor.name.split())  # a tab would end its cell
    cells = [actor_id, actor.kind, mention, name, name, actor.country or "", "", *degrees, ""]
    numbers[actor_id] = len(rows)
    rows.append("\t".join(cells))
    return numbers[actor_id]
