"""Differences and the three-way merge."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.support.strategies import programmes, soft_times, trips, whens
from trips.edits.days import set_dates
from trips.edits.directory import put, remove
from trips.edits.items import add_item, change_item, move_item, remove_item, shift
from trips.history.diff import difference, patched
from trips.history.merge import merge, merged_order
from trips.i18n.language import UserError
from trips.model.entities import Item, Person, Private, Venue, changed, new_id
from trips.model.integrity import problems
from trips.model.trip import Trip


def a_trip() -> Trip:
    trip = set_dates(Trip(id=new_id(), title="Köln"), date(2025, 10, 9), date(2025, 10, 10))
    for n in range(4):
        trip = add_item(
            trip, Item(id=new_id(), title=f"P{n}", day=trip.days[0].id, when="then, 1 h" if n else "09:00, 1 h")
        )
    return trip


@given(trips())
def test_a_trip_does_not_differ_from_itself(trip: Trip) -> None:
    assert difference(trip, trip) == ()


@given(trips() | programmes(), trips() | programmes())
def test_a_difference_carried_out_gives_the_other_trip(one: Trip, other: Trip) -> None:
    other = changed(other, id=one.id)
    assert patched(one, difference(one, other)) == other


@given(programmes(), st.data())
def test_one_sided_changes_come_through(trip: Trip, data: st.DataObject) -> None:
    mine = edited(trip, data)
    assert merge(trip, mine, trip).trip == mine
    assert merge(trip, trip, mine).trip == mine
    assert merge(trip, mine, mine).conflicts == ()


@given(programmes(), st.data())
def test_the_difference_of_an_edit_gives_it_again(trip: Trip, data: st.DataObject) -> None:
    after = edited(edited(trip, data), data)
    assert patched(trip, difference(trip, after)) == after


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
        return remove_item(trip, item.id)
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
        (remove_item(trip, item), change_item(trip, item, title="T")),
        (change_item(trip, item, title="T"), remove_item(trip, item)),
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


def test_what_both_reordered_goes_behind_its_predecessor() -> None:
    assert merged_order(list("abcde"), list("abdce"), list("eabcd"), "abcde") == list("eabdc")
    assert merged_order(list("abc"), list("axbc"), list("cab"), "abcx") == list("caxb")
    assert merged_order(list("abc"), list("bca"), list("abxc"), "abcx") == list("bxca")


@given(st.permutations("abcdef"), st.permutations("abcdef"))
def test_a_merged_order_holds_everything_once(mine: list[str], theirs: list[str]) -> None:
    assert sorted(merged_order(list("abcdef"), mine, theirs, "abcdef")) == list("abcdef")
    assert merged_order(list("abcdef"), mine, list("abcdef"), "abcdef") == mine
