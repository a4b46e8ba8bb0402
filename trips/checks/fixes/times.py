"""Times put right: what may begin later or earlier, go on longer, or gets a way or a break."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final, cast

from trips.checks.finding import Finding
from trips.contacts.proposed_times import open_proposals
from trips.edits.items import add_item, change_item, get_item, move_item
from trips.edits.order import sort_day
from trips.edits.shift import shift, shift_items, stretch_items
from trips.grammar.choices import KIND_WORDS, TRAVEL
from trips.grammar.when import DAY, Clock, Length, Then, When, shifted
from trips.grammar.when_text import write_clock
from trips.i18n.dates import On
from trips.i18n.language import N_, Message, words
from trips.i18n.text import capitalised
from trips.model.doors import checked
from trips.model.entities import Item, by_key, new_id
from trips.model.trip import Trip
from trips.model.zones import zone
from trips.schedule.timeline import Placed, Timeline, at, counts, wall_minute


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to put something right.

    Attributes:
        label: what it does.
        change: the edit; None if something has to be filled in.
        form: what to fill in then, as "table:key".
    """

    label: Message
    change: Callable[[Trip], Trip] | None
    form: str = ""


def movable(item: Item, by: int) -> bool:
    """Whether an item may begin at another time."""
    return not item.fixed and item.status != "cancelled" and shifted(item.when, by) != item.when


def _later(item: Item, by: int) -> Fix:
    label = Message("Begin {title} {n} min later, and what follows it", title=item.title, n=by)
    return Fix(label, lambda trip: shift(trip, item.id, by))


def short(timeline: Timeline, finding: Finding) -> list[Fix]:
    """A way that is too short: a transfer, or more time for it."""
    trip, values = timeline.trip, finding.message.values
    needed, planned = cast("int", values["needed"]), cast("int", values["planned"])
    missing = needed - planned
    item = get_item(trip, finding.items[0])
    if len(finding.items) == 1:
        found: list[Fix] = []
        if movable(item, -missing) and isinstance(item.when.start, Clock):
            label = Message("Begin {title} {n} min earlier", title=item.title, n=missing)
            found.append(
                Fix(label, lambda now: stretch_items(shift_items(now, [item.id], -missing), [item.id], missing))
            )
        label = Message("Make {title} {n} min longer", title=item.title, n=missing)
        return [*found, Fix(label, lambda now: stretch_items(now, [item.id], missing))]
    before = get_item(trip, finding.items[1])
    found = []
    if movable(item, missing):
        label = Message("Plan a transfer of {n} min before {title}", title=item.title, n=needed)
        found.append(Fix(label, lambda now: _with_transfer(shift(now, item.id, missing), before.id, item.id, needed)))
        found.append(_later(item, missing))
    if isinstance(before.when.end, Clock | Length) and before.kind not in TRAVEL and not before.fixed:
        label = Message("End {title} {n} min earlier", title=before.title, n=missing)
        found.append(Fix(label, lambda now: stretch_items(now, [before.id], -missing)))
    return found


def _with_transfer(trip: Trip, before_id: str, item_id: str, minutes: int) -> Trip:
    before, item = get_item(trip, before_id), get_item(trip, item_id)
    start = before.to if before.kind in TRAVEL else before.venue
    place = by_key(trip.venues).get(item.venue or "")
    title = words(trip.language)(N_("Transfer to {place}"), place=place.name if place is not None else item.title)
    new = checked(
        Item, id=new_id(), title=title, kind="transfer", day=item.day, when=When(Then(), Length(minutes)), venue=start,
        to=item.venue, groups=item.groups,
    )  # fmt: skip
    return add_item(trip, new, before.part_of or before.id)


def overlap(timeline: Timeline, finding: Finding) -> list[Fix]:
    """Of two items at once, the later one after the earlier one."""
    placed = timeline.placed()
    other, one = (placed[key] for key in finding.items)
    by = (other.end or 0) - (one.start or 0)
    return [_later(one.item, by)] if 0 < by < DAY and movable(one.item, by) else []


def order(timeline: Timeline, finding: Finding) -> list[Fix]:
    """The day in the order of time, if nothing falls elsewhere by it."""
    item = get_item(timeline.trip, finding.items[0])
    day = next((day for day in timeline.trip.days if day.id == item.day), None)
    if day is None or sort_day(timeline, day.id).moved:
        return []
    label = Message("Put {day} in the order of time", day=On(day.date))
    return [Fix(label, lambda trip: sort_day(Timeline(trip), day.id).trip)]


