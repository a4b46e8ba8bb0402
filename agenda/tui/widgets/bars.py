"""The lines at the edges of a screen: where one is, the tabs, what the cursor is on, and the keys that matter here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from agenda.commands import Command
from agenda.tui.widgets.row_list import fitted


class TitleBar(Widget):
    """Title and dates at the left, the state of the trip at the right."""

    DEFAULT_CSS = "TitleBar { height: 1; background: $panel; color: $foreground; text-style: bold; }"

    def __init__(self, left: str = "", right: str = "") -> None:
        super().__init__()
        self._left = left
        self._right = right

    def say(self, left: str, right: str) -> None:
        """Show other texts."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        del y
        style = self.rich_style
        right = f" {self._right} " if self._right else ""
        room = max(0, self.size.width - cell_len(right))
        quiet = style + Style(bold=False)
        return Strip([Segment(fitted(f" {self._left}", room), style), Segment(right, quiet)]).crop(0, self.size.width)


class InfoLine(Widget):
    """One quiet line of text."""

    DEFAULT_CSS = "InfoLine { height: 1; color: $text-muted; }"

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._text = text

    def say(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        del y
        return Strip([Segment(fitted(f" {self._text}", self.size.width), self.rich_style)])


class _Pieces(Widget):
    """A line of pieces that can be clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--strong"}
    DEFAULT_CSS = "_Pieces > .bar--strong { color: $foreground; background: $panel; text-style: bold; }"

    def __init__(self) -> None:
        super().__init__()
        self._ends: list[tuple[int, str]] = []

    def _line(self, pieces: Iterable[tuple[str, Sequence[Segment]]], style: Style) -> Strip:
        """Pieces with their names side by side, as many as fit."""
        segments = [Segment(" ", style)]
        used = 1
        self._ends = []
        for name, piece in pieces:
            width = sum(segment.cell_length for segment in piece)
            if used + width > self.size.width:
                break
            segments += piece
            used += width
            self._ends.append((used, name))
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def at(self, x: int) -> str | None:
        """The name of the piece at a column."""
        return next((name for end, name in self._ends if x < end), None)


class TabBar(_Pieces):
    """The tabs of a trip; the one that is open is in bold and between signs."""

    DEFAULT_CSS = "TabBar { height: 1; background: $panel; color: $text-muted; }"

    @dataclass
    class Picked(Message):
        """A tab was clicked."""

        name: str

    def __init__(self) -> None:
        super().__init__()
        self._tabs: Sequence[tuple[str, str]] = ()
        self._open = ""

    def say(self, tabs: Sequence[tuple[str, str]], opened: str) -> None:
        """Show the tabs (name and label) with one of them open."""
        if (tabs, opened) != (self._tabs, self._open):
            self._tabs, self._open = tabs, opened
            self.refresh()

    def render_line(self, y: int) -> Strip:
        del y
        quiet, strong = self.rich_style, self.get_component_rich_style("bar--strong") + Style(underline=True)
        room = sum(cell_len(label) + 3 for _, label in self._tabs) < self.size.width
        gap = "   " if room else " "
        pieces = [
            (name, [Segment(label, strong if name == self._open else quiet), Segment(gap, quiet)])
            for name, label in self._tabs
        ]
        return self._line(pieces, quiet)

    def on_click(self, event: events.Click) -> None:
        """Open the tab under the pointer."""
        if name := self.at(event.x):
            self.post_message(self.Picked(name))


class KeyBar(_Pieces):
    """The keys that matter here, as many as fit; a click on one does what it does."""

    DEFAULT_CSS = "KeyBar { height: 1; background: $panel; color: $text-muted; }"

    @dataclass
    class Picked(Message):
        """A key was clicked."""

        name: str

    def __init__(self, keys: Sequence[tuple[Command, str, str]] = ()) -> None:
        super().__init__()
        self._keys = keys

    def say(self, keys: Sequence[tuple[Command, str, str]]) -> None:
        """Show other commands, each with the name of its key and its label."""
        self._keys = keys
        self.refresh()

    def render_line(self, y: int) -> Strip:
        del y
        quiet, strong = self.rich_style, self.get_component_rich_style("bar--strong")
        return self._line(
            [
                (command.name, [Segment(key, strong), Segment(f" {label}  ", quiet)])
                for command, key, label in self._keys
            ],
            quiet,
        )

    def on_click(self, event: events.Click) -> None:
        """Carry out the command under the pointer."""
        if name := self.at(event.x):
            self.post_message(self.Picked(name))
