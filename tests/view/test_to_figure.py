"""The plain figure, and what a notebook shows."""

from __future__ import annotations

from dataclasses import replace

from timeline.model import Timeline

ATTACK = "<img src=x onerror=alert(1)>"


def test_one_bar_per_dated_event_by_status(small_timeline: Timeline) -> None:
    figure = small_timeline.to_figure()
    dated = [event for event in small_timeline.events if event.interval is not None]
    assert sum(len(trace.base) for trace in figure.data) == len(dated)
    assert {trace.name for trace in figure.data} == {event.status for event in dated}
    shapes = [trace.marker.pattern.shape for trace in figure.data]
    assert len(set(shapes)) == len(shapes)


def test_a_day_is_a_day_long(small_timeline: Timeline) -> None:
    (bar,) = (trace for trace in small_timeline.to_figure().data if trace.name == "happened")
    assert bar.base[0] == "2022-02-21T00:00:00"
    assert bar.x[0] == 86_400_000


def test_hover_texts_and_tables_are_escaped(small_timeline: Timeline) -> None:
    events = tuple(replace(event, title=ATTACK) for event in small_timeline.events)
    timeline = replace(small_timeline, events=events)
    texts = [text for trace in timeline.to_figure().data for text in trace.hovertext]
    assert texts
    assert not [text for text in texts if "<img" in text]
    assert "<img" not in timeline._repr_html_()


def test_a_notebook_shows_the_first_events_and_how_many_there_are(small_timeline: Timeline) -> None:
    many = replace(small_timeline, events=small_timeline.events * 10)
    shown = many._repr_html_()
    assert shown.count("<tr>") == 21
    assert "30 events" in shown
    assert "10 more" in shown


def test_an_empty_timeline() -> None:
    assert not Timeline().to_figure().data
    assert "0 events" in Timeline()._repr_html_()
