"""Whose programme an item is in: a person's, a group's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from trips.model.entities import Group, Item, Person, named_in
from trips.model.trip import Trip
from trips.schedule.timeline import Placed, at


def in_group_programme(item: Item, whole: Item | None, group: str) -> bool:
    """Whether a group is meant: by the item and by its whole, each for that group or for the whole delegation."""
    return all(not one.groups or group in one.groups for one in (item, whole) if one is not None)


def in_person_programme(item: Item, whole: Item | None, person: Person) -> bool:
    """Whether a person goes to an item if they are there (see `is_present`).

    A delegate goes to what is for the whole delegation or for one of their groups, and to what names them, unless they
    declined it or its whole; anyone else goes only to what names them.
    """
    named = person.key in named_in(item)
    if not person.delegate:
        return named
    declined = item.id in person.declined or (whole is not None and whole.id in person.declined)
    joins = all(
        not one.groups or not set(one.groups).isdisjoint(person.groups) for one in (item, whole) if one is not None
    )
    return not declined and (named or joins)


def is_present(item: Item, placed: Mapping[str, Placed], person: Person, zone_name: str) -> bool:
    """Whether a person is there at an item.

    Only a delegate can be away. Presence counts in the trip's zone, an item without a time all day; one of the pool
    has no time to be away at.

    Args:
        item: the item.
        placed: where the items of its trip fall, under their ids.
        person: the person.
        zone_name: the trip's time zone.
    """
    if not person.delegate or item.day is None or (person.present.start is None and person.present.end is None):
        return True
    one = placed[item.id]
    midnight = datetime.combine(one.date, datetime.min.time())
    start = midnight if one.start is None else at(one.start, zone_name).replace(tzinfo=None)
    end = start if one.start is not None else midnight + timedelta(days=1)
    if one.end is not None:
        end = at(one.end, zone_name).replace(tzinfo=None)
    arrives, leaves = person.present.start, person.present.end
    return (arrives is None or max(end, start) > arrives or start >= arrives) and (leaves is None or start < leaves)


def who_goes(
    people: Sequence[Person], zone_name: str, placed: Mapping[str, Placed], item: Item, whole: Item | None
) -> tuple[Person, ...]:
    """Those with a name who go to an item: delegates who are there and whose programme has it, and who comes along."""
    return tuple(
        one
        for one in people
        if is_present(item, placed, one, zone_name)
        and (in_person_programme(item, whole, one) if one.delegate else one.key in item.people)
    )


def nameless_of(people: Sequence[Person], groups: Sequence[Group], item: Item, whole: Item | None) -> dict[str, int]:
    """How many each group of an item expects that have no name yet, under the groups' keys."""
    return {
        group.key: max((group.expected or 0) - sum(one.delegate and group.key in one.groups for one in people), 0)
        for group in groups
        if in_group_programme(item, whole, group.key)
    }


def heads(trip: Trip, placed: Mapping[str, Placed], item: Item) -> int:
    """How many people go to an item: what a bus needs to know.

    The delegates whose programme it is in, the others it takes along, and those of its groups who have no names yet.
    Who is expected in two groups counts in both until they have a name.

    Args:
        trip: the whole trip.
        placed: where its items fall, under their ids.
        item: the item.
    """
    whole = next((one for one in trip.items if one.id == item.part_of), None) if item.part_of is not None else None
    return heads_of(trip.people, trip.groups, trip.timezone, placed, item, whole)


def heads_of(
    people: Sequence[Person],
    groups: Sequence[Group],
    zone_name: str,
    placed: Mapping[str, Placed],
    item: Item,
    whole: Item | None,
) -> int:
    """The same (see `heads`) for who knows the whole of the item; `placed` needs only the item itself."""
    going = len(who_goes(people, zone_name, placed, item, whole))
    return going + sum(nameless_of(people, groups, item, whole).values())
