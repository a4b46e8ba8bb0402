"""Fields as people type them, "time=10:30" and "speakers=effing,weber", become values of the model."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import cast

from trips.directory import named
from trips.fields import FieldRule
from trips.forms import from_text
from trips.language import Refused
from trips.model import Trip

NOT_SET = frozenset(("id", "key", "day", "part_of", "declined", "private"))


def assign(trip: Trip, table: Sequence[FieldRule], fields: Iterable[str]) -> tuple[Trip, dict[str, object]]:
    """The values that FIELD=VALUE texts stand for, and the trip, in which new names have been made.

    Raises:
        Refused: a field does not exist, or its value cannot be understood.
    """
    known = {rule.file_key: rule for rule in table if rule.name not in NOT_SET}
    values: dict[str, object] = {}
    for field in fields:
        name, equals, text = field.partition("=")
        if not equals:
            raise Refused('"{text}" is not written like field=value.', text=field)
        trip, value = assigned(trip, _rule(known, name.strip()), text)
        values[_rule(known, name.strip()).name] = value
    return trip, values


def assigned(trip: Trip, rule: FieldRule, text: str) -> tuple[Trip, object]:
    """The value that a text stands for in a field, and the trip, in which new names have been made."""
    value = from_text(rule, text)
    if rule.form == "ref" and isinstance(value, str) and value:
        return named(trip, rule.name, value)
    if rule.form == "refs" and isinstance(value, tuple):
        keys: list[str] = []
        for one in cast("tuple[str, ...]", value):
            trip, key = named(trip, rule.name, one)
            keys.append(key)
        return trip, tuple(dict.fromkeys(keys))
    return trip, value or None if rule.form == "ref" else value


def _rule(known: dict[str, FieldRule], name: str) -> FieldRule:
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, list(known), 1)
    if near:
        raise Refused('There is no field "{name}"; did you mean "{near}"?', name=name, near=near[0])
    raise Refused('There is no field "{name}"; known are {known}.', name=name, known=", ".join(known))
