"""The programme as a grid of hours, drawn line by line; its cursor is on the same item as the list's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from agenda.tui.widgets.grid_layout import ZOOMS, Block, GridPlan, grid_plan
from agenda.tui.widgets.programme import POOL, SIGNS, STATUS_SIGNS, list_time
from agenda.tui.widgets.row_list import fitted
from trips.checks import Finding
from trips.i18n.dates import weekday_date
from trips.i18n.language import Translator
from trips.model.entities import Venue, by_key
from trips.model.zones import zone
from trips.schedule.timeline import Placed, Timeline

HOURS: Final = 6
"""Cells at the left for the hours."""

NARROWEST: Final = 26
"""Cells of a column at least."""


class ProgrammeGrid(ScrollView, can_focus=True):
    """Days across, hours down."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--text", "grid--heading", "grid--quiet", "grid--block", "grid--cursor", "grid--now", "grid--warning",
    }  # fmt: skip
    DEFAULT_CSS = """
    ProgrammeGrid {
        background: $background; overflow-x: auto; overflow-y: auto;
        scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1; scrollbar-color: $surface-lighten-3;
        scrollbar-background: $background;
        & > .grid--text { color: $foreground; }
        & > .grid--heading { color: $accent; text-style: bold; }
        & > .grid--quiet { color: $text-muted; }
        & > .grid--block { background: $panel; color: $foreground; }
        & > .grid--cursor { background: $primary 30%; color: $foreground; text-style: bold; }
        &:focus > .grid--cursor { background: $primary; color: $text; text-style: bold; }
        & > .grid--now { color: $warning; text-style: bold; }
        & > .grid--warning { color: $warning; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(0,-1)", show=False),
        Binding("down", "step(0,1)", show=False),
        Binding("left", "step(-1,0)", show=False),
        Binding("right", "step(1,0)", show=False),
        Binding("pageup", "step(0,-5)", show=False),
        Binding("pagedown", "step(0,5)", show=False),
        Binding("home,ctrl+home", "edge(0)", show=False),
        Binding("end,ctrl+end", "edge(-1)", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands on another item or day."""

        key: str

    @dataclass
    class Chosen(Message):
        """An item was clicked twice."""

        key: str

    def __init__(self, words: Translator, now: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> None:
        super().__init__()
        self._t = words
        self._now = now
        self._plan = GridPlan((), 0, 0, 0, ZOOMS[0])
        self._timeline: Timeline | None = None
        self._shown: Collection[str] | None = None
        self._found: frozenset[str] = frozenset()
        self._venues: dict[str, Venue] = {}
        self._marked: frozenset[str] = frozenset()
        self._key: str | None = None
        self._by_line: list[dict[int, list[Block]]] = []
        self._strips: dict[int, Strip] = {}
        self._styles: dict[str, Style] = {}

    def load(
        self, timeline: Timeline, findings: Iterable[Finding], key: str | None, shown: Collection[str] | None = None
    ) -> None:
        """Show a trip with the cursor on an item or day."""
        self._timeline, self._shown = timeline, shown
        self._found = frozenset(finding.items[0] for finding in findings if finding.items)
        self._venues = by_key(timeline.trip.venues)
        self._plan = grid_plan(timeline, self._plan.zoom, shown)
        self._by_line = []
        for column in self._plan.columns:
            lines: dict[int, list[Block]] = {}
            for block in column.blocks:
                for line in range(block.top, block.bottom):
                    lines.setdefault(line, []).append(block)
            self._by_line.append(lines)
        self._key = key
        self._fit()

    def _fit(self) -> None:
        self._strips.clear()
        self.virtual_size = Size(HOURS + self._wide * len(self._plan.columns), self._plan.lines + 1)
        self.refresh()
        self._bring_into_view()

    def mark(self, keys: frozenset[str]) -> None:
        """Show other items as marked."""
        if keys != self._marked:
            self._marked = keys
            self._strips.clear()
            self.refresh()

    def zoom(self) -> None:
        """The next of the zooms."""
        self._plan = self._plan._replace(zoom=ZOOMS[(ZOOMS.index(self._plan.zoom) + 1) % len(ZOOMS)])
        if self._timeline is not None:
            self._plan = grid_plan(self._timeline, self._plan.zoom, self._shown)
            self.load(self._timeline, (), self._key, self._shown)

    @property
    def _wide(self) -> int:
        """Cells of a column."""
        room = self.scrollable_content_region.width - HOURS
        return max(NARROWEST, room // max(1, len(self._plan.columns)))

    # The cursor

    def _stops(self) -> list[list[tuple[str, int]]]:
        """What the cursor can stand on, column by column: keys with their lines."""
        columns: list[list[tuple[str, int]]] = []
        for column in self._plan.columns:
            stops = [(column.day.id if column.day else POOL, -1)]
            for block in column.blocks:
                stops.append((block.placed.item.id, block.top))
                stops += [(part.item.id, line) for line, part in block.parts]
            columns.append(stops)
        return columns

    def _place(self) -> tuple[int, int]:
        """The column of the cursor, and its number there."""
        for number, stops in enumerate(self._stops()):
            for place, (key, _) in enumerate(stops):
                if key == self._key:
                    return number, place
        return 0, 0

    def _go(self, key: str) -> None:
        if key != self._key:
            self._key = key
            self._strips.clear()
            self.refresh()
            self._bring_into_view()
            self.post_message(self.Moved(key))

    def action_step(self, across: int, down: int) -> None:
        """Go to the next item of the day, or to the one at about the same time on the next day."""
        columns = self._stops()
        if not columns:
            return
        number, place = self._place()
        if across:
            line = columns[number][place][1]
            number = max(0, min(len(columns) - 1, number + across))
            self._go(min(columns[number], key=lambda stop: abs(stop[1] - line))[0])
        else:
            self._go(columns[number][max(0, min(len(columns[number]) - 1, place + down))][0])

    def action_edge(self, where: int) -> None:
        """Go to the first or last item of the day."""
        columns = self._stops()
        if columns:
            stops = columns[self._place()[0]]
            self._go(stops[min(1, len(stops) - 1) if where == 0 else -1][0])

    def _bring_into_view(self) -> None:
        columns = self._stops()
        if not columns or not self.size.height:
            return
        number, place = self._place()
        line, left = max(0, columns[number][place][1]), number * self._wide
        height, width = self.scrollable_content_region.height - 1, self.scrollable_content_region.width - HOURS
        x, y = self.scroll_offset
        y = line if line < y else line - height + 3 if line > y + height - 3 else y
        x = left if left < x else left + self._wide - width if left + self._wide > x + width else x
        self.scroll_to(x=max(0, x), y=max(0, y), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what is under the pointer; a second click chooses it."""
        key = self._at(event.x, event.y)
        if key is not None:
            self._go(key)
            if event.chain > 1:
                self.post_message(self.Chosen(key))

    def _at(self, x: int, y: int) -> str | None:
        inside = x - HOURS + self.scroll_offset.x
        if x < HOURS or not 0 <= inside < self._wide * len(self._plan.columns):
            return None
        number, cell = divmod(inside, self._wide)
        column = self._plan.columns[number]
        line = y - 1 + self.scroll_offset.y
        if y == 0:
            return column.day.id if column.day else POOL
        for block in self._by_line[number].get(line, ()):
            lane = (self._wide - 1) // block.lanes
            if block.lane * lane <= cell < (block.lane + 1) * lane or block.lanes == 1:
                return next((part.item.id for at, part in block.parts if at == line), block.placed.item.id)
        return None

    def on_resize(self) -> None:
        """Columns are as wide as there is room."""
        self._fit()

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        super().notify_style_update()
        self._strips.clear()
        self._styles.clear()

    # Drawing

    def _style(self, look: str) -> Style:
        if look not in self._styles:
            self._styles[look] = self.get_component_rich_style(f"grid--{look}")
        return self._styles[look]

    def render_line(self, y: int) -> Strip:
        """One line of the screen; the names of the days and the hours stay in sight."""
        x, top = self.scroll_offset
        width = self.scrollable_content_region.width
        if y == 0:
            hours, body = Segment(" " * HOURS, self._style("text")), self._headings()
        else:
            line = y - 1 + top
            if line >= self._plan.lines:
                return Strip.blank(width, self._style("text"))
            hours = self._hour(line)
            body = self._strips.get(line)
            if body is None:
                body = self._strips[line] = self._line(line)
        return Strip([hours, *body.crop(x, x + width - HOURS)]).adjust_cell_length(width, self._style("text"))

    def _headings(self) -> Strip:
        segments: list[Segment] = []
        for column in self._plan.columns:
            day = column.day
            text = f"{weekday_date(self._t, day.date)}  {day.title}" if day else self._t("Not scheduled yet")
            key = day.id if day else POOL
            look = "cursor" if key == self._key else "heading"
            segments.append(Segment(fitted(f" {text}", self._wide - 1), self._style(look)))
            segments.append(Segment(" ", self._style("text")))
        return Strip(segments)

    def _hour(self, line: int) -> Segment:
        minute = self._plan.minute(line)
        if minute is None or minute % 60:
            return Segment(" " * HOURS, self._style("quiet"))
        return Segment(f"{minute // 60 % 24:02}:00 ", self._style("quiet"))

    def _line(self, line: int) -> Strip:
        segments: list[Segment] = []
        for number, lines in enumerate(self._by_line):
            room = self._wide - 1
            blocks = sorted(lines.get(line, ()), key=lambda block: block.lane)
            lanes = blocks[0].lanes if blocks else 1
            lane_width = room // lanes
            for lane in range(lanes):
                wide = room - lane_width * (lanes - 1) if lane == lanes - 1 else lane_width
                block = next((block for block in blocks if block.lane == lane), None)
                segments += self._block(block, line, wide) if block else [self._blank(number, line, wide)]
            segments.append(Segment(" ", self._style("text")))
        return Strip(segments)

    def _blank(self, number: int, line: int, wide: int) -> Segment:
        """An empty piece; the line of now crosses today."""
        day, minute = self._plan.columns[number].day, self._plan.minute(line)
        if day is not None and minute is not None and self._timeline is not None:
            now = self._now().astimezone(zone(day.timezone or self._timeline.trip.timezone))
            if now.date() == day.date and minute <= now.hour * 60 + now.minute < minute + self._plan.zoom:
                return Segment(fitted(f"{now:%H:%M} " + "─" * wide, wide), self._style("now"))
        return Segment(" " * wide, self._style("text"))

    def _block(self, block: Block, line: int, wide: int) -> list[Segment]:
        part = next((placed for at, placed in block.parts if at == line), None)
        placed = part or block.placed
        style = self._style("cursor" if placed.item.id == self._key else "block")
        if placed.item.status == "cancelled":
            style = style + Style(strike=True)
        mark = "•" if placed.item.id in self._marked else _edge(block.placed)
        warn = " !" if placed.item.id in self._found and (part is not None or line == block.top) else ""
        text = self._text(block, line, part, narrow=wide < 20)
        return [
            Segment(mark, style + Style(strike=False)),
            Segment(fitted(text, max(0, wide - 1 - len(warn))), style),
            Segment(warn, style + self._style("warning")),
        ]

    def _text(self, block: Block, line: int, part: Placed | None, *, narrow: bool) -> str:
        if part is not None:
            return f"  {part.starts:%H:%M} {part.item.title}" if part.starts else f"  {part.item.title}"
        placed, item = block.placed, block.placed.item
        status = STATUS_SIGNS[item.status].strip()
        if line == block.top:
            said = " ".join(list_time(placed, self._t, 18)).strip() if block.timed else ""
            if narrow and placed.starts is not None and block.timed:
                said = f"{placed.starts:%H:%M}"
            return f"{said} {SIGNS[item.kind]} {item.title} {status}".strip()
        venue = self._venues.get(item.venue or "")
        names = {group.key: group.name for group in self._timeline.trip.groups} if self._timeline else {}
        groups = ", ".join(names.get(key, key) for key in item.groups)
        more = [text for text in (venue.name if venue else item.room, groups) if text]
        row = line - block.top - 1 - sum(at < line for at, _ in block.parts)
        return f"  {more[row]}" if row < len(more) else ""


def _edge(placed: Placed) -> str:
    """The left edge of a block: solid if it is fixed in time and agreed, dashed if not agreed, dotted if computed."""
    if placed.start_is == "computed":
        return "┊"
    return "┃" if placed.item.status in ("confirmed", "cancelled") else "╎"
