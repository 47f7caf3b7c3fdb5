"""The graph of actors and events as GraphML, and as GEXF with its course over time for Gephi."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from timeline.graph import build_graph
from timeline.view.escape import readable

if TYPE_CHECKING:
    import networkx

    from timeline.model import Timeline


def to_graphml(timeline: Timeline) -> bytes:
    """Actors and events as nodes, one edge per role; attributes as in `timeline.graph`."""
    import networkx

    out = io.BytesIO()
    networkx.write_graphml(_clean(build_graph(timeline)), out)
    return out.getvalue()


def to_gexf(timeline: Timeline) -> bytes:
    """The same graph; events and their edges last from the first to the last day they may have.

    Actors last from their first to their last event. Undated events are there all the time.
    """
    import networkx

    graph = _clean(build_graph(timeline))
    graph.graph["mode"] = "dynamic"
    graph.graph["timeformat"] = "date"
    spans: dict[str, tuple[str, str]] = {}
    for event in timeline.events:
        if event.interval is None:
            continue
        first, last = event.interval.first_day, event.interval.last_day
        begin, end = first or last, last or first
        if begin is not None and end is not None:
            spans[event.id] = begin.isoformat(), end.isoformat()
    lives: dict[Any, list[str]] = {}
    for left, right, data in graph.edges(data=True):
        event_id, actor = (left, right) if left in spans else (right, left)
        if event_id in spans:
            data["start"], data["end"] = spans[event_id]
            lives.setdefault(actor, []).extend(spans[event_id])
    for name, data in graph.nodes(data=True):
        days = spans.get(name) or lives.get(name)
        if days:
            data["start"], data["end"] = min(days), max(days)
    out = io.BytesIO()
    networkx.write_gexf(graph, out)
    return out.getvalue()


def _clean(graph: networkx.MultiGraph[Any]) -> networkx.MultiGraph[Any]:
    """The graph with a label per node, and text that XML can hold."""
    import networkx

    names = {name: readable(str(name)) for name in graph}
    clean: networkx.MultiGraph[Any] = networkx.relabel_nodes(graph, names, copy=True)
    for _, data in clean.nodes(data=True):
        data["label"] = data.get("name") or data.get("title") or ""
        _make_readable(data)
    for _, _, data in clean.edges(data=True):
        _make_readable(data)
    return clean


def _make_readable(data: dict[str, Any]) -> None:
    for key, value in data.items():
        if isinstance(value, str):
            data[key] = readable(value)
        elif not isinstance(value, int | float):
            data[key] = readable(str(value))
