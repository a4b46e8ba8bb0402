"""How many are where: heads of each item, meals by diet without names, seats, and who sleeps there each night."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trips.attending import heads_of, in_person_programme, is_present
from trips.model import TRAVEL, Item, Person, Trip, by_id, by_key
from trips.timeline import Placed, Timeline, at


@dataclass(frozen=True, slots=True)
class Count:
    """An item and how many go there.

    Attributes:
        placed: the item and where it falls.
        heads: how many, those without names yet counted too.
        room: for how many there are seats or room; None if nobody said.
        diets: for meals, what is to be minded and for how many, the most first; no names.
        plain: for meals, how many said nothing of a diet.
    """

    placed: Placed
    heads: int
    room: int | None
    diets: tuple[tuple[str, int], ...] = ()
    plain: int = 0

    @property
    def free(self) -> int | None:
        """How many more there is room for, below zero if it is too small; None if nobody said."""
        return None if self.room is None else self.room - self.heads


@dataclass(frozen=True, slots=True)
class Night:
    """A night that somebody spends in a stay of the programme.

    Attributes:
        evening: the date of its evening.
        heads: how many delegates with a name are on the trip at midnight.
        sleepers: who of them has a stay, in the order of the trip.
        without: who of them has none.
    """

    evening: date
    heads: int
    sleepers: tuple[Person, ...]
    without: tuple[Person, ...]

    @property
    def rooms(self) -> int:
        """How many different rooms those who stay were given; two people may share one."""
        return len({one.private.room.casefold() for one in self.sleepers if one.private.room})

    @property
    def roomless(self) -> tuple[Person, ...]:
        """Who stays and was given no room yet."""
        return tuple(one for one in self.sleepers if not one.private.room)


def who_goes(trip: Trip, placed: Mapping[str, Placed], item: Item, whole: Item | None) -> tuple[Person, ...]:
    """Those with a name who go to an item: delegates who are there and whose programme has it, and who comes along."""
    return tuple(
        one
        for one in trip.people
        if is_present(item, placed, one, trip.timezone)
        and (in_person_programme(item, whole, one) if one.delegate else one.key in item.people)
    )


def item_counts(timeline: Timeline) -> tuple[Count, ...]:
    """How many go to each item of the days, in programme order, without tasks, ideas and what is cancelled."""
    trip, placed, items = timeline.trip, timeline.placed(), by_id(timeline.trip.items)
    venues = by_key(trip.venues)
    found: list[Count] = []
    for one in placed.values():
        item, whole = one.item, items.get(one.item.part_of or "")
        off = any(some.status == "cancelled" for some in (item, whole) if some is not None)
        if off or item.kind == "task" or item.status == "idea":
            continue
        heads = heads_of(trip.people, trip.groups, trip.timezone, placed, item, whole)
        room = item.capacity
        venue = venues.get(item.venue or "")
        if room is None and venue is not None and item.kind not in TRAVEL and item.room in ("", venue.room):
            room = venue.capacity
        diets: tuple[tuple[str, int], ...] = ()
        if item.kind == "meal":
            diets = _diets(who_goes(trip, placed, item, whole))
        plain = heads - sum(n for _, n in diets) if item.kind == "meal" else 0
        found.append(Count(one, heads, room, diets, plain))
    return tuple(found)


def _diets(people: tuple[Person, ...]) -> tuple[tuple[str, int], ...]:
    """Diets by how many have them; the same word in other letters is the same."""
    said = [one.private.diet for one in people if one.private.diet]
    many = Counter(text.casefold() for text in said)
    spelt = {text.casefold(): text for text in reversed(said)}
    return tuple((spelt[key], n) for key, n in many.most_common())


def nights(timeline: Timeline) -> tuple[Night, ...]:
    """The nights of the trip in which somebody has a stay, in order; only delegates with a name are counted."""
    trip, placed = timeline.trip, timeline.placed()
    stays = [one for one in placed.values() if one.item.kind == "stay" and one.item.status not in ("cancelled", "idea")]
    if not stays:
        return ()
    found: list[Night] = []
    for day in trip.days:
        there = [one for one in trip.people if one.delegate and _there(one, day.date)]
        tonight = [one for one in stays if _covers(one, day.date, trip.timezone)]
        asleep = {who.key for one in tonight for who in there if in_person_programme(one.item, None, who)}
        if tonight:
            sleepers = tuple(one for one in there if one.key in asleep)
            found.append(Night(day.date, len(there), sleepers, tuple(one for one in there if one.key not in asleep)))
    return tuple(found)


def _there(person: Person, evening: date) -> bool:
    midnight = datetime.combine(evening, datetime.min.time()) + timedelta(days=1)
    comes, goes = person.present.start, person.present.end
    return (comes is None or comes < midnight) and (goes is None or goes > midnight)


def _covers(one: Placed, evening: date, zone_name: str) -> bool:
    """Whether a stay goes through a night; without an end it is that of its own day."""
    first = one.date if one.start is None else min(one.date, at(one.start, zone_name).date())
    last = one.date if one.end is None else at(one.end, zone_name).date() - timedelta(days=1)
    return first <= evening <= last
