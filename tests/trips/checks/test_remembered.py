"""Days that did not change are not looked at again; waivers end when what they are about is another thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings

from tests import ROOT
from tests.support.checking import found, trip_of
from tests.support.strategies import programmes
from trips.checks import check, rules
from trips.checks.day_context import DayContext
from trips.checks.trip_context import TripContext
from trips.checks.waivers import dismiss, take_back_dismissal
from trips.edits.items import add_item, change_item, duplicate_trip, remove_items
from trips.history.merge import merge
from trips.model.doors import checked, read_json, write_json
from trips.model.entities import Item, Person, Venue, changed, new_id
from trips.model.trip import Trip
from trips.schedule.attendance import Attendance
from trips.schedule.timeline import Timeline
from trips.tripfile import read_trip, write_trip


def test_after_an_edit_only_the_rules_of_its_day_run(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: Counter[object] = Counter()

    def spied(rule: Callable, kind: str) -> Callable:
        def run(*given: object) -> list:
            days = [str(one.day.date.day) for one in given if hasattr(one, "placed") and hasattr(one, "day")]
            ran[f"{kind} {' '.join(days)}".strip()] += 1
            return list(rule(*given))

        return run

    monkeypatch.setattr(rules, "DAY", tuple(spied(one, "day") for one in rules.DAY))
    monkeypatch.setattr(rules, "NIGHT", tuple(spied(one, "night") for one in rules.NIGHT))
    monkeypatch.setattr(rules, "GROUND", tuple(spied(one, "ground") for one in rules.GROUND))
    trip = trip_of(*([{"when": "10:00-11:00"}] for _ in range(5)))
    timeline = Timeline(trip)
    first = check(timeline)
    assert ran["day 11"] == ran["day 13"] == len(rules.DAY)
    assert ran["ground"] == len(rules.GROUND)
    ran.clear()
    nights = len(rules.NIGHT)
    timeline = Timeline(change_item(trip, trip.items[2].id, when="10:30-11:00"), timeline)
    second = check(timeline, first)
    assert ran == {"day 11": len(rules.DAY), "night 10 11": nights, "night 11 12": nights}
    ran.clear()
    check(Timeline(changed(timeline.trip, title="other"), timeline), second)
    assert not ran
    check(Timeline(changed(timeline.trip, people=(Person(key="a", name="A"),)), timeline), second)
    assert ran["day 9"] == ran["day 13"] == len(rules.DAY)


@settings(max_examples=40, deadline=None)
@given(programmes(), programmes(most=6))
def test_what_is_remembered_is_what_a_fresh_look_finds(trip: Trip, other: Trip) -> None:
    timeline = Timeline(trip)
    known = check(timeline)
    for item in trip.items[:2]:
        trip = change_item(trip, item.id, when="10:00-11:00", status="confirmed")
        timeline = Timeline(trip, timeline)
        known = check(timeline, known)
        assert list(known) == list(check(Timeline(trip)))
    if trip.items:
        trip = remove_items(trip, [trip.items[-1].id])
        timeline = Timeline(trip, timeline)
        known = check(timeline, known, date(2026, 1, 1))
        assert list(known) == list(check(Timeline(trip), today=date(2026, 1, 1)))
    assert list(check(Timeline(other, timeline), known)) == list(check(Timeline(other)))


@settings(max_examples=40, deadline=None)
@given(programmes())
def test_heads_that_are_counted_once_are_those_of_each_item(trip: Trip) -> None:
    timeline = Timeline(trip)
    ground, placed = TripContext(timeline), timeline.placed()
    for day, of_day in timeline.days():
        plan = DayContext(day, of_day)
        assert [ground.heads(plan, one.item) for one in of_day] == [
            Attendance.of(trip, placed).heads(one.item) for one in of_day
        ]


CLASH = ({"title": "A", "when": "10:00-11:00"}, {"title": "B", "when": "10:30-12:00"}, {"title": "C", "when": "13:00"})


def clash() -> tuple[Trip, Trip]:
    """A trip with one overlap, and the same with the overlap accepted."""
    trip = trip_of(list(CLASH))
    (finding,) = found(trip, "time")
    return trip, dismiss(trip, finding, "meant so")


def test_a_waiver_ends_when_its_items_or_the_sum_are_others() -> None:
    _, dismissed = clash()
    a, b, c = dismissed.items
    assert found(dismissed, "time") == []
    for item, fields in (
        (a, {"when": "10:00-11:15"}), (b, {"when": "10:45-12:00"}), (b, {"title": "B2"}), (a, {"speakers": ("p",)}),
    ):  # fmt: skip
        other = change_item(changed(dismissed, people=(Person(key="p", name="P"),)), item.id, **fields)
        assert len(found(other, "time")) == 1, fields
    for item, fields in ((c, {"when": "14:00"}), (a, {"status": "confirmed"}), (b, {"staff_note": "x"})):
        assert found(change_item(dismissed, item.id, **fields), "time") == [], fields


def test_what_was_accepted_once_is_forgotten_when_it_is_accepted_again() -> None:
    _, dismissed = clash()
    moved = change_item(dismissed, dismissed.items[1].id, when="10:45-12:00")
    (finding,) = found(moved, "time")
    again = dismiss(moved, finding, "still so", holding=check(Timeline(moved)).dismissed)
    assert [one.because for one in again.waivers] == ["still so"]
    assert found(again, "time") == []


def test_two_findings_of_one_item_are_accepted_each_for_itself() -> None:
    trip = trip_of([*CLASH[:2], {"title": "D", "when": "10:45-12:30"}])
    one, two, three = found(trip, "time")
    b = trip.items[1].id
    dismissed = dismiss(trip, one, "1", b)
    assert [f.items for f in found(dismissed, "time")] == [two.items, three.items]
    both = dismiss(dismissed, three, "2", b, check(Timeline(dismissed)).dismissed)
    assert [one.because for one in both.waivers] == ["1", "2"]
    assert [f.items for f in found(both, "time")] == [two.items]


def test_a_finding_without_items_can_be_accepted_and_taken_back() -> None:
    trip = trip_of([], first=date(2025, 10, 3))
    (holiday,) = found(trip, "day")
    dismissed = dismiss(trip, holiday, "we know")
    assert dismissed.waivers[0].item is None
    assert found(dismissed, "day") == []
    assert found(take_back_dismissal(dismissed, dismissed.waivers), "day") == [holiday]
    venues = (Venue(key="a", name="KGSt"), Venue(key="b", name="kgst"), Venue(key="c", name="KGST"))
    same = trip_of([], venues=venues)
    one, *others = found(same, "name")
    assert found(dismiss(same, one, "two houses"), "name") == others


def test_a_copy_of_a_trip_keeps_what_was_accepted() -> None:
    trip, dismissed = clash()
    assert found(duplicate_trip(dismissed, "copy"), "time") == []
    assert len(found(duplicate_trip(trip, "copy"), "time")) == 1


def test_waivers_survive_the_trip_file_and_a_merge() -> None:
    trip, dismissed = clash()
    assert read_trip(write_trip(dismissed)).trip == dismissed
    theirs = add_item(trip, checked(Item, id=new_id(), title="E", day=trip.days[0].id, when="15:00"))
    merged = merge(trip, dismissed, theirs)
    assert (merged.trip.waivers, merged.conflicts) == (dismissed.waivers, ())
    assert found(merged.trip, "time") == []


def test_a_trip_of_an_older_program_is_read_and_its_waivers_accept_nothing() -> None:
    trip, _ = clash()
    old = {"code": "time.overlap", "item": trip.items[0].id, "because": "old"}
    read = read_json(Trip, write_json(changed(trip, waivers=(old,))))
    assert read.waivers[0].digest == ""
    assert len(found(read, "time")) == 1


PLANTED: dict[str, tuple[str, dict]] = {
    "time.overlap": ("Mittagsimbiss und Abschlussrunde", {"when": "12:00-13:30"}),
    "time.order": ("Zeit zur freien Verfügung", {"when": "13:00-13:20"}),
    "time.outside": ("Begrüßung durch Bürgermeister Dr. Ralf Heinen", {"when": "10:15, 20 min"}),
    "travel.short": ("Fußweg zum Historischen Rathaus", {"when": "10:22, 5 min"}),
    "capacity.item": ("Gemeinsames Abendessen", {"capacity": 12}),
    "presence.absent": ("Gemeinsames Abendessen", {"people": ("schablone",)}),
    "privacy.text": ("Frühstück", {"note": "Fragen an petra.musterfrau@example.org"}),
    "missing.host": ("Besuch der KGSt", {"hosts": ()}),
    "pause.meal": ("Gemeinsames Mittagessen", {"kind": "meeting"}),
    "night.short": ("Gemeinsames Abendessen", {"when": "22:00-25:30"}),
    "name.title": ("Dank an die Gastgeber", {"title": "Dank an Dr. Bujanowsky"}),
}


@pytest.mark.parametrize("code", PLANTED)
def test_a_problem_planted_into_the_cologne_trip_is_found(code: str) -> None:
    trip = read_trip((ROOT / "examples/koeln.toml").read_bytes()).trip
    title, fields = PLANTED[code]
    item = next(one for one in trip.items if one.title == title)
    assert found(trip, code) == []
    hits = found(change_item(trip, item.id, **fields), code)
    assert hits
    assert any(item.id in one.items for one in hits) or code == "pause.meal"


EXPECTED: dict[str, list[str]] = {
    "koeln": ["access.ask", "travel.none", "missing.speaker", "counts.room"],
    "koeln-weich": ["missing.address", "missing.speaker", "time.open"],
    "lisbon": ["missing.responsible", "capacity.item", "travel.morning", "missing.responsible", "counts.room"],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_examples_have_only_findings_that_a_coordinator_agrees_with(name: str) -> None:
    trip = read_trip((ROOT / f"examples/{name}.toml").read_bytes()).trip
    told = list(check(Timeline(trip)))
    assert sorted(one.code for one in told) == sorted(EXPECTED[name])
    assert {one.severity for one in told} == {"hint"}
