"""Records made quickly are the records that the class itself makes."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.interval import Interval
from timeline.making import open_twin
from timeline.model import Actor, Event, Mention, Timex


@given(st.from_type(Mention))
def test_what_a_twin_becomes_is_the_record(mention: Mention) -> None:
    twin = open_twin(Mention)
    assert twin is not None
    made = twin(*[getattr(mention, name) for name in Mention.__slots__])
    made.__class__ = Mention
    assert made == mention
    assert (type(made), hash(made), repr(made)) == (Mention, hash(mention), repr(mention))
    assert replace(made, why="else").why == "else"
    with pytest.raises(FrozenInstanceError):
        made.start = 3


@pytest.mark.parametrize("kind", [Actor, Event, Mention, Timex])
def test_records_of_the_model_have_twins(kind: type) -> None:
    assert open_twin(kind) is not None


def test_no_twin_for_a_class_that_looks_at_its_values_or_has_no_slots() -> None:
    @dataclass(frozen=True)
    class Loose:
        name: str

    @dataclass(frozen=True, slots=True)
    class Less(Mention):
        more: str = ""

    assert [open_twin(kind) for kind in (Interval, Loose, Less)] == [None, None, None]
