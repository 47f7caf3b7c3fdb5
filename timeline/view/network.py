"""Where the actors stand in the picture of the network; the page works out what joins them."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from timeline.graph import meetings

if TYPE_CHECKING:
    from timeline.model import Timeline

# More than this nobody can read; the page lists the rest.
MOST_ACTORS = 80
_SEED = 20220222


def network_layout(
    timeline: Timeline, *, most: int = MOST_ACTORS
) -> dict[str, tuple[float, float]]:
    """Actor id → (x, y) in -1..1 for the actors with most events, the same on every run.

    Actors who never meet another are left out.
    """
    import networkx

    events, weights = meetings(timeline.events)
    meeting = {name for pair in weights for name in pair}
    joined = sorted(meeting, key=lambda name: (-events[name], name))
    shown = frozenset(joined[:most])
    # Built in a fixed order, for the layout depends on it.
    part: networkx.Graph[str] = networkx.Graph()
    part.add_nodes_from(joined[:most])
    for (left, right), weight in sorted(weights.items()):
        if left in shown and right in shown:
            # A hundred shared events shall not glue two actors together.
            part.add_edge(left, right, pull=1 + log(weight))
    part.remove_nodes_from([name for name in list(part) if not part.degree(name)])
    if not part:
        return {}
    spacing = 2.2 / max(len(part), 2) ** 0.5
    places = networkx.spring_layout(
        part, weight="pull", seed=_SEED, k=spacing, iterations=120, method="force"
    )
    across = _spread({name: float(place[0]) for name, place in places.items()})
    up = _spread({name: float(place[1]) for name, place in places.items()})
    return {name: (across[name], up[name]) for name in places}


def _spread(values: dict[str, float]) -> dict[str, float]:
    """Values in -1..1, half their own distance and half their rank, so that no corner stays empty.

    Groups that nothing joins drift far apart and would squeeze everybody else into a clump.
    """
    order = sorted(values, key=lambda name: (values[name], name))
    low, high = values[order[0]], values[order[-1]]
    width = (high - low) or 1.0
    last = max(len(order) - 1, 1)
    return {
        name: round((values[name] - low) / width + rank / last - 1, 4)
        for rank, name in enumerate(order)
    }
