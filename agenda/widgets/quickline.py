"""A line at the bottom in which one types: a new item, or what to look for; with an echo of what was understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label

Purpose = Literal["add", "find", "waive", "filter"]


class TypedLine(Vertical):
    """An input and its echo; `echo` says what a text would do."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    @dataclass
    class Done(Message):
        """Enter was pressed."""

        purpose: Purpose
        text: str

    @dataclass
    class Changed(Message):
        """Something was typed."""

        purpose: Purpose
        text: str

    @dataclass
    class Left(Message):
        """Esc was pressed."""

        purpose: Purpose

    def __init__(self, purpose: Purpose, text: str, placeholder: str, echo: Callable[[str], str]) -> None:
        super().__init__()
        self.purpose: Purpose = purpose
        self._text = text
        self._placeholder = placeholder
        self._echo = echo

    def compose(self) -> ComposeResult:
        """Echo above, input below."""
        yield Label("", classes="echo", markup=False)
        yield Input(placeholder=self._placeholder, select_on_focus=False)

    def on_mount(self) -> None:
        """Go on where the first letters were typed."""
        line = self.query_one(Input)
        line.value = self._text
        line.cursor_position = len(self._text)
        line.focus()
        self.say(self._echo(self._text))

    def more(self, text: str) -> None:
        """Take letters that were typed before the input had the focus."""
        self._text += text
        if self.is_mounted:
            self.query_one(Input).insert_text_at_cursor(text)

    def say(self, text: str) -> None:
        """Show another echo."""
        self.query_one(Label).update(Content(text))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.say(self._echo(event.value))
        self.post_message(self.Changed(self.purpose, event.value))

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Done(self.purpose, event.value))

    def action_leave(self) -> None:
        """Close without doing anything."""
        self.post_message(self.Left(self.purpose))
