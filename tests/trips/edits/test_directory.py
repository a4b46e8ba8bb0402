"""People, organisations, places and groups: merged, replaced and removed."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support.strategies import trips
from tests.trips.edits.test_items import a_trip
from trips.edits.directory import merge_entries, remove_with_items, replace_entry, users, uses
from trips.edits.items import change_item, nest
from trips.i18n.language import UserError
from trips.model.entities import Group, Item, Organisation, Person, Presence, Private, Venue, changed
from trips.model.integrity import problems
from trips.model.tables import TABLES, Table, entries
from trips.model.trip import Trip


def the_trip() -> Trip:
    trip = changed(
        a_trip("Thu 9:00 A", "Thu 10:00 B", "Thu 11:00 C"),
        people=(
            Person(key="weber", name="Anna Weber", groups=("a",), private=Private(phone="1"), note="Speaks first."),
            Person(
                key="weber2", name="A. Weber", role="Mayor", organisation="koeln", groups=("b", "a"), delegate=True,
                languages=("de",), present=Presence(start=datetime(2025, 10, 9)), note="Comes late.",
                accompanies="weber", private=Private(phone="2", diet="vegan"),
            ),
            Person(key="braun", name="Bernd Braun", accompanies="weber2", organisation="koeln"),
        ),
        organisations=(Organisation(key="koeln", name="Stadt Köln"), Organisation(key="kgst", name="KGSt")),
        groups=(Group(key="a", name="A"), Group(key="b", name="B", expected=4)),
        venues=(Venue(key="rat", name="Rathaus"), Venue(key="hall", name="Town hall", address="Rathausplatz", lat=1.5)),
    )  # fmt: skip
    a, b, _ = trip.items
    trip = change_item(
        trip, a.id, hosts=("weber", "koeln", "weber2"), responsible="weber2", groups=("b",), venue="hall"
    )
    return change_item(trip, b.id, speakers=("weber2",), to="hall", groups=("a", "b"))


def test_two_entries_for_one_person_become_one() -> None:
    trip = merge_entries(the_trip(), "people", "weber", "weber2")
    weber, braun = trip.people
    assert (weber.name, weber.role, weber.organisation, weber.delegate) == ("Anna Weber", "Mayor", "koeln", True)
    assert (weber.groups, weber.languages, weber.note) == (("a", "b"), ("de",), "Speaks first.\nComes late.")
    assert weber.present == Presence(start=datetime(2025, 10, 9))
    assert weber.private == Private(phone="1", diet="vegan")
    assert (weber.accompanies, braun.accompanies) == (None, "weber")
    a, b, _ = trip.items
    assert (a.hosts, a.responsible, b.speakers) == (("weber", "koeln"), "weber", ("weber",))


def test_two_entries_for_one_place_or_group_become_one() -> None:
    trip = merge_entries(the_trip(), "venues", "rat", "hall")
    assert trip.venues == (Venue(key="rat", name="Rathaus", address="Rathausplatz", lat=1.5),)
    assert (trip.items[0].venue, trip.items[1].to) == ("rat", "rat")
    trip = merge_entries(trip, "groups", "a", "b")
    assert trip.groups == (Group(key="a", name="A", expected=4),)
    assert ([one.groups for one in trip.items], trip.people[1].groups) == ([("a",), ("a",), ()], ("a",))


def test_notes_that_are_too_long_together_are_not_merged() -> None:
    notes = [Group(key=key, name=key, note=key * 15_000) for key in "ab"]
    with pytest.raises(UserError, match="longer than 20000 characters"):
        merge_entries(changed(a_trip(), groups=notes), "groups", "a", "b")


def test_another_person_or_an_organisation_takes_the_place_of_one() -> None:
    trip = replace_entry(the_trip(), "people", "weber2", "braun")
    assert [one.key for one in trip.people] == ["weber", "braun"]
    assert trip.people[1].accompanies is None
    assert (trip.items[0].hosts, trip.items[0].responsible) == (("weber", "koeln", "braun"), "braun")
    trip = replace_entry(the_trip(), "people", "weber2", "koeln")
    assert (trip.items[0].hosts, trip.items[0].responsible) == (("weber", "koeln"), None)
    assert trip.people[1].accompanies is None
    trip = replace_entry(the_trip(), "organisations", "koeln", "braun")
    assert trip.items[0].hosts == ("weber", "braun", "weber2")
    assert [one.organisation for one in trip.people] == [None, None, None]
    trip = replace_entry(the_trip(), "organisations", "koeln", "kgst")
    assert [one.organisation for one in trip.people] == [None, "kgst", "kgst"]


@pytest.mark.parametrize(
    ("table", "key", "by", "sentence"),
    [
        ("people", "weber", "weber", "cannot take its own place"),
        ("people", "weber", "rat", 'There is no "rat"'),
        ("venues", "rat", "koeln", 'There is no "koeln"'),
        ("venues", "hal", "rat", 'did you mean "hall"'),
    ],
)
def test_what_cannot_take_a_place_is_refused(table: Table, key: str, by: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        replace_entry(the_trip(), table, key, by)


def test_an_entry_is_not_merged_with_itself_or_with_nothing() -> None:
    with pytest.raises(UserError, match="cannot be merged with itself"):
        merge_entries(the_trip(), "people", "weber", "weber")
    with pytest.raises(UserError, match='There is no "koeln"'):
        merge_entries(the_trip(), "people", "weber", "koeln")


def test_an_entry_goes_with_the_items_that_name_it() -> None:
    trip = the_trip()
    assert [one.title for one in remove_with_items(trip, "people", "weber2").items] == ["C"]
    assert [one.title for one in remove_with_items(trip, "organisations", "koeln").items] == ["B", "C"]
    trip = nest(trip, [trip.items[2].id])
    trip = remove_with_items(trip, "people", "weber2")
    assert (trip.items, [one.key for one in trip.people]) == ((), ["weber", "braun"])


def test_people_who_refer_to_an_entry_are_found() -> None:
    trip = the_trip()
    found = {
        (table, one.key): [person.key for person in users(trip, table, one.key)]
        for table in TABLES
        for one in entries(trip, table)
    }
    assert {key: value for key, value in found.items() if value} == {
        ("people", "weber"): ["weber2"], ("people", "weber2"): ["braun"],
        ("organisations", "koeln"): ["weber2", "braun"], ("groups", "a"): ["weber", "weber2"],
        ("groups", "b"): ["weber2"],
    }  # fmt: skip


@st.composite
def pairs(draw) -> tuple[Trip, Table, str, str]:
    trip = draw(trips())
    table = draw(st.sampled_from(tuple(TABLES)))
    keys = [one.key for one in entries(trip, table)]
    assume(len(keys) > 1)
    one, other = draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True))
    return trip, table, one, other


@given(pairs(), st.sampled_from((merge_entries, replace_entry, remove_with_items)))
def test_nothing_names_an_entry_that_is_gone(case: tuple[Trip, Table, str, str], edit) -> None:
    trip, table, keep, gone = case
    if edit is merge_entries:
        after = merge_entries(trip, table, keep, gone)
    else:
        after = (
            replace_entry(trip, table, gone, keep) if edit is replace_entry else remove_with_items(trip, table, gone)
        )
    assert list(problems(after)) == []
    assert gone not in [one.key for one in entries(after, table)]
    assert (uses(after, table, gone), users(after, table, gone)) == ((), ())
    if edit is not remove_with_items:
        assert [one.id for one in after.items] == [one.id for one in trip.items]
        assert {one.id for one in uses(after, table, keep)} == {
            one.id for key in (keep, gone) for one in uses(trip, table, key)
        }
        assert all(_once(one) for one in after.items)


def _once(item: Item) -> bool:
    return all(len(set(keys)) == len(keys) for keys in (item.hosts, item.speakers, item.people, item.groups))
