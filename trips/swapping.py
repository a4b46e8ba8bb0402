"""Two items change places: a pure function from a trip to a trip."""

from __future__ import annotations

from dataclasses import replace

from trips.edits import the_item, with_changed, with_items
from trips.language import Refused
from trips.model import Item, Trip, changed
from trips.timeline import Placed, Timeline, counts
from trips.when import DAY, Clock, Length, When, shifted, within_day


def swap(trip: Trip, one_id: str, other_id: str) -> Trip:
    """Let two items exchange their places and the starts of their times; lengths stay and parts go along.

    Of two neighbours of different lengths the second begins when the first is over, as long after it as before.

    Raises:
        Refused: one is fixed or holds a fixed part, is part of the other, has parts and would become a part, or is
            only said by when it ends; or it is twice the same, or not in the trip.
    """
    one, other = the_item(trip, one_id), the_item(trip, other_id)
    _may(trip, one, other)
    placed = Timeline(trip).placed()
    first, second = sorted((one, other), key=trip.items.index)
    starts = {first.id: second.when.start, second.id: first.when.start}
    a, b = placed.get(first.id), placed.get(second.id)
    if a is not None and b is not None and _neighbours(trip, first, second):
        starts[first.id] = _behind(first, second, a, b)
    new = {
        first.id: changed(first, day=second.day, part_of=second.part_of, when=_when(first, starts[first.id], a)),
        second.id: changed(second, day=first.day, part_of=first.part_of, when=_when(second, starts[second.id], b)),
    }
    instead = {first.id: new[second.id], second.id: new[first.id]}
    after = with_items(trip, [instead.get(item.id, item) for item in trip.items])
    now = Timeline(after).placed()
    for item in (first, second):
        by = _wall(now.get(item.id)) - _wall(placed.get(item.id))
        after = _along(after, item.id, by)
    return after


def _may(trip: Trip, one: Item, other: Item) -> None:
    if one.id == other.id:
        raise Refused("Name two different items to swap.")
    if one.id == other.part_of or other.id == one.part_of:
        raise Refused('"{title}" is part of the other item; they cannot be swapped.',
                      title=other.title if one.id == other.part_of else one.title)  # fmt: skip
    for item, counterpart in ((one, other), (other, one)):
        parts = [part for part in trip.items if part.part_of == item.id]
        if item.fixed or any(part.fixed for part in parts):
            raise Refused('"{title}" is fixed and stays where it is.', title=item.title)
        if parts and counterpart.part_of is not None:
            raise Refused('"{title}" has parts of its own and cannot become a part.', title=item.title)
        if item.when.start is None and isinstance(item.when.end, Clock):
            raise Refused('"{title}" has no start that could be exchanged; give it one first.', title=item.title)


def _neighbours(trip: Trip, first: Item, second: Item) -> bool:
    """Whether one follows the other among its siblings, by the clock, with nothing between that counts."""
    if (first.day, first.part_of) != (second.day, second.part_of) or first.day is None:
        return False
    if not isinstance(first.when.start, Clock) or not isinstance(second.when.start, Clock):
        return False
    between = trip.items[trip.items.index(first) + 1 : trip.items.index(second)]
    return not any(counts(item) and item.part_of == first.part_of for item in between)


def _behind(first: Item, second: Item, a: Placed, b: Placed) -> Clock:
    """The start of what stood first, behind what stood second and begins first now."""
    start, later = first.when.start, second.when.start
    assert isinstance(start, Clock)  # noqa: S101 - neighbours go by the clock
    assert isinstance(later, Clock)  # noqa: S101
    if a.start is None or a.end is None or b.start is None or b.end is None or b.start < a.end:
        return later
    return replace(later, minute=within_day(start.minute + (b.end - b.start) + (b.start - a.end)))


def _when(item: Item, start: object, placed: Placed | None) -> When:
    """The item's time with another start; it lasts as long as before."""
    said = When(start, None)  # pyright: ignore[reportArgumentType] - a start of another item
    end = item.when.end
    if isinstance(end, Clock):
        lasts = placed.end - placed.start if placed and placed.start is not None and placed.end is not None else None
        if lasts is None or lasts <= 0:
            return replace(said, end=None)
        if isinstance(said.start, Clock):
            total = said.start.minute + lasts
            return replace(said, end=replace(end, minute=total % DAY, day=total // DAY if lasts >= DAY else None))
        return replace(said, end=Length(lasts))
    return replace(said, end=end)


def _wall(one: Placed | None) -> int:
    """The start by the clocks there, minutes from midnight of the item's day; 0 where nobody knows it."""
    if one is None or one.starts is None:
        return 0
    return one.starts.hour * 60 + one.starts.minute + (one.starts.date() - one.date).days * DAY


def _along(trip: Trip, item_id: str, by: int) -> Trip:
    """What goes along with an item that begins by minutes later: the clock times of its parts, and gatherings."""
    if by == 0:
        return trip
    new: dict[str, Item] = {}
    for item in trip.items:
        if item_id not in (item.id, item.part_of):
            continue
        clock = item.id != item_id and (isinstance(item.when.start, Clock) or item.when.start is None)
        when = shifted(item.when, by) if clock else item.when
        meet = item.meet
        if meet is not None and meet.minute is not None and (item.id == item_id or clock):
            meet = changed(meet, minute=within_day(meet.minute + by))
        new[item.id] = changed(item, when=when, meet=meet)
    return with_changed(trip, new)
