"""Who is where within an item: people and groups marked, and the place where they are put."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from rich.cells import set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Button, Input, Label
from textual.widgets.selection_list import Selection

from agenda.tui.dialogs.base import Dialog
from agenda.tui.ports import Editor
from agenda.tui.widgets.combo_box import ComboBox, matching
from agenda.tui.widgets.mark_list import MarkList
from exports.tables.counts import places
from trips.edits.assignments import assign, place_of, places_of, read_place, unassign
from trips.i18n.language import N_, Message, Translator, UserError
from trips.model.entities import Item, by_id, by_key
from trips.model.trip import Trip
from trips.model.values import Keys
from trips.queries.counts import spread
from trips.schedule.attendance import Attendance, in_group_programme

_NAME: Final = 36
"""Cells of a name."""
_LOOKS: Final = 1.0
"""Seconds between two looks for what others saved."""


class _People(MarkList):
    """Enter goes on to the place."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", show=False)]

    def action_go_on(self) -> None:
        """On to the place."""
        self.screen.query_one(ComboBox).focus()


class AssignDialog(Dialog[None]):
    """Each Enter is a step of its own, saved at once."""

    ABOUT = N_(
        "Puts people and groups into buses, rooms or at tables of this item. Mark them with Space, type the "
        "place, and Enter puts them there; without a place they are nowhere. Each step is saved at once, and "
        "Ctrl+Z takes it back."
    )

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "undo", show=False)]

    def __init__(self, editor: Editor, item_id: str, words: Translator) -> None:
        super().__init__(words)
        self._editor = editor
        self._id = item_id
        self._shown: Trip = editor.session.trip

    def compose(self) -> ComposeResult:
        t, item = self.t, self._item
        title = t("Who is where: {title}", title=item.title if item else "")
        with self.window(title, t("Space marks · Enter puts them there · Esc closes"), "form tall"):
            yield _People(*self._selections(), classes="people")
            example = t("Bus 1, or Bus 1 (50 seats); empty: no place")
            yield from self.row(t("Where to"), ComboBox("", self._known, open_=True, placeholder=example))
            yield Label("", classes="echo", id="sums", markup=False)
            yield from self.foot(close=t("Close"))

    def on_mount(self) -> None:
        """Begin with the people, the first one behind the groups."""
        names = self.query_one(_People)
        names.highlighted = next(
            (n for n in range(names.option_count) if names.get_option_at_index(n).value.startswith("people:")), None
        )
        names.focus()
        self._show_sums()
        self.set_interval(_LOOKS, self._look)

    def begin_typing(self, key: str, letter: str | None) -> None:
        """A letter over the people is the first one of the place."""
        del key
        if letter and not letter.isspace() and self.query_one(_People).has_focus:
            self.set_focus(self.query_one(ComboBox).input)  # at once: the key goes where the focus is now

    @property
    def _item(self) -> Item | None:
        """The item; None if somebody has removed it meanwhile."""
        return by_id(self._editor.session.trip.items).get(self._id)

    def _known(self, typed: str) -> list[str]:
        item = self._item
        return list(matching([assignment.place for assignment in item.assignments])(typed)) if item is not None else []

    def _look(self) -> None:
        """Show what others saved; without the item there is nothing to show."""
        if self._item is None:
            self.agenda.tell(UserError("The item is not in the trip any more."))
            self.dismiss(None)
        elif self._editor.session.trip is not self._shown:
            self._load()

    def _selections(self) -> Iterator[Selection[str]]:
        """Groups first, then who goes there, then who has a place and does not go there; each with their place.

        The place of somebody who is there only with a group or with whom they accompany stands in brackets.
        """
        trip, item = self._editor.session.trip, self._item
        if item is None:
            return
        attendance = Attendance.of(trip, self._editor.session.timeline.placed())
        people = by_key(trip.people)
        for group in trip.groups:
            if in_group_programme(item, attendance.whole_of(item), group.key):
                place = next(
                    (assignment.place for assignment in item.assignments if group.key in assignment.groups), ""
                )
                yield _selection(f"groups:{group.key}", self.t("Group: {name}", name=group.name), place)
        going = attendance.who_goes(item) if item.day else trip.people
        own = {key for assignment in item.assignments for key in assignment.people}
        for person in going:
            place = place_of(item, person, people) or ""
            yield _selection(
                f"people:{person.key}", person.name, f"({place})" if place and person.key not in own else place
            )
        there = {person.key for person in going}
        for key in sorted(own - there):
            place = ", ".join(places_of(item, people[key]))
            yield _selection(f"people:{key}", people[key].name, self.t("{place} (not there)", place=place))

    def _show_sums(self) -> None:
        trip, item = self._editor.session.trip, self._item
        told = ""
        if item is not None and item.assignments and item.day:
            attendance = Attendance.of(trip, self._editor.session.timeline.placed())
            told = places(spread(attendance, item), self.t)
        self.query_one("#sums", Label).update(Content(told or self.t("Nobody has a place yet.")))

    @on(Input.Submitted)
    def _put(self) -> None:
        """Put the marked ones, else the one under the cursor, where the line says."""
        item = self._item
        if item is None:
            self._look()
            return
        place, seats = read_place(self.query_one(ComboBox).value)
        people, groups = self._chosen()
        n, title = len(people) + len(groups), item.title
        if not place:
            note = Message("{title}: {n} without a place now", title=title, n=n)
            refused = self._editor.try_edit(lambda now: unassign(now, self._id, people, groups), note, self._id)
        else:
            note = Message("{title}: {n} assigned to {place}", title=title, n=n, place=place)
            refused = self._editor.try_edit(
                lambda now: assign(now, self._id, place, people, groups, seats), note, self._id
            )
        self._after(refused)

    def _chosen(self) -> tuple[Keys, Keys]:
        names = self.query_one(_People)
        chosen = list(names.selected)
        if not chosen and names.highlighted is not None:
            chosen = [names.get_option_at_index(names.highlighted).value]
        keys = [one.partition(":") for one in chosen]
        people = tuple(key for table, _, key in keys if table == "people")
        return people, tuple(key for table, _, key in keys if table == "groups")

    def _after(self, refused: UserError | None) -> None:
        """Show what became of it, with the cursor on the next one."""
        if refused is not None:
            self.complain(refused)
            return
        names = self.query_one(_People)
        further = 0 if names.selected else 1
        names.deselect_all()
        self._load(further)
        self.query_one("#wrong", Label).update("")
        self.query_one(ComboBox).value = ""
        names.focus()

    def _load(self, further: int = 0) -> None:
        """Show everybody as they are now, with the marks and the cursor where they were."""
        names = self.query_one(_People)
        marked, at = set(names.selected), names.highlighted or 0
        names.clear_options()
        names.add_options(list(self._selections()))
        for one in marked & {names.get_option_at_index(n).value for n in range(names.option_count)}:
            names.select(one)
        names.highlighted = min(at + further, names.option_count - 1) if names.option_count else None
        self._shown = self._editor.session.trip
        self._show_sums()

    def action_undo(self) -> None:
        """Take back the last change, as on the screen below."""
        self._editor.action_undo()

    def take_paste(self, text: str) -> bool:
        """Take in names and places that were pasted from a table; whether they were."""
        item = self._item
        if item is None or (len(text.strip().splitlines()) < 2 and "\t" not in text):
            return False
        from agenda.services.import_ import read_assignments

        name = self.t("a table")
        try:
            table = read_assignments(text.encode(), name, self._editor.session.trip, item)
            seated = table.into(self._editor.session.trip)
        except UserError as refused:
            self.complain(refused)
            return True
        note = Message("{n} assigned from {file}", n=seated.changed, file=name)
        self._after(self._editor.try_edit(lambda now: table.into(now).trip, note, self._id))
        if seated.left:
            self.complain(UserError(seated.left[0].why))
        return True

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.dismiss(None)


def _selection(key: str, name: str, place: str) -> Selection[str]:
    return Selection(Content(f"{set_cell_size(name, _NAME)}  {place}".rstrip()), key, id=key)
