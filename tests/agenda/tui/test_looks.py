"""What is seen first: titles before states, filters that say so, grids that fit, fields that explain themselves."""

from __future__ import annotations

import importlib
import pkgutil
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input, Label

from agenda.presenters.details import fields_of
from agenda.presenters.field_help import GROUPS, HELP, grouped
from agenda.services.import_ import example
from agenda.tui import dialogs
from agenda.tui.app import AgendaApp
from agenda.tui.dialogs.base import Dialog
from agenda.tui.dialogs.form import Form
from agenda.tui.dialogs.text import TextDialog
from agenda.tui.widgets.bars import Titles, fitting
from agenda.tui.widgets.columns import best_shares
from agenda.tui.widgets.combo_box import ComboBox
from agenda.tui.widgets.grid import ProgrammeGrid
from agenda.tui.widgets.paragraphs import laid_out
from agenda.tui.widgets.programme import ProgrammeList
from agenda.tui.widgets.row_list import RowList
from tests import ROOT
from tests.support.screens import NOTE, a_trip, saved, screen_text, type_text, until
from trips.edits.days import set_dates
from trips.edits.items import change_item
from trips.i18n.language import words
from trips.model.entities import Group, Person, changed
from trips.store import Store, open_store
from trips.tripfile import read_trip
from trips.tripfile.read import read_trip_file

STATES = ("Draft after version 2 · 11 changes · saved 21:10", "Draft after version 2 · 11 changes", "Version 2 +11")


@pytest.fixture
def store() -> Store:
    return open_store()


@pytest.mark.parametrize(
    ("width", "left", "right"),
    [
        (120, " Delegation from Rzeszow   12–14 October 2027", f" {STATES[0]} "),
        (84, " Delegation from Rzeszow   12–14 October 2027", f" {STATES[1]} "),
        (64, " Delegation from Rzeszow   12–14 October 2027", f" {STATES[2]} "),
        (44, " Delegation from Rzeszow", f" {STATES[2]} "),
        (30, " Delegation from Rzeszow", ""),
    ],
)
def test_the_state_gives_way_before_the_title(width: int, left: str, right: str) -> None:
    titles = Titles("Delegation from Rzeszow", "12–14 October 2027", "", STATES)
    assert fitting(titles, width) == (left, right)


def test_what_is_not_saved_is_said_however_narrow_it_is() -> None:
    titles = Titles("Delegation from Rzeszow", "12–14 October 2027", "", ("NOT SAVED",), urgent=True)
    assert fitting(titles, 20)[1] == " NOT SAVED "


rows_of_columns = st.lists(st.tuples(st.integers(1, 80), st.integers(0, 60), st.integers(0, 40)), max_size=20)


@given(rows_of_columns, st.integers(30, 150), st.booleans())
def test_columns_fill_their_room_and_cut_nothing_that_fits(rows, room: int, who_too: bool) -> None:
    title, who, place = best_shares(rows, room, who_too=who_too)
    assert title + who + place == room
    assert min(title, who, place) >= 0
    longest = [max((row[n] for row in rows), default=0) for n in range(3)]
    if who_too and sum(longest) <= room:
        assert all(have >= need for have, need in zip((title, who, place), longest, strict=True))


async def test_a_filter_says_what_it_hides_on_a_line_that_is_never_cut(store: Store) -> None:
    trip = changed(a_trip(), groups=(Group(key="a", name="The group of those who come by plane from Rzeszow"),))
    trip = change_item(trip, trip.items[0].id, groups=("a",))
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(40, 24)) as pilot:
        await pilot.press("ctrl+l")
        await pilot.pause()
        pilot.app.screen.query_one("#statuses", ComboBox).value = "confirmed"
        pilot.app.screen.query_one("#groups", ComboBox).value = "The group of those who come by plane from Rzeszow"
        await pilot.press("enter")
        await pilot.pause()
        text = " ".join(screen_text(pilot.app).split())
        assert (
            "Only The group of those who come by plane from Rzeszow, confirmed · 0 of 3 items · Esc shows all" in text
        )
        await pilot.press("escape")
        await pilot.pause()
        assert "Esc shows all" not in screen_text(pilot.app)


async def test_three_days_stand_side_by_side_in_80_columns(store: Store) -> None:
    trip = set_dates(a_trip(), date(2025, 10, 9), date(2025, 10, 11))
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(80, 24)) as pilot:
        await pilot.press("f6")
        await pilot.pause()
        grid = pilot.app.screen.query_one(ProgrammeGrid)
        assert not grid.show_horizontal_scrollbar
        await until(pilot, lambda: "Sat" in screen_text(pilot.app))


