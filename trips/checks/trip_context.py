"""The ground of the rules: what of a trip does not stand on any day, looked up often and made once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from trips.checks.day_context import DayContext
from trips.checks.regions import state_of
from trips.i18n.text import fold
from trips.model.entities import Day, Distance, Group, Item, Organisation, Person, Presence, Venue, by_key, named_in
from trips.queries.counts import is_check_out
from trips.queries.travel_time import TravelTimes
from trips.schedule.attendance import Attendance, in_group_programme
from trips.schedule.timeline import Sharing, Timeline

_ALWAYS: Final = Presence()


class Lodging(NamedTuple):
    """A stay, or the check-out that ends one.

    Attributes:
        item: its id.
        venue: the key of its place.
        groups: whose it is; none means everybody's.
        evening: the date it begins, or of the check-out.
        morning: the date of its end; None if nobody said, and then it goes on until the next stay or check-out.
        ends: whether it is a check-out.
    """

    item: str
    venue: str | None
    groups: tuple[str, ...]
    evening: date
    morning: date | None
    ends: bool


class TripMatter(NamedTuple):
    """The fields of a trip that rules of a day may look at; while they are the same, what was found on a day holds."""

    timezone: str
    language: str
    dates: tuple[date, ...]
    venues: tuple[Venue, ...]
    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    groups: tuple[Group, ...]
    distances: tuple[Distance, ...]
    pace: tuple[float | None, int | None, int | None]
    lodgings: tuple[Lodging, ...]


_WORD: Final = re.compile(r"\w+")
_SHORTEST: Final = 4
"""Letters of a place's name that no other word is likely to be."""


