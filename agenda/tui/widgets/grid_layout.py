"""Where the blocks of the hour grid stand: days across, hours down, what runs at the same time side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from agenda.tui.widgets.programme import unplaced
from trips.grammar.choices import APART
from trips.grammar.when import DAY
from trips.model.entities import Day
from trips.schedule.timeline import Placed, Timeline, pool_of, wall_minute

ZOOMS: Final = (30, 15, 60)
"""Minutes that a line stands for, in the order in which they are gone through."""

OPEN: Final = 60
"""Minutes that a block takes whose end, or start, nobody knows."""


class Block(NamedTuple):
    """An item in the grid, on the lines from `top` to `bottom` (exclusive), in lane `lane` of `lanes`.

    `parts` are its parts with their lines, `more` how many others have no room. Where `timed` is false it stands above
    the hours, or in the pool.
    """

    placed: Placed
    top: int
    bottom: int
    lane: int = 0
    lanes: int = 1
    timed: bool = True
    parts: tuple[tuple[int, Placed], ...] = ()
    more: int = 0


class Column(NamedTuple):
    """A day, or the pool (no day)."""

    day: Day | None
    blocks: tuple[Block, ...]


class GridPlan(NamedTuple):
    """The whole grid: `band` lines without a time, the first of them a heading, then the hours from minute `first`."""

    columns: tuple[Column, ...]
    band: int
    first: int
    lines: int
    zoom: int

    def minute(self, line: int) -> int | None:
        """The minute from midnight at which a line begins; None above the hours."""
        return None if line < self.band else self.first + (line - self.band) * self.zoom

    def line_of(self, minute: int) -> int:
        """The line in which a minute from midnight falls."""
        return self.band + (minute - self.first) // self.zoom


class _Span(NamedTuple):
    """Begin and end (exclusive) in minutes from midnight, as clocks there show them, or in lines."""

    placed: Placed
    begin: int
    end: int


def grid_plan(timeline: Timeline, zoom: int, shown: Collection[str] | None = None) -> GridPlan:
    """The grid of a trip, `zoom` minutes a line; with `shown`, only those items."""
    groups = {group.key: place for place, group in enumerate(timeline.trip.groups, 1)}
    days: list[tuple[Day, list[_Span], list[Placed], list[Placed]]] = []
    for day, placed in timeline.days():
        wanted = [one for one in placed if shown is None or one.item.id in shown]
        ids = {placed.item.id for placed in wanted}
        tops = [placed for placed in wanted if placed.item.part_of not in ids]
        spans = [span for top in tops if (span := _span(top, day)) is not None]
        spans.sort(
            key=lambda span: (span.begin, min((groups.get(key, 0) for key in span.placed.item.groups), default=0))
        )
        timed = {span.placed.item.id for span in spans}
        parts = [placed for placed in wanted if placed.item.part_of in ids]
        days.append((day, spans, [top for top in tops if top.item.id not in timed], parts))
    pool = [unplaced(item) for item in pool_of(timeline.trip) if shown is None or item.id in shown]
    first = min((span.begin for _, spans, _, _ in days for span in spans), default=8 * 60) // 60 * 60
    last = max((span.end for _, spans, _, _ in days for span in spans), default=18 * 60)
    band = max((len(untimed) + 1 for _, _, untimed, _ in days if untimed), default=0)
    lines = max(band - (first - last) // zoom, len(pool) + (band > 0))
    empty = GridPlan((), band, first, lines, zoom)
    columns = [
        Column(day, (*_band(untimed, 1), *_blocks(empty, day, spans, parts))) for day, spans, untimed, parts in days
    ]
    if pool:
        columns.append(Column(None, _band(pool, min(band, 1))))
    return empty._replace(columns=tuple(columns))


def _span(placed: Placed, day: Day) -> _Span | None:
    """Where an item stands; None if it has no time or runs beside the programme."""
    begin, end = (None if edge is None else wall_minute(edge, day.date) for edge in (placed.starts, placed.ends))
    if placed.item.kind in APART or (begin is None and end is None):
        return None
    begin = begin if begin is not None else (end or OPEN) - OPEN
    begin = max(0, min(begin, 2 * DAY))
    return _Span(placed, begin, begin + OPEN if end is None else max(begin + 1, min(end, 2 * DAY)))


def _band(items: Sequence[Placed], top: int) -> tuple[Block, ...]:
    return tuple(Block(item, line, line + 1, timed=False) for line, item in enumerate(items, top))


def _blocks(plan: GridPlan, day: Day, spans: Sequence[_Span], parts: Sequence[Placed]) -> Iterator[Block]:
    for cluster in _clusters([_on_lines(plan, span) for span in spans]):
        lanes = _lanes(cluster)
        for one, top, bottom in cluster:
            inside = [part for part in parts if part.item.part_of == one.item.id]
            placed = tuple(_part_lines(plan, day, inside, top, bottom))
            more = len(inside) - len(placed)
            yield Block(one, top, bottom, lanes[one.item.id], max(lanes.values()) + 1, parts=placed, more=more)


def _on_lines(plan: GridPlan, span: _Span) -> _Span:
    """A span in lines: it ends where the line of its end begins, so that what follows has that line for itself."""
    top = plan.line_of(span.begin)
    return _Span(span.placed, top, max(top + 1, plan.line_of(span.end)))


def _part_lines(
    plan: GridPlan, day: Day, parts: Sequence[Placed], top: int, bottom: int
) -> Iterator[tuple[int, Placed]]:
    """The parts below the first line of their whole, each on the line of its start or the next one free."""
    free = top + 1
    for part in parts:
        begin = wall_minute(part.starts, day.date) if part.starts is not None else None
        line = max(free, plan.line_of(begin) if begin is not None else free)
        if line < bottom:
            yield line, part
        free = line + 1


def _clusters(spans: Sequence[_Span]) -> Iterator[list[_Span]]:
    """Spans that hang together by overlapping."""
    cluster: list[_Span] = []
    reach = -1
    for span in spans:
        if cluster and span.begin >= reach:
            yield cluster
            cluster, reach = [], -1
        cluster.append(span)
        reach = max(reach, span.end)
    if cluster:
        yield cluster


def _lanes(cluster: Sequence[_Span]) -> dict[str, int]:
    """The lane of each span: the first one that is free."""
    free: list[int] = []
    lanes: dict[str, int] = {}
    for span in cluster:
        lane = next((place for place, until in enumerate(free) if until <= span.begin), len(free))
        free[lane : lane + 1] = [span.end]
        lanes[span.placed.item.id] = lane
    return lanes
