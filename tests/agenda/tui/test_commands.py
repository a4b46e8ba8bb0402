"""Every command of the table, by its own key: what a user sees after it, and what lies in the store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, TextArea

from agenda.commands import COMMANDS
from agenda.tui.app import AgendaApp
from agenda.tui.dialogs.choose import Choose
from agenda.tui.dialogs.filter import FilterDialog
from agenda.tui.dialogs.fit import FitDialog
from agenda.tui.dialogs.form import Form
from agenda.tui.dialogs.help import HelpScreen
from agenda.tui.dialogs.late import LateDialog
from agenda.tui.dialogs.new_trip import NewTripDialog
from agenda.tui.dialogs.release import ReleaseDialog
from agenda.tui.dialogs.send import SendDialog
from agenda.tui.dialogs.settings import SettingsDialog
from agenda.tui.dialogs.shift import ShiftDialog
from agenda.tui.screens.trip import TripScreen
from agenda.tui.screens.trips import TripsScreen
from agenda.tui.widgets.combo_box import ComboBox
from agenda.tui.widgets.grid import ProgrammeGrid
from tests.support.mail import Mailbox, mail_server
from tests.support.screens import NOTE, a_trip, saved, screen_text, type_text, until
from trips.edits.items import change_item
from trips.grammar.when_text import canonical
from trips.model.entities import Group, Person, Venue, by_id, changed
from trips.model.trip import Trip
from trips.store import Store, open_store

LINES = ("Thu 10:00-11:00 Welcome", "Thu then 45 min Lunch", "Thu 14:00 Talk", "Fri 9:00-10:00 Visit")
Scenario = Callable[["Desk"], Awaitable[None]]
SCENARIOS: dict[str, Scenario] = {}


class Desk:
    """Somebody at the editor with a small trip."""

    def __init__(self, pilot: Pilot[None], store: Store, trip: Trip) -> None:
        self.pilot = pilot
        self.store = store
        self.trip_id = trip.id

    @property
    def screen(self):
        return self.pilot.app.screen

    @property
    def text(self) -> str:
        return screen_text(self.pilot.app)

    @property
    def now(self) -> Trip:
        """The trip in the store."""
        return self.store.load(self.trip_id).trip

    @property
    def plan(self) -> str:
        """The titles by day; parts in brackets, the pool at the end."""
        trip = self.now
        days = [
            " ".join(f"({one.title})" if one.part_of else one.title for one in trip.items if one.day == day)
            for day in (*(day.id for day in trip.days), None)
        ]
        return " | ".join(days)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def use(self, name: str) -> None:
        """Press the first key of a command."""
        command = next(one for one in COMMANDS if one.name == name)
        await self.press(command.keys.split(",")[0])

    async def did(self, name: str) -> None:
        """Press the key of a command that edits, and wait until it is saved."""
        await self.use(name)
        await saved(self.pilot)

    async def until(self, true: Callable[[], bool]) -> None:
        await until(self.pilot, true)


@asynccontextmanager
async def at_the_desk(store: Store, slug: str | None = "koeln", size=(120, 40)) -> AsyncIterator[Desk]:
    trip = a_trip(*LINES)
    people = (Person(key="weber", name="Anna Weber", delegate=True, groups=("a",)), Person(key="web", name="A. Weber"))
    trip = changed(
        trip, people=people, venues=(Venue(key="town-hall", name="Town Hall"),), groups=(Group(key="a", name="A"),)
    )
    items = by_id(trip.items)
    talk = next(one for one in items.values() if one.title == "Talk")
    new = changed(talk, speakers=("weber",), venue="town-hall", kind="talk", status="requested")
    trip = changed(trip, items=tuple(new if one.id == talk.id else one for one in trip.items))
    store.create(trip, NOTE, "koeln")
    async with AgendaApp(slug, store).run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Desk(pilot, store, trip)


@pytest.fixture
def store():
    with open_store() as one:
        yield one


def scenario(*names: str) -> Callable[[Scenario], Scenario]:
    def keep(run: Scenario) -> Scenario:
        SCENARIOS.update(dict.fromkeys(names, run))
        return run

    return keep


@scenario("help")
async def the_help_lists_commands_and_closes_again(desk: Desk) -> None:
    await desk.use("help")
    assert isinstance(desk.screen, HelpScreen)
    assert "Ctrl+Z" in desk.text
    await desk.press("escape")
    assert isinstance(desk.screen, TripScreen)


@scenario("open", "edit")
async def enter_and_f2_open_the_form(desk: Desk) -> None:
    for name in ("open", "edit"):
        await desk.use(name)
        assert isinstance(desk.screen, Form)
        await desk.press("escape")
    await desk.use("edit")
    await desk.press("end", "!")
    await desk.press("enter")
    await saved(desk.pilot)
    assert desk.now.items[0].title == "Welcome!"


@scenario("new")
async def a_line_is_typed_and_added(desk: Desk) -> None:
    await desk.use("new")
    await type_text(desk.pilot, "fri 15:00 Tour")
    await desk.press("enter")
    await saved(desk.pilot)
    assert desk.plan == "Welcome Lunch Talk | Visit Tour | "


@scenario("remove", "undo", "redo")
async def what_is_removed_comes_back_and_goes_again(desk: Desk) -> None:
    await desk.did("remove")
    assert desk.plan == "Lunch Talk | Visit | "
    await desk.use("undo")
    await desk.until(lambda: desk.plan == "Welcome Lunch Talk | Visit | ")
    await desk.use("redo")
    await desk.until(lambda: desk.plan == "Lunch Talk | Visit | ")
    await desk.until(lambda: "10:00–11:00" not in desk.text)


@scenario("copy", "cut", "paste")
async def items_are_copied_and_cut_and_pasted(desk: Desk) -> None:
    await desk.use("copy")
    assert "1 item copied." in desk.text
    await desk.press("end")
    await desk.did("paste")
    assert desk.plan == "Welcome Lunch Talk | Visit Welcome | "
    await desk.did("cut")
    assert desk.plan == "Welcome Lunch Talk | Visit | "
    await desk.press("home", "down")
    await desk.did("paste")
    assert desk.plan == "Welcome Welcome Lunch Talk | Visit | "


@scenario("duplicate")
async def an_item_and_a_day_are_duplicated(desk: Desk) -> None:
    await desk.did("duplicate")
    assert desk.plan == "Welcome Welcome Lunch Talk | Visit | "
    await desk.press("home")
    await desk.use("duplicate")
    assert isinstance(desk.screen, Choose)
    await desk.press("up", "enter")  # the last choice is a new day
    await saved(desk.pilot)
    assert desk.plan == "Welcome Welcome Lunch Talk | Visit | Welcome Welcome Lunch Talk | "
    await desk.press("home")
    await desk.use("duplicate")
    await desk.press("enter")  # the first one is the other day that there is
    await saved(desk.pilot)
    assert desk.plan == (
        "Welcome Welcome Lunch Talk | Visit Welcome Welcome Lunch Talk | Welcome Welcome Lunch Talk | "
    )


@scenario("move_up", "move_down")
async def an_item_moves_down_and_up(desk: Desk) -> None:
    await desk.did("move_down")
    assert desk.plan == "Lunch Welcome Talk | Visit | "
    await desk.did("move_up")
    assert desk.plan == "Welcome Lunch Talk | Visit | "


@scenario("day_before", "day_after")
async def an_item_goes_to_the_other_day_where_its_time_puts_it(desk: Desk) -> None:
    await desk.press("down", "down")
    await desk.did("day_after")
    assert desk.plan == "Welcome Lunch | Visit Talk | "
    await desk.did("day_before")
    assert desk.plan == "Welcome Lunch Talk | Visit | "


@scenario("move_to", "go_to")
async def a_day_is_chosen_to_go_to_and_to_move_to(desk: Desk) -> None:
    await desk.use("move_to")
    assert isinstance(desk.screen, Choose)
    await type_text(desk.pilot, "fri")
    await desk.press("enter")
    await saved(desk.pilot)
    assert desk.plan == "Lunch Talk | Visit Welcome | "
    await desk.use("go_to")
    await desk.press("enter")
    assert desk.screen.pane.list.row.text.startswith("Thursday 9 October")


@scenario("unschedule")
async def an_item_waits_in_the_pool(desk: Desk) -> None:
    await desk.did("unschedule")
    assert desk.plan == "Lunch Talk | Visit | Welcome"
    assert "Unscheduled" in desk.text


@scenario("into", "out")
async def an_item_becomes_a_part_and_again_its_own(desk: Desk) -> None:
    await desk.press("down")
    await desk.did("into")
    assert desk.plan == "Welcome (Lunch) Talk | Visit | "
    await desk.did("out")
    assert desk.plan == "Welcome Lunch Talk | Visit | "
    await desk.press("home", "down")
    await desk.use("into")
    assert "No item stands before" in desk.text


@scenario("dates")
async def the_trip_moves_by_a_week_and_items_keep_their_day(desk: Desk) -> None:
    await desk.use("dates")
    assert isinstance(desk.screen, Form)
    desk.screen.query_one("#first").value = "16.10.2025"
    await desk.pilot.pause()
    await desk.press("ctrl+s")
    await saved(desk.pilot)
    assert [day.date.day for day in desk.now.days] == [16, 17]
    assert desk.plan == "Welcome Lunch Talk | Visit | "
    assert "16–17 October 2025" in desk.text


@scenario("later", "earlier", "longer", "shorter")
async def times_move_by_five_minutes(desk: Desk) -> None:
    for name, expected in (
        ("later", "10:05–11:05"), ("longer", "10:05–11:10"), ("shorter", "10:05–11:05"), ("earlier", "10:00–11:00"),
    ):  # fmt: skip
        await desk.did(name)
        assert expected in desk.text, name


@scenario("shift")
async def shifting_is_shown_before_it_happens(desk: Desk) -> None:
    await desk.use("shift")
    assert isinstance(desk.screen, ShiftDialog)
    assert "10:00 → 10:15" in desk.text
    assert "11:00 → 11:15" in desk.text
    desk.screen.query_one("#by", Input).value = "soon"
    await desk.press("enter")
    assert "is not a length of time" in desk.text
    desk.screen.query_one("#by", Input).value = "+1h"
    await desk.press("enter")
    await saved(desk.pilot)
    assert "11:00–12:00" in desk.text
    assert "15:00" in desk.text


@scenario("fit")
async def a_day_is_fitted_with_a_preview(desk: Desk) -> None:
    await desk.use("fit")
    assert isinstance(desk.screen, FitDialog)
    assert '"Talk" has no end yet' in desk.text
    await desk.press("escape", "down", "down", "down", "down")
    await desk.use("fit")
    desk.screen.query_one("#to", Input).focus().value = "9:30"
    await desk.pilot.pause()
    assert '"Visit" lasts 30 min instead of 60.' in desk.text
    await desk.press("enter")
    await saved(desk.pilot)
    assert canonical(desk.now.items[-1].when) == "09:00-09:30"


@scenario("sort_day")
async def a_day_is_sorted_by_time(desk: Desk) -> None:
    await desk.use("sort_day")
    assert "The day is in the order of time already." in desk.text


@scenario("counts")
async def heads_are_told(desk: Desk) -> None:
    await desk.use("counts")
    assert "Thu 9 Oct 11:00–11:45   1  Lunch   1 not stated" in desk.text
    await desk.press("escape")
    assert isinstance(desk.screen, TripScreen)


@scenario("now")
async def the_cursor_goes_to_what_is_on(desk: Desk) -> None:
    with patch("agenda.presenters.now.clock", lambda: datetime(2025, 10, 9, 9, 20, tzinfo=UTC)):
        await desk.press("f4")
        await desk.use("now")
        assert "now: Thu 9 Oct 11:00–11:45 Lunch" in desk.text
        assert "next: Thu 9 Oct 14:00 Talk" in desk.text
        assert "on until 11:45" in desk.text
    with patch("agenda.presenters.now.clock", lambda: datetime(2025, 10, 1, 9, 20, tzinfo=UTC)):
        await desk.use("now")
        assert "The trip begins in 8 days" in desk.text
        assert "on until" not in desk.text


@scenario("late")
async def a_delay_is_shown_copied_and_carried_out(desk: Desk) -> None:
    await desk.use("late")
    assert isinstance(desk.screen, LateDialog)
    assert "10:00–11:00  → 10:20–11:20  Welcome" in desk.text
    assert "10:00–11:00" in desk.text
    await desk.pilot.click("#copy")
    await desk.pilot.pause()
    assert "Wir verspäten uns um 20 Minuten" in desk.pilot.app.clipboard
    desk.screen.query_one("#by", Input).value = "soon"
    await desk.pilot.pause()
    assert "is not a length of time" in desk.text
    desk.screen.query_one("#by", Input).focus().value = "30"
    await desk.press("enter")
    await saved(desk.pilot)
    assert canonical(desk.now.items[0].when) == "10:30-11:30"
    await desk.press("ctrl+z")
    await desk.until(lambda: canonical(desk.now.items[0].when) == "10:00-11:00")


@scenario("status", "status_of")
async def the_status_goes_on_or_is_chosen(desk: Desk) -> None:
    await desk.did("status")
    assert desk.now.items[0].status == "confirmed"
    await desk.use("status_of")
    await type_text(desk.pilot, "canc")
    await desk.press("enter")
    await saved(desk.pilot)
    assert desk.now.items[0].status == "cancelled"
    assert "✗" in desk.text


@scenario("mark", "mark_down", "mark_up", "mark_all")
async def marked_items_are_changed_together(desk: Desk) -> None:
    await desk.use("mark")
    assert "1 marked" in desk.text
    await desk.use("mark_down")
    assert "3 marked" in desk.text
    await desk.use("mark_up")
    await desk.did("status")
    assert [one.status for one in desk.now.items] == ["confirmed", "confirmed", "confirmed", "tentative"]
    await desk.use("mark_all")
    assert "4 marked" in desk.text
    await desk.press("escape")
    assert "marked" not in desk.text


@scenario("merge")
async def two_people_who_are_the_same_become_one(desk: Desk) -> None:
    await desk.use("next_tab")
    assert "Participants" in desk.text
    await desk.use("merge")
    assert "Mark the two" in desk.text
    await desk.press("insert", "down", "insert")
    await desk.use("merge")
    await desk.press("enter")
    await saved(desk.pilot)
    assert [one.name for one in desk.now.people] == ["Anna Weber"]
    assert desk.now.items[2].speakers == ("weber",)


@scenario("find", "find_next", "find_previous")
async def a_search_goes_over_items_people_and_places(desk: Desk) -> None:
    await desk.use("find")
    await type_text(desk.pilot, "weber")
    await desk.until(lambda: "found" in desk.text)
    await desk.press("enter")
    assert desk.screen.pane.list.row.item.title == "Talk"
    await desk.use("find_next")
    assert "Participants" in desk.text
    await desk.use("find_previous")
    assert desk.screen.pane.where == "programme"
    await desk.use("find")
    await type_text(desk.pilot, "xyzzy")
    await desk.until(lambda: "Nothing found." in desk.text)


@scenario("filter")
async def a_filter_shows_only_some(desk: Desk) -> None:
    await desk.use("filter")
    assert isinstance(desk.screen, FilterDialog)
    desk.screen.query_one("#kinds", ComboBox).value = "talk"
    await desk.pilot.pause()
    assert "1 item" in desk.text
    await desk.press("enter")
    assert "Only talk · 1 of " in desk.text
    assert "Welcome" not in desk.text
    await desk.press("escape")
    assert "Welcome" in desk.text


@scenario("grid", "zoom")
async def the_grid_has_the_same_cursor(desk: Desk) -> None:
    await desk.use("grid")
    assert isinstance(desk.pilot.app.focused, ProgrammeGrid)
    assert "10:00" in desk.text
    await desk.press("down")
    assert desk.screen.pane.list.row.item.title == "Lunch"
    await desk.press("right")
    assert desk.screen.pane.list.row.item.title == "Visit"
    await desk.did("later")
    assert "09:05–10:05" in desk.text
    before = desk.text
    await desk.use("zoom")
    assert desk.text != before
    await desk.use("grid")
    assert desk.screen.pane.list.has_focus
    assert desk.screen.pane.list.row.item.title == "Visit"


@scenario("next_tab", "previous_tab", "back")
async def tabs_go_round_and_escape_leads_home(desk: Desk) -> None:
    seen = []
    for _ in range(5):
        await desk.use("next_tab")
        seen.append(desk.screen.pane.where)
    assert seen == ["people", "places", "checks", "versions", "programme"]
    await desk.use("previous_tab")
    assert desk.screen.pane.where == "versions"
    await desk.until(lambda: "test" in desk.text)
    await desk.use("back")
    await desk.until(lambda: desk.screen.pane.where == "programme")
    await desk.use("back")
    assert isinstance(desk.screen, TripsScreen)


@scenario("details")
async def a_field_is_changed_where_it_stands(desk: Desk) -> None:
    await desk.use("details")
    assert "Internal note" in desk.text
    await desk.press("down", "enter")
    await type_text(desk.pilot, "10:70")
    await desk.press("enter")
    assert "is not a time" in desk.text
    await desk.press("backspace", "backspace", "1", "5", "enter")
    await saved(desk.pilot)
    assert "10:15" in desk.text
    await desk.use("details")
    await desk.until(lambda: desk.screen.pane.list.has_focus)


@scenario("dismiss")
async def a_finding_is_dismissed_with_a_reason(desk: Desk) -> None:
    await type_text(desk.pilot, "thu 10:30-11:30 Clash")
    await desk.press("enter")
    await saved(desk.pilot)
    await desk.until(lambda: "Checks 2" in desk.text)
    await desk.press("f4", "f4", "f4")
    assert "Clash" in desk.text
    await desk.use("dismiss")
    await type_text(desk.pilot, "meant so")
    await desk.press("enter")
    await saved(desk.pilot)
    assert desk.now.waivers[0].because == "meant so"
    await desk.until(lambda: "1 finding is dismissed." in desk.text)
    assert "Clash begins" not in desk.text
    assert "No findings" not in desk.text
    await desk.use("dismiss")
    await type_text(desk.pilot, "known")
    await desk.press("enter")
    await desk.until(lambda: "No findings: " in desk.text)


@scenario("show_dismissed")
async def what_was_dismissed_is_shown_and_taken_back(desk: Desk) -> None:
    await type_text(desk.pilot, "thu 10:30-11:30 Clash")
    await desk.press("enter")
    await desk.until(lambda: "Checks 2" in desk.text)
    await desk.press("f4", "f4", "f4", "f7")
    await type_text(desk.pilot, "meant so")
    await desk.press("enter")
    await desk.until(lambda: "1 finding is dismissed." in desk.text)
    assert "meant so" not in desk.text
    await desk.use("show_dismissed")
    await desk.until(lambda: "meant so (dismissed: Clash begins" in desk.text)
    await desk.press("end", "f7")
    await saved(desk.pilot)
    assert desk.now.waivers == ()
    await desk.until(lambda: "dismissed:" not in desk.text and "Clash begins" in desk.text)


@scenario("fix")
async def a_finding_is_put_right_in_a_way_one_chooses(desk: Desk) -> None:
    await type_text(desk.pilot, "thu 10:30-11:30 Clash")
    await desk.press("enter")
    await desk.until(lambda: "Checks 2" in desk.text)
    await desk.press("f4", "f4", "f4")
    await desk.use("fix")
    await desk.until(lambda: "Begin Clash 30 min later, and what follows it" in desk.text)
    await desk.press("enter")
    await saved(desk.pilot)
    assert canonical(next(one for one in desk.now.items if one.title == "Clash").when) == "11:00-12:00"
    await desk.until(lambda: "Clash begins" not in desk.text)


async def open_versions(desk: Desk) -> None:
    await desk.press("f4", "f4", "f4", "f4")
    await desk.until(lambda: "change" in desk.text)


async def issue(desk: Desk, note: str = "") -> None:
    await desk.use("release")
    await desk.until(lambda: not desk.screen.query_one("#save", Button).disabled)
    await type_text(desk.pilot, note)
    await desk.press("enter")
    await desk.until(lambda: isinstance(desk.screen, TripScreen))


@scenario("release", "copy_news", "bring_back")
async def a_version_is_issued_copied_and_brought_back(desk: Desk) -> None:
    await open_versions(desk)
    await issue(desk, "first round")
    await desk.until(lambda: "Version 1" in desk.text and "first round" in desk.text)
    assert "is released; F9 hands it out" in desk.text
    with open_store() as colleague:
        before = colleague.load(desk.trip_id)
        colleague.save(before, change_item(before.trip, before.trip.items[0].id, when="10:30-11:30"), NOTE)
    await desk.until(lambda: "“Welcome” begins at 10:30 instead of 10:00." in desk.text)
    await desk.until(lambda: "Draft after version 1 · 1 change" in desk.text)
    await desk.press("home")
    await desk.use("copy_news")
    assert "- “Welcome” begins at 10:30 instead of 10:00." in desk.pilot.app.clipboard
    await issue(desk)
    assert [one.number for one in desk.store.versions.listed(desk.trip_id)] == [1, 2]
    await desk.until(lambda: desk.screen.pane.list.place_of("version 1") is not None)
    desk.screen.pane.list.select("version 1")
    await desk.did("bring_back")
    assert desk.now.items[0].when == desk.store.versions.one(desk.trip_id, 1).trip.items[0].when
    desk.screen.pane.list.select("version 2")
    await desk.press("enter")
    assert "begins at 10:30 instead of 10:00" in desk.text
    await desk.press("escape")
    await desk.did("undo")
    assert desk.now == desk.store.versions.one(desk.trip_id, 2).trip


@scenario("hand_out", "ledger")
async def a_version_is_handed_out_and_noted(desk: Desk) -> None:
    await open_versions(desk)
    await desk.use("hand_out")
    assert "Only a released version can be handed out" in desk.text
    await issue(desk)
    await desk.use("ledger")
    assert "Nothing was handed out yet." in desk.text
    await desk.press("escape")
    await desk.use("hand_out")
    folder = Path.cwd() / "kit"
    desk.screen.query_one("#folder", ComboBox).value = str(folder)
    await desk.pilot.click("#write")
    await desk.until(lambda: "files are new or changed" in desk.text)
    assert (folder / "Personen/Anna Weber/koeln.ics").exists()
    desk.screen.query_one("#what", ComboBox).value = "pages and feeds for the web"
    desk.screen.query_one("#folder", ComboBox).value = str(Path.cwd() / "web")
    desk.screen.query_one("#address", Input).value = "example.org"
    desk.screen.query_one("#address", Input).focus()
    await desk.press("enter")
    await desk.until(lambda: "is no web address" in desk.text)
    desk.screen.query_one("#address", Input).value = "https://example.org"
    desk.screen.query_one("#address", Input).focus()
    await desk.press("enter")
    await desk.until(lambda: "Anna Weber: https://example.org/p/" in desk.text)
    await desk.press("escape", "escape")
    await desk.use("ledger")
    assert "Anna Weber holds version 1." in desk.text


@scenario("hand_out by mail")
async def a_version_is_sent_by_mail(desk: Desk) -> None:
    with mail_server(Mailbox()) as mailbox:
        await desk.use("settings")
        for name, value in (("from", "office@example.org"), ("server", f"127.0.0.1:{mailbox.port}")):
            desk.screen.query_one(f"#mail_{name}", Input).value = value
        desk.screen.query_one("#mail_security", ComboBox).value = "not encrypted"
        await desk.press("enter")
        await open_versions(desk)
        await issue(desk)
        await open_sending(desk)
        await desk.until(lambda: "so on paper: Anna Weber" in desk.text)
        await desk.press("escape")
        before = desk.store.load(desk.trip_id)
        private = changed(before.trip.people[0].private, email="anna@example.org")
        people = (changed(before.trip.people[0], private=private), *before.trip.people[1:])
        desk.store.save(before, changed(before.trip, people=people), NOTE)
        await open_sending(desk)
        await desk.until(lambda: "Anna Weber: 2 invitations" in desk.text)
        await desk.pilot.click("#read")
        await desk.until(lambda: "Guten Tag Anna Weber," in desk.text)
        await desk.press("escape")
        mailbox.says = lambda address: "550 5.1.1 nobody"
        await desk.pilot.click("#send")
        await desk.until(lambda: "Anna Weber: refused by the mail server (550 5.1.1 nobody)" in desk.text)
        await desk.press("escape")
        mailbox.says = lambda address: None
        await open_sending(desk)
        await desk.until(lambda: "Not sent again unless you ask" in desk.text and "Again" in desk.text)
        await desk.pilot.click("#again")
        await desk.until(lambda: "Anna Weber: 2 invitations" in desk.text)
        await desk.pilot.click("#send")
        await desk.until(lambda: "2 mails were sent." in desk.text)
        assert [to for to, _ in mailbox.taken()] == [("anna@example.org",)] * 2
        await desk.press("escape")
        await desk.use("ledger")
        assert "Anna Weber holds version 1." in desk.text


@scenario("import_file of answers")
async def an_answer_to_an_invitation_is_looked_over_and_taken_in(desk: Desk) -> None:
    before = desk.store.load(desk.trip_id)
    private = changed(before.trip.people[0].private, email="anna@example.org")
    people = (changed(before.trip.people[0], private=private), *before.trip.people[1:])
    desk.store.save(before, changed(before.trip, people=people), NOTE)
    desk.store.versions.issue(desk.trip_id, 2, "")
    lunch = next(item for item in desk.now.items if item.title == "Lunch")
    (Path.cwd() / "reply.ics").write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REPLY\nBEGIN:VEVENT\nSEQUENCE:1\nDTSTAMP:20251001T120000Z\n"
        f"UID:{lunch.id}@{desk.trip_id}\nATTENDEE;PARTSTAT=DECLINED:mailto:anna@example.org\nEND:VEVENT\nEND:VCALENDAR\n",
        encoding="utf-8",
    )
    await desk.use("import_file")
    desk.screen.query_one(ComboBox).value = str(Path.cwd() / "reply.ics")
    await desk.pilot.click("#take")
    await desk.until(lambda: "Anna Weber does not come to “Lunch”" in desk.text)
    assert desk.now.people[0].declined == ()
    await desk.press("enter")
    await saved(desk.pilot)
    assert desk.now.people[0].declined == (lunch.id,)
    await desk.did("undo")
    assert desk.now.people[0].declined == ()


@scenario("hand_out as drafts")
async def invitations_to_single_items_are_written_as_drafts(desk: Desk) -> None:
    await open_versions(desk)
    await issue(desk)
    before = desk.store.load(desk.trip_id)
    private = changed(before.trip.people[0].private, email="anna@example.org")
    people = (changed(before.trip.people[0], private=private), *before.trip.people[1:])
    desk.store.save(before, changed(before.trip, people=people), NOTE)
    await open_sending(desk)
    await desk.until(lambda: "Anna Weber: 2 invitations" in desk.text)
    assert "Folder" not in desk.text
    desk.screen.query_one("#shape", ComboBox).value = "single items"
    await desk.until(lambda: "Anna Weber: 4 invitations" in desk.text)
    desk.screen.query_one("#means", ComboBox).value = "as drafts for your mail program"
    await desk.until(lambda: "Folder" in desk.text)
    await desk.pilot.click("#send")
    await desk.until(lambda: "No sender is set." in desk.text)
    await desk.press("escape")
    await desk.use("settings")
    desk.screen.query_one("#mail_from", Input).value = "office@example.org"
    await desk.press("enter")
    await open_sending(desk)
    desk.screen.query_one("#shape", ComboBox).value = "single items"
    desk.screen.query_one("#means", ComboBox).value = "as drafts for your mail program"
    desk.screen.query_one("#folder", ComboBox).value = str(Path.cwd() / "mails")
    await desk.until(lambda: "Anna Weber: 4 invitations" in desk.text)
    await desk.pilot.click("#send")
    await desk.until(lambda: "4 drafts were written; they count as sent." in desk.text)
    drafts = list((Path.cwd() / "mails").glob("*.eml"))
    assert len(drafts) == 4
    assert all(b'; method="REQUEST"' in path.read_bytes() for path in drafts)
    await desk.press("escape")
    await open_sending(desk)
    await desk.until(lambda: "Nothing new (1): Anna Weber" in desk.text)
    await desk.press("escape")
    await desk.use("ledger")
    assert "Anna Weber holds version" in desk.text


async def open_sending(desk: Desk) -> None:
    await desk.use("hand_out")
    desk.screen.query_one("#what", ComboBox).value = "mails: invitations or files"
    await desk.pilot.click("#write")
    await desk.until(lambda: isinstance(desk.screen, SendDialog))


@scenario("confirm", "calls")
async def who_confirms_is_noted_and_who_has_to_be_phoned_is_listed(desk: Desk) -> None:
    await desk.press("home")
    await desk.use("confirm")
    await desk.press("down")
    await desk.use("confirm")
    assert "has no host, speaker or place" in desk.text
    desk.screen.pane.list.select(next(one.id for one in desk.now.items if one.title == "Talk"))
    await desk.use("calls")
    assert "Anna Weber  to be confirmed" in desk.text
    await desk.press("enter")
    await desk.use("confirm")
    desk.screen.query_one("#party", ComboBox).value = "Anna Weber"
    desk.screen.query_one("#who").focus()
    await type_text(desk.pilot, "herself")
    await desk.press("enter")
    await saved(desk.pilot)
    (said,) = desk.now.confirmations
    assert (said.key, said.who) == ("weber", "herself")
    assert next(one for one in desk.now.items if one.title == "Talk").status == "confirmed"
    await desk.did("later")
    await desk.until(lambda: "Checks 2" in desk.text)
    await desk.use("calls")
    assert "Anna Weber  moved" in desk.text
    assert "Talk: now Thu 9 Oct 14:05, confirmed for Thu 9 Oct 14:00" in " ".join(desk.text.split())


@scenario("way")
async def the_way_between_two_places_is_noted_and_taken_away(desk: Desk) -> None:
    await desk.use("next_tab")
    await desk.use("next_tab")
    await type_text(desk.pilot, "Museum")
    await desk.press("enter")
    await desk.use("way")
    await type_text(desk.pilot, "town")
    await desk.press("tab")
    await type_text(desk.pilot, "x")
    await desk.press("enter")
    assert '"x" is no number of minutes' in desk.text
    await desk.press("backspace", "1", "2", "enter")
    await desk.until(lambda: "12 min" in desk.text)
    assert [way.minutes for way in desk.now.distances] == [12]
    await desk.use("way")
    await type_text(desk.pilot, "town")
    await desk.press("tab", "enter")
    await desk.until(lambda: "12 min" not in desk.text)


@scenario("assign")
async def somebody_is_put_into_a_bus(desk: Desk) -> None:
    await desk.use("assign")
    assert "Nobody has a place yet." in desk.text
    await type_text(desk.pilot, "Bus 1 (20 seats)")
    await desk.press("enter")
    assert "Bus 1: 1 of 20" in desk.text
    await desk.press("escape")
    await saved(desk.pilot)
    assert [(one.place, one.seats, one.people) for one in desk.now.items[0].assignments] == [("Bus 1", 20, ("weber",))]


@scenario("export")
async def files_are_written_for_two_readers(desk: Desk) -> None:
    await desk.use("export")
    folder = Path.cwd() / "out"
    desk.screen.query_one("#who", ComboBox).value = "staff, Anna Weber"
    desk.screen.query_one("#formats", ComboBox).value = "calendar file (ics), plain text (txt)"
    desk.screen.query_one("#folder", ComboBox).value = str(folder)
    await desk.pilot.click("#write")
    await desk.until(lambda: "4 files written" in desk.text)
    assert {one.name for one in folder.iterdir()} == {
        "koeln-staff.ics", "koeln-staff.txt", "koeln-person-weber.ics", "koeln-person-weber.txt",
    }  # fmt: skip
    await desk.press("escape")
    await desk.use("export")
    assert desk.screen.query_one("#who", ComboBox).value == "staff, Anna Weber"
    assert desk.screen.query_one("#folder", ComboBox).value == str(folder)


@scenario("palette")
async def the_palette_finds_and_carries_out(desk: Desk) -> None:
    await desk.use("palette")
    await type_text(desk.pilot, "release a version")
    await desk.until(lambda: "see first what" in desk.text and "Change every field" not in desk.text)
    await desk.press("enter")
    await desk.until(lambda: isinstance(desk.screen, ReleaseDialog))
    await desk.press("escape")
    assert desk.screen.pane.where == "versions"
    await desk.press("escape")
    await desk.use("palette")
    await type_text(desk.pilot, "unschedule")
    await desk.until(lambda: "Put the item" in desk.text)
    await desk.press("enter", "enter")
    await desk.until(lambda: desk.plan == "Lunch Talk | Visit | Welcome")
    await desk.use("palette")
    await type_text(desk.pilot, "Word")
    await desk.until(lambda: "Export" in desk.text and "Unschedule" not in desk.text)
    await desk.press("escape")


@scenario("settings")
async def settings_are_written_and_used_at_once(desk: Desk) -> None:
    await desk.use("settings")
    assert isinstance(desk.screen, SettingsDialog)
    desk.screen.query_one("#keymap", ComboBox).value = "letters"
    desk.screen.query_one("#alarm", Input).value = "soon"
    await desk.press("enter")
    assert "alarm must be minutes" in desk.text
    desk.screen.query_one("#alarm", Input).value = "30"
    await desk.press("enter")
    assert isinstance(desk.screen, TripScreen)
    await desk.press("j", "t")
    await saved(desk.pilot)
    assert desk.now.items[0].status == "confirmed"


@scenario("saved")
async def saving_says_that_it_is_done_already(desk: Desk) -> None:
    await desk.use("saved")
    assert "Everything is saved already." in desk.text


@scenario("quit_program")
async def quitting_ends(desk: Desk) -> None:
    await desk.use("quit_program")
    await desk.until(lambda: desk.pilot.app._exit)


@scenario("pages")
async def a_foreword_is_written_found_again_and_removed(desk: Desk) -> None:
    await desk.use("pages")
    await desk.until(lambda: "New partner" in desk.text)
    await desk.press("enter")
    await desk.until(lambda: bool(desk.screen.query(TextArea)))
    await type_text(desk.pilot, "Grusswort")
    desk.screen.query_one(TextArea).text = "Liebe Gäste,\n\nwillkommen."
    await desk.press("ctrl+s")
    await saved(desk.pilot)
    (page,) = desk.now.pages
    assert (page.title, page.text) == ("Grusswort", "Liebe Gäste,\n\nwillkommen.")
    await desk.use("pages")
    await desk.until(lambda: "Grusswort · before the days" in desk.text)
    await desk.press("enter")
    await desk.until(lambda: "Move up" in desk.text)
    await desk.press("down", "down", "enter")
    await saved(desk.pilot)
    assert desk.now.pages == ()


@scenario("translate")
async def a_title_is_said_in_another_language(desk: Desk) -> None:
    await desk.use("translate")
    await desk.until(lambda: "Translate into…" in desk.text)
    await type_text(desk.pilot, "Polish")
    await desk.press("enter")
    await desk.until(lambda: "○ Lunch" in desk.text)
    await type_text(desk.pilot, "Lunch")
    await desk.press("enter")
    await desk.until(lambda: isinstance(desk.screen, Form))
    await type_text(desk.pilot, "Obiad")
    await desk.press("enter")
    await desk.until(lambda: "✓ Lunch → Obiad" in desk.text)
    await desk.press("escape")
    await saved(desk.pilot)
    assert [one.text for one in desk.now.translations] == ["Obiad"]


def test_there_is_a_scenario_for_every_command() -> None:
    assert {one.name for one in COMMANDS} - SCENARIOS.keys() == {
        "sort",
        "archive",
        "import_file",
        "next_meeting",
        "series",
    }  # the list


@pytest.mark.parametrize("name", sorted({run.__name__: name for name, run in SCENARIOS.items()}.values()))
async def test_a_command(store: Store, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with at_the_desk(store) as desk:
        await SCENARIOS[name](desk)


async def test_trips_are_sorted_archived_copied_and_searched(store: Store) -> None:
    store.create(changed(a_trip(), title="Aachen"), NOTE, "aachen")
    async with at_the_desk(store, None) as desk:
        lines = desk.screen.query_one("TripsList")
        assert [row.title for row in lines.rows] == ["Aachen", "Köln"]
        await desk.use("sort")
        await desk.use("sort")
        assert "by last change" in desk.text
        assert [row.title for row in lines.rows] == ["Köln", "Aachen"]
        await desk.press("home")
        await desk.use("archive")
        assert [one.slug for one in store.trips("archived")] == ["koeln"]
        await desk.use("undo")
        assert store.trips("archived") == []
        await desk.use("duplicate")
        assert "Copy of Köln" in desk.text
        await type_text(desk.pilot, "aach")
        assert [row.title for row in lines.rows] == ["Aachen"]
        await desk.press("escape")
        assert len(lines.rows) == 3
        await desk.use("remove")
        await desk.use("next_tab")
        await desk.use("next_tab")
        assert "Bin 1" in desk.text
        await desk.use("open")
        assert isinstance(desk.screen, TripScreen)
        assert len(store.trips()) == 3


async def test_a_trip_file_is_opened_from_the_list(store: Store, tmp_path: Path) -> None:
    from trips.tripfile import write_trip

    path = tmp_path / "bonn.toml"
    path.write_text(write_trip(changed(a_trip(), title="Bonn")), encoding="utf-8")
    async with at_the_desk(store, None) as desk:
        await desk.use("import_file")
        desk.screen.query_one(ComboBox).value = str(tmp_path / "none.toml")
        await desk.press("enter")
        assert "none.toml" in desk.text
        desk.screen.query_one(ComboBox).value = str(path)
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.screen, TripScreen))
        assert "Bonn" in desk.text


async def test_a_calendar_file_is_opened_from_the_list_and_tells_what_it_left_out(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "bonn.ics"
    event = "BEGIN:VEVENT\nUID:a\nDTSTART:20260504T100000\nSUMMARY:[/b] Empfang\nBEGIN:VALARM\nEND:VALARM\nEND:VEVENT\n"
    path.write_text(f"BEGIN:VCALENDAR\nX-WR-CALNAME:Bonn\n{event}END:VCALENDAR\n", encoding="utf-8")
    async with at_the_desk(store, None) as desk:
        await desk.use("import_file")
        desk.screen.query_one(ComboBox).value = str(tmp_path / "none.ics")
        await desk.press("enter")
        assert "none.ics" in desk.text
        desk.screen.query_one(ComboBox).value = str(path)
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.screen, TripScreen))
        await desk.until(lambda: "[/b] Empfang" in desk.text)
        await desk.until(
            lambda: any("Alarms were left out (1)" in one.message for one in desk.pilot.app._notifications)
        )


async def test_new_trips_begin_with_the_office_as_organiser(store: Store) -> None:
    from agenda.services.settings_file import write_settings

    write_settings({"office": "Protokoll der Stadt Köln"})
    async with at_the_desk(store, None) as desk:
        await desk.use("new")
        assert isinstance(desk.screen, NewTripDialog)
        await type_text(desk.pilot, "Bonn")
        await desk.press("tab")
        await type_text(desk.pilot, "1.2.2026")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.screen, TripScreen))
        assert desk.screen.session.trip.organiser == "Protokoll der Stadt Köln"
