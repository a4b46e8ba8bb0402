"""Whom to phone when a day changes while it is going on: those whose time moves soonest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trips.contacts.confirmations import name_of, parties, phone_of
from trips.grammar.choices import TRAVEL
from trips.model.entities import Item
from trips.model.trip import Trip
from trips.schedule.timeline import Placed, Timeline


@dataclass(frozen=True, slots=True)
class Change:
    """An item that is at another time now, or cancelled.

    Attributes:
        item: the item as it is now.
        was, now: where it fell and where it falls.
    """

    item: Item
    was: Placed
    now: Placed

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place any more."""
        return self.item.status == "cancelled"

    @property
    def soonest(self) -> int:
        """When somebody waits for it first, by the old or the new plan; UTC minutes since 1970."""
        known = [one for one in (self.was.start, self.now.start, self.was.end, self.now.end) if one is not None]
        return min(known, default=0)

    @property
    def moves(self) -> int:
        """By how many minutes it moves, or all it lasted if it is cancelled."""
        if self.cancelled:
            return (self.was.end or 0) - (self.was.start or 0) if self.was.end is not None else 1440
        edges = ((self.was.start, self.now.start), (self.was.end, self.now.end))
        return max((abs(b - a) for a, b in edges if a is not None and b is not None), default=0)


@dataclass(frozen=True, slots=True)
class Ring:
    """Somebody to phone: a name, the number (private), and what changes for them, the soonest first."""

    name: str
    phone: str
    changes: tuple[Change, ...]


def changes(before: Timeline, after: Timeline) -> tuple[Change, ...]:
    """The items whose time differs or that are cancelled now, in programme order."""
    old = before.placed()
    pairs = [(old[key], placed) for key, placed in after.placed().items() if key in old]
    return tuple(
        Change(now.item, was, now)
        for was, now in pairs
        if (was.start, was.end, was.item.status == "cancelled") != (now.start, now.end, now.item.status == "cancelled")
    )


def rings(before: Timeline, after: Timeline) -> tuple[Ring, ...]:
    """Whom to phone about a changed day: hosts, speakers, places, drivers and who is responsible.

    First come those who wait soonest, among them those whose time moves most.
    """
    found: dict[tuple[str, str], list[Change]] = {}
    for one in sorted(changes(before, after), key=lambda change: (change.soonest, -change.moves)):
        for who in _who(after.trip, one.item):
            known = found.setdefault(who, [])
            if one not in known:
                known.append(one)
    return tuple(Ring(name, phone, tuple(what)) for (name, phone), what in found.items())


def _who(trip: Trip, item: Item) -> Iterator[tuple[str, str]]:
    """Names and numbers of those who have to know of an item."""
    if item.kind in TRAVEL and (item.carrier or item.contact):
        yield item.carrier or item.title, item.contact  # the driver
    for table, key in parties(trip, item):
        if item.kind in TRAVEL and table == "venues":
            continue  # one only leaves it
        yield name_of(trip, table, key), phone_of(trip, table, key) or item.contact
    if item.responsible is not None:
        yield name_of(trip, "people", item.responsible), phone_of(trip, "people", item.responsible)
