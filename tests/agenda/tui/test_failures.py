"""Whatever fails beside the screen is told in a sentence, no edit is lost by it, and no window waits for ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Button, Input

from agenda.tui.app import AgendaApp
from agenda.tui.dialogs.export import ExportDialog
from agenda.tui.dialogs.hand_out import HandOutDialog
from agenda.tui.dialogs.unsaved import UnsavedDialog
from agenda.tui.screens.trip import TripScreen
from agenda.tui.widgets.combo_box import ComboBox
from tests.support.screens import NOTE, a_trip, saved, screen_text, until
from trips.model.entities import changed
from trips.store import Store, open_store
from trips.tripfile import read_trip_file

FAILED = "Agenda itself has failed (RuntimeError)"


def fails(*_: object, **__: object) -> None:
    raise RuntimeError("nobody foresaw this")


@pytest.fixture
def store():
    with open_store() as opened:
        opened.create(a_trip(), NOTE, "koeln")
        yield opened


@pytest.mark.parametrize("where", ["trips.store.store.Store.save", "trips.history.merge.merge"])
async def test_an_edit_whose_saving_fails_is_told_and_can_be_kept_in_a_file(
    store: Store, where: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, TripScreen)
        if where.endswith("merge"):  # a colleague has saved, so that there is something to merge
            with open_store() as other:
                theirs = other.load(screen.session.trip.id)
                other.save(theirs, changed(theirs.trip, theme="AI"), NOTE)
            monkeypatch.setattr(screen.session, "_saved", store.load(theirs.trip.id))
        with monkeypatch.context() as broken:
            broken.setattr(where, fails)
            await pilot.press("f7")
            await until(pilot, lambda: "NOT SAVED" in screen_text(pilot.app) and FAILED in screen_text(pilot.app))
            await pilot.press("ctrl+q")
            await until(pilot, lambda: isinstance(pilot.app.screen, UnsavedDialog))
            await until(pilot, lambda: FAILED in screen_text(pilot.app))
            pilot.app.screen.query_one("#keep", Button).press()
            await until(pilot, lambda: not pilot.app.is_running or not isinstance(pilot.app.screen, UnsavedDialog))
    (kept,) = tmp_path.glob("*-not-saved.toml")
    assert read_trip_file(kept).trip.items[0].status == "confirmed"


async def test_what_fails_once_is_saved_with_the_next_try(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    async with AgendaApp("koeln", store).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        with monkeypatch.context() as broken:
            broken.setattr("trips.store.store.Store.save", fails)
            await pilot.press("f7")
            await until(pilot, lambda: "NOT SAVED" in screen_text(pilot.app))
        await pilot.press("ctrl+s")
        await saved(pilot)
        assert store.load(store.find("koeln").id).trip.items[0].status == "confirmed"


@pytest.mark.parametrize("button", ["write", "preview", "tells", "preflight"])
async def test_the_window_for_files_says_what_failed_and_works_again(
    store: Store, button: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    async with AgendaApp("koeln", store).run_test(size=(120, 40)) as pilot:
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
        with monkeypatch.context() as broken:
            broken.setattr("agenda.tui.dialogs.export.snapshot_of", fails)
            pilot.app.screen.query_one(f"#{button}", Button).press()
            await until(pilot, lambda: FAILED in screen_text(pilot.app))
        pilot.app.screen.query_one("#write", Button).press()
        await until(
            pilot, lambda: "file written" in screen_text(pilot.app) or "files written" in screen_text(pilot.app)
        )
    assert list(tmp_path.iterdir())


async def test_the_window_that_hands_out_says_what_failed_and_works_again(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    store.versions.issue(store.find("koeln").id, 1, "")
    async with AgendaApp("koeln", store).run_test(size=(120, 40)) as pilot:
        await pilot.press("f4", "f4", "f4", "f4", "f9")
        await until(pilot, lambda: isinstance(pilot.app.screen, HandOutDialog))
        with monkeypatch.context() as broken:
            broken.setattr("agenda.services.hand_out.kit_of", fails)
            pilot.app.screen.query_one("#write", Button).press()
            await until(pilot, lambda: FAILED in screen_text(pilot.app))
        pilot.app.screen.query_one("#write", Button).press()
        await until(pilot, lambda: "Done:" in screen_text(pilot.app))


async def test_a_check_that_fails_is_told_once_and_editing_goes_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        monkeypatch.setattr("agenda.services.session.check", fails)
        await pilot.press("f7")
        await until(pilot, lambda: FAILED in screen_text(pilot.app))
        await saved(pilot)
        assert store.load(store.find("koeln").id).trip.items[0].status == "confirmed"


CASES = Path(__file__).parents[2] / "cases"
BAD = (
    "office/bold-value.docx",
    "office/x-date.xlsx",
    "trips/bigint.toml",
    "calendars/reply.ics",
    "tables/csv-escape.csv",
)


@pytest.mark.parametrize("name", BAD)
async def test_no_file_ends_the_editor(name: str, store: Store) -> None:
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("ctrl+o")
        await pilot.pause()
        pilot.app.screen.query_one(ComboBox).value = str(CASES / name)
        await pilot.press("enter")
        await pilot.pause(0.3)
        while not isinstance(pilot.app.screen, TripScreen):
            await pilot.press("escape")
            await pilot.pause()
        assert pilot.app.return_code is None
        await until(pilot, lambda: "Welcome" in screen_text(pilot.app))


@pytest.mark.parametrize(
    "text", ["Thu 10:00 Talk by Dr. Anna X" + "x" * 600, "Thu 10:00 Visit @ Town\x9bhall", "(" * 1900]
)
async def test_no_line_ends_the_editor(text: str, store: Store) -> None:
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("ctrl+n")
        pilot.app.screen.line.query_one(Input).value = text
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.return_code is None
        await until(pilot, lambda: "Welcome" in screen_text(pilot.app))
