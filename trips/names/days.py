"""Which day of a trip a text means: "Do", "Friday", "9.10.", "day 2", "2"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from trips.grammar.dates import WEEKDAYS, Said, date_at, weekday_at
from trips.grammar.times import leading_time, plain
from trips.grammar.when import PartName, Then, With
from trips.i18n.dates import On
from trips.i18n.language import N_, Message, UserError
from trips.model.entities import Day
from trips.model.trip import Trip

_BETWEEN: Final = " ,:;"
_NUMBER: Final = re.compile(r"(?:day|tag)\s+(?P<number>\d{1,3})(?=[\s,:])", re.IGNORECASE)
NO_DAY: Final = N_("“{said}” is no day of the trip ({first} to {last}); the item is unscheduled.")
SEVERAL: Final = N_("“{said}” is several days, and a line is one item: it is on the first of them.")
MANY: Final = N_("“{said}” is every day, and a line is one item: it is unscheduled.")
CONTRADICTS: Final = N_("“{said}” contradicts itself; the item is on {date}. Look which is right.")
_EVERY: Final = re.compile(
    r"(?:every day|each day|daily|täglich|jeden tag)[:,]?\s+(?=\d|um\s|ab\s|at\s|from\s)", re.IGNORECASE
)
_ON: Final = re.compile(r"(?:am|on)\s+", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_SPAN: Final = re.compile(r"\s*(?:-|–|\+|/|&|bis|to|und|and)\s*(?P<other>[^\W\d_]+\.?)(?=[\s,:]|$)", re.IGNORECASE)
_GERMAN_SHORT: Final = frozenset(("mo", "di", "mi", "do", "fr", "sa", "so"))
"""Names of days that are English words, or abbreviations, as well: "Do the site visit"."""
_MARKED: Final = re.compile(r"[.,:]|\s*(?:\d|um\s|ab\s|at\s|from\s|$)", re.IGNORECASE)
_FLIGHT: Final = re.compile(r"[A-Z]{2}\s?(?P<number>\d{2,4})(?![\d:.,-])")
_AIRPORT: Final = re.compile(r"(?<!\w)[A-Z]{3}(?!\w)")
_CLOCK_DIGITS: Final = 4
_LAST_CLOCK: Final = 2400
_SHORT_DATE: Final = re.compile(r"(?P<d>[0-3]?\d)[./](?P<m>[01]?\d)(?=\s)")


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


class DaySaid(NamedTuple):
    """What the beginning of a text says of a day.

    Attributes:
        day: the day of the trip; None if none is said, or one that the trip has not.
        rest: the text without it.
        part: the part of the day, of "Dienstagnachmittag".
        told: what somebody has to know: that there is no such day, or that several were said.
    """

    day: Day | None
    rest: str
    part: PartName | None = None
    told: Message | None = None


def day_before(trip: Trip, text: str) -> tuple[Day | None, str]:
    """The day that a text begins with: "Do", "Friday", "9.10.", "day 2"; only one of the trip's."""
    said = said_day(trip, text)
    return (said.day, said.rest) if said.day is not None else (None, text)


def said_day(trip: Trip, text: str) -> DaySaid:
    """What a text begins with that says a day; a short name that is a word as well counts only where it is marked.

    A day that the trip has not, several days and every day are cut off as well, and told.
    """
    return _numbered(trip, text) or _every(text) or _named(trip, text) or DaySaid(None, text)


def _numbered(trip: Trip, text: str) -> DaySaid | None:
    match = _NUMBER.match(text)
    if match is None:
        return None
    number = int(match["number"])
    found = trip.days[number - 1] if 0 < number <= len(trip.days) else None
    return DaySaid(found, text[match.end() :].lstrip(_BETWEEN)) if found else None


def _every(text: str) -> DaySaid | None:
    match = _EVERY.match(text)
    if match is None:
        return None
    return DaySaid(None, text[match.end() :].lstrip(_BETWEEN), told=Message(MANY, said=match[0].strip()))


