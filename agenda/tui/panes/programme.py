"""The programme: the items of all days as a list or as a grid of hours, and the details of the one under the cursor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal

from agenda.services.operations import ADDED
from agenda.tui.base import bindings
from agenda.tui.panes.items import DayPane
from agenda.tui.widgets.bars import FilterLine, InfoLine
from agenda.tui.widgets.details import Details
from agenda.tui.widgets.programme import ProgrammeList
from trips.grammar.choices import KIND_WORDS, STATUS_WORDS
from trips.grammar.when import Then, With
from trips.i18n.language import Message, UserError
from trips.model.entities import Item, by_id, changed, named_in
from trips.model.trip import Trip

if TYPE_CHECKING:
    from agenda.presenters.details import Row
    from agenda.tui.ports import Purpose
    from agenda.tui.widgets.grid import ProgrammeGrid
    from trips.importers.line.read import Understood
    from trips.queries.filters import Filter


class ProgrammePane(DayPane):
    """The first tab. Its cursor is on an item, on a day or on the pool; list and grid show the same one."""

    where = "programme"
    BINDINGS: ClassVar[list[BindingType]] = bindings("programme")

    filter: Filter | None = None
    _anchor: str | None = None

    def compose(self) -> ComposeResult:
        """List and details; the grid comes when it is asked for."""
        yield FilterLine()
        with Horizontal(classes="body"):
            yield ProgrammeList(self.t, id="list")
            with Container(classes="side"):
                yield Details(id="details")
        yield InfoLine(id="info")

    @property
    def grid(self) -> ProgrammeGrid | None:
        """The grid while it is shown."""
        if not self.has_class("-grid"):
            return None
        from agenda.tui.widgets.grid import ProgrammeGrid

        return next(iter(self.query(ProgrammeGrid)), None)

    def load(self, cursor: str | None = None) -> None:
        """Show the trip."""
        session = self.editor.session
        shown = self._shown(session.trip)
        if shown is not None and cursor in {item.id for item in session.trip.items} - shown:
            self.filter, shown = None, None
            self.editor.agenda.tell(self.t("The filter hid this item; everything is shown again."))
        self._say_filter()
        self.list.load(session.timeline, session.findings, cursor, shown)
        if self.list.marked:
            self.list.mark(self.list.marked & {row.item.id for row in self.list.rows if row.item})
        self._load_grid()
        self.show_details()

    def _load_grid(self) -> None:
        if (grid := self.grid) is not None:
            session = self.editor.session
            grid.load(session.timeline, session.findings, self.key, self._shown(session.trip))
            grid.mark(self.list.marked)

    def _shown(self, trip: Trip) -> frozenset[str] | None:
        if not self.filter:
            return None
        from trips.queries.filters import kept

        return kept(trip, self.filter)

    def enter(self) -> None:
        """Take the focus."""
        (self.grid or self.list).focus()

    def leave(self) -> bool:
        """Esc: out of the details, then away with the marks, then with the filter."""
        if self.in_details:
            self.leave_details()
        elif self.list.marked:
            self.mark(frozenset())
        elif self.filter:
            self.filter = None
            self.load()
        else:
            return False
        return True

    def state_text(self) -> str:
        """How many are marked."""
        return self.marked_said()

    def mark(self, keys: frozenset[str]) -> None:
        """Mark these and nothing else, in the grid too."""
        super().mark(keys)
        if (grid := self.grid) is not None:
            grid.mark(keys)
        self._say_filter()
        self.show_details()

    def _say_filter(self) -> None:
        """What the filter lets through, and what ends it; marks go first."""
        line, trip = self.query_one(FilterLine), self.editor.session.trip
        shown, said = self._shown(trip), ""
        if shown is None or not self.filter:
            line.say(said)
            return
        from agenda.tui.dialogs.filter import filter_text

        what, count, total = filter_text(trip, self.filter, self.t), len(shown), len(trip.items)
        said = self.t("Only {what} · {shown} of {all} items · Esc shows all", what=what, shown=count, all=total)
        if self.list.marked:
            said = self.t(
                "Only {what} · {shown} of {all} items · Esc takes the marks away", what=what, shown=count, all=total
            )
        line.say(said)

    def on_programme_grid_moved(self, event: ProgrammeGrid.Moved) -> None:
        """The cursor of the grid stands on something else."""
        self.list.select(event.key)

    def on_programme_grid_chosen(self) -> None:
        """An item was clicked twice."""
        self.action_open()

    def show_details(self) -> None:
        """Show what is known of what is marked, or of what the cursor is on."""
        details = self.query_one(Details)
        if self.editor.narrow:
            self.query_one(InfoLine).say(self._info())
        if not self.details_seen:
            return
        details.load(self._facts(everything=details.has_focus))
        self.name_side(self._side_title())

    def _side_title(self) -> str:
        if len(self.list.marked) > 1:
            return self.marked_said()
        if self.current is not None:
            return self.t("Item")
        return self.t("Day") if self.day is not None else self.t("Unscheduled")

    def _facts(self, *, everything: bool) -> Iterable[Row]:
        """Of an item, of several, of a day or of the pool; with `everything`, also an item's empty fields."""
        from agenda.presenters.details import Row, item_facts
        from agenda.presenters.overview import day_facts, pool_facts, several_facts

        session, row = self.editor.session, self.list.row
        if len(self.list.marked) > 1 and not everything:
            return several_facts(session.timeline, self.list.marked, self.t)
        if row is None or row.placed is None:
            if self.day is not None:
                return day_facts(session.timeline, self.day, session.findings, self.t)
            return pool_facts(session.trip, session.findings, self.t)
        findings = session.findings_of(row.placed.item.id)
        facts = [*item_facts(session.timeline, row.placed, findings, self.t, everything=everything)]
        if stands := self.stands(row.placed.item):
            facts.insert(2, Row(self.t("Now"), stands, "lines--strong"))
        return facts

    def _info(self) -> str:
        item = self.current
        if item is None:
            return ""
        trip = self.editor.session.trip
        names = {entity.key: entity.name for entity in (*trip.people, *trip.organisations)}
        who = ", ".join(names.get(key, key) for key in named_in(item))
        parts = (self.stands(item), self.t(KIND_WORDS[item.kind]), self.t(STATUS_WORDS[item.status]), who)
        return " · ".join(part for part in parts if part)

    # Typing a new item

    def action_new(self) -> None:
        """Type a new item."""
        self._type()

    def begin_typing(self) -> None:
        """A letter over the list or the grid begins a new item."""
        if self.editor.line.purpose is None and self.editor.focused in (self.list, self.grid):
            self._type()

    def _type(self) -> None:
        from agenda.services.completion import names_to_complete

        self.editor.type_line("add", self.t("Thu 14:30 Group photo"), self._echo)
        session = self.editor.session
        self.editor.line.complete(names_to_complete(session.trip, session.earlier))

    def _read(self, text: str) -> tuple[Understood, Item]:
        """What a line says and the item that it stands for, on the day of the cursor if it names none."""
        from trips.importers.line.read import item_of, read_line

        understood = read_line(self.editor.session.trip, text, self.editor.session.earlier)
        item = item_of(understood, self.day.id if self.day else None)
        behind = self.current
        if behind is None or behind.part_of is None or behind.day != item.day:
            return understood, item
        if isinstance(item.when.start, Then | With | None):
            return understood, changed(item, part_of=behind.part_of)  # what follows a part goes on within its visit
        return understood, item

    def _echo(self, text: str) -> str:
        from trips.importers.line.read import understood_text, with_new

        if not text.strip():
            return self.t("day, time, title, place, people: Enter adds it, → completes a name, Esc leaves")
        try:
            understood, item = self._read(text)
            trip = with_new(self.editor.session.trip, understood)
            whole = by_id(trip.items).get(item.part_of or "")
            within = self.t(" · within {title}", title=whole.title) if whole else ""
            told = "".join(f" · {one.say(self.t)}" for one in understood.told)
            return f"→ {understood_text(trip, item, self.t, understood.new)}{within}{told}"
        except UserError as refused:
            return refused.say(self.t)

    def line_done(self, purpose: Purpose, text: str) -> bool:
        """Add what was typed; whether it could be read."""
        return purpose != "add" or not text.strip() or self.add_line(text)

    def lines_pasted(self, text: str) -> None:
        """Several lines were pasted: a programme, to look over; all of it is added in one step."""
        from agenda.tui.dialogs.review import ReviewDialog
        from trips.importers.programme.programme import read_programme

        base = self.editor.session.trip
        try:
            programme = read_programme(text, begun=True)
        except UserError as refused:
            self.editor.agenda.tell(refused)
            return

        def add(trip: Trip | None) -> None:
            if trip is None:
                self.editor.line.give_back(" ".join(text.split()))
                return
            known = by_id(base.items)
            new = [item for item in trip.items if item.id not in known]
            if new:
                self.editor.edit_since(base, lambda _: trip, ADDED.note([item.title for item in new]), new[0].id)
            self.editor.close_line()

        start = self.day.date if self.day else None
        self.editor.agenda.push_screen(ReviewDialog(programme, base.title, self.t, base, start), add)

    def add_line(self, text: str) -> bool:
        """Add an item from a typed line behind the cursor, or where its time puts it; whether it could be read."""
        from trips.edits.items import add_item
        from trips.importers.line.read import with_new

        try:
            understood, item = self._read(text)
        except UserError as refused:
            self.editor.agenda.tell(refused)
            return False
        behind = self.current if isinstance(item.when.start, Then | With | None) else None
        after = behind.id if behind and behind.day == item.day else None
        note = Message("Added {title}", title=item.title)
        return self.edit(lambda trip: add_item(with_new(trip, understood), item, after), note, item.id)

    # Opening, marking, looking

    @on(Details.Edit)
    async def _edit_field(self, event: Details.Edit) -> None:
        from agenda.presenters.editable import items_editable

        if self.current is not None:
            await self.edit_in_place(items_editable([self.current]), event)

    def action_filter(self) -> None:
        """Show only a group, a person, a kind or a status."""
        from agenda.tui.dialogs.filter import FilterDialog

        def show(chosen: Filter | None) -> None:
            if chosen is not None:
                self.filter = chosen
                self.load()
                self.editor.show_title()

        self.editor.agenda.push_screen(FilterDialog(self.editor.session.trip, self.filter, self.t), show)

    async def action_grid(self) -> None:
        """The hours of the days side by side, or the list."""
        from agenda.tui.widgets.grid import ProgrammeGrid

        self.toggle_class("-grid")
        if self.has_class("-grid") and not self.query(ProgrammeGrid):
            await self.query_one(".body").mount(ProgrammeGrid(self.t), before=0)
        self.enter()
        self._load_grid()
        self.call_after_refresh(self.show_details)

    def action_zoom(self) -> None:
        """In the grid: 15, 30 or 60 minutes a line."""
        if (grid := self.grid) is not None:
            grid.zoom()
