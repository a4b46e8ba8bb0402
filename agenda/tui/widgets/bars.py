"""The lines at the edges of a screen: where one is, the tabs, what the cursor is on, and the keys that matter here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from agenda.commands import Command
from agenda.tui.widgets.row_list import fitted


class Titles(NamedTuple):
    """What the upper line of a screen says.

    Attributes:
        title: of the trip.
        dates: from when to when it is.
        marked: how much is marked.
        states: the state of the trip, said at length first, then ever shorter.
        urgent: whether the state must be seen whatever there is room for.
    """

    title: str
    dates: str = ""
    marked: str = ""
    states: tuple[str, ...] = ()
    urgent: bool = False


class TitleBar(Widget):
    """The title and what belongs to it at the left, the state of the trip at the right.

    Where there is no room for all of it the state is said shorter first, then the dates go, then the state; the title
    is cut last.
    """

    DEFAULT_CSS = "TitleBar { height: 1; background: $panel; color: $foreground; text-style: bold; }"

    def __init__(self, titles: Titles) -> None:
        super().__init__()
        self._titles = titles

    def say(self, titles: Titles) -> None:
        """Show other texts."""
        if titles != self._titles:
            self._titles = titles
            self.refresh()

    def render_line(self, y: int) -> Strip:
        del y
        style = self.rich_style
        left, right = fitting(self._titles, self.size.width)
        quiet = style + Style(bold=False)
        room = max(0, self.size.width - cell_len(right))
        return Strip([Segment(fitted(left, room), style), Segment(right, quiet)]).crop(0, self.size.width)


def fitting(titles: Titles, width: int) -> tuple[str, str]:
    """What of the titles is shown at the left and at the right of a line of some cells."""
    rights = [f" {state} " for state in titles.states] or [""]
    shorter = [titles.title, titles.dates, titles.marked], [titles.title, titles.marked], [titles.title]
    lefts = [" " + "   ".join(filter(None, parts)) for parts in shorter]
    tries = [*((lefts[0], right) for right in rights), *((left, rights[-1]) for left in lefts[1:])]
    if not titles.urgent:
        tries.append((lefts[-1], ""))
    return next(((left, right) for left, right in tries if cell_len(left) + cell_len(right) <= width), tries[-1])


class InfoLine(Widget):
    """One quiet line of text."""

    DEFAULT_CSS = "InfoLine { height: 1; color: $quiet; }"

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


class FilterLine(Static):
    """What a filter lets through and how it ends; it is never cut."""

    DEFAULT_CSS = """
    FilterLine { height: auto; padding: 0 1; background: $mark; color: $on-mark; text-style: bold; display: none; }
    FilterLine.-on { display: block; }
    """

    def say(self, text: str) -> None:
        """Show another text; nothing is shown while there is none."""
        self.set_class(bool(text), "-on")
        self.update(Content(text))


class _Pieces(Widget):
    """A line of pieces that can be clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--strong"}
    DEFAULT_CSS = "_Pieces > .bar--strong { color: $foreground; background: $panel; text-style: bold; }"

    def __init__(self) -> None:
        super().__init__()
        self._ends: list[tuple[int, str]] = []

    def _line(
        self, pieces: Iterable[tuple[str, Sequence[Segment]]], style: Style, kept: frozenset[str] = frozenset()
    ) -> Strip:
        """Pieces with their names side by side, as many as fit; room is left for those that are kept in any case."""
        known = [(name, piece, sum(segment.cell_length for segment in piece)) for name, piece in pieces]
        room = self.size.width - sum(_bare(piece) for name, piece, _ in known if name in kept)
        segments = [Segment(" ", style)]
        used, full = 1, False
        self._ends = []
        for name, piece, width in known:
            if name in kept:
                room += _bare(piece)
            elif full or used + width > room:
                full = True
                continue
            segments += piece
            used += width
            self._ends.append((used, name))
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def at(self, x: int) -> str | None:
        """The name of the piece at a column."""
        return next((name for end, name in self._ends if x < end), None)


def _bare(piece: Sequence[Segment]) -> int:
    """The cells of a piece without the gap behind it."""
    return cell_len("".join(segment.text for segment in piece).rstrip())


class TabBar(_Pieces):
    """The tabs of a trip; the one that is open is in bold and between signs."""

    DEFAULT_CSS = "TabBar { height: 1; background: $panel; color: $quiet; }"

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


_KEPT: Final = frozenset(("palette",))
"""Commands that lead to all others, so that their key is always seen."""


class KeyBar(_Pieces):
    """The keys that matter here, as many as fit; a click on one does what it does."""

    DEFAULT_CSS = "KeyBar { height: 1; background: $panel; color: $quiet; }"

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
            _KEPT,
        )

    def on_click(self, event: events.Click) -> None:
        """Carry out the command under the pointer."""
        if name := self.at(event.x):
            self.post_message(self.Picked(name))
