"""A time made longer or shorter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from trips.grammar.when import DAY, Clock, Length, When, within_day
from trips.i18n.language import UserError
from trips.model.entities import Day, Item, changed, new_id
from trips.model.trip import Trip
from trips.schedule.timeline import Placed, place_day, setting_of

SHORTEST: Final = 5
"""Minutes that an item cannot be made shorter than."""


def with_duration_changed(trip: Trip, item: Item, placed: Placed | None, by: int) -> When:
    """The time of an item with its end moved by minutes; its start stays.

    A duration changes, a clock end moves, a start without an end gets a duration of `by` if that is positive; other
    times stay as they are.

    Args:
        trip: the trip it is in.
        item: the item.
        placed: where it falls; None for one of the pool.
        by: minutes longer, or if negative, shorter.

    Raises:
        UserError: it would get shorter than five minutes, or its end would leave its day.
    """
    when = item.when
    match when.end:
        case Length(minutes):
            _long_enough(item, minutes + by)
            return replace(when, end=replace(when.end, minutes=minutes + by))
        case Clock():
            placed = placed or _alone(trip, item)
            lasts = None
            if placed.start is not None and placed.end is not None:
                lasts = placed.end - placed.start + by
                _long_enough(item, lasts)
            return replace(when, end=moved_end(when, when.end, by, lasts))
        case None:
            if when.start is None or by <= 0:
                return when
            _long_enough(item, by)
            return replace(when, end=Length(by))


def _alone(trip: Trip, item: Item) -> Placed:
    """Where an item of the pool would fall on some day."""
    some_day = Day(id=new_id(), date=date(2001, 1, 1))
    (placed,) = place_day(some_day, [changed(item, part_of=None)], setting_of(trip))
    return placed


def moved_end(when: When, end: Clock, by: int, lasts: int | None) -> Clock:
    """A clock end moved by minutes; `lasts` is how long the item lasts then, None where nobody knows."""
    if end.day is not None:
        total = end.minute + end.day * DAY + by
    elif not isinstance(when.start, Clock):
        return replace(end, minute=within_day(end.minute + by))
    elif lasts is None or lasts < DAY:
        return replace(end, minute=(end.minute + by) % DAY)
    else:
        total = when.start.minute + (end.minute - when.start.minute) % DAY + by
    return replace(end, minute=within_day(total) if total < 0 else total % DAY, day=total // DAY)


def _long_enough(item: Item, minutes: int) -> None:
    if minutes < SHORTEST:
        raise UserError('"{title}" would get shorter than {n} minutes.', title=item.title, n=SHORTEST)
