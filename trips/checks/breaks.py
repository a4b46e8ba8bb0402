"""Hours without food, and hours without a pause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, clock
from trips.checks.trip_context import TripContext
from trips.grammar.choices import TRAVEL, Kind
from trips.i18n.dates import format_minutes
from trips.i18n.language import Message
from trips.schedule.timeline import Placed

HUNGRY: Final = 300
"""Minutes without a meal from which on it is told."""
FED: Final = 360
"""The same behind a breakfast: from the first item of a morning, or from the end of a meal before eleven."""
EARLIEST: Final = 6 * 60 + 30
"""The minute of the day from which on those who slept in an accommodation have had breakfast there."""
MORNING: Final = 11 * 60
"""The minute of the day until which a stretch begins in the morning."""
TIRED: Final = 150
"""Minutes of programme without a pause from which on it is told."""
_EATING: Final[frozenset[Kind]] = frozenset(("meal", "reception", "free"))
"""Kinds at which people get something, or can see to it themselves."""
_RESTING: Final[frozenset[Kind]] = frozenset(("meal", "break", "free", "stay", *TRAVEL))
_ENOUGH: Final = 10
"""Minutes with nothing in them that are a pause."""
_OWN_TIME: Final = 60
"""Minutes with nothing in them in which people can eat."""


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Both, for each group and for the whole delegation."""
    for stream in ground.streams:
        steps = [step for step in plan.steps(stream) if step.start is not None and step.end is not None]
        steps.sort(key=lambda placed: placed.start or 0)
        loose = [placed for placed in plan.of(stream) if placed.start is None or placed.end is None]
        if not any(placed.item.kind in _EATING for placed in loose):
            yield from _hungry(steps, bool(ground.nights_before(plan.day.date, stream)))
        if not loose:
            yield from _tired(plan, steps)


def _hungry(steps: Sequence[Placed], lodged: bool) -> Iterator[Finding]:
    """From the first item to the last; the way home is everybody's own.

    Args:
        steps: the items of a day, by their start.
        lodged: whether these people slept in an accommodation.
    """
    since: Placed | None = None
    full, reached = 0, 0
    for step in steps:
        start, end = step.start or 0, step.end or 0
        if since is None or start - reached >= _OWN_TIME:
            since, full = step, start
        if step.item.kind in _EATING:
            if start - full > _longest(since, lodged):
                yield _hunger(since, full, step, start)
            since, full = step, max(end, full)
        elif step.item.kind != "departure" and end - full > _longest(since, lodged) and _last(steps, step):
            yield _hunger(since, full, step, end)
        reached = max(reached, end)


def _longest(since: Placed, lodged: bool) -> int:
    """How long a stretch may be that begins with an item, or behind a meal: longer if it begins behind a breakfast."""
    if since.item.kind == "meal":
        return FED if (since.end_minute or 0) < MORNING else HUNGRY
    begins = EARLIEST <= (since.start_minute or 0) < MORNING
    return FED if lodged and begins and since.item.kind not in _EATING else HUNGRY


def _last(steps: Sequence[Placed], placed: Placed) -> bool:
    """Whether nothing but the way home comes behind."""
    behind = steps[steps.index(placed) + 1 :]
    return all(other.item.kind == "departure" for other in behind)


def _hunger(since: Placed, full: int, placed: Placed, until: int) -> Finding:
    eaten = since.item.kind in _EATING
    ids = (placed.item.id,) if placed.item.id == since.item.id else (placed.item.id, since.item.id)
    return Finding(
        "pause.meal", "hint", ids,
        Message(
            "Nothing to eat from {start} ({title}) to {end} ({other}): {length}; plan a meal, or something to take"
            " along.",
            start=clock(since, "end" if eaten else "start"), title=since.item.title,
            end=clock(placed, "start" if placed.item.kind in _EATING else "end"), other=placed.item.title,
            length=format_minutes(until - full),
        ),
    )  # fmt: skip


def _tired(plan: DayContext, steps: Sequence[Placed]) -> Iterator[Finding]:
    block: list[Placed] = []
    for placed in (*steps, None):
        reached = max((other.end or 0 for other in block), default=0)
        goes_on = placed is not None and placed.item.kind not in _RESTING and (placed.start or 0) - reached < _ENOUGH
        if block and not goes_on:
            length = reached - (block[0].start or 0)
            told = length > TIRED and not _is_one(plan, block)
            if told and any(other.item.kind != "other" for other in block):
                yield _tiredness(block, length)
            block = []
        if placed is not None and placed.item.kind not in _RESTING:
            block.append(placed)


def _is_one(plan: DayContext, block: Sequence[Placed]) -> bool:
    """Whether a block is nothing but one item, of whose inside nobody planned more, or one tour, which has its own."""
    first = block[0].item
    whole = plan.whole_of(first)
    return len(block) == 1 or (
        whole is not None and whole.kind == "tour" and all(placed.item.part_of == whole.id for placed in block)
    )


def _tiredness(block: Sequence[Placed], length: int) -> Finding:
    first, last = block[0], max(block, key=lambda placed: placed.end or 0)
    return Finding(
        "pause.break", "hint", tuple(placed.item.id for placed in block),
        Message(
            "No break from {start} ({title}) to {end} ({other}): {length}; plan a break of 15 min.",
            start=clock(first, "start"), title=first.item.title, end=clock(last, "end"), other=last.item.title,
            length=format_minutes(length),
        ),
    )  # fmt: skip
