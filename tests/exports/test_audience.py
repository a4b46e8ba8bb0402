"""Who sees what: nothing leaves for an audience that the table of fields does not list for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from exports.audience import AUDIENCES, STAFF, Audience, delegates, knows, read_audience, reduced
from exports.calendar import Alarms, CalendarOptions
from exports.formats import FORMATS, PROGRAMME, Request
from exports.paper import PAPERS, compose
from exports.privacy.leaks import readable
from exports.snapshot import Snapshot
from trips.edits.days import set_dates
from trips.grammar.when_text import canonical
from trips.history.diff import TABLES as DIFFERENT
from trips.i18n.language import UserError, words
from trips.model import entities
from trips.model.doors import checked, read_json, write_json
from trips.model.entities import (
    Assignment,
    Day,
    Group,
    Item,
    Meet,
    Organisation,
    Person,
    Presence,
    Private,
    Venue,
    Waiver,
    changed,
    named_in,
    new_id,
)
from trips.model.fields import TABLE, rules
from trips.model.trip import Trip
from trips.queries.readers import may_see
from trips.schedule.timeline import Timeline
from trips.schedule.told_time import tell_time

ISSUED = datetime(2025, 9, 30, 14, 2, tzinfo=UTC)
DAY = "d" * 32


def canary(entity: str, field: str) -> str:
    return f"canary{entity}{field.replace('_', '')}"


def birds(entity: str, *fields: str) -> dict[str, str]:
    return {field: canary(entity, field) for field in fields}


def an_item(title: str, **fields: Any) -> Item:
    return checked(
        Item, id=new_id(), **{"title": title, "day": DAY, "when": "10:00-11:00", "status": "confirmed"} | fields
    )


def trip_of_canaries() -> Trip:
    """A trip in which every field holds a word of its own that stands nowhere else."""
    item = an_item(
        canary("Item", "title"), audience="public", venue="place", to="goal", hosts=("office",), speakers=("speaker",),
        people=("guest",), groups=("group",), responsible="clerk", bring=(canary("Item", "bring"),), capacity=7654321,
        assignments=(
            Assignment(place="canaryRoomOfSpeaker", seats=7654325, people=("speaker",)),
            Assignment(place="canaryRoomOfGuest", people=("guest",)), Assignment(place="canaryEmptyRoom"),
            Assignment(place="canaryBusOfGroup", groups=("group",)),
        ),
        meet=Meet(minute=555, place=canary("Item", "meet")), url="https://example.org/canaryItemurl",
        **birds("Item", "room", "note", "staff_note", "contact", "mode", "carrier", "service", "reference"),
    )  # fmt: skip
    venue = birds("Venue", "name", "address", "room", "phone", "hours", "note", "staff_note")
    venue |= {"lat": 12.345678, "lon": 23.456789, "capacity": 7654322, "url": "https://example.org/canaryVenueurl"}
    person = birds("Person", "form", "role", "latin_name", "note") | {
        "name": canary("Person", "name"),
        "organisation": "office",
        "languages": ("en-canary7",),
        "rank": 7654323,
        "private": checked(Private, **birds("Private", "phone", "email", "diet", "access", "room", "note")),
    }
    return checked(
        Trip, id=new_id(),
        timezone="Europe/Berlin",
        language="en",
        days=(checked(Day, id=DAY, date=date(2025, 10, 9), **birds("Day", "title", "note")),),
        venues=(
            checked(Venue, key="place", **venue),
            Venue(key="goal", name="Goal"),
            Venue(key="spare", name="canarySpare"),
        ),
        people=(
            checked(
                Person, key="speaker", delegate=True, groups=("group",), accompanies="guest", declined=(),
                present=Presence(start=datetime(2025, 1, 1), end=datetime(2077, 7, 13)), **person,
            ),
            Person(key="guest", name=canary("Other", "name")),
            Person(key="clerk", name=canary("Item", "responsible")),
        ),
        organisations=(checked(Organisation, key="office", **birds("Organisation", "name", "contact", "note")),),
        groups=(checked(Group, key="group", expected=7651000, **birds("Group", "name", "note")),),
        items=(
            item,
            an_item("canaryStaffItem", audience="staff"),
            an_item("canaryTask", kind="task", audience="staff"),
            an_item("canaryIdea", status="idea", audience="public", speakers=("speaker",)),
            an_item("canaryStaffWhole", audience="staff"),
            an_item("canaryPool", day=None, audience="public", speakers=("speaker",)),
        ),
        waivers=(Waiver(code="time.overlap", item=item.id, because="canaryWaiver"),),
        **birds("Trip", "title", "theme", "organiser", "contact", "series"),
    )  # fmt: skip


def with_a_public_part_of_a_staff_item(trip: Trip) -> Trip:
    items = list(trip.items)
    place = next(n for n, item in enumerate(items) if item.title == "canaryStaffWhole")
    items.insert(place + 1, an_item("canaryPartOfStaffItem", part_of=items[place].id, audience="public"))
    return changed(trip, items=tuple(items))


NEVER_OUTSIDE = {
    *(canary("Private", name) for name in ("phone", "email", "diet", "access", "room", "note")),
    *(canary("Item", name) for name in ("reference", "staff_note", "contact", "bring", "responsible")),
    *(canary("Venue", name) for name in ("phone", "staff_note")),
    *(canary("Organisation", name) for name in ("contact", "note")),
    canary("Person", "note"), canary("Group", "note"), "7654321", "7654322", "7654323", "7651000", "7654325", "2077",
    "canary7",    "canaryWaiver", "canaryStaffItem", "canaryTask", "canaryIdea", "canaryPool", "canaryStaffWhole",
    "canaryPartOfStaffItem", "canarySpare", "canaryEmptyRoom",
}  # fmt: skip
NEVER_IN_PUBLIC = {
    canary("Group", "name"), canary("Item", "meet"), canary("Trip", "contact"), canary("Day", "note"),
    canary("Other", "name"), canary("Venue", "note"), canary("Venue", "hours"), canary("Person", "form"),
}  # fmt: skip
OUTSIDE = ("public", "press", "participants", "group:group", "person:speaker", "person:guest", "host:office")


FILES = [(form, paper) for form, one in FORMATS.items() if form != "toml" for paper in one.papers]
every_file = pytest.mark.parametrize(("form", "paper"), FILES)


def exported(trip: Trip, who: str, form: str, paper: str = PROGRAMME) -> str:
    """Everything that a file says, whatever is wrapped around it; "" if the paper is not for this audience."""
    options = CalendarOptions(Alarms(15))
    earlier = Snapshot(changed(trip, items=()), ISSUED, release=1)
    snapshot = Snapshot(trip, ISSUED, release=2, earlier=(earlier,))
    request = Request(snapshot, read_audience(trip, who), calendar=options, paper=paper)
    try:
        if form == "pdf":
            return json.dumps(compose(paper, request.job), ensure_ascii=False)
        return readable(f"file.{form}", FORMATS[form].render(request).data)
    except UserError:
        return ""


def granted(form: str, paper: str) -> set[str]:
    """The fields that a paper shows beyond what its audience sees; each paper has a test of its own for them."""
    return set(PAPERS[paper].granted) if form == "pdf" else set()


@every_file
@pytest.mark.parametrize("who", OUTSIDE)
def test_what_is_private_never_leaves_the_office(who: str, form: str, paper: str) -> None:
    text = exported(with_a_public_part_of_a_staff_item(trip_of_canaries()), who, form, paper)
    if paper == PROGRAMME:
        assert canary("Item", "title") in text
    told = {"Item.responsible": canary("Item", "responsible"), "Group.expected": "7651000"}
    may = {bird for field, bird in told.items() if field in granted(form, paper)}
    assert {bird for bird in NEVER_OUTSIDE if bird in text} <= may
    own = {"person:speaker": "canaryRoomOfSpeaker", "person:guest": "canaryRoomOfGuest"}.get(who)
    assert {place for place in ("canaryRoomOfSpeaker", "canaryRoomOfGuest") if place in text} <= {own}


@every_file
@pytest.mark.parametrize("who", ["public", "press"])
def test_groups_gathering_points_and_guests_are_not_for_the_public(who: str, form: str, paper: str) -> None:
    text = exported(trip_of_canaries(), who, form, paper)
    may = {canary("Trip", "contact")} if who == "press" and "Trip.contact" in granted(form, paper) else set[str]()
    assert {bird for bird in NEVER_IN_PUBLIC if bird in text} <= may


@every_file
@pytest.mark.parametrize("level", AUDIENCES)
def test_no_format_says_more_than_the_table_of_fields_allows(level: str, form: str, paper: str) -> None:
    text = exported(trip_of_canaries(), level, form, paper)
    for entity, table in TABLE.items():
        for rule in table:
            if not may_see(level, rule.see):
                name = f"{entity}.{rule.name}"
                assert name in granted(form, paper) or canary(entity, rule.name) not in text, name


def test_participants_see_what_is_meant_for_them() -> None:
    text = exported(trip_of_canaries(), "participants", "md")
    meant = (
        canary("Item", "title"), canary("Item", "note"), canary("Item", "room"), canary("Item", "meet"),
        canary("Item", "mode"), canary("Item", "carrier"), canary("Item", "service"), canary("Venue", "name"),
        canary("Venue", "address"), canary("Person", "name"), canary("Person", "role"), canary("Other", "name"),
        canary("Organisation", "name"), canary("Group", "name"), canary("Day", "title"), canary("Day", "note"),
        canary("Trip", "title"), canary("Trip", "theme"), canary("Trip", "organiser"), canary("Trip", "contact"),
    )  # fmt: skip
    assert [word for word in meant if word not in text] == []


def test_staff_see_what_they_need_on_the_day() -> None:
    text = exported(trip_of_canaries(), "staff", "md")
    needed = (
        canary("Item", "staffnote"), canary("Item", "contact"), canary("Item", "bring"), canary("Item", "responsible"),
        canary("Item", "reference"), canary("Venue", "phone"), "7654321", "canaryStaffItem", "canaryTask",
        "canaryIdea", "canaryPool",
    )  # fmt: skip
    assert [word for word in needed if word not in text] == []


# Places within items


def test_a_place_within_an_item_is_told_to_those_who_have_it() -> None:
    trip = trip_of_canaries()
    told = {who: exported(trip, who, "md") for who in (*OUTSIDE, "staff")}
    places = ("canaryRoomOfSpeaker", "canaryRoomOfGuest", "canaryBusOfGroup")
    assert {who: [place for place in places if place in text] for who, text in told.items()} == {
        "public": [], "press": [], "host:office": [],
        "participants": ["canaryBusOfGroup"],
        "group:group": ["canaryBusOfGroup"],
        "person:speaker": ["canaryRoomOfSpeaker"],
        "person:guest": ["canaryRoomOfGuest"],
        "staff": list(places),
    }  # fmt: skip


@pytest.mark.parametrize("form", ["ics", "pdf", "docx", "html", "md", "txt", "csv", "xlsx"])
def test_every_format_tells_a_reader_their_own_place(form: str) -> None:
    trip = trip_of_canaries()
    assert "canaryRoomOfSpeaker" in exported(trip, "person:speaker", form)
    assert "canaryBusOfGroup" in exported(trip, "group:group", form)
    assert "canaryRoomOfGuest" in exported(trip, "staff", form)


def test_the_trip_file_is_for_staff_only() -> None:
    trip = trip_of_canaries()
    for who in OUTSIDE:
        with pytest.raises(UserError, match="for staff only"):
            FORMATS["toml"].render(Request(Snapshot(trip, ISSUED), read_audience(trip, who)))
    text = FORMATS["toml"].render(Request(Snapshot(trip, ISSUED), STAFF)).data.decode()
    assert canary("Private", "diet") in text


def test_a_new_field_is_in_the_table_or_the_build_fails() -> None:
    tables = {"days", "venues", "people", "organisations", "groups", "items", "pages", "partners"}
    lists = {"Trip": tables | {"waivers", "confirmations", "proposed_times", "distances", "translations"}}
    for entity in TABLE:
        fields = set(entities.defaults(Trip if entity == "Trip" else getattr(entities, entity)))
        named = [rule.name for rule in TABLE[entity]]
        assert len(named) == len(set(named))
        assert set(named) == fields - lists.get(entity, set()), entity
    assert {*TABLE} == {*DIFFERENT.values(), "Trip", "Private", "Assignment"}


def test_keys_in_the_file_are_unique() -> None:
    for entity, table in TABLE.items():
        keys = [rule.file_key for rule in table]
        assert len(keys) == len(set(keys)), entity
    assert rules("Item")["when"].file_key == "time"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no audience"), ("everyone", "is no audience"), ("Public", "is no audience"),
        ("person", "is no audience"),
        ("person:", "is no audience"), ("staff:speaker", "is no audience"), ("person:nobody", 'There is no "nobody"'),
        ("person:speakre", 'did you mean "speaker"?'), ("group:office", 'There is no "office"'),
        ("host:place", 'There is no "place"'), ("person:canary", "name it by its key"),
    ],
)  # fmt: skip
def test_an_audience_that_is_none_is_refused_with_a_sentence(text: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        read_audience(trip_of_canaries(), text)
    assert said in str(caught.value)


def test_audiences_are_found_by_key_or_name() -> None:
    trip = trip_of_canaries()
    assert read_audience(trip, "press") == Audience("press")
    assert read_audience(trip, "person:speaker") == Audience("participants", "person", "speaker")
    assert read_audience(trip, f"person:{canary('Person', 'name')}").key == "speaker"
    assert read_audience(trip, f"group:{canary('Group', 'name')}").key == "group"
    assert read_audience(trip, "host:office") == Audience("participants", "host", "office")
    assert read_audience(trip, "host:guest") == Audience("participants", "host", "guest")
    assert [read_audience(trip, who).name for who in OUTSIDE] == list(OUTSIDE)


# Whose programme holds what


def two_days(*items: dict[str, Any], **trip: Any) -> Trip:
    """A trip of two days; `day` of an item is 0 or 1, `part` makes it a part of the last whole."""
    base = set_dates(checked(Trip, id=new_id(), title="x", **trip), date(2025, 10, 9), date(2025, 10, 10))
    made: list[Item] = []
    whole = None
    for fields in items:
        part, day = fields.pop("part", False), base.days[fields.pop("day", 0)].id
        made.append(checked(Item, id=new_id(), day=day, part_of=whole if part else None, **fields))
        whole = whole if part else made[-1].id
    return changed(base, items=tuple(made))


def programme_of(trip: Trip, who: str) -> list[str]:
    seen = reduced(Timeline(trip), read_audience(trip, who))
    return [item.title for item in seen.trip.items]


GROUPS = (Group(key="red", name="Red"), Group(key="blue", name="Blue"))


def test_a_delegate_gets_the_whole_delegations_items_their_groups_and_what_names_them() -> None:
    trip = two_days(
        {"title": "All"}, {"title": "Red", "groups": ("red",)}, {"title": "Blue", "groups": ("blue",)},
        {"title": "Blue with Ann", "groups": ("blue",), "speakers": ("ann",)},
        {"title": "Blue visit", "groups": ("blue",)}, {"title": "Its part", "part": True},
        groups=GROUPS, people=(Person(key="ann", name="Ann", delegate=True, groups=("red",)),),
    )  # fmt: skip
    assert programme_of(trip, "person:ann") == ["All", "Red", "Blue with Ann"]


def test_a_group_gets_the_items_for_all_and_its_own_with_their_parts() -> None:
    trip = two_days(
        {"title": "All"}, {"title": "Part for blue", "part": True, "groups": ("blue",)},
        {"title": "Red", "groups": ("red",)}, {"title": "Part of red", "part": True},
        {"title": "Blue", "groups": ("blue",)}, {"title": "Part of blue", "part": True},
        groups=GROUPS,
    )  # fmt: skip
    assert programme_of(trip, "group:red") == ["All", "Red", "Part of red"]
    assert programme_of(trip, "group:blue") == ["All", "Part for blue", "Blue", "Part of blue"]


def test_what_a_delegate_declined_is_not_in_their_programme_nor_are_its_parts() -> None:
    trip = two_days({"title": "Dinner"}, {"title": "Speech", "part": True}, {"title": "Walk"})
    ann = Person(key="ann", name="Ann", delegate=True, declined=(trip.items[0].id,))
    trip = changed(trip, people=(ann,))
    assert programme_of(trip, "person:ann") == ["Walk"]


def test_a_delegate_gets_only_what_is_during_their_presence() -> None:
    items = (
        {"title": "Over before", "when": "09:00-12:00"}, {"title": "Goes on", "when": "11:00-13:00"},
        {"title": "Starts then", "when": "12:00"}, {"title": "Morning", "when": "morning"},
        {"title": "Next day", "when": "09:00-10:00", "day": 1}, {"title": "As they leave", "when": "14:00", "day": 1},
        {"title": "Too late", "when": "15:00-16:00", "day": 1},
    )  # fmt: skip
    present = Presence(start=datetime(2025, 10, 9, 12), end=datetime(2025, 10, 10, 14))
    trip = two_days(*items, people=(Person(key="ann", name="Ann", delegate=True, present=present),))
    assert programme_of(trip, "person:ann") == ["Goes on", "Starts then", "Morning", "Next day"]


def test_presence_counts_in_the_zone_of_the_trip() -> None:
    tokyo = Venue(key="tokyo", name="Tokyo", timezone="Asia/Tokyo")
    items = (
        {"title": "Before", "venue": "tokyo", "when": "14:00-15:00"},
        {"title": "After", "venue": "tokyo", "when": "16:00"},
    )
    leaves = Presence(end=datetime(2025, 10, 9, 8, 30))  # half past three in Tokyo
    trip = two_days(
        *items, venues=(tokyo,), timezone="Europe/Berlin",
        people=(Person(key="ann", name="Ann", delegate=True, present=leaves),),
    )  # fmt: skip
    assert programme_of(trip, "person:ann") == ["Before"]


def test_a_speaker_who_is_no_delegate_gets_only_what_names_them() -> None:
    trip = two_days(
        {"title": "All"}, {"title": "Visit"}, {"title": "Talk", "part": True, "speakers": ("bob",)},
        {"title": "Break", "part": True}, {"title": "Dinner", "people": ("bob",), "day": 1},
        people=(Person(key="bob", name="Bob", present=Presence(end=datetime(2025, 10, 9, 18))),),
    )  # fmt: skip
    assert programme_of(trip, "person:bob") == ["Talk", "Dinner"]


def test_a_host_gets_what_names_it_or_its_people_and_its_visit_with_all_parts() -> None:
    trip = two_days(
        {"title": "Visit", "hosts": ("office",)}, {"title": "Talk", "part": True}, {"title": "Walk"},
        {"title": "Dinner", "people": ("bob",)}, {"title": "Fair"},
        {"title": "Bob speaks", "part": True, "speakers": ("bob",)},
        organisations=(Organisation(key="office", name="Office"),),
        people=(Person(key="bob", name="Bob", organisation="office"), Person(key="ann", name="Ann")),
    )  # fmt: skip
    assert programme_of(trip, "host:office") == ["Visit", "Talk", "Dinner", "Bob speaks"]
    assert programme_of(trip, "host:ann") == []


def test_a_group_is_told_its_own_place_and_not_where_the_others_are() -> None:
    buses = tuple(Assignment(place=f"Bus {key}", groups=(key,)) for key in ("red", "blue"))
    ride = {"title": "Ride", "assignments": (*buses, Assignment(place="Car", groups=("red", "blue")))}
    trip = two_days(ride, groups=GROUPS)

    def told(who: str) -> list[tuple[str, tuple[str, ...]]]:
        (item,) = reduced(Timeline(trip), read_audience(trip, who)).trip.items
        return [(one.place, one.groups) for one in item.assignments]

    assert told("group:red") == [("Bus red", ("red",)), ("Car", ("red",))]
    assert told("participants") == [("Bus red", ("red",)), ("Bus blue", ("blue",)), ("Car", ("red", "blue"))]


def test_a_part_of_what_is_cancelled_is_cancelled_for_every_reader() -> None:
    trip = two_days(
        {"title": "Visit", "status": "cancelled"}, {"title": "Talk", "status": "confirmed", "part": True},
        {"title": "Walk", "status": "confirmed"},
    )  # fmt: skip
    had = {item.id for item in trip.items}
    for who, told in (("participants", had), ("staff", set())):
        seen = reduced(Timeline(trip), read_audience(trip, who), had=told).trip.items
        assert [one.status for one in seen] == ["cancelled", "cancelled", "confirmed"]
    seen = reduced(Timeline(trip), read_audience(trip, "participants")).trip.items
    assert [one.title for one in seen] == ["Walk"]


def test_a_part_of_what_was_cancelled_before_is_told_to_nobody_any_more() -> None:
    trip = two_days(
        {"title": "Visit", "status": "cancelled"}, {"title": "Talk", "status": "confirmed", "part": True},
        {"title": "Walk", "status": "confirmed"},
    )  # fmt: skip
    snapshot = Snapshot(trip, ISSUED, earlier=(Snapshot(trip, ISSUED, release=1),))
    assert [one.title for one in snapshot.seen(read_audience(trip, "participants")).trip.items] == ["Walk"]


def test_a_host_is_told_who_comes_and_nobody_for_what_is_cancelled() -> None:
    ann, bob = (
        Person(key=key, name=key.title(), delegate=True, groups=(group,))
        for key, group in (("ann", "red"), ("bob", "blue"))
    )
    office = Organisation(key="office", name="Office")
    visit = {"title": "Visit", "hosts": ("office",), "groups": ("red",), "when": "10:00-11:00"}
    trip = two_days(visit, groups=GROUPS, people=(ann, bob), organisations=(office,))
    host = read_audience(trip, "host:office")
    assert [one.key for one in delegates(Timeline(trip), host)] == ["ann"]
    assert [one.key for one in delegates(Timeline(trip), read_audience(trip, "group:blue"))] == ["bob"]
    assert [one.key for one in delegates(Timeline(trip), Audience("participants"))] == ["ann", "bob"]
    assert delegates(Timeline(trip), Audience("press")) == ()
    off = changed(trip, items=(changed(trip.items[0], status="cancelled"),))
    assert delegates(Timeline(off), host) == ()


@pytest.mark.parametrize(
    ("whole", "said", "told"),
    [
        ("10:00-12:00", "then, 30 min", "10:00–10:30"), ("10:00-12:00", "10:15-10:45", "10:15–10:45"),
        ("00:00-01:00", "then, 30 min", "00:00–00:30"), ("about 10:00, 2 h", "then, 30 min", "about 10:00 (30 min)"),
        ("morning", "then, 30 min", "then (30 min)"),
    ],
)  # fmt: skip
def test_a_part_alone_says_where_and_when_it_is(whole: str, said: str, told: str) -> None:
    trip = two_days(
        {"title": "Visit", "venue": "hall", "room": "1", "when": whole},
        {"title": "Talk", "part": True, "when": said, "speakers": ("bob",)},
        {"title": "Elsewhere", "part": True, "when": said, "venue": "annex", "speakers": ("bob",)},
        people=(Person(key="bob", name="Bob"),), venues=(Venue(key="hall", name="H"), Venue(key="annex", name="A")),
    )  # fmt: skip
    talk, elsewhere = reduced(Timeline(trip), read_audience(trip, "person:bob")).trip.items
    assert (talk.part_of, talk.venue, talk.room) == (None, "hall", "1")
    ((_, (placed, _)), *_) = reduced(Timeline(trip), read_audience(trip, "person:bob")).days
    assert tell_time(placed, words("en")).text == told
    assert (elsewhere.venue, elsewhere.room) == ("annex", "")
    kept = reduced(Timeline(trip), read_audience(trip, "participants")).trip.items[1]
    assert (kept.part_of, kept.venue, canonical(kept.when)) == (trip.items[0].id, None, said)


def test_who_comes_along_is_told_with_whom_only_if_that_is_shown() -> None:
    people = (Person(key="ann", name="Ann"), Person(key="bob", name="Bob", accompanies="ann"))
    trip = two_days({"title": "Dinner", "people": ("bob",)}, {"title": "Walk", "people": ("ann", "bob")}, people=people)

    def shown(trip: Trip) -> list[tuple[str, str | None]]:
        return [(one.key, one.accompanies) for one in reduced(Timeline(trip), Audience("participants")).trip.people]

    assert shown(trip) == [("ann", None), ("bob", "ann")]
    assert shown(changed(trip, items=trip.items[:1])) == [("bob", None)]


def test_a_copy_is_for_somebody_the_trip_knows() -> None:
    trip = trip_of_canaries()
    for who in ("participants", "person:speaker", "group:group", "host:office", "host:guest"):
        assert knows(trip, read_audience(trip, who))
    for whose, key in (("person", "office"), ("group", "speaker"), ("host", "group"), ("person", "gone")):
        assert not knows(trip, Audience("participants", whose, key))


def test_one_day_alone_holds_only_that_day() -> None:
    trip = two_days({"title": "First"}, {"title": "Second", "day": 1})
    trip = changed(trip, items=(*trip.items, Item(id=new_id(), title="Pool")))
    seen = Snapshot(trip, ISSUED, day=2).seen(STAFF)
    assert [item.title for item in seen.trip.items] == ["Second"]
    assert [day.date for day in seen.trip.days] == [date(2025, 10, 10)]
    for day in (0, 3):
        with pytest.raises(UserError, match="There is no day"):
            Snapshot(trip, ISSUED, day=day).seen(STAFF)


def times_of(trip: Trip, audience: Audience) -> Iterator[tuple[str, int | None, int | None]]:
    for _, placed in reduced(Timeline(trip), audience).days:
        yield from ((one.item.title, one.start, one.end) for one in placed)


def test_hiding_an_item_moves_nothing() -> None:
    trip = two_days(
        {"title": "Secret", "when": "10:00-11:00", "audience": "staff"}, {"title": "After", "when": "then, 1 h"}
    )
    whole = {title: (start, end) for title, start, end in times_of(trip, STAFF)}
    assert list(times_of(trip, Audience("participants"))) == [("After", *whole["After"])]


def test_a_reduced_trip_is_whole_in_itself() -> None:
    trip = trip_of_canaries()
    for who in (*AUDIENCES, *OUTSIDE):
        small = reduced(Timeline(trip), read_audience(trip, who)).trip
        read_json(Trip, write_json(small, whole=True))
        assert {key for item in small.items for key in named_in(item)} <= {
            one.key for one in (*small.people, *small.organisations)
        }
