"""JSON that this program wrote, read back as the values that it was.

What was written of a value says nothing of fields that nobody filled in, and has dates, instants and soft times as
texts. How to read a kind of value follows from the types of its fields, once. Nothing is checked here: what comes from
anywhere else goes through `trips.model.doors`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from trips.grammar.when import When
from trips.grammar.when_text import as_when
from trips.model.doors import Complaint, RefusedError
from trips.model.entities import Value, defaults

V = TypeVar("V", bound=Value)
_Way = Callable[[Any], Any]
_WAYS: Final[dict[type, _Way]] = {
    date: date.fromisoformat, datetime: datetime.fromisoformat, When: as_when, float: float,
}  # fmt: skip


def read_own(model: type[V], data: bytes) -> V:
    """A value from the JSON that `trips.model.doors.write_json` made of one.

    Raises:
        RefusedError: it has a field that is not known; a newer program wrote it.
    """
    return cast("V", _reader(model)(json.loads(data)))


@cache
def _reader(model: type[Value]) -> Callable[[dict[str, Any]], Value]:
    """How a kind of value is read from what JSON has of it."""
    hints, known = get_type_hints(model), defaults(model).keys()
    ways = {name: way for name in known if (way := _way(hints[name])) is not None}

    def read(told: dict[str, Any]) -> Value:
        if not told.keys() <= known:
            raise RefusedError(
                tuple(Complaint((name,), "extra_forbidden", {}, told[name]) for name in told if name not in known)
            )
        for name, value in told.items():
            if name in ways and value is not None:
                told[name] = ways[name](value)
        value = object.__new__(model)
        vars(value).update(told)  # what nobody filled in stays the class's default: five times as fast as to set it
        return value

    return read


def _way(hint: Any) -> _Way | None:
    """What makes a field's value of what JSON has there; None if that is the value already."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _only([_way(one) for one in get_args(hint) if one is not NoneType], hint)
    if origin is tuple:
        return _each(_way(get_args(hint)[0]))
    if origin is Literal or hint in (str, int, bool):
        return None
    return _WAYS[hint] if hint in _WAYS else _nested(hint)


def _nested(model: type[Value]) -> _Way:
    """How a value in another one is read; worked out when the first one is."""

    def read(told: dict[str, Any]) -> Value:
        return _reader(model)(told)

    return read


def _only(ways: list[_Way | None], hint: Any) -> _Way | None:
    needed = [way for way in ways if way is not None]
    if needed and len(ways) > 1:
        raise TypeError(f"JSON does not say which of {hint} it has")
    return needed[0] if needed else None


def _each(way: _Way | None) -> _Way:
    return tuple if way is None else lambda values: tuple(map(way, values))
