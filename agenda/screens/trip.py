"""One trip: its programme as a list, the details of the item under the cursor, and a line to type."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.message import Message as ScreenMessage
from textual.widgets import Input

from agenda.app import AFTER_FIRST_PAINT
from agenda.commands import commands
from agenda.screens.base import AgendaScreen, bindings
from agenda.session import Session
from agenda.widgets.bars import KeyBar, TitleBar
from agenda.widgets.details import Details
from agenda.widgets.lines import LineList
from agenda.widgets.programme import ProgrammeList
from trips.dates import span
from trips.edits import add_item, move_item, remove_item
from trips.language import Message, Refused, Words, listed
from trips.model import Item, Trip, first_day, last_day


class TripScreen(AgendaScreen):
    """The screen in which a trip is planned; every edit is saved at once."""

    BINDINGS = bindings("trip")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as the library declares it
    where = "trip"

    @dataclass
    class Settled(ScreenMessage):
        """A worker is done: something was saved, taken back or came from elsewhere."""

        said: Message | None = None
        refused: Refused | None = None

    class Checked(ScreenMessage):
        """There are other findings than before."""

    def __init__(self, session: Session, words: Words) -> None:
        super().__init__()
        self.session = session
        self._t = words
        self._last_refusal: Message | None = None

    def compose(self) -> ComposeResult:
        """Title, list and details, the line to type, keys."""
        yield TitleBar(*self._titles())
        with Horizontal(id="body"):
            yield ProgrammeList(self._t)
            yield Details(self._t)
        yield Container(id="quick")
        yield KeyBar(commands("trip"), self._t)

    def on_mount(self) -> None:
        """Show the trip; what takes longer comes after the first paint."""
        lines = self.query_one(ProgrammeList)
        lines.load(self.session.timeline, (), 0)
        lines.focus()
        self._show_details()
        self.set_timer(AFTER_FIRST_PAINT, self._check)
        self.set_interval(1.0, self._look)

    # What is shown

    def refresh_trip(self, cursor: str | None = None) -> None:
        """Show what the session holds now."""
        lines = self.query_one(ProgrammeList)
        current = lines.row
        item = current.item if current else None
        lines.load(self.session.timeline, self.session.findings, cursor or (item.id if item else None))
        self.query_one(TitleBar).say(*self._titles())
        self._show_details()

    @work(thread=True, group="check", exclusive=True, exit_on_error=False)
    def _check(self) -> None:
        """Look for findings beside the screen: a long trip takes a while."""
        if self.session.check():
            self.post_message(self.Checked())

    @on(Checked)
    def _checked(self) -> None:
        lines = self.query_one(ProgrammeList)
        lines.load(self.session.timeline, self.session.findings, None)
        self._show_details()

    def _titles(self) -> tuple[str, str]:
        t, trip = self._t, self.session.trip
        first, last = first_day(trip), last_day(trip)
        dates = span(t, first, last) if first and last else ""
        if self.session.trouble is not None:
            return f"{trip.title}   {dates}", t("NOT SAVED")
        if not self.session.all_saved:
            return f"{trip.title}   {dates}", t("saving…")
        saved = self.session.saved_at
        return f"{trip.title}   {dates}", t("Draft · saved {time}", time=f"{saved:%H:%M}") if saved else t("Draft")

    def _show_details(self) -> None:
        row = self.query_one(ProgrammeList).row
        self.query_one(Details).load(self.session.trip, row.placed if row else None, self.session.findings)

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        if isinstance(event.lines, ProgrammeList):
            self._show_details()

    def on_resize(self) -> None:
        """Details are wrapped to their width."""
        self.call_after_refresh(self._show_details)

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        row = self.query_one(ProgrammeList).row
        return row.item if row else None

    # Edits

    def edit(self, change: Callable[[Trip], Trip], note: Message, cursor: str | None = None) -> bool:
        """Carry out an edit: on the screen now, in the store by a worker; whether it could be done."""
        from pydantic import ValidationError

        from trips.fields import rules
        from trips.forms import refusal

        try:
            done = self.session.edit(change, note)
        except ValidationError as error:
            self.agenda.tell(refusal(error, rules("Item")))
            return False
        except Refused as refused:
            self.agenda.tell(refused)
            return False
        if done:
            self.refresh_trip(cursor)
            self._check()
            self._save()
        return True

    @work(thread=True, group="save", exit_on_error=False)
    def _save(self) -> None:
        self.session.save()
        trouble = self.session.trouble
        self.post_message(self.Settled(refused=Refused(trouble) if trouble else None))

    @work(thread=True, group="save", exit_on_error=False)
    def _back(self, redo: bool) -> None:
        try:
            said = self.session.redo() if redo else self.session.undo()
        except Refused as refused:
            self.post_message(self.Settled(refused=refused))
        else:
            self.post_message(self.Settled(said))

    @work(thread=True, group="look", exclusive=True, exit_on_error=False)
    def _look(self) -> None:
        try:
            if self.session.look():
                self.post_message(self.Settled())
            self._last_refusal = None
        except Refused as refused:
            if refused.message != self._last_refusal:  # tried each second, told once
                self._last_refusal = refused.message
                self.post_message(self.Settled(refused=refused))

    @on(Settled)
    def _settled(self, event: Settled) -> None:
        self.refresh_trip()
        self._check()
        if event.refused is not None:
            self.agenda.tell(event.refused)
        elif event.said is not None:
            self.agenda.tell(event.said.say(self._t))
        for conflict in self.session.conflicts:
            self.agenda.tell(self._t("{what} Yours was kept.", what=conflict.message.say(self._t)), warning=True)
        self.session.conflicts = ()

    # Commands

    def action_open(self) -> None:
        """Open the item: its details where the list is narrow, else its form."""
        if self.has_class("-narrow") and not self.has_class("-details"):
            self.add_class("-details")
            self.call_after_refresh(self._show_details)
        else:
            self.action_edit()

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_edit(self) -> None:
        """Change the fields of the item."""
        item = self.current
        if item is None:
            return
        from agenda.screens.itemform import FormResult, ItemForm

        def save(form: FormResult | None) -> None:
            if form is not None:
                note = Message("Changed {fields} of {title}", fields=listed(form.names), title=item.title)
                self.edit(form.change, note)

        self.agenda.push_screen(ItemForm(self.session.trip, item, self._t, lambda: self.session.trip), save)

    def action_new(self) -> None:
        """Type a new item."""
        self._type("")

    def on_key(self, event: events.Key) -> None:
        """A letter or digit begins a new item."""
        letter = event.character if event.is_printable else None
        typing = self.has_class("-typing")
        if letter and (typing or not letter.isspace()) and self.focused is self.query_one(ProgrammeList):
            event.stop()
            self._type(letter)

    def _type(self, text: str) -> None:
        from agenda.widgets.quickline import QuickLine

        for line in self.query(QuickLine):
            line.more(text)
            return
        row = self.query_one(ProgrammeList).row
        self.query_one("#quick", Container).mount(QuickLine(text, self.session.trip, row.day if row else None, self._t))
        self.add_class("-typing")

    def add_line(self, text: str) -> bool:
        """Add an item from a typed line behind the cursor, or where its time puts it; whether it could be read."""
        from trips.readers.line import item_of, read_line

        row = self.query_one(ProgrammeList).row
        try:
            understood = read_line(self.session.trip, text)
        except Refused as refused:
            self.agenda.tell(refused)
            return False
        here = row.day if row else None
        item = item_of(understood, here)
        behind = row.item if row else None
        after = (behind.part_of or behind.id) if behind and item.day == here and item.when.start is None else None
        return self.edit(lambda trip: add_item(trip, item, after), Message("Added {title}", title=item.title), item.id)

    def leave_line(self) -> None:
        """Close the line to type."""
        self.remove_class("-typing")
        self.query_one("#quick", Container).remove_children()
        self.query_one(ProgrammeList).focus()

    def action_remove(self) -> None:
        """Remove the item and its parts."""
        item = self.current
        if item is not None and self.edit(
            lambda trip: remove_item(trip, item.id), Message("Removed {title}", title=item.title)
        ):
            self.agenda.tell(self._t("Removed {title}; Ctrl+Z brings it back.", title=item.title))

    def action_move_up(self) -> None:
        """Move the item up."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Move the item down."""
        self._move(1)

    def _move(self, by: int) -> None:
        item = self.current
        if item is None:
            return
        beside = [one for one in self.session.trip.items if (one.day, one.part_of) == (item.day, item.part_of)]
        place = beside.index(item) + by
        if not 0 <= place < len(beside):
            return
        behind = beside[place] if by > 0 else beside[place - 1] if place else None
        target = behind.id if behind else None

        def change(trip: Trip) -> Trip:
            if target is not None:
                return move_item(trip, item.id, item.day, target, into=item.part_of)
            moved = trip
            for one in beside:
                if one.id != item.id:
                    moved = move_item(moved, one.id, one.day, None, into=one.part_of)
            return moved

        self.edit(change, Message("Moved {title}", title=item.title), item.id)

    def action_undo(self) -> None:
        """Take back my last change."""
        self._back(redo=False)

    def action_redo(self) -> None:
        """Take back my last undo."""
        self._back(redo=True)

    def action_saved(self) -> None:
        """Say that everything is saved, or try again."""
        if self.session.all_saved:
            self.agenda.tell(self._t("Everything is saved already."))
        else:
            self._save()

    def action_export(self) -> None:
        """Write the calendar file and the printed programme."""
        from agenda.screens.export import ExportDialog

        self.agenda.push_screen(ExportDialog(self.session, self._t))

    def action_back(self) -> None:
        """Back to the list of trips, or from the details to the list of items."""
        if self.has_class("-typing"):
            self.leave_line()
        elif self.has_class("-details"):
            self.remove_class("-details")
            self.query_one(ProgrammeList).focus()
        else:
            self.dismiss_if_saved()

    def dismiss_if_saved(self) -> None:
        """Leave for the list of trips; what cannot be saved is offered a file first."""
        if self.session.all_saved:
            self.agenda.open_list()
        else:
            self._rescue(self.agenda.open_list)

    async def may_leave(self) -> bool:
        """Whether the program may end: everything typed is in the store, or in a file."""
        for line in self.query(Input):
            if line.value.strip():
                self.agenda.tell(self._t("The line is not added yet: Enter adds it, Esc leaves it."), warning=True)
                return False
        await asyncio.to_thread(self.session.save)
        if not self.session.all_saved:
            self._rescue(self.agenda.exit)
        return self.session.all_saved

    def _rescue(self, leave: Callable[[], object]) -> None:
        from agenda.screens.rescue import RescueDialog

        def then(may: bool | None) -> None:
            if may:
                leave()

        self.agenda.push_screen(RescueDialog(self.session, self._t), then)
