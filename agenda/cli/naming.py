"""How a command line names items and days, and how it tells them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from trips.i18n.language import Refused
from trips.model.short_ids import item_named

if TYPE_CHECKING:
    from trips.model.entities import Day, Item, Trip


def items_named(trip: Trip, texts: Sequence[str]) -> tuple[Item, ...]:
    """The items of some ids, each once, in the order of the programme.

    Raises:
        Refused: one of them names none, or several.
    """
    wanted = {item_named(trip, text).id for text in texts}
    return tuple(item for item in trip.items if item.id in wanted)


def day_named(trip: Trip, text: str) -> str | None:
    """The id of the day that a number, a date or a weekday names; "pool" is None.

    Raises:
        Refused: there is no such day.
    """
    if text.lower() == "pool":
        return None
    if text.isdecimal() and 0 < int(text) <= len(trip.days):
        return trip.days[int(text) - 1].id
    from trips.importers.line.read import read_line

    day = read_line(trip, f"{text} x").day
    if day is None:
        dates = ", ".join(one.date.isoformat() for one in trip.days)
        raise Refused('There is no day "{text}"; the days are {dates}, or pool.', text=text, dates=dates)
    return day.id


def real_day(trip: Trip, text: str) -> Day:
    """The day that a number, a date or a weekday names.

    Raises:
        Refused: there is no such day, or the pool is named, which is none.
    """
    named = day_named(trip, text)
    for day in trip.days:
        if day.id == named:
            return day
    raise Refused("Name a day here; the pool is none.")
