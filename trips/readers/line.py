"""One line as one would say it: a day, a time, and the rest is the title with the places and people it names.

"Do 14:30 Gruppenfoto im Rathaus mit Dr. Heinen", "9.10. anschl. 45 min Mittagessen", "day 2 from 9 Visit". Nothing is
swallowed: what is neither day nor time nor a name that the trip knows stays in the title, and so does a day or time
that cannot be meant.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from pydantic import ValidationError

from trips.dates import weekday_date
from trips.fields import rules
from trips.forms import refusal
from trips.language import Refused, Words
from trips.model import KIND_WORDS, TRAVEL, Day, Item, Kind, Trip, named_in, new_id
from trips.readers.dates import WEEKDAYS
from trips.readers.kinds import kind_of, kind_words
from trips.readers.names import Known, Role
from trips.when import TBA, When
from trips.whentext import read_when, write_when

_DAY = re.compile(r"(?:day|tag)\s+(?P<number>\d{1,3})(?=\s)|(?P<weekday>[a-zäöü]+)\.?,?(?=\s)", re.IGNORECASE)
_DATE = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?:(?P<year>\d{4})|(?=\s))|(?P<iso>\d{4}-\d{2}-\d{2})")
_LONGEST_TIME = 8
_EDGES = " ,;:-–"
_TITLE_WORDS: Final = frozenset(("open", "offen"))
"""Words that say of a time that it is not known yet, but at the beginning of a title something else."""


class Understood(NamedTuple):
    """What was understood of a line.

    Attributes:
        day: the day, None if none was named.
        when: the time.
        kind: the kind.
        title: what is left; a place or person without which little would be left stays in it.
        venue: the key of the place.
        hosts: keys of people and organisations.
        speakers: likewise.
        people: likewise.
    """

    day: Day | None
    when: When
    kind: Kind
    title: str
    venue: str | None = None
    hosts: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def read_line(trip: Trip, text: str) -> Understood:
    """Read a line.

    Raises:
        Refused: nothing is left for a title.
    """
    rest = " ".join(text.split())
    known = Known(trip)
    day, rest = _read_day(trip, rest)
    when, rest = (TBA, rest) if known.begins_with_people(rest) else _read_time(rest)
    understood = _read_names(known, rest.strip(_EDGES))
    if not understood.title:
        raise Refused('"{text}" has no title; write for example: Thu 14:30 Group photo', text=text)
    return understood._replace(day=day, when=when)


def _read_names(known: Known, text: str) -> Understood:
    """The kind, the title and who and what it names."""
    hosts: list[str] = []
    while (cut := known.cut_people(text, ("hosts",))).role:
        text = cut.text.strip(_EDGES)
        hosts += cut.keys
    kind = kind_of(text)
    named: dict[str, list[str]] = {"hosts": hosts, "speakers": [], "people": []}
    roles: tuple[Role, ...] = (
        ("with",) if kind in TRAVEL else ("with", "by")
    )  # "from the KGSt" is no person on the road
    title = text
    while (cut := known.cut_people(title, roles)).role:
        title = cut.text
        kind = kind_of(title) if kind == "other" else kind
        named["speakers" if cut.role == "by" and kind == "talk" else "people"] += cut.keys
    place = known.cut_place(title)
    left = (one.strip(_EDGES) for one in (place.text, title, text))
    readable = next((one for one in left if _tells(one)), text)
    kind = kind_of(readable) if kind == "other" else kind
    keys = {role: tuple(dict.fromkeys(some)) for role, some in named.items()}
    return Understood(None, TBA, kind, readable, next(iter(place.keys), None), **keys)


def _tells(title: str) -> bool:
    """Whether a title says more than what kind of thing it is."""
    return bool(title) and (" " in title or title.lower() not in kind_words())


def item_of(understood: Understood, day: str | None) -> Item:
    """A new item from what was understood, on the named day or else on `day`.

    Raises:
        Refused: the title is too long, or holds what no title may.
    """
    home = understood.day.id if understood.day else day
    audience = "staff" if understood.kind == "task" else "participants"
    try:
        return Item(
            id=new_id(), title=understood.title, kind=understood.kind, when=understood.when, day=home,
            audience=audience, venue=understood.venue, hosts=understood.hosts, speakers=understood.speakers,
            people=understood.people,
        )  # fmt: skip
    except ValidationError as error:
        raise refusal(error, rules("Item")) from None


def understood_text(trip: Trip, item: Item, t: Words) -> str:
    """What was understood of a line, part by part: "Thu 9/10 · 14:30 · talk · Title · Town hall · Dr. Ralf Heinen"."""
    day = next((one for one in trip.days if one.id == item.day), None)
    names = {one.key: one.name for one in (*trip.people, *trip.organisations)}
    parts = (
        weekday_date(t, day.date) if day else t("Not scheduled yet"),
        "" if item.when == TBA else write_when(item.when, t),
        "" if item.kind == "other" else t(KIND_WORDS[item.kind]),
        item.title,
        *(one.name for one in trip.venues if one.key == item.venue),
        ", ".join(names[key] for key in dict.fromkeys(named_in(item))),
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
            weekday = WEEKDAYS.get(match["weekday"].lower())
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
        if re.fullmatch(r"\d{1,2}", said) or said.endswith(("-", "–")) or said.lower() in _TITLE_WORDS:
            continue
        try:
            when = read_when(said)
        except Refused:
            continue
        return when, " ".join(parts[count:])
    return TBA, text
