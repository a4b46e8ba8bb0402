"""A list drawn line by line: one widget however many rows, and a cursor move repaints two lines."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, NamedTuple, TypeVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from trips.i18n.text import one_line

R = TypeVar("R")


class Cell(NamedTuple):
    """A piece of a line: its text, its width in terminal cells, and the look it has."""

    text: str
    width: int
    look: str = ""


def over_what_is_empty(texts: Sequence[tuple[str, int, str]]) -> Iterator[Cell]:
    """Texts of columns with a blank between; each goes on over those behind it that say nothing or have no room."""
    place = 0
    while place < len(texts):
        text, width, look = texts[place]
        place += 1
        while place < len(texts) and not (texts[place][0] and texts[place][1]):
            width += texts[place][1] + 1
            place += 1
        yield Cell(text, width, look)
        if place < len(texts):
            yield Cell(" ", 1)


class RowList(ScrollView, Generic[R], can_focus=True):
    """Rows of any type; a subclass says how wide and how a row looks, and which rows the cursor may stand on."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lines--text", "lines--cursor", "lines--heading", "lines--quiet", "lines--strong", "lines--accent",
        "lines--note", "lines--warning", "lines--gone", "lines--travel", "lines--visit", "lines--meal", "lines--night",
        "lines--press", "lines--other", "lines--idea", "lines--requested", "lines--tentative", "lines--confirmed",
        "lines--cancelled",
    }  # fmt: skip
    DEFAULT_CSS = """
    RowList {
        background: $background;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .lines--text { color: $ink; }
        & > .lines--cursor { background: $pale-mark; color: $on-pale; }
        &:focus > .lines--cursor { background: $mark; color: $on-mark; text-style: bold; }
        & > .lines--heading { color: $heading; text-style: bold; }
        & > .lines--quiet { color: $quiet; }
        & > .lines--note { color: $ink; }
        & > .lines--strong { color: $ink; text-style: bold; }
        & > .lines--accent { color: $heading; }
        & > .lines--warning { color: $alert; text-style: bold; }
        & > .lines--gone { color: $quiet; text-style: strike; }
        & > .lines--travel { color: $travel; }
        & > .lines--visit { color: $visit; }
        & > .lines--meal { color: $meal; }
        & > .lines--night { color: $night; }
        & > .lines--press { color: $press; }
        & > .lines--other { color: $quiet; }
        & > .lines--idea { color: $quiet; }
        & > .lines--requested { color: $requested; text-style: bold; }
        & > .lines--tentative { color: $quiet; }
        & > .lines--confirmed { color: $confirmed; }
        & > .lines--cancelled { color: $cancelled; text-style: bold; }
        &:ansi > .lines--quiet { text-style: dim; }
        &:ansi > .lines--gone { text-style: dim strike; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor(-1)", show=False),
        Binding("down", "cursor(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,ctrl+home", "edge(0)", show=False),
        Binding("end,ctrl+end", "edge(-1)", show=False),
    ]

    GUTTER: ClassVar[int] = 2
    """Cells at the left for the signs of the cursor and of a marked row, so that neither is told by colour alone."""

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Chosen(Message):
        """A row was clicked twice."""

        lines: RowList[object]
        row: int

        @property
        def control(self) -> RowList[object]:
            """The list, for the handlers' selectors."""
            return self.lines

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.rows: Sequence[R] = ()
        self.marked: frozenset[str] = frozenset()
        self._strips: dict[tuple[int, int, bool], Strip] = {}
        self._styles: dict[tuple[str, bool], Style] = {}

    @abstractmethod
    def cells(self, row: R, width: int) -> list[Cell]:
        """A row as cells that fill the width."""

    def can_mark(self, row: R) -> bool:
        """Whether a row is a thing, which can be marked, and not a heading."""
        del row
        return False

    def key_of(self, row: R) -> str | None:
        """What names a row through changes of the list; None for rows that are only for reading."""
        del row
        return None

    def signs(self, row: R) -> int:
        """The cells at the left of a row that are not its own."""
        del row
        return self.GUTTER

    @property
    def key(self) -> str | None:
        """The key of the row that the cursor stands on."""
        return None if self.row is None else self.key_of(self.row)

    def place_of(self, key: str | None) -> int | None:
        """The number of the row with a key."""
        return next((n for n, row in enumerate(self.rows) if key is not None and self.key_of(row) == key), None)

    def select(self, key: str) -> bool:
        """Put the cursor on the row with a key; whether there is one."""
        place = self.place_of(key)
        if place is not None:
            self.cursor = place
        return place is not None

    def mark(self, keys: frozenset[str]) -> None:
        """Show other rows as marked."""
        if keys != self.marked:
            self.marked = keys
            self._strips.clear()
            self.refresh()

    def can_stand(self, row: R) -> bool:
        """Whether the cursor may stand on a row."""
        del row
        return True

    def goes_on(self, row: R) -> bool:
        """Whether a row only goes on what the one above it says; the two look like one."""
        del row
        return False

    def _head(self, row: int) -> int:
        """The row that a row belongs to: itself, or the one above that it goes on."""
        while row > 0 and self.goes_on(self.rows[row]):
            row -= 1
        return row

    def _extent(self, row: int) -> range:
        """A row and those that go on it."""
        end = row + 1
        while end < len(self.rows) and self.goes_on(self.rows[end]):
            end += 1
        return range(row, end)

    def show(self, rows: Sequence[R], cursor: int) -> None:
        """Show other rows, with the cursor on or near a row; only what differs is painted, which a slow line feels."""
        lit = set(self._extent(self.cursor))
        before, self.rows = self.rows, rows
        keep = len(before) == len(rows)
        changed = (
            [n for n, (a, b) in enumerate(zip(before, rows, strict=False)) if a is not b and a != b] if keep else []
        )
        shown, self._strips = self._strips, {}
        self.virtual_size = Size(self._width, len(rows))
        self.cursor = self._near(cursor)
        if not keep:
            self.refresh()
        for row in changed:
            self._refresh_cells(row, shown.get((row, self._width, row in lit)))

    def _refresh_cells(self, row: int, shown: Strip | None) -> None:
        """Paint what of a row differs from what is shown."""
        line = row - self.scroll_offset.y
        if not 0 <= line < self.size.height:
            return
        before, after = _cells(shown), _cells(self.render_line(line))
        if before is None or after is None or len(before) != len(after):
            self.refresh_line(row)
            return
        differ = [x for x, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
        if differ:
            self.refresh(Region(differ[0], line, differ[-1] + 1 - differ[0], 1))

    def _near(self, wanted: int) -> int:
        """The row that the cursor can stand on next to a row, below before above."""
        count = len(self.rows)
        for far in range(max(wanted, count - wanted, 0) + 1):
            for n in (wanted + far, wanted - far):
                if 0 <= n < count and self.can_stand(self.rows[n]):
                    return n
        return 0

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def row(self) -> R | None:
        """The row that the cursor stands on."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def watch_cursor(self, before: int, after: int) -> None:
        """Repaint the two lines that differ."""
        for row in (*self._extent(before), *self._extent(after)):
            self.refresh_line(row)
        self._bring_into_view(after)

    def _bring_into_view(self, row: int) -> None:
        """Scroll so that the row is seen, with the heading above it where that fits."""
        if self.size.height and 0 <= row < len(self.rows):
            above = 1 if row and not self.can_stand(self.rows[row - 1]) else 0
            region = Region(0, row - above, 1, len(self._extent(row)) + above)
            self.scroll_to_region(region, animate=False, force=True)

    def action_cursor(self, by: int) -> None:
        """Move the cursor to the next row up or down that it can stand on."""
        row = self.cursor + by
        while 0 <= row < len(self.rows) and not self.can_stand(self.rows[row]):
            row += by
        if 0 <= row < len(self.rows):
            self.cursor = row
        elif by < 0:
            self.scroll_to(y=0, animate=False)

    def action_page(self, by: int) -> None:
        """Move the cursor by a screenful."""
        wanted = max(0, min(len(self.rows) - 1, self.cursor + by * max(1, self.size.height - 2)))
        self.cursor = self._near(wanted)

    def action_edge(self, where: int) -> None:
        """Move the cursor to the first or last row."""
        self.cursor = self._near(where if where >= 0 else len(self.rows) - 1)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the pointer is; a second click chooses."""
        row = event.y + self.scroll_offset.y
        row = self._head(row) if row < len(self.rows) else row
        if 0 <= row < len(self.rows) and self.can_stand(self.rows[row]):
            self.cursor = row
            if event.chain > 1:
                self.post_message(self.Chosen(self, row))  # pyright: ignore[reportArgumentType] - as above

    def on_resize(self) -> None:
        """Rows are as wide as the widget."""
        self._strips.clear()
        self.virtual_size = Size(self._width, len(self.rows))
        self._bring_into_view(self.cursor)

    def forget(self) -> None:
        """Draw every row anew: something that rows are drawn from has changed."""
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        super().notify_style_update()
        self._strips.clear()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        row = y + self.scroll_offset.y
        width = self._width
        if row >= len(self.rows):
            return Strip.blank(width, self._style("lines--text", cursor=False))
        lit = self._head(row) == self.cursor
        key = (row, width, lit)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > 1000:
                self._strips.clear()
            strip = self._strips[key] = self._draw(self.rows[row], width, cursor=lit)
        return strip

    def _draw(self, row: R, width: int, *, cursor: bool) -> Strip:
        gutter = self.signs(row)
        signs = ("▌" if cursor else " ") + ("•" if self.key_of(row) in self.marked else " ")
        last = "lines--accent"
        segments = [Segment(signs[:gutter], self._style(last, cursor=cursor))] if gutter else []
        for cell in self.cells(row, width - gutter):
            if cell.width > 0:
                text = fitted(cell.text, cell.width)
                if not text.isspace():
                    last = cell.look or "lines--text"
                elif last == "lines--gone":
                    last = "lines--text"  # what is blank looks like what is before it, unless that is struck through
                bare = text.rstrip() if last == "lines--gone" else text
                segments.append(Segment(bare, self._style(last, cursor=cursor)))
                if len(bare) < len(text):  # what is blank is not struck through
                    segments.append(Segment(" " * (len(text) - len(bare)), self._style("lines--text", cursor=cursor)))
        return Strip(segments).adjust_cell_length(width, self._style(last, cursor=cursor)).simplify()

    def _style(self, look: str, *, cursor: bool) -> Style:
        key = (look, cursor)
        if key not in self._styles:
            style = self.get_component_rich_style(look)
            self._styles[key] = style + self.get_component_rich_style("lines--cursor") if cursor else style
        return self._styles[key]


def _cells(strip: Strip | None) -> list[tuple[str, Style | None]] | None:
    """What stands in each cell of a line; None where a character takes more cells than one."""
    if strip is None or any(len(segment.text) != segment.cell_length for segment in strip):
        return None
    return [(character, segment.style) for segment in strip for character in segment.text]


def fitted(text: str, width: int) -> str:
    """A text that takes exactly a width, cut with an ellipsis or filled with blanks."""
    text = one_line(text)
    if cell_len(text) > width > 0:
        return set_cell_size(text, width - 1) + "…"
    return set_cell_size(text, width)
