"""Versions: what every reader was ever given keeps its identity, whatever happens to the trip between versions."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.audience import PARTICIPANTS, STAFF, Audience
from exports.calendar import Alarms, CalendarOptions, Calendars, calendar_file
from exports.snapshot import Snapshot, released
from tests.support.strategies import programmes
from tests.trips.store.test_store import a_trip
from trips.contacts.confirmations import confirm
from trips.edits.days import set_dates
from trips.edits.directory import remove
from trips.edits.items import add_item, change_item, move_item, remove_items
from trips.history.releases import Release, freeze, joined
from trips.i18n.language import Message, UserError
from trips.model.doors import checked
from trips.model.entities import Day, Item, Person, changed, new_id
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline
from trips.store import ReleasedLastError, Store, open_store
from trips.tripfile import read_trip, write_trip

NOTE = Message("test")
START = datetime(2025, 9, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(where: Path | str):
    with open_store(where) as opened:
        yield opened


def releases_of(*trips_: Trip) -> list[Release]:
    return [
        Release(n, START + timedelta(days=n), "x", "", n, freeze(Timeline(trip))) for n, trip in enumerate(trips_, 1)
    ]


def snapshots(*trips_: Trip) -> tuple[Snapshot, ...]:
    return released(releases_of(*trips_))


def events(data: bytes) -> dict[str, bytes]:
    """Each event's bytes under its UID."""
    text = data.replace(b"\r\n ", b"")
    found = {}
    for block in text.split(b"BEGIN:VEVENT\r\n")[1:]:
        body = block.partition(b"END:VEVENT")[0]
        (uid,) = [line for line in body.split(b"\r\n") if line.startswith(b"UID:")]
        found[uid[4:].decode()] = body
    return found


def line(body: bytes, name: str) -> str:
    return next(one.partition(b":")[2].decode() for one in body.split(b"\r\n") if one.startswith(name.encode()))


def sequences(data: bytes) -> dict[str, int]:
    return {uid: int(line(body, "SEQUENCE")) for uid, body in events(data).items()}


# The store


def test_a_version_keeps_trip_and_times_and_is_outside_undo(store: Store) -> None:
    trip = a_trip()
    saved = store.create(trip, NOTE)
    first = store.versions.issue(trip.id, 1, "Zur Abstimmung")
    store.save(saved, change_item(trip, trip.items[0].id, title="Neu"), NOTE)
    store.versions.issue(trip.id, 2, "")
    with pytest.raises(ReleasedLastError, match="release version 2, which stays"):
        store.undo(trip.id)
    store.undo(trip.id, past_release=True)
    assert [(one.number, one.note, one.rev) for one in store.versions.listed(trip.id)] == [
        (1, "Zur Abstimmung", 1), (2, "", 2),
    ]  # fmt: skip
    one, two = store.versions.load(trip.id)
    assert one.trip == trip
    assert two.trip.items[0].title == "Neu"
    assert one.timeline.placed() == first.timeline.placed() == Timeline(trip).placed()
    assert store.versions.load(trip.id, 1) == (one,)


def test_the_list_says_how_far_the_draft_is_from_the_last_version(store: Store) -> None:
    trip = a_trip()
    saved = store.create(trip, NOTE)
    assert [(one.release, one.changes) for one in store.trips()] == [(None, None)]
    store.versions.issue(trip.id, 1, "")
    assert [(one.release, one.changes) for one in store.trips()] == [(1, 0)]
    store.save(saved, change_item(trip, trip.items[0].id, title="Neu"), NOTE)
    assert [(one.release, one.changes) for one in store.trips()] == [(1, 1)]
    store.undo(trip.id)
    assert [(one.release, one.changes) for one in store.trips()] == [(1, 0)]


