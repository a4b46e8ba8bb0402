"""Note who confirms an item: which side, with whom one spoke, and how."""

from __future__ import annotations

from typing import NamedTuple

from textual.app import ComposeResult
from textual.widgets import Input

from agenda.tui.dialogs.base import FormDialog
from agenda.tui.widgets.combo_box import ComboBox, matching
from trips.contacts.confirmations import name_of, parties
from trips.i18n.language import N_, Translator, UserError
from trips.model.entities import Item, PartyTable
from trips.model.trip import Trip


class Word(NamedTuple):
    """Who confirms, with whom one spoke, and how."""

    party: tuple[PartyTable, str]
    who: str
    how: str


class ConfirmDialog(FormDialog[Word]):
    """Answers with what was said."""

    ABOUT = N_(
        "Notes that a host, a speaker or the place agrees to the item as it is now. When its time or place "
        "changes later, a check tells that they have to be asked again."
    )

    def __init__(self, trip: Trip, item: Item, words: Translator) -> None:
        super().__init__(words)
        self._item = item
        self._parties = {name_of(trip, *party): party for party in parties(trip, item)}

    def compose(self) -> ComposeResult:
        t, names = self.t, list(self._parties)
        keys = t("Enter saves · ↓ shows choices · Esc closes")
        with self.window(t("Confirmed: {title}", title=self._item.title), keys):
            yield from self.row(t("Who confirms"), ComboBox(names[0], matching(names), id="party"))
            yield from self.row(t("Spoke with"), Input(id="who"))
            yield from self.row(t("How"), Input(id="how"))
            yield from self.foot(save=t("Save"), cancel=t("Cancel"))

    def on_mount(self) -> None:
        """Begin with whom one spoke; mostly there is one side only."""
        self.query_one("#who" if len(self._parties) == 1 else "#party").focus()

    def answer(self) -> Word:
        named = self.query_one("#party", ComboBox).value.strip()
        if named not in self._parties:
            raise UserError('"{text}" is not one of {choices}', text=named, choices=", ".join(self._parties))
        who, how = (self.query_one(f"#{name}", Input).value.strip() for name in ("who", "how"))
        return Word(self._parties[named], who, how)
