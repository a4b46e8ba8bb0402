"""The line at the bottom in which an item is typed, with an echo of what was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label

from trips.language import Refused, Words
from trips.model import Trip
from trips.readers.line import item_of, read_line, understood_text

if TYPE_CHECKING:
    from agenda.screens.trip import TripScreen


class QuickLine(Vertical):
    """An input and its echo."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    DEFAULT_CSS = "QuickLine { height: auto; }"

    def __init__(self, text: str, trip: Trip, day: str | None, words: Words) -> None:
        super().__init__()
        self._text = text
        self._trip = trip
        self._day = day
        self._t = words

    def compose(self) -> ComposeResult:
        """Echo above, input below."""
        yield Label("", classes="echo", markup=False)
        yield Input(placeholder=self._t("Thu 14:30 Group photo"), select_on_focus=False)

    def on_mount(self) -> None:
        """Go on where the first letters were typed."""
        line = self.query_one(Input)
        line.value = self._text
        line.cursor_position = len(self._text)
        line.focus()

    def more(self, text: str) -> None:
        """Take letters that were typed before the input had the focus."""
        self._text += text
        if self.is_mounted:
            self.query_one(Input).insert_text_at_cursor(text)

    @on(Input.Changed)
    def _echo(self, event: Input.Changed) -> None:
        self.query_one(Label).update(Content(f"→ {self._understood(event.value)}"))

    def _understood(self, text: str) -> str:
        try:
            return understood_text(self._trip, item_of(read_line(self._trip, text), self._day), self._t)
        except Refused:
            return self._t("day, time, title")

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        screen = cast("TripScreen", self.screen)
        if not event.value.strip() or screen.add_line(event.value):
            screen.leave_line()

    def action_leave(self) -> None:
        """Close without adding."""
        cast("TripScreen", self.screen).leave_line()
