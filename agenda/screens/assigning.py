"""Who is where within an item: people and groups marked, and the place where they are put."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar, Final

from rich.cells import set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Label, SelectionList
from textual.widgets.selection_list import Selection

from agenda.screens.base import Dialog
from agenda.session import Session
from agenda.widgets.pick import Pick, matching
from exports.tables.counting import places
from trips.assigning import assign, place_of, read_place, unassign
from trips.attending import in_group_programme
from trips.counting import spread, who_goes
from trips.edits import the_item
from trips.language import Message, Refused, Words
from trips.model import Item, Trip, by_id, by_key
from trips.values import Keys

_NAME: Final = 36
"""Cells of a name."""

Edit = Callable[[Callable[[Trip], Trip], Message], Refused | None]


class _People(SelectionList[str]):
    """Enter goes on to the place."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", show=False)]

    def action_go_on(self) -> None:
        """On to the place."""
        self.screen.query_one(Pick).focus()


class AssignDialog(Dialog[None]):
    """Each Enter is a step of its own, saved at once."""

    def __init__(self, session: Session, item_id: str, edit: Edit, words: Words) -> None:
        super().__init__(words)
        self._session = session
        self._id = item_id
        self._edit = edit

    def compose(self) -> ComposeResult:
        """The window."""
        t = self.t
        with Vertical(classes="window form tall") as window:
            window.border_title = Content(t("Who is where: {title}", title=self._item.title))
            window.border_subtitle = Content(t("Space marks · type a place, Enter puts them there · Esc closes"))
            yield _People(*self._selections(), classes="people")
            with Horizontal(classes="field-row"):
                yield Label(Content(t("Where to")), classes="label")
                yield Pick("", self._known, open_=True, placeholder=t("Bus 1, or Bus 1 (50 seats); empty: no place"))
            yield Label("", classes="echo", id="sums", markup=False)
            yield Label("", classes="echo", id="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(t("Close")), variant="primary", id="close")

    def on_mount(self) -> None:
        """Begin with the people."""
        super().on_mount()
        self.query_one(_People).focus()
        self._show_sums()

    def begin_typing(self, key: str, letter: str | None) -> None:
        """A letter over the people is the first one of the place."""
        del key
        if letter and not letter.isspace() and self.query_one(_People).has_focus:
            self.set_focus(self.query_one(Pick).input)  # at once: the key goes where the focus is now

    @property
    def _item(self) -> Item:
        return the_item(self._session.trip, self._id)

    def _known(self, typed: str) -> list[str]:
        return list(matching([one.place for one in self._item.assignments])(typed))

    def _selections(self) -> Iterator[Selection[str]]:
        """Groups first, then who goes there, then who has a place and does not go there; each with their place."""
        trip, item = self._session.trip, self._item
        whole = by_id(trip.items).get(item.part_of or "")
        people = by_key(trip.people)
        for group in trip.groups:
            if in_group_programme(item, whole, group.key):
                place = next((one.place for one in item.assignments if group.key in one.groups), "")
                yield self._selection(f"groups:{group.key}", self.t("Group: {name}", name=group.name), place)
        placed = self._session.timeline.placed()
        going = who_goes(trip.people, trip.timezone, placed, item, whole) if item.day else trip.people
        for one in going:
            yield self._selection(f"people:{one.key}", one.name, place_of(item, one, people) or "")
        there = {one.key for one in going}
        for key in {key: None for one in item.assignments for key in one.people if key not in there}:
            place = place_of(item, people[key], people) or ""
            yield self._selection(f"people:{key}", people[key].name, self.t("{place} (not there)", place=place))

    @staticmethod
    def _selection(key: str, name: str, place: str) -> Selection[str]:
        return Selection(Content(f"{set_cell_size(name, _NAME)}  {place}".rstrip()), key, id=key)

    def _show_sums(self) -> None:
        trip, item = self._session.trip, self._item
        placed = self._session.timeline.placed()
        told = ""
        if item.assignments and item.day:
            whole = by_id(trip.items).get(item.part_of or "")
            told = places(spread(trip.people, trip.groups, trip.timezone, placed, item, whole), self.t)
        self.query_one("#sums", Label).update(Content(told or self.t("Nobody has a place yet.")))

    @on(Input.Submitted)
    def _put(self) -> None:
        """Put the marked ones, else the one under the cursor, where the line says."""
        place, seats = read_place(self.query_one(Pick).value)
        people, groups = self._chosen()
        n, title = len(people) + len(groups), self._item.title
        if not place:
            note = Message("{title}: {n} without a place now", title=title, n=n)
            refused = self._edit(lambda now: unassign(now, self._id, people, groups), note)
        else:
            note = Message("{title}: {n} assigned to {place}", title=title, n=n, place=place)
            refused = self._edit(lambda now: assign(now, self._id, place, people, groups, seats), note)
        self._after(refused)

    def _chosen(self) -> tuple[Keys, Keys]:
        names = self.query_one(_People)
        chosen = list(names.selected)
        if not chosen and names.highlighted is not None:
            chosen = [names.get_option_at_index(names.highlighted).value]
        keys = [one.partition(":") for one in chosen]
        return tuple(key for table, _, key in keys if table == "people"), tuple(
            key for table, _, key in keys if table == "groups"
        )

    def _after(self, refused: Refused | None) -> None:
        """Show what became of it, with the cursor on the next one."""
        if refused is not None:
            self.complain(refused)
            return
        names = self.query_one(_People)
        marked, at = bool(names.selected), names.highlighted or 0
        names.clear_options()
        names.add_options(list(self._selections()))
        names.highlighted = min(at + (not marked), names.option_count - 1) if names.option_count else None
        self.query_one("#wrong", Label).update("")
        self.query_one(Pick).value = ""
        self._show_sums()
        names.focus()

    def take_paste(self, text: str) -> bool:
        """Take in names and places that were pasted from a table; whether they were."""
        if len(text.strip().splitlines()) < 2 and "\t" not in text:
            return False
        from agenda.tables import read_assignments

        try:
            table = read_assignments(text.encode(), self.t("a table"), self._session.trip, self._item)
            seated = table.into(self._session.trip)
        except Refused as refused:
            self.complain(refused)
            return True
        note = Message("{n} assigned from {file}", n=seated.changed, file=self.t("a table"))
        self._after(self._edit(lambda _: seated.trip, note))
        if seated.left:
            self.complain(Refused(seated.left[0].why))
        return True

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.dismiss(None)
