"""New trips after the pattern of another: a template, a trip that was, or the last one of a series."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from trips.edits.days import change_dates
from trips.edits.directory import remove
from trips.edits.items import duplicate_trip, with_items
from trips.i18n.language import Language
from trips.model.entities import Item, Person, Presence, changed
from trips.model.trip import Trip


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a new trip may follow.

    Attributes:
        label: what it is called among others.
        title: the title to begin with.
        load: the trip itself, loaded when it is chosen.
        series: the series that the new trip will belong to; empty for none of its own.
    """

    label: str
    title: str
    load: Callable[[], Trip]
    series: str = ""


def template(name: str, language: Language) -> Trip:
    """A template, as a trip on days of its own that nobody sees."""
    from trips.tripfile import read_trip

    file = f"{name}.{language}.toml"
    return read_trip((files("trips") / "templates" / file).read_bytes(), file).trip


def trip_like(
    pattern: Trip, title: str, first: date, last: date | None = None, people: Collection[str] | None = None
) -> Trip:
    """A new trip with the days and items of another one.

    Day 1 of the pattern is the first day, and so on; what is on days behind the last one goes to the pool. Nothing is
    confirmed yet, what was cancelled is left out, and so are booking codes, assignments, theme, and when people were
    there. Ids are fresh.

    Args:
        pattern: the trip to follow.
        title: the new title.
        first: the new first day.
        last: the new last day, included; left out, as many days as the pattern has.
        people: the keys of the delegates who stay; left out, everybody. Hosts and speakers stay with their items.

    Raises:
        UserError: the last day is before the first, or they are too many.
    """
    length = timedelta(days=max(len(pattern.days) - 1, 0))
    trip = duplicate_trip(pattern, title)
    trip = changed(trip, theme="", waivers=(), people=tuple(map(_anew, trip.people)))
    trip = with_items(trip, [_open(item) for item in trip.items if item.status != "cancelled"])
    gone = [person.key for person in trip.people if person.delegate and people is not None and person.key not in people]
    for key in gone:
        trip = remove(trip, "people", key)
    return change_dates(trip, first, last or first + length).trip


def series_of(trip: Trip) -> str:
    """The series that the next meeting after a trip belongs to; a trip without one begins it by its title."""
    return trip.series or trip.title


def _anew(person: Person) -> Person:
    return changed(person, present=Presence(), declined=(), private=changed(person.private, room=""))


def _open(item: Item) -> Item:
    """An item of a plan that nobody has agreed to yet."""
    status = "tentative" if item.status in ("confirmed", "requested") else item.status
    return changed(item, status=status, fixed=False, reference="", assignments=())
