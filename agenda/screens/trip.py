"""One trip: its tabs, the line to type, and the way of every edit to the screen and into the store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message as ScreenMessage
from textual.widgets import Input

from agenda.app import AFTER_FIRST_PAINT
from agenda.commands import Where
from agenda.panes.base import Pane
from agenda.panes.programme import ProgrammePane
from agenda.screens.base import AgendaScreen, bindings
from agenda.session import Session
from agenda.widgets.bars import KeyBar, TabBar, TitleBar
from agenda.widgets.quickline import Purpose, TypedLine
from trips.dates import span
from trips.language import N_, Message, Refused, Words
from trips.model import Trip, first_day, last_day

if TYPE_CHECKING:
    from agenda.finder import Finder

TABS: Final[tuple[Where, ...]] = ("programme", "people", "places", "checks", "versions")
_TAB_WORDS: Final = {
    "programme": N_("Programme"), "people": N_("People"), "places": N_("Places"), "checks": N_("Checks"),
    "versions": N_("Versions"),
}  # fmt: skip


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
        self._open: Where = "programme"
        self._finder: Finder | None = None
        self._shown = session.timeline

    def compose(self) -> ComposeResult:
        """Title, tabs, the open tab, the line to type, keys."""
        yield TitleBar(*self._titles())
        yield TabBar()
        with Container(id="panes"):
            yield ProgrammePane(self._t)
        yield Container(id="line")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the trip; what takes longer comes after the first paint."""
        self.pane.load()
        self.pane.enter()
        self.show_title()
        self.set_timer(AFTER_FIRST_PAINT, self._check)
        self.set_interval(1.0, self._look)

    # Tabs

    @property
    def pane(self) -> Pane:
        """The open tab."""
        return self.query_one(f"#pane-{self._open}", Pane)

    @property
    def places(self) -> tuple[Where, ...]:
        """Where the commands that apply now belong."""
        return (self._open, "trip")

    async def open_tab(self, name: Where, key: str | None = None, *, focus: bool = True) -> None:
        """Open a tab, with the cursor on something."""
        if not self.query(f"#pane-{name}"):
            await self.query_one("#panes", Container).mount(self._pane(name))
        for pane in self.query(Pane):
            pane.display = pane.where == name
        self._open = name
        self.pane.load(key)
        if focus:
            self.pane.enter()
        self.show_title()

    def _pane(self, name: Where) -> Pane:
        from agenda.panes.checks import ChecksPane
        from agenda.panes.entries import PeoplePane, PlacesPane
        from agenda.panes.versions import VersionsPane

        kinds: Mapping[Where, type[Pane]] = {
            "people": PeoplePane, "places": PlacesPane, "checks": ChecksPane, "versions": VersionsPane,
        }  # fmt: skip
        return kinds[name](self._t)

    async def action_next_tab(self) -> None:
        """The next tab."""
        await self.open_tab(TABS[(TABS.index(self._open) + 1) % len(TABS)])

    async def action_previous_tab(self) -> None:
        """The tab before."""
        await self.open_tab(TABS[TABS.index(self._open) - 1])

    @on(TabBar.Picked)
    async def _tab_picked(self, event: TabBar.Picked) -> None:
        await self.open_tab(next(one for one in TABS if one == event.name))

    # What is shown

    def refresh_trip(self, cursor: str | None = None) -> None:
        """Show what the session holds now."""
        self._shown = self.session.timeline
        self.pane.load(cursor)
        self.show_title()

    def show_title(self) -> None:
        """Show title, state, tabs and keys as they are now."""
        self.query_one(TitleBar).say(*self._titles())
        self.query_one(TabBar).say(self._tabs(), self._open)
        self.query_one(KeyBar).say(self.agenda.key_labels(*self.places))

    def _tabs(self) -> list[tuple[str, str]]:
        trip = self.session.trip
        counts = {"people": len(trip.people), "places": len(trip.venues), "checks": len(self.session.findings)}
        return [(one, self._t(_TAB_WORDS[one]) + (f" {counts[one]}" if counts.get(one) else "")) for one in TABS]

    def _titles(self) -> tuple[str, str]:
        t, trip = self._t, self.session.trip
        first, last = first_day(trip), last_day(trip)
        dates = span(t, first, last) if first and last else ""
        left = f"{trip.title}   {dates}"
        if self.is_mounted:
            left += self.pane.said()
        if self.session.trouble is not None:
            return left, t("NOT SAVED")
        if not self.session.all_saved:
            return left, t("saving…")
        saved = self.session.saved_at
        return left, t("Draft · saved {time}", time=f"{saved:%H:%M}") if saved else t("Draft")

    @work(thread=True, group="check", exclusive=True, exit_on_error=False)
    def _check(self) -> None:
        """Look for findings beside the screen: a long trip takes a while."""
        if self.session.check():
            self.post_message(self.Checked())

    @on(Checked)
    def _checked(self) -> None:
        self.refresh_trip()

    # Edits

    def edit(self, change: Callable[[Trip], Trip], note: Message, cursor: str | None = None) -> bool:
        """Carry out an edit: on the screen now, in the store by a worker; whether it could be done."""
        refused = self.try_edit(change, note, cursor)
        if refused is not None:
            self.agenda.tell(refused)
        return refused is None

    def try_edit(self, change: Callable[[Trip], Trip], note: Message, cursor: str | None = None) -> Refused | None:
        """The same; answers why it could not be done, or None."""
        from pydantic import ValidationError

        from trips.fields import TABLE
        from trips.forms import refusal

        try:
            done = self.session.edit(change, note)
        except ValidationError as error:
            return refusal(error, {rule.name: rule for rules in reversed(TABLE.values()) for rule in rules})
        except Refused as refused:
            return refused
        if done:
            self.refresh_trip(cursor)
            self.call_after_refresh(self._after_edit)
        return None

    def _after_edit(self) -> None:
        self._save()
        self._check()

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
        if self.session.timeline is not self._shown or self._open == "versions":
            self.refresh_trip()
            self._check()
        else:
            self.show_title()
        if event.refused is not None:
            self.agenda.tell(event.refused)
        elif event.said is not None:
            self.agenda.tell(event.said.say(self._t))
        if self.session.conflicts:
            from agenda.screens.conflicts import ConflictDialog

            conflicts, self.session.conflicts = self.session.conflicts, ()
            self.agenda.push_screen(ConflictDialog(self.session.trip, conflicts, self._t), self._take_theirs)

    def _take_theirs(self, change: Callable[[Trip], Trip] | None) -> None:
        if change is not None:
            self.edit(change, Message("Took over what somebody else had changed"))

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

    def action_dates(self) -> None:
        """Change title, dates and all else of the trip."""
        from agenda.screens.redating import edit_trip

        edit_trip(self, self._t)

    def action_export(self) -> None:
        """Write files for those who get them."""
        from agenda.screens.export import ExportDialog

        self.agenda.push_screen(ExportDialog(self.session, self._t))

    # Finding

    @property
    def finder(self) -> Finder:
        """What searches the trip."""
        if self._finder is None:
            from agenda.finder import Finder

            self._finder = Finder(self, self._t)
        return self._finder

    def action_find(self) -> None:
        """Search items, people and places."""
        self.type_line("find", "", self._t("Search items, people and places"), self.finder.echo)

    async def action_find_next(self) -> None:
        """The next one found."""
        await self.finder.step(1)

    async def action_find_previous(self) -> None:
        """The one found before."""
        await self.finder.step(-1)

    # The line to type

    @property
    def typing(self) -> Purpose | None:
        """What the line at the bottom is open for."""
        return next((line.purpose for line in self.query(TypedLine)), None)

    def type_line(self, purpose: Purpose, text: str, placeholder: str, echo: Callable[[str], str]) -> None:
        """Open the line at the bottom, or go on in it."""
        for line in self.query(TypedLine):
            if line.purpose == purpose:
                line.more(text)
                return
            line.remove()
        self.query_one("#line", Container).mount(TypedLine(purpose, text, placeholder, echo))
        self.add_class("-typing")

    @on(TypedLine.Done)
    async def _typed(self, event: TypedLine.Done) -> None:
        if event.purpose == "find" or self.pane.line_done(event.purpose, event.text):
            self.close_line()

    @on(TypedLine.Changed)
    async def _typing(self, event: TypedLine.Changed) -> None:
        if event.purpose == "find":
            await self.finder.look_for(event.text)
        else:
            self.pane.line_changed(event.purpose, event.text)

    @on(TypedLine.Left)
    def _line_left(self) -> None:
        self.close_line()

    def close_line(self) -> None:
        """Close the line to type."""
        self.remove_class("-typing")
        self.query(TypedLine).remove()
        self.pane.enter()

    # Leaving

    def action_back(self) -> None:
        """Back to where one was; in the end to the list of trips."""
        if self.has_class("-typing"):
            self.close_line()
        elif not self.pane.leave():
            self._leave_trip()

    def _leave_trip(self) -> None:
        if self.session.all_saved:
            self.agenda.open_list()
        else:
            self._rescue(self.agenda.open_list)

    async def may_leave(self) -> bool:
        """Whether the program may end: everything typed is in the store, or in a file."""
        typed = self.typing == "add" and any(
            line.value.strip() for line in self.query("TypedLine Input").results(Input)
        )
        if typed or self.pane.unsaved:
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
