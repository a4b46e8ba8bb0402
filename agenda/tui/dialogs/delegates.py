"""Which delegates of a pattern come along into a new trip."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Button
from textual.widgets.selection_list import Selection

from agenda.tui.dialogs.base import Dialog
from agenda.tui.widgets.mark_list import MarkList
from trips.edits.directory import remove
from trips.i18n.language import N_, Translator
from trips.model.trip import Trip


class StayingDialog(Dialog[Trip]):
    """Answers with the trip without those who were left out."""

    ABOUT = N_(
        "People of the trip that this one is made from. Those who are marked come along; Space takes the mark away."
    )

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "done", show=False, priority=True)]

    def __init__(self, trip: Trip, words: Translator) -> None:
        super().__init__(words)
        self._trip = trip

    def compose(self) -> ComposeResult:
        t = self.t
        keys = t("Space leaves somebody out · Enter makes the trip · Esc closes")
        with self.window(t("Who comes again"), keys):
            delegates = [person for person in self._trip.people if person.delegate]
            yield MarkList(
                *(Selection(Content(delegate.name), delegate.key, initial_state=True) for delegate in delegates)
            )
            yield from self.buttons(make=t("Make"), cancel=t("Cancel"))

    def on_mount(self) -> None:
        """Begin with the list."""
        self.query_one(MarkList).focus()

    @on(Button.Pressed, "#make")
    def action_done(self) -> None:
        """Make the trip with those who are chosen."""
        if isinstance(self.focused, Button) and self.focused.id == "cancel":
            self.dismiss(None)
            return
        stay: set[str] = set(self.query_one(MarkList).selected)
        trip = self._trip
        for person in trip.people:
            if person.delegate and person.key not in stay:
                trip = remove(trip, "people", person.key)
        self.dismiss(trip)

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
