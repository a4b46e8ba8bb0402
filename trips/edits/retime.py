"""Items of a day brought to given times, whatever their times are said by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from trips.edits.days import get_day
from trips.grammar.when import Clock, Length, Then, When, With, shifted, within_day
from trips.model.entities import Item, changed
from trips.model.trip import Trip
from trips.schedule.stretch import moved_end
from trips.schedule.timeline import Placed, Setting, at, place_day, setting_of, wall_minute

Target = tuple[int, int | None]
"""A start and an end in UTC minutes since 1970; the end is None where it stays open."""


def retime(trip: Trip, day_id: str, targets: Mapping[str, Target]) -> Trip:
    """The trip with items of a day brought to given times, each in the words in which its time is said.

    A clock time moves, a "then" gets another gap, a length or a clock end is made to fit; a time to gather goes along.
    What has no start of its own (a whole that begins with its first part) follows what it is made of.

    Args:
        trip: the trip.
        day_id: the day.
        targets: where items of that day are to fall, under their ids.

    Raises:
        UserError: a time would leave its day, or the day is not in the trip.
    """
    day, setting = get_day(trip, day_id), setting_of(trip)
    items = [item for item in trip.items if item.day == day_id]
    for place, item in enumerate(items):
        if item.id not in targets:
            continue
        start, end = targets[item.id]
        items[place] = item = _begun(item, _placed(day_id, items, place, setting, trip), start)
        if end is not None and item.when.end is not None:
            now = place_day(day, items, setting)[place]
            items[place] = _ended(item, now, end)
    new = {item.id: item for item in items}
    return changed(trip, items=tuple(new.get(item.id, item) for item in trip.items))


def _placed(day_id: str, items: list[Item], place: int, setting: Setting, trip: Trip) -> Placed:
    return place_day(get_day(trip, day_id), items, setting)[place]


def _begun(item: Item, now: Placed, start: int) -> Item:
    if now.start == start or not isinstance(item.when.start, Clock | Then | With):
        return item
    if now.start is None:  # what it followed is gone, or has become open
        minute = wall_minute(at(start, now.start_zone), now.date)
        return changed(item, when=When(Clock(within_day(minute)), item.when.end))
    by = start - now.start
    meet = item.meet
    if meet is not None and meet.minute is not None:
        meet = changed(meet, minute=within_day(meet.minute + by))
    return changed(item, when=shifted(item.when, by), meet=meet)


def _ended(item: Item, now: Placed, end: int) -> Item:
    if now.end is None or now.end == end:
        return item
    when, by = item.when, end - now.end
    if isinstance(when.end, Length):
        return changed(item, when=replace(when, end=replace(when.end, minutes=max(1, when.end.minutes + by))))
    if isinstance(when.end, Clock):
        lasts = None if now.start is None else max(0, end - now.start)
        return changed(item, when=replace(when, end=moved_end(when, when.end, by, lasts)))
    return item