def words_of(text: str) -> str:
    """A text as folded words with a blank around each, so that whole words are found in it."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


class TripContext:
    """The people, places and settings of a trip, looked up often and made once."""

    def __init__(self, timeline: Timeline) -> None:
        self.matter = matter_of(timeline)
        self.sharing: Sharing = timeline.sharing

    @property
    def zone(self) -> str:
        """The trip's time zone."""
        return self.matter.timezone

    @cached_property
    def venues(self) -> dict[str, Venue]:
        """The places under their keys."""
        return by_key(self.matter.venues)

    @cached_property
    def place_words(self) -> tuple[tuple[str, str], ...]:
        """The names of places as words with their keys, the longest first; without those too short to be sure of."""
        found = [(words_of(venue.name), key) for key, venue in self.venues.items()]
        return tuple(sorted((one for one in found if len(one[0].strip()) >= _SHORTEST), key=lambda one: -len(one[0])))

    @cached_property
    def people(self) -> dict[str, Person]:
        """The people under their keys."""
        return by_key(self.matter.people)

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """The organisations under their keys."""
        return by_key(self.matter.organisations)

    @cached_property
    def delegates(self) -> tuple[Person, ...]:
        """The people who travel."""
        return tuple(person for person in self.matter.people if person.delegate)

    @cached_property
    def streams(self) -> tuple[str | None, ...]:
        """Whose days differ: each group's, and with None that of those who belong to none."""
        groups = tuple(group.key for group in self.matter.groups)
        loose = not groups or any(not delegate.groups for delegate in self.delegates)
        return (*((None,) if loose else ()), *groups)

    @cached_property
    def travellers(self) -> dict[str | None, tuple[Person, ...]]:
        """The delegates of each stream."""
        return {
            stream: tuple(delegate for delegate in self.delegates if stream is None or stream in delegate.groups)
            for stream in self.streams
        }

    @cached_property
    def travel_times(self) -> TravelTimes:
        """How long ways take."""
        return TravelTimes(self.venues, self.matter.distances, self.matter.pace, self.travellers)

    @cached_property
    def by_last_name(self) -> dict[str, Person]:
        """The people under the last words of their names, in small letters; of namesakes the first one."""
        found: dict[str, Person] = {}
        for person in self.matter.people:
            words = person.name.casefold().split()
            if len(words) > 1:
                found.setdefault(words[-1], person)
        return found

    @cached_property
    def most_heads(self) -> int:
        """As many delegates as there can be anywhere, those without names counted too."""
        return len(self.delegates) + sum(self._unnamed.values())

    @cached_property
    def _company(self) -> dict[tuple[object, ...], tuple[int, tuple[Person, ...], tuple[Group, ...]]]:
        return {}

    def on_day(self, plan: DayContext) -> Attendance:
        """Who is where on a day."""
        return Attendance(self.matter.people, self.matter.groups, self.zone, plan.by_id, plan.whole_items)

    def heads(self, plan: DayContext, item: Item) -> int:
        """How many people go to an item of a day (see `trips.schedule.attendance.Attendance.heads`).

        Who is there all the time and declined nothing is counted once for all items of the same groups.
        """
        whole = plan.whole_of(item)
        named = named_in(item)
        key = (item.groups, whole.groups if whole is not None else None, named, item.people)
        known = self._company.get(key)
        if known is None:
            known = self._company[key] = self._counted(item, whole)
        sure, others, groups = known
        matter = self.matter
        if not others and not groups:
            return sure
        going = Attendance(others, (), matter.timezone, plan.by_id, plan.whole_items).heads(item)
        return sure + going + sum(self._unnamed[group.key] for group in groups)

    def _counted(self, item: Item, whole: Item | None) -> tuple[int, tuple[Person, ...], tuple[Group, ...]]:
        """Those who go for certain, those of whom it depends on the item itself, and the groups that go."""
        others = tuple(person for person in self.matter.people if person.declined or person.present != _ALWAYS)
        sure = [person for person in self.matter.people if not person.declined and person.present == _ALWAYS]
        wholes = {} if whole is None else {whole.id: whole}
        plain = Attendance(sure, (), self.zone, {}, wholes).heads(item)
        groups = tuple(group for group in self.matter.groups if in_group_programme(item, whole, group.key))
        return plain, others, tuple(group for group in groups if self._unnamed[group.key])

    @cached_property
    def _unnamed(self) -> dict[str, int]:
        """How many of each group have no names yet."""
        named = {group.key: 0 for group in self.matter.groups}
        for person in self.delegates:
            for key in person.groups:
                named[key] += 1
        return {group.key: max((group.expected or 0) - named[group.key], 0) for group in self.matter.groups}

    @cached_property
    def heard(self) -> tuple[frozenset[str], ...]:
        """The sets of languages that delegates know, as far as they are known, without regions."""
        known = (
            frozenset(lang.partition("-")[0] for lang in delegate.languages)
            for delegate in self.delegates
            if delegate.languages
        )
        return tuple(dict.fromkeys(known))

    @cached_property
    def states(self) -> dict[str, str]:
        """The German state of each place, by its address; empty if it is not known."""
        return {venue.key: state_of(venue.address) for venue in self.matter.venues}

    def nights_before(self, morning: date, stream: str | None) -> tuple[Lodging, ...]:
        """Where people of a stream slept in the night before a date, as far as the programme says it."""
        mine = [
            lodging
            for lodging in self.matter.lodgings
            if lodging.evening < morning and (not lodging.groups or stream in lodging.groups)
        ]
        newest = max((lodging.evening for lodging in mine), default=None)
        return tuple(
            lodging
            for lodging in mine
            if not lodging.ends
            and (lodging.evening == newest if lodging.morning is None else lodging.morning >= morning)
        )

    def name(self, venue: str | None) -> str:
        """The name of a place; "?" if there is none."""
        found = self.venues.get(venue or "")
        return found.name if found else "?"

    def zone_of(self, venue: str | None, day: Day) -> str:
        """The time zone that counts at a place on a day."""
        found = self.venues.get(venue or "")
        return (found and found.timezone) or day.timezone or self.zone


def matter_of(timeline: Timeline) -> TripMatter:
    """What of a trip its ground is made of."""
    trip = timeline.trip
    return TripMatter(
        trip.timezone, trip.language, tuple(day.date for day in trip.days), trip.venues, trip.people,
        trip.organisations, trip.groups, trip.distances, (trip.walking, trip.boarding, trip.allowance),
        tuple(_lodgings(timeline)),
    )  # fmt: skip


def _lodgings(timeline: Timeline) -> Iterator[Lodging]:
    for _, placed in timeline.days():
        for one in placed:
            item = one.item
            if item.kind == "stay" and item.status not in ("cancelled", "idea"):
                ends = one.ends.date() if one.ends is not None else None
                until = None if ends is None or ends <= one.date else ends  # "17:30-18:00" is when one checks in
                yield Lodging(item.id, item.venue, item.groups, one.date, until, is_check_out(item))
