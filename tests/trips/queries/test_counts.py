"""How many are where, as an office asks it."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.agenda.cli.test_cli import KOELN, agenda
from tests.support.checking import found, said, trip_of
from trips.model.entities import Group, Person, Presence, Private, Venue, changed
from trips.model.trip import Trip
from trips.queries.counts import item_counts, nights
from trips.schedule.timeline import Timeline

__all__ = ["agenda"]

DAY = (
    {"title": "Bus", "kind": "transfer", "when": "8:00-9:00", "capacity": 4},
    {"title": "Talk", "when": "9:00-10:00", "venue": "hall"},
    {"title": "Lunch", "kind": "meal", "when": "12:00-13:00"},
    {"title": "Tour", "when": "15:00-16:00", "groups": ("a",)},
    {"title": "Hotel", "kind": "stay", "when": "18:00-9:00+1"},
)


def delegates() -> tuple[Person, ...]:
    return (
        Person(key="weber", name="Weber", delegate=True, groups=("a",), private=Private(diet="vegetarian", room="1")),
        Person(key="effing", name="Effing", delegate=True, private=Private(diet="Vegetarian", room="2")),
        Person(key="day", name="Daynes", delegate=True, present=Presence(end=datetime(2025, 10, 9, 14))),
        Person(key="aide", name="Aide", accompanies="weber"),
    )


def a_trip() -> Trip:
    day = [dict(one) for one in DAY]
    day[2]["people"] = ("aide",)
    day[4]["when"] = "18:00-9:00"
    hall = (Venue(key="hall", name="Hall", capacity=80),)
    return trip_of(day, [], people=delegates(), groups=(Group(key="a", name="A", expected=3),), venues=hall)


def heads(trip: Trip) -> dict[str, tuple[int, int | None]]:
    return {one.placed.item.title: (one.heads, one.room) for one in item_counts(Timeline(trip))}


def test_groups_presence_and_who_comes_along_are_counted() -> None:
    trip = a_trip()
    assert heads(trip) == {
        "Bus": (5, 4),  # three with a name, and two of the group who have none yet
        "Talk": (5, 80), "Lunch": (6, None), "Tour": (3, None), "Hotel": (4, None),
    }  # fmt: skip
    tour = trip.items[3]
    people = (changed(trip.people[0], declined=(tour.id,)), *trip.people[1:])
    assert heads(changed(trip, people=people))["Tour"] == (2, None)


def test_meals_are_told_by_diet_and_nobody_is_named() -> None:
    lunch = next(one for one in item_counts(Timeline(a_trip())) if one.placed.item.title == "Lunch")
    assert (lunch.diets, lunch.plain) == ((("vegetarian", 2),), 4)


def test_a_night_tells_stays_and_rooms() -> None:
    trip = a_trip()
    (night,) = nights(Timeline(trip))
    assert (night.heads, night.staying, len(night.sleepers), night.rooms, night.without) == (4, 4, 2, 2, ())
    assert night.staying == heads(trip)["Hotel"][0]
    hotel = changed(trip.items[4], groups=("a",))
    (night,) = nights(Timeline(changed(trip, items=(*trip.items[:4], hotel))))
    assert [one.name for one in night.without] == ["Effing"]


def slept(*days: list[dict]) -> list[tuple[int, int]]:
    """The day of the month and how many stay, of each night."""
    groups = (Group(key="a", name="A", expected=3), Group(key="b", name="B"))
    trip = trip_of(*days, people=delegates(), groups=groups)
    return [(night.evening.day, night.staying) for night in nights(Timeline(trip))]


@pytest.mark.parametrize(
    ("hotel", "left"),
    [
        ({"title": "Check-in Hotel", "when": "about 17:30"}, {"title": "Check-out", "when": "from 09:00"}),
        ({"title": "Hotel", "when": "15:00"}, {"title": "Hotel", "when": "until 10:00"}),
        ({"title": "Hotel", "when": "15:00"}, {"title": "Auschecken", "when": "morning"}),
        ({"title": "Hotel", "when": "from 15:00, until 10:00 +2 d"}, {"title": "Check-out", "when": "09:00"}),
    ],
)
def test_a_stay_goes_on_to_its_check_out(hotel: dict, left: dict) -> None:
    assert slept([{"kind": "stay", **hotel}], [], [{"kind": "stay", **left}]) == [(9, 4), (10, 4)]


def test_a_stay_goes_on_to_the_next_one_and_the_last_is_of_its_own_day() -> None:
    first, second = (
        {"kind": "stay", "title": "Inn", "when": "15:00"},
        {"kind": "stay", "title": "Castle", "when": "15:00"},
    )
    assert slept([first], [], [second], []) == [(9, 4), (10, 4), (11, 4)]
    assert slept([{**first, "groups": ("a",)}], [], [{**second, "groups": ("b",)}]) == [(9, 3), (11, 0)]


@pytest.mark.parametrize("nothing", ["none", "None.", "-", "keine", "n/a", "No diet", " "])
def test_to_mind_nothing_is_no_diet(nothing: str) -> None:
    trip = a_trip()
    people = tuple(changed(one, private=changed(one.private, diet=nothing)) for one in trip.people)
    lunch = next(one for one in item_counts(Timeline(changed(trip, people=people))) if one.placed.item.title == "Lunch")
    assert (lunch.diets, lunch.plain) == ((), 6)


def test_sums_that_do_not_match_are_findings() -> None:
    trip = a_trip()
    assert found(trip, "counts.") == []
    few = changed(trip, groups=(Group(key="a", name="A", expected=0),))
    assert said(few, "counts.group") == [
        "A expects 0 people, and 1 have names; change the number or the groups of some."
    ]
    apart = changed(trip, items=(*trip.items[:4], changed(trip.items[4], groups=("a",))))
    assert said(apart, "counts.night") == ["In the night after Thu 9 Oct 1 of 4 have no stay: Effing."]
    roomless = changed(trip, people=(trip.people[0], changed(trip.people[1], private=Private()), *trip.people[2:]))
    assert said(roomless, "counts.room") == ["In the night after Thu 9 Oct 1 of 4 have no room yet: Effing."]
    nobody = changed(roomless, people=tuple(changed(one, private=Private()) for one in trip.people))
    assert found(nobody, "counts.room") == []  # the hotel has told no rooms yet


def test_the_command_names_nobody(agenda) -> None:
    out = agenda("counts", KOELN).out
    assert "20 of 60  Gemeinsames Mittagessen" in out
    assert "1 vegetarisch, 1 keine Nüsse (Allergie)" in out
    assert "Night after Thu 9 Oct" in out
    assert "19 stay, 13 rooms, 6 without a room" in out
    assert not any(name in out for name in ("Musterfrau", "Exempel", "Attrappe"))


def test_a_day_or_an_item_alone(agenda) -> None:
    assert "Anreise" not in agenda("counts", KOELN, "--day", "2").out
    lines = agenda("counts", KOELN, "--item", "376df1").out.splitlines()
    assert (len(lines), "20 of 40" in lines[0]) == (5, True)
    document = json.loads(agenda("counts", KOELN, "--day", "1", "--json").out)
    assert document["nights"] == [
        {"date": "2025-10-09", "heads": 19, "stay": 19, "rooms": 13, "without_room": 6, "without_stay": 0}
    ]
    assert document["items"][7]["diets"]["vegetarisch"] == 1


def test_tables_go_into_files(agenda, tmp_path: Path) -> None:
    assert agenda("counts", KOELN, "-o", "heads.csv").code == 0
    rows = list(csv.reader((tmp_path / "heads.csv").read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["Date", "Start", "Programme item", "Headcount", "Room for", "Free", "Places and diets"]
    assert rows[1][:4] == ["2025-10-09", "2025-10-09 07:30", "Anreise mit dem Bus", "20"]
    assert agenda("counts", KOELN, "-o", "heads.xlsx").code == 0
    sheet = load_workbook(tmp_path / "heads.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[2]][2:4] == ["Anreise mit dem Bus", 20]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--day", "9"), "There is no day"), (("--item", "zzz"), "There is no item"), (("-o", "x.pdf"), "neither .csv")],
)
def test_bad_input_gets_one_sentence(agenda, arguments: tuple[str, ...], said: str) -> None:
    done = agenda("counts", KOELN, *arguments)
    assert (done.code, said in done.err) == (1, True), done.err
