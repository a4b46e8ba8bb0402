"""Items begin later or earlier, and last longer or shorter: pure functions from a trip to a trip."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Literal

from trips.edits.items import change_item, get_item, named_items, top_level_ids, with_changed
from trips.grammar.when import Clock, Then, With, shifted, within_day
from trips.i18n.language import UserError
from trips.model.entities import Item, by_id, changed
from trips.model.trip import Trip
from trips.schedule.stretch import with_duration_changed
from trips.schedule.timeline import Sharing, Timeline, place_day, setting_of

Scope = Literal["item", "following", "day", "trip"]


def shift(trip: Trip, item_id: str, by: int, scope: Scope = "following") -> Trip:
    """Shift times by minutes of wall clock.

    Scope item is the item with its parts; following adds the later items of that day that share people with it, up
    to the first fixed one; day and trip move everything that is not fixed. What follows by "then" follows anyway.

    Raises:
        UserError: the item has no time to shift, or a time would leave its day.
    """
    item = get_item(trip, item_id)
    if shifted(item.when, by) == item.when:
        raise UserError('"{title}" has no clock time that could be shifted.', title=item.title)
    moving = _SCOPES[scope](trip, item)
    shifting = (item for item in trip.items if item.id in moving)
    return with_changed(trip, {item.id: _shift_one(item, by, first=item.id == item_id) for item in shifting})


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
    sharing = Sharing(trip.people, trip.groups)
    moving = _scope_item(trip, item)
    places = {item.id: place for place, item in enumerate(trip.items)}
    for one in trip.items[places[item.id] + 1 :]:
        if one.day != item.day:
            break
        if one.id in moving:
            continue
        if not sharing.share(one, item):
            continue
        if one.fixed or (one.part_of is not None and one.part_of not in moving and one.part_of != item.part_of):
            break
        moving.add(one.id)
    return moving


def _scope_day(trip: Trip, item: Item) -> set[str]:
    return _not_fixed(item, (one for one in trip.items if one.day == item.day))


def _scope_trip(trip: Trip, item: Item) -> set[str]:
    return _not_fixed(item, (item for item in trip.items if item.day is not None))


def _not_fixed(item: Item, items: Iterable[Item]) -> set[str]:
    items = list(items)
    fixed = {one.id for one in items if one.fixed and one.id != item.id}
    return {item.id for item in items if item.id not in fixed and item.part_of not in fixed}


_SCOPES: dict[Scope, Callable[[Trip, Item], set[str]]] = {
    "item": _scope_item, "following": _scope_following, "day": _scope_day, "trip": _scope_trip,
}  # fmt: skip


def shift_items(trip: Trip, ids: Sequence[str], by: int) -> Trip:
    """Shift each item, with its parts, by minutes of wall clock; what has no time to shift stays.

    A "then" that already moves because what it follows is shifted too gets only the rest as its gap.

    Raises:
        UserError: none of them is in the trip or has a time to shift, or a time would leave its day.
    """
    if by == 0:
        return trip
    items = by_id(trip.items)
    moving = [items[item_id] for item_id in top_level_ids(trip, ids)]
    movable = [item for item in moving if shifted(item.when, by) != item.when]
    if not movable:
        raise UserError("None of the items has a clock time that could be shifted.")
    before = trip
    moved_on: set[str | None] = set()
    for item in movable:
        start = item.when.start
        gone = _gone_along(before, trip, item, by) if item.day in moved_on else 0
        trip = shift(trip, item.id, by, "item")
        if gone and isinstance(start, Then | With):
            when = replace(get_item(trip, item.id).when, start=replace(start, gap=start.gap + by - gone))
            trip = change_item(trip, item.id, when=when)
        moved_on.add(item.day)
    return trip


def _gone_along(before: Trip, trip: Trip, item: Item, unknown: int) -> int:
    """By how many minutes a start has moved with what it follows; `unknown` where nobody knows when that is."""
    if not isinstance(item.when.start, Then | With) or item.day is None:
        return 0
    then, now = (_start_of(one, item) for one in (before, trip))
    return unknown if then is None or now is None else now - then


def _start_of(trip: Trip, item: Item) -> int | None:
    """When an item starts, in UTC minutes; only its day is placed."""
    day = by_id(trip.days)[item.day or ""]
    beside = [one for one in trip.items if one.day == item.day]
    return next(placed.start for placed in place_day(day, beside, setting_of(trip)) if placed.item.id == item.id)


def stretch_items(trip: Trip, ids: Sequence[str], by: int) -> Trip:
    """Make each item named longer by minutes, or with a negative number shorter; starts stay.

    Raises:
        UserError: none of them is in the trip or has an end to move, or one would get shorter than five minutes.
    """
    items = named_items(trip, ids)
    placed = Timeline(trip).placed()
    whens = {item.id: with_duration_changed(trip, item, placed.get(item.id), by) for item in items}
    if by and all(whens[item.id] == item.when for item in items):
        if any(item.when.start is not None for item in items):
            raise UserError('"{title}" has no end yet; give it one before you make it shorter.', title=items[0].title)
        raise UserError('"{title}" has no time yet; give it a start or an end first.', title=items[0].title)
    return with_changed(trip, {item.id: changed(item, when=whens[item.id]) for item in trip.items if item.id in whens})