def test_what_everybody_has_already_is_not_issued_again(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    store.versions.issue(trip.id, 1, "")
    with pytest.raises(UserError, match="Nothing has changed since version 1"):
        store.versions.issue(trip.id, 1, "")


def test_what_somebody_changed_since_one_looked_is_not_issued_unseen(store: Store) -> None:
    trip = a_trip()
    saved = store.create(trip, NOTE)
    store.save(saved, change_item(trip, trip.items[0].id, title="Neu"), NOTE)
    with pytest.raises(UserError, match="changed the trip meanwhile"):
        store.versions.issue(trip.id, 1, "")
    assert store.versions.listed(trip.id) == []


def test_an_old_content_becomes_a_new_version(store: Store) -> None:
    trip = a_trip()
    saved = store.create(trip, NOTE)
    first = store.versions.issue(trip.id, 1, "")
    store.save(saved, change_item(trip, trip.items[0].id, title="Neu"), NOTE)
    store.versions.issue(trip.id, 2, "")
    third = store.versions.issue(trip.id, 2, "back", first.content)
    assert third.number == 3
    assert third.trip == trip
    item = f"{trip.items[0].id}@{trip.id}"
    *_, snapshot = released(store.versions.load(trip.id))
    assert sequences(calendar_file(snapshot, STAFF))[item] == 3


def test_a_version_that_never_was_has_a_sentence(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    with pytest.raises(UserError, match="nothing has been released yet"):
        store.versions.one(trip.id, 1)
    store.versions.issue(trip.id, 1, "")
    with pytest.raises(UserError, match="There is no version 2; the last one is 1"):
        store.versions.one(trip.id, 2)


def test_versions_of_another_office_are_taken_over_once(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    theirs = releases_of(trip, change_item(trip, trip.items[0].id, title="Neu"))
    assert store.versions.adopt(trip.id, theirs) == ()
    assert store.versions.adopt(trip.id, theirs) == ()
    assert [one.number for one in store.versions.listed(trip.id)] == [1, 2]
    other = releases_of(change_item(trip, trip.items[0].id, title="Anders"))
    assert store.versions.adopt(trip.id, other) == (1,)
    assert store.versions.one(trip.id, 1).trip == trip


def test_what_was_handed_out_is_noted_once_and_feeds_keep_their_names(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    store.handouts.give(trip.id, ["person:a", "group:b"], 1, "kit")
    store.handouts.give(trip.id, ["person:a"], 1, "kit")
    store.handouts.give(trip.id, ["person:a"], 2, "publish")
    assert [(one.reader, one.number, one.how) for one in store.handouts.ledger(trip.id)] == [
        ("group:b", 1, "kit"), ("person:a", 1, "kit"), ("person:a", 2, "publish"),
    ]  # fmt: skip
    assert store.handouts.held(trip.id) == {"person:a": 2, "group:b": 1}
    assert store.handouts.held(trip.id, before=2) == {"person:a": 1, "group:b": 1}
    names = store.handouts.names(trip.id, ["person:a", "group:b"])
    assert store.handouts.names(trip.id, ["person:a"])["person:a"] == names["person:a"]
    assert all(len(one) == 26 and one.isalnum() for one in names.values())
    assert store.handouts.revoke(trip.id, "person:a")
    assert not store.handouts.revoke(trip.id, "person:nobody")
    assert store.handouts.names(trip.id, ["person:a"])["person:a"] != names["person:a"]
    store.remove(trip.id)
    assert store.handouts.ledger(trip.id) == []
    assert store.handouts.feeds(trip.id) == []


# What a reader has


def programme_of(*whens: str, **fields: object) -> Trip:
    trip = set_dates(Trip(id=new_id(), title="Köln", language="de"), datetime(2025, 10, 9), datetime(2025, 10, 10))
    for n, when in enumerate(whens):
        item = checked(
            Item, id=new_id(), title=f"Punkt {n}", day=trip.days[0].id, when=when, status="confirmed", **fields
        )
        trip = add_item(trip, item)
    return trip


def test_an_unchanged_item_has_the_same_bytes_in_the_next_version() -> None:
    one = programme_of("10:00-11:00", "12:00-13:00")
    two = change_item(one, one.items[0].id, when="10:30-11:00")
    first, second = (events(calendar_file(snapshot, PARTICIPANTS)) for snapshot in snapshots(one, two))
    moved, kept = (f"{item.id}@{one.id}" for item in one.items)
    assert first[kept] == second[kept]
    assert (line(first[moved], "SEQUENCE"), line(second[moved], "SEQUENCE")) == ("1", "2")
    assert line(second[moved], "DTSTAMP") == "20250903T120000Z"


def test_another_item_that_becomes_confirmed_changes_nobody_elses_bytes() -> None:
    one = programme_of("10:00-11:00", "12:00-13:00")
    one = change_item(change_item(one, one.items[0].id, status="tentative"), one.items[1].id, status="tentative")
    two = change_item(one, one.items[0].id, status="confirmed")
    first, second = (events(calendar_file(snapshot, PARTICIPANTS)) for snapshot in snapshots(one, two))
    kept = f"{one.items[1].id}@{one.id}"
    assert first[kept] == second[kept]


def test_a_renamed_place_changes_the_items_there_and_no_others() -> None:
    from trips.model.entities import Venue

    one = programme_of("10:00-11:00", "12:00-13:00")
    one = changed(one, venues=(Venue(key="v", name="Rathaus"),))
    one = change_item(one, one.items[0].id, venue="v")
    two = changed(one, venues=(Venue(key="v", name="Spanischer Bau"),))
    assert list(sequences(calendar_file(snapshots(one, two)[1], PARTICIPANTS)).values()) == [2, 1]


def test_a_staff_note_is_no_change_for_participants() -> None:
    one = programme_of("10:00-11:00")
    two = change_item(one, one.items[0].id, staff_note="Geschenk mitnehmen")
    first, second = snapshots(one, two)
    assert calendar_file(first, PARTICIPANTS) == calendar_file(second, PARTICIPANTS)
    assert list(sequences(calendar_file(second, STAFF)).values()) == [2]


@pytest.mark.parametrize("how", ["removed", "pool", "staff", "idea"])
def test_what_a_reader_has_lost_is_cancelled_for_ever(how: str) -> None:
    one = programme_of("10:00-11:00", "12:00-13:00")
    gone = one.items[0].id
    two = {
        "removed": lambda: remove_items(one, [gone]),
        "pool": lambda: move_item(one, gone, None),
        "staff": lambda: change_item(one, gone, audience="staff"),
        "idea": lambda: change_item(one, gone, status="idea"),
    }[how]()
    *_, second, third = snapshots(one, two, change_item(two, one.items[1].id, title="Anders"))
    for snapshot in (second, third):
        body = events(calendar_file(snapshot, PARTICIPANTS))[f"{gone}@{one.id}"]
        assert line(body, "SEQUENCE") == "2"
        assert line(body, "STATUS") == "CANCELLED"
        assert line(body, "TRANSP") == "TRANSPARENT"
        assert line(body, "SUMMARY") == "ENTFÄLLT: Punkt 0"
        assert "nicht mehr in Ihrem Programm" in line(body, "DESCRIPTION")


def test_what_comes_back_is_alive_again_with_a_higher_number() -> None:
    one = programme_of("10:00-11:00")
    gone = one.items[0].id
    *_, third = snapshots(one, remove_items(one, [gone]), one)
    body = events(calendar_file(third, PARTICIPANTS))[f"{gone}@{one.id}"]
    assert (line(body, "SEQUENCE"), line(body, "STATUS")) == ("3", "CONFIRMED")


def test_a_cancelled_item_that_is_then_removed_is_no_further_change() -> None:
    one = programme_of("10:00-11:00")
    gone = one.items[0].id
    two = change_item(one, gone, status="cancelled")
    _, second, third = snapshots(one, two, remove_items(two, [gone]))
    assert calendar_file(second, PARTICIPANTS) == calendar_file(third, PARTICIPANTS)


def test_who_speaks_in_a_visit_that_is_cancelled_is_told_so() -> None:
    one = programme_of("10:00-12:00")
    talk = checked(Item, id=new_id(), title="Vortrag", kind="talk", day=one.days[0].id, part_of=one.items[0].id,
                when="then, 45 min", speakers=("effing",), status="confirmed")  # fmt: skip
    one = changed(one, people=(Person(key="effing", name="Dr. Klaus Effing"),), items=(*one.items, talk))
    _, second = snapshots(one, change_item(one, one.items[0].id, status="cancelled"))
    for who in ("person", "host"):
        (body,) = events(calendar_file(second, Audience("participants", who, "effing"))).values()
        assert (line(body, "STATUS"), line(body, "SEQUENCE")) == ("CANCELLED", "2")
        assert line(body, "SUMMARY") == "ENTFÄLLT: Vortrag"


def test_who_changes_groups_loses_one_programme_and_gets_the_other() -> None:
    from trips.model.entities import Group

    one = programme_of("10:00-11:00", "10:00-11:00")
    one = changed(one, groups=(Group(key="a", name="A"), Group(key="b", name="B")))
    one = change_item(change_item(one, one.items[0].id, groups=("a",)), one.items[1].id, groups=("b",))
    one = changed(one, people=(Person(key="weber", name="Weber", delegate=True, groups=("a",)),))
    two = changed(one, people=(changed(one.people[0], groups=("b",)),))
    weber = Audience("participants", "person", "weber")
    _, second = snapshots(one, two)
    told = {uid[:32]: line(body, "STATUS") for uid, body in events(calendar_file(second, weber)).items()}
    assert told == {one.items[0].id: "CANCELLED", one.items[1].id: "CONFIRMED"}
    in_group = sequences(calendar_file(second, Audience("participants", "group", "a")))
    assert set(in_group.values()) == {1}


def test_who_leaves_the_trip_still_gets_a_file_in_which_everything_is_cancelled() -> None:
    one = changed(programme_of("10:00-11:00"), people=(Person(key="weber", name="Weber", delegate=True),))
    _, second = snapshots(one, remove(one, "people", "weber"))
    audience = second.audience("person:weber")
    (body,) = events(calendar_file(second, audience)).values()
    assert (line(body, "STATUS"), line(body, "SEQUENCE")) == ("CANCELLED", "2")


def test_who_comes_late_does_not_get_what_was_cancelled_before() -> None:
    one = programme_of("10:00-11:00", "12:00-13:00")
    two = remove_items(one, [one.items[0].id])
    late = joined(freeze(Timeline(two)), Person(key="late", name="Late", delegate=True, groups=("unknown",)))
    third = snapshots(one, two, late.trip)[-1]
    assert sequences(calendar_file(third, Audience("participants", "person", "late"))) == {
        f"{one.items[1].id}@{one.id}": 3
    }
    assert calendar_file(third, PARTICIPANTS) == calendar_file(third.earlier[-1], PARTICIPANTS)


def test_who_comes_late_hears_nothing_of_what_was_cancelled_before_and_the_office_does() -> None:
    one = programme_of("10:00-11:00", "12:00-13:00")
    off, on = (f"{item.id}@{one.id}" for item in one.items)
    two = change_item(one, one.items[0].id, status="cancelled")
    late = joined(freeze(Timeline(two)), Person(key="late", name="Late", delegate=True))
    third = snapshots(one, two, late.trip)[-1]
    assert list(events(calendar_file(third, Audience("participants", "person", "late")))) == [on]
    assert list(events(calendar_file(third, STAFF))) == [off, on]


def test_the_draft_after_a_version_never_falls_behind_it() -> None:
    one = programme_of("10:00-11:00", "12:00-13:00")
    two = change_item(one, one.items[0].id, title="Neu")
    draft = Snapshot(two, START + timedelta(days=9), earlier=snapshots(one))
    assert list(sequences(calendar_file(draft, STAFF)).values()) == [1, 1]
    with pytest.raises(UserError, match="There is a version already"):
        calendar_file(draft, PARTICIPANTS)
    alone = Snapshot(two, START + timedelta(days=9))
    assert list(sequences(calendar_file(alone, PARTICIPANTS)).values()) == [0, 0]


def test_only_what_changed_since_a_version_can_be_had_alone() -> None:
    one = programme_of("10:00-11:00", "12:00-13:00", "14:00-15:00")
    two = remove_items(change_item(one, one.items[0].id, title="Neu"), [one.items[1].id])
    _, second = snapshots(one, two)
    data = calendar_file(second, PARTICIPANTS, options=CalendarOptions(since=1))
    assert [line(body, "SUMMARY") for body in events(data).values()] == ["Neu", "ENTFÄLLT: Punkt 1"]


def test_days_as_events_have_an_identity_of_their_own() -> None:
    one = programme_of("10:00-11:00", "12:00-13:00")
    two = change_item(one, one.items[0].id, when="10:30-11:00")
    three = change_item(two, one.items[0].id, staff_note="x")
    first, second, third = (
        events(calendar_file(snapshot, PARTICIPANTS, options=CalendarOptions(days=True)))
        for snapshot in snapshots(one, two, three)
    )
    (key,) = first
    assert key == f"{one.days[0].id}@{one.id}"
    assert (line(first[key], "SEQUENCE"), line(second[key], "SEQUENCE")) == ("1", "2")
    assert second == third
    assert "10:30–11:00: Punkt 0" in line(second[key], "DESCRIPTION")
    assert b"DTSTART;VALUE=DATE:20251009" in second[key]
    assert b"DTEND;VALUE=DATE:20251010" in second[key]


def test_one_file_an_item_names_no_calendar() -> None:
    one = programme_of("10:00-11:00", "10:00-11:00")
    files = dict(Calendars(snapshots(one)[0]).single_files(PARTICIPANTS))
    assert sorted(files) == ["2025-10-09-1000-punkt-0.ics", "2025-10-09-1000-punkt-1.ics"]
    for data in files.values():
        assert data.count(b"BEGIN:VEVENT") == 1
        assert b"X-WR-CALNAME" not in data
        assert b"BEGIN:VTIMEZONE" in data


def test_a_file_is_what_the_library_would_have_written_as_a_whole() -> None:
    import icalendar

    one = programme_of("10:00-11:00", "ca. 15:30", "morning")
    data = calendar_file(snapshots(one)[0], PARTICIPANTS, options=CalendarOptions(Alarms(15)))
    whole = icalendar.Calendar.from_ical(data).to_ical()
    assert whole.replace(b"PRODID", b"").split(b"\r\n", 1)[0] == b"BEGIN:VCALENDAR"
    assert sorted(whole.split(b"\r\n")) == sorted(data.split(b"\r\n"))


def test_gathering_and_leaving_have_alarms_of_their_own() -> None:
    one = programme_of("10:00-11:00", "12:00-12:30", "14:00-15:00", "16:00-17:00")
    fields = (
        {"meet": {"minute": 590, "place": "Foyer"}}, {"kind": "transfer"}, {"kind": "talk"}, {"kind": "meal"},
    )  # fmt: skip
    for item, values in zip(one.items, fields, strict=True):
        one = change_item(one, item.id, **values)
    data = calendar_file(
        Snapshot(one, START), PARTICIPANTS, options=CalendarOptions(Alarms(30, 5, {"talk": 10, "meal": -1}, meet=15))
    )
    told = [re.findall(rb"TRIGGER:(\S+)", body) for body in events(data).values()]
    assert told == [[b"-PT30M", b"-PT25M"], [b"-PT5M"], [b"-PT10M"], []]


# Random histories


def file_or_nothing(snapshot: Snapshot, reader: Audience) -> bytes:
    try:
        return calendar_file(snapshot, reader, "de")
    except UserError:
        return b""


def mutated(trip: Trip, chance: random.Random) -> Trip:
    """The trip after something that an office does."""
    items = [one.id for one in trip.items]
    days: list[Day] = list(trip.days)
    groups = [one.key for one in trip.groups]
    match chance.randrange(9):
        case 0 if days:
            when = chance.choice(["09:00-10:00", "then, 30 min", "ca. 14:00", "morning", ""])
            item = checked(Item, id=new_id(), title="Neu", day=chance.choice(days).id, when=when)
            return add_item(trip, item)
        case 1 if items:
            return remove_items(trip, [chance.choice(items)])
        case 2 if items:
            return change_item(trip, chance.choice(items), when=chance.choice(["11:00-12:00", "then", "evening"]))
        case 3 if items:
            return change_item(trip, chance.choice(items), status=chance.choice(["cancelled", "confirmed", "idea"]))
        case 4 if items:
            return change_item(trip, chance.choice(items), audience=chance.choice(["public", "participants", "staff"]))
        case 5 if items and groups:
            return change_item(trip, chance.choice(items), groups=(chance.choice(groups),))
        case 6 if trip.people and groups:
            one = chance.choice(trip.people)
            new = changed(one, groups=tuple(chance.sample(groups, chance.randint(0, len(groups)))))
            return changed(trip, people=tuple(new if other.key == one.key else other for other in trip.people))
        case 7 if items and days:
            return move_item(trip, chance.choice(items), chance.choice([*(day.id for day in days), None]))
        case 8 if trip.people:
            return remove(trip, "people", chance.choice(trip.people).key)
        case _:
            return changed(trip, theme=f"{trip.theme}."[:100])


@given(programmes(most=6), st.randoms(use_true_random=False), st.integers(2, 6))
@settings(max_examples=25)
def test_identity_holds_through_every_history(first: Trip, chance: random.Random, count: int) -> None:
    versions = [first]
    while len(versions) < count:
        trip = versions[-1]
        for _ in range(chance.randint(0, 4)):
            trip = mutated(trip, chance)
        versions.append(trip)
    made = snapshots(*versions)
    readers = {PARTICIPANTS, STAFF, Audience("public")}
    for trip in versions:
        readers |= {Audience("participants", "person", one.key) for one in trip.people}
        readers |= {Audience("participants", "group", one.key) for one in trip.groups}
    for reader in readers:
        files = [events(file_or_nothing(snapshot, reader)) for snapshot in made]
        ever: set[str] = set()
        for snapshot, before, after in zip(made[1:], files, files[1:], strict=False):
            ever |= set(before)
            assert ever <= set(after), "what was given once is never just missing"
            assert all(uid.endswith(f"@{first.id}") for uid in after)
            told = {f"{item.id}@{first.id}" for item in snapshot.seen(reader).trip.items}
            for uid, body in after.items():
                assert line(body, "SEQUENCE") <= str(snapshot.number)
                if uid not in before:
                    assert line(body, "SEQUENCE") == str(snapshot.number)
                elif body != before[uid]:
                    assert line(body, "SEQUENCE") == str(snapshot.number)
                    assert int(line(body, "SEQUENCE")) > int(line(before[uid], "SEQUENCE"))
                if uid not in told:
                    assert line(body, "STATUS") == "CANCELLED"
        assert files[-1] == events(file_or_nothing(released(releases_of(*versions))[-1], reader))


# The trip file


def test_a_trip_file_takes_versions_and_confirmations_to_another_office(store: Store, tmp_path: Path) -> None:
    trip = programme_of("10:00-11:00")
    trip = confirm(
        Timeline(changed(trip, people=(Person(key="p", name="P"),))), trip.items[0].id, ("people", "p"), START
    )
    store.create(trip, NOTE)
    store.versions.issue(trip.id, 1, "Zur Abstimmung: mit „Anführung“")
    store.handouts.give(trip.id, ["person:p", "participants"], 1, "kit")
    handouts = store.handouts.ledger(trip.id)
    text = write_trip(trip, store.versions.load(trip.id), handouts)
    file = read_trip(text)
    assert list(file.handouts) == handouts
    assert 'reader = "person:p"' in text
    assert file.trip == trip
    (release,) = file.releases
    (known,) = store.versions.load(trip.id)
    assert (release.number, release.at, release.by, release.note) == (1, known.at, known.by, known.note)
    assert release.content == known.content
    assert write_trip(file.trip, file.releases, file.handouts) == text
    for wrong in ('reader = "../x"', 'reader = "person:p"\nwhat = 1', "reader = 1"):
        with pytest.raises(UserError, match="a handout has reader, number"):
            read_trip(text.replace('reader = "person:p"', wrong))
    assert max(map(len, text.split("\n"))) < 200


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("number = 1", 'number = "1"', "a version has number, time, by, note and given"),
        ("number = 1", "number = 1\nwhat = 2", "a version has number"),
        ('given = """\n', 'given = """\nAAAA', "is damaged"),
        ('given = """\n', 'given = """\nÄ', "is damaged"),
    ],
)
def test_a_damaged_version_is_a_mistake_with_its_line(old: str, new: str, said: str) -> None:
    trip = programme_of("10:00-11:00")
    text = write_trip(trip, releases_of(trip))
    with pytest.raises(UserError) as caught:
        read_trip(text.replace(old, new))
    assert said in str(caught.value)
    line_number = text[: text.index("[[release]]")].count("\n") + 1
    assert caught.value.mistakes[0].line == line_number


def test_a_version_of_another_trip_is_a_mistake() -> None:
    one, two = programme_of("10:00-11:00"), programme_of("10:00-11:00")
    with pytest.raises(UserError) as caught:
        read_trip(write_trip(one, releases_of(two)))
    assert "version 1 belongs to another trip" in str(caught.value)
    with pytest.raises(UserError) as caught:
        read_trip(write_trip(one, [*releases_of(one), *releases_of(one)]))
    assert "this version is there twice" in str(caught.value)
