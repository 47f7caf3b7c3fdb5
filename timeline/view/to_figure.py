"""A Timeline as a plain plotly figure, and as a small table for notebooks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from timeline.view.escape import html

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from timeline.model import Event, Timeline

_ROWS = 20  # of a notebook's table
_DAY_MS = 86_400_000
# Fill pattern by status: what did not simply happen must be told apart without colour, too.
_PATTERNS = {"happened": "", "planned": "/", "claimed": ".", "denied": "x", "hypothetical": "-"}


def to_figure(timeline: Timeline) -> go.Figure:
    """One bar per dated event, from its first to its last day, in the lane of its class.

    Traces are statuses, told apart by pattern; hover texts hold title, date and first sentence.
    Undated events and those open at both ends have no place on the axis.
    """
    import plotly.graph_objects as go

    figure = go.Figure()
    for status, pattern in _PATTERNS.items():
        bars = [bar for event in timeline.events if event.status == status and (bar := _bar(event))]
        if bars:
            figure.add_trace(
                go.Bar(
                    name=status,
                    orientation="h",
                    base=[bar["base"] for bar in bars],
                    x=[bar["length"] for bar in bars],
                    y=[bar["lane"] for bar in bars],
                    hovertext=[bar["text"] for bar in bars],
                    hoverinfo="text",
                    marker={"pattern": {"shape": pattern}},
                )
            )
    figure.update_layout(
        barmode="overlay", xaxis_type="date", legend_title_text="status", template="plotly_white"
    )
    return figure


def _bar(event: Event) -> dict[str, Any] | None:
    if event.interval is None:
        return None
    begin = event.interval.start or event.interval.end
    end = event.interval.end or event.interval.start
    if begin is None or end is None:
        return None
    length = max((end - begin) / timedelta(milliseconds=1), _DAY_MS)
    sentence = event.evidence[0].text if event.evidence else ""
    return {
        "base": begin.isoformat(),
        "length": length,
        "lane": event.type,
        # plotly reads a subset of HTML in hover texts.
        "text": "<br>".join(map(html, (event.title, f"{event.edtf}, {event.status}", sentence))),
    }


def to_table(timeline: Timeline) -> str:
    """HTML: how much there is, and the first events; for the display of a notebook."""
    head = f"{len(timeline.documents)} articles, {len(timeline.events)} events"
    rows = "".join(
        f"<tr><td>{html(event.edtf or 'undated')}</td><td>{html(event.title)}</td>"
        f"<td>{html(event.type)}</td><td>{html(event.status)}</td></tr>"
        for event in timeline.events[:_ROWS]
    )
    more = len(timeline.events) - _ROWS
    foot = f"<p>… and {more} more</p>" if more > 0 else ""
    return (
        f"<p>{head}</p><table><thead><tr><th>date</th><th>event</th><th>class</th>"
        f"<th>status</th></tr></thead><tbody>{rows}</tbody></table>{foot}"
    )
