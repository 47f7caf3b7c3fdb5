"""A Timeline as networkx graphs: actors with events, and actors with each other.

`build_graph` joins actors to the events they take part in, `actor_network` actors to each other,
`interactions` keeps every single deed between two actors with its day, class and quad class, and
`activity` counts them over time. All of them take a few seconds for thousands of events.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

from timeline.plover import CLASSES, is_conflict

if TYPE_CHECKING:
    import networkx

    from timeline.model import Event, Timeline

# Exact betweenness is cubic in practice; above this many actors it is estimated from a fixed
# sample of sources (Brandes and Pich 2007), which keeps thousands of actors within seconds.
EXACT_BETWEENNESS = 400
_SAMPLE = 200
_SEED = 20220222
_ITERATIONS = 300
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
Unit = Literal["day", "week", "month", "year"]


def build_graph(timeline: Timeline) -> networkx.MultiGraph[Any]:
    """Actors and events as nodes, one edge per role.

    Nodes carry `node` ("actor" or "event"); actors `name`, `kind`, `country` and what
    `actor_network` says of them (`events`, `degree`, `strength`, `betweenness`, `eigenvector`,
    `community`, `first`, `last`); events `title`, `type`, `quad`, `score`, `status`, `date`,
    `sources`, `salience`, `corroboration`. Edges carry `role` and `weight`, the number of sources
    behind the event. Only actors with a part in an event are nodes.
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
            score=CLASSES[event.type].score,
            status=event.status,
            date=event.edtf or "",
            sources=event.sources,
            salience=event.salience,
            corroboration=event.corroboration,
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
    for name, values in actor_network(timeline).nodes(data=True):
        graph.nodes[name].update(values)
    return graph


def actor_network(
    timeline: Timeline, *, since: date | None = None, until: date | None = None
) -> networkx.Graph[Any]:
    """Actors joined where they take part in the same event.

    Nodes carry `name`, `kind`, `country`, `events` (how many), `first` and `last` (days in ISO 8601
    of their events, "" where none is dated), `degree` (the number of other actors), `strength` (the
    sum of their edges' weights), `betweenness` and `eigenvector` (0 to 1) and `community` (0 for
    the largest; by modularity, Blondel et al. 2008). Edges carry `weight` (shared events),
    `cooperation` and `conflict` (how many of them are of that sort), the four quad classes as
    `verbal_cooperation` and so on, `score` (the mean on PLOVER's scale, -10 to 10), `first`, `last`
    and `events` (their ids). Actors who are only mentioned take no part in edges. `since` and
    `until` (both inclusive) leave out events that lie outside; undated ones then, too.
    """
    import networkx

    graph: networkx.Graph[Any] = networkx.Graph()
    actors = {actor.id: actor for actor in timeline.actors}
    for event in _within(timeline.events, since, until):
        first, last = _days(event)
        for name in dict.fromkeys(role.actor for role in event.roles):
            if name not in graph:
                actor = actors[name]
                graph.add_node(
                    name,
                    name=actor.name,
                    kind=actor.kind,
                    country=actor.country or "",
                    events=0,
                    first="",
                    last="",
                )
            graph.nodes[name]["events"] += 1
            _widen(graph.nodes[name], first, last)
        for left, right in _pairs(event):
            _join(graph, left, right, event)
    _describe(graph)
    return graph


def meetings(events: Iterable[Event]) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """Events by actor and by two actors joined by them (in the order of their ids).

    `actor_network` without all that the network's picture does not show, in a tenth of the time.
    """
    alone: Counter[str] = Counter()
    joined: Counter[tuple[str, str]] = Counter()
    for event in events:
        alone.update({role.actor for role in event.roles})
        for left, right in _pairs(event):
            joined[(left, right) if left < right else (right, left)] += 1
    return alone, joined


def interactions(timeline: Timeline) -> networkx.MultiDiGraph[Any]:
    """Who did what to whom: one edge per event from each of its actors to each recipient.

    Nodes as in `actor_network`, without centralities. Edges are keyed by the event's id and carry
    `date` (EDTF), `first`, `last`, `type`, `quad`, `score`, `status`, `mutual` (true where there is
    no recipient and actors meet as equals; such an edge stands once), `sources` and `title`.
    """
    import networkx

    graph: networkx.MultiDiGraph[Any] = networkx.MultiDiGraph()
    actors = {actor.id: actor for actor in timeline.actors}
    for event in timeline.events:
        mutual = not any(role.role == "recipient" for role in event.roles)
        first, last = _days(event)
        for pair in _pairs(event):
            for name in pair:
                actor = actors[name]
                graph.add_node(name, name=actor.name, kind=actor.kind, country=actor.country or "")
            graph.add_edge(
                *pair,
                key=event.id,
                date=event.edtf or "",
                first=first,
                last=last,
                type=event.type,
                quad=CLASSES[event.type].quad,
                score=CLASSES[event.type].score,
                status=event.status,
                mutual=mutual,
                sources=event.sources,
                title=event.title,
            )
    return graph


