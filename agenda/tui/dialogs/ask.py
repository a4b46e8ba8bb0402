"""A question with a few answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Label

from agenda.tui.dialogs.base import Dialog
from trips.i18n.language import Translator


class Ask(Dialog[str]):
    """Answers with the key of the button; the first one is the one that Enter presses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, text: str, answers: Sequence[tuple[str, str]], words: Translator) -> None:
        super().__init__(words)
        self._title = title
        self._text = text
        self._answers = answers

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = Content(self._title)
            yield Label(Content(self._text), classes="wide")
            with Horizontal(classes="buttons") if len(self._answers) < 3 else Vertical(classes="answers"):
                for place, (key, label) in enumerate(self._answers):
                    yield Button(Content(label), variant="default" if place else "primary", id=key)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id)
