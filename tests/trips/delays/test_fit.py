"""A day fitted between two times."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.agenda.cli.test_cli import agenda
from tests.agenda.cli.test_edits import one_step, stored
from tests.support.checking import trip_of
from tests.trips.delays.test_plans import MORNING, busy_days, times
from trips.delays.fit import fit, shared
from trips.i18n.language import UserError
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline, counts

__all__ = ["agenda"]


@pytest.fixture
def trip(agenda) -> str:
    slug = agenda("new", "Köln", "--from", "9.10.2025", "--to", "2025-10-10").out.strip()
    for line in ("Thu 10:00-11:00 Welcome", "Thu 11:15-12:45 Tour", "Fri 9:00-9:30 Visit"):
        assert agenda("add", slug, line).code == 0
    return slug


# fit


def fitted(trip: Trip, first: str, last: str):
    hours = [int(one.partition(":")[0]) * 60 + int(one.partition(":")[2]) for one in (first, last)]
    return fit(Timeline(trip), trip.days[0].id, *hours)


def test_a_day_gets_shorter_in_proportion_and_pauses_less() -> None:
    trip = trip_of([
        {"title": "A", "when": "9:00-11:00"}, {"title": "P", "kind": "break", "when": "then, 20 min"},
        {"title": "B", "when": "11:30, 60 min"},
    ])  # fmt: skip
    after = fitted(trip, "9:00", "11:00")
    assert times(after.trip) == {"A": "09:00-10:05", "P": "10:05-10:20", "B": "10:30-11:00"}
    assert [(one.item.title, one.was, one.now) for one in after.lengths] == [
        ("A", 120, 65), ("P", 20, 15), ("B", 60, 30),
    ]  # fmt: skip


def test_a_day_gets_longer_too_and_may_only_move() -> None:
    trip = trip_of([{"title": "A", "when": "9:00-10:00"}, {"title": "B", "when": "10:00-12:00"}])
    assert times(fitted(trip, "8:00", "14:00").trip) == {"A": "08:00-10:00", "B": "10:00-14:00"}
    moved = fitted(trip, "10:00", "13:00")
    assert (times(moved.trip), moved.lengths) == ({"A": "10:00-11:00", "B": "11:00-13:00"}, ())


def test_ways_take_as_long_as_they_do() -> None:
    trip = trip_of([
        {"title": "A", "when": "9:00-10:00"}, {"title": "W", "kind": "transfer", "when": "10:00-10:20"},
        {"title": "B", "when": "10:30-11:30"},
    ])  # fmt: skip
    for first, last in (("9:00", "10:30"), ("8:00", "12:00")):
        now = times(fitted(trip, first, last).trip)["W"]
        assert int(now[-2:]) - int(now[3:5]) in (20, -40)
    with pytest.raises(UserError, match=r"A 5 \+ W 20 \+ B 5 \+ 10"):
        fitted(trip, "9:00", "9:30")


def test_what_is_fixed_stays_and_parts_get_shorter_with_their_visit() -> None:
    trip = trip_of([
        {"title": "A", "when": "9:00-11:00"}, {"title": "P", "when": "then, 80 min", "part": True},
        {"title": "Q", "when": "then, 40 min", "part": True}, {"title": "F", "when": "11:30-12:00", "fixed": True},
        {"title": "B", "when": "12:00-14:00"},
    ])  # fmt: skip
    assert times(fitted(trip, "10:00", "15:00").trip) == {
        "A": "10:00-11:00", "P": "10:00-10:40", "Q": "10:40-11:00", "F": "11:30-12:00", "B": "12:00-15:00",
    }  # fmt: skip


def test_what_cannot_fit_is_refused_with_the_sum() -> None:
    trip = trip_of([
        {"title": "A", "when": "9:00-10:00", "priority": 40}, {"title": "L", "kind": "meal", "when": "10:10-11:10"},
    ])  # fmt: skip
    with pytest.raises(
        UserError, match=r"From 09:00 to 10:00 are 1 h, and at least 1 h 35 min are needed: A 40 \+ L 45"
    ):
        fitted(trip, "9:00", "10:00")
    with pytest.raises(UserError, match="over before it begins"):
        fitted(trip, "10:00", "9:00")
    with pytest.raises(UserError, match='"Minister" is fixed from 12:00 to 13:00'):
        fitted(trip_of([*MORNING]), "9:00", "12:30")
    with pytest.raises(UserError, match="run beside each other"):
        fitted(trip_of([{"title": "A", "when": "9:00-10:00"}, {"title": "B", "when": "9:30-11:00"}]), "9:00", "10:00")
    with pytest.raises(UserError, match="has no end yet"):
        fitted(trip_of([{"title": "A", "when": "9:00"}]), "9:00", "10:00")


@given(busy_days(), st.integers(5 * 60, 10 * 60), st.integers(11 * 60, 23 * 60))
def test_a_fitted_day_fits_and_keeps_its_order(trip: Trip, first: int, last: int) -> None:
    before = Timeline(trip).placed()
    try:
        after = fit(Timeline(trip), trip.days[0].id, first, last).trip
    except UserError:
        return
    now = Timeline(after).placed()
    assert [one.id for one in after.items] == [one.id for one in trip.items]
    going = [one for one in now.values() if counts(one.item) and one.start is not None and one.end is not None]
    for one in going:
        was = before[one.item.id]
        if one.item.fixed:
            assert (was.start, was.end) == (one.start, one.end)
        elif isinstance(one.item.priority, int):
            assert one.end - one.start >= min(one.item.priority, was.end - was.start)
        elif one.item.kind in ("break", "meal"):
            assert one.end - one.start >= 0.75 * (was.end - was.start)
        assert first <= _wall(one.starts, one)
        assert _wall(one.ends, one) <= last
    order = sorted(going, key=lambda one: before[one.item.id].start)
    assert all(a.start <= b.start for a, b in itertools.pairwise(order))


def _wall(moment, one) -> int:
    return moment.hour * 60 + moment.minute + (moment.date() - one.date).days * 1440


@given(st.lists(st.tuples(st.integers(5, 200), st.integers(0, 100)), min_size=1, max_size=8), st.integers(0, 600))
def test_minutes_are_shared_out_whole(pairs: list[tuple[int, int]], more: int) -> None:
    lengths = [length for length, _ in pairs]
    least = [length * share // 100 for length, share in pairs]
    have = sum(least) + more
    found = shared(lengths, least, have)
    assert all(a >= b for a, b in zip(found, least, strict=True))
    assert sum(found) <= have


def test_fit_on_the_command_line_is_one_step(agenda, trip: str) -> None:
    before = stored(trip)
    tried = agenda("fit", trip, "--day", "1", "--from", "9:00", "--to", "10:30", "--dry-run")
    assert '"Tour" lasts 45 min instead of 90.' in tried.out
    assert stored(trip) == before
    one_step(agenda, trip, "fit", trip, "--day", "Thu", "--from", "9:00", "--to", "10:30")
    shown = json.loads(agenda("show", trip, "--json").out)["days"][0]["entries"]
    assert [(one["start"][11:16], one["end"][11:16]) for one in shown] == [("09:00", "09:30"), ("09:45", "10:30")]
    refused = agenda("fit", trip, "--day", "1", "--from", "9:00", "--to", "9:10")
    assert (refused.code, "are needed: Welcome 5 + Tour 5 + 15." in refused.err) == (1, True), refused.err
