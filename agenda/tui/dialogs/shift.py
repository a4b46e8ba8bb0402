"""Shift times: how far and what, with a preview of what moves before it happens."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.widgets import Input

from agenda.presenters.times import change_of_time, read_shift, times_changed
from agenda.tui.dialogs.base import PreviewDialog
from agenda.tui.widgets.combo_box import ComboBox, matching
from trips.edits.shift import Scope, shift
from trips.i18n.language import N_, Translator, UserError
from trips.model.entities import Item
from trips.model.trip import Trip

SCOPES: Final[dict[Scope, str]] = {
    "following": N_("this and all later items of the day"), "item": N_("only this"), "day": N_("the whole day"),
    "trip": N_("the whole trip"),
}  # fmt: skip


class ShiftDialog(PreviewDialog[tuple[int, Scope]]):
    """Answers with minutes and scope."""

    ABOUT = N_(
        "Moves the item, or all that follows, by so many minutes. What is fixed stays; the list below shows "
        "each new time before it happens."
    )

    def __init__(self, trip: Trip, item: Item, words: Translator) -> None:
        super().__init__(words)
        self._trip = trip
        self._item = item

    def compose(self) -> ComposeResult:
        t = self.t
        words = [t(word) for word in SCOPES.values()]
        keys = t("Enter saves · ↓ shows choices · Esc closes")
        with self.window(t("Shift {title}", title=self._item.title), keys):
            yield from self.row(t("By"), Input("+15m", id="by"))
            yield from self.row(t("What"), ComboBox(words[0], matching(words), id="scope"))
            yield from self.preview_box()
            yield from self.foot(save=t("Shift times"), cancel=t("Cancel"))

    def _typed(self) -> tuple[int, Scope]:
        wanted = self.query_one(ComboBox).value.strip().casefold()
        known: dict[str, Scope] = {self.t(word).casefold(): key for key, word in SCOPES.items()}
        scope = known.get(wanted)
        if scope is None:
            raise UserError(
                '"{text}" is not one of {choices}', text=wanted, choices=", ".join(map(self.t, SCOPES.values()))
            )
        return read_shift(self.query_one("#by", Input).value), scope

    def answer(self) -> tuple[int, Scope]:
        answer = self._typed()
        shift(self._trip, self._item.id, *answer)
        return answer

    def preview(self) -> list[str]:
        by, scope = self._typed()
        after = shift(self._trip, self._item.id, by, scope)
        pairs = times_changed(self._trip, after)
        lines = [f"{change_of_time(was, now, self.t):15}  {now.item.title}" for was, now in pairs]
        fixed = [item.title for item in after.items if item.fixed and item.day == self._item.day]
        if fixed and scope != "item":
            lines += ["", self.t("Fixed, stays: {names}", names=", ".join(fixed))]
        return lines or [self.t("Nothing moves.")]
