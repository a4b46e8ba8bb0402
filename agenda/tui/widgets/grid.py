"""The programme as a grid of hours, drawn line by line; its cursor is on the same item as the list's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import wrap
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events, getters
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from agenda.tui.app_base import AppBase
from agenda.tui.signs import FAMILIES, SIGNS, STATUS_SIGNS
from agenda.tui.widgets.grid_layout import ZOOMS, Block, GridPlan, grid_plan
from agenda.tui.widgets.programme import POOL, found_items, list_time
from agenda.tui.widgets.row_list import fitted
from trips.checks import Finding
from trips.i18n.dates import weekday_date
from trips.i18n.language import Translator
from trips.model.entities import Item, Venue, by_key
from trips.model.zones import zone
from trips.schedule.timeline import Placed, Timeline

HOURS: Final = 6
"""Cells at the left for the hours."""

NARROWEST: Final = 22
"""Cells of a column at least; three days fit into 80 columns."""


class ProgrammeGrid(ScrollView, can_focus=True):
    """Days across, hours down."""

    agenda = getters.app(AppBase)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--text", "grid--heading", "grid--quiet", "grid--cursor", "grid--now", "grid--warning", "grid--gone",
        "grid--travel", "grid--visit", "grid--meal", "grid--night", "grid--press", "grid--other",
        "grid--next-travel", "grid--next-visit", "grid--next-meal", "grid--next-night", "grid--next-press",
        "grid--next-other", "grid--idea", "grid--requested", "grid--tentative", "grid--confirmed", "grid--cancelled",
    }  # fmt: skip
    DEFAULT_CSS = """
    ProgrammeGrid {
        background: $background; overflow-x: auto; overflow-y: auto; scrollbar-gutter: stable;
        scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1;
        & > .grid--text { color: $ink; }
        & > .grid--heading { color: $heading; text-style: bold; }
        & > .grid--quiet { color: $quiet; }
        & > .grid--gone { color: $quiet; text-style: strike; }
        & > .grid--travel { background: $travel-ground; color: $travel; }
        & > .grid--visit { background: $visit-ground; color: $visit; }
        & > .grid--meal { background: $meal-ground; color: $meal; }
        & > .grid--night { background: $night-ground; color: $night; }
        & > .grid--press { background: $press-ground; color: $press; }
        & > .grid--other { background: $other-ground; color: $quiet; }
        & > .grid--next-travel { background: $travel-next; color: $travel; }
        & > .grid--next-visit { background: $visit-next; color: $visit; }
        & > .grid--next-meal { background: $meal-next; color: $meal; }
        & > .grid--next-night { background: $night-next; color: $night; }
        & > .grid--next-press { background: $press-next; color: $press; }
        & > .grid--next-other { background: $other-next; color: $quiet; }
        & > .grid--idea { color: $quiet; }
        & > .grid--requested { color: $requested; text-style: bold; }
        & > .grid--tentative { color: $quiet; }
        & > .grid--confirmed { color: $confirmed; text-style: bold; }
        & > .grid--cancelled { color: $cancelled; text-style: bold; }
        & > .grid--cursor { background: $pale-mark; color: $on-pale; text-style: bold; }
        &:focus > .grid--cursor { background: $mark; color: $on-mark; text-style: bold; }
        & > .grid--now { color: $alert; text-style: bold; }
        & > .grid--warning { color: $alert; text-style: bold; }
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
        self._findings: Sequence[Finding] = ()
        self._found: frozenset[str] = frozenset()
        self._venues: dict[str, Venue] = {}
        self._marked: frozenset[str] = frozenset()
        self._key: str | None = None
        self._widths: list[int] = []
        self._by_line: list[dict[int, list[Block]]] = []
        self._every_other: dict[str, bool] = {}
        self._strips: dict[int, Strip] = {}
        self._texts: dict[tuple[str, int], dict[int, str]] = {}
        self._styles: dict[str, Style] = {}

    def load(
        self, timeline: Timeline, findings: Sequence[Finding], key: str | None, shown: Collection[str] | None = None
    ) -> None:
        """Show a trip with the cursor on an item or day."""
        self._timeline, self._shown, self._findings = timeline, shown, findings
        self._found = found_items(findings)
        self._venues = by_key(timeline.trip.venues)
        self._plan = grid_plan(timeline, self._plan.zoom, shown)
        self._by_line = []
        self._every_other = {}
        for column in self._plan.columns:
            lines: dict[int, list[Block]] = {}
            for turn, block in enumerate(column.blocks):
                self._every_other[block.placed.item.id] = turn % 2 == 1
                for line in range(block.top, block.bottom):
                    lines.setdefault(line, []).append(block)
            self._by_line.append(lines)
        self._key = key
        self._fit()

    def _fit(self) -> None:
        self._strips.clear()
        self._texts.clear()
        self._widths = self._shares()
        self.virtual_size = Size(HOURS + sum(self._widths), self._plan.lines + 1)
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
            self.load(self._timeline, self._findings, self._key, self._shown)

    def _shares(self) -> list[int]:
        """Cells of each column with the gap behind it: the days share what the pool does not need."""
        columns, room = self._plan.columns, self.scrollable_content_region.width - HOURS
        lanes = [max((block.lanes for block in column.blocks), default=0) if column.day else 0 for column in columns]
        days = sum(column.day is not None for column in columns)
        pool = max((cell_len(self._title(block)) + 6 for column in columns for block in column.blocks
                    if column.day is None), default=0)  # fmt: skip
        pool = max(NARROWEST, min(pool, room // 3)) if days < len(columns) else 0
        free = max(0, room - pool - NARROWEST * days)
        weights = [lane if column.day else 0 for lane, column in zip(lanes, columns, strict=True)]
        weights = weights if any(weights) else [int(column.day is not None) for column in columns]
        shares = [free * weight // max(1, sum(weights)) for weight in weights]
        if days:
            shares[weights.index(max(weights))] += free - sum(shares)
        return [
            pool if column.day is None else NARROWEST + share for column, share in zip(columns, shares, strict=True)
        ]

    def _left(self, number: int) -> int:
        """Where a column begins, behind the hours."""
        return sum(self._widths[:number])

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
        line, left, wide = max(0, columns[number][place][1]), self._left(number), self._widths[number]
        height, width = self.scrollable_content_region.height - 1, self.scrollable_content_region.width - HOURS
        x, y = self.scroll_offset
        y = line if line < y else line - height + 3 if line > y + height - 3 else y
        x = left if left < x else left + wide - width if left + wide > x + width else x
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
        if x < HOURS or not 0 <= inside < sum(self._widths):
            return None
        number = next(place for place in range(len(self._widths)) if inside < self._left(place + 1))
        cell = inside - self._left(number)
        column = self._plan.columns[number]
        line = y - 1 + self.scroll_offset.y
        if y == 0:
            return column.day.id if column.day else POOL
        for block in self._by_line[number].get(line, ()):
            lane = (self._widths[number] - 1) // block.lanes
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

    def _style(self, look: str, *, over: bool = False) -> Style:
        """A look; `over` is for what is written on a block, which keeps its ground."""
        key = f"{look} over" if over else look
        if key not in self._styles:
            self._styles[key] = self.get_component_rich_style(f"grid--{look}", partial=over)
        return self._styles[key]

    @property
    def _without_grounds(self) -> bool:
        """Whether blocks have no ground of their own, so that a line must part them."""
        return self.agenda.native_ansi_color or self.agenda.no_color

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
        for column, wide in zip(self._plan.columns, self._widths, strict=True):
            day = column.day
            text = f"{weekday_date(self._t, day.date)}  {day.title}" if day else self._t("Unscheduled")
            key = day.id if day else POOL
            look = "cursor" if key == self._key else "heading"
            segments.append(Segment(fitted(f" {text}", wide - 1), self._style(look)))
            segments.append(Segment(" ", self._style("text")))
        return Strip(segments)

    def _hour(self, line: int) -> Segment:
        minute = self._plan.minute(line)
        if minute is None or minute % 30:
            return Segment(" " * HOURS, self._style("quiet"))
        said = f"{minute // 60 % 24:02}:00 " if minute % 60 == 0 else "  :30 "
        return Segment(said, self._style("quiet"))

    def _line(self, line: int) -> Strip:
        if line == 0 and self._plan.band:
            return self._heading_of_the_band()
        segments: list[Segment] = []
        for number, lines in enumerate(self._by_line):
            room = self._widths[number] - 1
            blocks = sorted(lines.get(line, ()), key=lambda block: block.lane)
            lanes = blocks[0].lanes if blocks else 1
            lane_width = room // lanes
            for lane in range(lanes):
                wide = room - lane_width * (lanes - 1) if lane == lanes - 1 else lane_width
                block = next((block for block in blocks if block.lane == lane), None)
                segments += self._block(block, line, wide) if block else [self._blank(number, line, wide)]
            segments.append(Segment(" ", self._style("text")))
        return Strip(segments)

    def _heading_of_the_band(self) -> Strip:
        days = sum(
            wide for wide, column in zip(self._widths, self._plan.columns, strict=True) if column.day is not None
        )
        words = self._t("no fixed hours")
        said = f" {words} "
        line = Strip([Segment(said + "─" * (days - 1 - cell_len(said)), self._style("quiet"))])
        return line.extend_cell_length(sum(self._widths), self._style("text"))

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
        item = placed.item
        first = part is not None or line == block.top
        ground = self._ground(block, item)
        if self._without_grounds and line == block.bottom - 1:
            ground = ground + Style(underline=True)
        under_cursor = item.id == self._key
        text = ground if under_cursor else ground + self._style("text", over=True)
        if item.status == "cancelled":
            text = text + self._style("gone", over=True)
        status = STATUS_SIGNS[item.status].strip() if first else ""
        warn = "!" if first and item.id in self._found else ""
        room = max(0, wide - 1 - 2 * (bool(status) + bool(warn)))
        said = fitted(_part(part) if part is not None else self._text(block, line, wide), room)
        bare = said.strip()
        before, behind = len(said) - len(said.lstrip()), len(said) - len(said.rstrip())
        return [
            Segment("•" if item.id in self._marked else _edge(placed), ground),
            *([Segment(" " * before, ground), Segment(bare, text)] if bare else []),
            Segment(" " * (behind + bool(status)), ground),
            Segment(status, ground if under_cursor else ground + self._style(item.status, over=True)),
            Segment(f" {warn}" if warn else "", ground if under_cursor else ground + self._style("warning", over=True)),
        ]

    def _ground(self, block: Block, item: Item) -> Style:
        """The ground of a block: its family's, each other one lighter, so that neighbours are told apart."""
        whole = block.placed.item
        turn = "next-" if self._every_other.get(whole.id) else ""
        return self._style("cursor" if item.id == self._key else f"{turn}{FAMILIES[whole.kind]}")

    def _text(self, block: Block, line: int, wide: int) -> str:
        """What a line of a block says."""
        key = (block.placed.item.id, wide)
        if key not in self._texts:
            self._texts[key] = self._block_texts(block, wide)
        return self._texts[key].get(line, "")

    def _block_texts(self, block: Block, wide: int) -> dict[int, str]:
        """The lines of a block that are no parts: time and title, on as many lines as it has, then place and groups."""
        first = min((at for at, _ in block.parts), default=block.bottom)
        lines = range(block.top, max(first, block.top + 1))
        item = block.placed.item
        room = wide - 1 - 2 * bool(STATUS_SIGNS[item.status].strip()) - 2 * (item.id in self._found)
        said = [self._title(block) + (f" (+{block.more})" if block.more else "")]
        if cell_len(said[0]) > room and len(lines) > 1:
            title = wrap(item.title, max(1, room - 2))
            kept, cut = title[: len(lines) - 1], title[len(lines) - 1 :]
            said = [self._time(block), *kept[:-1], " ".join([*kept[-1:], *cut])]
        elif cell_len(said[0]) > room and block.placed.starts is not None:
            said = [f"{block.placed.starts:%H:%M} {SIGNS[item.kind]} {item.title}"]
        venue = self._venues.get(item.venue or "")
        names = {group.key: group.name for group in self._timeline.trip.groups} if self._timeline else {}
        groups = ", ".join(names.get(key, key) for key in item.groups)
        texts = [*said, *(text for text in (venue.name if venue else item.room, groups) if text)]
        return {line: f"  {text}" if line > block.top else text for line, text in zip(lines, texts, strict=False)}

    def _time(self, block: Block) -> str:
        """The time and the sign of the kind; in the pool the sign alone."""
        placed = block.placed
        said = "" if placed.date == date.min else " ".join(list_time(placed, self._t, 18)).strip()
        return f"{said} {SIGNS[placed.item.kind]}".strip()

    def _title(self, block: Block) -> str:
        return f"{self._time(block)} {block.placed.item.title}"


def _edge(placed: Placed) -> str:
    """The left edge of a block: solid if it is fixed in time and agreed, dashed if not agreed, dotted if computed."""
    if placed.start_is == "computed":
        return "┊"
    return "┃" if placed.item.status == "confirmed" else "╎"


def _part(part: Placed) -> str:
    return f"  {part.starts:%H:%M} {part.item.title}" if part.starts else f"  {part.item.title}"
