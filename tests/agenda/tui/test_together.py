"""Two people at one trip: what one sees of the other, whose value stays, and how theirs is taken over."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from agenda.tui.app import AgendaApp
from agenda.tui.dialogs.conflicts import ConflictDialog
from agenda.tui.dialogs.form import Form
from agenda.tui.screens.trip import TripScreen
from agenda.tui.screens.trips import TripsScreen
from agenda.tui.widgets.in_place import InPlace
from tests.support.screens import NOTE, a_trip, saved, screen_text, type_text, until
from tests.support.strategies import lines, names, programmes, texts, whens
from trips.edits.days import remove_day
from trips.edits.directory import put, remove
from trips.edits.items import add_item, change_item, move_item, nest, remove_items
from trips.edits.pages import put_extra
from trips.grammar.when_text import write_when
from trips.history.conflicts import accept_theirs
from trips.history.diff import ORDER, TABLES, difference
from trips.history.merge import Conflict, merge
from trips.i18n.language import UserError
from trips.model.doors import checked, read_json, write_json
from trips.model.entities import (
    Day,
    Group,
    Item,
    Organisation,
    Page,
    Partner,
    Person,
    Private,
    Venue,
    by_id,
    changed,
    new_id,
)
from trips.model.fields import rules
from trips.model.integrity import problems
from trips.model.tables import Table, entries
from trips.model.trip import Trip
from trips.store import Store, open_store
from trips.store.sqlite import SqliteEngine

SIZE = (120, 40)
SOON = 2.0
"""Seconds after which a colleague's change has to be seen."""


class Colleague:
    """Somebody else at the same store."""

    def __init__(self, store: Store, trip: Trip) -> None:
        self.store = store
        self.id = trip.id

    @property
    def trip(self) -> Trip:
        return self.store.load(self.id).trip

    def does(self, change: Callable[[Trip], Trip]) -> None:
        base = self.store.load(self.id)
        self.store.save(base, change(base.trip), NOTE)

    def changes(self, item: str, **fields: object) -> None:
        self.does(lambda now: change_item(now, item, **fields))


class Desk:
    """Somebody at the editor, with a small trip that a colleague has open too."""

    def __init__(self, pilot: Pilot[None], store: Store, colleague: Colleague) -> None:
        self.pilot = pilot
        self.app = pilot.app
        self.store = store
        self.colleague = colleague
        self.items = {item.title: item.id for item in colleague.trip.items}

    @property
    def text(self) -> str:
        return screen_text(self.app)

    @property
    def now(self) -> Trip:
        return self.colleague.trip

    def item(self, title: str) -> Item:
        return by_id(self.now.items)[self.items[title]]

    @property
    def shown(self) -> Trip:
        screen = next(one for one in self.app.screen_stack if isinstance(one, TripScreen))
        return screen.session.trip

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def until(self, true: Callable[[], bool]) -> None:
        await until(self.pilot, true)

    async def open_form(self, key: str = "f2") -> None:
        await self.press(key)
        await self.until(lambda: isinstance(self.app.screen, Form))

    async def take_theirs(self) -> None:
        await self.until(lambda: "Take theirs" in self.text)
        await self.press("tab", "enter")

    async def field(self, name: str, text: str) -> None:
        """Type into a field of the form that is open."""
        widget = self.app.screen.query_one(f"#{name}")
        if isinstance(widget, TextArea):
            widget.text = text
        else:
            widget.value = text
        await self.pilot.pause()


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store() as one:
        yield one


@pytest.fixture
def other() -> Iterator[Store]:
    with Store(SqliteEngine(Path(os.environ["AGENDA_STORE"])), by="colleague") as one:
        yield one


@asynccontextmanager
async def at_the_desk(store: Store, other: Store) -> AsyncIterator[Desk]:
    trip = a_trip()
    trip = put(trip, "people", Person(key="weber", name="Anna Weber", private=Private(phone="1")))
    store.create(trip, NOTE, "koeln")
    async with AgendaApp("koeln", store).run_test(size=SIZE, notifications=True) as pilot:
        await pilot.pause()
        yield Desk(pilot, store, Colleague(other, trip))


