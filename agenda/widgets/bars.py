"""The line above and the line below: where one is, what readers have, and the keys that matter here."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from agenda.commands import KEY_WORDS, Command
from agenda.widgets.lines import fitted
from trips.language import Words


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
        """The line."""
        del y
        style = self.rich_style
        right = f" {self._right} " if self._right else ""
        room = max(0, self.size.width - cell_len(right))
        quiet = style + Style(bold=False)
        return Strip([Segment(fitted(f" {self._left}", room), style), Segment(right, quiet)]).crop(0, self.size.width)


class KeyBar(Widget):
    """The keys that matter here, as many as fit."""

    DEFAULT_CSS = "KeyBar { height: 1; background: $panel; color: $text-muted; }"

    def __init__(self, commands: tuple[Command, ...], words: Words) -> None:
        super().__init__()
        self._keys = [
            (key_name(one.keys, words), words(one.label))
            for one in sorted(commands, key=lambda one: one.footer)
            if one.footer
        ]

    def render_line(self, y: int) -> Strip:
        """The line."""
        del y
        quiet, strong = self.rich_style, self.rich_style + Style(bold=True, color="default")
        segments: list[Segment] = [Segment(" ", quiet)]
        used = 1
        for key, label in self._keys:
            width = cell_len(key) + cell_len(label) + 3
            if used + width > self.size.width:
                break
            segments += [Segment(key, strong), Segment(f" {label}  ", quiet)]
            used += width
        return Strip(segments).adjust_cell_length(self.size.width, quiet)


def key_name(keys: str, t: Words) -> str:
    """A key as it is printed on the keyboard: "Ctrl+P", "Strg+P", "F1"."""
    first = keys.split(",")[0]
    return "+".join(t(KEY_WORDS[part]) if part in KEY_WORDS else part.upper() for part in first.split("+"))
