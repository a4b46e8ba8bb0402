"""How many people go to an item: what a bus needs to know."""

from __future__ import annotations

from collections.abc import Mapping

from trips.attending import in_person_programme, is_present
from trips.model import Item, Trip
from trips.timeline import Placed


def heads(item: Item, whole: Item | None, trip: Trip, placed: Mapping[str, Placed]) -> int:
    """The delegates whose programme an item is in, the others it takes along, and those who have no names yet.

    Who is expected in two groups counts in both until they have a name.

    Args:
        item: the item.
        whole: the item it is a part of, if any.
        trip: the whole trip.
        placed: where its items fall, under their ids.
    """
    where = dict(placed)
    going = sum(
        is_present(item, where, person, trip.timezone)
        and (in_person_programme(item, whole, person) if person.delegate else person.key in item.people)
        for person in trip.people
    )
    groups = item.groups or (whole.groups if whole else ())
    for group in trip.groups:
        if not groups or group.key in groups:
            named = sum(person.delegate and group.key in person.groups for person in trip.people)
            going += max((group.expected or 0) - named, 0)
    return going
