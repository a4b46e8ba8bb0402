"""A day in the order of time: sorted as a whole, and an item put where its new time belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trips.edits.items import with_items
from trips.grammar.when import Clock, Then, With
from trips.model.entities import Item, by_id
from trips.model.trip import Trip
from trips.schedule.order import in_time_order
from trips.schedule.timeline import Placed, Timeline


@dataclass(frozen=True, slots=True)
class Sorted:
    """A trip with a day in the order of time, and the items that fall elsewhere by it, before and after."""

    trip: Trip
    moved: tuple[tuple[Placed, Placed], ...]


def sort_day(timeline: Timeline, day_id: str) -> Sorted:
    """Put the items of a day in the order of time.

    What has no time of its own stays behind what it stands behind. If everything then falls elsewhere, a given start
    takes along what hangs on it; where that helps no more than the other, what moves is told for somebody to decide.
    """
    trip = timeline.trip
    by_time = [placed.item.id for placed in in_time_order(timeline.of_day(day_id)) if placed.item.part_of is None]
    blocks = sorted(_blocks(timeline.of_day(day_id)), key=_start)
    in_blocks = [placed.item.id for block in blocks for placed in block]
    found = [Sorted(new, _moved(timeline, new)) for new in (_ordered(trip, ids) for ids in (by_time, in_blocks))]
    return next((one for one in found if not one.moved), found[-1])


def settled(before: Trip, after: Trip, earlier: Timeline | None = None) -> Trip:
    """A trip after an edit, each item whose clock time it changed where that belongs on its day.

    What hangs on the item goes along. It stays where it stands if anything would fall elsewhere by it. With the
    timeline of the trip before, only the days that changed are placed anew.
    """
    known = by_id(before.items)
    changed = ((known.get(item.id, item), item) for item in after.items)
    moved = [item for old, item in changed if old is not item and _retimed(old, item)]
    timeline = Timeline(after, earlier) if moved else None
    for item in moved:
        if timeline is None or item.day is None:
            continue
        for ids in _in_place(timeline, item):
            new = _ordered(timeline.trip, ids)
            if not _moved(timeline, new):
                timeline = Timeline(new, timeline)
                break
    return after if timeline is None else timeline.trip


def _retimed(old: Item, new: Item) -> bool:
    here = new.day is not None and new.part_of is None and (old.day, old.part_of) == (new.day, new.part_of)
    return here and old.when != new.when and isinstance(new.when.start, Clock)


def _in_place(timeline: Timeline, item: Item) -> Iterator[list[str]]:
    """The orders of the item's day in which it stands in its place: with what hangs on it, then alone."""
    wholes = [placed for placed in timeline.of_day(item.day) if placed.item.part_of is None]
    ids = [placed.item.id for placed in wholes]
    place = ids.index(item.id)
    start = wholes[place].start
    if start is None:
        return
    known = [(n, placed.start) for n, placed in enumerate(wholes) if placed.start is not None and n != place]
    if all((other <= start) if n < place else (other >= start) for n, other in known):
        return
    block = next(block for block in _blocks(wholes) if block[0].item.id == item.id)
    for some in (block, [wholes[place]]):
        moving = [placed.item.id for placed in some]
        staying = [placed for placed in wholes if placed.item.id not in moving]
        at = next(
            (n for n, placed in enumerate(staying) if placed.start is not None and placed.start > start), len(staying)
        )
        at = min(at, _behind(timeline, staying, place, item))
        rest = [placed.item.id for placed in staying]
        yield [*rest[:at], *moving, *rest[at:]]


def _behind(timeline: Timeline, staying: Sequence[Placed], place: int, item: Item) -> int:
    """Where the first item stands that follows an item and has no time yet: it must go on following."""
    follows = (
        n
        for n, placed in enumerate(staying)
        if n >= place and placed.start is None and isinstance(placed.item.when.start, Then | With)
        if timeline.sharing.share(placed.item, item)
    )
    return next(follows, len(staying))


def _blocks(day: Sequence[Placed]) -> list[list[Placed]]:
    """The items of a day, each with a clock time together with what stands behind it and has none of its own."""
    found: list[list[Placed]] = []
    for placed in day:
        if placed.item.part_of is not None:
            continue
        if not found or isinstance(placed.item.when.start, Clock):
            found.append([])
        found[-1].append(placed)
    return found


def _start(block: Sequence[Placed]) -> int:
    return next((placed.start for placed in block if placed.start is not None), 0)


def _ordered(trip: Trip, ids: Sequence[str]) -> Trip:
    """The trip with some items of one day in another order among themselves, their parts with them."""
    if [item.id for item in trip.items if item.id in ids] == list(ids):
        return trip
    items = by_id(trip.items)
    others = [item for item in trip.items if item.id not in ids]
    return with_items(trip, [*(items[key] for key in ids), *others])


def _moved(timeline: Timeline, after: Trip) -> tuple[tuple[Placed, Placed], ...]:
    was = timeline.placed()
    now = Timeline(after, timeline).placed()
    return tuple(
        (was[key], placed)
        for key, placed in now.items()
        if (was[key].start, was[key].end) != (placed.start, placed.end)
    )
