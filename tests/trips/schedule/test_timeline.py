"""The solver's properties, and an independent, quadratic twin that it must agree with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.strategies import plain_times, programmes, soft_times, whens
from trips.edits.days import set_dates
from trips.edits.items import add_item, in_programme_order, remove_items
from trips.grammar.when import Clock, Length, Then, With
from trips.model.doors import checked
from trips.model.entities import Day, Group, Item, Person, Venue, changed, new_id
from trips.model.trip import Trip
from trips.schedule.timeline import Placed, Sharing, Timeline, counts, place_day, pool_of, setting_of, wall_to_utc


def day_of(*items: dict, **trip: object) -> Trip:
    base = set_dates(checked(Trip, id=new_id(), title="x", **trip), date(2025, 10, 9), date(2025, 10, 9))
    made, whole = [], None
    for fields in items:
        part = fields.pop("part", False)
        one = checked(
            Item, id=new_id(), day=base.days[0].id, part_of=whole if part else None, **({"title": "y"} | fields)
        )
        whole = whole if part else one.id
        made.append(one)
    return changed(base, items=tuple(made))


def told(trip: Trip) -> list[str]:
    """Start and end of each item, computed ones with ~, open ones as ?."""

    def edge(at: datetime | None, how: str) -> str:
        return "?" if at is None else f"{'~' if how == 'computed' else ''}{at:%H:%M}"

    return [
        f"{edge(one.starts, one.start_is)} {edge(one.ends, one.end_is)}"
        for _, placed in Timeline(trip).days()
        for one in placed
    ]


def test_then_follows_the_end_of_what_is_before() -> None:
    trip = day_of(
        {"when": "morning"},
        {"when": "11:00-12:30"},
        {"when": "then +10 min, 45 min"},
        {"when": "then"},
        {"when": "then"},
    )
    assert told(trip) == ["? ?", "11:00 12:30", "~12:40 ~13:25", "~13:25 ?", "? ?"]


def test_an_open_end_is_never_invented_but_over_when_people_are_elsewhere() -> None:
    assert told(day_of({"when": "09:00"}, {"when": "then, 1 h"}))[1] == "? ?"
    assert told(day_of({"when": "09:00"}, {"when": "10:00-11:00"}, {"when": "then, 1 h"}))[2] == "~11:00 ~12:00"
    assert told(day_of({"when": "14:00-15:00"}, {"when": "afternoon"}, {"when": "then"}))[2] == "? ?"
    assert told(day_of({"when": "10:00"}, {"when": "10:00-11:00"}, {"when": "then"}))[2] == "? ?"


def test_parts_run_inside_their_whole_and_what_follows_waits_for_it() -> None:
    trip = day_of(
        {"when": "14:00"},
        {"when": "then, 1 h", "part": True},
        {"when": "then, 30 min", "part": True},
        {"when": "then, 1 h"},
    )
    assert told(trip) == ["14:00 ~15:30", "~14:00 ~15:00", "~15:00 ~15:30", "~15:30 ~16:30"]
    assert told(day_of({"when": "tba"}, {"when": "11:00-12:00", "part": True}, {"when": "then"})) == [
        "~11:00 ~12:00", "11:00 12:00", "~12:00 ?",
    ]  # fmt: skip


def test_with_starts_as_the_item_before() -> None:
    groups = (Group(key="a", name="A"), Group(key="b", name="B"))
    trip = day_of(
        {"when": "09:00-10:00", "groups": ("a",)}, {"when": "with, 30 min", "groups": ("b",)},
        {"when": "then, 5 min", "groups": ("b",)}, {"when": "then, 5 min"}, groups=groups,
    )  # fmt: skip
    assert told(trip) == ["09:00 10:00", "~09:00 ~09:30", "~09:30 ~09:35", "~10:00 ~10:05"]


def test_people_in_two_groups_tie_them_together() -> None:
    groups = (Group(key="a", name="A"), Group(key="b", name="B"))
    items = (
        {"when": "09:00-10:00", "groups": ("a",)},
        {"when": "09:00-09:30", "groups": ("b",)},
        {"when": "then", "groups": ("b",)},
    )
    apart = day_of(*(dict(one) for one in items), groups=groups)
    shared = changed(apart, people=(Person(key="p", name="P", groups=("a", "b")),))
    assert told(apart)[2] == "~09:30 ?"
    assert told(shared)[2] == "~10:00 ?"


def test_a_group_goes_on_when_the_whole_delegation_is_free() -> None:
    trip = day_of(
        {"when": "09:00-10:00", "groups": ("a",)}, {"when": "10:00-11:00"}, {"when": "then, 1 h", "groups": ("a",)},
        groups=(Group(key="a", name="A"),),
    )  # fmt: skip
    assert told(trip)[2] == "~11:00 ~12:00"
    assert told(changed(trip, items=trip.items[1:]))[1] == "~11:00 ~12:00"


def test_an_open_item_of_one_group_holds_up_no_other() -> None:
    trip = day_of(
        {"when": "09:00", "groups": ("b",)}, {"when": "09:00-10:00", "groups": ("a",)},
        {"when": "then, 1 h", "groups": ("a",)}, {"when": "then", "groups": ("b",)},
        groups=(Group(key="a", name="A"), Group(key="b", name="B")),
    )  # fmt: skip
    assert told(trip) == ["09:00 ?", "09:00 10:00", "~10:00 ~11:00", "? ?"]


def test_with_may_start_a_little_later() -> None:
    assert told(day_of({"when": "09:00-10:00"}, {"when": "with +10 min, 30 min"}))[1] == "~09:10 ~09:40"


def test_what_follows_may_last_half_a_day_into_the_night_and_no_longer() -> None:
    assert told(day_of({"when": "20:00-22:00"}, {"when": "then, until 10:00"}))[1] == "~22:00 10:00"
    trip = day_of({"when": "11:00-13:00"}, {"when": "then, until 11:30"})
    *_, late = Timeline(trip).placed().values()
    assert late.end < late.start
    *_, night = Timeline(day_of({"when": "20:00-22:00"}, {"when": "then, until 10:00"})).placed().values()
    assert night.end - night.start == 12 * 60


def test_groups_meet_by_who_is_in_both_and_everybody_meets_all() -> None:
    people = (Person(key="p", name="P", groups=("a", "b")),)
    trip = day_of(
        {}, {"groups": ("a",)}, {"groups": ("b",)}, {"groups": ("c",)},
        groups=tuple(Group(key=key, name=key) for key in "abc"), people=people,
    )  # fmt: skip
    every, a, b, c = trip.items
    sharing = Timeline(trip).sharing
    assert all(sharing.groups_meet(one, every) and sharing.groups_meet(every, one) for one in trip.items)
    assert sharing.groups_meet(a, b)
    assert not sharing.groups_meet(a, c)


def test_a_whole_without_a_time_does_not_begin_with_a_part_that_has_none() -> None:
    trip = day_of({"when": "tba"}, {"when": "then, 1 h", "part": True})
    assert [one.start_is for one in Timeline(trip).placed().values()] == ["open", "open"]


def test_an_item_ends_by_the_clocks_of_its_place_and_a_journey_by_those_of_the_day_or_where_it_goes() -> None:
    venues = (Venue(key="nrt", name="Tokyo", timezone="Asia/Tokyo"), Venue(key="x", name="Somewhere"))
    trip = day_of(
        {"when": "14:00-15:00", "venue": "nrt"},
        {"when": "16:00-17:00", "venue": "nrt", "to": "x", "kind": "transfer"},
        venues=venues,
    )
    visit, ride = Timeline(trip).placed().values()
    assert (visit.end_zone, visit.end - visit.start) == ("Asia/Tokyo", 60)
    assert (ride.end_zone, ride.end - ride.start) == ("Europe/Berlin", 8 * 60)
    on_its_day = changed(trip, days=(changed(trip.days[0], timezone="Europe/London"),))
    assert [one.end_zone for one in Timeline(on_its_day).placed().values()] == ["Asia/Tokyo", "Europe/London"]


def test_a_flight_over_the_night_of_the_clocks_lands_at_the_first_such_time() -> None:
    there = Venue(key="nyc", name="New York", timezone="America/New_York")
    trip = set_dates(Trip(id=new_id(), title="x", timezone="Asia/Tokyo"), date(2026, 3, 8), date(2026, 3, 8))
    trip = changed(trip, venues=(there,))
    trip = add_item(trip, checked(Item, id=new_id(), title="y", day=trip.days[0].id, when="10:00-20:05", to="nyc"))
    ((_, (placed,)),) = Timeline(trip).days()
    assert placed.end - placed.start == 5
    assert placed.ends.date() == date(2026, 3, 7)


def test_a_flight_ends_in_the_zone_where_it_lands() -> None:
    venues = (
        Venue(key="nrt", name="Tokyo", timezone="Asia/Tokyo"),
        Venue(key="hnl", name="Honolulu", timezone="Pacific/Honolulu"),
    )
    trip = day_of(
        {"when": "14:00-09:00", "kind": "departure", "to": "nrt"},
        {"when": "21:00-09:00", "kind": "departure", "venue": "nrt", "to": "hnl"},
        venues=venues,
    )
    ((_, placed),) = Timeline(trip).days()
    assert placed[0].ends == datetime(2025, 10, 10, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert (placed[0].end - placed[0].start) == 12 * 60
    assert placed[1].ends == datetime(2025, 10, 9, 9, 0, tzinfo=ZoneInfo("Pacific/Honolulu"))


@pytest.mark.parametrize(
    ("day", "when", "minutes", "end"),
    [
        (date(2026, 3, 28), "22:00-06:00", 7 * 60, "06:00"),
        (date(2026, 10, 24), "22:00-06:00", 9 * 60, "06:00"),
        (date(2026, 3, 28), "22:00, 8 h", 8 * 60, "07:00"),
        (date(2026, 10, 24), "22:00, 8 h", 8 * 60, "05:00"),
        (date(2026, 3, 29), "01:30-03:30", 60, "03:30"),
        (date(2026, 10, 25), "02:30-02:15", 45, "02:15"),
        (date(2026, 10, 23), "15:00-11:00 +2 days", 45 * 60, "11:00"),
    ],
)
def test_nights_in_which_clocks_change(day: date, when: str, minutes: int, end: str) -> None:
    trip = set_dates(Trip(id=new_id(), title="x"), day, day)
    trip = add_item(trip, checked(Item, id=new_id(), title="y", day=trip.days[0].id, when=when))
    ((_, (placed,)),) = Timeline(trip).days()
    assert placed.end - placed.start == minutes
    assert f"{placed.ends:%H:%M}" == end


@given(programmes())
def test_placed_and_pool_are_the_items_in_order(trip: Trip) -> None:
    placed = [one.item for _, day in Timeline(trip).days() for one in day]
    assert (*placed, *pool_of(trip)) == trip.items


@given(programmes())
def test_given_edges_keep_their_wall_time(trip: Trip) -> None:
    for _, day in Timeline(trip).days():
        for one in day:
            said = one.item.when.start
            assert (one.start_is == "given") == isinstance(said, Clock)
            if isinstance(said, Clock):
                wall = datetime.combine(one.date, datetime.min.time()) + timedelta(minutes=said.minute)
                assert one.starts.replace(tzinfo=None) == wall or one.start == wall_to_utc(
                    one.date, said.minute, one.start_zone
                )
            end = one.item.when.end
            if isinstance(end, Clock) and one.ends.utcoffset() == (one.ends - timedelta(hours=3)).utcoffset():
                assert one.end_is == "given"
                assert (one.ends.hour * 60 + one.ends.minute) == end.minute % 1440


@given(programmes(), st.data())
def test_what_runs_beside_the_programme_moves_nothing_when_it_goes(trip: Trip, data: st.DataObject) -> None:
    beside = [one.id for one in trip.items if not counts(one)]
    if not beside:
        return
    gone = data.draw(st.sampled_from(beside))
    after = Timeline(remove_items(trip, [gone])).placed()
    for key, one in Timeline(trip).placed().items():
        if gone not in (key, one.item.part_of):
            assert after[key] == one


@given(programmes(when=soft_times.filter(lambda when: not isinstance(when.start, With))))
def test_disjoint_groups_do_not_influence_each_other(trip: Trip) -> None:
    groups = (Group(key="a", name="A"), Group(key="b", name="B"))
    split = [
        replace(
            one, groups=("a",) if number % 2 else ("b",), hosts=(), speakers=(), people=(), part_of=None, assignments=()
        )
        for number, one in enumerate(trip.items)
    ]
    people = tuple(replace(person, groups=()) for person in trip.people)
    both = changed(trip, groups=groups, people=people, items=in_programme_order(split, trip.days))
    alone = changed(both, items=tuple(one for one in both.items if one.groups == ("a",)))
    placed = Timeline(both).placed()
    for key, one in Timeline(alone).placed().items():
        assert placed[key] == one


@given(programmes(), programmes(most=5), st.data())
def test_remembered_equals_fresh(trip: Trip, other: Trip, data: st.DataObject) -> None:
    before = Timeline(trip)
    edited = trip
    if trip.items:
        target = data.draw(st.sampled_from(trip.items))
        edited = remove_items(trip, [target.id]) if data.draw(st.booleans()) else changed(
            trip, items=tuple(changed(one, when=data.draw(whens)) if one.id == target.id else one for one in trip.items)
        )  # fmt: skip
    for one in (edited, other, trip):
        before = Timeline(one, before)
        assert list(before.days()) == list(Timeline(one).days())


def test_an_unchanged_day_is_not_placed_again() -> None:
    trip = set_dates(Trip(id=new_id(), title="x"), date(2025, 10, 9), date(2025, 10, 10))
    for day in trip.days:
        trip = add_item(trip, checked(Item, id=new_id(), title="y", day=day.id, when="10:00-11:00"))
    first = Timeline(trip)
    second = Timeline(changed(trip, items=(trip.items[0], changed(trip.items[1], title="z"))), first)
    days = [tuple(placed for _, placed in timeline.days()) for timeline in (first, second)]
    assert days[0][0] is days[1][0]
    assert days[0][1] is not days[1][1]


def test_a_trip_that_says_the_same_is_not_placed_again() -> None:
    trip = day_of({"when": "09:00-10:00"}, groups=(Group(key="a", name="A"),))
    first = Timeline(trip)
    second = Timeline(changed(trip, groups=(Group(key="a", name="A"),)), first)
    assert second.of_day(trip.days[0].id) is first.of_day(trip.days[0].id)


def test_a_new_group_is_known_to_the_next_timeline() -> None:
    trip = day_of({"when": "09:00-10:00"}, {"when": "then, 1 h"})
    group = Group(key="a", name="A")
    items = (trip.items[0], changed(trip.items[1], groups=("a",)))
    after = Timeline(changed(trip, groups=(group,), items=items), Timeline(trip))
    assert after.placed() == Timeline(after.trip).placed()


def twin(day: Day, items: tuple[Item, ...], sharing: Sharing) -> list[int | None]:
    """The starts of "then" items among those without parts, by the rule's words and in quadratic time."""
    trip_zone = "Europe/Berlin"
    starts: list[int | None] = []
    ends: list[int | None] = []
    for number, item in enumerate(items):
        before = [place for place in range(number) if counts(items[place])]
        start = None
        if isinstance(item.when.start, Clock):
            start = wall_to_utc(day.date, item.when.start.minute, trip_zone)
        elif isinstance(item.when.start, Then):
            with_us = [place for place in before if sharing.share(items[place], item)]
            still_open = [
                place
                for place in with_us
                if ends[place] is None and not over(place, before, items, starts, ends, sharing)
            ]
            known = [ends[place] for place in with_us if ends[place] is not None]
            start = None if still_open or not known else max(known) + item.when.start.gap
        starts.append(start)
        end = item.when.end
        ends.append(start + end.minutes if start is not None and isinstance(end, Length) else None)
    return starts


