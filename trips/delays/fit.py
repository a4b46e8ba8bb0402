"""A day fitted between two fixed ends: the lengths of what is not fixed get longer or shorter in proportion.

Order and gaps stay, and ways take as long as they do. Lengths are rounded to five minutes; pauses and meals give a
quarter at most, what may be shortened to n minutes keeps them, and what must be is not shortened. Fixed items stay
where they are, so that only what stands before the first and behind the last of them is fitted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor
from typing import Final, NamedTuple

from trips.delays.propagation import Block, blocks_of
from trips.edits.days import get_day
from trips.edits.retime import Target, retime
from trips.grammar.choices import TRAVEL, Kind
from trips.i18n.dates import format_clock, format_minutes
from trips.i18n.language import Message, UserError
from trips.model.entities import Item
from trips.model.trip import Trip
from trips.schedule.stretch import SHORTEST
from trips.schedule.timeline import Placed, Timeline, at, wall_to_utc

STEP: Final = 5
_GIVE: Final[frozenset[Kind]] = frozenset(("break", "meal", "free"))
_LEAST: Final = 0.75


class Length(NamedTuple):
    """How long an item lasted and lasts now, in minutes."""

    item: Item
    was: int
    now: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """A trip with a day that fits, and the lengths that are others now, in programme order."""

    trip: Trip
    lengths: tuple[Length, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """Blocks that begin and end together; `least` is how short they can get."""

    blocks: tuple[Block, ...]
    least: int

    @property
    def start(self) -> int:
        return self.blocks[0].start

    @property
    def length(self) -> int:
        return self.blocks[0].end - self.start

    @property
    def travels(self) -> bool:
        return all(block.item.kind in TRAVEL for block in self.blocks)

    @property
    def fixed(self) -> bool:
        return any(block.item.fixed or any(part.item.fixed for part in block.parts) for block in self.blocks)


def fit(timeline: Timeline, day_id: str, first: int, last: int) -> Fitted:
    """Fit a day between two clock times.

    Args:
        timeline: the trip and where its items fall.
        day_id: the day.
        first: when it is to begin, minutes from its midnight.
        last: when it is to be over.

    Raises:
        UserError: it cannot fit, with the sum of what it needs; something fixed lies outside; an item has no end, or
            two run beside each other without beginning and ending together.
    """
    trip = timeline.trip
    day = get_day(trip, day_id)
    zone_name = day.timezone or trip.timezone
    start, end = (wall_to_utc(day.date, minute, zone_name) for minute in (first, last))
    if end <= start:
        raise UserError("The day would be over before it begins.")
    units = _units(blocks_of(timeline.of_day(day_id)))
    targets: dict[str, Target] = {}
    segment: list[_Unit] = []
    at_, lead = start, 0
    for unit in units:
        if not unit.fixed:
            segment.append(unit)
            continue
        if unit.start < start or unit.start + unit.length > end:
            told = {"start": _clock(unit.start, zone_name), "end": _clock(unit.start + unit.length, zone_name)}
            title = unit.blocks[0].item.title
            raise UserError('"{title}" is fixed from {start} to {end}, outside of that.', title=title, **told)
        tail = unit.start - (segment[-1].start + segment[-1].length) if segment else 0
        targets |= _segment(segment, at_, unit.start, lead, tail, zone_name)
        for block in unit.blocks:
            targets |= {placed.item.id: (placed.start or 0, placed.end) for placed in (block.placed, *block.parts)}
        at_, segment = unit.start + unit.length, []
        lead = _gap_behind(units, unit)
    targets |= _segment(segment, at_, end, lead, 0, zone_name)
    after = retime(trip, day_id, targets)
    was, now = timeline.placed(), Timeline(after, timeline).placed()
    pairs = [
        (placed.item, _lasts(was[placed.item.id]), _lasts(now[placed.item.id])) for placed in timeline.of_day(day_id)
    ]
    lengths = (Length(item, a, b) for item, a, b in pairs if a is not None and b is not None and a != b)
    return Fitted(after, tuple(lengths))


def describe_fit(fitted: Fitted) -> tuple[Message, ...]:
    """What it did, in sentences; one if nothing got longer or shorter."""
    if not fitted.lengths:
        return (Message("Nothing gets longer or shorter."),)
    return tuple(
        Message('"{title}" lasts {n} min instead of {was}.', title=length.item.title, n=length.now, was=length.was)
        for length in fitted.lengths
    )


def _lasts(placed: Placed) -> int | None:
    return None if placed.start is None or placed.end is None else placed.end - placed.start


def _gap_behind(units: Sequence[_Unit], unit: _Unit) -> int:
    behind = [one.start for one in units if one.start >= unit.start + unit.length]
    return min(behind, default=unit.start + unit.length) - unit.start - unit.length


def _clock(minute: int, zone_name: str) -> str:
    return format_clock(at(minute, zone_name))


def _units(blocks: Sequence[Block]) -> list[_Unit]:
    found: list[_Unit] = []
    for block in blocks:
        if block.placed.end is None:
            raise UserError('"{title}" has no end yet; give it one before the day is fitted.', title=block.item.title)
        before = found[-1] if found else None
        if before is not None and block.start < before.start + before.length:
            if (block.start, block.end - block.start) != (before.start, before.length):
                titles = {"title": before.blocks[0].item.title, "other": block.item.title}
                raise UserError(
                    '"{title}" and "{other}" run beside each other and do not begin and end together.', **titles
                )
            found[-1] = _Unit((*before.blocks, block), max(before.least, _least(block)))
        else:
            found.append(_Unit((block,), _least(block)))
    return found


def _least(block: Block) -> int:
    """How short a block can get: not shorter than its parts can."""
    length = block.end - block.start
    own = _least_of(block.item, length)
    if not block.parts:
        return own
    inner = _inner(block)
    return max(own, sum(inner.least) + inner.gaps) if inner is not None else length


def _least_of(item: Item, length: int) -> int:
    if item.fixed or item.priority == "must" or item.kind in TRAVEL:
        return length
    if isinstance(item.priority, int):
        return min(length, max(item.priority, SHORTEST))
    return min(length, max(-floor(-length * _LEAST) if item.kind in _GIVE else SHORTEST, SHORTEST))


class _Inner(NamedTuple):
    """The parts of a block: lengths and least lengths, the time behind the last one among them, and all other gaps."""

    lengths: tuple[int, ...]
    least: tuple[int, ...]
    gaps: int


def _inner(block: Block) -> _Inner | None:
    """None if the parts do not follow each other, or reach beyond their whole."""
    edges = [(part.start, part.end) for part in block.parts if part.start is not None and part.end is not None]
    if len(edges) != len(block.parts) or any(b[0] < a[1] for a, b in pairwise(edges)):
        return None
    if edges[0][0] < block.start or edges[-1][1] > block.end:
        return None
    lengths = [b - a for a, b in edges]
    tail = block.end - edges[-1][1]
    least = [_least_of(placed.item, length) for placed, length in zip(block.parts, lengths, strict=True)]
    return _Inner((*lengths, tail), (*least, 0), block.end - block.start - sum(lengths) - tail)


def _segment(units: Sequence[_Unit], start: int, end: int, lead: int, tail: int, zone_name: str) -> dict[str, Target]:
    """Where the units between two ends fall; `lead` and `tail` are the gaps to what is fixed before and behind."""
    if not units:
        return {}
    gaps = [b.start - a.start - a.length for a, b in pairwise(units)]
    around = max(lead, 0) + max(tail, 0) + sum(gaps)
    have = end - start - around
    least = [unit.least for unit in units]
    ways = [unit.length if unit.travels else 0 for unit in units]
    if sum(least) > have:
        needs = [f"{unit.blocks[0].item.title} {unit.least}" for unit in units]
        raise UserError(
            "From {start} to {end} are {have}, and at least {need} are needed: {sum}.",
            start=_clock(start, zone_name), end=_clock(end, zone_name), have=format_minutes(end - start),
            need=format_minutes(sum(least) + around), sum=" + ".join([*needs, *([str(around)] if around else [])]),
        )  # fmt: skip
    rest = [(0, 0) if unit.travels else (unit.length, unit.least) for unit in units]
    lengths = shared([a for a, _ in rest], [b for _, b in rest], have - sum(ways))
    lengths = [length + way for length, way in zip(lengths, ways, strict=True)]
    found: dict[str, Target] = {}
    at_ = start + max(lead, 0)
    for unit, length, gap in zip(units, lengths, (*gaps, 0), strict=True):
        for block in unit.blocks:
            found |= _aim(block, at_, length)
        at_ += length + gap
    return found


def _aim(block: Block, start: int, length: int) -> dict[str, Target]:
    found: dict[str, Target] = {block.item.id: (start, start + length)}
    inner = _inner(block) if block.parts else None
    if inner is None:
        by = start - block.start
        for part in block.parts:
            found[part.item.id] = ((part.start or 0) + by, None if part.end is None else part.end + by)
        return found
    lengths = shared(inner.lengths, inner.least, length - inner.gaps)
    at_, before = start, block.start
    for placed, new in zip(block.parts, lengths[:-1], strict=True):
        at_ += (placed.start or 0) - before
        found[placed.item.id] = (at_, at_ + new)
        at_, before = at_ + new, placed.end or 0
    return found


def shared(lengths: Sequence[int], least: Sequence[int], have: int) -> list[int]:
    """Minutes shared out in proportion to lengths, in steps of five, none below its least; the rest (below 5) is over.

    Args:
        lengths: how long each is.
        least: how short each can get; together not more than `have`.
        have: the minutes there are.
    """
    if sum(lengths) == have:
        return list(lengths)
    held: set[int] = set()
    while True:
        free = sum(length for place, length in enumerate(lengths) if place not in held)
        left = have - sum(least[place] for place in held)
        scale = left / free if free else 0.0
        short = {n for n, length in enumerate(lengths) if n not in held and length * scale < least[n]}
        if not short:
            break
        held |= short
    real = [float(least[n]) if n in held else length * scale for n, length in enumerate(lengths)]
    found = [max(floor_, STEP * floor(want / STEP + 1e-9)) for floor_, want in zip(least, real, strict=True)]
    order = sorted(range(len(found)), key=lambda n: found[n] - real[n])
    over = have - sum(found)
    for n in order:
        if over >= STEP and n not in held and lengths[n]:
            found[n] += STEP
            over -= STEP
    return found
