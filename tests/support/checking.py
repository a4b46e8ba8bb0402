"""What the tests of the checks share: trips of one or more days in a few words, and the findings of a family."""

from __future__ import annotations

from datetime import date

from trips.checks import Finding, check
from trips.edits.days import set_dates
from trips.model.doors import checked
from trips.model.entities import Item, Venue, changed, new_id
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline

THURSDAY = date(2025, 10, 9)
TOWN = (
    Venue(key="hall", name="Hall", address="Platz 1, 50667 Köln", lat=50.938, lon=6.959),
    Venue(key="near", name="Near", address="Platz 2, 50667 Köln", lat=50.942, lon=6.955),  # 0.7 km by road
    Venue(key="far", name="Far", address="Weg 1, 53111 Bonn", lat=50.737, lon=7.099),  # 32 km by road
    Venue(key="lost", name="Lost", address="Gasse 3, 50667 Köln"),
)


def trip_of(*days: list[dict], first: date = THURSDAY, pool: tuple[dict, ...] = (), **trip: object) -> Trip:
    """A trip; each day is a list of items; "part" makes one a part of the one before it that is none."""
    base = set_dates(
        checked(Trip, id=new_id(), title="x", **trip), first, date.fromordinal(first.toordinal() + len(days) - 1)
    )
    made: list[Item] = []
    for day, items in zip(base.days, days, strict=True):
        whole = None
        for fields in map(dict, items):
            part = fields.pop("part", False)
            one = checked(Item, id=new_id(), day=day.id, part_of=whole if part else None, **({"title": "y"} | fields))
            whole = whole if part else one.id
            made.append(one)
    made += [checked(Item, id=new_id(), **({"title": "y"} | fields)) for fields in pool]
    return changed(base, items=tuple(made))


def found(trip: Trip, family: str, today: date | None = None) -> list[Finding]:
    """The findings whose code begins like this."""
    return [one for one in check(Timeline(trip), today=today) if one.code.startswith(family)]


def said(trip: Trip, family: str, today: date | None = None) -> list[str]:
    """Their sentences in English."""
    return [str(one.message) for one in found(trip, family, today)]


def titles(trip: Trip, finding: Finding) -> list[str]:
    """The titles of the items that a finding is about."""
    names = {item.id: item.title for item in trip.items}
    return [names[key] for key in finding.items]
