"""Several lines at once, as they come from a letter: a line that is only a date is the day of those below it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from trips.dates import month_names
from trips.language import LANGUAGES, Refused, words
from trips.model import Day, Item, Trip, new_id
from trips.readers.dates import WEEKDAYS
from trips.readers.line import item_of, read_line

_BULLET: Final = re.compile(r"^(?:[-–—•*·▪○]|\d{1,2}\))\s+")
_DATE: Final = re.compile(
    r"^(?:(?P<weekday>[a-zäöü]+)\.?,?\s+)?(?P<day>\d{1,2})\.?\s*(?P<month>[a-zäöü]+|\d{1,2})?\.?\s*(?:\d{4})?:?$",
    re.IGNORECASE,
)


def read_lines(trip: Trip, lines: Iterable[str], day: str | None) -> tuple[Item, ...]:
    """An item for every line that is no date, on the day named above it, at first on `day`.

    A line that cannot be read whole becomes a title as it is; what would be too long for one is cut into the note.
    """
    items: list[Item] = []
    for line in lines:
        plain = _BULLET.sub("", line.strip())
        heading = _heading(trip, plain)
        if heading is not None:
            day = heading.id
        elif plain:
            items.append(_item(trip, plain, day))
    return tuple(items)


def _item(trip: Trip, text: str, day: str | None) -> Item:
    try:
        return item_of(read_line(trip, text), day)
    except Refused:
        rest = text[200:].strip()
        title = "".join(letter for letter in text[:200] if letter.isprintable()).strip() or "?"
        return Item(id=new_id(), title=title, note=rest[:20_000], day=day)


def _heading(trip: Trip, text: str) -> Day | None:
    """The day of the trip that a line names and says nothing else."""
    match = _DATE.match(text)
    if match is None:
        return None
    weekday, month = (match[name].lower() if match[name] else None for name in ("weekday", "month"))
    if weekday is not None and weekday not in WEEKDAYS:
        return None
    if weekday is None and month is None:
        return None
    for day in trip.days:
        same = day.date.day == int(match["day"]) and (weekday is None or day.date.weekday() == WEEKDAYS[weekday])
        if same and (month is None or month in _months(day.date.month)):
            return day
    return None


def _months(number: int) -> frozenset[str]:
    """How a month may be written: its number, its names, and their beginnings."""
    names = {month_names(words(language))[number - 1].lower() for language in LANGUAGES}
    return frozenset({str(number), f"{number:02}", *names, *(name[:3] for name in names)})
