"""Where the actors stand in the picture of the network; the page works out what joins them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.graph import actor_network

if TYPE_CHECKING:
    from timeline.model import Timeline

# More than this nobody can read; the page lists the rest.
MOST_ACTORS = 120
_SEED = 20220222


def network_layout(
    timeline: Timeline, *, most: int = MOST_ACTORS
) -> dict[str, tuple[float, float]]:
    """Actor id → (x, y) in -1..1 for the actors with most events, the same on every run.

    Actors who never meet another are left out.
    """
    import networkx

    graph = actor_network(timeline)
    joined = [name for name in graph if graph.degree(name)]
    joined.sort(key=lambda name: (-graph.nodes[name]["events"], name))
    part = graph.subgraph(joined[:most]).copy()
    part.remove_nodes_from([name for name in list(part) if not part.degree(name)])
    if not part:
        return {}
    spacing = 2.2 / max(len(part), 2) ** 0.5
    places = networkx.spring_layout(
        part, weight="weight", seed=_SEED, k=spacing, iterations=120, method="force"
    )
    return {name: (round(float(x), 4), round(float(y), 4)) for name, (x, y) in places.items()}
