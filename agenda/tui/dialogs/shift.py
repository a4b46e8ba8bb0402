"""Shift times: how far and what, with a preview of what moves before it happens."""

from __future__ import annotations

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Label

from agenda.presenters.times import change_of_time, read_shift, times_changed
from agenda.tui.dialogs.base import Dialog
from agenda.tui.widgets.combo_box import ComboBox, matching
from agenda.tui.widgets.paragraphs import Paragraphs
from trips.edits.shift import Scope, shift
from trips.i18n.language import N_, Translator, UserError
from trips.model.entities import Item
from trips.model.trip import Trip

SCOPES: Final[dict[Scope, str]] = {
    "following": N_("this and what follows on the day"), "item": N_("only this"), "day": N_("the whole day"),
    "trip": N_("the whole trip"),
}  # fmt: skip


class ShiftDialog(Dialog[tuple[int, Scope]]):
    """Answers with minutes and scope."""

    def __init__(self, trip: Trip, item: Item, words: Translator) -> None:
        super().__init__(words)
        self._trip = trip
        self._item = item

    def compose(self) -> ComposeResult:
        t = self.t
        with Vertical(classes="window") as window:
            window.border_title = Content(t("Shift {title}", title=self._item.title))
            window.border_subtitle = Content(t("Enter saves · ↓ shows choices · Esc closes"))
            with Horizontal(classes="field-row"):
                yield Label(Content(t("By")), classes="label")
                yield Input("+15m", id="by")
            with Horizontal(classes="field-row"):
                yield Label(Content(t("What")), classes="label")
                words = [t(word) for word in SCOPES.values()]
                yield ComboBox(words[0], matching(words), id="scope")
            with VerticalScroll(classes="preview", can_focus=False):
                yield Paragraphs((), id="preview")
            yield Label("", classes="echo", id="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(t("Shift times")), variant="primary", id="save")
                yield Button(Content(t("Cancel")), id="cancel")

    def on_mount(self) -> None:
        """Show what would move."""
        self.query_one("#by", Input).focus()
        self._preview()

    def _answer(self) -> tuple[int, Scope]:
        wanted = self.query_one(ComboBox).value.strip().casefold()
        known: dict[str, Scope] = {self.t(word).casefold(): key for key, word in SCOPES.items()}
        scope = known.get(wanted)
        if scope is None:
            raise UserError(
                '"{text}" is not one of {choices}', text=wanted, choices=", ".join(map(self.t, SCOPES.values()))
            )
        return read_shift(self.query_one("#by", Input).value), scope

    @on(Input.Changed)
    def _preview(self) -> None:
        label = self.query_one("#wrong", Label)
        try:
            by, scope = self._answer()
            after = shift(self._trip, self._item.id, by, scope)
        except UserError as refused:
            label.update(Content(refused.say(self.t)))
            return
        label.update("")
        label.remove_class("wrong")
        pairs = times_changed(self._trip, after)
        lines = [f"{change_of_time(was, now, self.t):15}  {now.item.title}" for was, now in pairs]
        fixed = [item.title for item in after.items if item.fixed and item.day == self._item.day]
        if fixed and scope != "item":
            lines += ["", self.t("Fixed, stays: {names}", names=", ".join(fixed))]
        self.query_one("#preview", Paragraphs).show(lines or [self.t("Nothing moves.")])

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def _save(self) -> None:
        try:
            answer = self._answer()
            shift(self._trip, self._item.id, *answer)
        except UserError as refused:
            self.complain(refused)
        else:
            self.dismiss(answer)

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
