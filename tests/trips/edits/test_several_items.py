"""Edits of several items at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support.strategies import programmes
from tests.trips.edits.test_items import a_trip, times
from trips.edits.items import (
    add_item,
    add_items,
    change_item,
    change_items,
    duplicate_items,
    duplicate_trip,
    in_programme_order,
    move_by_one,
    move_item,
    move_items,
    nest,
    next_status,
    remove_items,
    set_status,
    to_neighbour_day,
    top_level_ids,
    unnest,
)
from trips.edits.shift import shift_items, stretch_items
from trips.i18n.language import UserError
from trips.model.doors import checked
from trips.model.entities import Item, Waiver, changed, new_id
from trips.model.integrity import problems
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline


def ids(trip: Trip, wanted: str) -> list[str]:
    """The ids of items by the letters that are their titles, in the order of the letters."""
    return [next(item.id for item in trip.items if item.title == letter) for letter in wanted]


def shown(trip: Trip) -> str:
    """The programme at a glance: days and pool divided by |, parts in small letters."""
    parts = ["".join(_letter(item) for item in trip.items if item.day == day.id) for day in trip.days]
    return "|".join([*parts, "".join(_letter(item) for item in trip.items if item.day is None)])


def _letter(item: Item) -> str:
    return item.title if item.part_of is None else item.title.lower()


def programme(text: str) -> Trip:
    """The trip that `shown` would tell like that."""
    trip = a_trip()
    items: list[Item] = []
    for part, day in zip(text.split("|"), [*(day.id for day in trip.days), None], strict=True):
        whole = None
        for letter in part:
            item = Item(id=new_id(), title=letter.upper(), day=day, part_of=whole if letter.islower() else None)
            whole = whole if letter.islower() else item.id
            items.append(item)
    return changed(trip, items=items)


@pytest.mark.parametrize(
    ("before", "chosen", "by", "after"),
    [
        ("ABC||", "B", -1, "BAC||"),
        ("ABC||", "B", 1, "ACB||"),
        ("AxyBC||", "B", -1, "BAxyC||"),
        ("AxyBC||", "A", 1, "BAxyC||"),
        ("AxyBC||", "AX", 1, "BAxyC||"),
        ("Axyz||", "Y", 1, "Axzy||"),
        ("Axyz|B|", "Z", 1, "Axyz|B|"),
        ("Axyz||", "X", -1, "Axyz||"),
        ("ABCDE||", "DB", -1, "BADCE||"),
        ("ABCDE||", "BC", -1, "BCADE||"),
        ("AB|CD|E", "B", 1, "A|BCD|E"),
        ("AB|CD|E", "CD", -1, "ABCD||E"),
        ("AB|CD|E", "C", -1, "ABC|D|E"),
        ("AB|CD|E", "D", 1, "AB|C|DE"),
        ("AB|CD|E", "E", -1, "AB|CDE|"),
        ("AB|CD|E", "BC", 1, "A|BDC|E"),
        ("AB|CD|E", "A", -1, "AB|CD|E"),
        ("AB|CD|E", "E", 1, "AB|CD|E"),
        ("AB|CD|E", "AC", -1, "AB|CD|E"),
    ],
)
def test_items_are_nudged_by_one_place(before: str, chosen: str, by, after: str) -> None:
    trip = programme(before)
    assert shown(move_by_one(trip, ids(trip, chosen), by)) == after


@pytest.mark.parametrize(
    ("before", "chosen", "by", "after"),
    [
        ("AB|CD|E", "B", 1, "A|CDB|E"),
        ("AxB|CD|E", "A", 1, "B|CDAx|E"),
        ("AxB|CD|E", "X", 1, "AB|CDX|E"),
        ("AB|CD|E", "DB", 1, "A|CB|ED"),
        ("AB|CD|E", "E", -1, "AB|CDE|"),
        ("AB|CD|E", "E", 1, "AB|CD|E"),
        ("AB|CD|E", "BC", -1, "AB|CD|E"),
    ],
)
def test_items_go_to_the_neighbouring_day(before: str, chosen: str, by, after: str) -> None:
    trip = programme(before)
    assert shown(to_neighbour_day(trip, ids(trip, chosen), by)) == after


def test_an_item_stands_on_its_new_day_where_its_time_puts_it() -> None:
    trip = a_trip("Thu 11:00 A", "Fri 9:00 B", "Fri 10:00 C", "Fri 12:00 D")
    assert shown(to_neighbour_day(trip, ids(trip, "A"), 1)) == "|BCAD|"


@pytest.mark.parametrize(
    ("before", "chosen", "day", "after", "into", "result"),
    [
        ("ABCD||", "CA", 0, "D", None, "BDAC||"),
        ("ABCD||", "AC", 0, "C", None, "BACD||"),
        ("ABCD||", "AC", 1, None, None, "BD|AC|"),
        ("AxBC|D|", "AX", 1, "D", None, "BC|DAx|"),
        ("ABxyC||", "XY", 0, "A", None, "AXYBC||"),
        ("ABxyC||", "XC", None, None, None, "ABy||XC"),
        ("ABCx||", "AB", 0, None, "C", "Cxab||"),
        ("ABCxy||", "AB", 0, "X", "C", "Cxaby||"),
    ],
)
def test_a_block_is_moved(before: str, chosen: str, day, after, into, result: str) -> None:
    trip = programme(before)
    there = None if day is None else trip.days[day].id
    behind, whole = (None if one is None else ids(trip, one)[0] for one in (after, into))
    assert shown(move_items(trip, ids(trip, chosen), there, behind, into=whole)) == result


def test_what_has_parts_does_not_become_a_part() -> None:
    trip = programme("ABxC||")
    with pytest.raises(UserError, match='"B" has parts of its own'):
        move_items(trip, ids(trip, "CB"), trip.days[0].id, into=ids(trip, "A")[0])
    with pytest.raises(UserError, match='"B" has parts of its own'):
        nest(trip, ids(trip, "BC"))


@pytest.mark.parametrize(
    ("before", "chosen", "after"),
    [("ABCD||", "BC", "AbcD||"), ("AxBC||", "C", "AxBc||"), ("AxBC||", "B", "AxbC||"), ("ABC|D|", "BD", "AbdC||"),
     ("AxyB||", "YB", "Axyb||"), ("||AB", "B", "||Ab")],
)  # fmt: skip
def test_items_become_parts_of_the_one_before(before: str, chosen: str, after: str) -> None:
    trip = programme(before)
    assert shown(nest(trip, ids(trip, chosen))) == after


def test_there_must_be_one_to_become_a_part_of() -> None:
    trip = programme("AB|CDx|")
    with pytest.raises(UserError, match='No item stands before "C" on its day'):
        nest(trip, ids(trip, "C"))
    with pytest.raises(UserError, match='"X" is already part of another item'):
        nest(trip, ids(trip, "X"))


@pytest.mark.parametrize(
    ("before", "chosen", "after"),
    [("AxyzB||", "Y", "AxzYB||"), ("AxyzB||", "XZ", "AyXZB||"), ("AxyB||", "AX", "AyXB||"), ("Ax|By|", "XY", "AX|BY|")],
)
def test_parts_become_items_of_their_own(before: str, chosen: str, after: str) -> None:
    trip = programme(before)
    assert shown(unnest(trip, ids(trip, chosen))) == after


def test_only_parts_can_become_items_of_their_own() -> None:
    trip = programme("AxB||")
    with pytest.raises(UserError, match="None of the items is part of another"):
        unnest(trip, ids(trip, "AB"))


@pytest.mark.parametrize(
    ("before", "chosen", "after"),
    [("ABCD||", "AC", "ABCACD||"), ("AxB||", "A", "AxAxB||"), ("AxB||", "AX", "AxAxB||"), ("AxyB||", "X", "AxxyB||"),
     ("AxBC||", "AB", "AxBAxBC||"), ("AB|C|", "BC", "ABB|CC|"), ("AxyBz||", "XZ", "AxxyBzz||")],
)  # fmt: skip
def test_copies_stand_behind_the_last_one_copied(before: str, chosen: str, after: str) -> None:
    trip = programme(before)
    twice = duplicate_items(trip, ids(trip, chosen))
    assert shown(twice) == after
    assert list(problems(twice)) == []


@pytest.mark.parametrize(("behind", "after"), [("A", "AXBb|C|"), ("B", "ABbX|C|"), ("C", "ABb|CX|"), (None, "ABbX|C|")])
def test_a_new_item_stands_right_behind_the_one_that_is_named(behind: str | None, after: str) -> None:
    trip = programme("ABb|C|")
    day = trip.days[1 if behind == "C" else 0].id
    new = Item(id=new_id(), title="X", day=day)
    assert shown(add_item(trip, new, ids(trip, behind)[0] if behind else None)) == after


def test_a_new_item_stands_before_what_begins_later_in_the_programme_not_beside_it() -> None:
    trip = programme("||")
    listed = [
        {"title": "A", "when": "10:00-10:30"}, {"title": "H", "kind": "stay", "when": "12:00"},
        {"title": "W", "when": "15:00-18:00"}, {"title": "P", "when": "16:00", "part": True},
    ]  # fmt: skip
    day = trip.days[0].id
    made: list[Item] = []
    for fields in listed:
        whole = made[-1].id if fields.pop("part", False) else None
        made.append(checked(Item, id=new_id(), day=day, part_of=whole, **fields))
    trip = changed(trip, items=tuple(made))
    for when, after in (("11:00", "AHXWp"), ("15:00", "AHWpX"), ("15:30", "AHWpX"), ("09:00", "XAHWp")):
        new = checked(Item, id=new_id(), title="X", day=day, when=when)
        assert shown(add_item(trip, new)).partition("|")[0] == after


def test_several_new_items_are_all_added() -> None:
    trip = programme("A||")
    new = [Item(id=new_id(), title=title, day=trip.days[0].id) for title in "XYZ"]
    assert shown(add_items(trip, new)) == "AXYZ||"


def test_several_new_items_stand_where_their_times_are_and_what_has_none_behind_them() -> None:
    trip = programme("||")
    day = trip.days[0].id
    listed = [("A", "10:00"), ("B", "12:00"), ("p", "12:00"), ("C", "14:00")]
    made: list[Item] = []
    for title, when in listed:
        whole = made[-1].id if title == "p" else None
        made.append(checked(Item, id=new_id(), day=day, title=title, when=when, part_of=whole))
    trip = changed(trip, items=tuple(made))
    new = [
        checked(Item, id=new_id(), title=title, when=when, day=home)
        for title, when, home in (
            ("X", "12:00", day), ("y", "then", day), ("Z", "11:00", day), ("w", "then", None), ("V", "11:00", None),
            ("U", "15:00", day),
        )
    ]  # fmt: skip
    assert shown(add_items(trip, new)) == "AZBpXyCU||wV"


def test_a_copy_of_a_trip_keeps_what_was_dismissed_and_of_what() -> None:
    trip = programme("AB||")
    trip = changed(trip, waivers=(Waiver(code="time", item=trip.items[1].id), Waiver(code="days")))
    copy = duplicate_trip(trip, "copy")
    assert [waiver.item for waiver in copy.waivers] == [copy.items[1].id, None]


def test_to_change_the_day_of_one_item_moves_that_one_alone() -> None:
    trip = programme("ABC||")
    assert shown(change_item(trip, ids(trip, "B")[0], day=trip.days[1].id)) == "AC|B|"


def test_what_is_gone_is_passed_over_until_nothing_is_left() -> None:
    trip = programme("ABx||")
    a, x = ids(trip, "AX")
    assert top_level_ids(trip, [x, new_id(), a]) == (a, x)
    assert shown(remove_items(trip, [x, new_id()])) == "AB||"
    for edit in (remove_items, nest, unnest, duplicate_items, next_status):
        with pytest.raises(UserError, match="not in the trip any more"):
            edit(trip, [new_id()])
        with pytest.raises(UserError, match="not in the trip any more"):
            edit(trip, [])


def test_parts_that_are_named_are_changed_even_beside_their_whole() -> None:
    trip = programme("AxB||")
    assert [one.room for one in change_items(trip, ids(trip, "XA"), room="12").items] == ["12", "12", ""]


def test_a_status_follows_the_first_ones() -> None:
    trip = programme("ABC||")
    trip = set_status(trip, ids(trip, "A"), "requested")
    trip = next_status(trip, ids(trip, "BA"))
    assert [one.status for one in trip.items] == ["tentative", "tentative", "tentative"]
    said = []
    for _ in range(5):
        trip = next_status(trip, ids(trip, "A"))
        said.append(trip.items[0].status)
    assert said == ["confirmed", "idea", "requested", "tentative", "confirmed"]
    assert next_status(set_status(trip, ids(trip, "A"), "cancelled"), ids(trip, "A")).items[0].status == "idea"


def test_several_are_shifted_by_the_same_minutes() -> None:
    trip = a_trip("Thu 9:00-10:00 A", "Thu then 1 h B", "Thu then +5 min C", "Thu 14:00 D", "Fri morning E")
    before, after = (
        {key: one.start for key, one in Timeline(one).placed().items()}
        for one in (trip, shift_items(trip, ids(trip, "ABCE"), 15))
    )
    assert [after[one] - before[one] for one in ids(trip, "ABCD")] == [15, 15, 15, 0]  # type: ignore[operator]
    assert times(shift_items(trip, ids(trip, "B"), 15))[1] == "then +15 min, 1 h"
    assert times(shift_items(trip, ids(trip, "AC"), 15))[1:3] == ["then, 1 h", "then +5 min"]


def test_a_then_whose_time_nobody_knows_goes_with_what_it_follows() -> None:
    trip = a_trip("Thu 9:00 A", "Thu then until 11:00 B")
    assert times(shift_items(trip, ids(trip, "AB"), 15)) == ["09:15", "then, until 11:15"]


def test_only_what_has_a_time_is_shifted() -> None:
    trip = a_trip("Thu 9:00 A", "Thu morning B")
    assert times(shift_items(trip, ids(trip, "AB"), 15)) == ["09:15", "morning"]
    with pytest.raises(UserError, match="None of the items has a clock time"):
        shift_items(trip, ids(trip, "B"), 15)
    with pytest.raises(UserError, match="off its day"):
        shift_items(trip, ids(trip, "A"), -600)


@pytest.mark.parametrize(
    ("time", "by", "result"),
    [
        ("9:00-10:00", 15, "09:00-10:15"),
        ("9:00-10:00", -55, "09:00-09:05"),
        ("22:00-23:50", 15, "22:00-00:05"),
        ("22:00-01:00", -90, "22:00-23:30"),
        ("22:00-21:00", 120, "22:00-23:00 +1 day"),
        ("24:30-01:30", 15, "24:30-01:45"),
        ("9:00-10:00 +1 day", 15, "09:00-10:15 +1 day"),
        ("then, 45 min", -15, "then, 30 min"),
        ("ca. 9:00, ca. 2 h", 30, "about 09:00, about 2 h 30 min"),
        ("9:00, bis 10:00", 15, "09:00, until 10:15"),
        ("bis 12:00", 15, "until 12:15"),
        ("9:00", 15, "09:00, 15 min"),
        ("then", 15, "then, 15 min"),
    ],
)
def test_an_item_gets_longer_or_shorter(time: str, by: int, result: str) -> None:
    trip = a_trip(f"Thu {time} A")
    assert times(stretch_items(trip, ids(trip, "A"), by)) == [result]
    pooled = move_item(trip, trip.items[0].id, None)
    assert times(stretch_items(pooled, ids(trip, "A"), by)) == [result]


@pytest.mark.parametrize(
    ("time", "by", "sentence"),
    [
        ("9:00-10:00", -56, "shorter than 5 minutes"),
        ("then, 45 min", -45, "shorter than 5 minutes"),
        ("9:00", 4, "shorter than 5 minutes"),
        ("9:00", -15, "has no end yet"),
        ("tba", 15, "has no time yet"),
    ],
)
def test_what_cannot_get_longer_or_shorter_says_so(time: str, by: int, sentence: str) -> None:
    trip = a_trip(f"Thu {time} A") if time != "tba" else a_trip("Thu A")
    with pytest.raises(UserError, match=sentence):
        stretch_items(trip, ids(trip, "A"), by)


def test_a_flight_is_as_long_as_it_lasts() -> None:
    trip = a_trip("Thu 10:00-9:30 A")
    trip = changed(trip, venues=({"key": "b", "name": "B"}, {"key": "l", "name": "L", "timezone": "Europe/London"}))
    trip = change_item(trip, trip.items[0].id, venue="b", to="l")
    assert times(stretch_items(trip, ids(trip, "A"), 60)) == ["10:00-10:30"]
    with pytest.raises(UserError, match="shorter than 5 minutes"):
        stretch_items(trip, ids(trip, "A"), -30)


MOVES: dict[str, Callable[[Trip, list[str]], Trip]] = {
    "up": lambda trip, some: move_by_one(trip, some, -1),
    "down": lambda trip, some: move_by_one(trip, some, 1),
    "earlier": lambda trip, some: to_neighbour_day(trip, some, -1),
    "later": lambda trip, some: to_neighbour_day(trip, some, 1),
    "nest": nest,
    "unnest": unnest,
    "pool": lambda trip, some: move_items(trip, some, None),
    "behind": lambda trip, some: move_items(trip, some, trip.items[-1].day, trip.items[-1].id),
    "first": lambda trip, some: move_items(trip, some, trip.items[0].day, trip.items[0].id),
}
CHANGES: dict[str, Callable[[Trip, list[str]], Trip]] = {
    "shift": lambda trip, some: shift_items(trip, some, 20),
    "stretch": lambda trip, some: stretch_items(trip, some, 20),
    "status": next_status,
}


@st.composite
def chosen(draw) -> tuple[Trip, list[str]]:
    trip = draw(programmes())
    return trip, draw(st.lists(st.sampled_from([one.id for one in trip.items]), min_size=1, unique=True))


@given(chosen(), st.sampled_from(sorted({**MOVES, **CHANGES})))
def test_no_edit_of_several_loses_an_item_or_the_order(case: tuple[Trip, list[str]], name: str) -> None:
    trip, some = case
    try:
        after = {**MOVES, **CHANGES}[name](trip, some)
    except UserError:
        assume(False)
    assert list(problems(after)) == []
    assert in_programme_order(after.items, after.days) == after.items
    assert Counter(one.id for one in after.items) == Counter(one.id for one in trip.items)
    if name in MOVES:
        content = [{one.id: changed(one, day=None, part_of=None) for one in side.items} for side in (trip, after)]
        assert content[0] == content[1]
    else:
        assert [(one.id, one.day, one.part_of) for one in after.items] == [
            (one.id, one.day, one.part_of) for one in trip.items
        ]


@given(programmes(), st.sampled_from((-1, 1)), st.data())
def test_a_nudge_within_a_day_is_undone_by_the_opposite_one(trip: Trip, by, data: st.DataObject) -> None:
    some = [data.draw(st.sampled_from(trip.items)).id]
    after = move_by_one(trip, some, by)
    days = {one.id: one.day for one in trip.items}
    assume(after != trip and all(days[one.id] == one.day for one in after.items))
    assert move_by_one(after, some, -by) == trip


@given(chosen())
def test_nudged_items_keep_their_order(case: tuple[Trip, list[str]]) -> None:
    trip, some = case
    order = top_level_ids(trip, some)
    assume(all(one.part_of is None for one in trip.items if one.id in order))
    for by in (-1, 1):
        assert top_level_ids(move_by_one(trip, some, by), some) == order


@given(chosen())
def test_copies_are_as_many_as_what_was_copied(case: tuple[Trip, list[str]]) -> None:
    trip, some = case
    copied = [one for one in trip.items if {one.id, one.part_of} & set(top_level_ids(trip, some))]
    twice = duplicate_items(trip, some)
    assert list(problems(twice)) == []
    known = {one.id for one in trip.items}
    assert [one for one in twice.items if one.id in known] == list(trip.items)
    assert Counter(one.title for one in twice.items if one.id not in known) == Counter(one.title for one in copied)


@given(chosen(), st.integers(-300, 300))
def test_shifting_several_back_gives_the_same_trip(case: tuple[Trip, list[str]], by: int) -> None:
    trip, some = case
    try:
        back = shift_items(shift_items(trip, some, by), some, -by)
    except UserError:
        assume(False)
    assert back == trip