async def test_a_grid_is_laid_out_before_it_has_a_trip(store: Store) -> None:
    store.create(a_trip(), NOTE)
    async with AgendaApp("koeln", store).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        grid = ProgrammeGrid(words("en"))
        grid.styles.display, grid.styles.dock = "block", "top"
        grid.styles.height = 5
        await pilot.app.screen.mount(grid)
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert grid.region.width == 100


async def test_long_titles_go_on_in_a_second_line_where_there_is_height(store: Store) -> None:
    long = "A talk on everything that a town hall ever wanted to know about minutes"
    store.create(a_trip(f"Thu 10:00-11:00 {long}", "Thu 11:30 Lunch"), NOTE)
    async with AgendaApp("koeln", store).run_test(size=(110, 36)) as pilot:
        await pilot.pause()
        assert "…" not in screen_text(pilot.app).split("F1 Help")[0]
        lines = pilot.app.screen.query_one(ProgrammeList)
        assert lines.row.item.title == long
        await pilot.press("down")
        assert lines.row.item.title == "Lunch"
        await pilot.press("up")
        assert lines.row.item.title == long
        await pilot.resize_terminal(110, 20)
        await pilot.pause()
        assert all(row.kind != "more" for row in lines.rows)


async def test_a_line_that_was_left_comes_back_with_the_arrow_up(store: Store) -> None:
    store.create(a_trip(), NOTE)
    async with AgendaApp("koeln", store).run_test(size=(100, 30), notifications=True) as pilot:
        await type_text(pilot, "thu 14:30 Photo")
        await pilot.press("escape")
        await pilot.pause()
        await until(pilot, lambda: "brings it back" in screen_text(pilot.app))
        await pilot.press("ctrl+n", "up")
        assert pilot.app.screen.line.text == "thu 14:30 Photo"
        await pilot.press("enter")
        await saved(pilot)
        assert pilot.app.screen.session.trip.items[-2].title == "Photo"


async def test_several_items_say_where_they_differ_and_what_is_typed_is_for_all(store: Store) -> None:
    trip = a_trip()
    trip = change_item(trip, trip.items[0].id, status="confirmed", kind="visit", room="Hall")
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(100, 40)) as pilot:
        await pilot.press("space", "space", "f2")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, Form)
        for field in ("kind", "status"):
            box = form.query_one(f"#{field}", ComboBox)
            assert (box.value, box.input.placeholder) == ("", "various; empty leaves each as it is")
        form.query_one("#status", ComboBox).value = "tentative"
        await pilot.press("ctrl+s")
        await saved(pilot)
        items = pilot.app.screen.session.trip.items
        assert [item.status for item in items[:2]] == ["tentative", "tentative"]
        assert (items[0].kind, items[0].room) == ("visit", "Hall")


async def test_each_field_says_what_it_wants_and_f1_explains_it(store: Store) -> None:
    store.create(a_trip(), NOTE)
    async with AgendaApp("koeln", store).run_test(size=(100, 40)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        form = pilot.app.screen
        assert form.query_one("#room", Input).placeholder == "e.g. Hansa hall, 1st floor"
        await until(pilot, lambda: "When and where" in screen_text(pilot.app))
        form.query_one("#status", ComboBox).focus()
        await pilot.pause()
        assert "How sure it is" in str(form.query_one("#about", Label).content)
        await until(pilot, lambda: "↓ shows choices" in screen_text(pilot.app))
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TextDialog)
        await until(
            pilot,
            lambda: (
                "Choices: idea, requested, tentative, confirmed, cancelled" in " ".join(screen_text(pilot.app).split())
            ),
        )


async def test_a_list_that_is_unfolded_offers_all_with_one_under_the_cursor(store: Store) -> None:
    trip = changed(a_trip(), groups=(Group(key="a", name="Air party"), Group(key="r", name="Rail party")))
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(100, 40)) as pilot:
        await pilot.press("down", "f2")
        await until(pilot, lambda: isinstance(pilot.app.screen, Form))
        groups = pilot.app.screen.query_one("#groups", ComboBox)
        groups.focus()
        await pilot.press("down")
        await until(pilot, lambda: groups.is_open)
        await pilot.press("enter")
        await until(pilot, lambda: groups.value == "Air party")
        await pilot.press("down")
        await until(pilot, lambda: "Rail party" in screen_text(pilot.app))


