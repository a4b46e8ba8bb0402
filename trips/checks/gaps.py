"""Groups with nothing to do while others have something."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from trips.checks.day_context import DayContext, joins
from trips.checks.finding import Finding, clock
from trips.checks.trip_context import TripContext
from trips.i18n.dates import format_minutes
from trips.i18n.language import Message
from trips.schedule.timeline import Placed

LONGEST: Final = 180
"""Minutes without anything from which on it is told."""


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Hours between two items of a group in which only others have something, on their way or at work."""
    if len(ground.streams) < 2:
        return
    for stream in ground.streams:
        if stream is None and not ground.travellers[None]:
            continue
        order = plan.of(stream)
        rests = _rests(plan, stream)
        for placed, other in pairwise(order):
            if placed.end is None or other.start is None or other.start - placed.end <= LONGEST:
                continue
            if any(placed.end <= start < other.start for start in rests):
                continue
            busy = _busy(plan, ground, stream, placed.end, other.start)
            if busy is not None:
                yield _told(ground, stream, placed, other, busy)


def _rests(plan: DayContext, stream: str | None) -> list[int]:
    """When a group can go to its rooms."""
    stays = (placed for placed in plan.takes_place if placed.item.kind == "stay" and joins(placed.item, None, stream))
    return [stay.start for stay in stays if stay.start is not None]


def _busy(plan: DayContext, ground: TripContext, stream: str | None, since: int, until: int) -> Placed | None:
    """Something that others do for most of that time."""
    for other in ground.streams:
        for placed in plan.of(other) if other != stream else ():
            if placed.start is None or placed.end is None or joins(placed.item, None, stream):
                continue
            if min(placed.end, until) - max(placed.start, since) >= 60:
                return placed
    return None


def _told(ground: TripContext, stream: str | None, placed: Placed, other: Placed, busy: Placed) -> Finding:
    name = next((group.name for group in ground.matter.groups if group.key == stream), None)
    return Finding(
        "people.nowhere", "hint", (placed.item.id, other.item.id, busy.item.id),
        Message(
            "{who}: nothing from {start} ({title}) to {end} ({other}), {length}, while others have {busy}; plan"
            " something, or write that the time is free.",
            who=name if name is not None else Message("Those without a group"), start=clock(placed, "end"),
            title=placed.item.title, end=clock(other, "start"), other=other.item.title,
            length=format_minutes((other.start or 0) - (placed.end or 0)), busy=busy.item.title,
        ),
    )  # fmt: skip
