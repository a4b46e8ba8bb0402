"""Checks: a trip with a problem has its finding, one without has none, and what is dismissed is quiet."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from tests import ROOT
from tests.support.strategies import trips
from tests.trips.schedule.test_timeline import day_of
from trips.checks import Finding, check
from trips.checks.waivers import dismiss, take_back_dismissal
from trips.edits.days import set_dates
from trips.edits.items import with_items
from trips.i18n.language import words
from trips.model.doors import checked
from trips.model.entities import Day, Group, Item, Person, Venue, changed, new_id
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline
from trips.tripfile import read_trip

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
GROUPS = (Group(key="red", name="Red"), Group(key="blue", name="Blue"))


def found(trip: Trip, family: str = "time") -> list[Finding]:
    return [one for one in check(Timeline(trip)) if one.code.startswith(family)]


def codes(trip: Trip, family: str = "time") -> list[str]:
    return [finding.code for finding in found(trip, family)]


def on(day: date, *items: dict, **trip: object) -> Trip:
    made = day_of(*items, **trip)
    return changed(made, days=(changed(made.days[0], date=day),))


# For each code: a trip that has it, nearly the same one without it, how grave it is, and its sentence.
CASES: dict[str, tuple[Trip, Trip, str, str]] = {
    "time.skipped": (
        on(SPRING, {"title": "A", "when": "02:30-04:00"}),
        on(SPRING, {"title": "A", "when": "03:00-04:00"}),
        "error",
        "A: clocks skip 02:30 that night; it is taken as 03:30.",
    ),
    "time.twice": (
        on(AUTUMN, {"title": "A", "when": "02:30-04:00"}),
        on(AUTUMN, {"title": "A", "when": "03:00-04:00"}),
        "warning",
        "A: clocks show 02:30 twice that night; the first is meant.",
    ),
    "time.backwards": (
        day_of({"when": "10:00-12:00"}, {"title": "A", "when": "then, until 11:30"}),
        day_of({"when": "10:00-12:00"}, {"title": "A", "when": "then, until 12:30"}),
        "error",
        "A ends 11:30, before it starts 12:00.",
    ),
    "time.long": (
        day_of({"title": "A", "when": "10:00-09:00"}),
        day_of({"title": "A", "when": "22:00-01:00"}),
        "warning",
        "A goes on from 10:00 to 09:00 of the next day; is that meant?",
    ),
    "time.outside": (
        day_of({"title": "W", "when": "10:00-11:00"}, {"title": "A", "when": "10:30-11:15", "part": True}),
        day_of({"title": "W", "when": "10:00-11:00"}, {"title": "A", "when": "10:30-11:00", "part": True}),
        "error",
        "A (10:30–11:15) lies outside W (10:00–11:00).",
    ),
    "time.order": (
        day_of({"title": "A", "when": "14:00"}, {"title": "B", "when": "09:00"}),
        day_of({"title": "A", "when": "14:00"}, {"title": "B", "when": "14:00"}),
        "warning",
        "B (09:00) stands behind A (14:00), which is later.",
    ),
    "time.follows_nothing": (
        day_of({"title": "A", "when": "then, 30 min"}, {"when": "10:00"}),
        day_of({"when": "10:00-11:00"}, {"title": "A", "when": "then, 30 min"}),
        "warning",
        "A follows nothing: no item before it that day has a time.",
    ),
    "time.open": (
        day_of({"title": "B", "when": "10:00"}, {"title": "A", "when": "then"}),
        day_of({"title": "B", "when": "10:00, 1 h"}, {"title": "A", "when": "then"}),
        "hint",
        "A has no time yet, because the end of B is open.",
    ),
    "time.overlap": (
        day_of({"title": "B", "when": "10:00-11:00"}, {"title": "A", "when": "10:45-12:00"}),
        day_of({"title": "B", "when": "10:00-11:00"}, {"title": "A", "when": "11:00-12:00"}),
        "warning",
        "A begins 10:45, while B goes on until 11:00.",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_a_problem_is_found_and_its_sentence_tells_the_sum(code: str) -> None:
    trip, _, severity, said = CASES[code]
    (finding,) = [one for one in found(trip) if one.code == code]
    assert finding.severity == severity
    assert finding.message.say(words("en")) == said
    assert finding.message.say(words("de")) not in ("", said)
    assert next(item.id for item in trip.items if item.title == "A") in finding.items


@pytest.mark.parametrize("code", CASES)
def test_without_the_problem_nothing_is_found(code: str) -> None:
    assert codes(CASES[code][1]) == []


@pytest.mark.parametrize("code", CASES)
def test_what_somebody_looked_at_and_accepted_is_quiet(code: str) -> None:
    trip = CASES[code][0]
    (finding,) = found(trip, code)
    item = next(item.id for item in trip.items if item.title == "A")
    dismissed = dismiss(trip, finding, "known", item)
    assert code not in codes(dismissed)
    ((accepted, waiver),) = check(Timeline(dismissed)).dismissed
    assert (accepted, waiver.because, waiver.item) == (finding, "known", item)
    assert code in codes(take_back_dismissal(dismissed, [waiver]))
    others = (changed(waiver, code="time.other"), changed(waiver, item=new_id()), changed(waiver, digest=""))
    assert code in codes(changed(trip, waivers=others))


def test_every_code_of_the_rules_has_a_case_here() -> None:
    rules = [path.read_text(encoding="utf-8") for path in (ROOT / "trips/checks").glob("*.py")]
    assert set(re.findall(r'"(time\.[a-z_]+)"', "".join(rules))) == set(CASES)


def test_the_page_on_checks_has_every_code_and_no_other() -> None:
    rules = [path.read_text(encoding="utf-8") for path in (ROOT / "trips/checks").glob("*.py")]
    page = (ROOT / "docs/checks.md").read_text(encoding="utf-8")
    known = re.findall(r'"([a-z]+\.[a-z_]+)",', "".join(rules))
    assert sorted(re.findall(r"^\| `([a-z]+\.[a-z_]+)` \|", page, re.MULTILINE)) == sorted(set(known))


def test_groups_that_share_nobody_may_meet_at_the_same_time() -> None:
    items = ({"when": "10:00-11:00", "groups": ("red",)}, {"when": "10:00-11:00", "groups": ("blue",)})
    apart = (Person(key="ann", name="Ann", groups=("red",)),)
    both = (Person(key="ann", name="Ann", groups=("red", "blue")),)
    assert codes(day_of(*map(dict, items), groups=GROUPS, people=apart)) == []
    assert codes(day_of(*map(dict, items), groups=GROUPS, people=both)) == ["time.overlap"]
    assert codes(day_of(dict(items[0]), {"when": "10:30-11:00"}, groups=GROUPS)) == ["time.overlap"]


@pytest.mark.parametrize("beside", [{"status": "cancelled"}, {"kind": "stay"}, {"kind": "task"}])
def test_what_runs_beside_the_programme_overlaps_nothing(beside: dict) -> None:
    assert codes(day_of({"when": "10:00-11:00"}, {"when": "10:30-12:00"} | beside)) == []


def test_a_visit_and_its_parts_do_not_overlap_but_two_parts_may() -> None:
    whole = {"when": "10:00-12:00"}
    first, second = {"when": "10:00-11:00", "part": True}, {"when": "10:30-11:30", "part": True}
    assert codes(day_of(dict(whole), dict(first))) == []
    assert codes(day_of(dict(whole), dict(first), dict(second))) == ["time.overlap"]


def test_an_overlap_names_the_visit_and_not_the_part_that_happens_to_go_on() -> None:
    parts = [
        {"title": "Welcome", "when": "10:30-10:50", "part": True},
        {"title": "Talk", "when": "then, 1 h", "part": True},
    ]
    visit, other = {"title": "Visit", "when": "10:30-12:30"}, {"title": "A", "when": "10:40-11:00"}
    assert [str(one.message) for one in found(day_of(dict(visit), *map(dict, parts), dict(other)))] == [
        "A begins 10:40, while Visit goes on until 12:30."
    ]
    early = other | {"when": "10:00-11:00"}
    assert [str(one.message) for one in found(day_of(dict(early), dict(visit), *map(dict, parts)))] == [
        "Visit begins 10:30, while A goes on until 11:00."
    ]


def test_a_part_may_not_begin_before_its_visit() -> None:
    assert codes(day_of({"when": "10:00-11:00"}, {"when": "09:45-10:30", "part": True})) == ["time.outside"]


def test_clocks_are_those_of_the_place() -> None:
    tokyo = Venue(key="tokyo", name="Tokyo", timezone="Asia/Tokyo")
    assert codes(on(SPRING, {"when": "02:30", "venue": "tokyo"}, venues=(tokyo,))) == []


def test_the_gravest_findings_come_first_and_then_the_order_of_the_programme() -> None:
    trip = on(
        SPRING,
        {"when": "then, 10 min"},
        {"when": "10:00-11:00"},
        {"when": "10:30-11:30"},
        {"when": "12:00"},
        {"when": "then"},
        {"when": "02:15"},
    )
    days = (*trip.days, checked(Day, id=new_id(), date=SPRING + timedelta(days=1)))
    told = found(changed(trip, days=days))
    assert [one.severity for one in told] == sorted(
        (one.severity for one in told), key=["error", "warning", "hint"].index
    )
    assert [one.code for one in told][:3] == ["time.skipped", "time.follows_nothing", "time.overlap"]


@pytest.mark.parametrize("name", ["koeln", "lisbon"])
def test_the_examples_have_no_errors_or_warnings(name: str) -> None:
    trip = read_trip((ROOT / f"examples/{name}.toml").read_bytes()).trip
    assert [(one.code, str(one.message)) for one in found(trip) if one.severity != "hint"] == []


@settings(max_examples=50, deadline=None)
@given(trips())
def test_no_trip_makes_a_check_fail_and_every_finding_names_what_is_in_the_trip(trip: Trip) -> None:
    ids = {item.id for item in trip.items}
    entries = {
        f"{table}:{one.key}"
        for table in ("venues", "people", "organisations", "groups")
        for one in getattr(trip, table)
    }
    entries |= {f"days:{day.id}" for day in trip.days}
    for today in (None, *(day.date for day in trip.days[:1])):
        for finding in check(Timeline(trip), today=today):
            assert finding.items or finding.about or finding.code.startswith("translation.")  # of the trip's own title
            assert set(finding.items) <= ids
            assert set(finding.about) <= entries
            for language in ("de", "en"):
                assert finding.message.say(words(language))


def test_what_goes_on_all_at_once_is_told_of_some_and_not_of_every_pair() -> None:
    def found(n: int) -> int:
        trip = a_trip_of(n)
        return sum(finding.code == "time.overlap" for finding in check(Timeline(trip)).findings)

    assert found(5) == 10
    assert found(200) <= 20 * 200


def a_trip_of(n: int) -> Trip:
    """Items that are all at one time."""
    trip = set_dates(Trip(id=new_id(), title="x"), date(2025, 10, 9), date(2025, 10, 9))
    items = [checked(Item, id=new_id(), title=str(one), day=trip.days[0].id, when="09:00-10:00") for one in range(n)]
    return with_items(trip, items)
