"""A trip as TOML: fixed order, one-line lists, nothing that is as it would be anyway, so that a git diff reads well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from trips.grammar.choices import AUDIENCES
from trips.model.entities import Item, Value, contents, defaults
from trips.model.field_types import FieldRule
from trips.model.fields import (
    ASSIGNMENT,
    DAY,
    GROUP,
    ITEM,
    ORGANISATION,
    PAGE,
    PARTNER,
    PERSON,
    PRIVATE,
    TRIP,
    VENUE,
)
from trips.model.translations import living
from trips.model.trip import Trip

if TYPE_CHECKING:
    from trips.history.releases import Delivery, Release

FORMAT: Final = 1
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_NOT_WRITTEN: Final = frozenset(("key", "day", "part_of", "private", "assignments"))


def write_trip(trip: Trip, releases: Sequence[Release] = (), handouts: Sequence[Delivery] = ()) -> str:
    """The trip file of a trip, of the versions issued of it and of who was given them. It holds everything."""
    return "\n".join((*_trip(trip), *_versions(releases, handouts))) + "\n"


def _trip(trip: Trip) -> Iterator[str]:
    yield f"format = {FORMAT}"
    yield from _fields(trip, TRIP, always=("timezone", "language"))
    for table, entities, table_rules in (
        ("venues", trip.venues, VENUE),
        ("organisations", trip.organisations, ORGANISATION),
        ("groups", trip.groups, GROUP),
        ("people", trip.people, PERSON),
    ):
        for entity in entities:
            yield from ("", f"[{table}.{entity.key}]")
            yield from _fields(entity, table_rules)
            if table == "people":
                private = list(_fields(cast("Any", entity).private, PRIVATE))
                if private:
                    yield from (f"[people.{entity.key}.private]", *private)
    for day in trip.days:
        yield from ("", "[[day]]", *_fields(day, DAY))
        yield from _items((item for item in trip.items if item.day == day.id), "day.item")
    yield from _items((item for item in trip.items if item.day is None), "pool")
    for table, entities, table_rules in (("page", trip.pages, PAGE), ("partner", trip.partners, PARTNER)):
        for entity in entities:
            yield from ("", f"[[{table}]]", *_fields(entity, table_rules))
    for table, said in (
        ("translation", living(trip)), ("distance", trip.distances), ("waiver", trip.waivers),
        ("confirmation", trip.confirmations), ("proposed_time", trip.proposed_times),
    ):  # fmt: skip
        for one in said:
            yield from ("", f"[[{table}]]")
            yield from (f"{name} = {_value(value)}" for name, value in contents(one).items() if value not in (None, ""))


def _versions(releases: Sequence[Release], handouts: Sequence[Delivery]) -> Iterator[str]:
    if releases:
        from trips.tripfile.versions import write_handouts, write_releases

        for table, blocks in (("release", write_releases(releases)), ("handout", write_handouts(handouts))):
            for block in blocks:
                yield from ("", f"[[{table}]]", *(f"{name} = {_value(value)}" for name, value in block.values))


def _items(items: Iterator[Item], table: str) -> Iterator[str]:
    for item in items:
        here = table if item.part_of is None else f"{table}.part"
        yield from ("", f"[[{here}]]", *_fields(item, ITEM))
        for assignment in item.assignments:
            yield from (f"[[{here}.assignment]]", *_fields(assignment, ASSIGNMENT))


def default_audience(kind: str) -> str:
    """Who sees an item of a kind if nobody says it."""
    return AUDIENCES[-1] if kind == "task" else "participants"


def _fields(entity: Value, table: tuple[FieldRule, ...], always: tuple[str, ...] = ()) -> Iterator[str]:
    usual = defaults(type(entity))
    for rule in table:
        if rule.name in _NOT_WRITTEN:
            continue
        value = getattr(entity, rule.name)
        default = usual[rule.name]
        if rule.name == "audience" and isinstance(entity, Item):
            default = default_audience(entity.kind)
        if value != default or rule.name in always:
            yield f"{rule.file_key} = {_value(rule.type.write_file(value))}"


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float() | date():
            return str(value)
        case list():
            return f"[{', '.join(_text(str(one)) for one in cast('list[object]', value))}]"
        case _:
            text = str(value)
            return _long_text(text) if "\n" in text else _text(text)


def _text(text: str) -> str:
    return f'"{"".join(_ESCAPES.get(one) or _plain(one) for one in text)}"'


def _long_text(text: str) -> str:
    lines = "".join("\n" if one == "\n" else _ESCAPES.get(one) or _plain(one) for one in text)
    return f'"""\n{lines}"""'


def _plain(one: str) -> str:
    return f"\\u{ord(one):04x}" if ord(one) < 32 or ord(one) == 127 else one
