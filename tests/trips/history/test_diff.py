"""Differences between two trips."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.support.strategies import programmes, trips
from tests.trips.history.test_merge import edited
from trips.history.diff import difference, patched
from trips.model.entities import changed
from trips.model.trip import Trip


@given(trips())
def test_a_trip_does_not_differ_from_itself(trip: Trip) -> None:
    assert difference(trip, trip) == ()


@given(trips() | programmes(), trips() | programmes())
def test_a_difference_carried_out_gives_the_other_trip(one: Trip, other: Trip) -> None:
    other = changed(other, id=one.id)
    assert patched(one, difference(one, other)) == other


@given(programmes(), st.data())
def test_the_difference_of_an_edit_gives_it_again(trip: Trip, data: st.DataObject) -> None:
    after = edited(edited(trip, data), data)
    assert patched(trip, difference(trip, after)) == after
