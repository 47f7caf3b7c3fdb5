from __future__ import annotations

import json
from dataclasses import replace

from timeline.exports.to_json import to_json
from timeline.model import Timeline


def test_everything_but_the_texts_is_there(small_timeline: Timeline) -> None:
    value = json.loads(to_json(small_timeline))
    assert [event["id"] for event in value["events"]] == ["e1", "e2", "e3"]
    assert value["documents"][0]["published"] == "2022-02-22"
    assert "text" not in value["documents"][0]
    assert [actor["name"] for actor in value["actors"]] == ["Ruritania", "Syldavia", "Borduria"]
    assert value["problems"] == []


def test_a_lone_surrogate_can_be_written(small_timeline: Timeline) -> None:
    event = replace(small_timeline.events[0], title="half \ud83d")
    text = to_json(replace(small_timeline, events=(event,)))
    text.encode("utf-8")
    assert json.loads(text)["events"][0]["title"] == "half \ud83d"
