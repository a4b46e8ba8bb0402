"""A delay: what is proposed, what never moves, whom to phone, what is written."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.agenda.cli.test_cli import agenda
from tests.agenda.cli.test_edits import stored
from tests.support.checking import trip_of
from trips.contacts.calls import rings
from trips.delays.plans import Since, late, since_item, since_now
from trips.delays.propagation import stays
from trips.i18n.language import UserError
from trips.model.entities import Distance, Group, Organisation, Person, Private, Venue, by_id
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline, counts

__all__ = ["agenda"]

MORNING = (
    {"title": "Talk", "when": "9:00-10:00"},
    {"title": "Coffee", "kind": "break", "when": "then, 20 min"},
    {"title": "Debate", "when": "then, 60 min", "priority": 40},
    {"title": "Film", "when": "then, 30 min", "priority": "may go"},
    {"title": "Minister", "when": "12:00-13:00", "fixed": True},
    {"title": "Visit", "when": "13:30-15:00"},
)


def times(trip: Trip) -> dict[str, str]:
    """Start and end of each item by title."""
    return {
        one.item.title: "gone" if one.item.status == "cancelled" else f"{one.starts:%H:%M}-{one.ends:%H:%M}"
        for one in Timeline(trip).placed().values()
        if one.starts and one.ends
    }


def first(trip: Trip) -> Since:
    return since_item(Timeline(trip), trip.items[0])


def plans(trip: Trip, minutes: int, since: Since | None = None, group: str | None = None):
    return late(Timeline(trip), minutes, since or first(trip), group)


def test_pauses_give_way_before_anything_is_shortened() -> None:
    trip = trip_of([*MORNING])
    best = plans(trip, 20)[0]
    assert (best.way, best.over) == ("shorten", 0)
    assert times(best.trip) == {
        "Talk": "09:20-10:20", "Coffee": "10:20-10:30", "Debate": "10:30-11:30", "Film": "11:30-12:00",
        "Minister": "12:00-13:00", "Visit": "13:30-15:00",
    }  # fmt: skip
    assert '"Coffee" lasts 10 min instead of 20.' in map(str, best.says)


def test_what_may_go_is_dropped_when_shortening_is_not_enough() -> None:
    trip = trip_of([*MORNING])
    found = plans(trip, 45)
    assert [(one.way, one.over) for one in found] == [("drop", 0), ("shorten", 5), ("shift", 35)]
    assert times(found[0].trip)["Film"] == "gone"
    assert times(found[0].trip)["Debate"] == "11:00-12:00"  # not shortened: dropping the film is enough
    assert times(found[1].trip)["Debate"] == "10:55-11:35"
    assert 'Still 5 min too late for "Minister", which is fixed.' in map(str, found[1].says)


def test_without_anything_fixed_the_day_ends_later_or_gives_way() -> None:
    trip = trip_of([{"title": "Talk", "when": "9:00-10:00"}, {"title": "Tour", "when": "10:00-12:00"}])
    (only,) = plans(trip, 15)
    assert (only.over, times(only.trip)["Tour"]) == (15, "10:15-12:15")
    assert 'The day ends 15 min later, at 12:15, with "Tour".' in map(str, only.says)


def test_what_must_be_neither_moves_nor_shrinks() -> None:
    trip = trip_of([
        {"title": "Talk", "when": "9:00-10:00"},
        {"title": "Oath", "when": "then, 30 min", "priority": "must"},
        {"title": "Lunch", "kind": "meal", "when": "then, 60 min"},
    ])  # fmt: skip
    for plan in plans(trip, 20):
        assert times(plan.trip)["Oath"] == "10:00-10:30"
        assert times(plan.trip)["Lunch"] == "10:30-11:30"
        assert plan.over == 20


def test_what_is_on_ends_later_and_what_is_over_stays() -> None:
    trip = trip_of([*MORNING])
    moment = int(datetime(2025, 10, 9, 8, 30, tzinfo=UTC).timestamp()) // 60  # 10:30 in Cologne
    best = plans(trip, 15, since_now(trip.days[0].id, moment, 15))[0]
    assert times(best.trip)["Talk"] == "09:00-10:00"
    assert times(best.trip)["Coffee"] == "10:00-10:30"  # would have lasted until 10:35
    assert times(best.trip)["Debate"] == "10:30-11:30"


def test_time_on_the_way_does_not_give_way() -> None:
    places = (Venue(key="a", name="A"), Venue(key="b", name="B"))
    ways = (Distance(one="a", other="b", minutes=25, mode="walk"),)
    day = [
        {"title": "Talk", "when": "9:00-10:00", "venue": "a"},
        {"title": "Tour", "when": "10:40-12:00", "venue": "b"},
    ]
    trip = trip_of(day, venues=places, distances=ways)
    best = plans(trip, 20)[0]
    assert times(best.trip)["Tour"] == "10:45-12:05"


def test_parts_give_way_within_their_visit() -> None:
    trip = trip_of([
        {"title": "Visit", "when": "9:00-11:00"},
        {"title": "Speech", "when": "then, 60 min", "part": True},
        {"title": "Coffee", "kind": "break", "when": "10:00-10:20", "part": True},
        {"title": "Questions", "when": "10:20-11:00", "part": True, "priority": 30},
        {"title": "Bus", "when": "11:00-11:30", "fixed": True},
    ])  # fmt: skip
    best = plans(trip, 20)[0]
    assert best.over == 0
    assert times(best.trip) == {
        "Visit": "09:20-11:00", "Speech": "09:20-10:20", "Coffee": "10:20-10:30", "Questions": "10:30-11:00",
        "Bus": "11:00-11:30",
    }  # fmt: skip


def test_what_begins_with_another_item_is_late_with_it() -> None:
    trip = trip_of([{"title": "Gala", "when": "20:00-23:30"}, {"title": "Band", "when": "with +30 min, 2 h"},
                    {"title": "Bus", "when": "25:00-25:40"}])  # fmt: skip
    best = plans(trip, 30)[0]
    assert times(best.trip) == {"Gala": "20:30-00:00", "Band": "21:00-23:00", "Bus": "01:00-01:40"}


def groups_apart() -> Trip:
    return trip_of([
        {"title": "Talk", "when": "9:00-10:00", "groups": ("a",)},
        {"title": "Tour", "when": "9:00-10:00", "groups": ("b",)},
        {"title": "Workshop", "when": "10:00-11:00", "groups": ("a",)},
        {"title": "Walk", "when": "10:00-11:00", "groups": ("b",)},
        {"title": "Lunch", "when": "11:00-12:00"},
    ], groups=(Group(key="a", name="A"), Group(key="b", name="B")))  # fmt: skip


def test_a_late_group_leaves_the_other_alone_until_they_meet() -> None:
    trip = groups_apart()
    best = plans(trip, 30, group="a")[0]
    assert times(best.trip)["Walk"] == "10:00-11:00"
    assert times(best.trip)["Workshop"] == "10:30-11:30"
    assert "Others affected: Lunch." in map(str, best.says)


def test_a_fixed_flight_can_itself_be_late_and_what_waits_for_it_comes_after_it() -> None:
    trip = trip_of([
        {"title": "Flight", "kind": "arrival", "when": "10:00-11:30", "fixed": True},
        {"title": "Coach", "kind": "transfer", "when": "12:00, 30 min"},
        {"title": "Hotel", "kind": "stay", "when": "13:00"},
        {"title": "Lunch", "kind": "meal", "when": "13:30, 60 min"},
    ])  # fmt: skip
    best = plans(trip, 92)[0]
    after = {one.item.title: f"{one.starts:%H:%M}" for one in Timeline(best.trip).placed().values() if one.starts}
    assert after == {"Flight": "11:35", "Coach": "13:05", "Hotel": "13:35", "Lunch": "13:35"}
    nobody = late(Timeline(trip), 92, since_now(trip.days[0].id, first(trip).moment + 10, 92))
    assert {one.item.title: f"{one.starts:%H:%M}" for one in Timeline(nobody[0].trip).placed().values()}[
        "Flight"
    ] == "10:00"


def test_from_when_on_people_may_come_to_a_hotel_does_not_move() -> None:
    trip = trip_of([
        {"title": "Coach", "kind": "transfer", "when": "14:00, 60 min"},
        {"title": "Hotel", "kind": "stay", "when": "from 15:00"},
    ])  # fmt: skip
    hotel = next(one for one in Timeline(plans(trip, 30)[0].trip).placed().values() if one.item.kind == "stay")
    assert f"{hotel.starts:%H:%M}" == "15:00"


def test_nobody_announces_a_crooked_time() -> None:
    trip = trip_of([{"title": "Talk", "when": "9:00-10:00"}, {"title": "Tour", "when": "then, 45 min"}])
    assert times(plans(trip, 16)[0].trip) == {"Talk": "09:20-10:20", "Tour": "10:20-11:05"}


def test_nonsense_is_refused() -> None:
    trip = trip_of([{"title": "Talk"}, {"title": "Tour", "when": "9:00-10:00"}])
    with pytest.raises(UserError, match="has no time yet"):
        first(trip)
    for minutes in (0, -5, 721):
        with pytest.raises(UserError, match="between 1 and 720"):
            plans(trip, minutes, since_item(Timeline(trip), trip.items[1]))
    with pytest.raises(UserError, match="Nothing is left"):
        plans(trip, 5, Since(trip.days[0].id, 10**9))


def test_whoever_waits_soonest_is_phoned_first() -> None:
    day = [
        {"title": "Bus", "kind": "transfer", "when": "9:00-9:30", "carrier": "Reisen Kurz", "contact": "0221 1"},
        {"title": "Visit", "when": "then, 60 min", "hosts": ("house",)},
        {"title": "Talk", "when": "then, 60 min", "speakers": ("weber",)},
    ]
    houses = (Organisation(key="house", name="House", contact="0221 2"),)
    people = (Person(key="weber", name="Weber", private=Private(phone="0221 3")),)
    trip = trip_of(day, organisations=houses, people=people)
    found = rings(Timeline(trip), Timeline(plans(trip, 20)[0].trip))
    assert [(one.name, one.phone) for one in found] == [
        ("Reisen Kurz", "0221 1"), ("House", "0221 2"), ("Weber", "0221 3"),
    ]  # fmt: skip


@st.composite
def busy_days(draw) -> Trip:
    """A day whose items follow each other, some by clock and some by "then", with all that can give way or not."""
    minute, items = 8 * 60, []
    for n in range(draw(st.integers(1, 8))):
        minute += draw(st.sampled_from((0, 0, 10, 30)))
        length = draw(st.integers(5, 90))
        then = n > 0 and draw(st.booleans())
        start = f"{minute // 60}:{minute % 60:02}"
        end = f"{(minute + length) // 60 % 24}:{(minute + length) % 60:02}"
        if then:
            minute = items[-1]["until"] if items else minute
        items.append({
            "title": f"i{n}", "when": f"then, {length} min" if then else f"{start}-{end}",
            "kind": draw(st.sampled_from(("visit", "break", "meal", "free"))), "fixed": draw(st.integers(0, 4)) == 0,
            "priority": draw(st.sampled_from((None, None, "must", "may go", 20))),
            "groups": draw(st.sampled_from(((), (), ("a",), ("b",)))), "until": minute + length,
        })  # fmt: skip
        minute += length
    day = [{key: value for key, value in one.items() if key != "until"} for one in items]
    return trip_of(day, groups=(Group(key="a", name="A"), Group(key="b", name="B")))


@given(busy_days(), st.integers(1, 120), st.sampled_from((None, "a")))
def test_what_stays_never_changes_and_nothing_changes_its_place(trip: Trip, minutes: int, group: str | None) -> None:
    before = Timeline(trip).placed()
    try:
        found = plans(trip, minutes, group=group)
    except UserError:
        return
    assert 1 <= len(found) <= 3
    assert [one.over for one in found] == sorted(one.over for one in found)
    for plan in found:
        after = Timeline(plan.trip).placed()
        assert [one.id for one in plan.trip.items] == [one.id for one in trip.items]
        for item in trip.items:
            was, now = before[item.id], after[item.id]
            if stays(item) and item.id != first(trip).item:
                assert (was.start, was.end) == (now.start, now.end), item.title
                assert now.item.status == item.status
            if now.item.status == "cancelled":
                assert item.priority == "may go"
                continue
            if was.start is not None and now.start is not None:
                assert now.start >= was.start
                assert now.start == was.start or now.start % 5 == 0
            if None not in (was.start, was.end, now.start, now.end) and isinstance(item.priority, int):
                assert now.end - now.start >= min(item.priority, was.end - was.start)
        if plan.over == 0:
            _nobody_is_late(trip, before, after)


def _nobody_is_late(trip: Trip, before, after) -> None:
    """Items one behind the other that share people are still so."""
    share, known = Timeline(trip).sharing.share, by_id(trip.items)
    going = [one for one in after.values() if counts(one.item) and one.start is not None and one.end is not None]
    for a in going:
        for b in going:
            was_a, was_b = before[a.item.id], before[b.item.id]
            in_turn = a.item.id != b.item.id and was_a.end is not None and was_b.start is not None
            if in_turn and was_a.end <= was_b.start and share(known[a.item.id], known[b.item.id]):
                assert a.end <= b.start


# On the command line


@pytest.fixture
def koeln(agenda) -> str:
    slug = agenda("new", "Köln", "--from", "9.10.2025", "--to", "2025-10-10").out.strip()
    for line in ("Thu 10:00-11:00 Welcome", "Thu then 20 min Coffee break", "Thu 11:20-12:20 Tour"):
        assert agenda("add", slug, line).code == 0
    return slug


def test_the_command_says_what_it_would_do_and_then_does_it_in_one_step(agenda, koeln: str) -> None:
    refused = agenda("late", koeln, "20")
    assert (refused.code, "say which with --day" in refused.err) == (1, True)
    before = stored(koeln)
    tried = agenda("late", koeln, "10", "--day", "1")
    assert (tried.code, "Nothing is written yet" in tried.err) == (0, True)
    assert "1  Shorter pauses and items (fits)" in tried.out
    assert "2  Everything later, up to what is fixed (still 10 min late)" in tried.out
    assert "10:00–11:00  → 10:10–11:10  Welcome" in tried.out
    assert "Köln: we are running 10 minutes late." in tried.out or "Wir verspäten uns um 10 Minuten" in tried.out
    assert stored(koeln) == before
    assert agenda("late", koeln, "10", "--day", "Thu", "--at", "10:05", "--how", "2").code == 0
    assert times(stored(koeln))["Tour"] == "11:30-12:30"
    assert "10 min late: Everything later" in agenda("history", koeln).out
    agenda("undo", koeln)
    assert stored(koeln) == before


def test_nothing_is_written_until_a_plan_is_chosen(agenda, koeln: str) -> None:
    before = stored(koeln)
    for minutes in ("10", "40"):
        done = agenda("late", koeln, minutes, "--day", "1")
        assert (done.code, stored(koeln)) == (0, before)
        assert "--how N carries out a plan, --yes the first" in done.err
    assert agenda("late", koeln, "10", "--day", "1", "-y").code == 0
    assert times(stored(koeln))["Welcome"] == "10:10-11:10"
    agenda("undo", koeln)
    assert (agenda("late", koeln, "40", "--day", "1", "--how", "3").code) == 1
    assert agenda("late", koeln, "40", "--day", "1", "--how", "1").code == 0
    assert stored(koeln) != before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("soon",), "is not a length of time"),
        (("0", "--day", "1"), "between 1 and 720"),
        (("20", "--at", "soon"), "is not a time"),
        (("20", "--day", "1", "--at", "morning"), "is not a clock time"),
        (("20", "--day", "1", "--group", "x"), 'There is no "x"'),
        (("20", "--day", "2"), "Nothing is left of that day"),
    ],
)
def test_bad_input_gets_one_sentence(agenda, koeln: str, arguments: tuple[str, ...], said: str) -> None:
    done = agenda("late", koeln, *arguments)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_the_document_has_plans_calls_and_the_message(agenda, koeln: str) -> None:
    document = json.loads(agenda("late", koeln, "10", "--day", "1", "--json").out)
    assert document["done"] is False
    best = document["plans"][0]
    assert set(best) == {"way", "over", "says", "changes", "calls", "message"}
    assert best["changes"][0]["after"] == ["2025-10-09T10:10:00+02:00", "2025-10-09T11:10:00+02:00"]


def test_the_message_tells_nothing_that_is_not_for_participants(agenda, koeln: str) -> None:
    known = {one.title: one.id[:8] for one in stored(koeln).items}
    agenda("set", koeln, known["Tour"], "audience=staff", "title=Geheimplan", "contact=0221 4711")
    agenda("set", koeln, known["Welcome"], "staff_note=Kanarienvogel", "reference=PNR123")
    out = agenda("late", koeln, "40", "--day", "1", "--how", "1", "--json").out
    message = json.loads(out)["plans"][0]["message"]
    assert "Welcome" in message
    assert not any(word in message for word in ("Geheimplan", "0221", "Kanarienvogel", "PNR"))
