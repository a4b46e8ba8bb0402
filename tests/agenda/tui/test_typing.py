"""Typing, however fast and wherever: each key lands where the eye is, and nothing that is not seen is changed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from agenda.tui.app import AgendaApp
from agenda.tui.dialogs.form import Form
from agenda.tui.dialogs.review import ReviewDialog
from agenda.tui.screens.trip import TripScreen
from tests.support.screens import NOTE, a_trip, saved, screen_text, type_text, until
from trips.grammar.when_text import write_when
from trips.i18n.language import UserError, words
from trips.importers.programme.programme import read_programme
from trips.model.entities import Person, by_id, changed
from trips.model.trip import Trip
from trips.store import Store, open_store


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store() as one:
        yield one


def burst(pilot: Pilot[None], text: str) -> None:
    """Keys that are all there before the first is looked at, as a terminal sends them."""
    names = {" ": "space", "-": "minus", ":": "colon", "\r": "enter", ".": "full_stop", "+": "plus"}
    for letter in text:
        pilot.app.post_message(events.Key(names.get(letter, letter), letter))


async def test_a_burst_of_keys_lands_in_the_line_and_changes_nothing_else(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        burst(pilot, "fri 14:00-15:00 Test - meeting\rthu 16:00 Second one\r")
        await until(pilot, lambda: len(store.load(trip.id).trip.items) == 5)
        await saved(pilot)
        assert pilot.app.screen.pane.list.marked == frozenset()
    now = store.load(trip.id).trip
    assert {one.title for one in now.items} == {"Welcome", "Lunch", "Visit", "Test - meeting", "Second one"}
    assert [one.when for one in now.items if one.title in ("Welcome", "Lunch", "Visit")] == [
        one.when for one in trip.items
    ]


async def test_keys_typed_while_a_form_opens_are_for_the_form(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        pilot.app.post_message(events.Key("f2", None))
        while not isinstance(pilot.app.screen, Form):
            await asyncio.sleep(0)
        burst(pilot, " 2\r")
        await until(pilot, lambda: store.load(trip.id).rev == 2)
        await until(pilot, lambda: isinstance(pilot.app.screen, TripScreen))
    assert store.load(trip.id).trip.items[0].title == "Welcome 2"


async def test_a_line_too_long_for_a_title_is_said_and_stays(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("ctrl+n")
        line = pilot.app.screen.line
        line.query_one(Input).value = "x" * 5000
        await pilot.pause()
        await until(pilot, lambda: "The line has 5000 characters" in screen_text(pilot.app))
        await pilot.press("enter")
        await pilot.pause()
        assert line.text == "x" * 5000
    assert store.load(trip.id).rev == 1


async def test_while_a_line_is_typed_the_keys_of_the_trip_rest(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("f7")
        await saved(pilot)
        await type_text(pilot, "abc")
        for key in ("ctrl+z", "f7", "delete", "ctrl+d"):
            await pilot.press(key)
            await pilot.pause()
    assert store.load(trip.id).rev == 2


async def test_what_the_filter_hides_is_not_removed(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("insert", "ctrl+l")
        await pilot.pause()
        pilot.app.screen.query_one("#text", Input).value = "lunch"
        await pilot.press("enter")
        await pilot.pause()
        assert "marked" not in screen_text(pilot.app)
        await pilot.press("home", "delete")
        await saved(pilot)
    assert "Welcome" in [one.title for one in store.load(trip.id).trip.items]


async def test_undo_puts_the_cursor_on_what_came_back(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("down", "delete")
        await saved(pilot)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(pilot.app.screen.session.trip.items) == 3)
        await pilot.pause()
        assert pilot.app.screen.pane.current.title == "Lunch"


async def test_several_items_have_one_form(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("insert", "insert", "f2")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, Form)
        form.query_one("#room", Input).value = "Room 3"
        await pilot.press("ctrl+s")
        await saved(pilot)
    assert [one.room for one in store.load(trip.id).trip.items] == ["Room 3", "Room 3", ""]


async def test_a_form_merges_what_a_colleague_saved_meanwhile(store: Store) -> None:
    import os
    from pathlib import Path

    from trips.edits.items import change_item
    from trips.store.sqlite import SqliteEngine

    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        screen = pilot.app.screen
        await pilot.press("f2")
        await pilot.pause()
        await type_text(pilot, " mine")
        with Store(SqliteEngine(Path(os.environ["AGENDA_STORE"])), by="colleague") as other:
            theirs = other.load(trip.id)
            other.save(theirs, change_item(theirs.trip, trip.items[0].id, title="theirs", room="Room 3"), NOTE)
        await until(pilot, lambda: screen.session.trip.items[0].title == "theirs")
        await pilot.press("enter")
        await until(pilot, lambda: "Theirs: Theirs" in screen_text(pilot.app))
        now = screen.session.trip.items[0]
        assert (now.title, now.room) == ("Welcome mine", "Room 3")
        await pilot.press("right", "enter")
        await saved(pilot)
    assert store.load(trip.id).trip.items[0].title == "theirs"


async def test_in_place_the_cursor_stays_on_its_field_and_longer_texts_keep_their_order(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("tab", "down", "down", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        details = pilot.app.screen.pane.query_one("#details")
        await until(pilot, lambda: details.row is not None and details.row.field == "kind")
        while details.row.field != "staff_note":
            await pilot.press("down")
        burst(pilot, "1345 Foyer")
        await until(pilot, lambda: bool(pilot.app.screen.query(TextArea)))
        await until(pilot, lambda: pilot.app.screen.query_one(TextArea).text == "1345 Foyer")
        await pilot.press("ctrl+s")
        await saved(pilot)
    assert store.load(trip.id).trip.items[0].staff_note == "1345 Foyer"


LETTER = """Donnerstag, 9. Oktober
- 09:00 Frühstück
• 10:15–10:30 Fototermin

