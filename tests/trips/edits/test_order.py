"""A day in the order of time, and an item put where its new time belongs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.checking import trip_of
from tests.support.strategies import programmes
from trips.edits.items import change_item
from trips.edits.order import settled, sort_day
from trips.grammar.when import Clock
from trips.model.entities import Group
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline


def day_of(*items: tuple[str, str], **fields: object) -> Trip:
    """A day of items, each a title and a time."""
    return trip_of([{"title": title, "when": when} for title, when in items], **fields)


def titles(trip: Trip) -> str:
    return "".join(item.title for item in trip.items)


def sorted_titles(*items: tuple[str, str]) -> str:
    trip = day_of(*items)
    done = sort_day(Timeline(trip), trip.days[0].id)
    assert done.moved == ()
    return titles(done.trip)


@pytest.mark.parametrize(
    ("items", "after"),
    [
        ((("B", "11:00-12:00"), ("A", "09:00-10:00")), "AB"),
        ((("B", "11:00-12:00"), ("c", "then, 30 min"), ("A", "09:00-10:00")), "ABc"),
        ((("B", "11:00-12:00"), ("c", "with, 30 min"), ("A", "09:00-10:00")), "ABc"),
        ((("B", "11:00-12:00"), ("t", "tba"), ("A", "09:00-10:00")), "ABt"),
        ((("N", "00:30"), ("M", "morning"), ("A", "09:00")), "NMA"),
        ((("E", "24:30"), ("A", "about 09:00"), ("F", "from 08:00")), "FAE"),
    ],
)
def test_a_given_start_takes_along_what_hangs_on_it(items: tuple[tuple[str, str], ...], after: str) -> None:
    assert sorted_titles(*items) == after


def test_what_would_move_is_told_for_somebody_to_decide() -> None:
    groups = (Group(key="a", name="A"), Group(key="b", name="B"))
    trip = trip_of(
        [
            {"title": "B", "when": "11:00-12:00", "groups": ("b",)},
            {"title": "A", "when": "09:00-10:00", "groups": ("a",)},
            {"title": "c", "when": "then, 30 min"},
        ],
        groups=groups,
    )
    done = sort_day(Timeline(trip), trip.days[0].id)
    assert [(was.item.title, f"{was.starts:%H:%M}", f"{now.starts:%H:%M}") for was, now in done.moved] in (
        [], [("c", "12:00", "10:00")]
    )  # fmt: skip


@given(programmes(), st.data())
def test_sorting_moves_nothing_or_says_what(trip: Trip, data: st.DataObject) -> None:
    day = data.draw(st.sampled_from(trip.days))
    done = sort_day(Timeline(trip), day.id)
    before, after = Timeline(trip).placed(), Timeline(done.trip).placed()
    assert sorted(item.id for item in done.trip.items) == sorted(item.id for item in trip.items)
    fell = {key for key, was in before.items() if (was.start, was.end) != (after[key].start, after[key].end)}
    assert fell == {one.item.id for _, one in done.moved}
    if not fell:
        wholes = [one for one in Timeline(done.trip).of_day(day.id) if one.item.part_of is None]
        given_starts = [one.start for one in wholes if isinstance(one.item.when.start, Clock) and one.start is not None]
        assert given_starts == sorted(given_starts)
        assert sort_day(Timeline(done.trip), day.id).trip == done.trip


def test_an_item_goes_where_its_new_time_belongs_with_what_hangs_on_it() -> None:
    trip = day_of(("A", "09:00-10:00"), ("b", "then, 30 min"), ("C", "11:00-12:00"), ("D", "14:00"))
    moved = change_item(trip, trip.items[0].id, when="12:30-13:00")
    assert titles(settled(trip, moved)) == "CAbD"
    assert titles(settled(trip, change_item(trip, trip.items[2].id, when="11:30-12:00"))) == "AbCD"
    assert titles(settled(trip, change_item(trip, trip.items[3].id, when="08:00"))) == "DAbC"
    assert settled(trip, change_item(trip, trip.items[3].id, title="X")).items[3].title == "X"


def test_what_follows_an_item_and_has_no_time_yet_goes_on_following_it() -> None:
    """A flight without an end that lands later stays before the bus that waits for it."""
    before = day_of(("F", "14:10"), ("T", "15:05"), ("b", "then"), ("C", "17:30"))
    after = settled(before, change_item(before, before.items[0].id, when="16:10"))
    assert titles(after) == "TFbC"


def test_what_does_not_follow_an_item_does_not_hold_it() -> None:
    groups = (Group(key="air", name="Air"), Group(key="rail", name="Rail"))
    before = day_of(("F", "14:10"), ("T", "15:05"), ("b", "then"), ("C", "17:30"), groups=groups)
    for number, group in enumerate(("air", "rail", "rail")):
        before = change_item(before, before.items[number].id, groups=(group,))
    after = settled(before, change_item(before, before.items[0].id, when="16:10"))
    assert titles(after) == "TbFC"