# What one sees of the other


async def test_a_colleagues_change_is_seen_within_two_seconds(store: Store, other: Store) -> None:
    async with at_the_desk(store, other) as desk:
        for title in ("First", "Second"):
            began = time.monotonic()
            desk.colleague.changes(desk.items["Visit"], title=f"{title} from elsewhere")
            await desk.until(lambda title=title: f"{title} from elsewhere" in desk.text)
            assert time.monotonic() - began < SOON + 0.5  # and what the waiting itself may take


async def test_two_editors_show_each_others_changes(store: Store, other: Store) -> None:
    """Two programs on one file, both by keys."""
    trip = a_trip()
    store.create(trip, NOTE, "koeln")
    async with (
        AgendaApp("koeln", store).run_test(size=SIZE, notifications=True) as one,
        AgendaApp("koeln", other).run_test(size=SIZE, notifications=True) as two,
    ):
        for pilot, text, far in ((one, "fri 16:00 From one", two), (two, "fri 17:00 From two", one)):
            await type_text(pilot, text)
            await pilot.press("enter")
            await until(far, lambda text=text, far=far: text[10:] in screen_text(far.app))
        await one.press("ctrl+z")
        await until(two, lambda: "From one" not in screen_text(two.app))
        await until(two, lambda: "From two" in screen_text(two.app))
    assert [item.title for item in store.load(trip.id).trip.items] == ["Welcome", "Lunch", "Visit", "From two"]


async def test_a_colleagues_change_leaves_the_cursor_and_what_is_typed_alone(store: Store, other: Store) -> None:
    async with at_the_desk(store, other) as desk:
        await desk.press("down")
        await type_text(desk.pilot, "fri 15:00 Half a li")
        desk.colleague.does(
            lambda now: add_item(now, checked(Item, id=new_id(), title="Early", day=now.days[0].id, when="8:00"))
        )
        await desk.until(lambda: "Early" in desk.text)
        assert desk.app.screen.line.text == "fri 15:00 Half a li"
        await type_text(desk.pilot, "ne")
        await desk.press("enter")
        wanted = {"Welcome", "Lunch", "Visit", "Early", "Half a line"}
        await desk.until(lambda: {item.title for item in desk.now.items} == wanted)


# Both change something


