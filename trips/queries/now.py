"""What is on at a moment, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from trips.model.entities import Day, Item, by_id
from trips.schedule.attendance import in_group_programme
from trips.schedule.timeline import Placed, Timeline, at, counts, utc_minute

_NIGHT = 6
"""Until this hour something of the evening before may still be on."""


@dataclass(frozen=True, slots=True)
class Present:
    """What is on and what is next for some people.

    Attributes:
        groups: the keys of the groups whose present it is, "" for delegates who are in none; nothing for everybody.
        on: the items that have begun and are not over, a whole before its part; one without an end is on until the
            next one of its day begins.
        next: the items that begin next, on whatever day.
    """

    groups: tuple[str, ...]
    on: tuple[Placed, ...]
    next: tuple[Placed, ...]


def day_at(timeline: Timeline, moment: int) -> Day | None:
    """The day of the trip that a moment belongs to, UTC minutes since 1970; None if it is on none.

    In the small hours it is the day before while something of that is still on.
    """
    trip = timeline.trip
    for day in trip.days:
        local = at(moment, day.timezone or trip.timezone)
        if local.hour < _NIGHT and day.date == local.date() - timedelta(days=1):
            on = (placed for placed in timeline.of_day(day.id) if counts(placed.item) and placed.end is not None)
            if any(placed.start is not None and placed.start <= moment < (placed.end or 0) for placed in on):
                return day
        if day.date == local.date():
            return day
    return None


def present(timeline: Timeline, moment: datetime) -> tuple[Present, ...]:
    """What is on at a moment and what is next: for everybody together where it is the same, else by groups."""
    groups = [group.key for group in timeline.trip.groups]
    if groups and any(person.delegate and not person.groups for person in timeline.trip.people):
        groups.append("")
    minute = utc_minute(moment)
    found = [(key, *_now(timeline, minute, _meant(key))) for key in groups or [""]]
    together: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[list[str], Present]] = {}
    for key, on, following in found:
        same = (tuple(placed.item.id for placed in on), tuple(placed.item.id for placed in following))
        together.setdefault(same, ([], Present((), on, following)))[0].append(key)
    if len(together) == 1:
        return tuple(present for _, present in together.values())
    return tuple(Present(tuple(keys), present.on, present.next) for keys, present in together.values())


def present_of(timeline: Timeline, moment: datetime, meant: Callable[[Item, Item | None], bool]) -> Present:
    """The same for those whose items are meant; the second item is the whole of the first, if it has one."""
    return Present((), *_now(timeline, utc_minute(moment), meant))


def _meant(group: str) -> Callable[[Item, Item | None], bool]:
    if group:
        return lambda item, whole: in_group_programme(item, whole, group)
    return lambda item, whole: not item.groups and (whole is None or not whole.groups)


def _now(
    timeline: Timeline, moment: int, meant: Callable[[Item, Item | None], bool]
) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
    known = by_id(timeline.trip.items)
    placed = [
        placed
        for _, of_day in timeline.days()
        for placed in of_day
        if counts(placed.item) and placed.start is not None and meant(placed.item, known.get(placed.item.part_of or ""))
    ]
    off = {item.id for item in timeline.trip.items if item.status == "cancelled"}
    placed = [one for one in placed if one.item.part_of not in off]
    on = tuple(one for one in placed if _is_on(one, placed, moment))
    later = [one for one in placed if one.start is not None and one.start > moment]
    first = min((placed.start for placed in later if placed.start is not None), default=None)
    return on, tuple(placed for placed in later if placed.start == first)


def _is_on(one: Placed, placed: list[Placed], moment: int) -> bool:
    if one.start is None or one.start > moment:
        return False
    if one.end is not None:
        return moment < one.end
    return one.date == _day_of(moment, one) and not any(
        other.start is not None and one.start < other.start <= moment
        for other in placed
        if (other.item.part_of is None) == (one.item.part_of is None)
    )


def _day_of(moment: int, placed: Placed) -> object:
    return at(moment, placed.start_zone).date()
