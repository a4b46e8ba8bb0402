"""Which day of a trip a text means: "Do", "Friday", "9.10.", "day 2", "2"."""

from __future__ import annotations

import re
from typing import Final

from trips.grammar.dates import WEEKDAYS, Said, date_at
from trips.grammar.times import plain
from trips.i18n.language import UserError
from trips.model.entities import Day
from trips.model.trip import Trip

_BETWEEN: Final = " ,:;"
_NUMBER: Final = re.compile(r"(?:day|tag)\s+(?P<number>\d{1,3})(?=[\s,:])", re.IGNORECASE)
_WEEKDAY: Final = re.compile(r"(?:(?:am|on)\s+)?(?P<weekday>[^\W\d_]+)\.?,?(?=\s)", re.IGNORECASE)


def find_day(trip: Trip, text: str) -> Day | None:
    """The day of the trip that a number, a date or a weekday means; None if there is no such day."""
    said = text.strip()
    if said.isdecimal() and 0 < int(said) <= len(trip.days):
        return trip.days[int(said) - 1]
    day, rest = day_before(trip, f"{said} ")
    return day if not rest.strip() else None


def read_day(trip: Trip, text: str) -> Day:
    """The day that a number, a date or a weekday means.

    Raises:
        UserError: there is no such day, or the pool is named, which is none.
    """
    if text.strip().lower() == "pool":
        raise UserError("Name a day here; “pool”, the unscheduled items, is none.")
    day = find_day(trip, text)
    if day is None:
        dates = ", ".join(day.date.isoformat() for day in trip.days)
        raise UserError('There is no day "{text}"; the days are {dates}, or pool.', text=text, dates=dates)
    return day


def read_day_or_pool(trip: Trip, text: str) -> str | None:
    """The id of the day that a text means; "pool" is None.

    Raises:
        UserError: there is no such day.
    """
    return None if text.strip().lower() == "pool" else read_day(trip, text).id


def day_before(trip: Trip, text: str) -> tuple[Day | None, str]:
    """The day that a text begins with: "Do", "Friday", "9.10.", "day 2"; only one of the trip's."""
    match = _NUMBER.match(text)
    if match is not None:
        number = int(match["number"])
        found = trip.days[number - 1] if 0 < number <= len(trip.days) else None
        return (found, text[match.end() :].lstrip(_BETWEEN)) if found else (None, text)
    named = _WEEKDAY.match(text)
    weekday = WEEKDAYS.get(plain(named["weekday"])) if named is not None else None
    found = day_of_weekday(trip, weekday) if weekday is not None else None
    rest = text[named.end() :].lstrip(_BETWEEN) if named is not None and found is not None else text
    said = date_at(rest)
    dated = day_of_date(trip, said) if said is not None else None
    if said is None or dated is None or (found is not None and weekday != dated.date.weekday()):
        return found, rest  # a date on another weekday stays in the title
    return dated, rest[said.end :].lstrip(_BETWEEN + ")")


def day_of_weekday(trip: Trip, weekday: int) -> Day | None:
    """The first day of the trip on a weekday, Monday being 0."""
    return next((day for day in trip.days if day.date.weekday() == weekday), None)


def day_of_date(trip: Trip, said: Said) -> Day | None:
    """The day of the trip that a date means; of a span none."""
    if said.last is not None:
        return None
    for day in trip.days:
        same = day.date.day == said.day and said.month in (None, day.date.month)
        if same and said.year in (None, day.date.year):
            return day
    return None
