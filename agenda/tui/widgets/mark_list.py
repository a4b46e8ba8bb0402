"""A list whose rows can be marked; a mark is a sign, not only a colour."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import Checkbox, SelectionList


class MarkList(SelectionList[str]):
    """The library tells a mark by its colour alone: an unmarked row shows the same sign, only dim."""

    def render_line(self, y: int) -> Strip:
        """A line of the list, without the sign where nothing is marked."""
        strip = super().render_line(y)
        place = self.scroll_offset.y + y
        if place >= self.option_count or self.get_option_at_index(place).value in self.selected:
            return strip
        segments = [
            Segment(" " * len(segment.text), segment.style, segment.control)
            if segment.text == Checkbox.BUTTON_INNER
            else segment
            for segment in strip
        ]
        return Strip(segments, strip.cell_length)
