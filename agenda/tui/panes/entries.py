"""People and places: lists with the same manners as the programme."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal

from agenda.tui.base import bindings
from agenda.tui.panes.list_pane import ListPane
from agenda.tui.widgets.details import Details
from agenda.tui.widgets.entry_list import PEOPLE, PLACES, EntryList, EntryRow, Section
from trips.edits.directory import uses
from trips.i18n.language import N_, Message, UserError
from trips.model.entities import Venue
from trips.model.tables import Entry, Table
from trips.model.trip import Trip

if TYPE_CHECKING:
    from agenda.tui.ports import Purpose


_SECOND: Final[Mapping[Table, str]] = {
    "people": "role", "venues": "address", "groups": "expected", "organisations": "contact",
}  # fmt: skip
"""What stands behind the comma of a line."""
_ENTRY_WORDS: Final[Mapping[Table, str]] = {
    "people": N_("Person"), "venues": N_("Place"), "groups": N_("Group"), "organisations": N_("Organisation"),
}  # fmt: skip


class EntriesPane(ListPane[EntryRow]):
    """Entries in sections; what a command works on is marked or under the cursor."""

    sections: ClassVar[Sequence[Section]]

    def compose(self) -> ComposeResult:
        with Horizontal(classes="body"):
            yield EntryList(self.sections, self.t, id=f"{self.where}-list")
            with Container(classes="side"):
                yield Details(id=f"{self.where}-details")

    @property
    def list(self) -> EntryList:
        """The list."""
        return self.query_one(EntryList)

    def load(self, cursor: str | None = None) -> None:
        """Show the trip's entries."""
        self.list.load(self.editor.session.trip, cursor)
        known = {self.list.key_of(row) for row in self.list.rows if row.entry}
        self.list.mark(frozenset(key for key in self.list.marked if key in known))
        self.show_details()

    def enter(self) -> None:
        """Take the focus."""
        self.list.focus()

    def state_text(self) -> str:
        """How many are marked."""
        return self.marked_said()

    @property
    def section(self) -> Section:
        """The section that the cursor is in."""
        row = self.list.row
        return (row.section if row else None) or self.sections[0]

    @property
    def current(self) -> Entry | None:
        """The entry under the cursor."""
        return self.list.row.entry if self.list.row else None

    def chosen(self) -> list[tuple[Table, Entry]]:
        """The entries that a command works on."""
        rows = [row for row in self.list.rows if row.entry and self.list.key_of(row) in self.list.marked]
        rows = rows or [row for row in (self.list.row,) if row and row.entry]
        return [(row.section.table, row.entry) for row in rows if row.section and row.entry]

    def show_details(self) -> None:
        """Show what is known of the entry under the cursor."""
        from agenda.presenters.details import entry_facts
        from agenda.presenters.overview import section_facts, several_entries_facts

        if not self.details_seen:
            return
        details = self.query_one(Details)
        entry = self.current
        trip = self.editor.session.trip
        if len(self.list.marked) > 1 and not details.has_focus:
            some = [entry for _, entry in self.chosen()]
            details.load(several_entries_facts(trip, some, self.marked_said(), self.t))
        elif entry is not None:
            details.load(entry_facts(trip, self.section.table, entry, self.t, everything=details.has_focus))
        else:
            details.load(section_facts(self.section.label, self.section.hint, self.list.counted(), self.t))
        self.name_side(self.t(_ENTRY_WORDS[self.section.table]))

    def mark(self, keys: frozenset[str]) -> None:
        """Mark these and nothing else; the details tell of all of them."""
        super().mark(keys)
        self.show_details()

    def leave(self) -> bool:
        """Esc: out of the details, then away with the marks, then back to the programme."""
        if self.in_details:
            self.leave_details()
        elif self.list.marked:
            self.mark(frozenset())
        else:
            self.editor.show_tab("programme")
        return True

    # Opening and changing

    @on(Details.Edit)
    async def _edit_field(self, event: Details.Edit) -> None:
        from agenda.presenters.editable import entries_editable

        if self.current is not None:
            await self.edit_in_place(entries_editable(self.section.table, [self.current]), event)

    def action_edit(self) -> None:
        """Change every field of the entry, or of all that are marked."""
        from agenda.presenters.editable import entries_editable
        from agenda.tui.dialogs.form import edit_in_form

        chosen = self.chosen()
        tables = {table for table, _ in chosen}
        if not chosen:
            self.action_new()
            return
        if len(tables) > 1:
            self.editor.agenda.tell(UserError("Mark people, organisations or groups, not several kinds at once."))
            return
        subject = entries_editable(chosen[0][0], [entry for _, entry in chosen], self.marked_said())
        edit_in_form(self.editor, subject, self.list.key)

    def action_new(self) -> None:
        """Make a new entry in the section of the cursor."""
        from agenda.presenters.editable import new_entry
        from agenda.tui.dialogs.form import Form

        section = self.section
        subject = new_entry(section.table, self.t, delegate=bool(section.delegate))

        def save(texts: Mapping[str, str] | None) -> None:
            if texts:
                self._add(subject.edit(texts), section.table, texts.get("name", ""))

        self.editor.agenda.push_screen(Form(self.editor.session.trip, subject, self.t), save)

    def _add(self, change: Callable[[Trip], Trip], table: Table, name: str) -> bool:
        before = {one.key for one in getattr(self.editor.session.trip, table)}
        if not self.editor.edit(change, Message("Added {title}", title=name)):
            return False
        fresh = [one.key for one in getattr(self.editor.session.trip, table) if one.key not in before]
        if fresh:
            self.load(f"{table}:{fresh[0]}")
        return True

    def begin_typing(self) -> None:
        """A letter over the list begins a new entry."""
        if self.editor.line.purpose is None and self.editor.focused is self.list:
            self.editor.type_line("add", self.t("Name, role"), self._echo)

    def _echo(self, text: str) -> str:
        return f"→ {self.t(self.section.label)}: {' · '.join(part.strip() for part in text.split(',', 1))}"

    def line_done(self, purpose: Purpose, text: str) -> bool:
        """Add the entry that was typed: its name, and behind a comma role, address or number of heads."""
        if purpose != "add" or not text.strip():
            return True
        from agenda.presenters.editable import new_entry

        name, _, rest = text.partition(",")
        subject = new_entry(self.section.table, self.t, delegate=bool(self.section.delegate))
        texts = {"name": name.strip()} | ({_SECOND[self.section.table]: rest.strip()} if rest.strip() else {})
        return self._add(subject.edit(texts), self.section.table, name.strip())

    def lines_pasted(self, text: str) -> None:
        """Several lines were pasted: people, whose columns are looked over, or entries of another kind, one a line."""
        if self.section.table == "people":
            self._people_pasted(text)
            return
        from agenda.presenters.editable import new_entry

        table, known = self.section.table, {entry.name.casefold() for entry in self._entries()}
        parts = [line.replace("\t", ",").partition(",") for line in text.splitlines() if line.strip(" ,;\t")]
        fresh = [(name.strip(), rest.strip(" ,;")) for name, _, rest in parts if name.strip().casefold() not in known]

        def change(trip: Trip) -> Trip:
            for name, rest in fresh:
                subject = new_entry(table, self.t)
                trip = subject.edit({"name": name} | ({_SECOND[table]: rest} if rest else {}))(trip)
            return trip

        if fresh and self.editor.edit(change, Message("Added {title}", title=", ".join(name for name, _ in fresh))):
            self.editor.close_line()
            self.load()

    def _entries(self) -> Sequence[Entry]:
        return getattr(self.editor.session.trip, self.section.table)

    def _people_pasted(self, text: str) -> None:
        from agenda.services.import_ import read_pasted
        from agenda.tui.dialogs.columns import ColumnsDialog

        base = self.editor.session.trip
        try:
            people = read_pasted(text)
        except UserError as refused:
            self.editor.agenda.tell(refused)
            return
        if people is None:
            return

        def take(trip: Trip | None) -> None:
            if trip is None:
                self.editor.line.give_back(" ".join(text.split()))
                return
            self.editor.edit_since(base, lambda _: trip, Message("Imported from {file}", file=self.t("the clipboard")))
            self.editor.close_line()
            self.load()

        guests = people.as_guests() if not self.section.delegate else people
        self.editor.agenda.push_screen(ColumnsDialog(guests, base, self.t), take)

    # Removing and merging

    def action_remove(self) -> None:
        """Remove entries; those that are used ask what is to become of their items."""
        chosen = self.chosen()
        trip = self.editor.session.trip
        used = [one for one in chosen if uses(trip, one[0], one[1].key)]
        if not chosen:
            return
        if not used:
            self._remove(chosen, None)
            return
        from agenda.tui.dialogs.remove import ask_what_becomes

        ask_what_becomes(self.editor, chosen, self._remove)

    def _remove(self, chosen: Sequence[tuple[Table, Entry]], how: Callable[[Trip, Table, str], Trip] | None) -> None:
        from trips.edits.directory import remove

        carry_out = how or remove

        def change(trip: Trip) -> Trip:
            for table, entry in chosen:
                trip = carry_out(trip, table, entry.key)
            return trip

        title = ", ".join(entry.name for _, entry in chosen)
        if self.editor.edit(change, Message("Removed {title}", title=title)):
            self.editor.agenda.tell(self.t("Removed {title}; Ctrl+Z brings it back.", title=title))

    def action_merge(self) -> None:
        """Make one entry of two that are the same."""
        chosen = self.chosen()
        if len(chosen) != 2 or chosen[0][0] != chosen[1][0]:
            self.editor.agenda.tell(UserError("Mark the two that are the same first (Ins), then merge them."))
            return
        from agenda.tui.dialogs.choose import Choose

        (table, one), (_, other) = chosen
        labels = [(entry.key, f"{entry.name}  ({entry.key})") for entry in (one, other)]

        def merge(key: str | None) -> None:
            if key is not None:
                from trips.edits.directory import merge_entries

                keep, gone = (one, other) if key == one.key else (other, one)
                note = Message("Merged {gone} into {title}", gone=gone.name, title=keep.name)
                self.list.mark(frozenset())
                self.editor.edit(
                    lambda trip: merge_entries(trip, table, keep.key, gone.key), note, f"{table}:{keep.key}"
                )

        about = self.t("Which one stays? What it does not say is taken over from the other.")
        self.editor.agenda.push_screen(Choose(self.t("Merge"), labels, self.t, about), merge)


class PeoplePane(EntriesPane):
    """Participants, other people, organisations and groups."""

    where = "people"
    sections = PEOPLE
    BINDINGS: ClassVar[list[BindingType]] = bindings("people")


class PlacesPane(EntriesPane):
    """Places."""

    where = "places"
    sections = PLACES
    BINDINGS: ClassVar[list[BindingType]] = bindings("places")

    def action_way(self) -> None:
        """Note how long the way from the place under the cursor to another one takes."""
        from agenda.tui.dialogs.distance import DistanceDialog, Edit

        place = self.current
        if not isinstance(place, Venue):
            self.editor.agenda.tell(UserError("Put the cursor on a place first."))
            return

        def note(answer: Edit | None) -> None:
            if answer is not None:
                self.editor.edit(*answer, f"venues:{place.key}")

        self.editor.agenda.push_screen(DistanceDialog(self.editor.session.trip, place, self.t), note)
