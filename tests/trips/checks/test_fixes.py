"""Ways to put a finding right: each makes the finding go away, and nothing graver comes."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.support.checking import TOWN, found, trip_of
from trips.checks import check
from trips.checks.fixes.fixes import fixes
from trips.contacts.proposed_times import propose
from trips.grammar.when_text import canonical
from trips.model.entities import Person, Venue
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline

VISIT = {"kind": "visit", "hosts": ("p",)}
PEOPLE = (Person(key="p", name="Dr. Klaus Effing"),)


def proposing(day: int = 9, end: int | None = None, **item: object) -> Trip:
    """A trip in which somebody proposes 16:30 for an item at 10:00; the end in minutes from midnight."""
    trip = trip_of([{"title": "A", "when": "10:00-11:00"} | item], [], people=PEOPLE)
    start = datetime(2025, 10, day, 16, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    ends = start.replace(hour=end // 60, minute=end % 60) if end is not None else None
    return propose(Timeline(trip), trip.items[0].id, "p", start, ends, None)


CASES: dict[str, tuple[Trip, str, list[str]]] = {
    "no time for a way": (
        trip_of(
            [
                {"title": "A", "venue": "hall", "when": "10:00-11:00"},
                {"title": "B", "venue": "near", "when": "11:05, 1 h"},
            ],
            venues=TOWN,
        ),
        "travel.short",
        ["Plan a transfer of 10 min before B", "Begin B 5 min later, and what follows it", "End A 5 min earlier"],
    ),
    "a transfer that is too short": (
        trip_of(
            [
                {"title": "A", "venue": "hall", "when": "10:00-10:30"},
                {"title": "W", "kind": "transfer", "venue": "hall", "to": "near", "when": "11:00-11:05"},
                {"title": "B", "venue": "near", "when": "11:05-12:00"},
            ],
            venues=TOWN,
        ),
        "travel.short",
        ["Begin W 5 min earlier", "Make W 5 min longer"],
    ),
    "an overlap": (
        trip_of([{"title": "A", "when": "10:00-11:00"}, {"title": "B", "when": "10:45-12:00"}]),
        "time.overlap",
        ["Begin B 15 min later, and what follows it"],
    ),
    "the wrong order": (
        trip_of([{"title": "A", "when": "14:00"}, {"title": "B", "when": "09:00"}]),
        "time.order",
        ["Put Thu 9 Oct in the order of time"],
    ),
    "a part outside": (
        trip_of([{"title": "W", "when": "10:00-11:00"}, {"title": "P", "when": "10:30-11:15", "part": True}]),
        "time.outside",
        ["Let W go from 10:00 to 11:15"],
    ),
    "no break": (
        trip_of(
            [VISIT | {"title": "A", "when": "09:00-10:30"}, VISIT | {"title": "B", "when": "10:30, 80 min"}],
            people=PEOPLE,
        ),
        "pause.break",
        ["Put a break of 15 min before B"],
    ),
    "no break between parts": (
        trip_of(
            [
                VISIT | {"title": "V", "when": "09:00-12:15"},
                {"title": "A", "kind": "talk", "speakers": ("p",), "when": "then, 90 min", "part": True},
                {"title": "B", "kind": "talk", "speakers": ("p",), "when": "then, 75 min", "part": True},
            ],
            people=PEOPLE,
        ),
        "pause.break",
        ["Put a break of 15 min before B"],
    ),
    "a number in a note": (
        trip_of([{"title": "A", "note": "Bring a coat.\nAsk 0221 4710 930", "staff_note": "x"}]),
        "privacy.text",
        ["Move it from the note of A to the internal note"],
    ),
    "a place that came to be known": (
        trip_of([{"title": "Abend im Brauhaus Muster"}], venues=(Venue(key="b", name="Brauhaus Muster", address="x"),)),
        "missing.place",
        ["Let Abend im Brauhaus Muster be there: Brauhaus Muster"],
    ),
    "one place twice": (
        trip_of([{"venue": "a"}, {"venue": "b"}],
                venues=(Venue(key="a", name="KGSt", address="x"), Venue(key="b", name="kgst"))),
        "name.similar",
        ['Merge them, as "KGSt"', 'Merge them, as "kgst"'],
    ),
    "another time": (proposing(end=1030), "confirm.proposed", ["Let A begin Thu 9 Oct at 16:30, as they propose"]),
    "another day": (
        proposing(day=10, end=None), "confirm.proposed", ["Let A begin Fri 10 Oct at 16:30, as they propose"],
    ),
    "a name in a title": (
        trip_of([{"title": "Vortrag von Dr. Effinger"}], people=PEOPLE),
        "name.title",
        ['Write "Effing" in the title'],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_every_way_puts_the_finding_right_and_makes_nothing_worse(name: str) -> None:
    trip, code, labels = CASES[name]
    (finding,) = found(trip, code)
    ways = fixes(Timeline(trip), finding)
    assert [str(way.label) for way in ways] == labels
    before = {one.code for one in check(Timeline(trip))}
    for way in ways:
        assert way.change is not None
        after = way.change(trip)
        if str(way.label) == "Make W 5 min longer":
            assert [one.code for one in found(after, "t")] == ["time.overlap"]  # the next one is told, and has its way
            continue
        assert found(after, code) == [], way.label
        assert {one.code for one in check(Timeline(after))} <= before, way.label


def test_a_number_moves_and_the_rest_of_the_note_stays() -> None:
    trip, code, _ = CASES["a number in a note"]
    (way,) = fixes(Timeline(trip), found(trip, code)[0])
    assert way.change is not None
    item = way.change(trip).items[0]
    assert (item.note, item.staff_note) == ("Bring a coat.", "x\nAsk 0221 4710 930")


def test_a_proposed_time_is_taken_over_with_its_length_or_that_of_the_item() -> None:
    for name, when in (("another time", "16:30, 40 min"), ("another day", "16:30, 1 h")):
        trip, code, _ = CASES[name]
        (way,) = fixes(Timeline(trip), found(trip, code)[0])
        assert way.change is not None
        after = way.change(trip)
        assert canonical(after.items[0].when) == when
        assert after.items[0].day == trip.days[name == "another day"].id


def test_a_proposed_time_on_no_day_of_the_trip_or_for_what_is_fixed_is_only_told() -> None:
    for trip in (proposing(day=12), proposing(fixed=True)):
        assert fixes(Timeline(trip), found(trip, "confirm.proposed")[0]) == ()


def test_what_is_fixed_is_not_moved() -> None:
    fixed = trip_of([{"title": "A", "when": "10:00-11:00"}, {"title": "B", "when": "10:45-12:00", "fixed": True}])
    assert fixes(Timeline(fixed), found(fixed, "time")[0]) == ()


def test_a_place_without_an_address_leads_to_its_form() -> None:
    trip = trip_of([{"venue": "a"}], venues=(Venue(key="a", name="A"),))
    (way,) = fixes(Timeline(trip), found(trip, "missing.address")[0])
    assert (way.change, way.form) == (None, "venues:a")