async def test_details_that_come_to_be_seen_are_those_of_the_cursor(store: Store) -> None:
    store.create(a_trip("Thu 10:00 Tour", "Thu 12:00 Lunch"), NOTE)
    async with AgendaApp("koeln", store).run_test(size=(80, 24)) as pilot:
        lines = pilot.app.screen.query_one(ProgrammeList)
        await until(pilot, lambda: lines.row is not None and lines.row.item is not None)
        await pilot.press("down")
        await pilot.resize_terminal(130, 40)
        await until(pilot, lambda: screen_text(pilot.app).count("Lunch") == 2)
        await pilot.resize_terminal(80, 24)
        await pilot.press("up", "tab")
        await until(pilot, lambda: "10:00" in screen_text(pilot.app) and "Lunch" not in screen_text(pilot.app))


async def test_behind_what_is_undone_the_cursor_stays_in_its_day(store: Store) -> None:
    store.create(a_trip("Thu 10:00 Tour", "Fri 09:00 Talk"), NOTE)
    async with AgendaApp("koeln", store).run_test(size=(100, 40)) as pilot:
        lines = pilot.app.screen.query_one(ProgrammeList)
        await until(pilot, lambda: any(row.item for row in lines.rows))
        await type_text(pilot, "Thu 12:00 Lunch")
        await pilot.press("enter")
        await until(
            pilot, lambda: lines.row is not None and lines.row.item is not None and lines.row.item.title == "Lunch"
        )
        await pilot.press("ctrl+z")
        await until(
            pilot, lambda: len(lines.rows) > 0 and all(not row.item or row.item.title != "Lunch" for row in lines.rows)
        )
        assert lines.row.item.title == "Tour"


EXPLAIN_THEMSELVES = {"Dialog", "FormDialog", "PreviewDialog", "JobDialog", "Ask", "Form", "HelpScreen", "TextDialog"}
"""Frames, questions that are one sentence, texts, and the form, which explains its fields."""


def test_every_window_says_what_it_is_for() -> None:
    for module in pkgutil.iter_modules(dialogs.__path__):
        importlib.import_module(f"agenda.tui.dialogs.{module.name}")
    windows, found = [Dialog], set[type[Dialog]]()
    while windows:
        for window in windows.pop().__subclasses__():
            windows.append(window)
            found.add(window)
    silent = {window.__name__ for window in found if not window.ABOUT} - EXPLAIN_THEMSELVES
    assert not silent
    assert {window.__name__ for window in found} > EXPLAIN_THEMSELVES - {"Dialog"}


@pytest.mark.parametrize("key", ["ctrl+l", "f8", "f9", "f10", "ctrl+o", "f12", "shift+f2", "shift+f8"])
async def test_f1_explains_a_window_whose_foot_is_never_cut(
    store: Store, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AGENDA_LANG", "de")
    store.create(a_trip(), NOTE)
    async with AgendaApp("koeln", store).run_test(size=(80, 24)) as pilot:
        await pilot.press("down", key)
        await until(pilot, lambda: isinstance(pilot.app.screen, Dialog) and pilot.app.screen.ready)
        about = pilot.app.screen.ABOUT
        await until(pilot, lambda: "· F1 erklärt · Esc schließt" in screen_text(pilot.app))
        await pilot.press("f1")
        await until(pilot, lambda: words("de")(about).split()[-1] in screen_text(pilot.app))
        await pilot.press("escape")
        await until(pilot, lambda: about == pilot.app.screen.ABOUT)


@pytest.mark.parametrize("entity", sorted(HELP))
def test_every_field_of_a_form_is_explained_and_stands_in_one_group(entity: str) -> None:
    paths = {rule.name for rule in fields_of(entity)} - {"date"}
    paths |= {f"private.{rule.name}" for rule in fields_of("Private")} if entity == "Person" else set()
    paths |= {"first", "last"} if entity == "Trip" else set()
    assert set(HELP[entity]) == paths
    assert all(help_.about for help_ in HELP[entity].values())
    shown = [path for _, members in grouped(entity, paths) for path in members]
    assert sorted(shown) == sorted(paths)
    if entity in GROUPS:
        assert "" not in dict(grouped(entity, paths))


async def test_the_pane_beside_the_list_tells_of_the_day_and_of_several(store: Store) -> None:
    store.create(read_trip(example("koeln")).trip, NOTE, "koeln")
    async with AgendaApp("koeln", store).run_test(size=(140, 60)) as pilot:
        await pilot.press("home")
        await pilot.pause()
        day = " ".join(screen_text(pilot.app).split())
        assert "20 people at most" in day
        assert "Participants 20" in day
        await pilot.press("down", "down", "space", "space")
        await pilot.pause()
        await until(pilot, lambda: "2 items marked" in screen_text(pilot.app))
        await until(pilot, lambda: "Duration" in screen_text(pilot.app))


def test_what_is_too_long_hangs_below_its_last_column() -> None:
    lines = ["Plan", "  10:00   Visit of the town hall and of everything that is in it"]
    said = laid_out(lines, 40).plain.split("\n")
    assert said == ["Plan", "  10:00   Visit of the town hall and of", "          everything that is in it"]
    assert "bold" in str(laid_out(lines, 40).spans[0].style)


async def test_several_people_are_changed_at_once(store: Store) -> None:
    people = tuple(Person(key=key, name=key.title(), delegate=True) for key in ("anna", "ben", "cem"))
    trip = changed(a_trip(), people=people, groups=(Group(key="a", name="Group A"),))
    store.create(trip, NOTE)
    async with AgendaApp("koeln", store).run_test(size=(110, 40)) as pilot:
        await pilot.press("f4", "space", "space", "f2")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, Form)
        assert not form.query("#name")
        form.query_one("#groups", ComboBox).value = "Group A"
        await pilot.press("ctrl+s")
        await saved(pilot)
        assert [person.groups for person in pilot.app.screen.session.trip.people] == [("a",), ("a",), ()]


