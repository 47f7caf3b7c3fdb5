"""What is found out quickly is what is found out slowly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from timeline import actors, pipeline
from timeline.corpus.changed import changed
from timeline.corpus.likeness import alike, excluded, likeness
from timeline.corpus.merge import scale_of
from timeline.corpus.notes import _sampled
from timeline.corpus.profile import Who, profiles
from timeline.model import Event

ROOT = Path(__file__).resolve().parents[2]


@given(st.lists(st.integers(0, 2**32 - 1), max_size=40))
def test_runs_of_words_have_the_hashes_of_tuples(codes: list[int]) -> None:
    runs = zip(*(codes[start:] for start in range(5)), strict=False)
    assert _sampled(codes) == {number for number in map(hash, runs) if number % 6 == 0}


def test_no_pair_is_told_apart_at_a_glance_that_is_one_event() -> None:
    """Every pair of reports of some samples that may be one event at all."""
    documents = [*pipeline.read([ROOT / "sample_articles"], problems=[])][:12]
    readings, everyone = actors.link([*pipeline.read_documents(documents)])
    who = Who(everyone)
    by_id = {reading.document.id: reading for reading in readings}
    items = profiles([event for reading in readings for event in reading.events], by_id, who)
    scale = scale_of(items)
    found = passed = 0
    for place, one in enumerate(items):
        for two in items[place + 1 :]:
            if excluded(one, two):
                continue
            whole = likeness(one, two, who, scale)
            glance = alike(one, two, who, scale)
            assert (glance is not None) == whole.is_one
            if glance is not None:
                assert dict(glance.signs) == dict(whole.signs)
                found += 1
            passed += 1
    assert 0 < found < passed


def test_an_event_is_changed_as_dataclasses_change_it() -> None:
    event = Event("a", "A met B", "CONSULT", "happened", (), ())
    values = {"salience": 0.5, "id": "b", "merges": ("why",)}
    assert changed(event, **values) == replace(event, **values)  # type: ignore[arg-type]
    assert changed(event) == event