def _named(trip: Trip, text: str) -> DaySaid | None:
    """A weekday, a date, or both, at the beginning of a text; a span of either is told."""
    weekday, part, at = _weekday(trip, text)
    rest = text[at:].lstrip(_BETWEEN) if at else text
    if weekday is not None and (span := _SPAN.match(text[at:])) is not None:
        other = WEEKDAYS.get(plain(span["other"]).rstrip("."))
        if other is not None:
            said = text[: at + span.end()].strip()
            found = day_of_weekday(trip, weekday) or day_of_weekday(trip, other)
            return DaySaid(found, text[at + span.end() :].lstrip(_BETWEEN), told=Message(SEVERAL, said=said))
    said = date_at(rest) or _loose(trip, rest)
    if said is None:
        return _only_weekday(trip, text, weekday, part, rest)
    behind = rest[said.end :].lstrip(_BETWEEN + ")")
    dated = day_of_date(trip, said._replace(last=None))
    words = text[: len(text) - len(rest) + said.end].strip()
    if said.last is not None:
        return (
            DaySaid(dated, behind, part, Message(SEVERAL, said=words))
            if dated is not None
            else _not_one(trip, words, behind)
        )
    if dated is None:
        return (
            _not_one(trip, words, behind) if _is_whole(rest, said) else _only_weekday(trip, text, weekday, part, rest)
        )
    if weekday is not None and dated.date.weekday() != weekday:
        return DaySaid(dated, behind, part, Message(CONTRADICTS, said=words, date=On(dated.date)))
    return DaySaid(dated, behind, part)


def _only_weekday(trip: Trip, text: str, weekday: int | None, part: PartName | None, rest: str) -> DaySaid | None:
    if weekday is None:
        return None
    found = day_of_weekday(trip, weekday)
    if found is not None:
        return DaySaid(found, rest, part)
    said = text[: len(text) - len(rest)].strip(_BETWEEN)
    return _not_one(trip, said, rest) if leading_time(rest) is not None else None


def _not_one(trip: Trip, said: str, rest: str) -> DaySaid | None:
    """A day that the trip has not: cut off and told."""
    if not trip.days:
        return None
    first, last = (On(trip.days[place].date) for place in (0, -1))
    return DaySaid(None, rest, told=Message(NO_DAY, said=said.rstrip(_BETWEEN), first=first, last=last))


def _weekday(trip: Trip, text: str) -> tuple[int | None, PartName | None, int]:
    """The weekday that a text begins with, the part of the day in it, and where what follows begins."""
    lead = _ON.match(text)
    at = lead.end() if lead is not None else 0
    match = _WORD.match(text, at)
    if match is None or _is_flight(text[at:]):
        return None, None, 0
    word, behind = plain(match[0]), text[match.end() :]
    if word in _GERMAN_SHORT and trip.language == "en" and not _is_marked(behind):
        return None, None, 0
    if word in WEEKDAYS:
        end = match.end() + (behind[:1] == ".")
        return (WEEKDAYS[word], None, end) if not text[end:] or text[end] in " ,:;-–+/" else (None, None, 0)
    found = weekday_at(text, at)
    return (found[0], found[1], found[2]) if found is not None and found[1] is not None else (None, None, 0)


def _is_marked(behind: str) -> bool:
    """Whether a point, a date or a time behind a word says that it is a day."""
    if _MARKED.match(behind) is not None:
        return True
    time = leading_time(behind.lstrip())
    return time is not None and not isinstance(time.when.start, Then | With)


def _is_flight(text: str) -> bool:
    """Whether a text begins with the number of a flight: "FR 2435 MAN 06:25 - KRK 10:00", "DO 120 STN 07:00"."""
    match = _FLIGHT.match(text)
    if match is None:
        return False
    clock = len(match["number"]) == _CLOCK_DIGITS and int(match["number"]) < _LAST_CLOCK
    return not clock or _AIRPORT.search(text, match.end()) is not None


def _loose(trip: Trip, text: str) -> Said | None:
    """A date such as "9.12" or "9/12" that a time follows, if the trip has that day."""
    match = _SHORT_DATE.match(text)
    if match is None or leading_time(text[match.end() :].lstrip(_BETWEEN)) is None:
        return None
    said = Said(0, match.end(), int(match["d"]), int(match["m"]), None)
    return said if day_of_date(trip, said) is not None else None


def _is_whole(text: str, said: Said) -> bool:
    """Whether a date is one for sure: with the name of its month, its year, or its second point."""
    return re.search(r"[^\W\d_]|\d{4}|\.\s?\d{1,2}\.", text[said.start : said.end]) is not None


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
