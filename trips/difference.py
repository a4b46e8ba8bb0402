"""The difference of two trips, field by field, and a trip changed by one.

The unit is (entity, field); notes on items (waivers, confirmations) are one unit each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple, cast

from trips.fields import rules
from trips.model import Confirmation, Day, Item, Trip, Value, Waiver, changed

TABLES: Final = {
    "days": "Day", "venues": "Venue", "organisations": "Organisation", "groups": "Group", "people": "Person",
    "items": "Item",
}  # fmt: skip
NOTES: Final = ("waivers", "confirmations")
"""Tables of what somebody said about an item: each entry is one unit."""


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


def id_of(entity: Value) -> str:
    """The id or key of an entity."""
    if isinstance(entity, Waiver):
        return f"{entity.code} {entity.item}"
    if isinstance(entity, Confirmation):
        return f"{entity.item} {entity.table} {entity.key}"
    return cast("str", getattr(entity, "id" if isinstance(entity, Day | Item) else "key"))


def difference(before: Trip, after: Trip) -> tuple[Change, ...]:
    """What one has to change in the first trip to get the second (see `patched`); nothing if they are equal."""
    found: list[Change] = []
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in rules("Trip"))
    found += [Change("trip", before.id, name, a, b) for name, a, b in pairs if a != b]
    for table in (*TABLES, *NOTES):
        old = {id_of(one): one for one in getattr(before, table)}
        new = {id_of(one): one for one in getattr(after, table)}
        found += [Change(table, key, "", one, None) for key, one in old.items() if key not in new]
        for key, one in new.items():
            if key not in old:
                found.append(Change(table, key, "", None, one))
            elif one != old[key] and table in NOTES:
                found.append(Change(table, key, "", old[key], one))
            elif one != old[key]:
                fields = rules(TABLES[table])
                pairs = ((name, getattr(old[key], name), getattr(one, name)) for name in fields)
                found += [Change(table, key, name, a, b) for name, a, b in pairs if a != b]
        if (left := [*(key for key in old if key in new), *(key for key in new if key not in old)]) != list(new):
            found.append(Change(table, "", ORDER, tuple(left), tuple(new)))
    return tuple(found)


def patched(trip: Trip, changes: Iterable[Change]) -> Trip:
    """The trip with changes carried out: `patched(a, difference(a, b)) == b`.

    Raises:
        Refused: what comes out is no whole trip; the changes are not about this one.
    """
    by_table: defaultdict[str, list[Change]] = defaultdict(list)
    for one in changes:
        by_table[one.table].append(one)
    fields: dict[str, Any] = {one.field: one.after for one in by_table.pop("trip", ())}
    for table, some in by_table.items():
        fields[table] = _patched_table(getattr(trip, table), some)
    return changed(trip, **fields)


def _patched_table(entities: Sequence[Value], changes: Sequence[Change]) -> tuple[Value, ...]:
    known = {id_of(one): one for one in entities}
    order: tuple[str, ...] | None = None
    values: defaultdict[str, dict[str, object]] = defaultdict(dict)
    for one in changes:
        if one.field == ORDER and not one.id:
            order = cast("tuple[str, ...]", one.after)
        elif one.field:
            values[one.id][one.field] = one.after
        elif isinstance(one.after, Value):
            known[one.id] = one.after
        else:
            known.pop(one.id, None)
    for key, some in values.items():
        if key in known:
            known[key] = changed(known[key], **some)
    return tuple(known[key] for key in order if key in known) if order else tuple(known.values())
