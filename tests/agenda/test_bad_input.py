"""Whatever is typed stays text: nothing crashes, everything is shown as itself, and no line loses its place."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import date

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from agenda.tui.app import AgendaApp
from agenda.tui.dialogs.ask import Ask
from agenda.tui.dialogs.choose import Choose
from agenda.tui.dialogs.conflicts import ConflictDialog
from agenda.tui.dialogs.form import Form
from agenda.tui.dialogs.new_trip import NewTripDialog
from agenda.tui.dialogs.shift import ShiftDialog
from agenda.tui.screens.trip import TripScreen
from agenda.tui.widgets.combo_box import ComboBox
from agenda.tui.widgets.date_picker import DateEdit
from agenda.tui.widgets.in_place import InPlace
from tests.support.screens import NOTE, saved, screen_text, until
from trips.edits.days import set_dates
from trips.history.merge import Conflict
from trips.model.doors import checked
from trips.model.entities import Group, Item, Organisation, Person, Private, Venue, changed, new_id
from trips.model.trip import Trip
from trips.store import Store, open_store

SIZE = (120, 50)
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
LONG = "Überlang" * 63  # 504 letters without a blank
NASTY = {
    "signs": ("[/b]", "[red]y", "[/]", "Talk [Room 3]", "$(rm)", '#read("x")', "<script>", "=1+1", "{title}"),
    "letters": ("مرحبا \u202eabc\u2066 x", "👩\u200d👩\u200d👧 e\u0301", "日本語"),
    "long": (LONG[:500],),
}
REFUSED = ("a\tb", "\x1b[31mred", "nul\x00", "two\nlines", "\u2028x")


def as_shown(text: str) -> str:
    """What is to be seen of a text: it cannot turn the line's direction around."""
    return BIDI.sub("", text)


def lines(app: AgendaApp) -> list[str]:
    """The screen line by line; every line is as wide as the screen and holds nothing but text."""
    found: list[str] = []
    for strip in app.screen._compositor.render_strips():
        line = "".join(segment.text for segment in strip)
        assert cell_len(line) == sum(segment.cell_length for segment in strip) == app.size.width, repr(line)
        assert not CONTROLS.search(line), repr(line)
        assert not BIDI.search(line), repr(line)
        found.append(line)
    assert len(found) == app.size.height
    return found


