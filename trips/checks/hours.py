"""Opening hours, as places write them: "Mo-Fr 9-17 Uhr, Sa 10-14", "Tue-Sun 10:00-18:00", "Mo geschlossen"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, clock
from trips.checks.trip_context import TripContext
from trips.grammar.choices import APART, TRAVEL
from trips.grammar.when import DAY
from trips.i18n.dates import On
from trips.i18n.language import Message
from trips.schedule.timeline import Placed, at

Hours = tuple[tuple[tuple[int, int], ...], ...]
"""For each weekday, Monday first, the minutes from midnight from and until which a place is open."""

_DAYS: Final[dict[str, int]] = {
    name: number
    for number, some in enumerate((
        "mo montag montags mon monday mondays", "di dienstag dienstags tue tues tuesday tuesdays",
        "mi mittwoch mittwochs wed wednesday wednesdays", "do donnerstag donnerstags thu thur thurs thursday thursdays",
        "fr freitag freitags fri friday fridays", "sa samstag samstags sonnabend sat saturday saturdays",
        "so sonntag sonntags sun sunday sundays",
    ))
    for name in some.split()
}  # fmt: skip
_SPANS: Final[dict[str, tuple[int, ...]]] = {
    "täglich": tuple(range(7)), "daily": tuple(range(7)), "every day": tuple(range(7)), "jeden tag": tuple(range(7)),
    "werktags": tuple(range(5)), "weekdays": tuple(range(5)), "weekend": (5, 6), "wochenende": (5, 6),
}  # fmt: skip
_NAME: Final = "|".join(sorted(_DAYS, key=len, reverse=True))
_TIME: Final = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?"
_TOKEN: Final = re.compile(
    rf"(?P<range>(?P<first>{_NAME})\.?\s*-\s*(?P<last>{_NAME})\b\.?)|(?P<day>(?:{_NAME})\b\.?)"
    rf"|(?P<span>{'|'.join(_SPANS)})|(?P<closed>geschlossen|closed|ruhetag)"
    rf"|(?P<time>{_TIME}\s*-\s*{_TIME})|(?P<between>[\s,;:/+&|]+|\bund\b|\band\b|\bgeöffnet\b|\bopen\b|\böffnungszeiten\b)"
)


@lru_cache(maxsize=512)
def read_hours(text: str) -> Hours | None:
    """Opening hours as minutes; None if they cannot be read for certain, and then nobody should rely on them.

    A weekday that is not named is closed, unless only closed days are named. A time at or before its beginning is after
    midnight.
    """
    plain = re.sub(r"\b(?:uhr|h|von|from|ab)\b", " ", text.casefold().replace("–", "-").replace("—", "-"))
    plain = re.sub(r"(?<=\d|\s)(?:bis|until|to)(?=\s|\d)", "-", plain)
    found: dict[int, list[tuple[int, int]]] = {}
    days: list[int] = []
    fresh = True
    place = 0
    while place < len(plain):
        token = _TOKEN.match(plain, place)
        if token is None:
            return None
        place = token.end()
        if named := _named(token):
            days = [*named] if fresh else [*days, *named]
            fresh = False
        elif token["closed"] or token["time"]:
            hours = _hours(token) if token["time"] else ()
            if hours is None or (token["closed"] and not days):
                return None
            for day in days or range(7):
                found.setdefault(day, []).extend(hours)
            fresh = True
    if not found or not fresh:
        return None
    other = () if any(found.values()) else ((0, DAY),)
    return tuple(tuple(found[day]) if day in found else other for day in range(7))


def _named(token: re.Match[str]) -> tuple[int, ...]:
    if token["range"]:
        first, last = _DAYS[token["first"]], _DAYS[token["last"]]
        return tuple(day % 7 for day in range(first, last + 1 if last >= first else last + 8))
    if token["day"]:
        return (_DAYS[token["day"].rstrip(".")],)
    return _SPANS[token["span"]] if token["span"] else ()


def _hours(token: re.Match[str]) -> tuple[tuple[int, int], ...] | None:
    times = re.findall(_TIME, token["time"])
    minutes: list[int] = []
    for hour, minute, half in times:
        value = int(hour) % 12 + (12 if half == "pm" else 0) if half else int(hour)
        minutes.append(value * 60 + int(minute or 0))
    start, end = minutes
    if start >= DAY or end > DAY or (times[1][2] and not times[0][2]):
        return None  # "9-5 pm" may mean either
    return ((start, end if end > start else end + DAY),)


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Items at a place outside its opening hours."""
    for placed in plan.takes_place:
        item = placed.item
        venue = ground.venues.get(item.venue or "")
        if venue is None or not venue.hours or placed.start is None or item.part_of is not None:
            continue
        hours = read_hours(venue.hours)
        if hours is None or item.kind in TRAVEL or item.kind in APART or _is_open(hours, placed):
            continue
        yield Finding(
            "place.closed", "warning", (item.id,),
            Message(
                "{place} is open {hours}; {title} is {day} {start}–{end}. Move it, or ask whether they open.",
                place=venue.name, hours=venue.hours, title=item.title, day=On(placed.date),
                start=clock(placed, "start"),
                end=clock(placed, "end"),
            ),
            (f"venues:{venue.key}",),
        )  # fmt: skip


def _is_open(hours: Hours, placed: Placed) -> bool:
    begins = at(placed.start or 0, placed.start_zone)
    minute = begins.hour * 60 + begins.minute
    ends = minute + max((placed.end or placed.start or 0) - (placed.start or 0), 0)
    today = hours[begins.weekday()]
    late = [(start - DAY, end - DAY) for start, end in hours[begins.weekday() - 1]]  # from the evening before
    return any(start <= minute and ends <= end for start, end in (*today, *late))
