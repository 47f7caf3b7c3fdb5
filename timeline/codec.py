"""Records of the model as JSON and back without loss, to be kept in files and sent to machines.

JSON and no pickle: a file that somebody else made must not be able to run anything. A record is the
list of its fields' values in their order, so both sides need the same model; whoever keeps records
keeps `timeline.rules.version()` beside them. The functions are made once per type from its hints.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints
from zlib import compress, decompress

from timeline.interval import Interval
from timeline.making import open_twin
from timeline.model import Actor, Document, Reading

Convert = Callable[[Any], Any]
Record = TypeVar("Record")

# Twice as quick as the default level for a twentieth more bytes.
_LEVEL = 1
# Many articles say the same of an actor, or name the same day. Such a record is a text inside the
# JSON, and one that came before is not made again.
_SAID_AGAIN = (Actor, Interval)
_REMEMBERED = 50_000
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode_reading(reading: Reading) -> bytes:
    """The reading in few bytes, without the article's text and path, which stand elsewhere."""
    bare = replace(reading.document, text="", path=None)
    return pack(Reading, replace(reading, document=bare))


def decode_reading(packed: bytes, document: Document) -> Reading:
    """The reading as it was, of the article it was made of; ValueError where there is none."""
    found = unpack(Reading, packed)
    if found.document.id != document.id:
        raise ValueError(f"a reading of {found.document.id!r}, not of {document.id!r}")
    whole = replace(found.document, text=document.text, path=document.path)
    return replace(found, document=whole)


def encode_document(document: Document) -> bytes:
    """The article in few bytes; `decode_document` gives it back as it was."""
    return pack(Document, document)


def decode_document(packed: bytes) -> Document:
    """The article behind the bytes; ValueError where they hold none."""
    return unpack(Document, packed)


def pack(kind: Any, record: object) -> bytes:
    """A record, or a tuple of them, as bytes; `kind` is its type."""
    to_json = _encoder(kind)
    assert to_json is not None, kind
    # Escapes of JSON would join two lone surrogates to one character; this spelling does not.
    return compress(_dump(to_json(record)).encode("utf-8", "surrogatepass"), _LEVEL)


def unpack(kind: type[Record], packed: bytes) -> Record:
    """The record of that type behind the bytes; ValueError where they hold none."""
    hint: Any = kind
    from_json = _decoder(hint)
    assert from_json is not None, kind
    try:
        found: Record = from_json(json.loads(decompress(packed).decode("utf-8", "surrogatepass")))
    except Exception as error:  # bytes of anybody: whatever goes wrong, they hold no record
        raise ValueError(f"no {kind.__name__}: {error}") from error
    return found


@cache
def _encoder(hint: Any) -> Convert | None:
    """What makes JSON of a value of this type; None where it is JSON already."""
    inner, optional = _inner(hint)
    made = _encode_one(inner)
    if made is None or not optional:
        return made
    return lambda value: None if value is None else made(value)


def _encode_one(hint: Any) -> Convert | None:
    """The same for a type that None is no part of."""
    if hint in (date, datetime):
        return _iso
    if is_dataclass(hint):
        names, of_fields = _fields(hint, _encoder)
        get = attrgetter(*names)

        def encode(record: Any) -> list[Any]:
            row = list(get(record))
            for place, convert in of_fields:
                row[place] = convert(row[place])
            return row

        return (lambda record: _dump(encode(record))) if hint in _SAID_AGAIN else encode
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Mapping:
        return dict
    if origin is tuple:
        return _of_tuple(_encoder, arguments, list)
    _check_plain(hint)
    return None


@cache
def _decoder(hint: Any) -> Convert | None:
    """What makes a value of this type of its JSON; None where it is the JSON itself."""
    inner, optional = _inner(hint)
    made = _decode_one(inner)
    if made is None or not optional:
        return made
    return lambda value: None if value is None else made(value)


def _decode_one(hint: Any) -> Convert | None:
    """The same for a type that None is no part of."""
    if hint in (date, datetime):
        read: Convert = hint.fromisoformat
        return read
    if is_dataclass(hint):
        _, of_fields = _fields(hint, _decoder)
        kind: Any = hint
        twin = open_twin(kind)
        make = twin or kind

        def decode(row: list[Any]) -> Any:
            for place, convert in of_fields:
                row[place] = convert(row[place])
            record = make(*row)
            if twin is not None:
                record.__class__ = kind
            return record

        if hint in _SAID_AGAIN:
            return lru_cache(_REMEMBERED)(lambda text: decode(json.loads(text)))
        return decode
    if get_origin(hint) is tuple:
        return _of_tuple(_decoder, get_args(hint), tuple)
    if get_origin(hint) is not Mapping:
        _check_plain(hint)
    return None


def _of_tuple(
    side: Callable[[Any], Convert | None], arguments: tuple[Any, ...], make: type[Any]
) -> Convert:
    """For `tuple[X, ...]` and `tuple[X, Y]`; `make` is what stands for a tuple on this side."""
    if arguments[-1] is Ellipsis:
        each = side(arguments[0])
        return make if each is None else lambda values: make(map(each, values))
    every = [side(argument) for argument in arguments]
    if not any(every):
        return make
    return lambda values: make(
        value if convert is None else convert(value)
        for value, convert in zip(values, every, strict=True)
    )


def _fields(
    kind: Any, side: Callable[[Any], Convert | None]
) -> tuple[tuple[str, ...], Sequence[tuple[int, Convert]]]:
    """The names of a record's fields, and the places of those that must be converted."""
    hints = get_type_hints(kind)
    names = tuple(field.name for field in fields(kind))
    found = ((place, side(hints[name])) for place, name in enumerate(names))
    return names, [(place, convert) for place, convert in found if convert is not None]


def _inner(hint: Any) -> tuple[Any, bool]:
    """The type without `| None`, and whether that was there."""
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    rest = [part for part in get_args(hint) if part is not NoneType]
    if len(rest) != 1:
        raise TypeError(f"a record of this type cannot be kept: {hint}")
    return rest[0], True


def _check_plain(hint: Any) -> None:
    """TypeError for what neither JSON has nor anybody taught this module."""
    if hint not in (str, int, float, bool) and get_origin(hint) is not Literal:
        raise TypeError(f"a record of this type cannot be kept: {hint}")


def _iso(value: date) -> str:
    return value.isoformat()
