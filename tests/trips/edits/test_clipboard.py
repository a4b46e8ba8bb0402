"""Items copied from one trip and pasted into another."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.strategies import programmes, trips
from tests.trips.edits.test_items import a_trip
from tests.trips.edits.test_several_items import chosen, ids, programme, shown
from trips.edits.clipboard import clip, paste
from trips.edits.items import change_item, in_programme_order
from trips.i18n.language import UserError
from trips.model.entities import Group, Organisation, Person, Presence, Private, Venue, changed, new_id
from trips.model.integrity import problems
from trips.model.trip import Trip


def source() -> Trip:
    trip = changed(
        a_trip("Thu 9:00 A", "Thu 10:00 B"),
        people=(
            Person(
                key="weber", name="Anna Weber", organisation="koeln", groups=("a",), accompanies="braun",
                private=Private(phone="0221"), present=Presence(end=datetime(2025, 10, 10)), declined=(new_id(),),
            ),
            Person(key="braun", name="Bernd Braun"),
            Person(key="other", name="Nobody"),
        ),
        organisations=(Organisation(key="koeln", name="Stadt Köln"), Organisation(key="kgst", name="KGSt")),
        groups=(Group(key="a", name="Group A"), Group(key="b", name="Group B")),
        venues=(Venue(key="rat", name="Rathaus", address="Rathausplatz 2"), Venue(key="x", name="X")),
    )  # fmt: skip
    return change_item(
        trip, trip.items[0].id, hosts=("weber", "kgst"), groups=("b",), venue="rat", to="x", fixed=True, bring=("gift",)
    )


def empty() -> Trip:
    return changed(a_trip("Thu 8:00 Z"), id=new_id())


def test_who_and_what_is_named_comes_along() -> None:
    trip = source()
    there = paste(empty(), clip(trip, ids(trip, "A")), None)
    assert [one.title for one in there.items] == ["Z", "A"]
    assert [one.name for one in there.people] == ["Anna Weber", "Bernd Braun"]
    assert [one.name for one in there.organisations] == ["Stadt Köln", "KGSt"]
    assert [one.name for one in there.groups] == ["Group A", "Group B"]
    assert there.venues == trip.venues
    weber = there.people[0]
    assert (weber.organisation, weber.groups, weber.accompanies) == ("koeln", ("a",), "braun")
    assert (weber.private.phone, weber.present, weber.declined) == ("0221", Presence(), ())
    item = there.items[1]
    assert (item.hosts, item.venue, item.fixed, item.bring) == (("weber", "kgst"), "rat", False, ("gift",))


def test_who_is_there_already_is_used() -> None:
    trip = source()
    home = changed(
        empty(),
        people=(Person(key="weber", name="Karl Weber"), Person(key="anna", name="ANNA WEBER")),
        organisations=(Organisation(key="braun", name="Brauerei Braun"), Organisation(key="kgst", name="KGSt")),
        groups=(Group(key="b", name="Buses"),),
    )
    there = paste(home, clip(trip, ids(trip, "A")), None)
    assert [one.name for one in there.people] == ["Karl Weber", "ANNA WEBER", "Bernd Braun"]
    assert there.people[1] == home.people[1]
    assert there.items[1].hosts == ("anna", "kgst")
    assert there.people[2].key not in ("braun", "weber", "anna")
    assert [one.name for one in there.organisations] == ["Brauerei Braun", "KGSt", "Stadt Köln"]
    (group,) = there.items[1].groups
    assert (group != "b", [one.name for one in there.groups if one.key == group]) == (True, ["Group B"])


def test_pasting_into_the_same_trip_brings_nobody_twice() -> None:
    trip = source()
    again = paste(trip, clip(trip, ids(trip, "A")), trip.days[1].id)
    assert shown(again) == "AB|A|"
    assert changed(again, items=trip.items) == trip
    assert (again.items[2].hosts, again.items[2].venue) == (("weber", "kgst"), "rat")


@pytest.mark.parametrize(
    ("chosen", "day", "after", "result"),
    [
        ("A", 1, None, "AxyB|CdAxy|E"),
        ("AX", 1, None, "AxyB|CdAxy|E"),
        ("YB", 0, "A", "AxyYBB|Cd|E"),
        ("B", 0, "X", "AxyBB|Cd|E"),
        ("B", None, "E", "AxyB|Cd|EB"),
        ("B", None, None, "AxyB|Cd|EB"),
        ("D", 1, "C", "AxyB|CdD|E"),
    ],
)
def test_items_are_pasted_where_they_should_stand(chosen: str, day, after, result: str) -> None:
    trip = programme("AxyB|Cd|E")
    there = None if day is None else trip.days[day].id
    behind = None if after is None else ids(trip, after)[0]
    assert shown(paste(trip, clip(trip, ids(trip, chosen)), there, behind)) == result


def test_what_is_gone_is_not_copied() -> None:
    with pytest.raises(UserError, match="not in the trip any more"):
        clip(source(), [new_id()])


@given(chosen())
def test_an_empty_trip_gets_just_what_was_copied(case: tuple[Trip, list[str]]) -> None:
    trip, some = case
    there = paste(Trip(id=new_id(), title="x"), clip(trip, some), None)
    copied = [one for one in trip.items if one.id in some or one.part_of in some]
    assert [one.title for one in there.items] == [one.title for one in copied]
    assert not {one.id for one in there.items} & {one.id for one in trip.items}
    names, pasted = ({one.key: one.name for one in (*side.people, *side.organisations)} for side in (trip, there))
    for before, after in zip(copied, there.items, strict=True):
        assert {pasted[key].casefold() for key in after.hosts} == {names[key].casefold() for key in before.hosts}
        assert (before.when, before.note, before.status) == (after.when, after.note, after.status)


@given(chosen(), trips() | programmes(), st.data())
def test_what_is_pasted_leads_somewhere(case: tuple[Trip, list[str]], home: Trip, data: st.DataObject) -> None:
    trip, some = case
    day = data.draw(st.sampled_from([None, *(one.id for one in home.days)]))
    after = data.draw(st.sampled_from([None, *(one.id for one in home.items)]))
    there = paste(home, clip(trip, some), day, after)
    assert list(problems(there)) == []
    assert in_programme_order(there.items, there.days) == there.items
    old = {one.id for one in home.items}
    assert [one for one in there.items if one.id in old] == list(home.items)
    copied = [one for one in trip.items if one.id in some or one.part_of in some]
    assert Counter(one.title for one in there.items if one.id not in old) == Counter(one.title for one in copied)
    assert {one.day for one in there.items if one.id not in old} == {day}
    assert there.people[: len(home.people)] == home.people
