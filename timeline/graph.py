"""A Timeline as networkx graphs: actors with events, and actors with each other."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from timeline.plover import CLASSES, is_conflict

if TYPE_CHECKING:
    import networkx

    from timeline.model import Event, Timeline

# Exact betweenness is cubic in practice; above this many actors it is estimated from a fixed
# sample of sources (Brandes and Pich 2007), which keeps thousands of actors within seconds.
EXACT_BETWEENNESS = 400
_SAMPLE = 200
_SEED = 20220222


def build_graph(timeline: Timeline) -> networkx.MultiGraph[Any]:
    """Actors and events as nodes, one edge per role.

    Nodes carry `node` ("actor" or "event"); actors `name`, `kind`, `country`, `events`, `degree`
    and `betweenness` (the last two from `actor_network`), events `title`, `type`, `quad`,
    `status`, `date`. Edges carry `role` and `weight`, the number of sources behind the event.
    Only actors with a part in an event are nodes.
    """
    import networkx

    graph: networkx.MultiGraph[Any] = networkx.MultiGraph()
    actors = {actor.id: actor for actor in timeline.actors}
    for event in timeline.events:
        graph.add_node(
            event.id,
            node="event",
            title=event.title,
            type=event.type,
            quad=CLASSES[event.type].quad,
            status=event.status,
            date=event.edtf or "",
        )
        for role in event.roles:
            actor = actors[role.actor]
            if role.actor not in graph:
                graph.add_node(
                    role.actor,
                    node="actor",
                    name=actor.name,
                    kind=actor.kind,
                    country=actor.country or "",
                )
            graph.add_edge(
                event.id, role.actor, key=role.role, role=role.role, weight=event.sources
            )
    between = actor_network(timeline)
    for name, values in between.nodes(data=True):
        graph.nodes[name].update(
            events=values["events"], degree=values["degree"], betweenness=values["betweenness"]
        )
    return graph


def actor_network(timeline: Timeline) -> networkx.Graph[Any]:
    """Actors joined where they take part in the same event.

    Nodes carry `name`, `kind`, `country`, `events` (how many), `degree` (the number of other
    actors) and `betweenness` (0 to 1). Edges carry `weight` (shared events), `cooperation` and
    `conflict` (how many of them are of that sort) and `events` (their ids). Actors who are only
    mentioned take no part.
    """
    import networkx

    graph: networkx.Graph[Any] = networkx.Graph()
    actors = {actor.id: actor for actor in timeline.actors}
    for event in timeline.events:
        for name in dict.fromkeys(role.actor for role in event.roles):
            if name not in graph:
                actor = actors[name]
                graph.add_node(
                    name,
                    name=actor.name,
                    kind=actor.kind,
                    country=actor.country or "",
                    events=0,
                )
            graph.nodes[name]["events"] += 1
        for left, right in _pairs(event):
            _join(graph, left, right, event)
    between = _betweenness(graph)
    for name in graph:
        graph.nodes[name]["degree"] = int(graph.degree(name))
        graph.nodes[name]["betweenness"] = float(between[name])
    return graph


def _pairs(event: Event) -> list[tuple[str, str]]:
    """Actors × recipients; where there is no recipient, the actors among themselves."""
    doing = list(dict.fromkeys(role.actor for role in event.roles if role.role == "actor"))
    done_to = list(dict.fromkeys(role.actor for role in event.roles if role.role == "recipient"))
    if done_to:
        return [(left, right) for left in doing for right in done_to if left != right]
    return list(combinations(doing, 2))


def _join(graph: networkx.Graph[Any], left: str, right: str, event: Event) -> None:
    if not graph.has_edge(left, right):
        graph.add_edge(left, right, weight=0, cooperation=0, conflict=0, events=[])
    edge = graph.edges[left, right]
    edge["weight"] += 1
    edge["events"].append(event.id)
    if event.type != "OTHER":
        edge["conflict" if is_conflict(event.type) else "cooperation"] += 1


def _betweenness(graph: networkx.Graph[Any]) -> dict[Any, float]:
    import networkx

    if len(graph) <= EXACT_BETWEENNESS:
        return dict(networkx.betweenness_centrality(graph))
    return dict(networkx.betweenness_centrality(graph, k=_SAMPLE, seed=_SEED))
