"""The Cologne trip, issued three times: what an office does to a plan in a month, at moments that never change."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from exports.audience import Audience
from exports.kit.plan import Kit
from exports.snapshot import Snapshot, released
from trips.edits.directory import remove
from trips.edits.items import add_item, change_item, remove_items
from trips.history.releases import Release, freeze
from trips.model.doors import checked
from trips.model.entities import Group, Item, Person, changed
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline
from trips.store.ledger import Delivery
from trips.tripfile import read_trip

ROOT: Final = Path(__file__).resolve().parent.parent
MOMENTS: Final = (
    datetime(2025, 9, 1, 12, 0, tzinfo=UTC),
    datetime(2025, 9, 15, 9, 30, tzinfo=UTC),
    datetime(2025, 10, 1, 15, 45, tzinfo=UTC),
)
NOTES: Final = ("Erste Fassung", "Vortrag, Saal, Frau Neuling", "Absage der KölnBusiness, Einladung der Stadt")
READER: Final = "exempel"
"""The participant whose copy is looked at: he changes groups in version 3."""

NEWCOMER: Final = "neuling"
LEAVER: Final = "attrappe"


def _id(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _item(trip: Trip, title: str) -> str:
    return next(one.id for one in trip.items if one.title == title)


def _day(trip: Trip, number: int) -> str:
    return trip.days[number - 1].id


def _with_person(trip: Trip, key: str, **fields: object) -> Trip:
    return changed(trip, people=[changed(one, **fields) if one.key == key else one for one in trip.people])


def _first() -> Trip:
    """The example, with two walks on Thursday, one for each of two groups."""
    trip = read_trip((ROOT / "examples/koeln.toml").read_bytes()).trip
    trip = changed(
        trip,
        groups=(*trip.groups, Group(key="altstadt", name="Gruppe Altstadt"), Group(key="hafen", name="Gruppe Hafen")),
        people=[
            changed(one, groups=(*one.groups, "hafen" if (one.rank or 0) % 2 == 0 else "altstadt"))
            if one.delegate
            else one
            for one in trip.people
        ],
    )
    trip = remove_items(trip, [_item(trip, "Zeit zur freien Verfügung")])
    walk = _item(trip, "Rundgang durch die Altstadt")
    trip = change_item(trip, walk, status="confirmed", groups=("altstadt",))
    other = checked(
        Item, id=_id("Rundgang durch den Rheinauhafen"), title="Rundgang durch den Rheinauhafen", kind="tour",
        day=_day(trip, 1), when="17:15-18:15", groups=("hafen",), status="confirmed",
    )  # fmt: skip
    return add_item(trip, other, after=walk)


def _second(trip: Trip) -> Trip:
    """A talk is moved, a visit gets another room, one participant more."""
    trip = change_item(trip, _item(trip, "Bürokratiemanagement statt Entbürokratisierung"), when="14:30, 1 h")
    trip = change_item(trip, _item(trip, "Besuch der Stadt Köln"), room="Muschelsaal")
    new = Person(key=NEWCOMER, name="Nora Neuling", form="Frau", role="Bürgermeisterin von Neulingen", delegate=True,
                 rank=21, groups=("altstadt",), languages=("en",))  # fmt: skip
    return changed(trip, people=(*trip.people, new))


def _third(trip: Trip) -> Trip:
    """A visit is cancelled, a dinner is new and another one gone, one changes groups, one does not come."""
    trip = change_item(trip, _item(trip, "Besuch der KölnBusiness"), status="cancelled")
    trip = remove_items(trip, [_item(trip, "Fußweg zur KölnBusiness")])
    trip = remove_items(trip, [_item(trip, "Gemeinsames Abendessen")])
    dinner = checked(
        Item, id=_id("Abendessen auf Einladung der Stadt Köln"), title="Abendessen auf Einladung der Stadt Köln",
        kind="meal",
        day=_day(trip, 1), when="19:30-22:00", venue="weinhaus", hosts=("stadt-koeln",), status="confirmed",
    )  # fmt: skip
    trip = add_item(trip, dinner)
    trip = _with_person(trip, READER, groups=("altstadt",))
    return remove(trip, "people", LEAVER)


@cache
def snapshots() -> tuple[Snapshot, ...]:
    """The three versions, each with those before it."""
    first = _first()
    second = _second(first)
    trips = (first, second, _third(second))
    return released(
        Release(n, at, "Geschäftsstelle", note, n, freeze(Timeline(trip)))
        for n, (trip, at, note) in enumerate(zip(trips, MOMENTS, NOTES, strict=True), 1)
    )


def of_person(key: str) -> Audience:
    """A person's copy."""
    return Audience("participants", "person", key)


def kit(number: int) -> Kit:
    """The kit of a version, for readers who were given the version before it."""
    snapshot = snapshots()[number - 1]
    held = {one.reader: one.number for one in ledger(number - 1)}
    return Kit(snapshot, "koeln", held)


@cache
def ledger(number: int) -> tuple[Delivery, ...]:
    """What was handed out up to the kit of a version."""
    if number == 0:
        return ()
    readers = dict.fromkeys(one.reader for one in kit(number).files() if one.reader)
    given = tuple(Delivery(reader, number, "kit", MOMENTS[number - 1], "Geschäftsstelle") for reader in readers)
    return (*ledger(number - 1), *given)
