"""The three-way merge."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.strategies import programmes, soft_times, whens
from trips.edits.days import add_day, remove_day, set_dates
from trips.edits.directory import put, remove
from trips.edits.items import add_item, change_item, move_item, remove_items
from trips.edits.shift import shift
from trips.history.merge import merge, merged_order
from trips.i18n.language import UserError
from trips.model.doors import checked
from trips.model.entities import Assignment, Group, Item, Organisation, Person, Private, Venue, Waiver, changed, new_id
from trips.model.integrity import problems
from trips.model.trip import Trip


def a_trip() -> Trip:
    trip = set_dates(Trip(id=new_id(), title="Köln"), date(2025, 10, 9), date(2025, 10, 10))
    for n in range(4):
        trip = add_item(
            trip,
            checked(Item, id=new_id(), title=f"P{n}", day=trip.days[0].id, when="then, 1 h" if n else "09:00, 1 h"),
        )
    return trip


@given(programmes(), st.data())
def test_one_sided_changes_come_through(trip: Trip, data: st.DataObject) -> None:
    mine = edited(trip, data)
    assert merge(trip, mine, trip).trip == mine
    assert merge(trip, trip, mine).trip == mine
    assert merge(trip, mine, mine).conflicts == ()


@given(programmes(), st.data())
def test_a_merge_is_always_a_whole_trip(trip: Trip, data: st.DataObject) -> None:
    merged = merge(trip, edited(edited(trip, data), data), edited(edited(trip, data), data))
    assert list(problems(merged.trip)) == []


def edited(trip: Trip, data: st.DataObject) -> Trip:
    """One random edit."""
    kind = data.draw(st.sampled_from(("add", "title", "time", "move", "remove", "shift", "venue", "person", "dates")))
    if kind == "venue" and trip.venues:
        return remove(trip, "venues", trip.venues[0].key)
    if kind == "person":
        return put(trip, "people", Person(key="p0", name=data.draw(st.sampled_from("ABC"))))
    if kind == "dates" and trip.days:
        return set_dates(trip, trip.days[0].date, trip.days[0].date)
    if kind == "add" or not trip.items:
        where = data.draw(st.sampled_from([None, *(day.id for day in trip.days)]))
        return add_item(trip, Item(id=new_id(), title="new", day=where))
    item = data.draw(st.sampled_from(trip.items))
    if kind == "title":
        return change_item(trip, item.id, title=data.draw(st.sampled_from("XYZ")))
    if kind == "time":
        return change_item(trip, item.id, when=data.draw(soft_times | whens))
    if kind == "remove":
        return remove_items(trip, [item.id])
    try:
        if kind == "move":
            where = data.draw(st.sampled_from([None, *(day.id for day in trip.days)]))
            return move_item(trip, item.id, where)
        return shift(trip, item.id, 20, data.draw(st.sampled_from(("item", "following", "day", "trip"))))
    except UserError:
        return trip


def test_sets_merge_by_element_and_fields_one_by_one() -> None:
    trip = changed(a_trip(), people=tuple(Person(key=key, name=key) for key in ("a", "b", "c")))
    item = trip.items[0].id
    trip = change_item(trip, item, speakers=("a",))
    mine = change_item(trip, item, speakers=("a", "b"), title="T")
    theirs = change_item(trip, item, speakers=("c",), status="confirmed")
    merged = merge(trip, mine, theirs)
    assert merged.conflicts == ()
    assert (merged.trip.items[0].speakers, merged.trip.items[0].title, merged.trip.items[0].status) == (
        ("c", "b"),
        "T",
        "confirmed",
    )


def test_private_details_merge_field_by_field() -> None:
    trip = put(a_trip(), "people", Person(key="a", name="A", private=Private(phone="1")))
    mine = put(trip, "people", Person(key="a", name="A", private=Private(phone="2")))
    theirs = put(trip, "people", Person(key="a", name="A", private=Private(phone="1", diet="vegan")))
    assert merge(trip, mine, theirs).trip.people[0].private == Private(phone="2", diet="vegan")


def test_day_and_time_are_one_unit() -> None:
    trip = a_trip()
    item = trip.items[0].id
    mine = change_item(trip, item, when="10:00, 1 h")
    theirs = move_item(trip, item, trip.days[1].id)
    merged = merge(trip, mine, theirs)
    assert [conflict.field for conflict in merged.conflicts] == ["time"]
    assert merged.trip.items[0].id == item
    assert merge(trip, mine, theirs, prefer="theirs").trip == theirs


def test_removed_by_one_and_changed_by_the_other_stays_and_is_told() -> None:
    trip = a_trip()
    item = trip.items[1].id
    for mine, theirs in (
        (remove_items(trip, [item]), change_item(trip, item, title="T")),
        (change_item(trip, item, title="T"), remove_items(trip, [item])),
    ):
        merged = merge(trip, mine, theirs)
        assert [conflict.field for conflict in merged.conflicts] == [""]
        assert "T" in [one.title for one in merged.trip.items]


def test_a_place_that_somebody_else_uses_comes_back() -> None:
    trip = put(a_trip(), "venues", Venue(key="v", name="V"))
    merged = merge(trip, remove(trip, "venues", "v"), change_item(trip, trip.items[0].id, venue="v"))
    assert merged.trip.venues == trip.venues
    assert merged.trip.items[0].venue == "v"
    assert merged.conflicts


def test_a_day_that_somebody_else_fills_comes_back() -> None:
    trip = a_trip()
    there = trip.days[1].id
    new = Item(id=new_id(), title="N", day=there)
    for mine, theirs in (
        (remove_day(trip, there), add_item(trip, new)),
        (add_item(trip, new), remove_day(trip, there)),
    ):
        merged = merge(trip, mine, theirs)
        assert merged.trip.days == trip.days
        assert [one.title for one in merged.trip.items if one.day == there] == ["N"]
        assert [(one.table, one.id) for one in merged.conflicts] == [("days", there)]


@pytest.mark.parametrize(
    ("table", "entry", "fields"),
    [
        ("venues", Venue(key="x", name="X"), {"to": "x"}),
        ("groups", Group(key="x", name="X"), {"groups": ("x",)}),
        ("groups", Group(key="x", name="X"), {"assignments": (Assignment(place="Bus", groups=("x",)),)}),
        ("organisations", Organisation(key="x", name="X"), {"hosts": ("x",)}),
        ("people", Person(key="x", name="X"), {"speakers": ("x",)}),
        ("people", Person(key="x", name="X"), {"responsible": "x"}),
        ("people", Person(key="x", name="X"), {"assignments": (Assignment(place="Bus", people=("x",)),)}),
    ],
)
def test_who_and_what_an_item_of_somebody_else_names_comes_back(table, entry, fields) -> None:
    trip = put(a_trip(), table, entry)
    used = change_item(trip, trip.items[0].id, **fields)
    for mine, theirs in ((remove(trip, table, "x"), used), (used, remove(trip, table, "x"))):
        merged = merge(trip, mine, theirs)
        assert getattr(merged.trip, table) == (entry,)
        assert merged.trip.items[0] == used.items[0]
        assert [(one.table, one.id, one.name) for one in merged.conflicts] == [(table, "x", "X")]


@pytest.mark.parametrize(
    ("table", "entry", "fields"),
    [
        ("groups", Group(key="x", name="X"), {"groups": ("x",)}),
        ("organisations", Organisation(key="x", name="X"), {"organisation": "x"}),
        ("people", Person(key="x", name="X"), {"accompanies": "x"}),
    ],
)
def test_what_a_person_of_somebody_else_belongs_to_comes_back(table, entry, fields) -> None:
    trip = put(a_trip(), table, entry)
    merged = merge(trip, remove(trip, table, "x"), put(trip, "people", checked(Person, key="p", name="P", **fields)))
    assert entry in getattr(merged.trip, table)
    assert [(one.table, one.id) for one in merged.conflicts] == [(table, "x")]


def test_a_day_that_both_added_is_one_and_holds_what_both_put_there() -> None:
    trip = a_trip()
    sides = []
    for title in ("M", "T"):
        side = add_day(trip)
        sides.append(add_item(side, Item(id=new_id(), title=title, day=side.days[-1].id)))
    merged = merge(trip, *sides).trip
    assert [day.date.day for day in merged.days] == [9, 10, 11]
    assert sorted(one.title for one in merged.items if one.day == merged.days[2].id) == ["M", "T"]


def test_of_two_remarks_on_one_finding_the_preferred_one_stays() -> None:
    trip = a_trip()
    remarks = {who: Waiver(code="overlap", item=trip.items[0].id, because=who) for who in ("base", "mine", "theirs")}
    base, mine, theirs = (changed(trip, waivers=(one,)) for one in remarks.values())
    assert merge(base, mine, theirs).trip.waivers == (remarks["mine"],)
    assert merge(base, mine, theirs, prefer="theirs").trip.waivers == (remarks["theirs"],)


def test_what_both_reordered_goes_behind_its_predecessor() -> None:
    assert merged_order(list("abcde"), list("abdce"), list("eabcd"), "abcde") == list("eabdc")
    assert merged_order(list("abc"), list("axbc"), list("cab"), "abcx") == list("caxb")
    assert merged_order(list("abc"), list("bca"), list("abxc"), "abcx") == list("bxca")


@given(st.permutations("abcdef"), st.permutations("abcdef"))
def test_a_merged_order_holds_everything_once(mine: list[str], theirs: list[str]) -> None:
    assert sorted(merged_order(list("abcdef"), mine, theirs, "abcdef")) == list("abcdef")
    assert merged_order(list("abcdef"), mine, list("abcdef"), "abcdef") == mine
