"""Checks of ways: too short, none planned, too long, and places in the wrong zone."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.checking import TOWN, found, said, trip_of
from trips.model.entities import Distance, Group, Person, Private, Venue, changed
from trips.queries.travel_time import kilometres, mode_of


def two(gap: str, first: str = "hall", second: str = "near", *between: dict, **trip: object):
    items = [{"title": "A", "venue": first, "when": "10:00-11:00"}, *between]
    return trip_of([*items, {"title": "B", "venue": second, "when": f"{gap}-13:00"}], venues=TOWN, **trip)


def test_a_way_on_foot_without_time_is_told_with_its_sum() -> None:
    assert said(two("11:05"), "travel") == [
        "B: 10 min needed from Hall (A), 5 planned: 10 walk; plan a transfer or begin later."
    ]
    assert said(two("11:10"), "travel") == []
    assert said(two("11:05", second="hall"), "travel") == []


def test_who_walks_slowly_makes_the_group_slow() -> None:
    slow = (Person(key="a", name="A B", delegate=True, private=Private(access="Rollstuhl")),)
    deaf = (Person(key="a", name="A B", delegate=True, private=Private(access="hearing aid")),)
    assert said(two("11:12", people=slow), "travel")[0].startswith("B: 14 min needed")
    assert said(two("11:12", people=deaf), "travel") == []


def test_a_coach_needs_its_drive_the_boarding_and_an_allowance() -> None:
    people = tuple(Person(key=f"p{n}", name=f"P {n}", delegate=True) for n in range(24))
    coach = {"title": "Coach", "kind": "transfer", "mode": "coach", "venue": "hall", "to": "far", "when": "11:00-11:30"}
    trip = two("11:30", "hall", "far", coach, people=people)
    assert said(trip, "travel") == [
        "Coach (Hall – Far): 39 min needed, 30 planned: 30 drive + 4 boarding + 5 allowance;"
        " make it longer or begin earlier."
    ]
    assert found(trip, "travel")[0].severity == "warning"
    assert said(changed(trip, boarding=0, allowance=0), "travel") == []
    (slack,) = found(two("12:00", "hall", "far", coach, people=people), "travel")
    assert slack.severity == "hint"
    assert said(two("11:50", "hall", "far", coach | {"when": "11:00-11:45"}, people=people), "travel") == []


@pytest.mark.parametrize("mode", ["ICE 612", "plane", "boat", "Pferdekutsche"])
def test_timetables_and_odd_ways_are_believed(mode: str) -> None:
    way = {"kind": "transfer", "mode": mode, "venue": "hall", "to": "far", "when": "11:00-11:20"}
    assert said(two("11:30", "hall", "far", way), "travel") == []


def test_what_somebody_noted_of_a_way_counts() -> None:
    noted = (Distance(one="lost", other="hall", minutes=12, mode="zu Fuß"),)
    assert said(two("11:10", "hall", "lost", distances=noted), "travel") == [
        "B: 12 min needed from Hall (A), 10 planned: 12 walk; plan a transfer or begin later."
    ]
    assert said(two("11:12", "hall", "lost", distances=noted), "travel") == []


def test_a_way_that_nobody_knows_is_told_only_if_there_is_no_time_at_all() -> None:
    (one,) = found(two("11:00", "hall", "lost"), "travel")
    assert (one.code, one.severity) == ("travel.none", "hint")
    assert said(two("11:01", "hall", "lost"), "travel") == []
    same = (TOWN[0], changed(TOWN[3], address=TOWN[0].address))
    assert said(changed(two("11:00", "hall", "lost"), venues=same + TOWN[1:3]), "travel") == []


def test_groups_go_their_own_ways() -> None:
    groups = (Group(key="a", name="A"), Group(key="b", name="B"))
    items = [
        {"venue": "hall", "when": "10:00-11:00", "groups": ("a",)},
        {"venue": "far", "when": "11:00-12:00", "groups": ("b",)},
    ]
    assert said(trip_of(items, venues=TOWN, groups=groups), "travel") == []
    both = [items[0], {"venue": "far", "when": "11:00-12:00"}]
    assert len(said(trip_of(both, venues=TOWN, groups=groups), "travel")) == 1


def test_parts_elsewhere_than_their_whole_are_ways_too() -> None:
    whole = {"venue": "hall", "when": "10:00-13:00"}
    parts = [{"when": "10:00-11:00", "part": True}, {"when": "11:00-12:00", "venue": "far", "part": True}]
    assert len(said(trip_of([whole, *parts], venues=TOWN), "travel.short")) == 1
    parts[1]["venue"] = "hall"
    assert said(trip_of([whole, *parts], venues=TOWN), "travel.short") == []


def test_a_journey_that_lasts_almost_a_day_has_wrong_times_or_zones() -> None:
    flight = {"title": "Flight", "kind": "arrival", "venue": "hall", "to": "near", "when": "11:00-10:30"}
    (one,) = found(trip_of([flight], venues=TOWN), "travel.long")
    assert "23 h 30 min" in str(one.message)
    assert found(trip_of([flight | {"when": "11:00-10:30 +1 day"}], venues=TOWN), "travel.long") == []
    assert found(trip_of([flight | {"when": "22:00-09:30"}], venues=TOWN), "travel.long") == []


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("04:30-04:15", "04:15-04:30"), ("13:00-04:15", "18:00-07:00"), ("13:00-04:15", "13:00-04:15 +1 day"),
        ("13:00-04:15", "06:00-20:30"),
    ],
)  # fmt: skip
def test_a_ride_that_arrives_before_it_departs_is_told(slip: str, meant: str) -> None:
    coach = {"title": "Coach", "kind": "transfer", "mode": "coach"}
    (one,) = found(trip_of([coach | {"when": slip}]), "")
    assert (one.code, one.severity) == ("travel.long", "warning")
    assert "of the next day; put the times right" in str(one.message)
    assert found(trip_of([coach | {"when": meant}]), "travel.long") == []


def test_a_way_on_foot_of_many_hours_is_told() -> None:
    walk = {"title": "Walk", "kind": "transfer", "mode": "on foot"}
    assert said(trip_of([walk | {"when": "10:00-14:30"}]), "travel.long") == [
        "Walk would last 4 h 30 min, from 10:00 to 14:30; put the times right."
    ]
    assert found(trip_of([walk | {"when": "10:00-14:00"}]), "travel.long") == []
    assert found(trip_of([walk | {"mode": "boat", "when": "10:00-14:30"}]), "travel.long") == []


# Flights

AIR = (
    Venue(key="krk", name="Kraków Airport", address="x"),
    Venue(key="waw", name="Warsaw Airport", address="x"),
    Venue(key="lhr", name="Heathrow", address="x", timezone="Europe/London"),
)


def flying(arrives: str, flight: dict, *between: dict, trip: dict | None = None, **coach: object):
    ride = {"title": "Coach", "kind": "transfer", "to": "krk", "when": f"07:00-{arrives}"} | coach
    leaves = {"title": "Flight", "kind": "departure", "venue": "krk", "when": "10:00-11:30"} | flight
    return trip_of([ride, *between, leaves], venues=AIR, timezone="Europe/Warsaw", **(trip or {}))


def test_a_ride_that_reaches_a_flight_too_late_is_told() -> None:
    assert said(flying("09:05", {"to": "lhr"}), "travel.flight") == [
        "Coach arrives 09:05, 55 min before Flight leaves 10:00; 2 h are usual before a flight abroad. Leave earlier."
    ]
    assert said(flying("08:05", {"to": "lhr"}), "travel.flight") != []
    assert said(flying("08:00", {"to": "lhr"}), "travel.flight") == []
    assert said(flying("08:35", {"to": "waw"}), "travel.flight") == [
        "Coach arrives 08:35, 1 h 25 min before Flight leaves 10:00; 1 h 30 min are usual. Leave earlier."
    ]
    assert said(flying("08:30", {"to": "waw"}), "travel.flight") == []
    assert said(flying("08:35", {}), "travel.flight") != []
    assert said(flying("08:30", {}), "travel.flight") == []


@pytest.mark.parametrize(
    ("flight", "train"),
    [
        ({"title": "LO 281 to London"}, {"title": "EN 406 to Vienna"}),
        ({"title": "Rückreise", "service": "LH 1832"}, {"title": "Rückreise", "service": "IC 2023"}),
        ({"title": "Rückreise", "mode": "Flugzeug"}, {"title": "Rückreise", "mode": "Bahn"}),
        ({"title": "Abflug"}, {"title": "Flight", "mode": "train"}),
        ({"title": "Rückflug"}, {"title": "Bus zum Flughafen"}),
    ],
)
def test_what_is_a_flight_is_known_by_mode_number_or_title(flight: dict, train: dict) -> None:
    assert len(said(flying("09:05", flight), "travel.flight")) == 1
    assert said(flying("09:05", train), "travel.flight") == []


def test_only_the_ride_that_leads_to_the_flight_counts() -> None:
    here, town = {"venue": "krk", "when": "09:10-09:20"}, {"venue": "waw", "when": "09:10-09:20"}
    assert len(said(flying("09:05", {}, here), "travel.flight")) == 1
    assert said(flying("09:05", {}, town), "travel.flight") == []
    assert said(flying("09:05", {}, to="waw"), "travel.flight") == []
    assert said(flying("09:05", {}, mode="plane"), "travel.flight") == []  # changing planes
    walk = {"title": "Walk to the gate", "kind": "transfer", "mode": "on foot", "when": "09:40-09:45"}
    assert said(flying("08:00", {}, walk), "travel.flight") == []
    groups = (Group(key="a", name="A"), Group(key="b", name="B"))
    assert said(flying("09:05", {"groups": ("b",)}, trip={"groups": groups}, groups=("a",)), "travel.flight") == []
    assert len(said(flying("09:05", {}, trip={"groups": groups}, groups=("a",)), "travel.flight")) == 1


def test_a_flight_just_after_midnight_is_one_of_the_evening_before() -> None:
    ride = {"title": "Coach", "kind": "transfer", "to": "krk"}
    flight = {"title": "Flight", "kind": "departure", "venue": "krk", "when": "00:30-02:00"}
    assert len(said(trip_of([ride | {"when": "23:00-23:40"}], [flight], venues=AIR), "travel.flight")) == 1
    assert said(trip_of([ride | {"when": "22:00-22:50"}], [flight], venues=AIR), "travel.flight") == []


# From the hotel in the morning


def waking(first: dict, *more: dict, stay: dict | None = None, **trip: object):
    hotel = {"title": "Hotel", "kind": "stay", "venue": "hall", "when": "from 18:00"} | (stay or {})
    morning = {"title": "A", "when": "10:00-11:00"} | first
    return trip_of([hotel], [morning, *more], **({"venues": TOWN} | trip))


def test_the_day_begins_where_the_night_was_spent() -> None:
    assert said(waking({"venue": "far"}), "travel.morning") == [
        "No way is planned from Hall, where the night is spent, to Far (A, 10:00), for which 35 min are needed: 30"
        " drive + 5 allowance; plan a transfer."
    ]
    coach = {"title": "Coach", "kind": "transfer", "venue": "hall", "to": "far", "when": "09:00-09:50"}
    assert said(waking(coach, {"venue": "far", "when": "10:00-11:00"}), "travel") == []
    for first in ({"venue": "hall"}, {"venue": "near"}, {"venue": None}, {"venue": "far", "when": "tba"}):
        assert said(waking(first), "travel.morning") == [], first


@pytest.mark.parametrize(
    "stay",
    [
        {"title": "Check-out"},
        {"venue": None},
        {"status": "idea"},
        {"when": "from 18:00, until 23:00"} | {"venue": "far"},
    ],
)
def test_without_a_place_to_sleep_nobody_knows_where_the_day_begins(stay: dict) -> None:
    assert said(waking({"venue": "far"}, stay=stay), "travel.morning") == []


def test_a_stay_of_several_nights_counts_each_morning() -> None:
    stay = {"title": "Hotel", "kind": "stay", "venue": "hall"}
    first = {"title": "A", "venue": "far", "when": "10:00-11:00"}
    for when, days in (
        ("from 18:00", 2),
        ("from 18:00, until 09:00 +2 days", 2),
        ("from 18:00, until 09:00 +1 day", 1),
    ):
        assert len(said(trip_of([stay | {"when": when}], [first], [first], venues=TOWN), "travel.morning")) == days
    moved = stay | {"title": "Other hotel", "venue": "far", "when": "from 18:00"}
    trip = trip_of([stay | {"when": "from 18:00"}], [first, moved], [first], venues=TOWN)
    assert len(said(trip, "travel.morning")) == 1


def test_of_a_way_that_nobody_knows_it_is_told_before_a_journey_or_where_ways_are_planned() -> None:
    flight = {"title": "Flight", "kind": "transfer", "venue": "lost"}
    assert len(said(waking(flight), "travel.morning")) == 1
    assert len(said(waking({"kind": "departure", "venue": "lost"}), "travel.morning")) == 1
    assert said(waking({"kind": "arrival", "venue": "lost"}), "travel.morning") == []
    assert said(waking({"venue": "lost"}), "travel.morning") == []
    ride = {"kind": "transfer", "when": "12:00-12:30"}
    assert len(said(waking({"venue": "lost"}, ride), "travel.morning")) == 1
    breakfast = {"kind": "meal", "when": "07:00-08:00"}
    assert len(said(waking(breakfast, flight | {"when": "10:00-11:00"}), "travel.morning")) == 1


def test_a_place_far_from_its_clocks_is_told() -> None:
    tokyo = Venue(key="t", name="Tokyo", lat=35.7, lon=139.7)
    madrid = Venue(key="m", name="Coruña", lat=43.4, lon=-8.4)
    assert found(trip_of([], venues=(tokyo,)), "zone")[0].about == ("venues:t",)
    assert found(trip_of([], venues=(changed(tokyo, timezone="Asia/Tokyo"), madrid)), "zone") == []
    summer = trip_of([], venues=(madrid,), first=date(2026, 7, 1))
    assert found(summer, "zone") == []


@pytest.mark.parametrize(
    ("text", "mode"),
    [("zu Fuß", "walk"), ("Fußweg zum Rathaus", "walk"), ("Reisebus", "bus"), ("ICE 612", "train"), ("S-Bahn", "train"),
     ("plane", "plane"), ("Fähre", "other"), ("on foot", "walk"), ("minibus", "bus"), ("", None), ("Kutsche", None),
     ("Flug nach Wien", "plane"), ("Transfer zum Flughafen", None), ("Flughafenbus", "bus")],
)  # fmt: skip
def test_how_one_goes_is_read_from_a_few_words(text: str, mode: str | None) -> None:
    assert mode_of(text) == mode


def test_distances_are_those_of_roads() -> None:
    assert kilometres(TOWN[0], TOWN[3]) is None
    assert kilometres(TOWN[0], TOWN[0]) == 0
    assert 30 < (kilometres(TOWN[0], TOWN[2]) or 0) < 34
