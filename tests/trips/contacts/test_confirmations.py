"""Confirmations: bound to a time and a place, and told when they hold no longer."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from exports.audience import PARTICIPANTS, STAFF
from exports.calendar import calendar_file
from exports.formats import FORMATS, Request
from exports.snapshot import Snapshot
from tests.agenda.cli.test_cli import agenda, ids, trip  # noqa: F401 - fixtures
from trips.checks import check
from trips.contacts.confirmations import calls, confirm, parties, party, stale
from trips.edits.days import set_dates
from trips.edits.items import add_item, change_item, move_item, remove_items
from trips.i18n.language import UserError
from trips.model.doors import checked
from trips.model.entities import Item, Organisation, Person, Private, Venue, changed, new_id
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline

AT = datetime(2025, 9, 1, 9, 0, tzinfo=UTC)
ISSUED = datetime(2025, 9, 30, 14, 2, tzinfo=UTC)


def a_trip(**fields: object) -> Trip:
    made = set_dates(Trip(id=new_id(), title="Köln", language="de"), date(2025, 10, 9), date(2025, 10, 10))
    made = changed(
        made,
        venues=(Venue(key="saal", name="Hansasaal", phone="0221 1"), Venue(key="bau", name="Spanischer Bau")),
        organisations=(Organisation(key="kgst", name="KGSt", contact="0221 2"),),
        people=(
            Person(key="effing", name="Dr. Klaus Effing", private=Private(phone="0221 3")),
            Person(key="weber", name="Weber", organisation="kgst"),
        ),
    )
    item = checked(
        Item, id=new_id(), title="Besuch", day=made.days[0].id, when="14:00-16:00", venue="saal", hosts=("kgst",)
    )
    return add_item(made, changed(item, **fields))


def said_yes(made: Trip, table: str = "organisations", key: str = "kgst") -> Trip:
    return confirm(Timeline(made), made.items[0].id, (table, key), AT, "Frau Müller", "Telefon")  # pyright: ignore


def test_who_confirms_makes_the_item_confirmed_once_all_have() -> None:
    both = a_trip(hosts=("kgst",), speakers=("effing",))
    one = said_yes(both)
    assert one.items[0].status == "tentative"
    assert said_yes(one, "people", "effing").items[0].status == "confirmed"
    assert said_yes(a_trip(hosts=()), "venues", "saal").items[0].status == "confirmed"
    off = a_trip(status="cancelled")
    assert said_yes(off).items[0].status == "cancelled"


@pytest.mark.parametrize(
    "fields", [{"when": "14:30-16:00"}, {"when": "14:00-16:30"}, {"when": ""}, {"venue": "bau"}, {"room": "1. Stock"}]
)
def test_a_confirmation_is_out_of_date_when_time_or_place_is_another_one(fields: dict) -> None:
    made = said_yes(a_trip())
    assert stale(Timeline(made)) == {}
    moved = change_item(made, made.items[0].id, **fields)
    assert list(stale(Timeline(moved))) == [made.items[0].id]
    assert [one.code for one in check(Timeline(moved)) if one.severity == "warning"] == ["confirm.stale"]
    assert stale(Timeline(change_item(made, made.items[0].id, title="Anders", note="x"))) == {}
    assert stale(Timeline(said_yes(moved))) == {}, "asked again"


def test_another_day_is_another_time() -> None:
    made = said_yes(a_trip())
    assert stale(Timeline(move_item(made, made.items[0].id, made.days[1].id)))


def test_what_moved_since_it_was_confirmed_is_asked_for_on_paper_and_tentative_in_calendars() -> None:
    made = said_yes(a_trip())
    moved = change_item(made, made.items[0].id, when="15:00-17:00")
    for audience in (PARTICIPANTS, STAFF):
        text = FORMATS["txt"].render(Request(Snapshot(moved, ISSUED), audience)).data.decode()
        assert "Besuch (angefragt)" in text
        data = calendar_file(Snapshot(moved, ISSUED), audience)
        assert b"STATUS:TENTATIVE" in data
        assert b"BUSYSTATUS:TENTATIVE" in data
    assert "angefragt" not in FORMATS["txt"].render(Request(Snapshot(made, ISSUED), PARTICIPANTS)).data.decode()
    assert moved.items[0].status == "confirmed", "the word itself stays until somebody asks"


def test_calls_begin_with_those_who_hold_a_word_that_is_not_true() -> None:
    made = a_trip()
    later = checked(Item, id=new_id(), title="Vortrag", day=made.days[0].id, when="09:00-10:00", speakers=("effing",))
    dinner = checked(
        Item, id=new_id(), title="Essen", day=made.days[0].id, when="19:00-20:00", venue="saal", status="requested"
    )
    made = add_item(add_item(said_yes(made), later), dinner)
    found = calls(Timeline(made))
    assert [(one.why, one.name, one.phone) for one in found] == [
        ("open", "Dr. Klaus Effing", "0221 3"), ("open", "Hansasaal", "0221 1"),
    ]  # fmt: skip
    moved = change_item(made, next(one.id for one in made.items if one.title == "Besuch"), when="20:00-21:00")
    assert next((one.why, one.name) for one in calls(Timeline(moved))) == ("moved", "KGSt")


def test_who_counts_on_something_cancelled_or_removed_is_to_be_phoned() -> None:
    made = said_yes(a_trip())
    (one,) = made.items
    off = change_item(made, one.id, status="cancelled")
    assert [(call.why, call.phone) for call in calls(Timeline(off))] == [("cancelled", "0221 2")]
    gone = remove_items(made, [one.id])
    assert calls(Timeline(gone)) == ()
    assert [(call.why, call.item.title) for call in calls(Timeline(gone), made)] == [("removed", "Besuch")]


def test_only_who_belongs_to_an_item_can_confirm_it() -> None:
    made = a_trip(speakers=("effing",))
    assert parties(made, made.items[0]) == (
        ("organisations", "kgst"), ("people", "effing"), ("venues", "saal"),
    )  # fmt: skip
    assert party(made, made.items[0], "effing") == ("people", "effing")
    assert party(made, made.items[0], "hansa") == ("venues", "saal")
    with pytest.raises(UserError, match=r"it has: KGSt; Dr[.] Klaus Effing; Hansasaal"):
        party(made, made.items[0], "Weber")


def test_who_is_called_so_counts_before_whose_name_only_has_it() -> None:
    made = a_trip()
    made = changed(
        made,
        people=(*made.people, Person(key="p", name="Anna Hansa")),
        organisations=(*made.organisations, Organisation(key="o", name="Hansa")),
        venues=(*made.venues, Venue(key="v", name="Hansaplatz")),
    )
    made = change_item(made, made.items[0].id, hosts=("p", "o"), speakers=(), people=(), venue="v")
    assert party(made, made.items[0], "hansa") == ("organisations", "o")
    assert party(made, made.items[0], "Anna") == ("people", "p")
    with pytest.raises(UserError, match="who could confirm it"):
        party(made, made.items[0], "ans")


def test_confirmations_are_noted_and_calls_listed_on_the_command_line(agenda, trip) -> None:  # noqa: F811
    agenda("organisations", trip, "add", "Stadt Köln", "contact=0221 4711")
    visit = ids(agenda, trip)["Visit"]
    agenda("set", trip, visit, "hosts=Stadt Köln")
    assert agenda("calls", trip).out.split("  ")[1:3] == ["to be confirmed", "Stadt Köln"]
    done = agenda("confirm", trip, visit, "--who", "Ms Miller", "--how", "phone")
    assert (done.code, done.err) == (0, "Stadt Köln confirmed Visit.\n")
    assert agenda("calls", trip).err == "Nobody needs to be called.\n"
    agenda("set", trip, visit, "time=9:30")
    (call,) = json.loads(agenda("calls", trip, "--json").out)["calls"]
    assert (call["why"], call["name"], call["phone"], call["title"]) == ("moved", "Stadt Köln", "0221 4711", "Visit")
    assert "now Fri 10 Oct 09:30, confirmed for Fri 10 Oct 09:00 (Ms Miller, phone," in agenda("calls", trip).out
    assert agenda("confirm", trip, visit, "--by", "Nobody").code == 1
    agenda("undo", trip)
    assert agenda("calls", trip).out == ""
