"""Edits: pure functions from a trip to a trip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from trips.grammar.when import Clock, Then, With, shifted, within_day
from trips.i18n.language import Refused
from trips.model.entities import Day, Item, Trip, by_id, changed, new_id
from trips.schedule.timeline import Attendance, counts, place_day, setting_of

Scope = Literal["item", "following", "day", "trip"]


def arranged(items: Iterable[Item], days: Sequence[Day]) -> tuple[Item, ...]:
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
    return changed(trip, items=arranged(items, trip.days))


def with_changed(trip: Trip, new: Mapping[str, Item]) -> Trip:
    """The trip with some items replaced, by their ids, none of which has another day or whole."""
    return changed(trip, items=tuple(new.get(one.id, one) for one in trip.items))


def the_item(trip: Trip, item_id: str) -> Item:
    """The item with an id.

    Raises:
        Refused: there is none (any more).
    """
    for item in trip.items:
        if item.id == item_id:
            return item
    raise Refused("The item is not in the trip any more.")


def add_item(trip: Trip, item: Item, after: str | None = None) -> Trip:
    """Add an item behind another, or where its time puts it on its day, or at the end of its day."""
    items = list(trip.items)
    items.insert(_place(trip, item, after), item)
    return with_items(trip, items)


def _place(trip: Trip, item: Item, after: str | None) -> int:
    """Where a new item goes: behind `after`, else before the first one beside it that starts later."""
    if after is not None:
        return next((place + 1 for place, one in enumerate(trip.items) if one.id == after), len(trip.items))
    day = next((one for one in trip.days if one.id == item.day), None)
    if day is not None and isinstance(item.when.start, Clock):
        setting = setting_of(trip)
        (new,) = place_day(day, [changed(item, part_of=None)], setting)
        beside = [one for one in trip.items if one.day == item.day]
        for one in place_day(day, beside, setting):
            same = one.item.part_of == item.part_of and counts(one.item)
            if same and one.start is not None and new.start is not None and one.start > new.start:
                return trip.items.index(one.item)
    return len(trip.items)


def change_item(trip: Trip, item_id: str, **fields: object) -> Trip:
    """Change fields of an item; day and part_of move it (see `move_item`)."""
    new = changed(the_item(trip, item_id), **fields)
    if "day" in fields or "part_of" in fields:
        return with_items(trip, [new if one.id == item_id else one for one in trip.items])
    return with_changed(trip, {item_id: new})


def move_item(trip: Trip, item_id: str, day: str | None, after: str | None = None, *, into: str | None = None) -> Trip:
    """Move an item with its parts to a day (None: the pool), behind another item or to the end, or into a whole."""
    item = the_item(trip, item_id)
    if after is not None and (after == item_id or the_item(trip, after).part_of == item_id):
        return trip
    moving = [one for one in trip.items if item_id in (one.id, one.part_of)]
    staying = [one for one in trip.items if one not in moving]
    if into is not None and len(moving) > 1:
        raise Refused('"{title}" has parts of its own and cannot become a part.', title=item.title)
    if after is not None and into is None:
        target = the_item(trip, after)
        after = target.part_of or after
        after = next((one.id for one in reversed(staying) if one.part_of == after), after)
    moved = [changed(one, day=day, part_of=into if one.id == item_id else item_id) for one in moving]
    index = next((place + 1 for place, one in enumerate(staying) if one.id == after), len(staying))
    return with_items(trip, [*staying[:index], *moved, *staying[index:]])


def remove_item(trip: Trip, item_id: str) -> Trip:
    """Remove an item and its parts."""
    the_item(trip, item_id)
    return with_items(trip, [one for one in trip.items if item_id not in (one.id, one.part_of)])


def fresh(items: Sequence[Item]) -> tuple[Item, ...]:
    """Copies with ids of their own; a part of a copied whole belongs to the copy, another part to its old whole."""
    ids = {one.id: new_id() for one in items}
    return tuple(changed(one, id=ids[one.id], part_of=ids.get(one.part_of or "", one.part_of)) for one in items)


def duplicate_item(trip: Trip, item_id: str) -> Trip:
    """A copy of an item with its parts, behind it, with ids of its own."""
    the_item(trip, item_id)
    copied = [one for one in trip.items if item_id in (one.id, one.part_of)]
    behind = trip.items.index(copied[-1]) + 1
    return with_items(trip, [*trip.items[:behind], *fresh(copied), *trip.items[behind:]])


def shift(trip: Trip, item_id: str, by: int, scope: Scope = "following") -> Trip:
    """Shift times by minutes of wall clock.

    Scope item is the item with its parts; following adds the later items of that day that share people with it, up
    to the first fixed one; day and trip move everything that is not fixed. What follows by "then" follows anyway.

    Raises:
        Refused: the item has no time to shift, or a time would leave its day.
    """
    item = the_item(trip, item_id)
    if shifted(item.when, by) == item.when:
        raise Refused('"{title}" has no clock time that could be shifted.', title=item.title)
    moving = _SCOPES[scope](trip, item)
    shifting = (one for one in trip.items if one.id in moving)
    return with_changed(trip, {one.id: _shift_one(one, by, first=one.id == item_id) for one in shifting})


def _shift_one(item: Item, by: int, *, first: bool) -> Item:
    when = shifted(item.when, by)
    if not first and isinstance(item.when.start, Then | With):
        when = replace(when, start=item.when.start)
    if when == item.when:
        return item
    meet = item.meet
    if meet is not None and meet.minute is not None and (first or isinstance(when.start, Clock)):
        meet = changed(meet, minute=within_day(meet.minute + by))
    return changed(item, when=when, meet=meet)


def _scope_item(trip: Trip, item: Item) -> set[str]:
    return {one.id for one in trip.items if item.id in (one.id, one.part_of)}


def _scope_following(trip: Trip, item: Item) -> set[str]:
    attendance = Attendance(trip.people, trip.groups)
    moving = _scope_item(trip, item)
    places = {one.id: place for place, one in enumerate(trip.items)}
    for one in trip.items[places[item.id] + 1 :]:
        if one.day != item.day:
            break
        if one.id in moving:
            continue
        if not attendance.share(one, item):
            continue
        if one.fixed or (one.part_of is not None and one.part_of not in moving and one.part_of != item.part_of):
            break
        moving.add(one.id)
    return moving


def _scope_day(trip: Trip, item: Item) -> set[str]:
    return _not_fixed(item, (one for one in trip.items if one.day == item.day))


def _scope_trip(trip: Trip, item: Item) -> set[str]:
    return _not_fixed(item, (one for one in trip.items if one.day is not None))


def _not_fixed(item: Item, items: Iterable[Item]) -> set[str]:
    items = list(items)
    fixed = {one.id for one in items if one.fixed and one.id != item.id}
    return {one.id for one in items if one.id not in fixed and one.part_of not in fixed}


_SCOPES: dict[Scope, Callable[[Trip, Item], set[str]]] = {
    "item": _scope_item, "following": _scope_following, "day": _scope_day, "trip": _scope_trip,
}  # fmt: skip


def duplicate_trip(trip: Trip, title: str) -> Trip:
    """A trip of its own with the same content: new ids for it, its days and its items."""
    ids = {old: new_id() for old in (*by_id(trip.days), *by_id(trip.items))}
    days = tuple(changed(day, id=ids[day.id]) for day in trip.days)
    items = tuple(
        changed(one, id=ids[one.id], day=ids.get(one.day or ""), part_of=ids.get(one.part_of or ""))
        for one in trip.items
    )
    people = tuple(
        changed(one, declined=tuple(ids[item] for item in one.declined if item in ids)) for one in trip.people
    )
    waivers = tuple(
        changed(one, item=ids.get(one.item or "")) for one in trip.waivers if one.item is None or one.item in ids
    )
    new = {
        "id": new_id(), "title": title, "days": days, "items": items, "people": people, "waivers": waivers,
        "confirmations": (), "keep_until": None,
    }  # fmt: skip
    return changed(trip, **new)