Fr., 10.10.
9.30 Uhr Besuch der KGSt
anschl. 45 min Vortrag"""


def pasted(trip: Trip, text: str, start: date) -> Trip:
    return read_programme(text, begun=True).into(trip, date(2025, 1, 1), start=start).trip


def test_lines_of_a_letter_become_items_on_their_days() -> None:
    trip = changed(a_trip(), items=())
    days = {day.id: day.date.day for day in trip.days}
    items = pasted(trip, LETTER, trip.days[0].date).items
    assert [(days[item.day or ""], write_when(item.when, words("en")), item.title) for item in items] == [
        (9, "09:00", "Frühstück"),
        (9, "10:15-10:30", "Fototermin"),
        (10, "09:30", "Besuch der KGSt"),
        (10, "then, 45 min", "Vortrag"),
    ]


def test_lines_without_a_day_are_for_the_day_of_the_cursor() -> None:
    trip = changed(a_trip(), items=())
    for text in ("9:00 Frühstück\nAusflug", "Frühstück\nAusflug"):
        items = pasted(trip, text, trip.days[1].date).items
        assert [(item.day, item.title) for item in items] == [
            (trip.days[1].id, "Frühstück"),
            (trip.days[1].id, "Ausflug"),
        ]


@pytest.mark.parametrize("text", ["\x00\x01\n\x02", "[/b]\n[b]", "x" * 30_000 + "\ny", "31. Februar\n9", "9\nDo"])
def test_any_pasted_line_does_no_harm(text: str) -> None:
    trip = a_trip()
    try:
        after = pasted(trip, text, trip.days[0].date)
    except UserError:
        return
    assert all(item.title for item in after.items)


async def test_pasted_lines_are_shown_and_added_in_one_step(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        pilot.app.screen.pane.list.post_message(events.Paste(LETTER))
        await until(pilot, lambda: isinstance(pilot.app.screen, ReviewDialog))
        await until(pilot, lambda: "Fototermin" in screen_text(pilot.app))
        await until(pilot, lambda: "10:15-10:30" in screen_text(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TripScreen))
        await saved(pilot)
        assert len(store.load(trip.id).trip.items) == 7
        await until(pilot, lambda: pilot.app.screen.line.purpose is None)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(store.load(trip.id).trip.items) == 3)
    assert by_id(store.load(trip.id).trip.items) == by_id(trip.items)


async def test_an_entry_may_be_left_out_of_what_was_pasted(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        pilot.app.screen.pane.list.post_message(events.Paste(LETTER))
        await until(pilot, lambda: isinstance(pilot.app.screen, ReviewDialog))
        await until(pilot, lambda: "Fototermin" in screen_text(pilot.app))
        await pilot.press("down", "space")
        await until(pilot, lambda: "✗ Fototermin" in screen_text(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TripScreen))
        await saved(pilot)
    assert "Fototermin" not in {one.title for one in store.load(trip.id).trip.items}
    assert len(store.load(trip.id).trip.items) == 6


async def test_a_line_that_became_no_entry_stands_where_it_was_and_can_be_used(store: Store) -> None:
    store.create(a_trip(), NOTE)
    text = "Thursday, 9 October 2025\n9:00 Breakfast\n\nDear all\n10:00 Walk\n9:30 Coffee"
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        pilot.app.screen.pane.list.post_message(events.Paste(text))
        await until(pilot, lambda: "3 entries on 1 day · 2 lines to look at" in screen_text(pilot.app))
        await until(pilot, lambda: "! 09:30 stands below 10:00" in screen_text(pilot.app))
        await until(pilot, lambda: "? Dear all" in screen_text(pilot.app))
        await pilot.press("down", "space")
        await until(pilot, lambda: "The title of “Breakfast”" in screen_text(pilot.app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "? Dear all" not in screen_text(pilot.app))
        await until(pilot, lambda: "1 line to look at" in screen_text(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TripScreen))
        await saved(pilot)
        (item,) = [item for item in pilot.app.screen.session.trip.items if item.title == "Dear all"]
    assert item.note == "Breakfast"


async def test_a_programme_pasted_at_the_first_start_becomes_a_trip(store: Store) -> None:
    async with AgendaApp(None, store).run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: "Paste or open a programme" in screen_text(pilot.app))
        pilot.app.post_message(events.Paste("Besuch in Köln\n" + LETTER.replace("9. Oktober", "9. Oktober 2025")))
        await until(pilot, lambda: isinstance(pilot.app.screen, ReviewDialog))
        await until(pilot, lambda: "Fototermin" in screen_text(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TripScreen))
    (listed,) = store.trips()
    assert (listed.title, listed.starts, listed.ends) == ("Besuch in Köln", "2025-10-09", "2025-10-10")


async def test_a_pasted_programme_without_its_year_asks_for_it(store: Store) -> None:
    async with AgendaApp(None, store).run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: "Paste or open a programme" in screen_text(pilot.app))
        pilot.app.post_message(events.Paste("Besuch\n9. Oktober\n9:00 Frühstück"))
        await until(pilot, lambda: "type it above" in screen_text(pilot.app))
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ReviewDialog)
        await pilot.press(*"2027")
        await until(pilot, lambda: "Saturday 9 October 2027" in screen_text(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TripScreen))
    assert [one.starts for one in store.trips()] == ["2027-10-09"]


async def test_a_name_is_completed_while_one_types(store: Store) -> None:
    trip = changed(a_trip(), people=(Person(key="effing", name="Dr. Klaus Effing"),))
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await type_text(pilot, "Foto mit Klaus")
        await until(pilot, lambda: "Klaus Effing" in screen_text(pilot.app))
        await pilot.press("right", "enter")
        await saved(pilot)
    (photo,) = [one for one in store.load(trip.id).trip.items if one.title == "Foto"]
    assert photo.people == ("effing",)
