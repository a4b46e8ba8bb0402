"""When an event takes place, in the words of a trip: a day, and a time on the clocks of its place."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from trips.grammar.when import DAY, FIRST_YEAR, LAST_YEAR, Clock, Length, Part, When
from trips.importers.calendar.events import Event, Moment, length
from trips.model.zones import zone
from trips.schedule.timeline import Placed, utc_minute

_LONGEST: Final = timedelta(days=366)
_NIGHT: Final = 6 * 60
"""Until this minute a night on a day that the trip has not belongs to the evening before."""


class Told(NamedTuple):
    """A day and a time on it; `cut` if the event is longer than a trip can be, and so has lost its end."""

    date: date
    when: When
    cut: bool = False


def local(moment: datetime, zone_name: str) -> datetime:
    """A time on the clocks of a zone; one that belongs to no zone is meant there already."""
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(zone(zone_name))
    except OverflowError:
        return moment.replace(tzinfo=None)


def day_of(event: Event, zone_name: str) -> date:
    """The date on which an event begins, where clocks are those of a zone; without one, of its own."""
    if not isinstance(event.start, datetime):
        return event.start
    return (local(event.start, zone_name) if zone_name else event.start).date()


def day_before(end: Moment) -> date:
    """The last day of an event with an exclusive end; the earliest of all for an end that is a time."""
    return date.min if isinstance(end, datetime) else end - timedelta(days=1)


def within_years(day: date) -> bool:
    """Whether a trip can have a day."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def time_of(event: Event, start_zone: str, end_zone: str) -> Told:
    """The day and time of an event.

    Whole days are "all day", several of them with their number; an end as late as the start says nothing.
    """
    start, end = event.start, event.end
    if not isinstance(start, datetime):
        days = 1 if end is None else length(start, end).days
        if days > _LONGEST.days:
            return Told(start, When(Part("all day")), cut=True)
        return Told(start, When(Part("all day"), Length(days * DAY) if days > 1 else None))
    begins = local(start, start_zone)
    clock = Clock(_minute(begins))
    if not isinstance(end, datetime):
        return Told(begins.date(), When(clock))
    lasts = length(start, end)
    if lasts >= _LONGEST:
        return Told(begins.date(), When(clock), cut=True)
    ends = local(end, end_zone)
    minutes = lasts // timedelta(minutes=1)
    if minutes < 1:
        return Told(begins.date(), When(clock))
    if ends.fold:  # clocks show this time twice, and it is the second
        return Told(begins.date(), When(clock, Length(minutes)))
    day = None if minutes < DAY - 60 else (ends.date() - begins.date()).days
    return Told(begins.date(), When(clock, Clock(_minute(ends), day=day)))


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def on_the_evening(told: Told) -> Told | None:
    """The same time said from the day before, for the first hours of a day ("24:30"); None for later ones."""
    start, end = told.when.start, told.when.end
    if not isinstance(start, Clock) or start.minute >= _NIGHT:
        return None
    if isinstance(end, Clock):
        end = Clock(end.minute, end.said, None if end.day is None else end.day + 1)
    return Told(told.date - timedelta(days=1), When(Clock(start.minute + DAY, start.said), end), told.cut)


def falls_as(event: Event, placed: Placed, *, open_end: bool = False) -> bool:
    """Whether an item falls already where its event does, as far as a calendar file can tell.

    What a file of ours says of a soft time is a whole day, and of an open end a length that nobody meant; an event
    without an end says nothing about it.
    """
    start, end = event.start, event.end
    if not isinstance(start, datetime):
        if placed.start is not None and placed.item.kind != "stay":
            return False
        leaves = placed.ends.date() if placed.ends is not None else placed.date
        one_day = placed.date + timedelta(days=1)
        if placed.item.kind == "stay" and leaves > placed.date:
            leaves += timedelta(days=1)  # the day of check-out is one of it
        return start == placed.date and (end or start + timedelta(days=1)) == max(leaves, one_day)
    if placed.item.kind == "stay" or placed.start is None or not _is(start, placed.start, placed.start_zone):
        return False
    if placed.end is None:
        return open_end or end is None or end <= start
    return end is None or _is(end, placed.end, placed.end_zone)


def _is(moment: Moment, minute: int, zone_name: str) -> bool:
    if not isinstance(moment, datetime):
        return False
    info = zone(zone_name)
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=info)
    return utc_minute(aware) == minute
