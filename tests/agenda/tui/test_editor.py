"""The editor: what a user sees and what lies in the store after each key."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from agenda.commands import COMMANDS, FROM_ANYWHERE, commands
from agenda.services.session import Session
from agenda.tui.app import AgendaApp
from agenda.tui.dialogs.form import Form
from agenda.tui.dialogs.help import HelpScreen
from agenda.tui.dialogs.new_trip import NewTripDialog
from agenda.tui.dialogs.palette import Palette
from agenda.tui.screens.trip import TripScreen
from agenda.tui.screens.trips import TripsScreen
from agenda.tui.widgets.combo_box import ComboBox
from agenda.tui.widgets.date_picker import DateEdit
from agenda.tui.widgets.programme import ProgrammeList
from tests import ROOT
from tests.support.screens import NOTE, a_trip, saved, screen_text, type_text, until
from trips.edits.items import change_item, remove_items
from trips.i18n.language import UserError
from trips.model.entities import Group, Item, Person, Venue, changed, new_id
from trips.store import Store, open_store
from trips.store.sqlite import SqliteEngine

NASTY = [
    "[/b]",
    "[red]y",
    "[/]",
    "Talk [Room 3]",
    '#read("x")',
    "<script>",
    "=1+1",
    "مرحبا \u202eabc",
    "👩‍👩‍👧 e\u0301",
    "日本語",
]


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store() as one:
        yield one


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_a_trip_is_on_the_screen(store: Store, size: tuple[int, int]) -> None:
    store.create(a_trip(), NOTE)
    app = AgendaApp("koeln", store)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        text = screen_text(app)
        for said in ("Köln", "9–10 October 2025", "Thursday 9 October", "10:00–11:00", "Welcome", "11:00–11:45", "F1"):
            assert said in text
        assert ("Status" in text) == (size[0] >= 100)


async def test_typing_adds_an_item_and_it_is_saved(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await type_text(pilot, "fri 14:30 Group photo")
        await until(pilot, lambda: "Fri 10 Oct · 14:30 · Group photo" in screen_text(pilot.app))
        await pilot.press("enter")
        await saved(pilot)
        await until(pilot, lambda: "14:30" in screen_text(pilot.app))
        row = pilot.app.screen.query_one(ProgrammeList).row
        assert row is not None
        assert row.item is not None
        assert row.item.title == "Group photo"
    assert [item.title for item in store.load(trip.id).trip.items] == ["Welcome", "Lunch", "Visit", "Group photo"]


async def test_escape_leaves_the_line_and_adds_nothing(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(notifications=True) as pilot:
        await type_text(pilot, "abc")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TripScreen)
        assert pilot.app.screen.line.purpose is None
        await pilot.press("down")
        assert pilot.app.screen.query_one(ProgrammeList).has_focus
    assert store.load(trip.id).rev == 1


async def test_an_item_is_edited_with_names_made_on_the_fly(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, Form)
        form.query_one("#when", Input).value = "10.30 - 12 Uhr"
        await pilot.pause()
        await until(pilot, lambda: "→ 10:30-12:00" in screen_text(pilot.app))
        form.query_one("#venue", ComboBox).value = "Historisches Rathaus"
        form.query_one("#hosts", ComboBox).value = "Dr. Ralf Heinen, Stadt Köln"
        form.query_one("#note", TextArea).text = "two\nlines"
        await pilot.press("ctrl+s")
        await saved(pilot)
    now = store.load(trip.id).trip
    assert (now.venues[0].name, now.people[0].name, now.organisations[0].name) == (
        "Historisches Rathaus", "Dr. Ralf Heinen", "Stadt Köln",
    )  # fmt: skip
    assert now.items[0].hosts == (now.people[0].key, now.organisations[0].key)
    assert now.items[0].note == "two\nlines"
    assert "time" in str(store.history(trip.id)[-1].note)


async def test_a_wrong_time_keeps_the_form_open_and_says_what_would_be_right(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        pilot.app.screen.query_one("#when", Input).value = "10:70"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Form)
        await until(pilot, lambda: screen_text(pilot.app).count('"10:70" is not a time; write it like') >= 1)
        await pilot.press("escape")
    assert store.load(trip.id).rev == 1


async def test_remove_undo_redo(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("delete")
        await saved(pilot)
        await until(pilot, lambda: "Removed Welcome; Ctrl+Z brings it back." in screen_text(pilot.app))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "10:00–11:00" in screen_text(pilot.app))
        await pilot.press("ctrl+y")
        await until(pilot, lambda: "10:00–11:00" not in screen_text(pilot.app))
    assert [item.title for item in store.load(trip.id).trip.items] == ["Lunch", "Visit"]


async def test_items_move_with_alt_and_arrows(store: Store) -> None:
    trip = a_trip("Thu A", "Thu B", "Thu C")
    store.create(trip, NOTE)

    def order() -> str:
        now = store.load(trip.id).trip
        return "|".join("".join(one.title for one in now.items if one.day == day.id) for day in now.days)

    async with AgendaApp("koeln", store).run_test(notifications=True) as pilot:
        for key, expected in (
            ("alt+down", "BAC|"),
            ("alt+down", "BCA|"),
            ("alt+down", "BC|A"),
            ("alt+up", "BCA|"),
            ("alt+up", "BAC|"),
            ("alt+up", "ABC|"),
        ):
            await pilot.press(key)
            await saved(pilot)
            assert order() == expected
            assert pilot.app.screen.query_one(ProgrammeList).row.item.title == "A"


async def test_another_terminals_change_appears_and_nothing_is_lost(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    path = Path(os.environ["AGENDA_STORE"])
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        with Store(SqliteEngine(path), by="colleague") as other:
            theirs = other.load(trip.id)
            other.save(theirs, change_item(theirs.trip, trip.items[2].id, title="Their visit"), NOTE)
        await until(pilot, lambda: "Their visit" in screen_text(pilot.app))
        await type_text(pilot, "Mine")
        await pilot.press("enter")
        await saved(pilot)
    assert {item.title for item in store.load(trip.id).trip.items} == {"Welcome", "Lunch", "Their visit", "Mine"}


async def test_a_save_that_fails_is_said_and_tried_again(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    connection = store._engine._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TripScreen)
        screen.edit(lambda now: change_item(now, trip.items[0].id, note=os.urandom(9000).hex()), NOTE)
        await until(pilot, lambda: "NOT SAVED" in screen_text(pilot.app))
        await until(pilot, lambda: "The disk is full" in screen_text(pilot.app))
        connection.execute("PRAGMA max_page_count = 100000")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "saved " in screen_text(pilot.app))
    assert len(store.load(trip.id).trip.items[0].note) == 18_000


@pytest.mark.parametrize("name", NASTY)
async def test_names_that_look_like_markup_are_only_names(store: Store, name: str) -> None:
    trip = a_trip()
    trip = changed(trip, title=name, venues=(Venue(key="v", name=name),), people=(Person(key="p", name=name),))
    trip = change_item(trip, trip.items[0].id, title=name, venue="v", speakers=("p",), note=f"{name}\n{name * 50}")
    store.create(trip, NOTE)
    shown = name.replace("\u202e", "")
    async with AgendaApp(store=store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await until(pilot, lambda: shown in screen_text(pilot.app))
        await pilot.press("enter")
        await pilot.pause()
        await until(pilot, lambda: screen_text(pilot.app).count(shown) >= 3)
        for key in ("f2", "escape", "delete", "ctrl+z", "f8", "escape", "ctrl+p", "escape"):
            await pilot.press(key)
            await pilot.pause()
        await until(pilot, lambda: shown in screen_text(pilot.app))
        await type_text(pilot, "x")
        pilot.app.screen.query_one(Input).value = f"10:00 {name}"
        await pilot.press("enter")
        await saved(pilot)
    assert any(item.title == name for item in store.load(trip.id).trip.items)


async def test_a_trip_is_made_from_the_list(store: Store) -> None:
    async with AgendaApp(store=store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await until(pilot, lambda: "See the Cologne example" in screen_text(pilot.app))
        await pilot.press("ctrl+n")
        await pilot.pause()
        dialog = pilot.app.screen
        assert isinstance(dialog, NewTripDialog)
        dialog.query_one("#title", Input).value = "Bonn in Lissabon"
        await until(pilot, lambda: "Europe/Lisbon" in screen_text(pilot.app))
        dialog.query_one("#first", DateEdit).value = "31.2.2025"
        await pilot.press("enter")
        await pilot.pause()
        await until(pilot, lambda: "is not a date" in screen_text(pilot.app))
        dialog.query_one("#first", DateEdit).value = "1.2.2025"
        dialog.query_one("#last", DateEdit).value = "2025-02-03"
        await pilot.pause()
        await until(pilot, lambda: "1–3 February 2025" in screen_text(pilot.app))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TripScreen)
    (made,) = store.trips()
    assert (made.slug, store.load(made.id).trip.timezone) == ("bonn-in-lissabon", "Europe/Lisbon")


async def test_a_trip_goes_into_the_bin_and_comes_back(store: Store) -> None:
    store.create(a_trip(), NOTE)
    async with AgendaApp(store=store).run_test(notifications=True) as pilot:
        await pilot.press("delete")
        await pilot.pause()
        assert store.trips() == []
        await pilot.press("ctrl+z")
        assert len(store.trips()) == 1


async def test_every_command_is_in_the_help_and_the_palette(store: Store) -> None:
    store.create(a_trip(), NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 150), notifications=True) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        text = " ".join(screen_text(pilot.app).split())
        for command in COMMANDS:
            assert command.label in text
        await pilot.press("escape")
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Palette)
        named = {key for key, _ in pilot.app.screen.options}
        assert named == {*(one.name for one in commands("trip", "programme")), *FROM_ANYWHERE} - {"palette"}


async def test_the_screens_speak_german(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENDA_LANG", "de")
    store.create(a_trip(), NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        text = screen_text(pilot.app)
        for said in (
            "Donnerstag, 9. Oktober",
            "11:00–11:45",
            "Strg+Z Rückgängig",
            "9.–10. Oktober 2025",
            "unter Vorbehalt",
        ):
            assert said in text


async def test_files_are_written_from_the_editor(store: Store, tmp_path: Path) -> None:
    store.create(a_trip(), NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("f8")
        await pilot.pause()
        pilot.app.screen.query_one("#folder", ComboBox).value = str(tmp_path)
        await pilot.click("#write")
        await until(pilot, lambda: "2 files written" in screen_text(pilot.app))
    assert (tmp_path / "koeln.pdf").read_bytes().startswith(b"%PDF")


async def test_leaving_with_something_unsaved_saves_it(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    app = AgendaApp("koeln", store)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("delete", "ctrl+q")
        await pilot.pause()
    assert len(store.load(trip.id).trip.items) == 2


async def test_two_thousand_items_scroll_line_by_line(store: Store) -> None:
    trip = a_trip()
    items = tuple(Item(id=new_id(), title=f"Item {n}", day=trip.days[0].id) for n in range(2000))
    store.create(changed(trip, items=items), NOTE)
    async with AgendaApp("koeln", store).run_test(notifications=True) as pilot:
        await pilot.press("end")
        await pilot.pause()
        await until(pilot, lambda: "Item 1999" in screen_text(pilot.app))
        await pilot.press("home")
        await pilot.pause()
        await until(pilot, lambda: "Item 0 " in screen_text(pilot.app))
        assert len(list(pilot.app.screen.walk_children())) < 20


async def test_a_date_typed_key_by_key_does_no_harm(store: Store) -> None:
    async with AgendaApp(store=store).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("ctrl+n")
        await pilot.pause()
        await type_text(pilot, "Bonn")
        await pilot.press("tab")
        for key in "9.10.2025":
            await pilot.press(key)
            await pilot.pause()
        await until(pilot, lambda: "9 October 2025" in screen_text(pilot.app))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TripScreen)


async def test_the_example_opens_with_two_keys_on_an_empty_list(store: Store) -> None:
    async with AgendaApp(store=store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Visit to KGSt" in screen_text(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: "Mayors' round in Cologne" in screen_text(pilot.app))


async def test_what_is_typed_in_a_form_is_not_thrown_away_without_a_word(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    app = AgendaApp("koeln", store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        await type_text(pilot, "!")
        for key in ("ctrl+q", "escape"):
            assert isinstance(app.screen, Form), key
            await pilot.press(key)
            await pilot.pause()
            if key == "ctrl+q":
                assert "Not saved yet" in screen_text(app)
        assert isinstance(app.screen, TripScreen)
    assert store.load(trip.id).rev == 1


async def test_a_form_whose_item_is_gone_brings_it_back_and_says_so(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TripScreen)
        await pilot.press("f2")
        await pilot.pause()
        await type_text(pilot, "!")
        with Store(SqliteEngine(Path(os.environ["AGENDA_STORE"])), by="colleague") as other:
            theirs = other.load(trip.id)
            other.save(theirs, remove_items(theirs.trip, [trip.items[0].id]), NOTE)
        await until(pilot, lambda: len(screen.session.trip.items) == 2)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "was removed by one and changed by the other" in screen_text(pilot.app))
        await pilot.press("enter")
        await saved(pilot)
    assert "Welcome!" in [item.title for item in store.load(trip.id).trip.items]


async def test_a_trip_that_is_gone_can_be_kept_in_a_file(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        store.remove(trip.id)
        await type_text(pilot, "Last words")
        await pilot.press("enter")
        await until(pilot, lambda: "NOT SAVED" in screen_text(pilot.app))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: "Keep in the file and leave" in screen_text(pilot.app))
        await pilot.click("#keep")
        await pilot.pause()
    assert "Last words" in (tmp_path / "koeln-not-saved.toml").read_text(encoding="utf-8")


async def test_a_list_that_is_out_of_date_says_so_and_goes_on(store: Store) -> None:
    trip = a_trip()
    store.create(trip, NOTE)
    async with AgendaApp(store=store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        store.remove(trip.id)
        await pilot.press("delete")
        await pilot.pause()
        assert "is not in the database any more" in screen_text(pilot.app)
        assert isinstance(pilot.app.screen, TripsScreen)


def test_a_conflict_among_queued_edits_is_told_too(store: Store) -> None:
    trip = a_trip()
    base = store.create(trip, NOTE)
    session = Session(store, base)
    session.edit(lambda now: change_item(now, trip.items[0].id, title="A-me"), NOTE)
    session.edit(lambda now: change_item(now, trip.items[1].id, title="B-me"), NOTE)
    with Store(SqliteEngine(Path(os.environ["AGENDA_STORE"])), by="colleague") as other:
        other.save(base, change_item(trip, trip.items[1].id, title="B-them"), NOTE)
    session.save()
    assert [item.title for item in session.trip.items[:2]] == ["A-me", "B-me"]
    assert [conflict.theirs for conflict in session.conflicts] == ["B-them"]


def test_undo_right_after_a_release_says_so_and_then_goes_on(store: Store) -> None:
    trip = a_trip()
    session = Session(store, store.create(trip, NOTE))
    session.edit(lambda now: change_item(now, trip.items[0].id, title="changed"), NOTE)
    session.save()
    store.versions.issue(trip.id, session.rev, "")
    with pytest.raises(UserError, match=r"release version 1, which stays.*Undo once more"):
        session.undo()
    assert session.trip.items[0].title == "changed"
    session.undo()
    assert session.trip.items[0].title == "Welcome"
    session.redo()
    session.undo()
    assert session.trip.items[0].title == "Welcome"


def test_an_edit_made_during_an_undo_stays_on_the_screen(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    trip = a_trip()
    session = Session(store, store.create(trip, NOTE))
    session.edit(lambda now: change_item(now, trip.items[0].id, title="gone again"), NOTE)
    session.save()
    undo = Store.undo

    def slow(self: Store, trip_id: str, **how: bool):
        outcome = undo(self, trip_id, **how)
        session.edit(lambda now: change_item(now, trip.items[1].id, note="typed meanwhile"), NOTE)
        return outcome

    monkeypatch.setattr(Store, "undo", slow)
    session.undo()
    session.save()
    assert session.look() is False
    assert session.trip == store.load(trip.id).trip
    assert (session.trip.items[0].title, session.trip.items[1].note) == ("Welcome", "typed meanwhile")


def test_edits_made_while_others_save_are_all_kept(store: Store) -> None:
    trip = a_trip()
    base = store.create(trip, NOTE)
    session = Session(store, base)
    session.edit(lambda now: change_item(now, trip.items[0].id, title="one"), NOTE)
    session.edit(lambda now: change_item(now, trip.items[1].id, title="two"), NOTE)
    with Store(SqliteEngine(Path(os.environ["AGENDA_STORE"])), by="colleague") as other:
        other.save(base, change_item(trip, trip.items[2].id, title="three"), NOTE)
    session.save()
    assert [item.title for item in session.trip.items] == ["one", "two", "three"]
    assert store.load(trip.id).trip == session.trip
    assert len(store.history(trip.id)) == 4


def test_the_later_value_wins_and_the_other_is_told(store: Store) -> None:
    trip = a_trip()
    base = store.create(trip, NOTE)
    session = Session(store, base)
    session.edit(lambda now: change_item(now, trip.items[0].id, title="mine"), NOTE)
    with Store(SqliteEngine(Path(os.environ["AGENDA_STORE"])), by="colleague") as other:
        other.save(base, change_item(trip, trip.items[0].id, title="theirs"), NOTE)
    session.save()
    assert session.trip.items[0].title == "mine"
    assert [conflict.theirs for conflict in session.conflicts] == ["theirs"]


def test_an_edit_that_cannot_be_done_changes_nothing(store: Store) -> None:
    session = Session(store, store.create(a_trip(), NOTE))
    with pytest.raises(UserError):
        session.edit(lambda now: change_item(now, "0" * 32, title="x"), NOTE)
    assert session.all_saved


@pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux")
class TestInARealTerminal:
    """What only a real terminal shows."""

    @pytest.fixture
    def tmux(self, tmp_path: Path) -> Iterator[Callable[..., str]]:
        socket = f"agenda-{os.getpid()}"

        def run(*arguments: str) -> str:
            command = ["tmux", "-L", socket, "-f", "/dev/null", *arguments]
            return subprocess.run(
                command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}
            ).stdout

        yield run
        run("kill-server")

    @staticmethod
    def wait_for(tmux: Callable[..., str], said: str) -> str:
        end = time.monotonic() + 20
        while said not in (text := tmux("capture-pane", "-p")):
            assert time.monotonic() < end, text
            time.sleep(0.05)
        return text

    def start(self, tmux: Callable[..., str], *arguments: str) -> None:
        shell = " ".join([sys.executable, "-m", "agenda", *arguments])
        tmux("new-session", "-d", "-x", "120", "-y", "40", "-c", str(ROOT), "sh")
        tmux("send-keys", f"{shell}; echo left-with-$?", "Enter")

    def test_the_demo_opens_the_trip_and_leaves_the_terminal_as_it_was(
        self, tmux: Callable[..., str], tmp_path: Path
    ) -> None:
        self.start(tmux, "demo", "-o", str(tmp_path))
        text = self.wait_for(tmux, "Visit to KGSt")
        assert "Thursday 9 October" in text
        tmux("resize-window", "-x", "60", "-y", "20")
        self.wait_for(tmux, "F1 Help")
        tmux("send-keys", "C-q")
        text = self.wait_for(tmux, "left-with-0")
        assert "koeln.pdf" in text

    def test_a_failure_of_the_program_restores_the_terminal_and_is_told(
        self, tmux: Callable[..., str], store: Store
    ) -> None:
        store.create(a_trip(), NOTE)
        code = (
            "import sys; from agenda.tui.panes.programme import ProgrammePane as Pane; "
            "Pane.action_new = lambda self: 1 / 0; "
            "sys.argv = ['agenda', 'edit', 'koeln']; from agenda.__main__ import main; main()"
        )
        tmux("new-session", "-d", "-x", "120", "-y", "40", "-c", str(ROOT), "sh")
        tmux("send-keys", f'{sys.executable} -c "{code}"; echo left-with-$?', "Enter")
        self.wait_for(tmux, "10:00–11:00")
        tmux("send-keys", "C-n")
        text = self.wait_for(tmux, "left-with-1")
        assert "Agenda itself has failed (ZeroDivisionError)" in text
        assert "Traceback" not in text

    def test_a_failure_inside_leaves_a_sentence_and_no_traceback(self, tmux: Callable[..., str], store: Store) -> None:
        trip = a_trip()
        store.create(trip, NOTE)
        self.start(tmux, "edit", "koeln")
        self.wait_for(tmux, "Welcome")
        with Store(SqliteEngine(Path(os.environ["AGENDA_STORE"])), by="colleague") as other:
            other.remove(trip.id)
        self.wait_for(tmux, "is not in the database any more")
        tmux("send-keys", "C-q")
        text = self.wait_for(tmux, "left-with-0")
        assert "Traceback" not in text


async def test_a_finding_about_a_group_leads_to_the_group(store: Store) -> None:
    trip = changed(
        a_trip(), groups=(Group(key="a", name="Nordgruppe", expected=0),),
        people=(Person(key="weber", name="Weber", delegate=True, groups=("a",)),),
    )  # fmt: skip
    store.create(trip, NOTE, "koeln")
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("f4", "f4", "f4")
        await until(pilot, lambda: "Nordgruppe expects 0 people, and 1 have names" in screen_text(pilot.app))
        await pilot.press("home", "enter")
        await until(pilot, lambda: "Expected people" in screen_text(pilot.app))
