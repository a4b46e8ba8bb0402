"""One trip: its tabs, the line to type, and the way of every edit to the screen and into the store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from textual import events, on
from textual.app import ComposeResult

from agenda.commands import KeyLine, Where
from agenda.services.session import Session
from agenda.tui.base import bindings
from agenda.tui.panes.base import Pane
from agenda.tui.panes.programme import ProgrammePane
from agenda.tui.ports import Purpose
from agenda.tui.screens.editing import EditingScreen
from agenda.tui.widgets.bars import KeyBar, TabBar, TitleBar, Titles
from agenda.tui.widgets.quick_line import QuickLine
from trips.i18n.dates import span
from trips.i18n.language import N_, Message, Translator
from trips.model.tables import Table
from trips.model.trip import Trip, first_day, last_day

if TYPE_CHECKING:
    from agenda.tui.panes.finder import Finder


TABS: Final[tuple[Where, ...]] = ("programme", "people", "places", "checks", "versions")
_TAB_WORDS: Final = {
    "programme": N_("Programme"), "people": N_("People"), "places": N_("Places"), "checks": N_("Checks"),
    "versions": N_("Versions"),
}  # fmt: skip

_TABLES: Final[dict[Where, tuple[Table, ...]]] = {
    "people": ("people", "organisations", "groups"), "places": ("venues",),
}  # fmt: skip

WHILE_TYPING: Final = frozenset(("find_next", "find_previous", "saved", "back"))
"""What can be done while a line is typed."""

_ACROSS: Final = [(0, "-narrow"), (100, "-wide")]
_DOWN: Final = [(0, "-low"), (30, "-high")]
"""The classes of a terminal from so many columns and lines on."""


class TripScreen(EditingScreen):
    """The screen in which a trip is planned; every edit is saved at once."""

    BINDINGS = bindings("trip")
    HORIZONTAL_BREAKPOINTS = _ACROSS
    VERTICAL_BREAKPOINTS = _DOWN
    where = "trip"

    def __init__(self, session: Session, words: Translator) -> None:
        super().__init__(session, words)
        self._open: Where = "programme"
        self._finder: Finder | None = None
        self._is_styled = False

    def compose(self) -> ComposeResult:
        """Title, tabs, the open tab, the line to type, keys."""
        self._take_size()
        yield TitleBar(self._titles())
        yield TabBar()
        yield ProgrammePane(self._t)
        yield QuickLine(self._typed)
        yield KeyBar()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """What has just been mounted has its styles; the library would work all of them out again."""
        event.refresh_styles, self._is_styled = self._is_styled, True

    def _take_size(self) -> None:
        """Have the classes of the terminal's size from the beginning: the first resize would style everything again."""
        across, down = self.agenda.size
        sizes = ((across, _ACROSS), (down, _DOWN))
        self.add_class(*(max(one for one in breakpoints if one[0] <= length)[1] for length, breakpoints in sizes))

    def on_mount(self) -> None:
        """Show the trip; what takes longer comes after the first paint."""
        self.pane.load()
        self.pane.enter()
        self.show_title()
        self.begin_watching()

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
            await self.mount(self._pane(name), before=self.query_one(QuickLine))
        for pane in self.query(Pane):
            pane.display = pane.where == name
        self._open = name
        self.shows_history = name == "versions"
        self.tables = _TABLES.get(name, ())
        self.pane.load(key)
        if focus:
            self.pane.enter()
        self.show_title()

    def _pane(self, name: Where) -> Pane:
        from agenda.tui.panes.checks import ChecksPane
        from agenda.tui.panes.entries import PeoplePane, PlacesPane
        from agenda.tui.panes.versions import VersionsPane

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

    def show_tab(self, name: Where) -> None:
        """Open a tab when what goes on now is done."""
        self.run_worker(self.open_tab(name), exit_on_error=False)

    @property
    def narrow(self) -> bool:
        """Whether there is room for one thing only: the list, or the details."""
        return self.has_class("-narrow")

    @on(TabBar.Picked)
    async def _tab_picked(self, event: TabBar.Picked) -> None:
        await self.open_tab(next(tab for tab in TABS if tab == event.name))

    # What is shown

    def refresh_trip(self, cursor: str | None = None) -> None:
        """Show what the session holds now."""
        self._shown = self.session.timeline
        self.pane.load(cursor)
        self.show_title()

    def show_title(self) -> None:
        """Show title, state, tabs and keys as they are now."""
        self.query_one(TitleBar).say(self._titles())
        self.query_one(TabBar).say(self._tabs(), self._open)
        following = self._t(_TAB_WORDS[TABS[(TABS.index(self._open) + 1) % len(TABS)]])
        page: KeyLine = "empty" if self._open == "programme" and not self.session.trip.items else self._open
        self.query_one(KeyBar).say(
            [
                (command, key, following if command.name == "next_tab" else label)
                for command, key, label in self.agenda.key_labels(page)
            ]
        )

    def _tabs(self) -> list[tuple[str, str]]:
        trip = self.session.trip
        counts = {"people": len(trip.people), "places": len(trip.venues), "checks": len(self.session.findings)}
        return [(tab, self._t(_TAB_WORDS[tab]) + (f" {counts[tab]}" if counts.get(tab) else "")) for tab in TABS]

    def _titles(self) -> Titles:
        t, trip = self._t, self.session.trip
        first, last = first_day(trip), last_day(trip)
        dates = span(t, first, last) if first and last else ""
        marked = self.pane.state_text() if self.is_mounted else ""
        trouble = self._trouble()
        return Titles(trip.title, dates, marked, (trouble,) if trouble else self._states(), urgent=bool(trouble))

    def _trouble(self) -> str:
        """What must be known at once, if anything."""
        if self.session.trouble is not None:
            return self._t("NOT SAVED")
        if self.session.lost:
            return self._t("NO CONNECTION")
        return "" if self.session.all_saved else self._t("saving…")

    def _states(self) -> tuple[str, ...]:
        """What readers have against what is being changed, and since when it is saved; ever shorter."""
        t, session = self._t, self.session
        state, short = t("Draft"), t("Draft")
        if session.release is not None and session.changes:
            after = t("Draft after version {n}", n=session.release)
            state = f"{after} · {t.plural('{n} change', '{n} changes', session.changes)}"
            short = t("Version {n}", n=session.release) + f" +{session.changes}"
        elif session.release is not None:
            state = short = t("Version {n}", n=session.release)
        saved = t("saved {time}", time=f"{session.saved_at:%H:%M}") if session.saved_at else ""
        return tuple(dict.fromkeys((f"{state} · {saved}" if saved else state, state, short)))

    def action_dates(self) -> None:
        """Change title, dates and all else of the trip."""
        from agenda.tui.dialogs.trip_form import edit_trip

        edit_trip(self, self._t)

    def action_translate(self) -> None:
        """The texts of the trip in other languages."""
        from agenda.tui.dialogs.translate import edit_translations

        edit_translations(self, self._t)

    def action_pages(self) -> None:
        """The office's own pages, and who stands beside it on documents."""
        from agenda.tui.dialogs.pages import edit_pages

        edit_pages(self, self._t)

    def action_calls(self) -> None:
        """Whom to phone about what; Enter goes to the item."""
        from agenda.tui.dialogs.calls import Calls

        self.agenda.push_screen(Calls(self.session, self._t), self._go_to)

    async def _go_to(self, item: str | None) -> None:
        if item is not None:
            await self.open_tab("programme", item)

    async def action_now(self) -> None:
        """Go to what is on, or comes next, and say what is next."""
        from agenda.presenters.now import found_now

        item, said = found_now(self.session.timeline, self._t)
        await self._go_to(item)
        self.agenda.tell(said)

    def action_counts(self) -> None:
        """How many are where; no names."""
        from agenda.presenters.counts import count_rows
        from agenda.presenters.delay import aligned
        from agenda.tui.dialogs.text import TextDialog
        from trips.queries.counts import item_counts, nights

        timeline, t = self.session.timeline, self._t
        rows = [
            (when, heads, f"{what}   {more}".rstrip())
            for _, (when, heads, what, more) in count_rows(item_counts(timeline), nights(timeline), t)
        ]
        self.agenda.push_screen(TextDialog(t("Headcount"), aligned(rows), t))

    def action_import_file(self) -> None:
        """Take a programme, a list of participants or a calendar file into this trip, as one step."""
        from agenda.tui.dialogs.import_ import ImportDialog

        base = self.session.trip

        def taken(answer: str | Trip | None) -> None:
            if isinstance(answer, Trip):
                note = Message("Imported from {file}", file=self._t("a file"))
                self.edit_since(base, lambda _: answer, note)

        self.agenda.push_screen(ImportDialog(self.session.store, self._t, base), taken)

    def action_export(self) -> None:
        """Write files for those who get them."""
        from agenda.tui.dialogs.export import ExportDialog

        self.agenda.push_screen(ExportDialog(self.session, self._t))

    # Finding

    @property
    def finder(self) -> Finder:
        """What searches the trip."""
        if self._finder is None:
            from agenda.tui.panes.finder import Finder

            self._finder = Finder(self, self._t)
        return self._finder

    def action_find(self) -> None:
        """Search items, people and places."""
        self.type_line("find", self._t("Search items, people and places"), self.finder.echo)

    async def action_find_next(self) -> None:
        """The next one found."""
        await self.finder.step(1)

    async def action_find_previous(self) -> None:
        """The one found before."""
        await self.finder.step(-1)

    # The line to type

    @property
    def line(self) -> QuickLine:
        """The line at the bottom."""
        return self.query_one(QuickLine)

    def begin_typing(self, key: str, letter: str | None) -> None:
        """A key is about to be given to what has the focus: where it begins a line, open that first."""
        if letter and not letter.isspace() and not self.agenda.letters and key not in self.agenda.bound_letters:
            self.pane.begin_typing()

    def type_line(self, purpose: Purpose, placeholder: str, echo: Callable[[str], str]) -> None:
        """Open the line at the bottom."""
        self.line.open(purpose, "", placeholder, echo)

    def _typed(self, purpose: Purpose, text: str) -> None:
        if purpose == "find" or self.pane.line_done(purpose, text):
            self.close_line()
        else:
            self.line.give_back(text)

    @on(QuickLine.Changed)
    async def _typing(self, event: QuickLine.Changed) -> None:
        if event.purpose == "find":
            await self.finder.look_for(event.text)

    @on(QuickLine.Pasted)
    def _pasted(self, event: QuickLine.Pasted) -> None:
        self.pane.lines_pasted(event.text)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted over a list goes where typing would go."""
        event.stop()
        if self.line.purpose is None and event.text.strip():
            self.pane.begin_typing()
            if self.line.purpose is not None and self.focused is not None:
                self.call_after_refresh(self.focused.post_message, events.Paste(event.text))

    @on(QuickLine.Left)
    def _left_line(self) -> None:
        if self.line.purpose == "add" and self.line.text.strip():
            self.agenda.tell(self._t("Not added. In a new line, ↑ brings it back."))
        self.close_line()

    def close_line(self) -> None:
        """Back from the line to where one was."""
        self.line.close()
        self.pane.enter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a line is typed, the keys of the trip do nothing: Ctrl+Z must not take back what cannot be seen."""
        del parameters
        return self.is_mounted is False or self.line.purpose is None or action in WHILE_TYPING

    # Leaving

    def action_back(self) -> None:
        """Back to where one was; in the end to the list of trips."""
        if not self.pane.leave():
            self._leave_trip()

    def _leave_trip(self) -> None:
        if self.session.all_saved:
            self.agenda.open_list()
        else:
            self._rescue(self.agenda.open_list)

    async def may_leave(self) -> bool:
        """Whether the program may end: everything typed is in the store, or in a file."""
        if (self.line.purpose == "add" and self.line.text.strip()) or self.pane.unsaved:
            self.agenda.tell(self._t("The line is not added yet: Enter adds it, Esc leaves it."), warning=True)
            return False
        await asyncio.to_thread(self.session.save)
        if not self.session.all_saved:
            self._rescue(self.agenda.exit)
        return self.session.all_saved

    def _rescue(self, leave: Callable[[], object]) -> None:
        from agenda.tui.dialogs.unsaved import UnsavedDialog

        def then(may: bool | None) -> None:
            if may:
                leave()

        self.agenda.push_screen(UnsavedDialog(self.session, self._t), then)
