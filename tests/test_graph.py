from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from timeline import graph as graphs
from timeline.graph import activity, actor_network, build_graph, interactions
from timeline.model import Actor, Event, Role, Timeline


def test_actors_and_events_with_one_edge_per_role(small_timeline: Timeline) -> None:
    graph = build_graph(small_timeline)
    assert {kind for _, kind in graph.nodes(data="node")} == {"actor", "event"}
    assert graph.edges["e1", "local:syldavia", "recipient"]["weight"] == 2
    assert graph.number_of_edges() == sum(len(event.roles) for event in small_timeline.events)
    assert graph.nodes["e1"]["quad"] == "verbal cooperation"
    assert graph.nodes["local:syldavia"]["betweenness"] == 0.0


def test_two_roles_of_one_actor_in_an_event_are_two_edges(small_timeline: Timeline) -> None:
    event = small_timeline.events[0]
    doubled = replace(event, roles=(*event.roles, Role(event.roles[0].actor, "mentioned", "it")))
    graph = build_graph(replace(small_timeline, events=(doubled,)))
    assert graph.number_of_edges("e1", event.roles[0].actor) == 2


def test_interactions_tell_conflict_from_cooperation(small_timeline: Timeline) -> None:
    network = actor_network(small_timeline)
    assert network.edges["local:ruritania", "local:syldavia"]["cooperation"] == 1
    assert network.edges["local:borduria", "local:syldavia"]["conflict"] == 1
    # Ruritania is only mentioned in the attack; what joins it to Borduria is the talks.
    assert network.edges["local:ruritania", "local:borduria"]["events"] == ["e3"]
    assert network.nodes["local:ruritania"]["events"] == 3
    assert network.nodes["local:ruritania"]["degree"] == 2


def test_betweenness_finds_the_broker() -> None:
    timeline = _star(5)
    network = actor_network(timeline)
    assert network.nodes["local:hub"]["betweenness"] == 1.0
    assert network.nodes["local:spoke-0"]["betweenness"] == 0.0


def test_betweenness_of_many_actors_is_estimated_the_same_way_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(graphs, "EXACT_BETWEENNESS", 10)
    timeline = _star(300)
    first, second = actor_network(timeline), actor_network(timeline)
    assert dict(first.nodes(data="betweenness")) == dict(second.nodes(data="betweenness"))
    assert first.nodes["local:hub"]["betweenness"] > 0.5


def test_an_empty_timeline_gives_empty_graphs() -> None:
    assert len(build_graph(Timeline())) == 0
    assert len(actor_network(Timeline())) == 0


def test_edges_tell_time_and_sort(small_timeline: Timeline) -> None:
    edge = actor_network(small_timeline).edges["local:borduria", "local:syldavia"]
    assert edge["material_conflict"] == edge["weight"] == 1
    assert edge["verbal_cooperation"] == 0
    assert edge["score"] == -9.0
    talks = actor_network(small_timeline).edges["local:ruritania", "local:syldavia"]
    assert (talks["first"], talks["last"]) == ("2022-02-21", "2022-02-21")


def test_a_span_leaves_out_what_lies_outside(small_timeline: Timeline) -> None:
    day = date(2022, 2, 21)
    within = actor_network(small_timeline, since=day, until=day)
    assert within.has_edge("local:ruritania", "local:syldavia")
    later = actor_network(small_timeline, since=date(2022, 3, 1))
    assert len(later) == 0


def test_interactions_keep_every_deed_and_its_direction(small_timeline: Timeline) -> None:
    graph = interactions(small_timeline)
    edge = graph.edges["local:ruritania", "local:syldavia", "e1"]
    assert (edge["date"], edge["quad"], edge["mutual"]) == (
        "2022-02-21",
        "verbal cooperation",
        False,
    )
    assert not graph.has_edge("local:syldavia", "local:ruritania")


@pytest.mark.parametrize(
    ("unit", "period"),
    [("day", "2022-02-21"), ("week", "2022-W08"), ("month", "2022-02"), ("year", "2022")],
)
def test_activity_over_time(small_timeline: Timeline, unit: Any, period: str) -> None:
    counts = activity(small_timeline, unit=unit)
    assert counts["local:ruritania"][period]["verbal cooperation"] == 1


def test_communities_find_two_circles() -> None:
    timeline = _star(6)
    other = tuple(
        replace(
            event,
            id=f"x{event.id}",
            roles=tuple(replace(role, actor=f"{role.actor}:two") for role in event.roles),
        )
        for event in timeline.events
    )
    more = tuple(replace(actor, id=f"{actor.id}:two") for actor in timeline.actors)
    both = replace(timeline, events=(*timeline.events, *other), actors=(*timeline.actors, *more))
    nodes = actor_network(both).nodes
    groups = {name: values["community"] for name, values in nodes(data=True)}
    assert set(groups.values()) == {0, 1}
    assert len({group for name, group in groups.items() if name.endswith(":two")}) == 1
    assert nodes["local:hub"]["eigenvector"] > nodes["local:spoke-1"]["eigenvector"]
    assert nodes["local:hub"]["strength"] == 6


def _star(spokes: int) -> Timeline:
    names = ["hub", *(f"spoke-{number}" for number in range(spokes))]
    actors = tuple(Actor(f"local:{name}", "person", name) for name in names)
    events = tuple(
        Event(
            id=f"e{number}",
            title="Visit",
            type="CONSULT",
            status="happened",
            roles=(
                Role("local:hub", "actor", "hub"),
                Role(f"local:spoke-{number}", "recipient", "spoke"),
            ),
            evidence=(),
        )
        for number in range(spokes)
    )
    return Timeline(actors=actors, events=events)
