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
     ("plane", "plane"), ("Fähre", "other"), ("on foot", "walk"), ("minibus", "bus"), ("", None), ("Kutsche", None)],
)  # fmt: skip
def test_how_one_goes_is_read_from_a_few_words(text: str, mode: str | None) -> None:
    assert mode_of(text) == mode


def test_distances_are_those_of_roads() -> None:
    assert kilometres(TOWN[0], TOWN[3]) is None
    assert kilometres(TOWN[0], TOWN[0]) == 0
    assert 30 < (kilometres(TOWN[0], TOWN[2]) or 0) < 34
