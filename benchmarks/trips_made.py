"""Trips of any size for the measurements."""

from __future__ import annotations

from datetime import date, timedelta

from trips.edits.days import set_dates
from trips.model.doors import checked
from trips.model.entities import Group, Item, Person, Venue, changed, new_id
from trips.model.trip import Trip


def a_trip(items: int, days: int = 3) -> Trip:
    """A plausible trip: visits with talks in them, meals, transfers, two groups, people and places."""
    trip = set_dates(Trip(id=new_id(), title="Bench"), date(2026, 5, 4), date(2026, 5, 4) + timedelta(days=days - 1))
    venues = tuple(Venue(key=f"v{n}", name=f"Place {n}", address=f"Street {n}, 50667 Köln") for n in range(10))
    people = tuple(Person(key=f"p{n}", name=f"Person {n}", role="Mayor", delegate=True) for n in range(40))
    groups = (Group(key="a", name="A"), Group(key="b", name="B"))
    made: list[Item] = []
    for n in range(items):
        hour, minute = 8 + (n * 7 // 5) % 12, n * 5 % 60
        made.append(
            checked(
                Item,
                id=new_id(),
                title=f"Programme item number {n}",
                kind=("visit", "talk", "meal", "transfer", "meeting")[n % 5],
                day=trip.days[n * days // items].id,
                when=f"{hour:02}:{minute:02}, 45 min" if n % 3 else "then, 20 min",
                venue=f"v{n % 10}",
                speakers=(f"p{n % 40}",),
                groups=((), ("a",), ("b",))[n % 3],
                status=("confirmed", "tentative", "requested")[n % 3],
                note="A note of ordinary length that says what to bring and where to wait.",
            )
        )
    return changed(trip, venues=venues, people=people, groups=groups, items=tuple(made))
