"""Who is where within an item: buses, rooms, tables; noted, counted, checked, told, taken in from tables."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from textual import events

from agenda.services.import_ import read_assignments
from agenda.tui.app import AgendaApp
from agenda.tui.dialogs.assign import AssignDialog
from agenda.tui.screens.trip import TripScreen
from agenda.tui.widgets.combo_box import ComboBox
from exports.audience import read_audience
from exports.calendar.calendar_file import Calendars
from exports.formats import FORMATS, Request
from exports.news.affected import Concern
from exports.news.compare import news
from exports.news.sentences import format_news
from exports.paper import compose
from exports.programme import programme
from exports.snapshot import Snapshot
from tests.agenda.cli.test_cli import KOELN, agenda
from tests.support.checking import found, said, trip_of
from tests.support.screens import NOTE, saved, screen_text, type_text, until
from tests.trips.history.test_releases import snapshots
from trips.edits.assignments import assign, read_place, table_of, unassign, without_place, write_assignments
from trips.edits.assignments import read_assignments as read_text
from trips.edits.clipboard import clip, paste
from trips.edits.directory import merge_entries, remove
from trips.edits.items import remove_items
from trips.history.merge import merge
from trips.i18n.language import UserError, words
from trips.model.entities import Assignment, Group, Person, Presence, Private, changed
from trips.model.field_types import Assignments
from trips.model.trip import Trip
from trips.queries.counts import item_counts, nights
from trips.schedule.timeline import Timeline
from trips.store import open_store
from trips.templates.patterns import trip_like
from trips.tripfile import read_trip, write_trip

__all__ = ["agenda"]

PEOPLE = (
    Person(key="weber", name="Anna Weber", delegate=True, groups=("a",)),
    Person(key="kurz", name="Dr. Jan Kurz", delegate=True, groups=("a",)),
    Person(key="effing", name="Klaus Effing", delegate=True, private=Private(room="7")),
    Person(key="aide", name="Aide", accompanies="effing"),
)


def a_trip(**fields: object) -> Trip:
    bus = {"title": "Bus", "kind": "transfer", "when": "8:00-9:00", "people": ("aide",)}
    hotel = {"title": "Hotel", "kind": "stay", "when": "18:00-9:00"}
    groups = (Group(key="a", name="Group A", expected=4), Group(key="b", name="Group B"))
    return trip_of([bus, hotel], [], people=PEOPLE, groups=groups, **fields)


def bus_of(trip: Trip) -> str:
    return trip.items[0].id


def where(trip: Trip, place: int = 0) -> dict[str, str]:
    """The place of everybody who has one."""
    return {one.key: spot for one, spot in table_of(trip, trip.items[place])}


def spread_over_buses() -> Trip:
    trip = a_trip()
    trip = assign(trip, bus_of(trip), "Bus 1", groups=("a",), seats=3)
    return assign(trip, bus_of(trip), "Bus 2", people=("effing",))


# Noted


def test_groups_and_who_comes_along_are_where_their_people_are() -> None:
    trip = spread_over_buses()
    assert where(trip) == {"weber": "Bus 1", "kurz": "Bus 1", "effing": "Bus 2", "aide": "Bus 2"}
    own = assign(trip, bus_of(trip), "bus  2", people=("kurz",))
    assert where(own)["kurz"] == "Bus 2"  # named themselves, they are not with their group
    assert [one.place for one in own.items[0].assignments] == ["Bus 1", "Bus 2"]


def test_who_is_put_elsewhere_leaves_the_place_before() -> None:
    trip = spread_over_buses()
    moved = assign(trip, bus_of(trip), "Bus 3", people=("effing",), groups=("a",))
    assert [(one.place, one.people, one.groups) for one in moved.items[0].assignments] == [
        ("Bus 1", (), ()), ("Bus 2", (), ()), ("Bus 3", ("effing",), ("a",)),
    ]  # fmt: skip
    assert where(unassign(moved, bus_of(moved), ("effing",), ("a",))) == {}
    assert len(without_place(moved, bus_of(moved), "BUS 3").items[0].assignments) == 2


def test_putting_somebody_where_they_are_changes_nothing() -> None:
    trip = spread_over_buses()
    trip = assign(trip, bus_of(trip), "Bus 2", people=("kurz",))
    assert assign(trip, bus_of(trip), "Bus 2", people=("effing", "kurz"), groups=()) == trip


@pytest.mark.parametrize("place", ["", "  ", "Bus 1; Bus 2"])
def test_a_place_needs_a_name_without_a_semicolon(place: str) -> None:
    trip = spread_over_buses()
    with pytest.raises(UserError, match="cannot be a place"):
        assign(trip, bus_of(trip), place, people=("weber",))
    with pytest.raises(UserError, match='has no place "Bus 9"; it has: Bus 1, Bus 2'):
        without_place(trip, bus_of(trip), "Bus 9")


def test_the_trip_file_holds_it_in_tables_that_people_can_write() -> None:
    trip = spread_over_buses()
    text = write_trip(trip)
    assert '[[day.item.assignment]]\nplace = "Bus 1"\nseats = 3\ngroups = ["a"]\n' in text
    assert read_trip(text).trip == trip


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ('place = "B"\npeople = ["nobody"]', 'There is no "nobody"'),
        ('place = "B"\nseat = 3', 'did you mean "seats"?'),
        ('place = "B; C"', "may not hold a semicolon"),
        ("seats = 3", "is missing"),
        ('place = "Bus 1"', "this place is there twice"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file_is_told_with_its_line(table: str, wrong: str) -> None:
    text = write_trip(spread_over_buses())
    before, mark, after = text.partition('people = ["effing"]\n')
    with pytest.raises(UserError) as refused:
        read_trip(f"{before}{mark}[[day.item.assignment]]\n{table}\n{after}")
    assert wrong in refused.value.say(words("en"))
    assert ", line " in refused.value.say(words("en"))


def test_it_is_typed_as_it_is_told() -> None:
    trip = spread_over_buses()
    told = write_assignments(trip, trip.items[0].assignments, words("en"))
    assert told == "Bus 1 (3 seats): Group A; Bus 2: Klaus Effing"
    assert read_text(trip, told) == trip.items[0].assignments
    german = write_assignments(trip, trip.items[0].assignments, words("de"))
    assert german == "Bus 1 (3 Plätze): Group A; Bus 2: Klaus Effing"
    assert read_text(trip, german) == trip.items[0].assignments
    assert read_text(trip, "Bus 1 (3 Plätze): weber, Kurz\nbus 1: Effing") == (
        Assignment(place="Bus 1", seats=3, people=("weber", "kurz", "effing")),
    )
    with pytest.raises(UserError, match='There is no "Nobody"'):
        read_text(trip, "Bus 1: Nobody")


def test_a_merge_keeps_what_both_did() -> None:
    base = spread_over_buses()
    mine = assign(base, bus_of(base), "Bus 1", people=("weber",))
    theirs = assign(base, bus_of(base), "Bus 2", people=("kurz",), seats=9)
    both = merge(base, mine, theirs)
    assert both.conflicts == ()
    assert where(both.trip) == {"weber": "Bus 1", "kurz": "Bus 2", "effing": "Bus 2", "aide": "Bus 2"}
    assert [one.seats for one in both.trip.items[0].assignments] == [3, 9]


def test_whom_both_put_elsewhere_is_told() -> None:
    base = spread_over_buses()
    mine = assign(base, bus_of(base), "Bus 1", people=("weber",))
    theirs = assign(base, bus_of(base), "Bus 2", people=("weber",))
    both = merge(base, mine, theirs).trip
    assert said(both, "assigned.twice") == ["Bus: some have more than one place: Anna Weber; leave each of them one."]


places = st.lists(
    st.builds(
        Assignment,
        place=st.sampled_from(("Bus 1", "Bus 2", "Bus 3")),
        seats=st.none() | st.integers(0, 9),
        people=st.lists(st.sampled_from(("p", "q", "r")), unique=True).map(tuple),
        groups=st.lists(st.sampled_from(("g", "h")), unique=True).map(tuple),
    ),
    unique_by=lambda one: one.place,
).map(tuple)


@given(base=places, mine=places, theirs=places)
def test_a_merge_of_places_does_what_each_side_did(base, mine, theirs) -> None:
    assert {one.place for one in Assignments().merged(base, mine, base)} == {one.place for one in mine}
    assert Assignments().merged(base, base, theirs) == theirs
    both = {one.place: set(one.people) for one in Assignments().merged(base, mine, theirs)}
    was, ours = ({one.place: set(one.people) for one in side} for side in (base, mine))
    for place, people in ours.items():
        assert people - was.get(place, set()) <= both.get(place, set())


def test_copies_keep_it_and_a_trip_like_this_one_does_not() -> None:
    trip = spread_over_buses()
    pasted = paste(trip, clip(trip, [bus_of(trip)]), trip.days[1].id)
    assert where(pasted, -1) == where(trip)
    other = paste(trip_of([]), clip(trip, [bus_of(trip)]), None)
    assert [(one.place, one.people) for one in other.items[0].assignments] == [("Bus 1", ()), ("Bus 2", ("effing",))]
    assert trip_like(trip, "next", trip.days[0].date).items[0].assignments == ()


def test_who_is_removed_or_merged_is_so_here_too() -> None:
    trip = spread_over_buses()
    assert "effing" not in where(remove(trip, "people", "effing"))
    assert where(merge_entries(trip, "people", "weber", "effing"))["weber"] == "Bus 2"
    assert where(remove(trip, "groups", "a")).keys() == {"effing", "aide"}


def test_a_group_and_a_person_may_have_the_same_key() -> None:
    trip = changed(a_trip(), groups=(Group(key="weber", name="The Webers"), Group(key="a", name="A")))
    trip = assign(trip, bus_of(trip), "Bus 1", people=("weber",))
    assert write_assignments(trip, trip.items[0].assignments, words("en")) == "Bus 1: Anna Weber"


@pytest.mark.parametrize("place", ["Room (101)", "Bus (7)", "Table: 3", "Table: 3 (4 seats)"])
def test_what_is_told_of_a_place_is_read_again(place: str) -> None:
    trip = a_trip()
    name, seats = read_place(place)
    for people in ((), ("weber",)):
        there = assign(trip, bus_of(trip), name, people=people, seats=seats).items[0].assignments
        assert read_text(trip, write_assignments(trip, there, words("en"))) == there
    assert read_place("Room (101)") == ("Room (101)", None)


def test_a_place_that_one_dissolved_keeps_only_whom_the_other_put_there() -> None:
    base = spread_over_buses()
    base = assign(base, bus_of(base), "Bus 1", people=("weber", "kurz"))
    item = bus_of(base)
    mine = without_place(assign(base, item, "Bus 2", people=("weber", "kurz"), groups=("a",)), item, "Bus 1")
    theirs = assign(base, item, "Bus 1", people=("effing",))
    both = merge(base, mine, theirs).trip.items[0].assignments
    assert [(one.place, one.people, one.groups) for one in both] == [
        ("Bus 1", ("effing",), ()), ("Bus 2", ("weber", "kurz"), ("a",)),
    ]  # fmt: skip


def test_a_place_of_another_group_is_found_too() -> None:
    trip = spread_over_buses()
    trip = assign(trip, bus_of(trip), "Bus 2", groups=("b",))
    people = (changed(PEOPLE[0], groups=("a", "b")), *PEOPLE[1:])
    assert said(changed(trip, people=people), "assigned.twice") == [
        "Bus: some have more than one place: Anna Weber; leave each of them one."
    ]


def test_a_room_on_the_whole_trip_is_a_place_of_a_stay() -> None:
    trip = a_trip()
    trip = assign(trip, trip.items[1].id, "214", people=("weber", "kurz"))
    assert said(trip, "assigned.missing") == ["Hotel: without a place, while others have one: 2 who have no name yet."]


def test_a_phone_number_in_a_place_that_participants_read_is_found() -> None:
    trip = a_trip()
    trip = assign(trip, bus_of(trip), "Family Weber, 0171 1234567", groups=("a",))
    assert len(found(trip, "privacy.text")) == 1
    alone = a_trip()
    alone = assign(alone, bus_of(alone), "Family Weber, 0171 1234567", people=("weber",))
    assert found(alone, "privacy.text") == []


# Counted and checked


def test_heads_are_counted_place_by_place() -> None:
    trip = spread_over_buses()
    (bus, _) = item_counts(Timeline(trip))
    assert bus.spread is not None
    told = [(one.assignment.place, one.heads, one.assignment.seats) for one in bus.spread.shares]
    assert told == [("Bus 1", 4, 3), ("Bus 2", 2, None)]  # two of the group have no name yet
    assert (bus.heads, bus.spread.without, bus.spread.nameless) == (6, (), 0)
    assert bus.room is None
    seats = assign(trip, bus_of(trip), "Bus 2", seats=5)
    assert item_counts(Timeline(seats))[0].room == 8


def test_a_room_of_a_stay_counts_before_the_room_of_the_whole_trip() -> None:
    trip = a_trip()
    trip = assign(trip, trip.items[1].id, "214", people=("weber", "kurz"))
    night = nights(Timeline(trip))[0]
    assert [(one.key, room) for one, room in night.sleepers] == [("weber", "214"), ("kurz", "214"), ("effing", "7")]
    assert (night.rooms, night.roomless) == (2, ())


def test_what_does_not_match_is_found() -> None:
    trip = spread_over_buses()
    assert said(trip, "assigned.full") == ["Bus: Bus 1 has room for 3, and 4 are assigned to it; move 1 elsewhere."]
    out = unassign(trip, bus_of(trip), groups=("a",))
    assert said(out, "assigned.missing") == [
        "Bus: without a place, while others have one: Anna Weber, Dr. Jan Kurz, and 2 who have no name yet."
    ]
    nameless = assign(out, bus_of(out), "Bus 1", people=("weber", "kurz"))
    assert said(nameless, "assigned.missing") == [
        "Bus: without a place, while others have one: 2 who have no name yet."
    ]
    away = changed(PEOPLE[2], present=Presence(start=datetime(2025, 10, 9, 12)))
    absent = changed(trip, people=(*PEOPLE[:2], away, PEOPLE[3]))
    assert said(absent, "assigned.absent") == [
        "Bus: some have a place and do not go there: Klaus Effing; give their places to others."
    ]
    assert found(a_trip(), "assigned") == []


# Told


def test_only_whose_place_changed_gets_a_new_event() -> None:
    first = spread_over_buses()
    second = assign(first, bus_of(first), "Bus 3", people=("effing",))
    *_, last = snapshots(first, second)
    calendars = Calendars(last)
    numbers = {
        key: {one.event.id: one.number for one in calendars.given(read_audience(second, f"person:{key}"))}
        for key in ("weber", "effing")
    }
    assert numbers["weber"][bus_of(first)] == 1
    assert numbers["effing"][bus_of(first)] == 2


def test_the_driver_knows_how_many_are_in_which_bus_and_not_who() -> None:
    trip = spread_over_buses()
    snapshot = Snapshot(trip, datetime(2025, 9, 1, tzinfo=UTC))
    request = Request(snapshot, read_audience(trip, "participants"), paper="driversheet")
    values = json.dumps(compose("driversheet", request.job))
    assert '"buses": ["Bus 1: 4", "Bus 2: 2"]' in values
    assert "Effing" not in values


def test_who_got_another_place_is_told_by_name_and_nobody_else_is_concerned() -> None:
    first = spread_over_buses()
    second = assign(first, bus_of(first), "Bus 3", people=("kurz",))
    before, after = snapshots(first, second)
    staff = read_audience(second, "staff")
    (change,) = news(programme(before, staff), programme(after, staff))
    assert [sentence for _, sentence in format_news((change,), words("en"))] == ["“Bus”: Dr. Jan Kurz now Bus 3."]
    assert Concern(before, after).of(change).delegates == {"kurz"}
    own = read_audience(second, "person:kurz")
    (change,) = news(programme(before, own), programme(after, own))
    assert [sentence for _, sentence in format_news((change,), words("en"))] == [
        "“Bus”: assigned now Bus 3 (previously Bus 1)."
    ]


# Tables


def test_the_table_that_is_written_is_read_again(agenda, tmp_path: Path) -> None:
    trip = spread_over_buses()
    snapshot = Snapshot(trip, datetime(2025, 9, 1, tzinfo=UTC))
    request = Request(snapshot, read_audience(trip, "staff"), "en", paper="assignments")
    data = FORMATS["xlsx"].render(request).data
    again = read_assignments(data, "x.xlsx", trip).into(trip)
    assert (again.trip, again.changed, again.left) == (trip, 0, ())

    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    rows = {str(row[0].value): row for row in sheet.iter_rows()}
    assert [cell.value for cell in rows["Group A"]] == ["Group A", "Bus 1", None]
    rows["Anna Weber"][1].value = "Bus 2"
    rows["Klaus Effing"][1].value = "-"
    rows["Klaus Effing"][2].value = 12
    changed_file = io.BytesIO()
    book.save(changed_file)
    new = read_assignments(changed_file.getvalue(), "x.xlsx", trip).into(trip)
    assert new.changed == 3
    assert where(new.trip) == {"weber": "Bus 2", "kurz": "Bus 1"}
    assert where(new.trip, 1) == {"effing": "12", "aide": "12"}


@pytest.mark.parametrize(
    "text",
    [
        "Name;Bus\nWeber, Anna;Bus 7\nKlaus Effing;Bus 8",
        "Vorname;Nachname;Gemeinde;Platz\nAnna;Weber;X;Bus 7\nKlaus;Effing;Y;Bus 8",
        "Weber\tBus 7\nEffing\tBus 8",
    ],
)
def test_a_table_of_names_and_places_is_taken_into_an_item(text: str) -> None:
    trip = a_trip()
    seated = read_assignments(text.encode(), "x.csv", trip, trip.items[0]).into(trip)
    assert where(seated.trip) == {"weber": "Bus 7", "effing": "Bus 8", "aide": "Bus 8"}


def test_columns_are_found_by_the_titles_of_items_and_rows_by_a_column_of_items() -> None:
    trip = a_trip()
    wide = b"Name;bus;Hotel;Shirt\nAnna Weber;Bus 1;214;L\nNobody;Bus 1;;\nGroup B;Bus 2;;"
    seated = read_assignments(wide, "x.csv", trip).into(trip)
    assert (where(seated.trip), where(seated.trip, 1)) == ({"weber": "Bus 1"}, {"weber": "214"})
    assert [(one.line, one.text, str(one.why)) for one in seated.left] == [
        (0, "Shirt", "It names no item of the programme."),
        (3, "Nobody · Bus 1", 'There is no "Nobody".'),
    ]
    long = b"Name;Programmpunkt;Platz\nAnna Weber;Bus;Bus 1\nAnna Weber;Hotel;214\nEffing;Ball;3"
    seated = read_assignments(long, "x.csv", trip).into(trip)
    assert (where(seated.trip), where(seated.trip, 1)) == ({"weber": "Bus 1"}, {"weber": "214"})
    assert [one.line for one in seated.left] == [4]
    with pytest.raises(UserError, match="does not say who is where"):
        read_assignments(b"a;b\nc;d", "x.csv", trip)


def test_what_a_table_cannot_say_is_told_and_the_rest_is_taken() -> None:
    trip = changed(a_trip(), people=(*PEOPLE, Person(key="weber2", name="Anna Weber", delegate=True)))
    text = f"Name;Bus;Hotel\nAnna Weber;Bus 1;\nKlaus Effing;{'x' * 600};\nDr. Jan Kurz;'=1+1;Room (7)\n"
    seated = read_assignments(text.encode(), "x.csv", trip).into(trip)
    assert [one.line for one in seated.left] == [2, 3]
    assert (where(seated.trip), where(seated.trip, 1)) == ({"kurz": "=1+1"}, {"kurz": "Room (7)"})
    assert seated.places == ("=1+1", "Room (7)")
    keyed = read_assignments(b"Name;Bus\nAnna Weber [weber2];Bus 1\n", "x.csv", trip).into(trip)
    assert where(keyed.trip) == {"weber2": "Bus 1"}


def test_the_column_of_places_that_fits_the_kind_is_taken() -> None:
    trip = a_trip()
    table = b"Vorname;Nachname;Bus-Nr.;Zimmer\nAnna;Weber;2;17\n"
    for place, spot in ((0, "2"), (1, "17")):
        seated = read_assignments(table, "x.csv", trip, trip.items[place]).into(trip)
        assert where(seated.trip, place) == {"weber": spot}


# The command line


def test_it_is_noted_listed_and_taken_back_on_the_command_line(agenda, tmp_path: Path) -> None:
    agenda("import", KOELN)
    shown = json.loads(agenda("show", "koeln", "--json").out)
    bus, back = (
        next(one["id"][:8] for day in shown["days"] for one in day["entries"] if one["title"].startswith(title))
        for title in ("Anreise mit dem Bus", "Rückreise")
    )
    assert agenda("assign", "koeln", bus, "Bus 1", "musterfrau", "Sprecherkreis", "--seats", "2").code == 0
    assert agenda("assign", "koeln", bus, "Bus 2", "Emil Exempel").code == 0
    told = json.loads(agenda("assign", "koeln", "--json").out)["items"]
    assert told[0]["places"] == [
        {"place": "Bus 1", "seats": 2, "people": ["Petra Musterfrau"], "groups": ["Sprecherkreis"]},
        {"place": "Bus 2", "seats": None, "people": ["Emil Exempel"], "groups": []},
    ]
    assert "Bus 2" in agenda("assign", "koeln").out
    assert agenda("assign", "koeln", back, "--like", bus).code == 0
    assert agenda("assign", "koeln", back, "--without", "bus 1").code == 0
    assert agenda("assign", "koeln", bus, "--nowhere", "exempel").code == 0
    told = json.loads(agenda("assign", "koeln", "--json").out)["items"]
    assert [[one["place"] for one in item["places"]] for item in told] == [["Bus 1", "Bus 2"], ["Bus 2"]]
    assert told[0]["places"][1]["people"] == []
    agenda("undo", "koeln")
    assert json.loads(agenda("assign", "koeln", bus, "--json").out)["items"][0]["places"][1]["people"] == [
        "Emil Exempel"
    ]

    assert agenda("assign", "koeln", "-o", "plan.csv").code == 0
    plan = (tmp_path / "plan.csv").read_text("utf-8-sig")
    assert "Emil Exempel" in plan
    (tmp_path / "plan.csv").write_text(plan.replace("Emil Exempel,Bus 2", "Emil Exempel,Bus 1"), "utf-8")
    assert "1 assigned." in agenda("assign", "koeln", "--from", "plan.csv").err
    assert "0 assigned." in agenda("import", "plan.csv", "--into", "koeln").err
    assert json.loads(agenda("assign", "koeln", bus, "--json").out)["items"][0]["places"][1]["people"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("{bus}", "Bus 1"), 2, "Say who is to be there"),
        (("--nowhere", "Weber"), 2, "Name the item"),
        (("{bus}", "Bus 1", "Nobody"), 1, 'There is no "Nobody"'),
        (("{bus}", "--without", "Bus 9"), 1, 'has no place "Bus 9"'),
        (("--from", "none.csv"), 1, "none.csv"),
        (("-o", "plan.pdf"), 1, "neither .csv nor .xlsx"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(agenda, arguments: tuple[str, ...], code: int, sentence: str) -> None:
    agenda("import", KOELN)
    bus = json.loads(agenda("show", "koeln", "--json").out)["days"][0]["entries"][1]["id"]
    answer = agenda("assign", "koeln", *(one.format(bus=bus) for one in arguments))
    assert (answer.code, sentence in answer.err) == (code, True), answer.err
    assert len(agenda("history", "koeln").out.splitlines()) == 1


# The editor


async def test_people_are_marked_and_put_into_a_bus_in_the_editor(tmp_path: Path) -> None:
    store = open_store()
    trip = store.create(a_trip(), NOTE, "koeln").trip
    app = AgendaApp("koeln", store)
    async with app.run_test(size=(100, 32), notifications=True) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, TripScreen)
        await pilot.press("shift+f2")
        await pilot.pause()
        assert isinstance(app.screen, AssignDialog)
        assert "Nobody has a place yet." in screen_text(app)
        await pilot.press("space", "down", "space")
        await type_text(pilot, "Bus 1 (1 seat)")
        await pilot.press("enter")
        await pilot.pause()
        assert "Bus 1: 2 of 1 !" in screen_text(app)
        app.post_message(events.Paste("Klaus Effing\tBus 2\nWeber\tBus 2\n"))
        await pilot.pause(0.1)
        await pilot.press("escape")
        await saved(pilot)
    now = store.load(trip.id).trip
    assert where(now)["effing"] == "Bus 2"
    assert where(now)["weber"] == "Bus 2"


async def test_an_item_that_a_colleague_removes_closes_the_window(tmp_path: Path) -> None:
    store, other = open_store(), open_store()
    made = store.create(a_trip(), NOTE, "koeln")
    app = AgendaApp("koeln", store)
    async with app.run_test(size=(100, 32), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("shift+f2")
        await pilot.pause()
        saved_now = other.load(made.trip.id)
        other.save(saved_now, remove_items(saved_now.trip, [bus_of(saved_now.trip)]), NOTE)
        await type_text(pilot, "B")
        await until(pilot, lambda: not isinstance(app.screen, AssignDialog))
        await until(pilot, lambda: "The item is not in the trip any more." in screen_text(app))


async def test_a_table_of_assignments_is_looked_over_in_the_editor_before_it_is_taken(tmp_path: Path) -> None:
    store = open_store()
    made = store.create(a_trip(), NOTE, "koeln")
    (tmp_path / "plan.csv").write_text("Name;Bus\nAnna Weber;Bus 1\nNobody;Bus 1\n", "utf-8")
    app = AgendaApp("koeln", store)
    async with app.run_test(size=(100, 32), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+o")
        await pilot.pause()
        app.screen.query_one(ComboBox).value = str(tmp_path / "plan.csv")
        await pilot.press("enter")
        await pilot.pause()
        assert "1 would be assigned. New places: Bus 1" in screen_text(app)
        assert 'There is no "Nobody".' in screen_text(app)
        await pilot.press("enter")
        await saved(pilot)
    assert where(store.load(made.trip.id).trip) == {"weber": "Bus 1"}
