"""What rules work on: the ground, which is what of a trip does not stand on any day, and the plan of one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from trips.attending import in_group_programme
from trips.model import Day, Distance, Group, Item, Organisation, Person, Trip, Venue, by_key
from trips.timeline import Attendance, Placed, Timeline, counts


class Matter(NamedTuple):
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


class Ground:
    """The people, places and settings of a trip, looked up often and made once."""

    def __init__(self, timeline: Timeline) -> None:
        self.matter = matter_of(timeline.trip)
        self.attendance: Attendance = timeline.attendance

    @property
    def zone(self) -> str:
        """The trip's time zone."""
        return self.matter.timezone

    @cached_property
    def venues(self) -> dict[str, Venue]:
        """The places under their keys."""
        return by_key(self.matter.venues)

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
        return tuple(one for one in self.matter.people if one.delegate)

    @cached_property
    def streams(self) -> tuple[str | None, ...]:
        """Whose days differ: each group's, and with None that of those who belong to none."""
        groups = tuple(group.key for group in self.matter.groups)
        loose = not groups or any(not one.groups for one in self.delegates)
        return (*((None,) if loose else ()), *groups)

    @cached_property
    def travellers(self) -> dict[str | None, tuple[Person, ...]]:
        """The delegates of each stream."""
        return {
            stream: tuple(one for one in self.delegates if stream is None or stream in one.groups)
            for stream in self.streams
        }

    @cached_property
    def by_last_name(self) -> dict[str, Person]:
        """The people under the last words of their names, in small letters; of namesakes the first one."""
        found: dict[str, Person] = {}
        for one in self.matter.people:
            words = one.name.casefold().split()
            if len(words) > 1:
                found.setdefault(words[-1], one)
        return found

    @cached_property
    def most_heads(self) -> int:
        """As many delegates as there can be anywhere, those without names counted too."""
        unnamed = 0
        for group in self.matter.groups:
            named = sum(group.key in one.groups for one in self.delegates)
            unnamed += max((group.expected or 0) - named, 0)
        return len(self.delegates) + unnamed

    def name(self, venue: str | None) -> str:
        """The name of a place; "?" if there is none."""
        found = self.venues.get(venue or "")
        return found.name if found else "?"

    def zone_of(self, venue: str | None, day: Day) -> str:
        """The time zone that counts at a place on a day."""
        found = self.venues.get(venue or "")
        return (found and found.timezone) or day.timezone or self.zone


def matter_of(trip: Trip) -> Matter:
    """What of a trip its ground is made of."""
    return Matter(
        trip.timezone, trip.language, tuple(day.date for day in trip.days), trip.venues, trip.people,
        trip.organisations, trip.groups, trip.distances, (trip.walking, trip.boarding, trip.allowance),
    )  # fmt: skip


class Plan:
    """One day: its items where they fall."""

    def __init__(self, day: Day, placed: tuple[Placed, ...]) -> None:
        self.day = day
        self.placed = placed
        self._of: dict[str | None, tuple[Placed, ...]] = {}
        self._steps: dict[str | None, tuple[Placed, ...]] = {}

    @cached_property
    def wholes(self) -> dict[str, Placed]:
        """The items that are no parts, under their ids."""
        return {one.item.id: one for one in self.placed if one.item.part_of is None}

    @cached_property
    def by_id(self) -> dict[str, Placed]:
        """Every item under its id."""
        return {one.item.id: one for one in self.placed}

    @cached_property
    def parts(self) -> dict[str, tuple[Placed, ...]]:
        """The parts of each whole, in order."""
        found: defaultdict[str, list[Placed]] = defaultdict(list)
        for one in self.placed:
            if one.item.part_of is not None:
                found[one.item.part_of].append(one)
        return {key: tuple(some) for key, some in found.items()}

    def whole_of(self, item: Item) -> Item | None:
        """The whole that an item is part of."""
        found = self.wholes.get(item.part_of or "")
        return found.item if found else None

    def off(self, one: Placed) -> bool:
        """Whether an item does not take place, by itself or with its whole."""
        whole = self.whole_of(one.item)
        return "cancelled" in (one.item.status, whole.status if whole else "")

    @cached_property
    def takes_place(self) -> tuple[Placed, ...]:
        """What is not cancelled, in the order of the programme."""
        return tuple(one for one in self.placed if not self.off(one))

    def of(self, stream: str | None) -> tuple[Placed, ...]:
        """What people of a stream go to: no parts, nothing cancelled, no stays, tasks and mere ideas."""
        found = self._of.get(stream)
        if found is None:
            found = self._of[stream] = tuple(
                one for one in self.wholes.values() if _meant(one.item) and joins(one.item, None, stream)
            )
        return found

    def steps(self, stream: str | None) -> tuple[Placed, ...]:
        """The same with the parts of a whole in its place, where each part has both times."""
        found = self._steps.get(stream)
        if found is None:
            found = self._steps[stream] = tuple(self._stepped(self.of(stream), stream))
        return found

    def _stepped(self, items: Iterable[Placed], stream: str | None) -> Iterable[Placed]:
        for one in items:
            parts = [p for p in self.parts.get(one.item.id, ()) if _meant(p.item)]
            mine = [p for p in parts if joins(p.item, one.item, stream)]
            timed = mine and all(p.start is not None and p.end is not None for p in parts)
            yield from mine if timed else (one,)


def _meant(item: Item) -> bool:
    return counts(item) and item.status != "idea"


def joins(item: Item, whole: Item | None, stream: str | None) -> bool:
    """Whether people of a stream go to an item of a whole."""
    if stream is not None:
        return in_group_programme(item, whole, stream)
    return not item.groups and (whole is None or not whole.groups)
