"""Events and profiles with other values in some fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from timeline.making import open_twin

_Record = TypeVar("_Record")


def changed(record: _Record, **values: Any) -> _Record:
    """What `dataclasses.replace` gives, in an eighth of the time: it is done to every event."""
    kind: Any = type(record)
    values_of, places, twin = _shape(kind)
    row = list(values_of(record))
    for name, value in values.items():
        row[places[name]] = value
    made = twin(*row)
    made.__class__ = kind
    found: _Record = made
    return found


@cache
def _shape(kind: Any) -> tuple[Callable[[Any], Any], Mapping[str, int], Any]:
    """What gives all values of a record, the place of each field, and the record's open twin."""
    names = [item.name for item in fields(kind)]
    twin = open_twin(kind)
    assert twin is not None, kind
    return attrgetter(*names), {name: place for place, name in enumerate(names)}, twin