class Desk:
    """Somebody who looks at the whole screen after every key."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.app = pilot.app
        assert isinstance(self.app, AgendaApp)

    async def press(self, *keys: str) -> str:
        """Press keys; what is on the screen then, which is in order."""
        await self.pilot.press(*keys)
        await self.pilot.pause()
        assert self.app.is_running
        return "\n".join(lines(self.app))

    async def paste(self, text: str) -> str:
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()
        return "\n".join(lines(self.app))

    async def see(self, text: str) -> None:
        await until(self.pilot, lambda: as_shown(text) in screen_text(self.app))
        lines(self.app)


@asynccontextmanager
async def at_the_desk(store: Store, slug: str | None = None, size: tuple[int, int] = SIZE) -> AsyncIterator[Desk]:
    async with AgendaApp(slug, store).run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Desk(pilot)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store() as one:
        yield one


def a_trip_of(names: Sequence[str]) -> Trip:
    """A trip that has each text in every place that holds one."""
    title = names[0] if len(names) == 1 else " ".join(names)
    trip = set_dates(
        Trip(id=new_id(), title=title, theme=title, organiser=title), date(2025, 10, 9), date(2025, 10, 10)
    )
    days = tuple(changed(day, title=title, note="\n".join(names)) for day in trip.days)
    known = list(enumerate(names))
    venues = tuple(Venue(key=f"v{n}", name=name, address=name, room=name, note=name) for n, name in known)
    groups = tuple(Group(key=f"g{n}", name=name, note=name) for n, name in known)
    organisations = tuple(Organisation(key=f"o{n}", name=name, contact=name) for n, name in known)
    people = tuple(
        Person(
            key=f"p{n}", name=name, role=name, organisation=f"o{n}", groups=(f"g{n}",), delegate=bool(n % 2), note=name,
            private=Private(phone=name, diet=name),
        )
        for n, name in known
    )  # fmt: skip
    items = tuple(
        checked(
            Item, id=new_id(), title=name, day=days[n % 2].id, when="10:00-11:00", venue=f"v{n}", speakers=(f"p{n}",),
            hosts=(f"o{n}",), groups=(f"g{n}",), note=f"{name}\n{name}", staff_note=name, contact=name, bring=(name,),
        )
        for n, name in sorted(known, key=lambda one: one[0] % 2)
    )  # fmt: skip
    return changed(
        trip, days=days, venues=venues, groups=groups, organisations=organisations, people=people, items=items
    )


def begins(text: str, room: int = 12) -> str:
    """As much of a text as fits into the narrowest column."""
    return as_shown(text)[:room]


# Where texts are shown


async def in_the_lists(desk: Desk, names: Sequence[str]) -> None:
    text = await desk.press("home")
    for name in names:
        assert begins(name) in text, name
    for _ in names[:4]:
        await desk.press("down")
    for tab in ("people", "places", "checks", "versions"):
        text = await desk.press("f4")
        for name in names if tab in ("people", "places") else ():
            assert begins(name) in text, (tab, name)
        await desk.press("home", "down")
    await desk.press("f4")


async def in_the_grid(desk: Desk, names: Sequence[str]) -> None:
    for keys in (("f6",), ("down",), ("right",), ("shift+f6",), ("shift+f6",)):
        text = await desk.press(*keys)
        assert any(begins(name, 8) in text for name in names), keys
    await desk.press("f6")


async def in_the_details(desk: Desk, names: Sequence[str]) -> None:
    await desk.press("home", "down")
    name = desk.app.screen.pane.current.title
    text = await desk.press("tab")
    assert text.count(begins(name)) >= 4
    details = desk.app.screen.query_one("#details")
    for _ in range(3):
        await desk.press("enter")
        assert desk.app.screen.query(InPlace)
        await desk.press("down")
        while not details.has_focus:
            await desk.press("escape")
        await desk.press("down")
    await desk.press("escape")
    assert isinstance(desk.app.screen, TripScreen)


async def in_the_forms(desk: Desk, names: Sequence[str]) -> None:
    await desk.press("home", "down")
    name = desk.app.screen.pane.current.title
    text = await desk.press("f2")
    assert isinstance(desk.app.screen, Form)
    assert text.count(begins(name)) >= 4
    assert desk.app.screen.query_one("#title", Input).value == name
    for _ in range(2):
        await desk.press("tab")
        await desk.press("alt+down")
        await desk.press("escape") if any(one.is_open for one in desk.app.screen.query(ComboBox)) else None
    await desk.press("escape")
    for tabs in (1, 2):
        await desk.press(*["f4"] * tabs, "home", "down", "f2")
        assert isinstance(desk.app.screen, Form)
        await desk.press("tab", "tab")
        await desk.press("escape")
        await desk.press("escape")
    await until(desk.pilot, lambda: desk.app.screen.pane.where == "programme")
    await desk.press("ctrl+e")
    assert desk.app.screen.query_one("#title", Input).value == desk.app.screen._trip.title
    await desk.press("escape")


async def in_the_dialogs(desk: Desk, names: Sequence[str]) -> None:
    await desk.press("home", "down")
    name = begins(desk.app.screen.pane.current.title)
    text = await desk.press("f9")
    assert isinstance(desk.app.screen, ShiftDialog)
    assert text.count(name) >= 2
    await desk.press("escape")
    await desk.press("ctrl+l")
    for field, label in (("groups", name), ("people", name)):
        desk.app.screen.query_one(f"#{field}", ComboBox).focus()
        text = await desk.press("down", "down")
        assert label in text, field
        await desk.press("enter")
        await desk.press("escape") if desk.app.screen.query_one(f"#{field}", ComboBox).is_open else None
    desk.app.screen.query_one("#people", ComboBox).value = ""
    await desk.press("enter")
    if not isinstance(desk.app.screen, TripScreen):
        await desk.press("enter")
    assert desk.app.screen.pane.filter.groups
    lines(desk.app)
    await desk.press("escape")
    assert isinstance(desk.app.screen, TripScreen)
    for keys in ("ctrl+t", "f5"):
        text = await desk.press(keys)
        assert isinstance(desk.app.screen, Choose)
        assert begins(names[0]) in text
        desk.app.screen.query_one(Input).value = names[-1]
        await desk.press("down")
        await desk.press("escape")
    await desk.press("f8")
    desk.app.screen.query_one("#who", ComboBox).focus()
    desk.app.screen.query_one("#who", ComboBox).value = ""
    for _ in range(4):
        text = await desk.press("down")
    desk.app.screen.query_one("#who", ComboBox).value = names[0]
    await desk.press("escape", "escape")
    if not isinstance(desk.app.screen, TripScreen):
        await desk.press("escape")
    session = desk.app.screen.session
    one = session.trip.items[0]
    named = (
        Conflict("items", one.id, one.title, "title", one.title, names[-1], (("title", names[-1]),)),
        Conflict("items", one.id, one.title, "", None, one),
        Conflict("trip", session.trip.id, names[0], "theme", names[0], names[-1], (("theme", names[-1]),)),
    )
    desk.app.push_screen(ConflictDialog(session.trip, named, desk.app.t))
    text = await desk.press("right")
    assert begins(names[-1]) in text
    await desk.press("escape")


async def in_questions_and_toasts(desk: Desk, names: Sequence[str]) -> None:
    await desk.press("home", "down")
    title = desk.app.screen.pane.current.title
    text = await desk.press("delete")
    await saved(desk.pilot)
    assert "Removed" in text
    assert text.count(begins(title)) >= 1
    await desk.press("ctrl+z")
    await until(desk.pilot, lambda: desk.app.screen.session.trip.items[0].title == title)
    await desk.press("f4")
    name = begins(desk.app.screen.pane.current.name)
    text = await desk.press("delete")
    assert isinstance(desk.app.screen, Ask)
    assert text.count(name) >= 2
    await desk.press("down", "enter")
    assert isinstance(desk.app.screen, Choose)
    await desk.press("escape")
    await desk.press("ctrl+n")
    assert isinstance(desk.app.screen, Form)
    await desk.press("escape")
    if len(names) > 3:
        await desk.press("home", "down", "insert", "insert")
        text = await desk.press("f7")
        assert isinstance(desk.app.screen, Choose), text
        await desk.press("escape")
        await desk.press("escape")
    await desk.press("escape")
    await until(desk.pilot, lambda: desk.app.screen.pane.where == "programme")


async def in_the_line(desk: Desk, names: Sequence[str]) -> None:
    for name in names[:4]:
        text = await desk.press("ctrl+n")
        desk.app.screen.query_one(Input).value = f"fri 15:00 {name}"
        await desk.see(f"· {begins(name)}")
        await desk.press("enter")
        await saved(desk.pilot)
        assert desk.app.screen.session.trip.items[-1].title == name
    text = await desk.press("ctrl+f")
    desk.app.screen.query_one(Input).value = names[-1]
    await until(desk.pilot, lambda: "found" in screen_text(desk.app))
    text = await desk.press("enter")
    assert begins(names[-1]) in text


PLACES = {
    run.__name__: run
    for run in (
        in_the_lists, in_the_grid, in_the_details, in_the_forms, in_the_dialogs, in_questions_and_toasts, in_the_line,
    )
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", NASTY)
async def test_a_text_is_shown_as_itself(store: Store, kind: str, place: str) -> None:
    names = NASTY[kind]
    store.create(a_trip_of(names), NOTE, "nasty")
    async with at_the_desk(store, "nasty") as desk:
        lines(desk.app)
        run: Callable[[Desk, Sequence[str]], Awaitable[None]] = PLACES[place]
        await run(desk, names)
        assert desk.app._exception is None


async def test_the_list_of_trips_shows_titles_as_themselves(store: Store) -> None:
    names = [name for group in NASTY.values() for name in group]
    for name in names:
        store.create(a_trip_of([name]), NOTE)
    async with at_the_desk(store) as desk:
        text = "\n".join(lines(desk.app))
        for name in names:
            assert begins(name, 20) in text
        for key in ("delete", "ctrl+z", "ctrl+d", "f7", "ctrl+z", "f6", "f4", "f4", "f4"):
            await desk.press(key)
        desk.app.post_message(events.Paste("[/b]"))
        for _ in names:
            await desk.press("down")
        await desk.press("x")
        desk.app.screen.query_one(Input).value = "[/"
        await until(desk.pilot, lambda: LONG[:12] not in screen_text(desk.app))
        await desk.press("enter")


async def test_a_text_is_taken_by_every_field_as_it_is(store: Store) -> None:
    """New trip, form, people, places, groups, organisations; what was typed is what lies in the store."""
    async with at_the_desk(store) as desk:
        for number, name in enumerate(("[/b]", NASTY["letters"][0], LONG[:500])):
            await desk.press("ctrl+n")
            dialog = desk.app.screen
            assert isinstance(dialog, NewTripDialog)
            dialog.query_one("#title", Input).value = name
            dialog.query_one("#first", DateEdit).value = "9.10.2025"
            await desk.press("enter")
            await until(desk.pilot, lambda: isinstance(desk.app.screen, TripScreen))
            screen = desk.app.screen
            assert begins(name) in "\n".join(lines(desk.app))
            await desk.press("ctrl+n")
            screen.query_one(Input).value = "10:00 x"
            await desk.press("enter", "f2")
            form = desk.app.screen
            assert isinstance(form, Form)
            form.query_one("#title", Input).value = name
            for field in ("venue", "speakers", "groups", "hosts"):
                form.query_one(f"#{field}", ComboBox).value = name
            form.query_one("#note", TextArea).text = name
            text = await desk.press("ctrl+s")
            assert desk.app.screen is screen, text
            await saved(desk.pilot)
            lines(desk.app)
            trip = store.load(screen.session.trip.id).trip
            item = trip.items[0]
            assert (trip.title, item.title, item.note) == (name, name, name)
            assert [one.name for one in (*trip.venues, *trip.groups)] == [name, name]
            assert {one.name for one in (*trip.people, *trip.organisations)} == {name}
            await desk.press("escape")
            await until(desk.pilot, lambda screen=screen: desk.app.screen is not screen)
            assert len(store.trips()) == number + 1


# What no field may hold


@pytest.mark.parametrize("name", REFUSED, ids=["tab", "escape", "nul", "newline", "separator"])
async def test_control_characters_are_refused_in_a_sentence_or_left_out(store: Store, name: str) -> None:
    """However they get in, by a paste, they never reach the terminal, and never the store."""
    trip = a_trip_of(["One"])
    store.create(trip, NOTE, "nasty")
    async with at_the_desk(store, "nasty") as desk:
        await desk.press("home", "down")
        for key in ("f2", "ctrl+n"):
            await desk.press(key)
            await desk.press("end")
            await desk.paste(name)
            text = await desk.press("enter")
            await desk.press("right")
            if isinstance(desk.app.screen, TripScreen):
                await saved(desk.pilot)
            else:
                assert "may not hold control characters or line breaks" in text
                assert desk.app.focused.value.endswith(name.splitlines()[0])
            for _ in range(3):
                if not isinstance(desk.app.screen, TripScreen) or desk.app.screen.line.purpose:
                    await desk.press("escape")
        now = store.load(trip.id).trip
    for text in (now.title, *(one.title for one in now.items)):
        assert not CONTROLS.search(text)


async def test_control_characters_set_in_any_field_of_a_form_are_refused_and_stay(store: Store) -> None:
    trip = a_trip_of(["One"])
    store.create(trip, NOTE, "nasty")
    async with at_the_desk(store, "nasty") as desk:
        await desk.press("home", "down")
        await desk.press("f2")
        form = desk.app.screen
        assert isinstance(form, Form)
        for name in ("a\tb", "\x1b[31mred"):
            for field in ("title", "room", "venue", "speakers", "groups", "hosts", "bring"):
                widget = form.query_one(f"#{field}")
                before, widget.value = widget.value, name
                text = await desk.press("ctrl+s")
                assert desk.app.screen is form, (field, name)
                assert "may not hold control characters or line breaks" in text, (field, name)
                assert widget.value == name
                widget.value = before
    assert store.load(trip.id).rev == 1


# Times that cannot be

WRONG_TIMES = ("25:70", "10:00-", "then then", "12:00-11:00-10:00", "9:60", "-", "45", "49:00", "then [/b]", "½")


async def test_impossible_times_are_refused_in_the_form_and_stay(store: Store) -> None:
    trip = a_trip_of(["One"])
    store.create(trip, NOTE, "nasty")
    async with at_the_desk(store, "nasty") as desk:
        await desk.press("home", "down")
        await desk.press("f2")
        form = desk.app.screen
        for wrong in WRONG_TIMES:
            form.query_one("#when", Input).value = wrong
            text = await desk.press("ctrl+s")
            assert desk.app.screen is form, wrong
            assert text.count(f'"{wrong}"') >= 2, wrong  # beside the field at once, and at the end when it is saved
            assert form.query_one("#when", Input).value == wrong
        await desk.press("escape")
        await desk.press("escape")
        assert isinstance(desk.app.screen, TripScreen)
    assert store.load(trip.id).rev == 1


async def test_impossible_times_are_refused_where_they_stand_and_stay(store: Store) -> None:
    trip = a_trip_of(["One"])
    store.create(trip, NOTE, "nasty")
    async with at_the_desk(store, "nasty") as desk:
        await desk.press("home", "down")
        await desk.press("tab", "down", "enter")
        editor = desk.app.screen.query_one(InPlace)
        for wrong in WRONG_TIMES:
            editor.query_one(Input).value = wrong
            text = await desk.press("enter")
            assert f'"{wrong}"' in text, wrong
            assert desk.app.screen.query_one(InPlace) is editor, wrong
            assert editor.query_one(Input).value == wrong
        await desk.press("escape")
    assert store.load(trip.id).rev == 1


async def test_a_sentence_that_is_longer_than_the_window_is_told_to_its_end(store: Store) -> None:
    store.create(a_trip_of(["One"]), NOTE, "nasty")
    async with at_the_desk(store, "nasty", (80, 40)) as desk:
        await desk.press("f8")
        desk.app.screen.query_one("#who", ComboBox).value = "Somebody whose name nobody here has ever heard before"
        desk.app.screen.query_one("#who", ComboBox).focus()
        text = await desk.press("enter")
        text = await desk.press("enter") if "is not one of" not in text else text
        said = " ".join(line.strip(" │▌▁") for line in text.splitlines())
        assert "is not one of" in said
        assert "public" in said.partition("is not one of")[2]
