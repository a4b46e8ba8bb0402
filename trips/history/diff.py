"""The difference of two trips, field by field, and a trip changed by one.

The unit is (entity, field); notes on items (waivers, confirmations) are one unit each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeVar, cast

from trips.model.entities import (
    Confirmation,
    Day,
    Distance,
    Item,
    Page,
    Partner,
    ProposedTime,
    Translation,
    Value,
    Waiver,
    changed,
)
from trips.model.fields import rules
from trips.model.trip import Trip

TABLES: Final = {
    "days": "Day", "venues": "Venue", "organisations": "Organisation", "groups": "Group", "people": "Person",
    "items": "Item", "pages": "Page", "partners": "Partner",
}  # fmt: skip
NOTES: Final = ("waivers", "confirmations", "proposed_times", "distances", "translations")
"""Tables of what somebody said about other entries: each entry is one unit."""


V = TypeVar("V", bound=Value)
ORDER: Final = "order"
"""The field of a change that is about the order of a whole table: ids before and after."""


class Change(NamedTuple):
    """One field of one entity before and after; a whole entity that came or went has the field "", an order no id."""

    table: str
    id: str
    field: str
    before: object
    after: object


def name_of(entity: object) -> str:
    """What a user would call an entity."""
    for field in ("title", "name", "date"):
        if value := getattr(entity, field, None):
            return str(value)
    return ""


def _waiver(waiver: Waiver) -> str:
    return f"{waiver.code} {waiver.item or ''} {waiver.digest}"


def _confirmation(confirmation: Confirmation) -> str:
    return f"{confirmation.item} {confirmation.table} {confirmation.key}"


def _proposed_time(proposed: ProposedTime) -> str:
    return f"{proposed.item} {proposed.person}"


def _distance(distance: Distance) -> str:
    return f"{' '.join(sorted((distance.one, distance.other)))} {distance.mode}"


def _translation(translation: Translation) -> str:
    return f"{translation.of} {translation.id} {translation.field} {translation.language}"


_ID: Final[dict[type[Value], Callable[[Any], str]]] = {
    Day: attrgetter("id"), Item: attrgetter("id"), Waiver: _waiver, Confirmation: _confirmation,
    ProposedTime: _proposed_time, Distance: _distance, Page: attrgetter("id"), Partner: attrgetter("id"),
    Translation: _translation,
}  # fmt: skip
_KEY: Final[Callable[[Any], str]] = attrgetter("key")


def id_of(entity: Value) -> str:
    """The id or key of an entity."""
    return _ID.get(type(entity), _KEY)(entity)


def identified(entities: Sequence[V]) -> dict[str, V]:
    """Entities of one kind under their ids or keys."""
    return dict(zip(map(_ID.get(type(entities[0]), _KEY), entities), entities, strict=True)) if entities else {}


def difference(before: Trip, after: Trip) -> tuple[Change, ...]:
    """What one has to change in the first trip to get the second (see `patched`); nothing if they are equal."""
    found: list[Change] = []
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in rules("Trip"))
    found += [Change("trip", before.id, name, a, b) for name, a, b in pairs if a != b]
    for table in (*TABLES, *NOTES):
        if getattr(before, table) != getattr(after, table):
            found += _in_table(table, getattr(before, table), getattr(after, table))
    return tuple(found)


def _in_table(table: str, before: Sequence[Value], after: Sequence[Value]) -> Iterator[Change]:
    old, new = identified(before), identified(after)
    for key, value in old.items():
        if key not in new:
            yield Change(table, key, "", value, None)
    for key, value in new.items():
        was = old.get(key)
        if was is value or was == value:
            continue
        if was is None or table in NOTES:
            yield Change(table, key, "", was, value)
        else:
            pairs = ((name, getattr(was, name), getattr(value, name)) for name in rules(TABLES[table]))
            yield from (Change(table, key, name, a, b) for name, a, b in pairs if a != b)
    left = [*(key for key in old if key in new), *(key for key in new if key not in old)]
    if left != list(new):
        yield Change(table, "", ORDER, tuple(left), tuple(new))


def patched(trip: Trip, changes: Iterable[Change]) -> Trip:
    """The trip with changes carried out: `patched(a, difference(a, b)) == b`.

    Raises:
        UserError: what comes out is no whole trip; the changes are not about this one.
    """
    by_table: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_table[change.table].append(change)
    fields: dict[str, Any] = {change.field: change.after for change in by_table.pop("trip", ())}
    for table, some in by_table.items():
        fields[table] = _patched_table(getattr(trip, table), some)
    return changed(trip, **fields)


def _patched_table(entities: Sequence[Value], changes: Sequence[Change]) -> tuple[Value, ...]:
    known = identified(entities)
    order: tuple[str, ...] | None = None
    values: defaultdict[str, dict[str, object]] = defaultdict(dict)
    for change in changes:
        if change.field == ORDER and not change.id:
            order = cast("tuple[str, ...]", change.after)
        elif change.field:
            values[change.id][change.field] = change.after
        elif isinstance(change.after, Value):
            known[change.id] = change.after
        else:
            known.pop(change.id, None)
    for key, some in values.items():
        if key in known:
            known[key] = changed(known[key], **some)
    return tuple(known[key] for key in order if key in known) if order else tuple(known.values())
