"""A line at the bottom in which one types: a new item, or what to look for; with an echo of what was understood.

It is always there, only hidden, so that it can take the focus before the next key is looked at: however fast somebody
types, each key lands in the line, in order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from agenda.tui.ports import Purpose
from agenda.tui.widgets.bars import InfoLine

Echo = Callable[[str], str]


class _Line(Input):
    """The input: Enter empties it and hands the line over before the next key is looked at.

    As a message or a binding it would come after the letters that follow it, and these would be lost or go astray.
    """

    def __init__(self, entered: Callable[[str], None], names: Suggester) -> None:
        super().__init__(select_on_focus=False, suggester=names)
        self._entered = entered

    @dataclass
    class Lines(Message):
        """Several lines were pasted."""

        text: str

    async def action_submit(self) -> None:
        """Hand over what is typed."""
        text = self.value
        with self.prevent(Input.Changed):
            self.value = ""
        self._entered(text)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.action_submit()

    def _on_paste(self, event: events.Paste) -> None:
        if sum(bool(line.strip()) for line in event.text.splitlines()) > 1:
            event.stop()
            event.prevent_default()
            self.post_message(self.Lines(event.text))


class _Names(Suggester):
    """Completes the name that a line ends with the beginning of."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.names: Sequence[str] = ()

    async def get_suggestion(self, value: str) -> str | None:
        """The line with the name whole."""
        from agenda.services.completion import completed

        return completed(value, self.names)


class QuickLine(Vertical):
    """An input and its echo; closed while `purpose` is None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("up", "bring_back", show=False),
    ]
    DEFAULT_CSS = """
    QuickLine { height: auto; background: $surface; }
    QuickLine Input, QuickLine Input:focus { border: none; height: 1; padding: 0 1; }
    QuickLine Input, QuickLine Input:focus { color: $ink; background: $foreground 8%; }
    QuickLine Input > .input--placeholder { color: $quiet; }
    """

    @dataclass
    class Changed(Message):
        """Something was typed."""

        purpose: Purpose
        text: str

    @dataclass
    class Pasted(Message):
        """Several lines were pasted."""

        purpose: Purpose
        text: str

    @dataclass
    class Left(Message):
        """Esc was pressed."""

        purpose: Purpose

    def __init__(self, entered: Callable[[Purpose, str], None]) -> None:
        """A line that is closed.

        Args:
            entered: told what was typed when Enter is pressed; it closes the line, or gives the text back.
        """
        super().__init__()
        self.purpose: Purpose | None = None
        self._tell = entered
        self._echo: Echo = str
        self._now = InfoLine()
        self._last: dict[Purpose, str] = {}
        self._names = _Names()
        self._input = _Line(self._entered, self._names)
        self.display = False

    def compose(self) -> ComposeResult:
        yield self._now
        yield self._input

    @property
    def text(self) -> str:
        """What is typed and not entered yet."""
        return self._input.value if self.purpose else ""

    def open(self, purpose: Purpose, text: str, placeholder: str, echo: Echo) -> None:
        """Take the focus, before the next key is looked at; what stands in the line already stays, behind the text."""
        self.purpose, self._echo = purpose, echo
        self._input.placeholder = placeholder
        self.give_back(text)
        self.display = True
        self._now.say(echo(self.text))
        self.screen.set_focus(self._input)

    def complete(self, names: Sequence[str]) -> None:
        """Complete these names from now on, until the line is closed."""
        self._names.names = names

    def close(self) -> None:
        """Hide; what was typed can be brought back."""
        if self.purpose is not None and self.text.strip():
            self._last[self.purpose] = self.text
        self._names.names = ()
        self.purpose = None
        self.display = False
        self._input.value = ""

    def give_back(self, text: str) -> None:
        """Put back a text that could not be taken."""
        self._input.value = text + self._input.value
        self._input.cursor_position = len(self._input.value)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.purpose is not None:
            self._now.say(self._echo(event.value))
            if len(event.value) > self.size.width:
                self.call_after_refresh(self._follow)
            self.post_message(self.Changed(self.purpose, event.value))

    def _follow(self) -> None:
        """Show the end of a long text that was pasted, once its width is known."""
        if self._input.cursor_position == len(self._input.value):
            self._input.scroll_to(x=self._input.max_scroll_x, animate=False)

    def _entered(self, text: str) -> None:
        if self.purpose is not None:
            self._last[self.purpose] = text
            self._tell(self.purpose, text)

    @on(_Line.Lines)
    def _lines(self, event: _Line.Lines) -> None:
        event.stop()
        if self.purpose is not None:
            self.post_message(self.Pasted(self.purpose, event.text))

    def action_bring_back(self) -> None:
        """Put what was typed last, and left or entered, into a line in which nothing is typed yet."""
        if self.purpose is not None and not self.text:
            self.give_back(self._last.get(self.purpose, ""))

    def action_leave(self) -> None:
        """Close without doing anything."""
        if self.purpose is not None:
            self.post_message(self.Left(self.purpose))
