"""Who is where, and how many go."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given

from tests.support.strategies import programmes
from tests.trips.schedule.test_timeline import day_of
from trips.model.doors import checked
from trips.model.entities import Group, Person, Presence, changed
from trips.model.trip import Trip
from trips.schedule.attendance import Attendance
from trips.schedule.timeline import Timeline

GROUPS = (Group(key="a", name="A"), Group(key="b", name="B"))


def attendance(trip: Trip) -> Attendance:
    return Attendance.of(trip, Timeline(trip).placed())


def goers(trip: Trip) -> list[str]:
    """The keys of those who go to each item."""
    who = attendance(trip)
    return [" ".join(person.key for person in who.who_goes(item)) for item in trip.items]


def test_a_delegate_goes_to_what_is_for_all_for_their_group_or_names_them() -> None:
    people = (
        Person(key="ann", name="Ann", delegate=True, groups=("a",)),
        Person(key="bob", name="Bob", delegate=True, groups=("b",)),
        Person(key="col", name="Col", groups=("a",)),
    )
    trip = day_of(
        {}, {"groups": ("a",)}, {"groups": ("a", "b")}, {"groups": ("a",), "people": ("bob", "col")},
        {"groups": ("b",)}, {"part": True}, {"part": True, "groups": ("a",)}, groups=GROUPS, people=people,
    )  # fmt: skip
    assert goers(trip) == ["ann bob", "ann", "ann bob", "ann bob col", "bob", "bob", ""]


def test_who_declined_a_whole_goes_to_none_of_its_parts() -> None:
    ann = Person(key="ann", name="Ann", delegate=True)
    trip = day_of({}, {"part": True}, {"part": True, "people": ("ann",)}, {}, people=(ann,))
    assert goers(trip) == ["ann", "ann", "ann", "ann"]
    declined = [changed(trip, people=(changed(ann, declined=(item.id,)),)) for item in trip.items]
    assert goers(declined[0]) == ["", "", "", "ann"]
    assert goers(declined[2]) == ["ann", "ann", "", "ann"]


def test_who_only_hosts_or_speaks_does_not_travel_along() -> None:
    people = (Person(key="ann", name="Ann"), Person(key="bob", name="Bob"))
    trip = day_of({"speakers": ("ann",)}, {"hosts": ("ann",), "people": ("bob",)}, people=people)
    assert goers(trip) == ["", "bob"]


def present(start: datetime | None, end: datetime | None, *whens: str) -> list[bool]:
    """Whether a delegate who is there from `start` to `end` is there at items with these times."""
    ann = Person(key="ann", name="Ann", delegate=True, present=checked(Presence, start=start, end=end))
    trip = day_of(*({"when": when} for when in whens), people=(ann,))
    who = attendance(trip)
    return [who.is_present(item, ann) for item in trip.items]


def test_one_is_there_from_the_minute_one_comes_to_the_minute_one_leaves() -> None:
    noon = datetime(2025, 10, 9, 12)
    assert present(noon, None, "11:00-12:00", "11:00-12:01", "12:00", "11:59", "12:00-13:00") == [
        False, True, True, False, True,
    ]  # fmt: skip
    assert present(None, noon, "11:59", "12:00", "11:00-13:00", "12:00-13:00") == [True, False, True, False]


def test_an_item_without_a_time_lasts_all_day() -> None:
    evening, next_day = datetime(2025, 10, 9, 22), datetime(2025, 10, 10)
    assert present(evening, None, "tba", "morning") == [True, True]
    assert present(next_day, None, "tba") == [False]
    assert present(None, datetime(2025, 10, 9), "tba") == [False]
    assert present(None, datetime(2025, 10, 9, 0, 1), "tba") == [True]
    assert present(datetime(2025, 10, 9, 12), None, "until 12:00", "until 13:00") == [False, True]


def test_in_the_pool_and_beside_the_delegation_nobody_is_away() -> None:
    gone = Presence(end=datetime(2025, 1, 1))
    trip = day_of({"when": "10:00", "people": ("bob",)}, people=(Person(key="bob", name="Bob", present=gone),))
    ann = Person(key="ann", name="Ann", delegate=True, present=gone)
    assert goers(trip) == ["bob"]
    pooled = changed(trip, items=[changed(trip.items[0], day=None)], people=(*trip.people, ann))
    assert goers(pooled) == ["bob ann"]


def test_heads_are_the_named_and_those_a_group_expects_beside_them() -> None:
    groups = (Group(key="a", name="A", expected=5), Group(key="b", name="B"), Group(key="c", name="C", expected=1))
    people = (
        Person(key="ann", name="Ann", delegate=True, groups=("a", "c")),
        Person(key="bob", name="Bob", delegate=True, groups=("b", "c")),
        Person(key="col", name="Col", groups=("a",)),
    )
    trip = day_of(
        {}, {"groups": ("a",)}, {"groups": ("b",)}, {"part": True, "groups": ("a", "b")}, groups=groups, people=people
    )
    who = attendance(trip)
    assert [who.heads(item) for item in trip.items] == [2 + 4, 1 + 4, 1, 1]
    assert [who.nameless(item) for item in trip.items] == [{"a": 4, "b": 0, "c": 0}, {"a": 4}, {"b": 0}, {"b": 0}]


@given(programmes())
def test_nobody_goes_to_a_part_of_what_is_not_for_them(trip: Trip) -> None:
    who = attendance(trip)
    for item in trip.items:
        whole = who.whole_of(item)
        assert (whole is None) == (item.part_of is None)
        for person in who.who_goes(item):
            named = person.key in (*item.people, *item.hosts, *item.speakers)
            if person.delegate and whole is not None and whole.groups and not named:
                assert set(whole.groups) & set(person.groups)
