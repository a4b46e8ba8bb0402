"""Note who confirms an item: which side, with whom one spoke, and how."""

from __future__ import annotations

from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Label

from agenda.tui.dialogs.base import Dialog
from agenda.tui.widgets.combo_box import ComboBox, matching
from trips.contacts.confirmations import name_of, parties
from trips.i18n.language import Translator, UserError
from trips.model.entities import Item, PartyTable
from trips.model.trip import Trip


class Word(NamedTuple):
    """Who confirms, with whom one spoke, and how."""

    party: tuple[PartyTable, str]
    who: str
    how: str


class ConfirmDialog(Dialog[Word]):
    """Answers with what was said."""

    def __init__(self, trip: Trip, item: Item, words: Translator) -> None:
        super().__init__(words)
        self._item = item
        self._parties = {name_of(trip, *party): party for party in parties(trip, item)}

    def compose(self) -> ComposeResult:
        t, names = self.t, list(self._parties)
        with Vertical(classes="window") as window:
            window.border_title = Content(t("Confirmed: {title}", title=self._item.title))
            window.border_subtitle = Content(t("Enter saves · ↓ shows choices · Esc closes"))
            with Horizontal(classes="field-row"):
                yield Label(Content(t("Who confirms")), classes="label")
                yield ComboBox(names[0], matching(names), id="party")
            for name, label in (("who", t("Spoke with")), ("how", t("How"))):
                with Horizontal(classes="field-row"):
                    yield Label(Content(label), classes="label")
                    yield Input(id=name)
            yield Label("", classes="echo", id="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(t("Save")), variant="primary", id="save")
                yield Button(Content(t("Cancel")), id="cancel")

    def on_mount(self) -> None:
        """Begin with whom one spoke; mostly there is one side only."""
        self.query_one("#who" if len(self._parties) == 1 else "#party").focus()

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def _save(self) -> None:
        named = self.query_one("#party", ComboBox).value.strip()
        party = self._parties.get(named)
        if party is None:
            choices = ", ".join(self._parties)
            self.complain(UserError('"{text}" is not one of {choices}', text=named, choices=choices))
            return
        self.dismiss(Word(party, *(self.query_one(f"#{name}", Input).value.strip() for name in ("who", "how"))))

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
