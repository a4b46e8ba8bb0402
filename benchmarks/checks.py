"""All checks of a large trip after one edit, beside reading the same trip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.measure import Row, interleaved, wall_of
from trips.checks import check
from trips.edits.days import set_dates
from trips.edits.items import change_item
from trips.model.doors import checked, read_json, write_json
from trips.model.entities import Group, Item, Organisation, Person, Venue, changed, new_id
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline

DAYS, GROUPS, ITEMS, PEOPLE = 40, 5, 10, 200


def rows() -> Iterator[Row]:
    trip = a_congress()
    text = write_json(trip)
    other = lambda: wall_of(lambda: read_json(Trip, text))  # noqa: E731
    timeline = Timeline(trip)
    today = trip.days[0].date
    known = check(timeline, today=today)
    turns = iter(range(10**9))
    middle = trip.items[len(trip.items) // 2].id

    def after_an_edit() -> float:
        edited = change_item(trip, middle, title=f"Turn {next(turns)}")
        placed = Timeline(edited, timeline)
        return wall_of(lambda: check(placed, known, today))

    ours, bound = interleaved(after_an_edit, other, 15)
    yield Row("checks after an edit, 2,000 items", ours, bound, "ms", 0.5, "pydantic, same trip from JSON")
    ours, bound = interleaved(lambda: wall_of(lambda: check(Timeline(trip), today=today)), other, 5)
    yield Row("checks from nothing, 2,000 items", ours, bound, "ms", 15, "pydantic, same trip from JSON")


def a_congress() -> Trip:
    """2,000 items on 40 days: five groups of 40 people, each with ten items a day, at places that can be measured."""
    first = date(2026, 5, 4)
    trip = set_dates(Trip(id=new_id(), title="Bench"), first, first + timedelta(days=DAYS - 1))
    venues = tuple(
        Venue(key=f"v{n}", name=f"Place number {n}", address=f"Street {n}, 50667 Köln", lat=50.93 + n / 1000,
              lon=6.95 + n / 1000, capacity=60, hours="Mo-So 7-23 Uhr")
        for n in range(20)
    )  # fmt: skip
    groups = tuple(Group(key=f"g{n}", name=f"Group {n}", expected=45) for n in range(GROUPS))
    people = tuple(
        Person(key=f"p{n}", name=f"Person{n % 50} Number{n}", role="Mayor", delegate=True, languages=("de", "en"),
               groups=(f"g{n % GROUPS}",))
        for n in range(PEOPLE)
    )  # fmt: skip
    items: list[Item] = []
    kinds = ("visit", "talk", "transfer", "meal", "visit", "talk", "break", "tour", "meeting", "reception")
    for day in trip.days:
        for n in range(GROUPS * ITEMS):
            group, place = n % GROUPS, n // GROUPS
            at = (8 * 60 + place * 70, 8 * 60 + place * 70 + 60)
            items.append(
                checked(
                    Item, id=new_id(), title=f"Programme item number {n}", kind=kinds[place], day=day.id,
                    when=f"{at[0] // 60:02}:{at[0] % 60:02}-{at[1] // 60:02}:{at[1] % 60:02}",
                    venue=f"v{group * 4 + (place > 2)}", to=f"v{group * 4 + 1}" if kinds[place] == "transfer" else None,
                    hosts=("o",), speakers=(f"p{n}",), groups=(f"g{group}",),
                    status=("confirmed", "tentative", "requested")[n % 3],
                    note="A note of ordinary length that says what to bring and where to wait.",
                )
            )  # fmt: skip
    office = (Organisation(key="o", name="Office", contact="0221 4710 900"),)
    return changed(trip, venues=venues, groups=groups, people=people, organisations=office, items=tuple(items))
