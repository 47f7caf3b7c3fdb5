"""What is found out quickly is what is found out slowly."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from timeline.corpus.changed import changed
from timeline.corpus.notes import _sampled
from timeline.model import Event


@given(st.lists(st.integers(0, 2**32 - 1), max_size=40))
def test_runs_of_words_have_the_hashes_of_tuples(codes: list[int]) -> None:
    runs = zip(*(codes[start:] for start in range(5)), strict=False)
    expected = {number for number in map(hash, runs) if number % 6 == 0}
    assert _sampled(codes).tolist() == sorted(expected)


def test_an_event_is_changed_as_dataclasses_change_it() -> None:
    event = Event("a", "A met B", "CONSULT", "happened", (), ())
    values = {"salience": 0.5, "id": "b", "merges": ("why",)}
    assert changed(event, **values) == replace(event, **values)  # type: ignore[arg-type]
    assert changed(event) == event
