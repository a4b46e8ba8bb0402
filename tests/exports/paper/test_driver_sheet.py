"""The driver's sheet of a vehicle: whom it carries, whom it waits for, and what is written in by hand."""

from __future__ import annotations

from typing import Any

from exports.audience import PARTICIPANTS
from exports.paper import Job, Options, compose
from exports.snapshot import Snapshot
from tests.support.papermaking import ISSUED, example_trip, item
from trips.edits.items import change_item
from trips.edits.translations import said_of, translate
from trips.grammar.when_text import read_when
from trips.model.doors import checked
from trips.model.entities import Assignment, Person, changed
from trips.model.trip import Trip

BY_VEHICLE = Options(layout=frozenset(("vehicles",)))


def first_rides(trip: Trip) -> dict[str, dict[str, Any]]:
    """The first journey of each vehicle's sheet."""
    sheets = compose("driversheet", Job(Snapshot(trip, ISSUED), PARTICIPANTS, "en", options=BY_VEHICLE))["sheets"]
    return {sheet["vehicle"]: sheet["days"][0]["rides"][0] for sheet in sheets}


def test_a_bus_is_told_whom_it_carries_and_of_their_flights_alone() -> None:
    trip = example_trip("lisbon")
    places = (Assignment(place="Bus 1", groups=("choir",)), Assignment(place="Bus 2", groups=("civic",)))
    coach = item(trip, "Coach to the partner school")
    trip = change_item(trip, coach.id, groups=(), assignments=(*places, Assignment(place="Bus 3")))
    flight = next(one for one in trip.items if one.service == "SX 1522")
    trip = change_item(trip, flight.id, when=read_when("10:00-12:40"))
    rides = first_rides(trip)
    assert rides["Bus 1"]["groups"] == "Youth choir"
    assert rides["Bus 1"]["connections"] == ["Meets SX 410, 12:15"]
    assert rides["Bus 2"]["groups"] == "Civic party"
    assert rides["Bus 2"]["connections"] == ["Meets SX 1522, 12:40"]
    assert rides["Bus 3"]["connections"] == []  # nobody knows who will be in it


def test_a_flight_of_everybody_is_that_of_a_vehicle_of_which_nobody_knows_who_is_in_it() -> None:
    trip = example_trip("lisbon")
    coach = item(trip, "Coach to the partner school")
    trip = change_item(trip, coach.id, groups=(), assignments=(Assignment(place="Bus 1"),))
    flight = next(one for one in trip.items if one.service == "SX 410")
    trip = change_item(trip, flight.id, groups=())
    assert first_rides(trip)["Bus 1"]["connections"] == ["Meets SX 410, 12:15"]


def test_a_vehicle_with_people_of_several_groups_says_how_many_of_each() -> None:
    trip = example_trip("lisbon")
    alone = checked(Person, key="else", name="Otto Ohnegruppe", delegate=True)
    trip = changed(trip, people=(*trip.people, alone))
    places = (Assignment(place="Bus 1", groups=("choir",), people=("officer", "else")),)
    coach = item(trip, "Coach to the partner school")
    trip = change_item(trip, coach.id, groups=(), assignments=places)
    ride = first_rides(trip)["Bus 1"]
    assert ride["groups"] == "Youth choir (16), Civic party (1), 1 other"
    assert ride["heads"] == "18"


def test_plate_driver_and_mobile_are_written_in_where_a_sheet_is_for_one_vehicle() -> None:
    trip = example_trip("lisbon")

    def lines(options: Options, trip: Trip = trip) -> list[bool]:
        job = Job(Snapshot(trip, ISSUED), PARTICIPANTS, "en", options=options)
        return [sheet["fill_in"] for sheet in compose("driversheet", job)["sheets"]]

    assert lines(Options()) == [True]
    coach = item(trip, "Coach to the partner school")
    with_buses = change_item(trip, coach.id, assignments=(Assignment(place="Bus 1", groups=("choir",)),))
    assert lines(BY_VEHICLE, with_buses) == [True, True]
    assert lines(Options(), with_buses) == [False]


def test_who_walks_needs_no_driver_in_whatever_language_the_sheet_is() -> None:
    trip = example_trip("koeln")
    walk = next(one for one in trip.items if one.mode == "zu Fuß")
    trip = translate(trip, "ar", [said_of("item", walk.id, "mode", "سيرًا على الأقدام", "zu Fuß")])
    (sheet,) = compose("driversheet", Job(Snapshot(trip, ISSUED), PARTICIPANTS, "ar"))["sheets"]
    titles = {ride["title"] for day in sheet["days"] for ride in day["rides"]}
    assert titles == {one.title for one in trip.items if one.mode == "Bus"}