def outside(timeline: Timeline, finding: Finding) -> list[Fix]:
    """A whole as long as its part needs it."""
    placed = timeline.placed()
    part, whole = (placed[key] for key in finding.items)
    starts = [placed.start for placed in (part, whole) if placed.start is not None]
    ends = [placed.end for placed in (part, whole) if placed.end is not None]
    if whole.item.fixed or not starts or not ends or max(ends) <= min(starts) or max(ends) - min(starts) >= DAY:
        return []
    start, end = _wall(whole, min(starts), whole.start_zone), _wall(whole, max(ends), whole.end_zone)
    if not 0 <= start < 2 * DAY or not 0 <= end < 2 * DAY:
        return []
    when = When(Clock(start), Clock(end))
    label = Message("Let {title} go from {start} to {end}", title=whole.item.title, start=_told(start), end=_told(end))
    return [Fix(label, lambda trip: change_item(trip, whole.item.id, when=when))]


def proposed(timeline: Timeline, finding: Finding) -> list[Fix]:
    """An item at the time that somebody proposed, on a day that the trip has; its length stays if they said no end."""
    keys = {one.partition(":")[2] for one in finding.about}
    one = next((one for one in open_proposals(timeline) if one.item == finding.items[0] and one.person in keys), None)
    item = get_item(timeline.trip, finding.items[0])
    now = timeline.placed().get(item.id)
    here = zone(now.start_zone if now is not None else timeline.trip.timezone)
    start = one.start.astimezone(here) if one is not None else None
    day = next((day for day in timeline.trip.days if start is not None and day.date == start.date()), None)
    if one is None or start is None or day is None or item.fixed or (item.part_of is not None and day.id != item.day):
        return []
    lasts = _minutes(one.start, one.end) if one.end is not None else None
    if lasts is None and now is not None and now.start is not None and now.end is not None:
        lasts = now.end - now.start
    when = When(Clock(start.hour * 60 + start.minute), Length(lasts) if lasts else None)
    label = Message("Let {title} begin {day} at {start}, as they propose", title=item.title, day=On(day.date),
                    start=f"{start:%H:%M}")  # fmt: skip

    def change(trip: Trip) -> Trip:
        moved = trip if item.day == day.id else move_item(trip, item.id, day.id)
        return change_item(moved, item.id, when=when)

    return [Fix(label, change)]


def _minutes(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds()) // 60


def _wall(placed: Placed, minute: int, zone_name: str) -> int:
    """A moment as minutes from midnight of the item's day, by a zone's clocks."""
    return wall_minute(at(minute, zone_name), placed.date)


def _told(minute: int) -> str:
    return write_clock(minute % DAY)


BREAK: Final = 15
"""Minutes of a break that is put in."""


def with_break(timeline: Timeline, finding: Finding) -> list[Fix]:
    """A break at the joint that is nearest to the middle of what goes on without one."""
    placed = timeline.placed()
    block = [placed[key] for key in finding.items]
    middle = ((block[0].start or 0) + max(placed.end or 0 for placed in block)) / 2
    joints = [(placed, other) for placed, other in pairwise(block) if _can_wait(other.item)]
    if not joints:
        return []
    one, other = min(joints, key=lambda pair: abs((pair[1].start or 0) - middle))
    label = Message("Put a break of {n} min before {title}", n=BREAK, title=other.item.title)
    return [Fix(label, lambda trip: _with_break(trip, one.item.id, other.item.id))]


def _can_wait(item: Item) -> bool:
    return counts(item) and not item.fixed


def _with_break(trip: Trip, before_id: str, item_id: str) -> Trip:
    before, item = get_item(trip, before_id), get_item(trip, item_id)
    if isinstance(item.when.start, Clock):
        trip = shift(trip, item_id, BREAK)
    inside = before.part_of if before.part_of == item.part_of else None
    title = capitalised(words(trip.language)(KIND_WORDS["break"]))
    new = checked(
        Item, id=new_id(), title=title, kind="break", day=item.day, when=When(Then(), Length(BREAK)), part_of=inside,
        groups=item.groups, venue=item.venue, room=item.room,
    )  # fmt: skip
    return add_item(trip, new, before_id if inside is not None else before.part_of or before_id)
