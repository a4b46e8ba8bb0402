"""Edits: pure functions from a trip to a trip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, Literal, TypeVar

from trips.grammar.choices import Status
from trips.grammar.when import Clock
from trips.i18n.language import UserError
from trips.model.entities import Day, Item, Page, Partner, by_id, changed, new_id
from trips.model.translations import living
from trips.model.trip import Trip
from trips.schedule.timeline import Placed, counts, place_day, setting_of


def in_programme_order(items: Iterable[Item], days: Sequence[Day]) -> tuple[Item, ...]:
    """The items in canonical order: by day, the pool last, parts behind their whole and on its day.

    The order given is kept within that. A part whose whole is gone stands for itself; an item whose day is gone goes
    to the pool.
    """
    items = list(items)
    known = {day.id for day in days}
    wholes = {item.id: item for item in items if item.part_of is None}
    parts: defaultdict[str, list[Item]] = defaultdict(list)
    tops: defaultdict[str | None, list[Item]] = defaultdict(list)
    for item in items:
        whole = wholes.get(item.part_of) if item.part_of is not None else None
        day = (whole or item).day
        day = day if day in known else None
        part_of = whole.id if whole is not None else None
        if (item.day, item.part_of) != (day, part_of):
            item = changed(item, day=day, part_of=part_of)
        if part_of is None:
            tops[day].append(item)
        else:
            parts[part_of].append(item)
    order = [*(day.id for day in days), None]
    return tuple(one for day in order for item in tops[day] for one in (item, *parts[item.id]))


def with_items(trip: Trip, items: Iterable[Item]) -> Trip:
    """The trip with other items, put in order."""
    return changed(trip, items=in_programme_order(items, trip.days))


def with_changed(trip: Trip, new: Mapping[str, Item]) -> Trip:
    """The trip with some items replaced, by their ids, none of which has another day or whole."""
    return changed(trip, items=tuple(new.get(item.id, item) for item in trip.items))


def get_item(trip: Trip, item_id: str) -> Item:
    """The item with an id.

    Raises:
        UserError: there is none (any more).
    """
    for item in trip.items:
        if item.id == item_id:
            return item
    raise UserError("The item is not in the trip any more.")


def add_item(trip: Trip, item: Item, after: str | None = None) -> Trip:
    """Add an item behind another, or where its time puts it on its day, or at the end of its day."""
    items = list(trip.items)
    items.insert(_place(trip, item, after), item)
    return with_items(trip, items)


def _place(trip: Trip, item: Item, after: str | None) -> int:
    """Where a new item goes: behind `after`, else before the first one beside it that starts later."""
    if after is not None:
        return next((place + 1 for place, item in enumerate(trip.items) if item.id == after), len(trip.items))
    day = next((day for day in trip.days if day.id == item.day), None)
    if day is not None and isinstance(item.when.start, Clock):
        setting = setting_of(trip)
        (new,) = place_day(day, [changed(item, part_of=None)], setting)
        beside = [one for one in trip.items if one.day == item.day]
        for placed in place_day(day, beside, setting):
            same = placed.item.part_of == item.part_of and counts(placed.item)
            if same and placed.start is not None and new.start is not None and placed.start > new.start:
                return trip.items.index(placed.item)
    return len(trip.items)


def change_item(trip: Trip, item_id: str, **fields: object) -> Trip:
    """Change fields of an item; day and part_of move it (see `move_item`)."""
    new = changed(get_item(trip, item_id), **fields)
    if "day" in fields or "part_of" in fields:
        return with_items(trip, [new if item.id == item_id else item for item in trip.items])
    return with_changed(trip, {item_id: new})


def move_item(trip: Trip, item_id: str, day: str | None, after: str | None = None, *, into: str | None = None) -> Trip:
    """Move an item with its parts to a day (None: the pool), behind another item or to the end, or into a whole."""
    item = get_item(trip, item_id)
    if after is not None and (after == item_id or get_item(trip, after).part_of == item_id):
        return trip
    moving = [item for item in trip.items if item_id in (item.id, item.part_of)]
    staying = [item for item in trip.items if item not in moving]
    if into is not None and len(moving) > 1:
        raise UserError('"{title}" has parts of its own and cannot become a part.', title=item.title)
    if after is not None and into is None:
        target = get_item(trip, after)
        after = target.part_of or after
        after = next((item.id for item in reversed(staying) if item.part_of == after), after)
    moved = [changed(item, day=day, part_of=into if item.id == item_id else item_id) for item in moving]
    index = next((place + 1 for place, item in enumerate(staying) if item.id == after), len(staying))
    return with_items(trip, [*staying[:index], *moved, *staying[index:]])


def with_new_ids(items: Sequence[Item]) -> tuple[Item, ...]:
    """Copies with ids of their own; a part of a copied whole belongs to the copy, another part to its old whole."""
    ids = {item.id: new_id() for item in items}
    return tuple(
        changed(item, id=ids[item.id], part_of=ids.get(item.part_of or "", item.part_of), source=None) for item in items
    )


def duplicate_trip(trip: Trip, title: str) -> Trip:
    """A trip of its own with the same content: new ids for it, its days and its items."""
    ids = {old: new_id() for old in (*by_id(trip.days), *by_id(trip.items))}
    days = tuple(changed(day, id=ids[day.id]) for day in trip.days)
    items = tuple(
        changed(item, id=ids[item.id], day=ids.get(item.day or ""), part_of=ids.get(item.part_of or ""), source=None)
        for item in trip.items
    )
    people = tuple(
        changed(person, declined=tuple(ids[item] for item in person.declined if item in ids)) for person in trip.people
    )
    waivers = tuple(
        changed(waiver, item=ids.get(waiver.item or ""))
        for waiver in trip.waivers
        if waiver.item is None or waiver.item in ids
    )
    ids |= {entity.id: new_id() for entity in trip.pages} | {entity.id: new_id() for entity in trip.partners}
    translations = tuple(changed(one, id=ids.get(one.id, one.id)) for one in living(trip))
    new = {
        "id": new_id(), "title": title, "days": days, "items": items, "people": people, "waivers": waivers,
        "pages": _anew(trip.pages, ids), "partners": _anew(trip.partners, ids), "translations": translations,
        "confirmations": (), "proposed_times": (), "keep_until": None,
    }  # fmt: skip
    return changed(trip, **new)


P = TypeVar("P", Page, Partner)


def _anew(entities: Sequence[P], ids: Mapping[str, str]) -> tuple[P, ...]:
    return tuple(changed(entity, id=ids[entity.id]) for entity in entities)


_STATUS_AFTER: Final[dict[Status, Status]] = {
    "idea": "requested", "requested": "tentative", "tentative": "confirmed", "confirmed": "idea", "cancelled": "idea",
}  # fmt: skip
"""Cancelling is no step on the way: it has to be chosen."""


def top_level_ids(trip: Trip, ids: Sequence[str]) -> tuple[str, ...]:
    """The ids in programme order, without the parts whose whole is among them.

    Raises:
        UserError: none of them is in the trip.
    """
    wanted = set(ids)
    return tuple(item.id for item in named_items(trip, ids) if item.part_of not in wanted)


def named_items(trip: Trip, ids: Sequence[str]) -> tuple[Item, ...]:
    """The items of the ids in programme order.

    Raises:
        UserError: none of them is in the trip.
    """
    wanted = set(ids)
    found = tuple(item for item in trip.items if item.id in wanted)
    if not found:
        raise UserError("The item is not in the trip any more.")
    return found


def with_parts(trip: Trip, ids: Collection[str]) -> tuple[Item, ...]:
    """The items of the ids and their parts, in programme order."""
    return tuple(item for item in trip.items if item.id in ids or item.part_of in ids)


def add_items(trip: Trip, items: Sequence[Item]) -> Trip:
    """Add several items in the order given, each where its time puts it on its day.

    What has no clock time stays behind the new one before it on that day, else it goes to the end.
    """
    setting = setting_of(trip)
    there: defaultdict[str | None, list[Item]] = defaultdict(list)
    for item in trip.items:
        there[item.day].append(item)
    wanted = {item.day for item in items}
    days = {day.id: day for day in trip.days if day.id in wanted}
    starts = {key: _starts(place_day(day, there[key], setting)) for key, day in days.items()}
    before: defaultdict[str | None, list[Item]] = defaultdict(list)
    at: dict[str | None, str | None] = {}
    for item in items:
        day = days.get(item.day or "")
        if day is not None and item.part_of is None and isinstance(item.when.start, Clock):
            (new,) = place_day(day, [item], setting)
            later = (key for key, start in starts[day.id] if new.start is not None and start > new.start)
            at[day.id] = next(later, None)
        before[at.get(item.day)].append(item)
    woven = [one for item in trip.items for one in (*before[item.id], item)]
    return with_items(trip, [*woven, *before[None]])


def _starts(day: Iterable[Placed]) -> list[tuple[str, int]]:
    """The items of a day that stand for themselves and count, with their starts, in programme order."""
    tops = (placed for placed in day if placed.item.part_of is None and counts(placed.item))
    return [(placed.item.id, placed.start) for placed in tops if placed.start is not None]


def change_items(trip: Trip, ids: Sequence[str], **fields: object) -> Trip:
    """Change fields of each item named, parts too; day and part_of move it.

    Raises:
        UserError: none of them is in the trip.
        RefusedError: a new value is not valid.
    """
    wanted = {item.id for item in named_items(trip, ids)}
    new = {item.id: changed(item, **fields) for item in trip.items if item.id in wanted}
    if "day" in fields or "part_of" in fields:
        return with_items(trip, [new.get(item.id, item) for item in trip.items])
    return with_changed(trip, new)


def remove_items(trip: Trip, ids: Sequence[str]) -> Trip:
    """Remove items with their parts.

    Raises:
        UserError: none of them is in the trip.
    """
    gone = {part.id for part in with_parts(trip, top_level_ids(trip, ids))}
    return with_items(trip, [item for item in trip.items if item.id not in gone])


def move_items(
    trip: Trip, ids: Sequence[str], day: str | None, after: str | None = None, *, into: str | None = None
) -> Trip:
    """Move items as a block, behind another item or to the end of a day (None: the pool), or into a whole.

    If `after` is one of them, they gather where it stands.

    Raises:
        UserError: none of them, or not what they should stand behind, is in the trip; or one with parts would become
            a part.
    """
    moving = tuple(item_id for item_id in top_level_ids(trip, ids) if item_id != into)
    if after is not None:
        whole = get_item(trip, after).part_of
        after = whole if whole in moving else after
        if after in moving and into is not None:
            after = None
    for item in moving:
        trip = move_item(trip, item, day, after, into=into)
        after = item
    return trip


def move_by_one(trip: Trip, ids: Sequence[str], by: Literal[-1, 1]) -> Trip:
    """Move items one place up (-1) or down (1) among their siblings.

    Neighbours move as one block. At the edge of a day they go on to the end or the beginning of the next one; the pool
    comes after the last day. All move or none: if one can go no further (a part at the edge of its whole, the
    beginning of the first day, the end of the pool), the trip is returned as it is.

    Raises:
        UserError: none of them is in the trip.
    """
    chosen = set(top_level_ids(trip, ids))
    siblings: defaultdict[tuple[str | None, str | None], list[Item]] = defaultdict(list)
    for item in trip.items:
        siblings[item.day, item.part_of].append(item)
    order = [*(day.id for day in trip.days), None]
    crossing: dict[str | None, list[Item]] = {}
    for (day, whole), items in siblings.items():
        beyond, siblings[day, whole] = _stepped(items, chosen, by)
        if beyond:
            place = order.index(day) + by
            if whole is not None or not 0 <= place < len(order):
                return trip
            crossing[order[place]] = [changed(item, day=order[place]) for item in beyond]
    for day, items in crossing.items():
        there = siblings[day, None]
        siblings[day, None] = [*there, *items] if by < 0 else [*items, *there]
    return with_items(trip, [item for items in siblings.values() for item in items])


def _stepped(items: Sequence[Item], chosen: set[str], by: int) -> tuple[list[Item], list[Item]]:
    """The block that leaves over the edge, and the others, of which the chosen ones have moved by one place."""
    forward = list(items if by < 0 else reversed(items))
    edge = next((place for place, item in enumerate(forward) if item.id not in chosen), len(forward))
    rest: list[Item] = []
    for item in forward[edge:]:
        rest.insert(len(rest) - (item.id in chosen), item)
    return (forward[:edge], rest) if by < 0 else (forward[:edge][::-1], rest[::-1])


def to_neighbour_day(trip: Trip, ids: Sequence[str], by: Literal[-1, 1]) -> Trip:
    """Move items to the day before (-1) or after (1), where their clock time puts them, else to its end.

    The pool comes after the last day. A part becomes an item of its own. All move or none: if one can go no further,
    the trip is returned as it is.

    Raises:
        UserError: none of them is in the trip.
    """
    order = [*(day.id for day in trip.days), None]
    items = by_id(trip.items)
    moving = [items[item_id] for item_id in top_level_ids(trip, ids)]
    places = [order.index(item.day) + by for item in moving]
    if not all(0 <= place < len(order) for place in places):
        return trip
    parts = [part for part in with_parts(trip, {item.id for item in moving}) if part not in moving]
    leaving = {item.id for item in (*moving, *parts)}
    trip = with_items(trip, [item for item in trip.items if item.id not in leaving])
    for item, place in zip(moving, places, strict=True):
        trip = add_item(trip, changed(item, day=order[place], part_of=None))
    return with_items(trip, [*trip.items, *parts])


def nest(trip: Trip, ids: Sequence[str]) -> Trip:
    """Make items parts of the one that stands before the first of them on its day, or of that one's whole.

    Raises:
        UserError: none of them is in the trip, nothing stands before them, one has parts of its own, or all are parts.
    """
    items = by_id(trip.items)
    moving = [items[item_id] for item_id in top_level_ids(trip, ids)]
    first = moving[0]
    place = trip.items.index(first)
    before = trip.items[place - 1] if place else None
    if before is None or before.day != first.day:
        raise UserError('No item stands before "{title}" on its day that it could become a part of.', title=first.title)
    for part in with_parts(trip, {item.id for item in moving}):
        if part not in moving and part.part_of is not None:
            raise UserError('"{title}" has parts of its own and cannot become a part.', title=items[part.part_of].title)
    whole = before.part_of or before.id
    if all(item.part_of == whole for item in moving):
        raise UserError('"{title}" is already part of another item.', title=first.title)
    return change_items(trip, [item.id for item in moving], day=first.day, part_of=whole)


def unnest(trip: Trip, ids: Sequence[str]) -> Trip:
    """Make parts items of their own, behind their whole; a part counts even if its whole is named as well.

    Raises:
        UserError: none of them is a part, or none is in the trip.
    """
    parts = [item.id for item in named_items(trip, ids) if item.part_of is not None]
    if not parts:
        raise UserError("None of the items is part of another; only a part can become an item of its own.")
    return change_items(trip, parts, part_of=None)


def duplicate_items(trip: Trip, ids: Sequence[str]) -> Trip:
    """Copies with ids of their own, on each day as a block behind the last one copied, parts within their whole.

    Raises:
        UserError: none of them is in the trip.
    """
    copied = with_parts(trip, top_level_ids(trip, ids))
    named = {item.id for item in copied}
    behind: defaultdict[str, list[Item]] = defaultdict(list)
    lasts = {(item.day, "" if item.part_of in named else item.part_of): item.id for item in copied}
    for one, copy in zip(copied, with_new_ids(copied), strict=True):
        behind[lasts[one.day, "" if one.part_of in named else one.part_of]].append(copy)
    return with_items(trip, [two for item in trip.items for two in (item, *behind[item.id])])


def set_status(trip: Trip, ids: Sequence[str], status: Status) -> Trip:
    """Give each item named a status.

    Raises:
        UserError: none of them is in the trip.
    """
    return change_items(trip, ids, status=status)


def next_status(trip: Trip, ids: Sequence[str]) -> Trip:
    """Give all items named the status after the first one's: idea, requested, tentative, confirmed, cancelled, idea.

    Raises:
        UserError: none of them is in the trip.
    """
    return set_status(trip, ids, _STATUS_AFTER[named_items(trip, ids)[0].status])