def activity(timeline: Timeline, *, unit: Unit = "month") -> dict[str, dict[str, dict[str, int]]]:
    """Actor id → period → quad class → number of events that begin in it, periods in order.

    Periods are written as in ISO 8601 ("2022-02-21", "2022-W08", "2022-02", "2022"). Events without
    a first day and roles that are only mentioned do not count.
    """
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for event in timeline.events:
        first = None if event.interval is None else event.interval.first_day
        if first is None:
            continue
        period, quad = _period(first, unit), CLASSES[event.type].quad
        for name in {role.actor for role in event.roles if role.role != "mentioned"}:
            counts[name][period][quad] += 1
    return {
        name: {period: dict(periods[period]) for period in sorted(periods)}
        for name, periods in sorted(counts.items())
    }


def _period(day: date, unit: Unit) -> str:
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def _within(events: Iterable[Event], since: date | None, until: date | None) -> Iterable[Event]:
    for event in events:
        if since is None and until is None:
            yield event
            continue
        first, last = _days(event)
        late = since is None or last >= since.isoformat()
        early = until is None or first <= until.isoformat()
        if first and late and early:
            yield event


def _days(event: Event) -> tuple[str, str]:
    """First and last day in ISO 8601; one that is open is the other's, "" for undated events."""
    if event.interval is None:
        return "", ""
    first, last = event.interval.first_day, event.interval.last_day
    begin, end = first or last, last or first
    return (begin.isoformat() if begin else "", end.isoformat() if end else "")


def _widen(values: dict[str, Any], first: str, last: str) -> None:
    if first:
        values["first"] = min(values["first"] or first, first)
        values["last"] = max(values["last"], last)


def _pairs(event: Event) -> list[tuple[str, str]]:
    """Actors × recipients; where there is no recipient, the actors among themselves."""
    doing = list(dict.fromkeys(role.actor for role in event.roles if role.role == "actor"))
    done_to = list(dict.fromkeys(role.actor for role in event.roles if role.role == "recipient"))
    if done_to:
        return [(left, right) for left in doing for right in done_to if left != right]
    return list(combinations(doing, 2))


def _join(graph: networkx.Graph[Any], left: str, right: str, event: Event) -> None:
    if not graph.has_edge(left, right):
        quads = {quad.replace(" ", "_"): 0 for quad in QUADS}
        graph.add_edge(
            left,
            right,
            weight=0,
            cooperation=0,
            conflict=0,
            **quads,
            score=0.0,
            first="",
            last="",
            events=[],
        )
    edge = graph.edges[left, right]
    edge["weight"] += 1
    edge["events"].append(event.id)
    edge["score"] += (CLASSES[event.type].score - edge["score"]) / edge["weight"]
    _widen(edge, *_days(event))
    if event.type != "OTHER":
        edge["conflict" if is_conflict(event.type) else "cooperation"] += 1
        edge[CLASSES[event.type].quad.replace(" ", "_")] += 1


def _describe(graph: networkx.Graph[Any]) -> None:
    """Centralities and communities on the nodes."""
    between, own = _betweenness(graph), _eigenvector(graph)
    groups = _communities(graph)
    for name in graph:
        graph.nodes[name].update(
            degree=int(graph.degree(name)),
            strength=int(graph.degree(name, weight="weight")),
            betweenness=float(between[name]),
            eigenvector=round(float(own[name]), 6),
            community=groups[name],
        )


def _betweenness(graph: networkx.Graph[Any]) -> dict[Any, float]:
    import networkx

    if len(graph) <= EXACT_BETWEENNESS:
        return dict(networkx.betweenness_centrality(graph))
    return dict(networkx.betweenness_centrality(graph, k=_SAMPLE, seed=_SEED))


def _eigenvector(graph: networkx.Graph[Any]) -> dict[Any, float]:
    """Importance by important neighbours; 0 for all where it is not defined (no edges)."""
    import networkx

    if not graph.number_of_edges():
        return dict.fromkeys(graph, 0.0)
    try:
        return dict(
            networkx.eigenvector_centrality(graph, max_iter=_ITERATIONS, tol=1e-4, weight="weight")
        )
    except networkx.PowerIterationFailedConvergence:
        return dict.fromkeys(graph, 0.0)


def _communities(graph: networkx.Graph[Any]) -> dict[Any, int]:
    """Number of the group of each actor, the largest being 0; alike for the same timeline."""
    import networkx

    if not graph.number_of_edges():
        return {name: number for number, name in enumerate(sorted(graph))}
    groups = networkx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    ordered = sorted(groups, key=lambda group: (-len(group), min(group)))
    return {name: number for number, group in enumerate(ordered) for name in group}