def over(place: int, before: list[int], items, starts, ends, sharing: Sharing) -> bool:
    since = starts[place] if starts[place] is not None else -(10**12)
    later = [one for one in before if one > place and sharing.share(items[one], items[place])]
    return any(
        (starts[one] if starts[one] is not None else ends[one] if ends[one] is not None else since) > since
        for one in later
    )


@given(programmes(when=plain_times))
def test_the_solver_agrees_with_its_twin(trip: Trip) -> None:
    flat = changed(
        trip, timezone="Europe/Berlin", venues=(),
        days=tuple(changed(day, timezone=None) for day in trip.days),
        items=tuple(replace(one, part_of=None, venue=None, to=None) for one in trip.items),
    )  # fmt: skip
    setting = setting_of(flat)
    for day in flat.days:
        items = tuple(one for one in flat.items if one.day == day.id)
        placed: tuple[Placed, ...] = place_day(day, items, setting)
        assert [one.start for one in placed] == twin(day, items, setting.sharing)


def test_zones_come_from_the_newest_data(tmp_path, monkeypatch) -> None:
    import zoneinfo

    from trips.model import zones as zonedata

    taken = []
    monkeypatch.setattr(zoneinfo, "TZPATH", (str(tmp_path),))
    monkeypatch.setattr(zoneinfo, "reset_tzpath", taken.append)
    for version, aside in (("2019a", True), ("2999z", False), (None, True)):
        zonedata._newest.cache_clear()
        taken.clear()
        if version is None:
            (tmp_path / "tzdata.zi").unlink()
        else:
            (tmp_path / "tzdata.zi").write_text(f"# version {version}\n")
        zonedata._newest()
        assert bool(taken) == aside, version
    zonedata._newest.cache_clear()
