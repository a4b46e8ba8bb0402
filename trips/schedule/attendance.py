"""Who is where: whose programme an item is in, who is there then, and how many go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from trips.model.entities import Group, Item, Person, named_in
from trips.model.trip import Trip
from trips.schedule.timeline import Placed, at


def in_group_programme(item: Item, whole: Item | None, group: str) -> bool:
    """Whether a group is meant: by the item and by its whole, each for that group or for the whole delegation."""
    return all(_is_open(one) or group in one.groups for one in (item, whole) if one is not None)


def _is_open(item: Item) -> bool:
    """Whether an item is for the whole delegation."""
    return not item.groups and not item.only


def in_person_programme(item: Item, whole: Item | None, person: Person) -> bool:
    """Whether a person goes to an item if they are there (see `Attendance.is_present`).

    A delegate goes to what is for the whole delegation or for one of their groups, and to what names them, unless they
    declined it or its whole; anyone else goes only to what names them.
    """
    named = person.key in named_in(item)
    if not person.delegate:
        return named
    declined = item.id in person.declined or (whole is not None and whole.id in person.declined)
    joins = all(
        _is_open(one) or not set(one.groups).isdisjoint(person.groups) for one in (item, whole) if one is not None
    )
    return not declined and (named or joins)


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who goes to the items of a trip, or of one day of it.

    Attributes:
        people, groups: who may go.
        zone: the trip's time zone, in which presence counts.
        placed: where items fall, at least those that are asked for, under their ids.
        wholes: the items that have parts, under their ids.
    """

    people: Sequence[Person]
    groups: Sequence[Group]
    zone: str
    placed: Mapping[str, Placed]
    wholes: Mapping[str, Item]

    @classmethod
    def of(cls, trip: Trip, placed: Mapping[str, Placed]) -> Attendance:
        """The attendance of a whole trip."""
        wholes = {item.id: item for item in trip.items if item.part_of is None}
        return cls(trip.people, trip.groups, trip.timezone, placed, wholes)

    def whole_of(self, item: Item) -> Item | None:
        """What an item is a part of."""
        return None if item.part_of is None else self.wholes.get(item.part_of)

    def is_present(self, item: Item, person: Person) -> bool:
        """Whether a person is there at an item.

        Only a delegate can be away. An item without a time lasts all day; one of the pool has no time to be away at.
        """
        if not person.delegate or item.day is None or (person.present.start is None and person.present.end is None):
            return True
        placed = self.placed[item.id]
        midnight = datetime.combine(placed.date, datetime.min.time())
        start = midnight if placed.start is None else at(placed.start, self.zone).replace(tzinfo=None)
        end = start if placed.start is not None else midnight + timedelta(days=1)
        if placed.end is not None:
            end = at(placed.end, self.zone).replace(tzinfo=None)
        arrives, leaves = person.present.start, person.present.end
        return (arrives is None or max(end, start) > arrives or start >= arrives) and (leaves is None or start < leaves)

    def goes(self, item: Item, person: Person) -> bool:
        """Whether a person goes to an item: it is in their programme, and they are there."""
        return in_person_programme(item, self.whole_of(item), person) and self.is_present(item, person)

    def who_goes(self, item: Item) -> tuple[Person, ...]:
        """Those with a name who go: delegates who are there and whose programme has it, and who comes along."""
        return tuple(
            person
            for person in self.people
            if (self.goes(item, person) if person.delegate else person.key in item.people)
        )

    def nameless(self, item: Item) -> dict[str, int]:
        """How many each group of an item expects that have no name yet, under the groups' keys."""
        whole = self.whole_of(item)
        return {key: n for key, n in self.unnamed.items() if in_group_programme(item, whole, key)}

    @property
    def unnamed(self) -> dict[str, int]:
        """How many each group expects that have no name yet, under the groups' keys."""
        return {group.key: max((group.expected or 0) - self._members(group), 0) for group in self.groups}

    def _members(self, group: Group) -> int:
        return sum(person.delegate and group.key in person.groups for person in self.people)

    def heads(self, item: Item) -> int:
        """How many people go to an item: what a bus needs to know.

        The delegates whose programme it is in, the others it takes along, and those of its groups who have no names
        yet. Who is expected in two groups counts in both until they have a name.
        """
        return len(self.who_goes(item)) + sum(self.nameless(item).values())