async def test_while_something_is_marked_the_line_of_the_filter_says_what_esc_does(store: Store) -> None:
    store.create(a_trip(), NOTE)
    async with AgendaApp("koeln", store).run_test(size=(110, 40)) as pilot:
        await pilot.press("ctrl+l")
        await pilot.pause()
        pilot.app.screen.query_one("#statuses", ComboBox).value = "tentative"
        await pilot.press("enter")
        await pilot.press("down", "space")
        await pilot.pause()
        await until(pilot, lambda: "Esc takes the marks away" in screen_text(pilot.app))
        await pilot.press("escape")
        await pilot.pause()
        await until(pilot, lambda: "Esc shows all" in screen_text(pilot.app))


async def test_the_details_of_several_people_tell_of_all_of_them(store: Store) -> None:
    store.create(read_trip_file(ROOT / "examples" / "koeln.toml").trip, NOTE, "koeln")
    async with AgendaApp("koeln", store).run_test(size=(120, 40)) as pilot:
        await pilot.press("f4")
        await until(pilot, lambda: bool(pilot.app.screen.query("#pane-people")))
        await pilot.press("space", "space")
        await until(pilot, lambda: "2 marked" in screen_text(pilot.app))
        await until(pilot, lambda: "Sprecherkreis  2" in screen_text(pilot.app))


_SIGNS = 6
"""Cells at the end of a line in which the signs of status and findings stand, with a blank and the frame."""
_TIMES = 25
"""Cells at its beginning that hold a time and a sign; their blanks are nobody's."""


def _cut_beside_blanks(app: AgendaApp) -> list[str]:
    """The lines of the lists on the screen that cut a text though blank columns stand behind it or before it."""
    lines = screen_text(app).split("\n")
    found: list[str] = []
    for shown in app.screen.query(RowList):
        region = shown.region
        for line in lines[region.y : region.bottom] if shown.display else []:
            inside = line[region.x : region.right]
            found += [inside for match in re.finditer("…( *)", inside) if len(match[1]) > _SIGNS]
            found += re.findall(r".*\S {4,}\S[^…]*\S….*", inside[_TIMES:])
    return found


@pytest.mark.parametrize("name", ["koeln.toml", "koeln-en.toml", "lisbon.toml"])
async def test_no_text_of_a_list_is_cut_while_blank_columns_stand_in_its_row(store: Store, name: str) -> None:
    store.create(read_trip_file(ROOT / "examples" / name).trip, NOTE, "example")
    async with AgendaApp("example", store).run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: bool(pilot.app.screen.query(ProgrammeList)))
        for page in ("programme", "people", "places"):
            await until(pilot, lambda page=page: bool(pilot.app.screen.query(f"#pane-{page}")))
            for width, height in ((width, height) for width in range(60, 201, 10) for height in (24, 40)):
                await pilot.resize_terminal(width, height)
                await pilot.pause()
                assert _cut_beside_blanks(pilot.app) == [], (page, width, height)
            await pilot.press("f4")
