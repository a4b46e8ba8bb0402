"""The sheet that a host is handed: it stands alone, and says who comes to what, when and how."""

from __future__ import annotations

import re

from exports.audience import read_audience
from exports.brand import Brand
from exports.host_visits import visits
from exports.paper import Job, Options, compose
from exports.snapshot import Snapshot
from tests.support.papermaking import ISSUED, example_trip, item, make, pages_of, text_of, undivided
from trips.edits.items import change_item
from trips.model.entities import Assignment, Organisation, changed

HOUSE = "Stadt Muster, Rathausplatz 1"


def test_each_sheet_has_the_address_of_the_office_and_the_mark_that_it_is_internal() -> None:
    snapshot = Snapshot(example_trip("lisbon"), ISSUED)
    pages = pages_of(make("hostsheet", snapshot, "staff", "en", Brand(footer=HOUSE)).data)
    ends = [page for page in pages if (found := re.search(r"page (\d+) of (\d+)", page)) and found[1] == found[2]]
    assert len(ends) == 7
    assert all(HOUSE in page for page in ends)
    for page in pages:
        assert page.count("Internal: not to be handed on") == 1


def test_the_sheet_of_each_bus_has_the_address_of_the_office() -> None:
    trip = example_trip("lisbon")
    places = (Assignment(place="Bus 1", groups=("choir",)), Assignment(place="Bus 2", groups=("civic",)))
    trip = change_item(trip, item(trip, "Coach to the partner school").id, groups=(), assignments=places)
    vehicles = Options(layout=frozenset(("vehicles",)))
    pages = pages_of(
        make("driversheet", Snapshot(trip, ISSUED), language="en", brand=Brand(footer=HOUSE), options=vehicles).data
    )
    sheets = [page for page in pages if "\nBus 1\n" in page or "\nBus 2\n" in page]
    assert len(sheets) == 2
    assert all(HOUSE in sheet for sheet in sheets)


def test_a_host_reads_how_many_come_when_they_arrive_and_when_they_leave() -> None:
    text = text_of(make("hostsheet", Snapshot(example_trip("lisbon"), ISSUED), "host:lisbon", "en").data, "-raw")
    told = undivided(text)
    for said in (
        "Guests: 27 people, 11 of them by name",
        "Arrive: 17:45 (coach, Youth choir); about 17:50 (on foot, Civic party)",
        "Leave: 11:40 (minibus)",
        "Without a name yet: Civic party 2, Youth choir 14",
    ):
        assert undivided(said) in told, said


def test_a_journey_is_told_with_the_first_item_it_brings_guests_to_and_the_last_it_takes_them_from() -> None:
    snapshot = Snapshot(example_trip("lisbon"), ISSUED)
    audience = snapshot.audience("host:lisbon")
    found = visits(snapshot, audience, snapshot.trip.items)
    arrived = [journey.item.title for visit in found.values() for journey in visit.arrivals]
    left = [journey.item.title for visit in found.values() for journey in visit.departures]
    assert arrived
    assert len(arrived) == len(set(arrived))
    assert len(left) == len(set(left))


def test_what_is_cancelled_brings_nobody() -> None:
    trip = example_trip("lisbon")
    walk = item(trip, "Coach to City Hall")
    snapshot = Snapshot(change_item(trip, walk.id, status="cancelled"), ISSUED)
    text = undivided(text_of(make("hostsheet", snapshot, "host:lisbon", "en").data, "-raw"))
    assert undivided("Arrive: about 17:50 (on foot, Civic party)") in text


def test_guests_who_do_not_come_to_everything_are_told_to_what_they_come() -> None:
    snapshot = Snapshot(example_trip("lisbon"), ISSUED)
    data = compose("hostsheet", Job(snapshot, snapshot.audience("host:porto"), "en"))
    (sheet,) = data["sheets"]
    told = {guest["name"]: guest["comes_to"] for guest in sheet["guests"]}
    assert told["Ruth Blankley"] == "Sat\u00a010:30"
    assert told["Dame Olivia Placeholder"] == ""
    assert told["Wojciech Przykładowski"] == "Fri\u00a0tba"  # times, as of all others
    text = " ".join(text_of(make("hostsheet", snapshot, "host:porto", "en").data).split())
    assert "Only comes to: Sat 10:30" in text
    text = text_of(make("hostsheet", snapshot, "host:innovation-office", "en").data)
    assert "Only comes to" not in text


def test_who_comes_along_is_on_the_list_but_not_the_hosts_own_people() -> None:
    snapshot = Snapshot(example_trip("lisbon"), ISSUED)
    data = compose("hostsheet", Job(snapshot, snapshot.audience("host:lisbon"), "en"))
    names = {guest["name"] for guest in data["sheets"][0]["guests"]}
    assert "Tomás Intérprete" in names
    assert "Maria do Exemplo" not in names


def test_a_host_family_reads_how_many_stay_with_them() -> None:
    trip = example_trip("lisbon")
    stay = item(trip, "Stay with the host families")
    singer = next(person for person in trip.people if person.delegate and "choir" in person.groups)

    def told(*places: Assignment) -> str:
        there = change_item(trip, stay.id, assignments=places)
        sheet = compose("hostsheet", Job(Snapshot(there, ISSUED), read_audience(there, "host:familia-exemplo"), "en"))
        lines = [line for day in sheet["sheets"][0]["days"] for line in day["lines"] if line["visit"]]
        return next(line["visit"]["heads"] for line in lines if line["title"] == stay.title)

    assert told() == "16 people, 2 of them by name, with all host families together"
    assert told(Assignment(place="Família Exemplo", people=(singer.key,))) == "1 person"
    assert told(Assignment(place="Rua do Lar 3", people=("familia-exemplo", singer.key))) == "1 person"
    assert told(Assignment(place="Família Modelo", people=(singer.key,))).endswith("together")


def test_a_short_sheet_is_set_larger_and_stands_on_one_page() -> None:
    snapshot = Snapshot(example_trip("koeln"), ISSUED)
    assert len(pages_of(make("hostsheet", snapshot, brand=Brand(footer=HOUSE)).data)) == 3


def test_who_hosts_a_part_only_reads_who_comes_to_it() -> None:
    trip = example_trip("lisbon")
    part = item(trip, "Sensors from quay to sea")
    house = Organisation(key="lab", name="Water Lab")
    trip = changed(trip, organisations=(*trip.organisations, house))
    snapshot = Snapshot(change_item(trip, part.id, hosts=("lab",)), ISSUED)
    text = undivided(text_of(make("hostsheet", snapshot, "host:lab", "en").data, "-raw"))
    assert undivided("Who comes (10 people, 8 of them by name)") in text
