"""The days of a trip: edits that add, move, copy and remove whole days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from trips.edits.items import add_item, in_programme_order, with_items, with_new_ids
from trips.grammar.when import FIRST_YEAR, LAST_YEAR
from trips.i18n.language import UserError
from trips.model.doors import checked
from trips.model.entities import Day, Item, Person, Presence, changed, new_id
from trips.model.trip import Trip

MOST_DAYS: Final = 366
_EARLIEST: Final = datetime(FIRST_YEAR, 1, 1)
_LATEST: Final = datetime(LAST_YEAR, 12, 31, 23, 59)


class Redated(NamedTuple):
    """A trip on other dates, and the items that did not simply go along with their day.

    Attributes:
        trip: the trip.
        kept: fixed items that kept their date, and so stand on another day of the trip or in the pool.
        pooled: other items whose day is gone; they are in the pool.
    """

    trip: Trip
    kept: tuple[Item, ...]
    pooled: tuple[Item, ...]


def set_dates(trip: Trip, first: date, last: date) -> Trip:
    """Give the trip the days from first to last, both included; items keep their date or go to the pool.

    Raises:
        UserError: the last day is before the first, or there are more than 366.
    """
    known = {day.date: day for day in trip.days}
    days = tuple(known.get(day_date) or checked(Day, id=new_id(), date=day_date) for day_date in _dates(first, last))
    return changed(trip, days=days, items=in_programme_order(trip.items, days))


def change_dates(trip: Trip, first: date, last: date) -> Redated:
    """Move the whole trip to the days from first to last, both included: day 1 stays day 1 and keeps its items.

    Fixed items keep their date instead and stand where their time puts them on the day that has it now, else in the
    pool, and so do the parts of each. Items of days behind the new last one go to the pool. When people are there moves
    by as many days as day 1 does.

    Raises:
        UserError: the last day is before the first, or there are more than 366.
    """
    dates = _dates(first, last)
    by = first - trip.days[0].date if trip.days else timedelta()
    known = {day.date + by: day for day in trip.days}
    days = tuple(
        changed(known[day_date], date=day_date) if day_date in known else checked(Day, id=new_id(), date=day_date)
        for day_date in dates
    )
    had = {day.id: day.date for day in trip.days}
    has = {day.id: day.date for day in days}
    homes = {day.date: day.id for day in days}
    kept: dict[str, Item] = {}
    pooled: list[Item] = []
    for item in trip.items:
        if item.day is None or item.part_of is not None or had[item.day] == has.get(item.day):
            continue
        if item.fixed:
            kept[item.id] = changed(item, day=homes.get(had[item.day]))
        elif item.day not in has:
            pooled.append(changed(item, day=None))
    staying = [item for item in trip.items if item.id not in kept and item.part_of not in kept]
    parts = [item for item in trip.items if item.part_of in kept]
    people = tuple(_present_later(person, by) for person in trip.people)
    after = changed(trip, days=days, people=people, items=in_programme_order(staying, days))
    for item in kept.values():
        after = add_item(after, item)
    return Redated(with_items(after, [*after.items, *parts]), tuple(kept.values()), tuple(pooled))


def duplicate_day(trip: Trip, day_id: str, onto: str | None) -> Trip:
    """Copy the items of a day, with ids of their own and not fixed, to the end of another day.

    Without `onto` a new day behind the last one gets them, with the title, note and time zone of the first.

    Raises:
        UserError: a day is not in the trip any more, or it cannot have one more.
    """
    day = get_day(trip, day_id)
    copies = with_new_ids([changed(item, fixed=False) for item in trip.items if item.day == day_id])
    if onto is None:
        trip = add_day(trip)
        new = changed(trip.days[-1], title=day.title, note=day.note, timezone=day.timezone)
        trip, onto = changed(trip, days=(*trip.days[:-1], new)), new.id
    home = get_day(trip, onto).id
    return with_items(trip, [*trip.items, *(changed(copy, day=home) for copy in copies)])


def add_day(trip: Trip, *, before: bool = False) -> Trip:
    """Add the day after the last one, or the day before the first one.

    Raises:
        UserError: the trip has no days yet, has 366 of them, or the new one would lie outside of 1990 to 2099.
    """
    if not trip.days:
        raise UserError("The trip has no dates yet; say first from when to when it is.")
    if len(trip.days) >= MOST_DAYS:
        raise UserError("The trip already has {n} days, and more it cannot have.", n=len(trip.days))
    day_date = trip.days[0].date - timedelta(days=1) if before else trip.days[-1].date + timedelta(days=1)
    check_years(day_date, day_date)
    day = checked(Day, id=new_id(), date=day_date)
    return changed(trip, days=(day, *trip.days) if before else (*trip.days, day))


def remove_day(trip: Trip, day_id: str) -> Trip:
    """Remove a day; its items go to the pool, and the other days keep their dates.

    Raises:
        UserError: the day is not in the trip any more.
    """
    gone = get_day(trip, day_id)
    days = tuple(day for day in trip.days if day != gone)
    return changed(trip, days=days, items=in_programme_order(trip.items, days))


def get_day(trip: Trip, day_id: str) -> Day:
    """The day with an id.

    Raises:
        UserError: there is none (any more).
    """
    for day in trip.days:
        if day.id == day_id:
            return day
    raise UserError("The day is not in the trip any more.")


def change_days(trip: Trip, day_ids: Collection[str], **fields: object) -> Trip:
    """Change fields of days.

    Raises:
        UserError: one of them is not in the trip (any more).
    """
    for day_id in day_ids:
        get_day(trip, day_id)
    return changed(trip, days=tuple(changed(day, **fields) if day.id in day_ids else day for day in trip.days))


def _dates(first: date, last: date) -> Sequence[date]:
    count = (last - first).days + 1
    if count < 1:
        raise UserError("The trip would end on {last}, before it begins on {first}.", first=str(first), last=str(last))
    if count > MOST_DAYS:
        raise UserError(
            "A trip has at most 366 days; {first} to {last} are {n}.", first=str(first), last=str(last), n=count
        )
    check_years(first, last)
    return [first + timedelta(days=offset) for offset in range(count)]


def check_years(first: date, last: date) -> None:
    """Refuse days that no trip has.

    Raises:
        UserError: they lie too far off.
    """
    if not (first.year >= FIRST_YEAR and last.year <= LAST_YEAR):
        raise UserError("The days must lie between {first} and {last}.", first=FIRST_YEAR, last=LAST_YEAR)


def _present_later(person: Person, by: timedelta) -> Person:
    present = person.present
    if not by or present == Presence():
        return person
    start, end = (
        None if moment is None else min(max(moment + by, _EARLIEST), _LATEST) for moment in (present.start, present.end)
    )
    return changed(person, present=checked(Presence, start=start, end=end))
