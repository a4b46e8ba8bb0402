"""Edits of whole days."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.strategies import programmes
from tests.trips.edits.test_items import a_trip
from tests.trips.edits.test_several_items import ids, programme, shown
from trips.edits.days import add_day, change_dates, duplicate_day, remove_day, set_dates
from trips.edits.items import change_item, in_programme_order
from trips.i18n.language import UserError
from trips.model.entities import Person, Presence, changed, new_id
from trips.model.integrity import problems
from trips.model.trip import Trip

FIRST, LAST = date(2025, 10, 9), date(2025, 10, 10)
WEEK = timedelta(days=7)


def dates(trip: Trip) -> list[str]:
    return [day.date.strftime("%d.%m.") for day in trip.days]


def test_a_trip_a_week_later_keeps_its_programme() -> None:
    trip = programme("AxB|C|D")
    trip = changed(trip, days=(changed(trip.days[0], title="Arrival"), trip.days[1]))
    after = change_dates(trip, FIRST + WEEK, LAST + WEEK)
    assert (shown(after.trip), dates(after.trip)) == ("AxB|C|D", ["16.10.", "17.10."])
    assert [day.title for day in after.trip.days] == ["Arrival", ""]
    assert (after.kept, after.pooled) == ((), ())


def test_a_shorter_trip_puts_the_items_of_lost_days_into_the_pool() -> None:
    after = change_dates(programme("A|BxC|D"), FIRST + WEEK, FIRST + WEEK)
    assert (shown(after.trip), [one.title for one in after.pooled]) == ("A|BxCD", ["B", "C"])
    longer = change_dates(programme("A|B|C"), FIRST, LAST + timedelta(days=1))
    assert (shown(longer.trip), dates(longer.trip)) == ("A|B||C", ["09.10.", "10.10.", "11.10."])


def test_what_is_fixed_keeps_its_date() -> None:
    trip = programme("AxB|CDy|E")
    for letter in "AD":
        trip = change_item(trip, ids(trip, letter)[0], fixed=True)
    later = change_dates(trip, LAST, LAST + timedelta(days=1))
    assert shown(later.trip) == "BDy|C|EAx"
    assert [(one.title, one.day) for one in later.kept] == [("A", None), ("D", trip.days[0].id)]
    assert [one.title for one in later.pooled] == []
    same = change_dates(trip, FIRST, LAST)
    assert (same.trip, same.kept) == (trip, ())


def test_a_fixed_item_stands_where_its_time_puts_it() -> None:
    trip = a_trip("Thu 9:00 A", "Thu 12:00 B", "Fri 10:00 C")
    trip = change_item(trip, ids(trip, "C")[0], fixed=True)
    assert shown(change_dates(trip, LAST, LAST + timedelta(days=1)).trip) == "ACB||"


def test_people_are_there_as_many_days_later() -> None:
    there = Presence(start=datetime(2025, 10, 9, 14), end=datetime(2025, 10, 11))
    trip = changed(a_trip(), people=(Person(key="a", name="A", present=there), Person(key="b", name="B")))
    after = change_dates(trip, FIRST + WEEK, LAST + WEEK).trip
    assert after.people[0].present == Presence(start=datetime(2025, 10, 16, 14), end=datetime(2025, 10, 18))
    assert after.people[1] == trip.people[1]


@pytest.mark.parametrize("edit", [set_dates, change_dates])
def test_dates_that_cannot_be_are_refused(edit) -> None:
    trip = a_trip("Thu A")
    with pytest.raises(UserError, match="before it begins"):
        edit(trip, LAST, FIRST)
    with pytest.raises(UserError, match="at most 366 days"):
        edit(trip, FIRST, FIRST + timedelta(days=366))
    with pytest.raises(UserError, match="must lie between 1990 and 2099"):
        edit(trip, date(1989, 12, 31), date(1990, 1, 1))


@given(programmes(), st.integers(-400, 400))
def test_moving_a_trip_and_back_gives_the_same_trip(trip: Trip, by: int) -> None:
    trip = changed(trip, items=[changed(one, fixed=False) for one in trip.items])
    first, last = trip.days[0].date, trip.days[-1].date
    there = change_dates(trip, first + timedelta(days=by), last + timedelta(days=by))
    assert (there.kept, there.pooled) == ((), ())
    assert change_dates(there.trip, first, last).trip == trip


@given(programmes(), st.integers(-3, 3), st.integers(1, 5))
def test_no_change_of_dates_loses_an_item(trip: Trip, by: int, count: int) -> None:
    first = trip.days[0].date + timedelta(days=by)
    after = change_dates(trip, first, first + timedelta(days=count - 1))
    assert list(problems(after.trip)) == []
    assert in_programme_order(after.trip.items, after.trip.days) == after.trip.items
    assert Counter((one.id, one.part_of) for one in after.trip.items) == Counter(
        (one.id, one.part_of) for one in trip.items
    )
    was, now = ({day.id: day.date for day in side.days} for side in (trip, after.trip))
    before = {one.id: one for one in trip.items}
    for item in after.trip.items:
        if item.part_of is None and item.fixed and item.day is not None:
            assert now[item.day] == was[before[item.id].day or ""]
    told = {one.id for one in (*after.kept, *after.pooled)}
    for item in after.trip.items:
        if item.part_of is None and item.day != before[item.id].day:
            assert item.id in told


def test_a_day_is_copied_with_its_parts_and_nothing_fixed() -> None:
    trip = programme("AxB|C|")
    trip = change_item(trip, ids(trip, "A")[0], fixed=True)
    trip = changed(trip, days=(changed(trip.days[0], title="Visits", note="Bring coats"), trip.days[1]))
    twice = duplicate_day(trip, trip.days[0].id, trip.days[1].id)
    assert shown(twice) == "AxB|CAxB|"
    assert [one.fixed for one in twice.items] == [True, False, False, False, False, False, False]
    new = duplicate_day(trip, trip.days[0].id, None)
    assert (shown(new), dates(new)) == ("AxB|C|AxB|", ["09.10.", "10.10.", "11.10."])
    assert (new.days[2].title, new.days[2].note) == ("Visits", "Bring coats")
    assert shown(duplicate_day(trip, trip.days[0].id, trip.days[0].id)) == "AxBAxB|C|"


@given(programmes(), st.data())
def test_a_copied_day_shares_no_id(trip: Trip, data: st.DataObject) -> None:
    some = st.sampled_from(trip.days).map(lambda day: day.id)
    day, onto = data.draw(some), data.draw(st.none() | some)
    twice = duplicate_day(trip, day, onto)
    assert list(problems(twice)) == []
    assert len(twice.items) == len(trip.items) + sum(one.day == day for one in trip.items)
    assert len(twice.days) == len(trip.days) + (onto is None)


def test_days_are_added_and_removed() -> None:
    trip = programme("Ax|B|C")
    assert dates(add_day(trip)) == ["09.10.", "10.10.", "11.10."]
    assert (dates(add_day(trip, before=True)), shown(add_day(trip, before=True))) == (
        ["08.10.", "09.10.", "10.10."],
        "|Ax|B|C",
    )
    fewer = remove_day(trip, trip.days[0].id)
    assert (dates(fewer), shown(fewer)) == (["10.10."], "B|AxC")


def test_days_that_cannot_be_are_refused() -> None:
    trip = programme("A||")
    with pytest.raises(UserError, match="no dates yet"):
        add_day(Trip(id=new_id(), title="x"))
    with pytest.raises(UserError, match="already has 366 days"):
        add_day(set_dates(trip, FIRST, FIRST + timedelta(days=365)))
    with pytest.raises(UserError, match="must lie between"):
        add_day(set_dates(trip, date(2099, 12, 31), date(2099, 12, 31)))
    for edit in (lambda: remove_day(trip, new_id()), lambda: duplicate_day(trip, trip.days[0].id, new_id())):
        with pytest.raises(UserError, match="The day is not in the trip any more"):
            edit()
