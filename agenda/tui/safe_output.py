"""The last door before the terminal: no text, wherever it came from, controls it or turns a line around."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from trips.i18n.text import UNSAFE


class SafeOutputFilter(LineFilter):
    """Takes controls and marks that override the direction out of every line; its width stays what it was."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line, safe to send."""
        del background
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [segment if segment.control else Segment(_plain(segment.text), segment.style) for segment in segments]


def _plain(text: str) -> str:
    return UNSAFE.sub(lambda found: " " * cell_len(found[0]), text)
