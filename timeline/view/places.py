"""The places of the events: one row each however it is spelt, with names and degrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.model import Actor, Place
    from timeline.view.island import Columns, Strings


class Places:
    """Each place once; `add` gives its number, -1 for None."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._numbers: dict[tuple[str | None, ...], int] = {}
        self._rows: list[Place] = []

    def add(self, place: Place | None) -> int:
        """The number of the place: by the actor it is linked to, else by name and country."""
        if place is None:
            return -1
        key = (place.actor,) if place.actor else (place.name, place.country)
        if key not in self._numbers:
            self._numbers[key] = len(self._rows)
            self._rows.append(place)
        return self._numbers[key]

    def columns(self, strings: Strings) -> Columns:
        """Degrees are whole hundredths: a kilometre is finer than any map of the page."""
        rows = [(place, self._actors.get(place.actor or "")) for place in self._rows]

        def name(language: str) -> list[int]:
            return [
                strings.add(place.name if actor is None else actor.names.get(language, place.name))
                for place, actor in rows
            ]

        return {
            "id": [strings.add(place.actor or _local(place)) for place, _ in rows],
            "en": name("en"),
            "de": name("de"),
            "country": [strings.add(place.country) for place, _ in rows],
            "latitude": [_hundredths(place.latitude) for place, _ in rows],
            "longitude": [_hundredths(place.longitude) for place, _ in rows],
            "variants": [
                []
                if actor is None
                else [strings.add(text) for text in (*actor.names.values(), *actor.aliases)]
                for _, actor in rows
            ],
        }


def _local(place: Place) -> str:
    return place.name if place.country is None else f"{place.name}, {place.country}"


def _hundredths(degrees: float | None) -> Any:
    return None if degrees is None else round(100 * degrees)