async def test_both_change_different_fields_and_both_stay(store: Store, other: Store) -> None:
    async with at_the_desk(store, other) as desk:
        await desk.open_form()
        await desk.field("title", "Mine")
        await desk.field("note", "mine too")
        desk.colleague.changes(desk.items["Welcome"], room="Hall 7", status="confirmed")
        await desk.until(lambda: desk.shown.items[0].room == "Hall 7")
        await desk.press("ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, TripScreen))
        await saved(desk.pilot)
        item = desk.item("Welcome")
        assert (item.title, item.note, item.room, item.status) == ("Mine", "mine too", "Hall 7", "confirmed")
        assert not any(isinstance(one, ConflictDialog) for one in desk.app.screen_stack)


async def test_both_change_the_same_field_mine_wins_and_theirs_can_be_taken_and_given_back(
    store: Store, other: Store
) -> None:
    async with at_the_desk(store, other) as desk:
        await desk.open_form()
        await desk.field("title", "Mine")
        desk.colleague.changes(desk.items["Welcome"], title="Theirs")
        await desk.until(lambda: desk.shown.items[0].title == "Theirs")
        await desk.press("ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, ConflictDialog))
        assert "Yours: Mine" in desk.text
        assert "Theirs: Theirs" in desk.text
        await saved(desk.pilot)
        assert desk.item("Welcome").title == "Mine"
        await desk.take_theirs()
        await desk.until(lambda: desk.item("Welcome").title == "Theirs")
        await desk.press("ctrl+z")
        await desk.until(lambda: desk.item("Welcome").title == "Mine")
        await desk.until(lambda: desk.shown.items[0].title == "Mine")


async def test_mine_is_kept_by_enter(store: Store, other: Store) -> None:
    async with at_the_desk(store, other) as desk:
        await desk.open_form()
        await desk.field("when", "12:00-13:00")
        desk.colleague.does(lambda now: move_item(now, desk.items["Welcome"], now.days[1].id))
        await desk.until(lambda: by_id(desk.shown.items)[desk.items["Welcome"]].day == desk.shown.days[1].id)
        await desk.press("ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, ConflictDialog))
        await desk.press("enter")
        await saved(desk.pilot)
        item = desk.item("Welcome")
        assert (write_when(item.when, desk.app.t), item.day) == ("12:00-13:00", desk.now.days[0].id)
        await desk.until(lambda: isinstance(desk.app.screen, TripScreen))
        assert desk.item("Welcome") == item


async def test_a_field_changed_in_place_is_merged_like_a_form(store: Store, other: Store) -> None:
    async with at_the_desk(store, other) as desk:
        await desk.press("tab", "enter")
        await desk.until(lambda: bool(desk.app.screen.query(InPlace)))
        desk.app.screen.query_one(InPlace).query_one(Input).value = "Mine"
        desk.colleague.changes(desk.items["Welcome"], title="Theirs", room="Hall 7")
        await desk.until(lambda: desk.shown.items[0].title == "Theirs")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ConflictDialog))
        await desk.take_theirs()
        await desk.until(lambda: desk.item("Welcome").title == "Theirs")
        assert desk.item("Welcome").room == "Hall 7"


async def test_a_private_detail_that_both_changed_is_offered_with_both_values(store: Store, other: Store) -> None:
    async with at_the_desk(store, other) as desk:
        await desk.press("f4", "home")
        while desk.app.screen.pane.current is None:
            await desk.press("down")
        await desk.open_form()
        await desk.field("private-phone", "22")
        weber = changed(desk.now.people[0], private=Private(phone="33", diet="vegan"))
        desk.colleague.does(lambda now: put(now, "people", weber))
        await desk.until(lambda: desk.shown.people[0].private.phone == "33")
        await desk.press("ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, ConflictDialog))
        assert "Yours: 22" in desk.text
        assert "Theirs: 33" in desk.text
        await desk.take_theirs()
        await desk.until(lambda: desk.now.people[0].private == Private(phone="33", diet="vegan"))


async def test_a_field_of_the_trip_that_both_changed_is_offered(store: Store, other: Store) -> None:
    async with at_the_desk(store, other) as desk:
        await desk.open_form("ctrl+e")
        await desk.field("theme", "Mine")
        await desk.field("contact", "me")
        desk.colleague.does(lambda now: changed(now, theme="Theirs", series="S"))
        await desk.until(lambda: desk.shown.theme == "Theirs")
        await desk.press("ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, ConflictDialog))
        await desk.take_theirs()
        await desk.until(lambda: (desk.now.theme, desk.now.contact) == ("Theirs", "me"))
        assert desk.now.series == "S"


# Somebody removes


async def test_the_item_whose_form_i_have_open_is_removed_and_stays_removed_if_i_agree(
    store: Store, other: Store
) -> None:
    async with at_the_desk(store, other) as desk:
        await desk.open_form()
        await desk.field("title", "Mine")
        desk.colleague.does(lambda now: remove_items(now, [desk.items["Welcome"]]))
        await desk.until(lambda: len(desk.shown.items) == 2)
        await desk.press("ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, ConflictDialog))
        assert "was removed by one and changed by the other" in desk.text
        await saved(desk.pilot)
        assert desk.item("Welcome").title == "Mine"
        await desk.take_theirs()
        await desk.until(lambda: desk.items["Welcome"] not in by_id(desk.now.items))
        assert [item.title for item in desk.now.items] == ["Lunch", "Visit"]


async def test_a_removed_items_form_that_is_left_unchanged_brings_nothing_back(store: Store, other: Store) -> None:
    async with at_the_desk(store, other) as desk:
        await desk.open_form()
        desk.colleague.does(lambda now: remove_items(now, [desk.items["Welcome"]]))
        await desk.until(lambda: len(desk.shown.items) == 2)
        await desk.press("ctrl+s")
        await desk.until(lambda: isinstance(desk.app.screen, TripScreen))
        await desk.press("delete")
        await desk.until(lambda: [item.title for item in desk.now.items] == ["Visit"])


@pytest.mark.parametrize("dialog", ["f9", "ctrl+t", "shift+f7"])
async def test_a_removed_item_that_a_dialog_is_about_is_told_in_a_sentence(
    store: Store, other: Store, dialog: str
) -> None:
    async with at_the_desk(store, other) as desk:
        await desk.press(dialog)
        desk.colleague.does(lambda now: remove_items(now, [desk.items["Welcome"]]))
        await desk.until(lambda: len(desk.shown.items) == 2)
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, TripScreen))
        assert desk.app._exception is None
        assert [item.title for item in desk.now.items] == ["Lunch", "Visit"]


async def test_a_trip_that_a_colleague_puts_into_the_bin_is_told_and_still_saved(store: Store, other: Store) -> None:
    async with at_the_desk(store, other) as desk:
        other.set_state(desk.colleague.id, "deleted")
        await desk.until(lambda: "into the bin" in desk.text)
        await type_text(desk.pilot, "fri 15:00 After all")
        await desk.press("enter")
        await desk.until(lambda: "After all" in [item.title for item in desk.now.items])


async def test_a_trip_that_a_colleague_deletes_for_good_is_told_and_can_be_left(
    store: Store, other: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with at_the_desk(store, other) as desk:
        other.remove(desk.colleague.id)
        await desk.until(lambda: "is not in the database any more" in desk.text)
        await desk.press("ctrl+z")
        await desk.pilot.pause()
        assert desk.app._exception is None
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, TripsScreen))


# Undo


async def test_undo_takes_back_my_command_and_nothing_of_theirs(store: Store, other: Store) -> None:
    async with at_the_desk(store, other) as desk:
        await desk.press("f7")
        await desk.until(lambda: desk.item("Welcome").status == "confirmed")
        desk.colleague.changes(desk.items["Lunch"], title="Their lunch")
        desk.colleague.changes(desk.items["Welcome"], room="Their room")
        await desk.until(lambda: "Their lunch" in desk.text)
        await desk.press("ctrl+z")
        await desk.until(lambda: desk.item("Welcome").status == "tentative")
        assert (desk.item("Lunch").title, desk.item("Welcome").room) == ("Their lunch", "Their room")
        await desk.press("ctrl+z")
        await desk.until(lambda: "There is nothing of yours to undo." in desk.text)
        assert (desk.item("Lunch").title, desk.item("Welcome").room) == ("Their lunch", "Their room")
        await desk.press("ctrl+y")
        await desk.until(lambda: desk.item("Welcome").status == "confirmed")


# Taking over, in the trips


def both(trip: Trip) -> Trip:
    """The trip with one entry of each kind, and one item in another."""
    trip = put(trip, "people", Person(key="p", name="P", private=Private(phone="1", diet="none")))
    trip = put(trip, "venues", Venue(key="v", name="V"))
    trip = put(trip, "groups", Group(key="g", name="G"))
    trip = put(trip, "organisations", Organisation(key="o", name="O"))
    return nest(trip, [trip.items[1].id])


def in_day(trip: Trip, number: int, **fields: object) -> Trip:
    wanted = trip.days[number]
    return changed(trip, days=tuple(changed(day, **fields) if day is wanted else day for day in trip.days))


def of(table: Table, key: str, **fields: object) -> Callable[[Trip], Trip]:
    def change(trip: Trip) -> Trip:
        entry = next(one for one in entries(trip, table) if one.key == key)
        return put(trip, table, changed(entry, **fields))

    return change


Edit = Callable[[Trip], Trip]
SAME: dict[str, tuple[Edit, Edit]] = {
    "title": (lambda t: change_item(t, t.items[0].id, title="M"), lambda t: change_item(t, t.items[0].id, title="T")),
    "time": (
        lambda t: change_item(t, t.items[0].id, when="8:00"),
        lambda t: change_item(t, t.items[0].id, when="20:00"),
    ),
    "day against time": (
        lambda t: change_item(t, t.items[0].id, when="8:00"),
        lambda t: move_item(t, t.items[0].id, t.days[1].id),
    ),
    "pool against day": (
        lambda t: move_item(t, t.items[-1].id, t.days[0].id),
        lambda t: move_item(t, t.items[-1].id, None),
    ),
    "part against time": (
        lambda t: change_item(t, t.items[1].id, when="8:00"),
        lambda t: change_item(t, t.items[1].id, part_of=None),
    ),
    "whole of a part moves": (
        lambda t: change_item(t, t.items[0].id, when="8:00"),
        lambda t: move_item(t, t.items[0].id, None),
    ),
    "becomes a part": (
        lambda t: change_item(t, t.items[2].id, when="8:00"),
        lambda t: nest(move_item(t, t.items[2].id, t.days[0].id, behind(t)), [t.items[2].id]),
    ),
    "note": (lambda t: change_item(t, t.items[0].id, note="M"), lambda t: change_item(t, t.items[0].id, note="T\nT")),
    "status": (
        lambda t: change_item(t, t.items[0].id, status="confirmed"),
        lambda t: change_item(t, t.items[0].id, status="cancelled"),
    ),
    "place": (
        lambda t: change_item(t, t.items[0].id, venue="v"),
        lambda t: change_item(put(t, "venues", Venue(key="w", name="W")), t.items[0].id, venue="w"),
    ),
    "person's name": (of("people", "p", name="M"), of("people", "p", name="T")),
    "person's phone": (of("people", "p", private=Private(phone="M")), of("people", "p", private=Private(phone="T"))),
    "place's name": (of("venues", "v", name="M"), of("venues", "v", name="T")),
    "group's heads": (of("groups", "g", expected=1), of("groups", "g", expected=2)),
    "organisation's contact": (of("organisations", "o", contact="M"), of("organisations", "o", contact="T")),
    "day's title": (lambda t: in_day(t, 1, title="M"), lambda t: in_day(t, 1, title="T")),
    "trip's title": (lambda t: changed(t, title="M"), lambda t: changed(t, title="T")),
    "trip's zone": (lambda t: changed(t, timezone="Asia/Tokyo"), lambda t: changed(t, timezone="UTC")),
}


def behind(trip: Trip) -> str:
    return trip.items[0].id


def private_of(entity: object, name: str) -> object:
    assert isinstance(entity, Person)
    return getattr(entity.private, name.removeprefix("private."))


def entity_in(trip: Trip, conflict: Conflict) -> Any:
    if conflict.table == "trip":
        return trip
    known = by_id(getattr(trip, conflict.table)) if conflict.table in ("items", "days") else {
        one.key: one for one in getattr(trip, conflict.table)
    }  # fmt: skip
    return known.get(conflict.id)


def value_in(trip: Trip, conflict: Conflict, name: str) -> object:
    entity = entity_in(trip, conflict)
    return private_of(entity, name) if name.startswith("private.") else getattr(entity, name)


def taken(base: Trip, mine: Trip, theirs: Trip) -> tuple[Trip, tuple[Conflict, ...]]:
    """The merged trip with their side of every conflict, which is a valid trip."""
    merged = merge(base, mine, theirs)
    after = accept_theirs(merged.trip, merged.conflicts)
    assert list(problems(after)) == []
    assert read_json(Trip, write_json(after, whole=True)) == after
    return after, merged.conflicts


@pytest.mark.parametrize("what", SAME)
def test_theirs_is_taken_over(what: str) -> None:
    base = both(a_trip())
    mine, theirs = (edit(base) for edit in SAME[what])
    after, conflicts = taken(base, mine, theirs)
    assert conflicts, "both changed the same"
    for one in conflicts:
        assert one.unit
        for name, value in one.unit:
            assert value == value_in(theirs, one, name)
            assert value_in(after, one, name) == value, name
    assert {(one.table, one.id, one.field) for one in difference(theirs, after) if one.field != ORDER} <= {
        (one.table, one.id, one.field) for one in difference(base, mine)
    }


@pytest.mark.parametrize("what", SAME)
def test_a_conflict_alone_is_taken_over_to_what_theirs_was(what: str) -> None:
    base = both(a_trip())
    mine, theirs = (edit(base) for edit in SAME[what])
    after, _ = taken(base, mine, theirs)
    gone = {one for one in difference(theirs, after) if (one.field or one.before is not None) and one.field != ORDER}
    assert gone == set(), "nothing but their side is left of what both changed"


def test_what_is_not_in_the_trip_any_more_is_passed_over() -> None:
    base = both(a_trip())
    mine, theirs = (edit(base) for edit in SAME["title"])
    merged = merge(base, mine, theirs)
    without = remove_items(merged.trip, [base.items[0].id])
    assert accept_theirs(without, merged.conflicts) == without
    conflict = Conflict("people", "nobody", "N", "name", "a", "b", (("name", "b"),))
    assert accept_theirs(base, [conflict]) == base


def test_what_they_removed_is_removed_and_what_they_changed_comes_back() -> None:
    base = both(a_trip())
    item = base.items[2].id
    change, gone = change_item(base, item, title="M"), remove_items(base, [item])
    assert item not in by_id(taken(base, change, gone)[0].items)
    assert by_id(taken(base, gone, change)[0].items)[item].title == "M"


@pytest.mark.parametrize("table", ["people", "venues", "organisations", "groups"])
def test_an_entry_that_they_removed_is_removed_when_theirs_is_taken(table: Table) -> None:
    base = both(a_trip())
    key = entries(base, table)[0].key
    mine, theirs = of(table, key, name="M")(base), remove(base, table, key)
    after, conflicts = taken(base, mine, theirs)
    assert [one.table for one in conflicts] == [table]
    assert key not in {one.key for one in entries(after, table)}


def test_a_day_that_they_removed_is_removed_when_theirs_is_taken() -> None:
    base = both(a_trip())
    gone = base.days[1].id
    after, conflicts = taken(base, in_day(base, 1, title="M"), remove_day(base, gone))
    assert [one.table for one in conflicts] == ["days"]
    assert after == remove_day(base, gone)


# Taking over, whatever both did

_ENTITY_FIELDS: dict[str, st.SearchStrategy[dict[str, object]]] = {
    "items": st.fixed_dictionaries(
        {}, optional={"title": names, "when": whens, "note": texts, "room": lines, "status": st.sampled_from(
            ("idea", "requested", "tentative", "confirmed", "cancelled"))},
    ),
    "people": st.fixed_dictionaries({}, optional={"name": names, "role": lines, "delegate": st.booleans()}),
    "private": st.fixed_dictionaries({}, optional={"phone": lines, "email": lines, "diet": lines, "room": lines}),
    "venues": st.fixed_dictionaries({}, optional={"name": names, "address": lines}),
    "groups": st.fixed_dictionaries({}, optional={"name": names, "expected": st.integers(0, 9)}),
    "organisations": st.fixed_dictionaries({}, optional={"name": names, "contact": lines}),
    "days": st.fixed_dictionaries({}, optional={"title": lines, "note": texts}),
    "trip": st.fixed_dictionaries(
        {}, optional={"title": names, "theme": lines, "provisional": st.booleans(), "series": lines}
    ),
}  # fmt: skip


KINDS_OF_EDIT = ("trip", "days", "items", "move", "nest", "gone", "entry", "private", "forget")


def edited(trip: Trip, data: st.DataObject) -> Trip:
    """What one of the two did: fields of anything, items moved, nested, removed, entries removed."""
    for _ in range(data.draw(st.integers(1, 4))):
        kind = data.draw(
            st.sampled_from(("trip", "days", "items", "move", "nest", "gone", "entry", "private", "forget"))
        )
        table: Table = data.draw(st.sampled_from(("venues", "people", "organisations", "groups")))
        known = entries(trip, table)
        try:
            if kind == "trip":
                trip = changed(trip, **data.draw(_ENTITY_FIELDS["trip"]))
            elif kind == "days" and trip.days:
                trip = in_day(trip, data.draw(st.integers(0, len(trip.days) - 1)), **data.draw(_ENTITY_FIELDS["days"]))
            elif kind == "private" and trip.people:
                person = data.draw(st.sampled_from(trip.people))
                own = changed(person.private, **data.draw(_ENTITY_FIELDS["private"]))
                trip = put(trip, "people", changed(person, private=own))
            elif kind == "entry" and known:
                trip = put(trip, table, changed(data.draw(st.sampled_from(known)), **data.draw(_ENTITY_FIELDS[table])))
            elif kind == "forget" and known:
                trip = remove(trip, table, data.draw(st.sampled_from(known)).key)
            elif trip.items:
                item = data.draw(st.sampled_from(trip.items)).id
                if kind == "items":
                    trip = change_item(trip, item, **data.draw(_ENTITY_FIELDS["items"]))
                elif kind == "move":
                    trip = move_item(trip, item, data.draw(st.sampled_from([None, *(day.id for day in trip.days)])))
                elif kind == "nest":
                    trip = nest(trip, [item])
                elif kind == "gone":
                    trip = remove_items(trip, [item])
        except UserError:
            continue
    return trip


@given(programmes(most=6), st.data())
def test_whatever_both_did_theirs_is_taken_over_whole(base: Trip, data: st.DataObject) -> None:
    mine, theirs = edited(base, data), edited(base, data)
    merged = merge(base, mine, theirs)
    after = accept_theirs(merged.trip, merged.conflicts)
    assert list(problems(after)) == []
    assert read_json(Trip, write_json(after, whole=True)) == after
    for one in merged.conflicts:
        if one.mine is not None and one.theirs is None and not one.field:
            assert entity_in(after, one) is None, one.table
        elif entity_in(after, one) is not None:
            part = dict(one.unit).get("part_of") is not None  # its day is that of its whole, which mine may have moved
            for name, value in one.unit:
                assert value_in(after, one, name) == value or (part and name == "day"), (one.table, name)


@given(programmes(most=5), st.data())
def test_taking_over_twice_is_taking_over_once(base: Trip, data: st.DataObject) -> None:
    merged = merge(base, edited(base, data), edited(base, data))
    after = accept_theirs(merged.trip, merged.conflicts)
    assert accept_theirs(after, merged.conflicts) == after


def test_every_field_of_the_model_can_be_taken_over() -> None:
    """A conflict about any single field, made by hand, is taken over as it is said."""
    base = put_extra(both(a_trip()), "pages", Page(id=new_id(), title="Foreword"))
    base = put_extra(base, "partners", Partner(id=new_id(), name="Bank"))
    for table, entity in {**TABLES, "trip": "Trip"}.items():
        for name in rules(entity):
            one = base if table == "trip" else getattr(base, table)[0]
            if name in ("id", "key", "private", "part_of", "day", "days", "items", "date") or not hasattr(one, name):
                continue
            value = getattr(one, name)
            key = base.id if table == "trip" else one.id if isinstance(one, Day | Item | Page | Partner) else one.key
            conflict = Conflict(table, key, "x", "label", None, value, ((name, value),))
            assert accept_theirs(base, [conflict]) == base, (table, name)


def test_dates_of_the_trip_stay_in_order_when_a_day_is_taken_over() -> None:
    base = a_trip()
    late = changed(base, days=(base.days[0], changed(base.days[1], date=date(2025, 10, 12))))
    later = changed(base, days=(base.days[0], changed(base.days[1], date=date(2025, 10, 14))))
    after, conflicts = taken(base, late, later)
    assert conflicts
    assert [day.date for day in after.days] == [date(2025, 10, 9), date(2025, 10, 14)]
