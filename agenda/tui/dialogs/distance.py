"""How long the way from a place to another takes, as somebody knows it."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Label

from agenda.tui.dialogs.base import Dialog
from agenda.tui.widgets.combo_box import ComboBox, matching
from trips.edits.directory import with_way, without_way
from trips.i18n.language import Message, Translator, UserError
from trips.model.doors import checked
from trips.model.entities import Distance, Venue
from trips.model.trip import Trip
from trips.names.index import get_entry

Edit = tuple[Callable[[Trip], Trip], Message]


class DistanceDialog(Dialog[Edit]):
    """Answers with an edit: a way noted, or with no minutes taken away."""

    AUTO_FOCUS = "#to Input"

    def __init__(self, trip: Trip, place: Venue, words: Translator) -> None:
        super().__init__(words)
        self._trip = trip
        self._place = place

    def compose(self) -> ComposeResult:
        t = self.t
        others = [venue.name for venue in self._trip.venues if venue.key != self._place.key]
        with Vertical(classes="window") as window:
            window.border_title = Content(t("Transfer time from {place}", place=self._place.name))
            window.border_subtitle = Content(t("Enter saves · Esc closes"))
            with Horizontal(classes="field-row"):
                yield Label(Content(t("Where to")), classes="label")
                yield ComboBox("", matching(others), id="to")
            with Horizontal(classes="field-row"):
                yield Label(Content(t("Minutes")), classes="label")
                yield Input(id="minutes", placeholder=t("none: removes the transfer time"))
            with Horizontal(classes="field-row"):
                yield Label(Content(t("How")), classes="label")
                yield Input(id="mode", placeholder=t("on foot, bus, train; empty: in any way"))
            yield Label("", classes="echo", id="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(t("Save")), variant="primary", id="save")
                yield Button(Content(t("Cancel")), id="cancel")

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def _save(self) -> None:
        try:
            self.dismiss(self._edit())
        except UserError as refused:
            self.complain(refused)

    def _edit(self) -> Edit:
        """What is typed, as an edit.

        Raises:
            UserError: there is no such place, or the minutes are none.
        """
        here, there = self._place, get_entry(self._trip, "venues", self.query_one("#to", ComboBox).value)
        text, mode = (self.query_one(name, Input).value.strip() for name in ("#minutes", "#mode"))
        if here.key == there.key:
            raise UserError("{place} is the same place twice; a transfer leads from one to another.", place=here.name)
        if not text:
            note = Message("Removed the transfer time between {start} and {end}", start=here.name, end=there.name)
            return (lambda now: without_way(now, here.key, there.key, mode or None)), note
        if not text.isdecimal() or int(text) > 10_000:
            raise UserError('"{text}" is no number of minutes, like 12.', text=text)
        way = checked(Distance, one=here.key, other=there.key, minutes=int(text), mode=mode)
        note = Message("Noted {n} min between {start} and {end}", n=way.minutes, start=here.name, end=there.name)
        return (lambda now: with_way(now, way)), note

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
