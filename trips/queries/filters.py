"""Which items to show: those that satisfy every criterion named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trips.model.entities import Item, by_key, named_in
from trips.model.trip import Trip
from trips.queries.search import items_with
from trips.schedule.attendance import Attendance, in_group_programme, in_person_programme
from trips.schedule.timeline import Timeline

_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Filter:
    """What items must satisfy to be shown; a criterion that is empty lets everything through.

    Attributes:
        text: words that must all occur (see `trips.queries.search`).
        groups: keys; items for the whole delegation are of every group.
        people: keys; items in the programme of one of them.
        kinds: the kinds to show.
        statuses: the statuses to show.
        audiences: the audiences to show.
    """

    text: str = ""
    groups: frozenset[str] = _NONE
    people: frozenset[str] = _NONE
    kinds: frozenset[str] = _NONE
    statuses: frozenset[str] = _NONE
    audiences: frozenset[str] = _NONE

    def __bool__(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.text.strip() or self.groups or self.people or self.kinds or self.statuses or self.audiences)


def kept(trip: Trip, wanted: Filter) -> frozenset[str]:
    """The ids of the items to show: those that satisfy every criterion, and the wholes of the parts among them."""
    wholes = {item.id: item for item in trip.items if item.part_of is None}
    found = [item for item in trip.items if _plainly(item, wanted)]
    if wanted.text.strip():
        holding = items_with(trip, wanted.text)
        found = [item for item in found if item.id in holding]
    if wanted.groups:
        found = [
            item
            for item in found
            if any(in_group_programme(item, wholes.get(item.part_of or ""), group) for group in wanted.groups)
        ]
    if wanted.people:
        theirs = _of_people(trip, wanted.people, wholes)
        found = [item for item in found if item.id in theirs]
    return frozenset(one for item in found for one in (item.id, item.part_of) if one is not None)


def _plainly(item: Item, wanted: Filter) -> bool:
    pairs = ((item.kind, wanted.kinds), (item.status, wanted.statuses), (item.audience, wanted.audiences))
    return all(not some or one in some for one, some in pairs)


def _of_people(trip: Trip, keys: frozenset[str], wholes: dict[str, Item]) -> set[str]:
    attendance = Attendance.of(trip, Timeline(trip).placed())
    known = by_key(trip.people)
    found: set[str] = set()
    for key in keys:
        person = known.get(key)
        for item in trip.items:
            if person is None:
                if key in named_in(item):
                    found.add(item.id)
            elif in_person_programme(item, wholes.get(item.part_of or ""), person) and attendance.is_present(
                item, person
            ):
                found.add(item.id)
    return found
