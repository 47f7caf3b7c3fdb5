from __future__ import annotations

from collections.abc import Callable

from timeline.model import Timeline
from timeline.view.network import network_layout


def test_the_same_on_every_run_and_inside_the_picture(timeline_of: Callable[..., Timeline]) -> None:
    places = network_layout(timeline_of(150))
    assert places == network_layout(timeline_of(150))
    assert len(places) > 10
    assert all(-1 <= value <= 1 for place in places.values() for value in place)
    # Nobody stands on anybody else.
    assert len(set(places.values())) == len(places)


def test_only_the_busiest_are_drawn(timeline_of: Callable[..., Timeline]) -> None:
    assert 2 <= len(network_layout(timeline_of(300), most=5)) <= 5


def test_nobody_meets_nobody() -> None:
    assert network_layout(Timeline()) == {}
