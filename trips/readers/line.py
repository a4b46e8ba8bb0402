"""One line as one would say it: a day, a time, and the rest is the title.

"Do 14:30 Gruppenfoto", "9.10. anschl. 45 min Mittagessen", "day 2 from 9 Visit". Nothing is swallowed: what is neither
day nor time stays in the title, and so does a day or time that cannot be meant.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from trips.dates import weekday_date
from trips.language import LANGUAGES, Refused, Words, words
from trips.model import KIND_WORDS, Day, Item, Kind, Trip, new_id
from trips.when import TBA, When
from trips.whentext import read_when, write_when

_WEEKDAYS = {
    "mo": 0, "montag": 0, "monday": 0, "mon": 0, "di": 1, "dienstag": 1, "tuesday": 1, "tue": 1, "mi": 2, "mittwoch": 2,
    "wednesday": 2, "wed": 2, "do": 3, "donnerstag": 3, "thursday": 3, "thu": 3, "fr": 4, "freitag": 4, "friday": 4,
    "fri": 4, "sa": 5, "samstag": 5, "saturday": 5, "sat": 5, "so": 6, "sonntag": 6, "sunday": 6, "sun": 6,
}  # fmt: skip
_DAY = re.compile(r"(?:day|tag)\s+(?P<number>\d{1,3})(?=\s)|(?P<weekday>[a-zäöü]+)\.?,?(?=\s)", re.IGNORECASE)
_DATE = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?:(?P<year>\d{4})|(?=\s))|(?P<iso>\d{4}-\d{2}-\d{2})")
_LONGEST_TIME = 8


class Understood(NamedTuple):
    """What was understood of a line: the day (None: none was named), the time, the kind, the title."""

    day: Day | None
    when: When
    kind: Kind
    title: str


def read_line(trip: Trip, text: str) -> Understood:
    """Read a line.

    Raises:
        Refused: nothing is left for a title.
    """
    rest = " ".join(text.split())
    day, rest = _read_day(trip, rest)
    when, rest = _read_time(rest)
    kind = _read_kind(rest)
    title = rest.strip(" ,;:-–")
    if not title:
        raise Refused('"{text}" has no title; write for example: Thu 14:30 Group photo', text=text)
    return Understood(day, when, kind, title)


def item_of(understood: Understood, day: str | None) -> Item:
    """A new item from what was understood, on the named day or else on `day`."""
    home = understood.day.id if understood.day else day
    audience = "staff" if understood.kind == "task" else "participants"
    return Item(
        id=new_id(), title=understood.title, kind=understood.kind, when=understood.when, day=home, audience=audience
    )


def understood_text(trip: Trip, item: Item, t: Words) -> str:
    """What was understood of a line, part by part: "Thu 9/10 · 14:30 · talk · Title"."""
    day = next((one for one in trip.days if one.id == item.day), None)
    parts = (
        weekday_date(t, day.date) if day else t("Not scheduled yet"),
        "" if item.when == TBA else write_when(item.when, t),
        "" if item.kind == "other" else t(KIND_WORDS[item.kind]),
        item.title,
    )
    return " · ".join(part for part in parts if part)


def _read_day(trip: Trip, text: str) -> tuple[Day | None, str]:
    found: Day | None = None
    rest = text
    if match := _DAY.match(rest):
        if match["number"]:
            number = int(match["number"])
            found = trip.days[number - 1] if 0 < number <= len(trip.days) else None
        else:
            weekday = _WEEKDAYS.get(match["weekday"].lower())
            found = next((day for day in trip.days if day.date.weekday() == weekday), None)
        if found:
            rest = rest[match.end() :].lstrip(" ,")
    if match := _DATE.match(rest):
        named = _date(match, trip)
        dated = next((day for day in trip.days if day.date == named), None)
        if dated is not None and found in (None, dated):
            return dated, rest[match.end() :].lstrip(" ,")
    return found, rest


def _date(match: re.Match[str], trip: Trip) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        years = {day.date.year for day in trip.days}
        year = int(match["year"]) if match["year"] else min(years, default=2000)
        return date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _read_time(text: str) -> tuple[When, str]:
    """The longest beginning that is a time; a bare number is none ("3 talks" is a title)."""
    parts = text.split(" ")
    for count in range(min(_LONGEST_TIME, len(parts)), 0, -1):
        said = " ".join(parts[:count])
        if re.fullmatch(r"\d{1,2}", said) or said.endswith(("-", "–")):
            continue
        try:
            when = read_when(said)
        except Refused:
            continue
        return when, " ".join(parts[count:])
    return TBA, text


def _read_kind(title: str) -> Kind:
    """The kind whose word the title begins with; the word stays in the title."""
    first = title.split(" ")[0].strip(",:;").lower()
    for kind, word in KIND_WORDS.items():
        if first in {words(language)(word).lower() for language in LANGUAGES} | {kind}:
            return kind
    return "other"
