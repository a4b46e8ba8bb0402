"""Edits: pure functions from a trip to a trip."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support.strategies import programmes
from trips.edits.days import set_dates
from trips.edits.directory import put, remove, uses
from trips.edits.items import add_item, change_item, duplicate_items, duplicate_trip, move_item, remove_items
from trips.edits.resolver import TripNames
from trips.edits.shift import shift
from trips.grammar.when_text import canonical
from trips.i18n.language import UserError
from trips.i18n.text import slug
from trips.importers.line.read import item_of, read_line
from trips.model.doors import checked
from trips.model.entities import Group, Item, Meet, Organisation, Person, Venue, changed, new_id
from trips.model.integrity import problems
from trips.model.trip import Trip
from trips.names.index import find_entry, get_entry


def a_trip(*lines: str) -> Trip:
    trip = set_dates(Trip(id=new_id(), title="x"), date(2025, 10, 9), date(2025, 10, 10))
    for line in lines:
        trip = add_item(trip, item_of(read_line(trip, line), trip.days[0].id))
    return trip


def titles(trip: Trip) -> str:
    return "".join(item.title for item in trip.items)


def times(trip: Trip) -> list[str]:
    return [canonical(item.when) for item in trip.items]


@given(programmes(), st.integers(-900, 900), st.sampled_from(("item", "following", "day", "trip")), st.data())
def test_shifting_a_trip_back_gives_the_same_trip(trip: Trip, by: int, scope, data: st.DataObject) -> None:
    item = data.draw(st.sampled_from(trip.items))
    try:
        moved = shift(trip, item.id, by, scope)
        back = shift(moved, item.id, -by, scope)
    except UserError:
        assume(False)
    assert back == trip


def test_what_follows_moves_up_to_the_first_fixed_item() -> None:
    trip = a_trip("Thu 9:00-10:00 A", "Thu then 1 h B", "Thu 11:00-12:00 C", "Thu 13:00 D", "Thu 14:00 E")
    trip = change_item(trip, trip.items[3].id, fixed=True)
    assert times(shift(trip, trip.items[0].id, 20)) == ["09:20-10:20", "then, 1 h", "11:20-12:20", "13:00", "14:00"]
    assert times(shift(trip, trip.items[1].id, 20)) == [
        "09:00-10:00",
        "then +20 min, 1 h",
        "11:20-12:20",
        "13:00",
        "14:00",
    ]
    assert times(shift(trip, trip.items[0].id, 20, "item"))[1:] == times(trip)[1:]
    assert times(shift(trip, trip.items[0].id, 20, "day"))[3:] == ["13:00", "14:20"]


def test_other_groups_stay_where_they_are() -> None:
    trip = changed(
        a_trip("Thu 9:00 A", "Thu 10:00 B", "Thu 11:00 C"), groups=(Group(key="a", name="A"), Group(key="b", name="B"))
    )
    for item, group in zip(trip.items, ("a", "b", "a"), strict=True):
        trip = change_item(trip, item.id, groups=(group,))
    assert times(shift(trip, trip.items[0].id, 30)) == ["09:30", "10:00", "11:30"]


def test_parts_and_gathering_times_go_with_their_whole() -> None:
    trip = a_trip("Thu 14:00-16:00 Visit", "Thu 14:30 Talk", "Thu then Q")
    whole, talk, questions = trip.items
    trip = move_item(trip, talk.id, whole.day, into=whole.id)
    trip = move_item(trip, questions.id, whole.day, into=whole.id)
    trip = change_item(trip, whole.id, meet=Meet(minute=13 * 60 + 45, place="Foyer"))
    after = shift(trip, whole.id, 15, "item")
    assert times(after) == ["14:15-16:15", "14:45", "then"]
    assert after.items[0].meet == Meet(minute=14 * 60, place="Foyer")


@pytest.mark.parametrize("line", ["Thu morning A", "Thu A"])
def test_what_has_no_clock_time_cannot_be_shifted(line: str) -> None:
    trip = a_trip(line)
    with pytest.raises(UserError, match="has no clock time"):
        shift(trip, trip.items[0].id, 20)


def test_a_time_does_not_leave_its_day() -> None:
    trip = a_trip("Thu 0:10 A")
    with pytest.raises(UserError, match="move the item to another day"):
        shift(trip, trip.items[0].id, -20)


def test_a_new_item_stands_where_its_time_puts_it() -> None:
    assert titles(a_trip("Thu 14:00 C", "Thu 9:00 A", "Thu 11:00 B", "Thu D")) == "ABCD"
    trip = a_trip("Thu 14:00-16:00 A", "Thu then C")
    stay = checked(Item, id=new_id(), title="S", kind="stay", day=trip.days[0].id, when="15:00")
    trip = add_item(trip, stay, trip.items[0].id)
    assert titles(add_item(trip, item_of(read_line(trip, "Thu 15:30 B"), None))) == "ASBC"


def test_moving_keeps_parts_with_their_whole() -> None:
    trip = a_trip("Thu A", "Thu B", "Thu C", "Thu D")
    a, b, c, d = (item.id for item in trip.items)
    trip = move_item(trip, b, trip.days[0].id, into=a)
    assert titles(move_item(trip, a, trip.days[0].id, c)) == "CABD"
    assert titles(move_item(trip, d, trip.days[0].id, a)) == "ABDC"
    there = move_item(trip, a, trip.days[1].id)
    assert [(item.title, item.day == trip.days[1].id) for item in there.items] == [
        ("C", False), ("D", False), ("A", True), ("B", True),
    ]  # fmt: skip
    with pytest.raises(UserError, match="has parts of its own"):
        move_item(trip, a, trip.days[0].id, into=c)
    assert titles(remove_items(trip, [a])) == "CD"
    assert move_item(trip, a, trip.days[0].id, b) == trip


@given(programmes(), st.data())
def test_a_duplicated_item_shares_no_id(trip: Trip, data: st.DataObject) -> None:
    item = data.draw(st.sampled_from(trip.items))
    twice = duplicate_items(trip, [item.id])
    assert list(problems(twice)) == []
    copied = sum(item.id in (one.id, one.part_of) for one in trip.items)
    assert len(twice.items) == len(trip.items) + copied


@given(programmes())
def test_a_duplicated_trip_shares_no_id(trip: Trip) -> None:
    copy = duplicate_trip(trip, "Copy")
    ids = {trip.id, *(day.id for day in trip.days), *(item.id for item in trip.items)}
    assert not ids & {copy.id, *(day.id for day in copy.days), *(item.id for item in copy.items)}
    assert [item.title for item in copy.items] == [item.title for item in trip.items]


def test_other_dates_keep_items_on_their_date_or_in_the_pool() -> None:
    trip = a_trip("Thu A", "Fri B")
    later = set_dates(trip, date(2025, 10, 10), date(2025, 10, 12))
    assert [(item.title, item.day) for item in later.items] == [("B", trip.days[1].id), ("A", None)]
    with pytest.raises(UserError, match="before it begins"):
        set_dates(trip, date(2025, 10, 10), date(2025, 10, 9))


def test_entries_are_found_named_and_removed_everywhere() -> None:
    trip = a_trip("Thu A")
    trip = put(trip, "people", Person(key="weber", name="Anna Weber", groups=()))
    trip = put(trip, "venues", Venue(key="rathaus", name="Historisches Rathaus"))
    assert find_entry(trip, "people", "anna") == trip.people[0]
    names = TripNames(trip)
    key, person = names.key("hosts", "Stadt Köln"), names.key("hosts", "Dr. Ralf Heinen")
    trip = names.trip
    assert trip.organisations == (Organisation(key=key, name="Stadt Köln"),)
    assert trip.people[-1].key == person
    trip = change_item(trip, trip.items[0].id, hosts=(key, "weber"), venue="rathaus", responsible="weber")
    assert len(uses(trip, "people", "weber")) == 1
    trip = remove(remove(trip, "people", "weber"), "venues", "rathaus")
    assert (trip.items[0].hosts, trip.items[0].responsible, trip.items[0].venue) == ((key,), None, None)
    assert list(problems(trip)) == []
    with pytest.raises(UserError, match="could be"):
        get_entry(
            put(put(trip, "people", Person(key="a", name="Weber A")), "people", Person(key="b", name="Weber B")),
            "people",
            "Weber",
        )


def test_slugs_are_plain_letters() -> None:
    assert slug("Südkreisrunde in Köln!") == "suedkreisrunde-in-koeln"
    assert slug("Łódź – Zürich") == "lodz-zuerich"
    assert slug("日本") == "x"
    assert len(slug("x" * 100)) == 40


@pytest.mark.parametrize(
    ("text", "day", "time", "kind", "title"),
    [
        ("Do 14:30 Gruppenfoto", 9, "14:30", "other", "Gruppenfoto"),
        ("9.10. anschl. 45 min Mittagessen", 9, "then, 45 min", "meal", "Mittagessen"),
        ("Freitag, 10.10.2025 ab 9 Uhr Besuch KGSt", 10, "from 09:00", "visit", "Besuch KGSt"),
        ("day 2 10:30 - 12 Visit", 10, "10:30-12:00", "visit", "Visit"),
        ("3 talks", None, "tba", "talk", "3 talks"),
        ("Sunday walk", None, "tba", "tour", "Sunday walk"),
        ("12.12. Something", None, "tba", "other", "Something"),
        ("morgens Joggen", None, "early morning", "other", "Joggen"),
    ],
)
def test_a_line_is_understood(text: str, day: int | None, time: str, kind: str, title: str) -> None:
    found = read_line(a_trip(), text)
    assert (found.day and found.day.date.day, canonical(found.when), found.kind, found.title) == (
        day,
        time,
        kind,
        title,
    )


def test_an_item_needs_a_title() -> None:
    with pytest.raises(UserError, match="has no title"):
        read_line(a_trip(), "Thu 10:30")
    assert checked(Item, id=new_id(), title="  x ").title == "x"
